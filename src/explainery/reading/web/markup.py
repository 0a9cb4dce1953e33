"""Parse untrusted HTML and XML, and find the paragraphs of a piece of markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import name2codepoint
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

from explainery.errors import SourceError
from explainery.patterns import regex
from explainery.reading.limits import MARKUP_DEPTH
from explainery.text import one_line

Element: TypeAlias = Any  # lxml ships no types

_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote pre section article hl2 block dd dt tr td th ul ol table body".split()
)
_SILENT = frozenset(
    "script style noscript template svg figure figcaption img media caption button form iframe head title".split()
)
_UNSHOWN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>", re.IGNORECASE)  # without entities of its own
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,9});")
_SIGNED = regex(r"[A-Za-z]{1,4}(?:\s*[/-]\s*[A-Za-z]{1,4}){1,5}")
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
_TOO_DEEP = etree.XPath("/*" * (MARKUP_DEPTH + 1))


def html_tree(html: str, path: Path) -> lxml_html.HtmlElement:
    """Parse a web page. Raises SourceError where it is empty or nested absurdly deeply."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True
    )
    try:
        tree = lxml_html.document_fromstring(html.encode("utf-8", "replace").translate(None, _CONTROL), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise SourceError(f"this page cannot be parsed ({one_line(str(error))[:80]})", file=path) from None
    check_depth(tree, path)
    return tree


def xml_tree(raw: bytes, path: Path) -> Element:
    """Parse XML, with no entity replaced and nothing fetched. Raises SourceError with the line where it is broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
                             remove_pis=True, recover=False, collect_ids=False)  # fmt: skip
    try:
        tree = etree.fromstring(_NAMED.sub(_character, _DOCTYPE.sub(b"", raw, count=1)), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise SourceError(f"this XML is broken: {one_line(str(error))[:100]}", file=path, line=line,
                          hint="Download or save it again") from None  # fmt: skip
    check_depth(tree, path)
    return tree


def _character(entity: re.Match[bytes]) -> bytes:
    """A named character of HTML by its number: agencies use names, and the DTD that defines them is not fetched."""
    code = name2codepoint.get(entity[1].decode("ascii"))
    return b"&#%d;" % code if code and entity[1] not in _OF_XML else entity[0]


def check_depth(tree: Element, path: Path) -> None:
    """Raise SourceError for markup nested so deeply that walking it would overflow the stack."""
    if _TOO_DEEP(tree.getroottree()):
        raise SourceError(
            f"this is nested more than {MARKUP_DEPTH} levels deep",
            file=path,
            hint="Save the article as .txt and add that",
        )


def name_of(element: Element) -> str:
    """An element's name in lower case, without its namespace; "" for comments and entities."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def find_all(tree: Element, name: str) -> list[Element]:
    """Every element of a name in any namespace, in order."""
    return [e for e in tree.iter() if name_of(e) == name.lower()]


def text_in(element: Element | None) -> str:
    """An element's words on one line, with a blank where a block or a line ends."""
    if element is None:
        return ""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        name = name_of(node)
        apart = " " if name == "br" or name in _BLOCKS else ""
        if event == "start":
            parts += [apart, (node.text or "") if name else ""]
        else:
            parts += [apart, (node.tail or "") if node is not element else ""]
    return one_line("".join(parts))


def paragraphs_of(fragment: str | None, path: Path) -> list[str]:
    """The paragraphs of a piece of HTML that is only an article's body."""
    if not fragment or not fragment.strip():
        return []
    return paragraphs_in(html_tree(f"<div>{fragment}</div>", path))


def paragraphs_in(tree: Element) -> list[str]:
    """The paragraphs below an element: the words of its blocks, list items with a dash, no pictures or captions.

    A paragraph that is only a link leads away from the article and is left out.
    """
    blocks = _Blocks()
    blocks.walk(tree, "")
    return [f"{b.mark}{b.words}" for b in blocks.rows if b.linked < len(b.words) - 2 or len(b.words.split()) == 1]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block's words, how many characters of them are in links, and the mark before it: a dash or nothing."""

    words: str
    linked: int
    mark: str


class _Blocks:
    """Gathers the blocks below an element in `rows`."""

    def __init__(self) -> None:
        self.rows: list[_Block] = []
        self._line: list[str] = []
        self._linked = 0

    def walk(self, element: Element, mark: str) -> None:
        """Add the blocks below an element, and the words between them as blocks."""
        self._add(element.text, link=False)
        for child in element:
            self._inline(child, mark, link=False)
            self._add(child.tail, link=False)
        self._close(mark)

    def _inline(self, element: Element, mark: str, *, link: bool) -> None:
        """Add an element to the line; a block ends the line."""
        name = name_of(element)
        if name in _SILENT or "hidden" in element.attrib or _UNSHOWN.search(element.get("style") or ""):
            return
        if name in _BLOCKS:
            self._close(mark)
            self.walk(element, "- " if name == "li" else "")
        elif name == "br":
            self._break(mark)
        else:
            self._add(element.text, link=link or name == "a")
            for child in element:
                self._inline(child, mark, link=link or name == "a")
                self._add(child.tail, link=link or name == "a")

    def _break(self, mark: str) -> None:
        """Add a line break; the second in a row ends the paragraph."""
        if self._line[-1:] == ["\n"]:
            self._close(mark)
        else:
            self._line.append("\n")

    def _add(self, text: str | None, *, link: bool) -> None:
        if text and not (text.isspace() and self._line[-1:] == ["\n"]):
            self._line.append(text)
            self._linked += len(one_line(text)) if link else 0

    def _close(self, mark: str) -> None:
        words = one_line("".join(self._line))
        if words:
            self.rows.append(_Block(words, self._linked, mark))
        self._line.clear()
        self._linked = 0


def unsigned(rows: list[str]) -> list[str]:
    """Paragraphs without the initials of desk and writers at the end of an agency's text: "jm/ob/kn"."""
    return rows[:-1] if rows and _SIGNED.fullmatch(rows[-1]) else rows
