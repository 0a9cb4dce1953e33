/* What the theme keeps in the browser: the chosen colours, under the site's own path. The theme calls these by name. */
var __md_scope = new URL(document.currentScript.dataset.scope, location)
var __md_hash = text => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0)
var __md_get = (name, store = localStorage, scope = __md_scope) => JSON.parse(store.getItem(`${scope.pathname}.${name}`))
var __md_set = (name, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${name}`, JSON.stringify(value))
  } catch (error) {
    /* A full or closed store: the choice holds for this page only. */
  }
}
