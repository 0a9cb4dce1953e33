"""A page taken apart into units: statements, items, rows, headings, definitions and free text, each on its lines.

A page is put together again from its units to the same bytes, white space included. A unit is one thing to a person
who reads the page, and a merge keeps, replaces or moves it as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b

from explainery.languages import english, english_date
from explainery.page_format import CAST_HEAD, DEFINITION_START, MARK, PAGE_LINK, SOURCES_LINK_END, front_matter_place
from explainery.patterns import regex
from explainery.story_memory import remembered
from explainery.text import slug


class UnitKind(StrEnum):
    """The kinds of units."""

    HEADING = "heading"
    STATEMENT = "statement"  # prose with citations
    ITEM = "item"  # of a list
    SIDE = "side"  # an item of the note on where sources differ
    HEAD = "head"  # a table's heading and the rule below it
    ROW = "row"  # of a table
    NOTE = "note"  # the first line of an admonition
    DEFINITION = "definition"  # of a footnote
    LINK = "link"  # the overview's line about a page, or an entry of the home page
    TEXT = "text"


HEADING = regex(r"#{1,6}(?:\s|$)")
CELL = regex(r"(?<!\\)\|")
ITEM = regex(r"(?P<indent>\s*)(?:[-*+]|\d+[.)])\s")
FENCE = regex(r"\s*(?P<fence>`{3,}|~{3,})")
NOTE = regex(r"\s*(?:!!!|\?\?\?\+?)\s")
RULE = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
HTML = regex(r"<(?:[a-zA-Z/!])")
COMMENT = regex(r"\s*<!--.*?-->\s*$", re.DOTALL)
_SAID_BY = regex(r"(?:[—–―]|--) ?[^\W\d_]")  # the line below a quotation: "— somebody"
_QUOTED = regex(r"[”\"»“][.!?]?(?:\[\^[^\]\s]+\])*\s*$")
_ELEMENT = regex(r"<(?P<name>details|div|figure|aside|section|article|blockquote|table|ul|ol|dl)\b", re.IGNORECASE)
_SIDE = regex(r" {4}- .*\[\^")  # a line of the build's note on where sources differ
_ENDS = regex(r"(?:[.?!…:;]|\[\^[^\]\s]+\])[\"”’'»)\]*_]*(?:\\|\s)*$")
_PLAIN = regex(r"\{[^{}]*\}|<!--.*?-->")
_LONGEST = 40  # letters of a name in an id
_FARTHEST = 1000  # lines below an element's beginning that may close it
_PERSON = "person "
_SHORT = 2  # cells of a row
_NESTED = 4  # blanks before an item inside a note
_LABEL = regex(r"\s*- (?:“(?P<quoted>[^”]*)”|(?P<label>[A-Z][\w ]*):)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing on a page.

    Attributes:
        text: its lines, without the line feed at the end.
        gap: the white space before it.
        kind: what it is on the page.
        keys: the citation keys in it, each once; of a definition, its own.
        name: what identifies it where no key does: a heading's words, the page that it leads to, a label.
        thing: what a row of a table is about, whichever article supports it: a person, or all cells but the last.
    """

    text: str
    gap: str
    kind: UnitKind
    keys: tuple[str, ...] = ()
    name: str = ""
    thing: str = ""

    @property
    def first(self) -> str:
        """The key that is its identity, "" without one."""
        return self.keys[0] if self.keys else ""

    @property
    def id(self) -> str:
        """Its name in decisions, proposals and on the command line: the key where it has one."""
        if self.kind in {UnitKind.ROW, UnitKind.SIDE} and self.keys:
            return f"{self.first}:{self.name or self.kind}"
        if self.kind is UnitKind.DEFINITION:
            return f"definition:{self.first}"
        if self.kind is UnitKind.LINK:
            return f"to:{self.name}"
        if self.keys:
            return self.first
        return f"{self.kind}:{slug(self.name)[:_LONGEST]}" if self.name else f"text:{_code(self.text)}"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page: its front matter ("" without), its units, the white space after the last."""

    front: str
    units: tuple[Unit, ...]
    tail: str = ""


def _code(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=2).hexdigest()


def unparsed(page: PageText) -> str:
    """The page put together again."""
    return page.front + unparsed_units(page.units) + page.tail


def unparsed_units(units: Iterable[Unit]) -> str:
    """Units put together, each with the white space before it."""
    return "".join(u.gap + u.text for u in units)


def is_raw(text: str) -> bool:
    """Whether a unit is a fence, a comment or a block of HTML, where Markdown means nothing."""
    return bool(FENCE.match(text) or HTML.match(text.lstrip()))


def without_units(page: PageText, gone: Collection[int]) -> PageText:
    """The page without some of its units; a blank line before the first of them stays."""
    kept: list[Unit] = []
    blank = ""
    for n, unit in enumerate(page.units):
        if n in gone:
            blank = blank or (unit.gap if "\n\n" in unit.gap else "")
            continue
        kept.append(replace(unit, gap=blank or unit.gap))
        blank = ""
    return replace(page, units=tuple(kept))


@remembered(256)  # a merge looks at each page several times; one taken apart has some 46 KB
def parsed(text: str) -> PageText:
    """A page taken apart. `unparsed(parsed(text)) == text` for any text."""
    front = _front(text)
    units: list[Unit] = []
    done = len(front)
    for start, end in _spans(text, done):
        units.append(_unit(text[start:end], text[done:start], units))
        done = end
    return PageText(front, tuple(units), text[done:])


def _front(text: str) -> str:
    """The front matter with both of its rules, without the line feed after."""
    return text[: front_matter_place(text).end].removesuffix("\n")


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where each unit begins and ends."""
    lines = text[start:].split("\n")
    offsets = [start]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = _end(lines, at)
        yield offsets[at], offsets[end] - 1
        at = end


