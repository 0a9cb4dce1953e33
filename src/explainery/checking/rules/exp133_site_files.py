"""EXP133: the pages' folder holds pages, each in its story's folder, and pictures; the site publishes all of it."""

from __future__ import annotations

from explainery.checking.rule import Rule

# `site_files.py` looks at the files: they are no pages, and have no lines.
RULE = Rule(
    "EXP133",
    "docs/ contains only pages (.md), pictures, and files that mkdocs.yml names",
    """The site publishes every file below docs/ as it is. A web page, a script or a drawing with a script in it would
run with the rights of the site, and a page with another ending than .md would be shown without being checked. Move
the file away, or save it as a page or a picture (.png, .jpg, .gif, .webp, .avif). Style sheets, scripts, drawings
and icons of the site itself are named in mkdocs.yml, as extra_css, extra_javascript, logo or favicon, or in the list
drawings under extra; a drawing draws, and nothing else. A page that no navigation names needs a line under not_in_nav,
or MkDocs does not build the site. A .gitattributes or .gitignore below docs/, sources/ or .explainery/ could hide edits
from reviewers. A page in a folder of its own looks like a story's, so the folder needs articles that the check can
compare it with, in sources/ or in a lock file.
Example: docs/port/data.html.""",
    is_suppressible=False,
)
