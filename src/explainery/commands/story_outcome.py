"""What a build did to one story, in few words: what commands print of it, and what the next build may repeat."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from explainery.commands.stale_copies import StaleCopy
from explainery.merging import BuildChangeKind, Merged, Outcome
from explainery.store.draft_cache import Draft

_WRITTEN = {Outcome.ADDED, Outcome.UPDATED}


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """One page: its path below `docs/`, what became of it, and how many changes of each kind there are."""

    path: str
    outcome: Outcome
    counts: Mapping[BuildChangeKind, int]


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What a story is made of; the attributes are those of `Draft`."""

    articles: int
    claims: int
    shown: int
    left: int
    unnamed: tuple[str, ...]
    furniture: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """One story.

    Attributes:
        name: its name.
        pages: its pages, in order.
        proposals: how many proposals wait.
        facts: what it is made of; None if some of its sources could not be read, or its folder is gone.
        stale: lines that people edited, with words that they corrected or deleted elsewhere.
        stale_at_home: such lines of the home page.
        weakest: what to look at first of the pages that were written: page, line, why.
    """

    name: str
    pages: tuple[PageOutcome, ...] = ()
    proposals: int = 0
    facts: StoryFacts | None = None
    stale: tuple[StaleCopy, ...] = ()
    stale_at_home: tuple[StaleCopy, ...] = ()
    weakest: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the build wrote, removed or proposed anything of it."""
        return any(page.outcome in {*_WRITTEN, Outcome.REMOVED} or page.counts for page in self.pages)


def outcome_of(
    name: str,
    merged: Merged,
    draft: Draft | None,
    stale: tuple[StaleCopy, ...] = (),
    stale_at_home: tuple[StaleCopy, ...] = (),
) -> StoryOutcome:
    """A story's outcome. `draft` is None if some of its sources could not be read."""
    counts = Counter((change.page, change.kind) for change in merged.changes)
    pages = tuple(
        PageOutcome(path, outcome, {kind: counts[path, kind] for kind in BuildChangeKind if counts[path, kind]})
        for path, outcome in sorted(merged.outcomes.items())
    )
    waiting = len(merged.state.proposals)
    weakest = _weakest(merged, draft) if draft else ()
    return StoryOutcome(name, pages, waiting, _facts(draft) if draft else None, stale, stale_at_home, weakest)


def _facts(draft: Draft) -> StoryFacts:
    return StoryFacts(draft.articles, draft.claims, draft.shown, draft.left, draft.unnamed, draft.furniture)


def _weakest(merged: Merged, draft: Draft) -> tuple[tuple[str, str, str], ...]:
    """The weakest lines of the pages that this build wrote anew, where they still stand as it wrote them."""
    texts = {path: merged.state.live.get(path, "") for path, o in merged.outcomes.items() if o in _WRITTEN}
    return tuple(
        (page, next(line for line in texts[page].splitlines() if f"[^{key}]" in line), why)
        for page, key, why in draft.weakest
        if f"[^{key}]" in texts.get(page, "")
    )


def repeated(outcome: StoryOutcome) -> StoryOutcome:
    """The outcome of a second build, where the first one's pages are all as it made them."""
    left = (page for page in outcome.pages if page.outcome is not Outcome.REMOVED)
    return replace(outcome, pages=tuple(PageOutcome(page.path, Outcome.SAME, {}) for page in left), weakest=())


def outcome_text(outcome: StoryOutcome) -> str:
    """An outcome in a line of JSON."""
    return json.dumps(asdict(outcome), ensure_ascii=True)


def outcome_in(text: str) -> StoryOutcome:
    """The outcome in a line of JSON. Raises ValueError, TypeError or LookupError for what is none."""
    values = json.loads(text)
    pages = tuple(
        PageOutcome(p["path"], Outcome(p["outcome"]), {BuildChangeKind(k): int(n) for k, n in p["counts"].items()})
        for p in values["pages"]
    )
    facts = values["facts"]
    if facts is not None:
        furniture = tuple((file, count) for file, count in facts["furniture"])
        facts = StoryFacts(**{**facts, "unnamed": tuple(facts["unnamed"]), "furniture": furniture})
    stale, at_home = (tuple(StaleCopy(**row) for row in values[key]) for key in ("stale", "stale_at_home"))
    weakest = tuple((page, line, why) for page, line, why in values["weakest"])
    return StoryOutcome(values["name"], pages, int(values["proposals"]), facts, stale, at_home, weakest)
