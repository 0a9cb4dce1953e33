"""What the site draws on a story's pages: a Markdown extension, listed behind the wall in mkdocs.yml.

It works in two steps. Before the wall, it only puts what a page may hold into another order. Behind the wall it wraps
what passed and adds a drawing, in markup that no page can bring through the wall itself. Without this extension, and
on a code host, a page shows the same facts as tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from explainery.languages import ENGLISH, Words
from explainery.markup.site_language import site_words
from explainery.page_format import GIVES, MADE_HEADINGS, WHEN, WHO, dateline
from explainery.patterns import regex
from explainery.rendering.front_page import FrontPage, is_at_a_glance
from explainery.rendering.made import Made, made
from explainery.rendering.page_blocks import Block, blocks_of, sections_of
from explainery.rendering.site_page import site_page
from explainery.rendering.story_lists import lists_of
from explainery.rendering.table_entries import as_entries
from explainery.rendering.trade_layout import TradeRow
from explainery.rendering.trade_picture import picture_of

_BEFORE_MARKS = (
    45  # a treeprocessor's priority: behind the footnotes, which stand at the end by then, before their marks
)
_BEHIND_CITATIONS = -300  # a postprocessor's: all others come before it
_BEHIND_HEADINGS = -1000  # a treeprocessor's: those that read headings, of Markdown and of MkDocs, come before it
_FIRST = 1000  # a preprocessor's
_TRADE_CELLS = 4
_RECENT = 5  # rows of a timeline that a narrow screen shows before one asks for the earlier ones. By taste.
CONTENTS = "<!-- contents -->"  # where the theme puts the list of contents; the wall lets no comment through
_NO_SIDE = regex(r"<td>\s*[-–—]\s*(?=<sup|</td>)")
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}
_TABLE_TAG = regex(r"<(table|thead|tbody|tr|th|td)(?=[ >])")


class StoryPage(Extension):
    """The extension, named `explainery.rendering.story_page:StoryPage` in mkdocs.yml."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Put one step before the wall, and one behind it."""

        def how_made(line: str) -> Made:
            # MkDocs puts this processor into the parser of each page; other engines do not say which page it is.
            processors = md.treeprocessors
            links = processors["relpath"] if "relpath" in processors else None  # noqa: SIM401 (it is not a dictionary)
            file = getattr(links, "file", None)
            source = getattr(file, "abs_src_path", None)
            return made(line, Path(source) if source else None, getattr(file, "src_uri", ""), site_words(md))

        md.treeprocessors.register(FrontPage(how_made, lambda: site_words(md)), "explainery_front_page", _BEFORE_MARKS)
        drawing = _Drawing(md)
        md.treeprocessors.register(_Whole(drawing), "explainery_page_ends", _BEHIND_HEADINGS)
        md.preprocessors.register(_Begin(drawing), "explainery_page_begins", _FIRST)
        md.postprocessors.register(drawing, "explainery_story_page", _BEHIND_CITATIONS)


class _Drawing(Postprocessor):
    """Draws on a page. Markdown sends every heading through it, too, before the page itself."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.lists: tuple[str, str] | None = None  # above and below the page, as far as they are known
        self.is_page = False  # whether what comes next is the page, and no heading of it

    def run(self, text: str) -> str:
        """The page's HTML with what is drawn, and with the list of stories that belongs on it."""
        html = drawn(text, site_words(self.md)) if "<table>" in text or "<h1" in text else text
        if not self.is_page:
            return html
        if self.lists is None:
            page = site_page(self.md)
            self.lists = lists_of(page, site_words(self.md)) if page else ("", "")
        above, below = self.lists
        return f"{above}{html}{below}" if above or below else html


class _Begin(Preprocessor):
    """Forgets the lists of the page before: a parser may read several."""

    def __init__(self, drawing: _Drawing) -> None:
        super().__init__()
        self._drawing = drawing

    def run(self, lines: list[str]) -> list[str]:
        """The lines as they are."""
        self._drawing.lists, self._drawing.is_page = None, False
        return lines


class _Whole(Treeprocessor):
    """Knows that the headings are read: what is written from now on is the page."""

    def __init__(self, drawing: _Drawing) -> None:
        super().__init__()
        self._drawing = drawing

    def run(self, root: Element) -> None:  # noqa: ARG002 (the parser's)
        """Leave the tree as it is."""
        self._drawing.is_page = True


