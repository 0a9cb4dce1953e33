"""Two branches changed one page: the merge that git asks us for, unit by unit instead of line by line.

Neither side is the build here: what one side alone changed is taken, what one side deleted and the other left as it
was (but for citations) is gone, and what both reworded is left to a person, between git's own marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from explainery.merging.matching import match
from explainery.merging.merge_state import Generated, State
from explainery.merging.story_merge import merge_story
from explainery.merging.units import Kind, PageText, Unit, parsed, text_of, without
from explainery.merging.wording import unchanged
from explainery.page_format import MARK
from explainery.text import words

_PAGE = "page.md"
_OURS, _MIDDLE, _THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"


def merged_branches(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """The merge of one page, and whether a person has to decide something in it."""
    after = merge_story(State({_PAGE: base}, {_PAGE: ours}), Generated({_PAGE: theirs})).state
    page, deleted = _without_deleted(parsed(after.live.get(_PAGE, "")), parsed(base), parsed(theirs))
    fields = [p for p in after.proposals if p.id.startswith("front:")]
    disputed = {p.yours: p.build for p in after.proposals if p.yours and p not in fields}
    page, lost = _with_lost(page, parsed(base), parsed(theirs), disputed)
    front = page.front
    for field in fields:
        front = front.replace(field.yours, _conflict(field.yours, field.build))
    return text_of(replace(page, front=front)), bool(deleted or disputed or fields or lost)


def _with_lost(page: PageText, base: PageText, theirs: PageText, disputed: dict[str, str]) -> tuple[PageText, bool]:
    """The page with git's marks: around what both reworded, and around what only their side has words for.

    The second is what ours deleted while theirs reworded it, or what both added in different words.
    """
    units = [replace(u, text=_conflict(u.text, disputed[u.text])) if u.text in disputed else u for u in page.units]
    old, lost = _words(base.units), False
    for n, unit in enumerate(theirs.units):
        fresh = _words([unit]) - old
        if unit.kind is Kind.DEFINITION or not fresh or fresh <= _words(units):
            continue
        lost = True
        same = next(
            (k for k, u in enumerate(units) if unit.first and u.first == unit.first and u.kind is unit.kind), -1
        )
        if same >= 0:
            units[same] = replace(units[same], text=_conflict(units[same].text, unit.text))
        else:
            before = [k for k, u in enumerate(units) for t in theirs.units[:n] if u.text == t.text]
            at = max(before, default=-1) + 1
            units.insert(at, replace(unit, text=_conflict("", unit.text), gap="\n" if at else ""))
    return replace(page, units=tuple(units)), lost


def _words(units: Iterable[Unit]) -> set[str]:
    """The words of units, without citations."""
    return {w.casefold() for u in units if u.kind is not Kind.DEFINITION for w in words(MARK.sub(" ", u.text))}


def _conflict(ours: str, theirs: str) -> str:
    rows = [_OURS, ours, _MIDDLE, theirs, _THEIRS]
    return "\n".join(row for row in rows if row)


def _without_deleted(page: PageText, base: PageText, theirs: PageText) -> tuple[PageText, bool]:
    """The page without what their side deleted and ours left as it was, but for citations and place.

    What ours reworded stands between git's marks, and nothing on the other side; whether there is any.
    """
    there = match({_PAGE: base}, {_PAGE: theirs}, edited=True)
    here = match({_PAGE: base}, {_PAGE: page}, edited=True)
    gone, asked = set(), {}
    for place, (_, n) in here.at.items():
        old, now = base.units[place[1]], page.units[n]
        if place in there.at or place in there.joined or old.kind in {Kind.DEFINITION, Kind.HEADING}:
            continue
        if unchanged(old.text, now.text):
            gone.add(n)
        else:
            asked[n] = _conflict(now.text, "")
    units = tuple(replace(u, text=asked.get(n, u.text)) for n, u in enumerate(page.units))
    return without(replace(page, units=units), gone), bool(asked)
