"""Two branches changed one page: the merge that git asks us for, unit by unit instead of line by line.

Neither side is the build here: what one side alone changed is taken, what one side deleted and the other left as it
was (but for citations) is gone, and what both reworded is left to a person, between git's own marks.
"""

from __future__ import annotations

from dataclasses import replace

from explainery.merging.matching import match
from explainery.merging.state import Generated, State
from explainery.merging.story import merge_story
from explainery.merging.units import Kind, PageText, parsed, text_of, without
from explainery.merging.wording import unchanged

_PAGE = "page.md"
_OURS, _MIDDLE, _THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"


def merged_branches(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """The merge of one page, and whether a person has to decide something in it."""
    after = merge_story(State({_PAGE: base}, {_PAGE: ours}), Generated({_PAGE: theirs})).state
    page = parsed(after.live.get(_PAGE, ""))
    page = _without_deleted(page, parsed(base), parsed(theirs))
    disputed = {p.yours: p.build for p in after.proposals if p.yours and not p.id.startswith("front:")}
    fields = [p for p in after.proposals if p.id.startswith("front:")]
    units = tuple(replace(u, text=_conflict(u.text, disputed[u.text])) if u.text in disputed else u for u in page.units)
    front = page.front
    for field in fields:
        front = front.replace(field.yours, _conflict(field.yours, field.build))
    return text_of(replace(page, units=units, front=front)), bool(disputed or fields)


def _conflict(ours: str, theirs: str) -> str:
    return f"{_OURS}\n{ours}\n{_MIDDLE}\n{theirs}\n{_THEIRS}"


def _without_deleted(page: PageText, base: PageText, theirs: PageText) -> PageText:
    """The page without what their side deleted and ours left as it was, but for citations and place."""
    there = match({_PAGE: base}, {_PAGE: theirs}, edited=True)
    here = match({_PAGE: base}, {_PAGE: page}, edited=True)
    gone = {
        here.at[place][1]
        for place in here.at
        if place not in there.at and place not in there.joined
        and base.units[place[1]].kind not in {Kind.DEFINITION, Kind.HEADING}
        and unchanged(base.units[place[1]].text, page.units[here.at[place][1]].text)
    }  # fmt: skip
    return without(page, gone)