def _end(lines: Sequence[str], at: int) -> int:
    """The line after the unit that begins at a line."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    if FENCE.match(line) or HTML.match(line.lstrip()):
        return raw_end(lines, at)
    if DEFINITION_START.match(line):
        return _indented(lines, at + 1)
    if "|" in line and "|" in following and RULE.fullmatch(following):
        return at + 2
    if NOTE.match(line) and not _is_frame(lines, at):
        return _indented(lines, at + 1)
    if HEADING.match(line) or NOTE.match(line) or line.lstrip().startswith("|"):
        return at + 1
    return _words_end(lines, at)


def _words_end(lines: Sequence[str], at: int) -> int:
    """The line after an item, a quotation or a sentence."""
    if item := ITEM.match(lines[at]):
        return _item_end(lines, at + 1, item["indent"])
    if lines[at].startswith(">"):
        return _with_speaker(lines, _until(lines, at + 1, lambda r: not r.startswith(">")))
    end = _sentence_end(lines, at)
    return _with_speaker(lines, end) if _QUOTED.search(lines[end - 1]) else end


def _is_frame(lines: Sequence[str], at: int) -> bool:
    """Whether a note has cited sides, as the build's has: they are units of their own. Any other note is one thing."""
    body = lines[at + 1 : _indented(lines, at + 1)]
    return not body or any(_SIDE.match(row) for row in body)


def _with_speaker(lines: Sequence[str], end: int) -> int:
    """The line after a quotation and, below it, who said it."""
    at = end + 1 if end < len(lines) and not lines[end].strip() else end
    return at + 1 if at < len(lines) and _SAID_BY.match(lines[at]) else end


def _item_end(lines: Sequence[str], at: int, indent: str) -> int:
    """The line after an item: what is indented deeper belongs to it, also nested items and after blank lines."""
    end = at
    for i in range(at, len(lines)):
        deeper = lines[i].startswith((f"{indent} ", f"{indent}\t"))
        if lines[i].strip() and not deeper:
            break
        if lines[i].strip():
            end = i + 1
    return end


def raw_end(lines: Sequence[str], at: int) -> int:
    """The line after a fence, a comment or a block of HTML."""
    line = lines[at]
    if fence := FENCE.match(line):
        return _until(lines, at + 1, lambda r: r.strip().startswith(fence["fence"]), inclusive=True)
    if line.lstrip().startswith("<!--"):
        return at + 1 if "-->" in line else _until(lines, at + 1, lambda r: "-->" in r, inclusive=True)
    if element := _ELEMENT.match(line.lstrip()):
        end = _element_end(lines, at, element["name"])
        if end:
            return end
    return _until(lines, at + 1, lambda r: not r.strip())


def _element_end(lines: Sequence[str], at: int, name: str) -> int:
    """The line after an element with all that it holds; 0 where it is not closed."""
    tag = re.compile(rf"<(?P<end>/)?{name}\b", re.IGNORECASE)
    depth = 0
    for i in range(at, min(at + _FARTHEST, len(lines))):
        depth += sum(-1 if m["end"] else 1 for m in tag.finditer(lines[i]))
        if depth <= 0:
            return i + 1
    return 0


def _until(lines: Sequence[str], at: int, stops: Callable[[str], bool], *, inclusive: bool = False) -> int:
    end = next((i for i in range(at, len(lines)) if stops(lines[i])), len(lines))
    if end == len(lines) and inclusive:  # never closed: it goes to the end of the page, but not into its white space
        while end > at and not lines[end - 1].strip():
            end -= 1
        return end
    return end + inclusive


