"""A page's text with one statement on each line, however an editor or a formatter has laid it out.

White space inside a paragraph, an item, a footnote or a table row is nothing to a reader, and one statement on a line
is what a merge compares and the check judges. Code, HTML, comments and hard line breaks stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from explainery.lexicon.abbreviations import UNENDING
from explainery.merging.units import COMMENT, FENCE, HEADING, HTML, ITEM, NOTE, RULE, raw_end
from explainery.page_format import DEFINITION_START
from explainery.patterns import regex
from explainery.story_memory import remembered

_CLOSING = r"[\"”’'»)\]*_]*"
_MARKS = r"(?:\[\^[^\]\s]+\])+"
_LINK_ALONE = r"\[[^\]]*\]\([^()\s]*\)\W*$"  # behind the overview's line on a page
# Between two statements on one line: the first has its citations.
_NEXT = regex(
    rf"(?:[.?!…:;]{_CLOSING}{_MARKS}|{_MARKS}[.?!…]{_CLOSING})(?:[ ]<!--.*?-->)?(?P<blank>[ ]+)"
    rf"(?![a-z]|\[\^|<!--|{_LINK_ALONE})(?=\S)"
)
_OPENING = '“"‘«'
_LABELLED = regex(rf"\*\*[^*]+\*\*[^“”\"]{{0,200}}:\s*[{_OPENING}]")  # all that follows are this person's words
_CITES = regex(rf"{_MARKS}[.?!…]?{_CLOSING}$")
_STOPS = regex(rf"[.?!…]{_CLOSING}$")
_EMPHASISED = regex(r"([*_]{1,3})[^*_]+\1")  # the line under a title
_HARD_BREAK = regex(r"(?:\\|[ ]{2,})$")
_UNDERLINE = regex(r"(?:=+|-+)\s*")
_DIVIDER = regex(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_REFERENCE = regex(r" {0,3}\[(?!\^)[^\]]+\]:")
_CELL_END = regex(r"(?<!\\)\|")
_CODE_INDENT = 4  # blanks before a line of code, or of what a note holds


@dataclass(frozen=True, slots=True)
class LineLayout:
    """A text with one statement on each line.

    Attributes:
        text: the text.
        starts: for each of its lines, the line of the original on which it begins, from 0.
    """

    text: str
    starts: tuple[int, ...]

    def start_of(self, number: int) -> int:
        """The line of the original on which the statement begins that goes over line `number`. Both from 0."""
        return max((start for start in self.starts if start <= number), default=number)


def unchanged_layout(text: str) -> LineLayout:
    """A text with the lines that it has."""
    return LineLayout(text, tuple(range(text.count("\n") + 1)))


class _Row(NamedTuple):
    """A line, and the number from 0 of the line of the original on which it begins."""

    text: str
    number: int


@remembered(256)
def in_lines(text: str) -> LineLayout:
    """The text below a page's front matter with one statement on each line. It is its own layout then."""
    rows = list(_relaid([_Row(line, i) for i, line in enumerate(text.split("\n"))]))
    return LineLayout("\n".join(row.text for row in rows), tuple(row.number for row in rows))


