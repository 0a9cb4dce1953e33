/* In the preview: loads the page again when it was built anew. MkDocs has a script for this, but puts it into the page
   itself, where the policy does not let it run. The server answers when its count of builds passes the one named, and
   below the count, `explainery serve` says what went wrong with the last build: then the page stays as it is. */
(() => {
  "use strict"
  let built = 0
  let asking = null
  const show = problem => {
    document.querySelector(".ex-problem")?.remove()
    const box = document.createElement("div")
    box.className = "ex-problem"
    box.setAttribute("role", "alert")
    const title = document.createElement("strong")
    title.textContent = JSON.parse(document.getElementById("ex-words").textContent).failed
    box.append(title, problem)
    document.body.prepend(box)
  }
  const ask = async () => {
    const mine = (asking = new AbortController())
    while (asking === mine) {
      try {
        const answer = await fetch(`/livereload/${built}/${Date.now()}`, { signal: mine.signal })
        const [count, ...problem] = (await answer.text()).split("\n")
        const now = parseFloat(count)
        if (problem.join("")) show(problem.join("\n"))
        else if (built && now > built) return location.reload()
        built = now || built
      } catch (error) {
        if (mine.signal.aborted) return
        await new Promise(resolve => setTimeout(resolve, 3000))
      }
    }
  }
  /* A browser opens few connections to one host: pages that nobody looks at give theirs back. */
  const look = () => {
    asking?.abort()
    asking = null
    if (document.visibilityState === "visible") ask()
  }
  addEventListener("visibilitychange", look)
  addEventListener("beforeunload", () => asking?.abort())
  look()
})()
