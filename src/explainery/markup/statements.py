"""The statements of a page in its tree: what one group of citation marks stands behind.

Each gets an element of its own, so that it can have an address, and its marks stay on the line of the word before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard
from xml.etree.ElementTree import Element

from explainery.markup.tree import Node, fill, has_class, made, nodes_of, outside, text_of
from explainery.patterns import regex

NOTES_CLASS = "footnote"  # of the list of notes, as Python-Markdown names it
_MARK_CLASS = "footnote-ref"
_NOTE = "#fn:"
_INLINE = frozenset("a abbr b br cite code del em i img kbd q s small span strong sub sup".split())
_SPLIT = frozenset(("b", "cite", "em", "i", "small", "strong"))  # the last word of these may stand in one of its own
_LAST_WORD = regex(r"\S{1,12}\Z")  # the end of a longer one is enough: nothing breaks within a word
_SHORT = 24  # characters of a link that may be kept with its mark as a whole
_CLOSING = regex(r"[.,;:!?…”’)\]]+")  # belongs to what is in front of the mark
_ENDED = regex(r"[.!?:…][”’\")\]]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its element (a row of a table, or a span around a sentence), the marks in it and their keys."""

    element: Element
    marks: tuple[Element, ...]
    keys: tuple[str, ...]


def key_of(mark: Node) -> str:
    """The citation key of a mark; "" for anything else."""
    if isinstance(mark, str) or mark.tag != "sup":
        return ""
    link = mark.find("a")
    if link is None or not has_class(link, _MARK_CLASS):
        return ""
    target = link.get("href", "")
    return target.removeprefix(_NOTE) if target.startswith(_NOTE) else ""


def _statement(element: Element, marks: tuple[Element, ...]) -> Statement:
    return Statement(element, marks, tuple(map(key_of, marks)))


def _is_mark(node: Node) -> TypeGuard[Element]:
    return not isinstance(node, str) and node.tag == "sup" and bool(key_of(node))


def marked_statements(root: Element) -> list[Statement]:
    """The statements of a page, in order, each in an element of its own from now on."""
    return list(_within(root))


def _within(block: Element) -> Iterator[Statement]:
    """The statements of a block, and of the blocks in it."""
    if block.tag == "pre" or has_class(block, NOTES_CLASS) or not _may_hold_marks(block):
        return
    if block.tag == "tr":
        _keep_together_in(block)
        if marks := _marks_in([block]):
            yield _statement(block, marks)
        return
    filled: list[Node] = []
    for run in _runs(nodes_of(block)):
        if _is_block(run[0]):
            yield from _within(run[0])
            filled += run
            continue
        for piece in _pieces(run):
            marks = _marks_in(piece)
            lead, said = _without_lead(piece) if marks else (piece, [])
            filled += lead
            if marks:
                element = made("span", _kept_together(said), class_="ex-said")
                filled.append(element)
                yield _statement(element, marks)
    fill(block, filled)


def _may_hold_marks(block: Element) -> bool:
    return next(block.iter("sup"), None) is not None


def _keep_together_in(block: Element) -> None:
    """Keep marks with their words in a row of a table, which is one statement whatever its cells hold."""
    if not _may_hold_marks(block):
        return
    filled: list[Node] = []
    for run in _runs(nodes_of(block)):
        if _is_block(run[0]):
            _keep_together_in(run[0])
            filled += run
        else:
            filled += _kept_together(run)
    fill(block, filled)


def _is_block(node: Node) -> TypeGuard[Element]:
    return not isinstance(node, str) and node.tag not in _INLINE


def _runs(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Text with what stands in it, or one block by itself."""
    run: list[Node] = []
    for node in nodes:
        if not _is_block(node):
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
            goes_on = _is_mark(part) or (isinstance(part, str) and _CLOSING.fullmatch(part))
            if piece and not goes_on and (_marks_in(piece[-2:]) or _has_ended(piece, part)):
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
        if _is_mark(node):
            found.append(node)
        elif not isinstance(node, str):
            found += [element for element in outside(node, NOTES_CLASS) if _is_mark(element)]
    return tuple(found)


def _kept_together(nodes: Sequence[Node]) -> list[Node]:
    """The nodes with each mark, and the word before it, in a span that does not break."""
    out: list[Node] = []
    kept: Element | None = None  # the span that holds the mark just before
    for node in nodes:
        if not _is_mark(node):
            out.append(node)
            kept = None
        elif kept is not None:
            node.set("class", "ex-next")
            kept.append(node)
        else:
            before, word = _last_word(out.pop()) if out else ([], [])
            kept = made("span", [*word, node], class_="ex-keep")
            out += [*before, kept]
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