def _indented(lines: Sequence[str], at: int) -> int:
    """The line after a definition's own continuation: lines that are indented, also after blank ones."""
    end = at
    for i in range(at, len(lines)):
        if lines[i].startswith(("  ", "\t")) and lines[i].strip():
            end = i + 1
        elif lines[i].strip():
            break
    return end


def _opens(line: str) -> bool:
    """Whether a line cannot continue the one before it."""
    return (
        not line.strip()
        or any(p.match(line) for p in (ITEM, HEADING, FENCE, NOTE, DEFINITION_START, HTML))
        or line[0] in "|>"
    )


def _sentence_end(lines: Sequence[str], at: int) -> int:
    """The line after a sentence that an editor may have broken over several lines; a line that cites ends one."""
    end = at + 1
    while end < len(lines) and not _is_whole(lines[end - 1]) and not _opens(lines[end]):
        end += 1
    return end


def _is_whole(line: str) -> bool:
    return bool(MARK.search(line) or _ENDS.search(COMMENT.sub("", line)))


def _unit(text: str, gap: str, before: Sequence[Unit]) -> Unit:
    kind = _kind(text, before)
    definition = DEFINITION_START.match(text)
    keys = (definition["key"],) if definition else tuple(dict.fromkeys(MARK.findall(text)))
    if kind is UnitKind.TEXT and keys:
        kind = UnitKind.STATEMENT
    thing = _thing(text, before) if kind is UnitKind.ROW else ""
    return Unit(text, gap, kind, keys, _name(text, kind, keys), thing)


def _thing(row: str, before: Sequence[Unit]) -> str:
    """What a row is about. A person is one whatever the row says; of two cells, as in a timeline, the last tells."""
    head = next(u.text for u in reversed(before) if u.kind is UnitKind.HEAD)
    told = CELL.split(row.strip().removeprefix("|").removesuffix("|"))
    cells = [slug(english_date(MARK.sub("", cell))) for cell in told]
    if CAST_HEAD.match(head.lstrip()):
        return f"{_PERSON}{cells[0]}"
    return "|".join(cells if len(cells) <= _SHORT else cells[:-1])


def person_of(unit_id: str) -> str:
    """The `thing` of the row that a decision about a person names by its id."""
    return f"{_PERSON}{unit_id.partition(':')[2]}"


def kind_now(unit: Unit, text: str) -> UnitKind:
    """The kind of a unit whose text has changed: a sentence may have become an item, or an item a sentence."""
    if unit.kind not in {UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.SIDE, UnitKind.TEXT}:
        return unit.kind
    return _item(text) or (UnitKind.STATEMENT if MARK.search(text) else UnitKind.TEXT)


def _kind(text: str, before: Sequence[Unit]) -> UnitKind:
    if DEFINITION_START.match(text):
        return UnitKind.DEFINITION
    if is_raw(text):
        return UnitKind.TEXT
    if HEADING.match(text):
        return UnitKind.LINK if PAGE_LINK.search(text) else UnitKind.HEADING
    return _table(text, before) or _item(text) or (UnitKind.LINK if _leads_on(text) else UnitKind.TEXT)


def _table(text: str, before: Sequence[Unit]) -> UnitKind | None:
    lines = text.split("\n")
    if len(lines) > 1 and "|" in lines[0] and "|" in lines[1] and RULE.fullmatch(lines[1]):
        return UnitKind.HEAD
    inside = bool(before) and before[-1].kind in {UnitKind.HEAD, UnitKind.ROW}
    return UnitKind.ROW if inside and text.lstrip().startswith("|") else None


def _item(text: str) -> UnitKind | None:
    if NOTE.match(text):
        return UnitKind.NOTE if "\n" not in text else None  # a person's note is text with all that it holds
    item = ITEM.match(text)
    return (UnitKind.SIDE if len(item["indent"]) >= _NESTED else UnitKind.ITEM) if item else None


def _leads_on(text: str) -> bool:
    """A line that ends in a link to a page, as the overview has one for each page."""
    return (bool(PAGE_LINK.search(text)) and text[0] in "*[") or bool(SOURCES_LINK_END.search(text))


def _name(text: str, kind: UnitKind, keys: Sequence[str]) -> str:
    if kind is UnitKind.HEADING:
        return slug(english(_PLAIN.sub("", text.lstrip("#")).strip())) or "untitled"
    if kind is UnitKind.LINK:
        return str(PAGE_LINK.findall(text)[-1])
    if kind is UnitKind.ROW:
        return slug(english_date(text.strip().strip("|").split("|")[0]))
    label = _LABEL.match(text)
    return english(label["quoted"] or label["label"] or "") if label and not keys else ""
