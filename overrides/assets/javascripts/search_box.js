/* The search box: shows what search.js finds as links that name their story. The box itself is in partials/search.html
   and opened by explainery.js; both scripts are loaded then. */
(() => {
  "use strict"
  const base = new URL("../../", document.currentScript.src)
  const { find } = window.explainerySearch
  const box = document.querySelector(".ex-search")
  const [form, input, said, list, more] = ["form", "input", "[role=status]", "ol", ".ex-search__more"].map(s => box.querySelector(s))
  const words = box.dataset
  const idle = new Set(words.idle.split(" "))
  const AT_ONCE = 8, LONGEST = 190

  const element = (name, className, ...content) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...content)
    return made
  }

  /* ---- One result ---------------------------------------------------------------------------------------------------- */

  /* The words of a text that were found, as [from, to]. */
  const matches = (text, found) => [...text.matchAll(find.pattern)].filter(m => found.has(find.folded(m[0])))
    .map(m => [m.index, m.index + m[0].length])

  /* The sentence with the most of what was asked for. */
  const telling = (section, found) => {
    let best = ["", []], most = -1
    for (const line of section.text.split("\n")) {
      const spans = matches(line, found)
      const kinds = new Set(spans.map(([from, to]) => line.slice(from, to).toLowerCase())).size
      if (kinds > most) [best, most] = [[line, spans], kinds]
    }
    return best
  }

  const snippet = (line, spans) => {
    const first = spans.length ? spans[0][0] : 0
    const cut = line.length > LONGEST && first > LONGEST / 2 ? line.indexOf(" ", first - LONGEST / 2) + 1 : 0
    const end = line.length - cut > LONGEST ? line.lastIndexOf(" ", cut + LONGEST) : line.length
    const parts = [cut ? "… " : ""]
    let at = cut
    for (const [from, to] of spans.filter(span => span[0] >= cut && span[1] <= end)) {
      parts.push(line.slice(at, from), element("mark", "", line.slice(from, to)))
      at = to
    }
    return element("p", "ex-search__text", ...parts, line.slice(at, end), end < line.length ? " …" : "")
  }

  /* The browser itself marks the sentence on the page, where it can; of a row in a table, its longest cell. */
  const address = (section, line) => {
    const target = new URL(section.address, base)
    const piece = line.split(" · ").sort((a, b) => b.length - a.length)[0]
    const start = encodeURIComponent(piece.split(" ").slice(0, 6).join(" ")).replaceAll("-", "%2D")
    return target.href + (piece ? `${target.hash ? "" : "#"}:~:text=${start}` : "")
  }

  const result = (section, found, number) => {
    const [line, spans] = telling(section, found)
    const link = element("a", "ex-search__link", element("span", "ex-search__heading", section.heading))
    const place = [section.story || words.help, section.page].filter((part, i, all) => part !== section.heading && part !== all[i - 1])
    link.append(" ", element("span", "ex-search__place", place.join(" · ") || words.overview))
    link.href = address(section, line)
    const text = snippet(line, spans)
    text.id = `ex-found-${number}`
    link.setAttribute("aria-describedby", text.id)
    return element("li", "", link, text)
  }

  /* ---- The list ------------------------------------------------------------------------------------------------------ */

  /* Who stood on a result that goes stands in the box again. */
  const emptied = () => {
    if (list.contains(document.activeElement)) input.focus()
    list.replaceChildren()
  }

  let latest = 0, rest = () => undefined
  const show = async (found, from, mine) => {
    const sections = found.ids.slice(from, from + AT_ONCE).map(found.section) // all at once, shown as they come
    if (!sections.length) emptied()
    for (const [i, coming] of sections.entries()) {
      const section = await coming
      if (mine !== latest) return
      if (!from && !i) emptied()
      list.append(result(section, found.marked, from + i))
    }
    more.hidden = from + AT_ONCE >= found.ids.length
    rest = async () => {
      await show(found, from + AT_ONCE, mine)
      list.children[from + AT_ONCE]?.querySelector("a").focus()
    }
  }

  const search = async () => {
    const mine = ++latest, query = input.value.trim()
    if (!query) {
      list.replaceChildren()
      said.textContent = ""
      more.hidden = true
      return
    }
    try {
      const found = await find(query, idle)
      await show(found, 0, mine)
      if (mine !== latest) return
      const count = found.ids.length
      const told = count ? count === 1 ? words.one : words.many.replace("{}", count) : words.none
      said.textContent = count && found.corrections.length
        ? words.nearest.replace("{}", told).replace("{}", found.corrections.join(", ")) : told
      box.scrollTop = 0
    } catch (error) {
      if (mine !== latest) return
      list.replaceChildren()
      said.textContent = words.failed
    }
  }

  let pause
  input.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 120) })
  more.addEventListener("click", () => rest())
  list.addEventListener("click", event => { if (event.target.closest("a") && !event.metaKey && !event.ctrlKey) box.close() })
  form.addEventListener("submit", async event => {
    event.preventDefault()
    clearTimeout(pause)
    await search()
    list.querySelector("a")?.click()
  })

  /* Arrows lead from the words to the results and back. */
  box.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || event.target === more) return
    const stops = [input, ...list.querySelectorAll("a")]
    const next = stops[Math.max(0, stops.indexOf(document.activeElement)) + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  })

  if (input.value) search()
})()
