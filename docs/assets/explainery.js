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