def _relaid(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Rows with one statement on each, block by block."""
    lines = [row.text for row in rows]
    at, in_list = 0, False
    while at < len(rows):
        end = _end(lines, at, in_list=in_list)
        block = rows[at:end]
        yield from _block(block, in_list=in_list)
        if lines[at].strip():
            in_list = bool(ITEM.match(lines[at])) or (in_list and lines[at].startswith(" "))
        at = end


def _end(lines: Sequence[str], at: int, *, in_list: bool) -> int:
    """The line after the block that begins at a line."""
    line = lines[at]
    if FENCE.match(line) or HTML.match(line.lstrip()):
        return raw_end(lines, at)
    if NOTE.match(line):
        return _container_end(lines, at)
    if _is_alone(line) or _is_code(line, in_list=in_list):
        return at + 1
    return _words_end(lines, at)


def _words_end(lines: Sequence[str], at: int) -> int:
    """The line after a quotation, a definition, a table, a heading with a line below it, an item or a paragraph."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    if line.startswith(">"):
        return _while(lines, at, lambda r: r.startswith(">"))
    if DEFINITION_START.match(line):
        return _while(lines, at + 1, lambda r: bool(r.strip()) and r.startswith(("  ", "\t")))
    if _is_table(line, following):
        return _while(lines, at, lambda r: "|" in r)
    if _UNDERLINE.fullmatch(following) and not ITEM.match(line):
        return at + 2
    is_numbered = bool(re.match(r"\s*\d", line)) and bool(ITEM.match(line))
    return _while(lines, at + 1, lambda r: bool(r.strip()) and not _opens(r, is_numbered=is_numbered))


def _is_alone(line: str) -> bool:
    """Whether a line is a block of its own: nothing on the next one continues it."""
    return not line.strip() or any(p.match(line) for p in (HEADING, _REFERENCE)) or bool(_DIVIDER.fullmatch(line))


def _is_code(line: str, *, in_list: bool) -> bool:
    """Whether a line is indented as code is. In a list it may be an item of an item."""
    return line.startswith((" " * _CODE_INDENT, "\t")) and not (in_list and ITEM.match(line))


def _is_table(line: str, following: str) -> bool:
    return "|" in line and "|" in following and bool(RULE.fullmatch(following))


def _container_end(lines: Sequence[str], at: int) -> int:
    """The line after a note and all that is indented below it."""
    end = at + 1
    for i in range(at + 1, len(lines)):
        if lines[i].strip() and not lines[i].startswith(" " * _CODE_INDENT):
            break
        end = i + 1 if lines[i].strip() else end
    return end


def _while(lines: Sequence[str], at: int, continues: Callable[[str], bool]) -> int:
    return next((i for i in range(at, len(lines)) if not continues(lines[i])), len(lines))


def _opens(line: str, *, is_numbered: bool) -> bool:
    """Whether a line begins a block. A figure with a stop continues a sentence, unless it is the next of a list."""
    item = ITEM.match(line)
    opens_item = bool(item) and (is_numbered or not line.lstrip()[0].isdigit())
    others = (HEADING, FENCE, NOTE, DEFINITION_START, HTML)
    return opens_item or line[0] in "|>" or bool(_DIVIDER.fullmatch(line)) or any(p.match(line) for p in others)


def _block(rows: Sequence[_Row], *, in_list: bool) -> Iterator[_Row]:
    """A block with one statement on each line."""
    line = rows[0].text
    if not line.strip() or FENCE.match(line) or HTML.match(line.lstrip()) or _is_code(line, in_list=in_list):
        yield from (_Row(row.text if row.text.strip() else "", row.number) for row in rows)
    elif NOTE.match(line):
        yield _Row(line.rstrip(), rows[0].number)
        yield from _inside(rows[1:], " " * _CODE_INDENT)
    elif line.startswith(">"):
        inner = [_Row(re.sub(r"^> ?", "", row.text), row.number) for row in rows]
        yield from (_Row(f"> {row.text}".rstrip(), row.number) for row in _relaid(inner))
    elif definition := DEFINITION_START.match(line):
        words = " ".join([line[definition.end() :], *(row.text for row in rows[1:])])
        yield _Row(f"{definition[0]} {_line(words)}".rstrip(), rows[0].number)
    elif len(rows) > 1 and _is_table(line, rows[1].text):
        yield from _table(rows)
    elif _is_alone(line):
        yield _Row(line.rstrip(), rows[0].number)
    else:
        yield from _words(rows)


def _inside(rows: Sequence[_Row], indent: str) -> Iterator[_Row]:
    """What a note holds, without its indentation and with it again."""
    inner = [_Row(row.text.removeprefix(indent), row.number) for row in rows]
    yield from (_Row(indent + row.text if row.text else "", row.number) for row in _relaid(inner))


def _words(rows: Sequence[_Row]) -> Iterator[_Row]:
    """A paragraph, an item or a heading with a line below it."""
    line, number = rows[0]
    if len(rows) > 1 and _UNDERLINE.fullmatch(rows[1].text) and not ITEM.match(line):
        yield _Row(f"{'#' if rows[1].text[0] == '=' else '##'} {line.strip()}", number)
        return
    item = ITEM.match(line)
    marker = f"{item[0].rstrip()} " if item else ""
    first = _Row(line[item.end() :] if item else line, number)
    for i, row in enumerate(_statements([first, *rows[1:]])):
        yield _Row(f"{marker if i == 0 else ' ' * len(marker)}{row.text}", row.number)


def _statements(rows: Sequence[_Row]) -> Iterator[_Row]:
    """A paragraph's statements. A hard line break stays one."""
    start = 0
    for i, row in enumerate(rows):
        if _HARD_BREAK.search(row.text) or i + 1 == len(rows):
            yield from _between_breaks(rows[start : i + 1])
            start = i + 1


def _between_breaks(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The statements of some lines: every line is one, or, where lines are wrapped, all up to a citation."""
    text = ""
    for before, row in pairwise(rows):
        text = f"{text} {before.text.strip()}"
        if not _is_whole(text, row.text.strip()):
            yield from _split(rows)
            return
    for row in rows:
        yield from _split([row])


def _is_whole(text: str, following: str) -> bool:
    """Whether a sentence ends at the end of a line, by what follows it."""
    text = COMMENT.sub("", text)
    if following[:1].islower() or following.startswith("[^"):
        return False
    if _CITES.search(text) or _EMPHASISED.fullmatch(text.strip()):
        return True
    is_open = text.count("“") > text.count("”")
    return bool(_STOPS.search(text)) and not is_open and not UNENDING.search(text)


def _split(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Lines as one, divided behind each statement that has its citations."""
    text, places = "", []
    for row in rows:
        words = _line(row.text)
        text += " " if text and words else ""
        places.append((len(text), row.number))
        text += words
    hard = _HARD_BREAK.search(rows[-1].text)
    start, is_labelled = 0, _LABELLED.match(text) is not None
    ends = [m for m in _NEXT.finditer(text) if not (is_labelled and text[m.end()] in _OPENING)]
    for end, begin in [*((m.start("blank"), m.end()) for m in ends), (len(text), 0)]:
        is_last = end == len(text)
        yield _Row(text[start:end] + (_break(hard) if is_last and hard else ""), _number(places, start))
        start = begin


def _break(hard: re.Match[str]) -> str:
    return "" if hard[0] == "\\" else "  "  # a backslash is a part of the words


def _number(places: Sequence[tuple[int, int]], offset: int) -> int:
    return max((place for place in places if place[0] <= offset), default=places[0])[1]


def _table(rows: Sequence[_Row]) -> Iterator[_Row]:
    """A table without the blanks that line its columns up."""
    for i, row in enumerate(rows):
        yield _Row(_rule(row.text) if i == 1 else _cells(row.text), row.number)


def _rule(line: str) -> str:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return "|" + "|".join(re.sub("-+", "---", cell) for cell in cells) + "|"


def _cells(line: str) -> str:
    text = line.strip()
    if "`" in text or "<!--" in text:
        return line.rstrip()  # a bar may be code, and what follows the last one is no cell
    inner = text.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return "| " + " | ".join(_line(cell) for cell in _CELL_END.split(inner)) + " |"


def _line(text: str) -> str:
    """Words on one line. Only the blanks of a keyboard are layout; others are somebody's typography."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" \t\n")
