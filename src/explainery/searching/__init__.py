"""What the site's search box reads: the built pages' sections and words, in small files.

`overrides/assets/javascripts/search.js` reads them, and does the same in memory for a preview, which has no such files.
"""
