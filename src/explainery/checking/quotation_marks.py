"""Quotations in a text, in any marks that people set: double, single, mixed, guillemets, or not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from explainery.checking.rendered_page import RenderedLine
from explainery.patterns import regex

_IN_SINGLE = r"(?:[^‘’‚‛'\n]|(?<=\w)[’'](?=\w))"  # an apostrophe inside a word closes nothing
# What looks like a quotation mark and is another character: primes, ornaments, wide and modifier letters.
_DOUBLE_LIKE, _SINGLE_LIKE = "″‶❝❞＂ʺˮ〝〞〟‟", "′‵❛❜＇ʹ´｀｢｣"
_TWICE = r"(?:''|’’|``|‘‘|‵‵|′′)"
_PAIRS = (("“", '”"'), ("«", "»"), ("„", "“”"))
QUOTED = regex(
    rf"(?:{_TWICE}|,,|‚‚)((?:(?!{_TWICE}|,,|‚‚)[^\n])+){_TWICE}"
    r"|[“„‟]([^“”„‟\"]+)[“”\"]"
    r"|\"([^\"“”]+)[\"”]"
    r"|«([^«»]+)»"
    r"|»([^«»]+)[«»]"
    r"|‹([^‹›]+)›"
    r"|「([^「」]+)」"
    rf"|(?<!\w)[‘‚‛](?!\d\ds)({_IN_SINGLE}+)[‘’'](?!\w)"
    rf"|(?<![\w’'])'(?!\d)({_IN_SINGLE}+)['’](?!\w)"
    rf"|(?<!\d)[{_DOUBLE_LIKE}]([^{_DOUBLE_LIKE}“”\"]+)[{_DOUBLE_LIKE}“”\"]"
    rf"|(?<!\w)(?:(?<!\d)[{_SINGLE_LIKE}])((?:[^{_SINGLE_LIKE}‘’'\n]|(?<=\w)[’'](?=\w))+)[{_SINGLE_LIKE}‘’'](?!\w)"
    r"|『([^『』]+)』"
    r"|[“„‟]([^“”„‟\"]+)$"
)
_MOST_LINES = 6  # of a quotation that goes on behind a line break
_ATTRIBUTION = regex(r"\s*[—–-]{1,2}\s*[^—–]{2,80}$")


def quoted_words(match: re.Match[str]) -> str:
    """What stands between the marks of a quotation."""
    return next(filter(None, match.groups()), "")


def is_open(text: str) -> bool:
    """Whether a text ends inside a quotation that curly marks or guillemets opened."""
    return any(text.rfind(opening) > max(text.rfind(c) for c in closings) for opening, closings in _PAIRS)


def unbroken(lines: tuple[RenderedLine, ...]) -> Iterator[RenderedLine]:
    """The lines of a page, those between which a quotation breaks as one; its number is that of the last."""
    waiting: list[RenderedLine] = []
    for line in lines:
        follows = waiting and line.level == 0 and line.number == waiting[-1].number + 1
        if waiting and not (follows and len(waiting) < _MOST_LINES):
            yield from waiting
            waiting = []
        waiting.append(line)
        if not is_open(" ".join(w.text for w in waiting)) or line.is_heading or line.cells:
            yield _joined(waiting)
            waiting = []
    yield from waiting


def _joined(lines: list[RenderedLine]) -> RenderedLine:
    if len(lines) == 1:
        return lines[0]
    text = " ".join(line.text for line in lines)
    return replace(lines[-1], text=text, keys=tuple(dict.fromkeys(k for line in lines for k in line.keys)))


def block_quotation(line: RenderedLine) -> str:
    """The words of a line that a page sets as a block quotation, without "— Roe"; "" for any other, or with marks."""
    if not line.is_quoted or line.is_heading or line.cells or QUOTED.search(line.text):
        return ""
    return _ATTRIBUTION.sub("", line.text).strip()
