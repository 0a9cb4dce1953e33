/* Small repairs and comforts. Every page reads and works without this file. Its words are in the page, in the site's
   language (src/explainery/languages). */
const explaineryWords = JSON.parse(document.getElementById("ex-words")?.textContent || "{}")
const explaineryPut = (text, ...values) => (text || "").replaceAll("{}", () => values.shift())
;(() => {
  "use strict"
  const WORDS = explaineryWords
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]

  /* A name that the theme leaves out. */
  for (const dialog of all("[role=dialog]:not([aria-label])")) dialog.setAttribute("aria-label", WORDS.search)

  /* On a phone the row of a story's pages scrolls: the one that is open is in sight. */
  for (const tab of all(".ex-story__pages [aria-current]")) {
    const row = tab.closest("ul")
    row.scrollLeft = tab.getBoundingClientRect().left - row.getBoundingClientRect().left - 40
  }

  /* What scrolls sideways can be reached with the keyboard. */
  const reachable = () => {
    for (const box of all("pre > code, .md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
      else box.removeAttribute("tabindex")
    }
  }
  addEventListener("load", () => setTimeout(reachable, 300)) // the theme wraps tables late
  addEventListener("resize", reachable)

  /* Tables of three columns or more become a list of entries on a phone: each cell learns its column's name. The roles
     keep it a table for screen readers, whatever the style sheet makes of it. */
  for (const table of all(".md-typeset table:not([class], [data-entries])")) {
    const heads = all("thead th", table).map(cell => cell.textContent.trim())
    if (heads.length < 3) continue
    table.setAttribute("role", "table")
    for (const part of all("thead, tbody", table)) part.setAttribute("role", "rowgroup")
    for (const row of all("tr", table)) row.setAttribute("role", "row")
    for (const head of all("th", table)) head.setAttribute("role", "columnheader")
    for (const row of all("tbody tr", table)) {
      all("td", row).forEach((cell, column) => {
        cell.setAttribute("role", "cell")
        const name = document.createElement("span")
        name.className = "ex-cell-name"
        name.setAttribute("aria-hidden", "true")
        name.textContent = heads[column] || ""
        const value = document.createElement("span")
        value.append(...cell.childNodes)
        cell.append(name, value)
      })
    }
    table.dataset.entries = ""
  }
})()

/* Citations. A mark opens a card with its article, the passage and the ways to correct the sentence. A pointer that rests
   on a mark shows it; a click, a tap or Enter goes into it; Escape closes it. Without this, a mark leads to its note. */
