/* Small repairs and comforts. Every page reads and works without this file. */
(() => {
  "use strict"
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]

  /* Citations count in the order in which one reads them: the renderer counts tables, lists and asides last. */
  for (const list of all(".footnote > ol")) {
    const notes = new Map()
    for (const mark of all(".md-content .footnote-ref")) {
      const note = document.getElementById(decodeURIComponent(mark.hash.slice(1)))
      if (!note || note.parentElement !== list) continue
      if (!notes.has(note)) notes.set(note, notes.size + 1)
      mark.textContent = notes.get(note)
    }
    for (const [note, number] of notes) {
      list.append(note)
      for (const back of all(".footnote-backref", note)) {
        back.textContent = `Back to citation ${number} in the text`
        back.title = back.textContent
      }
    }
  }

  /* Names that the theme leaves out, and room between citations that touch. */
  for (const dialog of all("[role=dialog]:not([aria-label])")) dialog.setAttribute("aria-label", "Search")
  for (const mark of all(".footnote-ref")) {
    mark.setAttribute("aria-label", `Source ${mark.textContent}`)
    if (mark.parentElement.previousSibling?.nodeName === "SUP") mark.parentElement.classList.add("ex-next")
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
  for (const table of all(".md-typeset table:not([class])")) {
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

  /* A citation's card: named, closed by Escape, and on a touch screen opened without leaving the sentence. */
  new MutationObserver(changes => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node.classList?.contains("md-tooltip2")) node.setAttribute("aria-label", "Source")
  }).observe(document.body, { childList: true })

  addEventListener("keydown", event => {
    if (event.key === "Escape") for (const card of all(".md-tooltip2")) card.hidden = true
  })

  let touched = false
  addEventListener("pointerdown", event => { touched = event.pointerType === "touch" }, true)
  addEventListener("click", event => {
    const mark = event.target.closest?.(".md-content .footnote-ref")
    if (!mark || !touched) return
    event.preventDefault()
    mark.focus({ preventScroll: true })
  }, true)
})()

/* What is new since the reader's last visit. The page's own data (JSON-LD) says what it states; the browser keeps a short
   code of each statement in its own storage, and nothing is sent. */
;(() => {
  "use strict"
  const STORE = "explainery-visits", MOST = 300 // pages remembered
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
    for (const link of document.querySelectorAll(".md-content h3 > a[href]:not(.headerlink)")) {
      const story = stories.find(s => new URL(s.url).pathname.endsWith(new URL(link.href).pathname.split("/").slice(-2).join("/")))
      const is = story && (!(story.url in before) ? "New" : before[story.url] !== now[story.url] && "Updated")
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
    ;(place.cells?.[0] || place).prepend(element("span", "ex-unseen", "New since your last visit: "))
  }
  const [first] = marked, title = document.querySelector(".md-content h1")
  if (!first || !title) return
  first.id ||= "new-since-your-last-visit"
  const note = element("p", "ex-news", marked.size === 1
    ? "One passage is new since your last visit." : `${marked.size} passages are new since your last visit.`)
  note.append(Object.assign(element("a", "", "Go to the first"), { href: `#${first.id}` }))
  note.title = "Your browser remembers what you have read. Nothing is sent."
  title.parentElement.prepend(note)
})()
