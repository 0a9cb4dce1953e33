"""Parsing HTML and XML of strangers, and the paragraphs of a piece of markup."""

from __future__ import annotations

import re
from html.entities import name2codepoint
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

from explainery.errors import SourceError
from explainery.text import one_line

Element: TypeAlias = Any  # lxml ships no types

_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote pre section article hl2 block dd dt tr td th ul ol table body".split()
)
_SILENT = frozenset(
    "script style noscript template svg figure figcaption img media caption button form iframe head title".split()
)
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 200  # levels of markup; real pages have thirty
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>", re.IGNORECASE)  # one that only points to a definition elsewhere
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,9});")
_SIGNED = re.compile(r"[A-Za-z]{1,4}(?:\s*[/-]\s*[A-Za-z]{1,4}){1,5}")
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
_TOO_DEEP = etree.XPath("/*" * (_DEEPEST + 1))


def html_tree(html: str, path: Path) -> lxml_html.HtmlElement:
    """A web page as a tree. Raises SourceError where there is nothing to parse or the nesting is absurd."""
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
    """XML as a tree. Entities are not replaced and nothing is fetched. Raises SourceError with the line where it breaks."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
                             remove_pis=True, recover=False, collect_ids=False)  # fmt: skip
    try:
        tree = etree.fromstring(_NAMED.sub(_character, _DOCTYPE.sub(b"", raw, count=1)), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise SourceError(f"this XML is broken: {one_line(str(error))[:100]}", file=path, line=line,
                          hint="Fetch or save it again, whole") from None  # fmt: skip
    check_depth(tree, path)
    return tree


def _character(entity: re.Match[bytes]) -> bytes:
    """A named character of HTML as XML has it; agencies use them, and their definitions are not at hand offline."""
    code = name2codepoint.get(entity[1].decode("ascii"))
    return b"&#%d;" % code if code and entity[1] not in _OF_XML else entity[0]


def check_depth(tree: Element, path: Path) -> None:
    """Raise SourceError for markup that is nested so deeply that walking it would fail."""
    if _TOO_DEEP(tree.getroottree()):
        raise SourceError(f"this is nested more than {_DEEPEST} levels deep", file=path, hint="It is no article")


def name_of(element: Element) -> str:
    """An element's name in lower case, without its namespace; empty for comments and entities."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def find_all(tree: Element, name: str) -> list[Element]:
    """Every element of a name, whatever its namespace, in order."""
    return [e for e in tree.iter() if name_of(e) == name.lower()]


def text_in(element: Element | None) -> str:
    """An element's words on one line; where a block or a line ends, so does a word."""
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
    """The paragraphs of a piece of HTML that is an article's body and nothing else."""
    if not fragment or not fragment.strip():
        return []
    return paragraphs_in(html_tree(f"<div>{fragment}</div>", path))


def paragraphs_in(tree: Element) -> list[str]:
    """The paragraphs below an element: its blocks' words, list items with a dash, without pictures and their captions.

    A paragraph that is one link and nothing else leads away from the article and is left out.
    """
    blocks = _Blocks()
    blocks.walk(tree, "")
    return [
        f"{mark}{words}" for words, linked, mark in blocks.rows if linked < len(words) - 2 or len(words.split()) == 1
    ]


class _Blocks:
    """Gathers the blocks below an element. `rows`: a block's words, how many of their letters are links, its mark."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, int, str]] = []
        self._line: list[str] = []
        self._linked = 0

    def walk(self, element: Element, mark: str) -> None:
        """Add the blocks below an element, words that stand between blocks included."""
        self._add(element.text, link=False)
        for child in element:
            self._inline(child, mark, link=False)
            self._add(child.tail, link=False)
        self._close(mark)

    def _inline(self, element: Element, mark: str, *, link: bool) -> None:
        """Add what stands in a line; a block ends the line."""
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
        """A line break; the second in a row is a paragraph's end."""
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
            self.rows.append((words, self._linked, mark))
        self._line.clear()
        self._linked = 0


def unsigned(rows: list[str]) -> list[str]:
    """Paragraphs without the initials of desk and writers with which agencies end: "jm/ob/kn"."""
    return rows[:-1] if rows and _SIGNED.fullmatch(rows[-1]) else rows
