"""The statements of a page in its tree: what one group of citation marks stands behind.

Each gets an element of its own, so that it can have an address, and its marks stay on the line of the word before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from explainery.markup.tree import Node, classes_of, fill, made, nodes_of, outside, text_of

NOTES_CLASS = "footnote"  # of the list of notes, as Python-Markdown names it
_MARK_CLASS = "footnote-ref"
_NOTE = "#fn:"
_INLINE = frozenset("a abbr b br cite code del em i img kbd q s small span strong sub sup".split())
_SPLIT = frozenset(("b", "cite", "em", "i", "small", "strong"))  # the last word of these may stand in one of its own
_LAST_WORD = re.compile(r"\S{1,12}\Z")  # the end of a longer one is enough: nothing breaks within a word
_SHORT = 24  # characters of a link that may be kept with its mark as a whole
_CLOSING = re.compile(r"[.,;:!?…”’)\]]+")  # belongs to what is in front of the mark
_ENDED = re.compile(r"[.!?:…][”’\")\]]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its element (a row of a table, or a span around a sentence) and the marks in it, in order."""

    element: Element
    marks: tuple[Element, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The citation keys of its marks."""
        return tuple(key_of(mark) for mark in self.marks)


def key_of(mark: Node) -> str:
    """The citation key of a mark; "" for anything else."""
    link = mark.find("a") if not isinstance(mark, str) and mark.tag == "sup" else None
    if link is None or _MARK_CLASS not in classes_of(link):
        return ""
    return link.get("href", "").removeprefix(_NOTE) if link.get("href", "").startswith(_NOTE) else ""


def marked_statements(root: Element) -> list[Statement]:
    """The statements of a page, in order, each in an element of its own from now on."""
    return list(_within(root))


def _within(block: Element, row: Element | None = None) -> Iterator[Statement]:
    """The statements of a block; those of a row of a table are one."""
    if block.tag == "pre" or NOTES_CLASS in classes_of(block):
        return
    if block.tag == "tr" and row is None:
        for cell in block:
            list(_within(cell, block))
        if marks := _marks_in([block]):
            yield Statement(block, marks)
        return
    filled: list[Node] = []
    for run in _runs(nodes_of(block)):
        first = run[0]
        if not isinstance(first, str) and first.tag not in _INLINE:
            yield from _within(first, row)
            filled += run
        elif row is not None:
            filled += _kept_together(run)
        else:
            for piece in _pieces(run):
                marks = _marks_in(piece)
                if not marks:
                    filled += piece
                    continue
                lead, said = _without_lead(piece)
                element = made("span", _kept_together(said), class_="ex-said")
                filled += [*lead, element]
                yield Statement(element, marks)
    fill(block, filled)


def _runs(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Text with what stands in it, or one block by itself."""
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag in _INLINE:
            run.append(node)
            continue
        if run:
            yield run
        yield [node]
        run = []
    if run:
        yield run


def _pieces(run: Sequence[Node]) -> Iterator[list[Node]]:
    """A run in pieces: each sentence that ends with marks, and what stands between such sentences."""
    piece: list[Node] = []
    for node in run:
        for part in _parts(node):
            is_mark = bool(key_of(part))
            closes = isinstance(part, str) and _CLOSING.fullmatch(part)
            if piece and not is_mark and not closes and (_marks_in(piece[-2:]) or _has_ended(piece, part)):
                yield piece
                piece = []
            piece.append(part)
    if piece:
        yield piece


def _parts(node: Node) -> list[Node]:
    """A text line by line, its first closing signs by themselves; an element as it is."""
    if not isinstance(node, str):
        return [node]
    closing = _CLOSING.match(node)
    lines = re.split(r"(?<=\n)", node[closing.end() :] if closing else node)
    return [part for part in ([closing[0]] if closing else []) + lines if part]


def _has_ended(piece: Sequence[Node], following: Node) -> bool:
    """Whether a sentence without marks ends on the line before."""
    before = "".join(map(text_of, piece))
    return before.endswith("\n") and bool(_ENDED.search(before)) and bool(text_of(following).strip())


def _without_lead(piece: list[Node]) -> tuple[list[Node], list[Node]]:
    """The white space that a piece begins with, and the rest of it."""
    first = piece[0]
    if not isinstance(first, str):
        return [], piece
    bare = first.lstrip()
    lead: list[Node] = [first[: len(first) - len(bare)]]
    return lead, [*([bare] if bare else []), *piece[1:]]


def _marks_in(nodes: Sequence[Node]) -> tuple[Element, ...]:
    found: list[Element] = []
    for node in nodes:
        if key_of(node):
            found.append(node)  # type: ignore[arg-type] # a text has no key
        elif not isinstance(node, str):
            found += [element for element in outside(node, NOTES_CLASS) if key_of(element)]
    return tuple(found)


def _kept_together(nodes: Sequence[Node]) -> list[Node]:
    """The nodes with each mark, and the word before it, in a span that does not break."""
    out: list[Node] = []
    for i, node in enumerate(nodes):
        if not key_of(node):
            out.append(node)
            continue
        is_next = i > 0 and bool(key_of(nodes[i - 1]))
        if is_next:
            node.set("class", "ex-next")  # type: ignore[union-attr]
            fill(out[-1], [*nodes_of(out[-1]), node])  # type: ignore[arg-type]
        else:
            before, word = _last_word(out.pop()) if out else ([], [])
            out += [*before, made("span", [*word, node], class_="ex-keep")]
    return out


def _last_word(node: Node) -> tuple[list[Node], list[Node]]:
    """What comes before the last word of a node, and that word."""
    if isinstance(node, str):
        word = _LAST_WORD.search(node)
        return ([node[: word.start()]], [word[0]]) if word else ([node], [])
    text = node.text or ""
    word = _LAST_WORD.search(text)
    if node.tag in _SPLIT and not len(node) and word and word.start():
        end = made(node.tag, [word[0]])
        return [fill(node, [text[: word.start()]])], [end]
    return ([], [node]) if len(text_of(node)) <= _SHORT else ([node], [])
