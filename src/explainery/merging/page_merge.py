"""One page of a merge: its front matter, its units in their order, and the definitions that its marks need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainery.merging.fates import Edits, Pages
from explainery.merging.footnote_definitions import settled
from explainery.merging.merge_state import EMPTY, Wishes
from explainery.merging.ordering import Seats, arranged
from explainery.merging.placement import Placing
from explainery.merging.proposals import Proposal
from explainery.merging.units import Kind, PageText, parsed, text_of
from explainery.merging.wording import merged_front


@dataclass(frozen=True)
class Work:
    """What was decided for all pages of a story. `definitions`: the footnote of every key, as this build writes it."""

    edits: Edits
    new: Pages
    found: Placing
    wishes: Wishes
    definitions: Mapping[str, str]


def page_of(path: str, work: Work) -> tuple[PageText | None, list[Proposal]]:
    """A merged page (None: no file), and what its front matter proposes."""
    edits, found, wishes = work.edits, work.found, work.wishes
    base, live, new = (pages.get(path) for pages in (edits.base, edits.live, work.new))
    if live is None and base is not None:
        return None, []
    if live is not None and base is None and (path in wishes.adopt or live == new):
        return live, []
    if base is not None and new is None and live == base:
        return None, []
    was = {n: i for (p, i), (there, n) in edits.matched.at.items() if p == there == path}
    seats = Seats(found.stays.get(path, {}), found.placed.get(path, {}), found.seat.get(path, {}), was)
    old, live, now = base or EMPTY, live or EMPTY, new or EMPTY
    front, fields = _front(path, old, live, new, wishes)
    page = parsed(text_of(arranged(old, live, now, seats, front)))
    ours = _definitions(edits)
    if base is not None and new is None and front == base.front and all(u.text in ours.values() for u in page.units):
        return None, []
    if work.definitions:
        page = settled(page, work.definitions, ours)
    return page, fields


def _front(
    path: str, base: PageText, live: PageText, new: PageText | None, wishes: Wishes
) -> tuple[str, list[Proposal]]:
    """The merged front matter, and what it proposes."""
    if new is None:
        return live.front, []
    taken = {i.removeprefix("front:") for p, i in wishes.take if p == path and i.startswith("front:")}
    front, fields = merged_front(base.front, live.front, new.front, taken)
    return front, [Proposal(path, f"front:{n}", mine, theirs) for n, mine, theirs in fields]


def _definitions(edits: Edits) -> dict[str, str]:
    """Every footnote definition that the last build wrote, by its key."""
    return {u.first: u.text for page in edits.base.values() for u in page.units if u.kind is Kind.DEFINITION}
