"""One page of a merge: its front matter, its units in their order, and the definitions that its marks need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainery.merging.fates import Edits
from explainery.merging.footnote_definitions import settled
from explainery.merging.merge_state import EMPTY, Wishes
from explainery.merging.ordering import PageParts, PageVersions, arranged
from explainery.merging.parsed_pages import Pages
from explainery.merging.placement import Placement
from explainery.merging.proposals import Proposal
from explainery.merging.units import PageText, UnitKind, parsed, unparsed
from explainery.merging.wording import merged_front


@dataclass(frozen=True)
class StoryParts:
    """What was decided for all pages of a story.

    Attributes:
        edits: what people did.
        built: the pages that this build has.
        placement: where each unit goes.
        wishes: what people asked of the build.
        definitions: the footnote of every citation key, as this build writes it.
    """

    edits: Edits
    built: Pages
    placement: Placement
    wishes: Wishes
    definitions: Mapping[str, str]


def merged_page(path: str, story: StoryParts) -> tuple[PageText | None, list[Proposal]]:
    """A merged page (None: no file), and what its front matter proposes."""
    base, live, built = (pages.get(path) for pages in (story.edits.base, story.edits.live, story.built))
    if live is None and base is not None:
        return None, []
    if live is not None and base is None and (path in story.wishes.adopt or live == built):
        return live, []
    if base is not None and built is None and live == base:
        return None, []
    versions = PageVersions(base or EMPTY, live or EMPTY, built or EMPTY)
    front, proposals = _front(path, versions, story.wishes) if built is not None else (versions.live.front, [])
    page = parsed(unparsed(arranged(versions, _parts(path, story), front)))
    generated = _definitions(story.edits)
    is_generated = all(u.text in generated.values() for u in page.units)
    is_empty = not front and not page.units
    if base is not None and built is None and is_generated and (front == base.front or is_empty):
        return None, []
    if story.definitions:
        page = settled(page, story.definitions, generated)
    return page, proposals


def _parts(path: str, story: StoryParts) -> PageParts:
    placement, at = story.placement, story.edits.matched.at
    return PageParts(
        kept=placement.kept.get(path, {}),
        placed=placement.placed.get(path, {}),
        seats=placement.seats.get(path, {}),
        base_numbers={live.index: base.index for base, live in at.items() if base.page == live.page == path},
    )


def _front(path: str, versions: PageVersions, wishes: Wishes) -> tuple[str, list[Proposal]]:
    """The merged front matter, and what it proposes."""
    taken = {i.removeprefix("front:") for p, i in wishes.take if p == path and i.startswith("front:")}
    front, conflicts = merged_front(versions.base.front, versions.live.front, versions.built.front, taken)
    return front, [Proposal(path, f"front:{c.name}", c.yours, c.build) for c in conflicts]


def _definitions(edits: Edits) -> dict[str, str]:
    """Every footnote definition that the last build wrote, by its key."""
    return {u.first: u.text for page in edits.base.values() for u in page.units if u.kind is UnitKind.DEFINITION}