;(() => {
  "use strict"
  const WORDS = explaineryWords, put = explaineryPut
  const counts = count => count === 1 ? WORDS.publisher : put(WORDS.publishers, WORDS.numbers.split(" ")[count - 2] ?? count)
  const LONGEST = { title: 60, sentence: 700, passage: 700, citation: 300 } // characters: an address must stay short
  const REST = { show: 150, hide: 250 } // milliseconds

  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const marks = all(".md-content .footnote-ref[role]")
  if (!marks.length) return
  const desk = document.querySelector(".ex-desk")?.dataset ?? {}
  const narrow = matchMedia("(max-width: 44.984375em), (pointer: coarse) and (max-width: 60em)")

  const made = (tag, values, ...children) => {
    const element = Object.assign(document.createElement(tag), values)
    element.append(...children.filter(Boolean))
    return element
  }
  const shortened = (text, longest) => {
    const line = text.replace(/\s+/g, " ").trim()
    return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
  }

  /* What a mark stands for: its sentence or row, its note, and the passage in it. */
  const told = mark => {
    const said = mark.closest(".ex-said, tr[data-line], tr[id]")
    const item = document.getElementById(decodeURIComponent(mark.hash.slice(1)))
    const note = item?.closest(".ex-note")
    return { said, item, note }
  }
  const sentenceOf = said => {
    const copy = said.cloneNode(true)
    for (const extra of all("sup, .ex-cell-name", copy)) extra.remove()
    const cells = all("td, th", copy)
    return cells.length ? cells.map(cell => cell.textContent.trim()).join(" | ") : copy.textContent
  }
  const publishersOf = said => new Set(
    all(".footnote-ref", said).map(mark => told(mark).note?.querySelector("summary strong").textContent).filter(Boolean),
  )

  /* The ways to correct a sentence. */
  const report = (mark, { said, item, note }) => {
    const source = note?.querySelector("summary").cloneNode(true)
    source?.querySelector(".ex-count")?.remove()
    const original = item.querySelector("a[href^=http]")?.href.split("#")[0] ?? ""
    const passage = item.cloneNode(true)
    for (const link of all("a", passage)) link.remove()
    const page = `${location.origin}${location.pathname}${said.id ? `#${said.id}` : ""}`
    return {
      page: said.dataset.line ? put(WORDS.file_line, page, said.dataset.line) : page,
      sentence: shortened(sentenceOf(said), LONGEST.sentence),
      citation: shortened(`${source?.textContent ?? ""} [^${item.id.replace("fn:", "")}] ${original}`, LONGEST.citation),
      passage: shortened(passage.textContent, LONGEST.passage),
    }
  }
  const asText = (values, indent = "") => {
    const [page, ...rest] = Object.entries(values).map(([name, value]) => `${WORDS[name]}: ${value}`)
    return `${[page, ...rest.map(row => indent + row), WORDS.right].join("\n\n")}\n`
  }
  const query = values => Object.entries(values).map(pair => pair.map(encodeURIComponent).join("=")).join("&")
  const formFor = values => {
    const title = put(WORDS.title, shortened(values.sentence, LONGEST.title))
    if (desk.host === "github") return `${desk.form}&${query({ title, ...values })}`
    const body = asText(values, "    ") // as code: no word of a page is a mention, a link or a picture
    if (desk.host === "gitlab") return `${desk.form}?${query({ "issue[title]": title, "issue[description]": body })}`
    return desk.form ? `${desk.form}?${query({ title, body })}` : ""
  }
  const lineFor = ({ dataset: { line } }) => {
    if (!desk.edit || !line) return desk.edit
    const [view, shown] = desk.host === "forgejo" ? ["/src/branch/", "display=source"] : ["/blob/", "plain=1"]
    const from = { github: "/edit/", gitlab: "/edit/", forgejo: "/_edit/" }[desk.host]
    return from ? `${desk.edit.replace(from, view)}?${shown}#L${line}` : desk.edit
  }

  /* The card. */
  const card = made("div", { className: "ex-card", hidden: true, tabIndex: -1 })
  card.setAttribute("role", "dialog")
  card.setAttribute("aria-labelledby", "ex-card-source")
  document.body.append(card)
  let open = null // the mark whose card is shown
  let entered = false // whether it stays until it is closed
  let timer = 0

  const link = (text, href) => href && made("a", { textContent: text, href })
  const button = (text, act) => made("button", { type: "button", textContent: text, onclick: act })

  const fill = mark => {
    const { said, item, note } = told(mark)
    const number = made("span", { className: "ex-card__number", textContent: mark.textContent })
    const source = made("p", { id: "ex-card-source", className: "ex-card__source" }, number, " ")
    if (note) {
      source.append(...note.querySelector("summary").cloneNode(true).childNodes)
      source.querySelector(".ex-count").remove()
      const about = note.querySelector(".ex-about a")
      const title = source.querySelector("cite")
      if (about) title.replaceChildren(link(title.textContent, about.href))
    }
    const passage = made("div", { className: "ex-card__passage" }, ...item.cloneNode(true).childNodes)
    for (const back of all(".footnote-backref", passage)) back.remove()
    const count = publishersOf(said).size
    const values = report(mark, { said, item, note })
    const mail = desk.mail && `mailto:${desk.mail}?${query({ subject: put(WORDS.subject, document.title), body: asText(values).replace(/\n/g, "\r\n") })}`
    const at = marks.indexOf(mark)
    const close = button("×", () => hide(true))
    close.className = "ex-card__close"
    close.setAttribute("aria-label", WORDS.close)
    card.replaceChildren(...[
      source,
      passage,
      count > 0 && made("p", { className: "ex-card__count", textContent: counts(count) }),
      made("p", { className: "ex-card__ways" },
        link(WORDS.correct, formFor(values)), link(WORDS.mail, mail), link(WORDS.line, lineFor(said)), link(WORDS.here, said.id && `#${said.id}`)),
      made("p", { className: "ex-card__steps" },
        made("span", { textContent: put(WORDS.at, at + 1, marks.length) }),
        at > 0 && button(WORDS.previous, () => step(at - 1)),
        at + 1 < marks.length && button(WORDS.next, () => step(at + 1))),
      close,
    ].filter(Boolean))
  }

  const place = mark => {
    const { said } = told(mark)
    if (narrow.matches) { // a sheet at the foot of the screen: the sentence moves above it
      card.style.left = card.style.top = ""
      const height = card.offsetHeight
      document.body.style.paddingBottom = `${height}px`
      const below = said.getBoundingClientRect().bottom + 12 - (innerHeight - height)
      if (below > 0) scrollBy({ top: below, behavior: "instant" })
      return
    }
    const { left, bottom } = mark.getBoundingClientRect()
    const { top } = said.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = card
    const fits = bottom + 8 + height <= innerHeight || top - 8 - height < 0
    card.style.left = `${scrollX + Math.max(8, Math.min(left - 40, document.documentElement.clientWidth - width - 8))}px`
    card.style.top = `${scrollY + (fits ? bottom + 8 : top - 8 - height)}px`
  }

  const show = (mark, enter) => {
    clearTimeout(timer)
    if (open !== mark) {
      hide(false)
      open = mark
      fill(mark)
      card.hidden = false
      told(mark).said.classList.add("ex-cited")
      mark.setAttribute("aria-expanded", "true")
      place(mark)
    }
    entered ||= enter
    if (enter) card.focus({ preventScroll: true })
  }
  const hide = back => {
    clearTimeout(timer)
    if (!open) return
    const mark = open
    open = null
    entered = false
    mark.removeAttribute("aria-expanded")
    told(mark).said.classList.remove("ex-cited")
    card.hidden = true
    document.body.style.paddingBottom = ""
    if (back) mark.focus({ preventScroll: true })
  }
  const step = at => {
    const mark = marks[at]
    const { top, bottom } = told(mark).said.getBoundingClientRect()
    if (top < 0 || bottom > innerHeight) told(mark).said.scrollIntoView({ block: "center", behavior: "instant" })
    show(mark, true)
  }

  for (const mark of marks) {
    if (!told(mark).said || !told(mark).item) continue
    mark.addEventListener("click", event => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      show(mark, true)
    })
    mark.addEventListener("pointerenter", event => {
      clearTimeout(timer)
      if (event.pointerType === "mouse" && !entered) timer = setTimeout(show, REST.show, mark, false)
    })
    mark.addEventListener("pointerleave", () => leave())
  }
  const leave = () => {
    clearTimeout(timer)
    if (!entered) timer = setTimeout(hide, REST.hide, false)
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer))
  card.addEventListener("pointerleave", leave)
  card.addEventListener("click", event => {
    if (event.target.closest("a[href^='#']")) hide(false)
  })
  card.addEventListener("keydown", event => { // beyond its last link, and before its first, the page goes on at the mark
    if (event.key !== "Tab") return
    const stops = all("a, button", card)
    const outwards = event.shiftKey ? [card, stops[0]] : [stops.at(-1)]
    if (!outwards.includes(document.activeElement)) return
    if (event.shiftKey) event.preventDefault()
    hide(true)
  })
  addEventListener("keydown", event => {
    if (event.key === "Escape" && open) hide(entered)
  })
  addEventListener("pointerdown", event => {
    if (open && !card.contains(event.target) && event.target !== open) hide(false)
  })
  addEventListener("resize", () => { if (open) place(open) })

  /* A note that is led to unfolds, also in browsers that do not see to it; on paper all do. */
  const unfold = () => {
    let led = null
    try { led = document.getElementById(decodeURIComponent(location.hash.slice(1))) } catch { /* no address of ours */ }
    const folded = led?.closest("details:not([open])")
    if (!folded) return
    folded.open = true
    led.scrollIntoView()
  }
  addEventListener("hashchange", unfold)
  unfold()
  addEventListener("beforeprint", () => { for (const folded of all(".ex-note:not([open])")) { folded.open = true; folded.dataset.printed = "" } })
  addEventListener("afterprint", () => { for (const folded of all(".ex-note[data-printed]")) { folded.open = false; delete folded.dataset.printed } })
})()

