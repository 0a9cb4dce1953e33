"""A story's overview as its front page: the tables of dates, people and figures stand behind the first section.

The page is put in that order while Markdown renders it, so the file may have its sections in any order, and whatever a
person changes in them shows. The note on where the sources differ gets a heading, which the list of contents names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from explainery.languages import ENGLISH, Words
from explainery.page_format import CITATIONS_HEADING_LINE, DIFFER, HOW_MANY, WHEN, WHO, dateline
from explainery.rendering.made import Made

GLANCE_HEADS = ((WHEN,), (WHO,), (None, HOW_MANY))  # the first cells of the tables at a glance
_HEADINGS = ("h1", "h2")


def is_at_a_glance(head: Sequence[str]) -> bool:
    """Whether a table with this heading is one of those at a glance: dates, people or figures."""
    return any(
        len(head) >= len(cells) and all(known is None or head[i] in known for i, known in enumerate(cells))
        for cells in GLANCE_HEADS
    )


class FrontPage(Treeprocessor):
    """Orders an overview. It comes before Markdown numbers the citations and lists the headings."""

    def __init__(self, made: Callable[[str], Made], words: Callable[[], Words] = lambda: ENGLISH) -> None:
        """`made`: how the overview was made, by its dateline. `words`: those of the interface."""
        super().__init__()
        self._made = made
        self._words = words

    def run(self, root: Element) -> None:
        """Order the page, if it is an overview: its title is followed by a dateline."""
        title = next((i for i, element in enumerate(root) if element.tag == "h1"), -1)
        if title < 0 or title + 1 >= len(root) or not dateline(_text(root[title + 1])):
            return
        _head_notes(root)
        _gather(root, title + 2)
        made = self._made(_text(root[title + 1]))
        _insert(root, _citations(root), _box(made, self._words()))


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _head_notes(root: Element) -> None:
    """Give the note on where the sources differ a heading in place of its title."""
    for i, note in reversed(list(enumerate(root))):
        title = note[0] if note.tag == "div" and len(note) else None
        if title is not None and title.get("class") == "admonition-title" and _text(title) in DIFFER:
            note.remove(title)
            heading = Element("h2")
            heading.text = _text(title)
            root.insert(i, heading)


def _gather(root: Element, begin: int) -> None:
    """Put the sections at a glance behind the first section of the page that is none of them."""
    sections = [(i, _end(root, i)) for i in range(begin, len(root)) if root[i].tag == "h2"]
    glance = [(i, end) for i, end in sections if _is_glance(root, i, end)]
    others = [i for i, _ in sections if (i, _end(root, i)) not in glance]
    if not glance:
        return
    elements = [element for i, end in glance for element in root[i:end]]
    behind = next((root[i] for i in others if i > begin), None)
    for element in elements:
        root.remove(element)
    _insert(root, list(root).index(behind) if behind is not None else len(root), elements)


def _end(root: Element, i: int) -> int:
    """Where the section ends that begins at a heading; the citations at the end of a page are no part of it."""
    ends = (n for n in range(i + 1, len(root)) if root[n].tag in _HEADINGS or root[n].get("class") == "footnote")
    return next(ends, len(root))


def _is_glance(root: Element, i: int, end: int) -> bool:
    table = root[i + 1] if i + 1 < end else None
    return table is not None and table.tag == "table" and is_at_a_glance([_text(cell) for cell in table.iter("th")])


def _citations(root: Element) -> int:
    """Where the page's citations begin."""
    for i, element in enumerate(root):
        is_heading = element.tag == "h2" and CITATIONS_HEADING_LINE.match(f"## {_text(element)}")
        if is_heading or element.get("class") == "footnote":
            return i
    return len(root)


def _insert(root: Element, at: int, elements: Sequence[Element]) -> None:
    for n, element in enumerate(elements):
        root.insert(at + n, element)


def _box(made: Made, words: Words) -> list[Element]:
    """How the page was made: a heading and a list, which search leaves out."""
    heading, rows = Element("h2", {"data-search-exclude": ""}), Element("ul")
    heading.text = words["page.made"]
    for text, link, target in made.lines:
        row = SubElement(rows, "li")
        row.text = text
        if link:
            row.text += " "
            SubElement(row, "a", {"href": target}).text = link
            row[0].tail = "."
    return [heading, rows]
