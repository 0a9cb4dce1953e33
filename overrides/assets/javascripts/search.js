/* Finds what a reader types, and shows it in the search box. Loaded when the box is opened for the first time.
   The published site has an index in small files (src/explainery/searching). A preview has only what the site engine
   writes for its own search: the same index is then made here, in memory. */
(() => {
  "use strict"
  const base = new URL("../../", document.currentScript.src)
  const STORY = 0, SOURCES = 1, HELP = 2

  /* ---- Words: as words.py has them -------------------------------------------------------------------------------- */

  const WORD = /\p{Nd}+(?:[.,]\p{Nd}+)+|[\p{L}\p{N}]+/gu
  const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/gu
  const folded = word => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(",", "")
  const words = text => (text.normalize("NFC").replace(POSSESSIVE, " ").match(WORD) || []).map(folded)

  /* ---- The index --------------------------------------------------------------------------------------------------- */

  /* Scripts, not data: a page that was opened from the disk may load nothing else. Each hands over one value by name. */
  const waiting = {}
  window.explainerySearch = (name, value) => waiting[name]?.(value)
  const files = new Map()
  const file = (path, name) => {
    if (!files.has(name)) files.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script")
      waiting[name] = resolve
      script.src = new URL(`search/${path}`, base)
      script.onload = () => { script.remove(); reject(new Error(`${path} is empty`)) } // too late, unless it was
      script.onerror = () => { files.delete(name); script.remove(); reject(new Error(`${path} is missing`)) }
      document.head.append(script)
    }))
    return files.get(name)
  }

  /* Of a list of first entries, the number of the part that an entry is in. */
  const part = (firsts, entry) => Math.max(0, firsts.findLastIndex(first => first <= entry))

  const published = root => {
    const load = (letter, number) => file(`${root.folder}/${letter}${number}.js`, letter + number)
    return {
      size: root.sections,
      kind: id => root.kinds.filter(end => id >= end).length,
      page: id => part(root.pages, id),
      /* All words that begin so, with their postings: section, weight, section, weight ... */
      async starting(prefix) {
        const from = part(root.words, prefix), to = part(root.words, prefix + "\uffff")
        const parts = await Promise.all(root.words.slice(from, to + 1).map((_, i) => load("w", from + i)))
        return parts.flatMap(some => Object.entries(some)).filter(([word]) => word.startsWith(prefix))
          .map(([word, steps]) => { let at = 0; return [word, steps.map((n, i) => i % 2 ? n : (at += n))] })
      },
      async spelt(letter) {
        const number = root.letters.indexOf(letter)
        return number < 0 ? [] : (await load("l", number)).split(" ")
      },
      async section(id) {
        const number = part(root.texts, id)
        const [address, heading, page, story, text] = (await load("t", number))[id - root.texts[number]]
        return { address, heading, page, story, text }
      },
    }
  }

  /* The same, made of what the site engine writes (MkDocs and Zensical differ in names only): as sections.py and
     postings.py do it. */
  const plain = html => {
    const text = html.replace(/<sup\b.*?<\/sup>/gs, "\n")
      .replace(/<\/(?:p|li|h\d|td|th|tr|div|pre|dd|dt|blockquote|summary|figcaption)>|<br ?\/?>/g, "\n").replace(/<[^>]*>/g, "")
    const signs = new DOMParser().parseFromString(text.replaceAll("<", "&lt;"), "text/html").documentElement.textContent
    return signs.split("\n").map(line => line.split(/\s+/).filter(Boolean).join(" ")).filter(Boolean).join("\n")
  }
  const previewed = entries => {
    const pages = new Map(entries.filter(e => !e.location.includes("#")).map(e => [e.location, plain(e.title)]))
    const stories = new Set([...pages.keys()].map(a => /^([^/]+)\/sources(?:\/|\.html)$/.exec(a)?.[1]).filter(Boolean))
    const sections = entries.map(entry => {
      const address = entry.location, at = address.split("#")[0], folder = at.split("/")[0]
      const kind = !stories.has(folder) ? HELP : /^[^/]+\/sources(?:\/|\.html)$/.test(at) ? SOURCES : STORY
      const story = stories.has(folder) ? pages.get(`${folder}/`) ?? pages.get(`${folder}/index.html`) ?? "" : ""
      const heading = plain(entry.title)
      return { address, heading, page: pages.get(at) ?? heading, story, text: plain(entry.text), kind, at }
    }).filter(section => !["", ".", "./", "index.html"].includes(section.at)).sort((a, b) => a.kind - b.kind)
    const postings = new Map()
    sections.forEach((section, id) => {
      const counts = new Map(), text = words(section.text)
      const count = (some, times) => { for (const word of some) counts.set(word, (counts.get(word) || 0) + times) }
      count(text, 1)
      count(new Set(words(section.heading)), 4)
      count(new Set(words(section.page)), 1)
      count(new Set(words(section.story)), 1)
      for (const [word, times] of counts) {
        const weight = Math.max(1, Math.min(99, Math.floor(10 * times / (.5 + .5 * text.length / 60) + .5)))
        if (!postings.has(word)) postings.set(word, [])
        postings.get(word).push(id, weight)
      }
    })
    const sorted = [...postings.keys()].sort()
    return {
      size: sections.length,
      kind: id => sections[id].kind,
      page: id => sections[id].at,
      starting: async prefix => sorted.filter(w => w.startsWith(prefix)).map(w => [w, postings.get(w)]),
      spelt: async letter => sorted.filter(w => w[0] === letter && w.length > 3 && /^\p{L}+$/u.test(w)),
      section: async id => sections[id],
    }
  }
  const engines = async () => {
    const answer = await fetch(document.querySelector(".ex-search").dataset.index)
    if (!answer.ok) throw new Error("there is no index")
    const { docs, items } = await answer.json()
    return previewed(docs || items)
  }
  let index
  const opened = () => index ??= file("index.js", "index").then(published, engines).catch(error => { index = undefined; throw error })

  /* ---- Which words are meant ---------------------------------------------------------------------------------------- */

  /* How far a word of the site is from one that was typed, from 1 (the same) to 0: longer ones that begin with it, and
     other forms of it ("visited" for "visits"). */
  const likeness = (typed, word) => {
    if (word === typed) return 1
    let same = 0
    while (same < typed.length && typed[same] === word[same]) same += 1
    const [rest, more] = [typed.length - same, word.length - same]
    if (!rest) return Math.max(.4, .92 - .07 * more)
    return same >= 4 && same >= .6 * Math.max(typed.length, word.length) && rest <= 3 && more <= 4 ? .75 - .05 * (rest + more) : 0
  }

  /* How many letters were mistyped: left out, added, changed or swapped. The last three may be an ending. */
  const slips = (typed, word, limit) => {
    if (Math.abs(typed.length - word.length) > limit + 3) return Infinity
    let before, row = [...Array(word.length + 1).keys()], best = Infinity
    for (let i = 1; i <= typed.length; i += 1) {
      const next = [i]
      for (let j = 1; j <= word.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (typed[i - 1] !== word[j - 1]))
        if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1)
        const cut = Math.max(typed.length - i, word.length - j)
        if (!cut || (cut <= 3 && i > 5 && j > 5)) best = Math.min(best, next[j] + cut / 4)
      }
      if (Math.min(...next) > limit) return best
      ;[before, row] = [row, next]
    }
    return best
  }

  const corrected = async (index, typed) => {
    const limit = typed.length < 6 ? 1 : typed.length < 10 ? 2 : 3
    for (const letter of new Set([typed[0], typed[1]])) { // the second, if the first was swapped or left out
      const near = (await index.spelt(letter)).map(word => [slips(typed, word, limit), word])
        .filter(([count]) => count <= limit).sort((a, b) => a[0] - b[0])
      if (near.length) return near.filter(([count]) => count < near[0][0] + .5).slice(0, 5).map(([count, word]) => [word, .7 - .1 * count])
    }
    return []
  }

  /* The words of the site that one typed word may mean, each with its likeness and postings. */
  const meant = async (index, typed) => {
    const stem = typed.slice(0, typed.length > 4 ? Math.max(4, typed.length - 3) : typed.length)
    let found = (await index.starting(stem)).map(([word, postings]) => ({ word, postings, like: likeness(typed, word) }))
      .filter(({ word, like }) => like && (typed.length > 2 || word === typed))
    if (typed.length > 3 && !found.some(({ like }) => like >= .6))
      for (const [word, like] of await corrected(index, typed)) {
        const [, postings] = (await index.starting(word)).find(([same]) => same === word)
        found = [...found.filter(other => other.word !== word), { word, postings, like, corrected: true }]
      }
    return found
  }

  /* ---- What fits best ------------------------------------------------------------------------------------------------ */

  const KIND = [1, .4, .25] // stories before sources and help
  const find = async (query, idle = new Set()) => {
    const index = await opened()
    const typed = [...new Set(words(query))]
    const telling = typed.filter(word => !idle.has(word))
    const asked = await Promise.all((telling.length ? telling : typed).map(word => meant(index, word)))
    const scores = new Map()
    let total = 0
    for (const found of asked) {
      const best = new Map()
      for (const { postings, like } of found)
        for (let i = 0; i < postings.length; i += 2) {
          const weight = like * postings[i + 1] / (postings[i + 1] + 12)
          if (weight > (best.get(postings[i]) || 0)) best.set(postings[i], weight)
        }
      const rare = Math.log(1 + index.size / (best.size || 1)) // a word that stands everywhere tells little
      total += rare
      for (const [id, weight] of best) {
        const score = scores.get(id) || { sum: 0, covered: 0 }
        scores.set(id, { sum: score.sum + rare * weight, covered: score.covered + rare })
      }
    }
    const ranked = [...scores].map(([id, { sum, covered }]) => [sum * covered / total * KIND[index.kind(id)], id])
    ranked.sort((a, b) => b[0] - a[0] || a[1] - b[1])
    const seen = new Set() // of a sources page or one of help, the best section is enough
    const ids = ranked.map(([, id]) => id).filter(id => {
      const again = index.kind(id) !== STORY && seen.has(index.page(id))
      seen.add(index.page(id))
      return !again
    })
    const marked = new Set(asked.flatMap(found => found.map(({ word }) => word)))
    const corrections = asked.flatMap(found => found.find(({ corrected }) => corrected)?.word ?? [])
    return { ids, marked, corrections, section: id => index.section(id) }
  }

  window.explainerySearch.find = Object.assign(find, { pattern: WORD, folded })
})()