/* What is new since the reader's last visit. The page's own data (JSON-LD) says what it states; the browser keeps a short
   code of each statement in its own storage, and nothing is sent. */
;(() => {
  "use strict"
  const WORDS = explaineryWords, STORE = "explainery-visits", MOST = 300 // pages remembered
  const block = document.querySelector('script[type="application/ld+json"]')
  if (!block) return
  const read = storage => { try { return JSON.parse(storage.getItem(STORE)) || {} } catch { return {} } }
  const write = (storage, value) => { try { storage.setItem(STORE, JSON.stringify(value)) } catch { /* no storage: no marks */ } }
  const code = text => {
    let hash = 2166136261
    for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0), 16777619)
    return (hash >>> 0).toString(36)
  }
  const element = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text })

  const graph = JSON.parse(block.textContent)["@graph"]
  const page = graph[0]
  const stories = [].concat(page.hasPart || [])
  const claims = graph.filter(node => node["@type"] === "Claim")
  const now = Object.fromEntries(
    page["@type"] === "WebSite" ? stories.map(s => [s.url, s.dateModified || ""]) : claims.map(c => [code(c.text), 1]))

  /* Within one sitting the marks stay: it is compared with what the browser knew when it began. */
  const sitting = read(sessionStorage), known = read(localStorage)
  const before = sitting[page.url] || known[page.url]
  write(sessionStorage, { ...sitting, [page.url]: before || now })
  delete known[page.url] // the page seen last comes last
  write(localStorage, Object.fromEntries([...Object.entries(known), [page.url, now]].slice(-MOST)))
  if (!before) return

  if (page["@type"] === "WebSite") {
    for (const link of document.querySelectorAll(".md-content :is(h3, .ex-entry h2, .ex-short li) > a[href]:not(.headerlink)")) {
      const story = stories.find(s => new URL(s.url).pathname.endsWith(new URL(link.href).pathname.split("/").slice(-2).join("/")))
      const is = story && (!(story.url in before) ? WORDS.new : before[story.url] !== now[story.url] && WORDS.updated)
      if (is) link.after(element("span", "ex-fresh", is))
    }
    return
  }
  const marked = new Set()
  for (const claim of claims) {
    if (code(claim.text) in before || !claim.url) continue
    const mark = document.getElementById(decodeURIComponent(new URL(claim.url).hash.slice(1)))
    const place = mark?.closest("li, tr, p")
    if (!place || marked.has(place)) continue
    marked.add(place)
    place.classList.add("ex-new")
    ;(place.cells?.[0] || place).prepend(element("span", "ex-unseen", WORDS.new_here))
  }
  const [first] = marked, title = document.querySelector(".md-content h1")
  if (!first || !title) return
  first.id ||= "new-since-your-last-visit"
  const note = element("p", "ex-news", marked.size === 1 ? WORDS.new_one : explaineryPut(WORDS.new_many, marked.size))
  note.append(Object.assign(element("a", "", WORDS.new_first), { href: `#${first.id}` }))
  note.title = WORDS.new_about
  title.parentElement.prepend(note)
})()