def drawn(html: str, words: Words = ENGLISH) -> str:
    """A page's HTML with the front page's columns, or with the picture of its trade."""
    blocks = blocks_of(html)
    for block in blocks:
        rows = _trade(block)
        if rows and (picture := picture_of(rows, words)):
            block.html = f"{picture}\n{as_entries(block.html)}"
            return _joined(blocks)
    return _front(blocks, words) or html


def _joined(blocks: Sequence[Block]) -> str:
    return "\n".join(block.html for block in blocks)


def _trade(block: Block) -> list[TradeRow]:
    """The rows of a table of trade; none of any other block."""
    if block.tag != "table" or not block.rows or "".join(block.rows[0][:1]) not in GIVES:
        return []
    whole = [row for row in block.rows[1:] if len(row) == _TRADE_CELLS and all(row[:3])]
    return [TradeRow(*row) for row in whole] if len(whole) == len(block.rows) - 1 else []


def _front(blocks: list[Block], words: Words) -> str:
    """An overview as its front page: what happened, the column at a glance, the rest; "" for any other page."""
    title = next((i for i, block in enumerate(blocks) if block.tag == "h1"), -1)
    if title < 0 or title + 1 >= len(blocks) or not dateline(blocks[title + 1].text):
        return ""
    line = blocks[title + 1]
    line.html = f'<p class="ex-dateline">{escape(line.text)}</p>\n{CONTENTS}'
    sections = list(sections_of(blocks))
    for i, end in sections:
        if blocks[i].text in MADE_HEADINGS:
            blocks[i].html = f'<section class="ex-made" aria-label="{escape(blocks[i].text)}">\n{blocks[i].html}'
            blocks[end - 1].html += "\n</section>"
    glance = [(i, end) for i, end in sections if _glance_table(blocks[i:end], words)]
    if not glance:
        return (
            f'<div class="ex-front ex-front--alone">\n<div class="ex-front__lead">\n{_joined(blocks)}\n</div>\n</div>'
        )
    first, last = glance[0][0], glance[-1][1]
    lead, column, rest = (_joined(part) for part in (blocks[:first], blocks[first:last], blocks[last:]))
    label = escape(words["site.glance"])
    return (
        f'<div class="ex-front">\n<div class="ex-front__lead">\n{lead}\n</div>\n'
        f'<section class="ex-glance" aria-label="{label}">\n{column}\n</section>\n'
        f'<div class="ex-front__rest">\n{rest}\n</div>\n</div>'
    )


def _glance_table(section: Sequence[Block], words: Words) -> bool:
    """Whether a section is one at a glance; its table then gets its class."""
    table = section[1] if len(section) > 1 else None
    if table is None or table.tag != "table" or not table.rows or not is_at_a_glance(table.rows[0]):
        return False
    first = table.rows[0][0]
    kind = "when" if first in WHEN else "who" if first in WHO else "figures"
    table.html = _styled(table, kind, words)
    return True


def _styled(table: Block, kind: str, words: Words) -> str:
    """A table at a glance. It keeps its roles for screen readers, whatever the style sheet makes of its rows."""
    html = _NO_SIDE.sub('<td class="ex-none">', table.html) if kind == "who" else table.html
    html = _TABLE_TAG.sub(lambda m: f'<{m[1]} role="{_ROLES[m[1]]}"', html)
    html = html.replace("<table ", f'<table class="ex-{kind}" ', 1)
    body = table.rows[1:]
    if kind == "figures":
        return _same_things(html, ["".join(row[:1]) for row in body])
    if kind == "when" and len(body) > _RECENT + 1:
        earlier = len(body) - _RECENT
        head, rows = html.split("<tbody", 1)
        rows = rows.replace('<tr role="row"', '<tr class="ex-earlier" role="row"', earlier)
        summary = words.put("site.earlier", count=earlier)
        return f'<details class="ex-dates"><summary>{summary}</summary></details>\n{head}<tbody{rows}'
    return html


def _same_things(html: str, things: Sequence[str]) -> str:
    """A table of figures, in which a thing is named once above all that is said of it."""
    head, *rows = html.split('<tr role="row"')
    marked = [head, *rows[:1]]
    for before, thing, row in zip(["", *things], things, rows[1:], strict=False):
        marked.append(f' class="ex-same"{row}' if thing == before else row)
    return '<tr role="row"'.join(marked)
