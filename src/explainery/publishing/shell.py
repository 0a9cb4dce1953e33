"""The site's own look for pages that no Markdown file makes: a built page with its contents exchanged.

Whatever engine built the site, its header, footer and files are those of the page that lends its shell. Text between
two strings of our templates (`overrides/`) is exchanged; where a template of other people's has none of them, the page
keeps what it has there.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html import escape

from explainery.patterns import regex
from explainery.rendering.story_lists import ARCHIVE_MARK

_ARTICLE = regex(r"(<article\b[^>]*>).*(</article>)", re.DOTALL)
_OWN_HEAD = regex(
    r'[ \t]*(?:<title>.*?</title>|<meta (?:name="(?:description|robots)"|property="(?:og|article):[^"]*"|name="twitter:'
    r'[^"]*")[^>]*>|<link rel="(?:canonical|prev|next|alternate)[" ][^>]*>'
    r'|<script type="application/ld\+json">.*?</script>)\n?',
    re.DOTALL,
)
_CONTENTS = regex(
    r'(<div class="md-sidebar__inner">).*?(?=</div>\s*</div>\s*</div>\s*<div class="md-content)', re.DOTALL
)
_TURN = regex(r'<nav class="ex-turn".*?</nav>', re.DOTALL)
_STORY = regex(r'<nav class="ex-story".*?</nav>', re.DOTALL)
_SKIP = regex(r'(<a href=")[^"]*(" class="md-skip")')
_BEGIN, _END = "<!--also-->", "<!--/also-->"
_ADDED = regex(f"{_BEGIN}.*?{_END}", re.DOTALL)
_CURRENT = ' aria-current="page"'
_HOME = "md-content ex-home"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page made here holds.

    Attributes:
        title: its title, without the site's name.
        description: what it is about.
        body: the HTML of its article; the heading has the id "contents".
        head: HTML for its head.
        in_story: whether it keeps the navigation of the story whose page lends the shell.
    """

    title: str
    description: str
    body: str
    head: str = ""
    in_story: bool = False


def in_shell(page: str, contents: Contents, site_name: str) -> str | None:
    """A built page with other contents; None where it is not a page of our templates."""
    if not _ARTICLE.search(page) or "</head>" not in page:
        return None
    head, _, rest = page.partition("</head>")
    fresh = (
        f"<title>{escape(contents.title)} · {escape(site_name)}</title>\n"
        f'<meta name="description" content="{escape(contents.description)}">\n{contents.head}\n'
    )
    rest = _ARTICLE.sub(lambda m: f"{m[1]}\n{contents.body}\n{m[2]}", rest, count=1)
    rest = _CONTENTS.sub(r"\1", _TURN.sub("", rest), count=1)
    rest = rest if contents.in_story else _STORY.sub("", rest)
    head, rest = _ADDED.sub("", head), _ADDED.sub("", rest)
    rest = _SKIP.sub(r"\1#contents\2", rest.replace(_CURRENT, "").replace(_HOME, "md-content"))
    return _OWN_HEAD.sub("", head) + fresh + "</head>" + rest


def with_additions(page: str, *, head: str = "", foot: str = "", links: str = "", ways: str = "") -> str:
    """A built page with more in its head, at the end of its article, and in the list of links of the site's footer.

    `ways` goes above the home page's list of stories.

    What was added before goes first: a site may be completed again without being built again.
    """
    page = _ADDED.sub("", page)
    page = _inserted(page, page.find("</head>"), head)
    page = _inserted(page, page.find(ARCHIVE_MARK), ways)
    page = _inserted(page, page.rfind("</article>"), foot)
    footer = page.find("ex-footer")
    return _inserted(page, page.find("</ul>", footer) if footer >= 0 else -1, links)


def _inserted(page: str, at: int, text: str) -> str:
    return f"{page[:at]}{_BEGIN}{text}{_END}{page[at:]}" if text and at >= 0 else page


def link_to(place: str, target: str) -> str:
    """The relative link from one file of the site to another; an index is named by its folder."""
    folder = posixpath.dirname(place) or "."
    if posixpath.basename(target) == "index.html" and posixpath.basename(place) == "index.html":
        return posixpath.relpath(posixpath.dirname(target) or ".", folder) + "/"
    return posixpath.relpath(target, folder)