;(() => {
  "use strict"
  /* ---- Search: the box is in the page; what finds and shows is loaded when it is opened ---------------------------- */

  const box = document.querySelector(".ex-search")
  const openSearch = query => {
    if (box.open) return
    if (query) box.querySelector("input").value = query
    box.showModal()
    box.querySelector("input").select()
    for (const address of (box.dataset.scripts || "").split(" ").filter(Boolean)) {
      const script = document.createElement("script")
      script.src = address
      script.async = false // in this order
      document.head.append(script)
    }
    delete box.dataset.scripts
  }
  if (box) {
    document.querySelector(".ex-search-open").addEventListener("click", () => openSearch())
    box.querySelector(".ex-search__close").addEventListener("click", () => box.close())
    box.addEventListener("click", event => { if (event.target === box) box.close() }) // beside it
    box.addEventListener("keydown", event => { // in a browser's own way, the first Escape would only clear the words
      if (event.key !== "Escape") return
      event.preventDefault()
      box.close()
    })
    addEventListener("keydown", event => {
      if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return
      event.preventDefault()
      openSearch()
    })
    const asked = new URLSearchParams(location.search).get("q") // from the form on the page for wrong addresses
    if (asked) openSearch(asked)
  }
})()

;(() => {
  "use strict"
  /* ---- A story's front page: an address may lead to an earlier date that a narrow screen folds away. ---- */
  const unfold = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".ex-earlier")
    if (!row) return
    row.closest(".ex-glance").querySelector(".ex-dates").open = true
    row.scrollIntoView({ block: "center" })
  }
  addEventListener("hashchange", unfold)
  unfold()
})()

