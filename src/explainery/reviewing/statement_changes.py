"""What became of each statement between two versions of the pages, recognised by citation key as in a merge.

A sentence that was reworded, or moved to another page, is that sentence still: nobody has to read it as one that was
removed and another that was added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from explainery.merging.matching import Matched, match
from explainery.merging.ordering import moved
from explainery.merging.units import Kind, PageText, Unit, parsed
from explainery.page_format import MARK
from explainery.reviewing.page_renames import renamed
from explainery.text import one_line

_FIELD = re.compile(r"^(?P<name>[\w-]+):[ \t]*(?P<value>.*)$", re.MULTILINE)
_HEADINGS = frozenset({Kind.HEADING, Kind.HEAD, Kind.NOTE})
_SETTLED = re.compile(r"\s*\{[^{}\n]*\}\s*$")  # attributes behind a heading
_OPENS = re.compile(r"\s*(?:#{1,6}|[-*+]|\d+[.)])\s+|\s*\|\s*")
_CLOSES = re.compile(r"\s*\|\s*$")


class What(StrEnum):
    """What happened to a unit."""

    ADDED = "added"
    CHANGED = "changed"
    CITED = "cited"  # its words are the same, and it cites something else
    MOVED = "moved"
    JOINED = "joined"  # put into another sentence
    REMOVED = "removed"


class Part(StrEnum):
    """What a unit is to a reader."""

    STATEMENT = "statement"
    DISPUTE = "dispute"  # in the note on where sources differ
    HEADING = "heading"
    FIELD = "page title"  # title or description, which search engines and the browser show
    CITATION = "citation"  # what a footnote says and where it leads


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        what: what happened; of a unit that was moved, `text` and `before` say whether it was reworded as well.
        part: what it is to a reader.
        key: its citation key, "" without.
        text: its words now, "" where it is gone.
        before: its words then, "" where it is new.
        origin: the page that it was on before, where that is another.
        gained: citation keys that it has now and had not.
        lost: citation keys that it had.
    """

    what: What
    part: Part
    key: str
    text: str
    before: str = ""
    origin: str = ""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageChanges:
    """What changed on a page: `what` is added, removed, changed or renamed (then `was` is its former path)."""

    path: str
    what: str
    was: str = ""
    changes: tuple[Change, ...] = ()


def page_changes(old: Mapping[str, str], new: Mapping[str, str], built: Collection[str] = ()) -> list[PageChanges]:
    """What changed on each page that differs.

    Args:
        old: the pages as they were, by path below `docs/`.
        new: the pages as they are.
        built: definitions of footnotes that a build wrote; of those that are new, only a person's own are told.
    """
    before = {p: t for p, t in old.items() if new.get(p) != t}
    after = {p: t for p, t in new.items() if old.get(p) != t}
    names = renamed(before, after)
    base = {names.get(p, p): parsed(t) for p, t in before.items()}
    live = {p: parsed(t) for p, t in after.items()}
    matched = match(base, live, edited=True)
    rows = []
    for path in sorted({*base, *live}):
        was = next((o for o, n in names.items() if n == path), "")
        what = "renamed" if was else "added" if path not in base else "removed" if path not in live else "changed"
        rows.append(PageChanges(path, what, was, tuple(_on_page(path, base, live, matched, built))))
    return rows


def shown(unit: Unit) -> str:
    """A unit's words, without what makes it a heading, an item or a row, and without its citations."""
    line = unit.text.split("\n", 1)[0] if unit.kind is Kind.HEAD else unit.text
    text = _CLOSES.sub("", _OPENS.sub("", MARK.sub("", line), count=1))
    return one_line(_SETTLED.sub("", text) if unit.kind is Kind.HEADING else text)


def _on_page(
    path: str,
    base: Mapping[str, PageText],
    live: Mapping[str, PageText],
    matched: Matched,
    built: Collection[str],
) -> Iterator[Change]:
    """The changes of a page in the order of the page as it is; what is gone comes last."""
    nothing = PageText("", ())
    here, there = live.get(path, nothing), base.get(path, nothing)
    if path in base and path in live:
        yield from _fields(there.front, here.front)
    was = {new: old for old, new in matched.at.items() if new[0] == path}
    shifted = _shifted(path, matched)
    for j, unit in enumerate(here.units):
        origin = was.get((path, j))
        old = base[origin[0]].units[origin[1]] if origin else None
        if unit.kind is Kind.DEFINITION:
            yield from _definition(unit, old, built)
        else:
            yield from _change(unit, old, origin[0] if origin and origin[0] != path else "", shifted=j in shifted)
    for i, unit in enumerate(there.units):
        if (path, i) in matched.at or unit.kind is Kind.DEFINITION:
            continue
        into = matched.joined.get((path, i))
        text = shown(live[into[0]].units[into[1]]) if into else ""
        yield Change(What.JOINED if into else What.REMOVED, _part(unit), unit.first, text, shown(unit), lost=unit.keys)


def _definition(unit: Unit, old: Unit | None, built: Collection[str]) -> Iterator[Change]:
    if old and one_line(old.text) != one_line(unit.text):
        yield Change(What.CHANGED, Part.CITATION, unit.first, _defined(unit), _defined(old))
    elif not old and unit.text not in built:
        yield Change(What.ADDED, Part.CITATION, unit.first, _defined(unit))


def _change(unit: Unit, old: Unit | None, origin: str, *, shifted: bool) -> Iterator[Change]:
    text, part = shown(unit), _part(unit)
    if old is None:
        yield Change(What.ADDED, part, unit.first, text, gained=unit.keys)
        return
    before = shown(old)
    gained, lost = _less(unit.keys, old.keys), _less(old.keys, unit.keys)
    if origin or shifted:
        yield Change(What.MOVED, part, unit.first, text, before, origin, gained, lost)
    elif text != before:
        yield Change(What.CHANGED, part, unit.first, text, before, "", gained, lost)
    elif gained or lost:
        yield Change(What.CITED, part, unit.first, text, before, "", gained, lost)


def _less(some: Collection[str], others: Collection[str]) -> tuple[str, ...]:
    return tuple(k for k in some if k not in others)


def _shifted(path: str, matched: Matched) -> set[int]:
    """Units that stand at another place of the page than they did."""
    order = sorted((new[1], old[1]) for old, new in matched.at.items() if old[0] == new[0] == path)
    return {order[n][0] for n in moved([i for _, i in order])}


def _part(unit: Unit) -> Part:
    if unit.kind is Kind.SIDE:
        return Part.DISPUTE
    return Part.HEADING if unit.kind in _HEADINGS else Part.STATEMENT


def _defined(unit: Unit) -> str:
    return one_line(unit.text.split(":", 1)[1])


def _fields(old: str, new: str) -> Iterator[Change]:
    """The fields of the front matter that changed."""
    before, after = ({m["name"]: m["value"].strip("\"' ") for m in _FIELD.finditer(front)} for front in (old, new))
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            yield Change(What.CHANGED, Part.FIELD, name, after.get(name, ""), before.get(name, ""))