/* A list of stories is narrowed down to those with all the words that one types, also in a story's names of people and
   places. Stories that are not on the page are looked for in the archive's files, where the site has them. */
;(() => {
  "use strict"
  const WORDS = explaineryWords, put = explaineryPut
  const form = document.querySelector(".ex-filter")
  if (!form) return
  const list = form.closest(".ex-stories"), field = form.querySelector("input"), said = form.querySelector("[role=status]")
  const all = (selector, root = list) => [...root.querySelectorAll(selector)]
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const items = all("li[data-words]").map(item => ({ item, text: plain(`${item.textContent} ${item.dataset.words}`) }))
  const older = list.querySelector(".ex-earlier-stories"), index = list.querySelector("[data-index]")?.dataset
  const MOST = 50 // found in the archive
  let rest = null, wanted = "", wasOpen = false

  /* The stories that are not on the page, each [address, title, days, words]. */
  const others = async () => {
    if (!rest && index) {
      const parts = [...Array(Number(index.parts)).keys()].map(n => fetch(`${index.index}${n + 1}.json`).then(r => r.json()))
      rest = Promise.all(parts).then(found => found.flat(), () => [])
    }
    return rest ?? []
  }
  const entry = ([address, title, days]) => {
    const item = document.createElement("li"), link = document.createElement("a"), when = document.createElement("span")
    Object.assign(link, { href: address, textContent: title })
    when.textContent = days
    item.append(link, " ", when)
    return item
  }
  const tell = count => {
    said.textContent = !wanted ? "" : !count ? WORDS.filter_none : count === 1 ? WORDS.filter_one : put(WORDS.filter_many, count)
  }
  const narrow = async () => {
    const query = wanted = plain(field.value.trim())
    const words = query.split(/\s+/)
    const fits = text => words.every(word => text.includes(word))
    let count = 0
    for (const { item, text } of items) {
      item.hidden = !!query && !fits(text)
      count += !item.hidden
    }
    for (const group of all(".ex-short, .ex-list")) {
      const empty = !!query && !group.querySelector("li:not([hidden])")
      for (const part of [group, group.previousElementSibling?.matches("h2") && group.previousElementSibling]) {
        if (part) part.toggleAttribute("data-empty", empty)
      }
    }
    if (older) {
      older.toggleAttribute("data-empty", !!query && !older.querySelector("li:not([hidden])"))
      if (query && !("asked" in older.dataset)) { wasOpen = older.open; older.dataset.asked = ""; older.open = true }
      if (!query && "asked" in older.dataset) { older.open = wasOpen; delete older.dataset.asked }
    }
    tell(count)
    const more = query.length > 1 ? (await others()).filter(row => fits(plain(row.join(" ")))) : []
    if (query !== wanted) return // one has typed on
    list.querySelector(".ex-found")?.remove()
    if (!more.length) return
    const found = document.createElement("ul")
    found.className = "ex-short ex-found"
    found.append(...more.slice(0, MOST).map(entry))
    list.append(found)
    tell(count + more.length)
  }
  form.hidden = false
  form.addEventListener("submit", event => event.preventDefault())
  field.addEventListener("input", narrow)
  if (field.value) narrow() // what a browser kept from an earlier visit
})()
