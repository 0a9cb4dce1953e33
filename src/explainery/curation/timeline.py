"""The timeline: what happened when, one short line for each date that the sources give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from explainery.curation.gates import Fitting
from explainery.curation.main_dates import main_date
from explainery.curation.page_plan import Statement
from explainery.curation.tuning import TUNING
from explainery.linking.similarity import stems
from explainery.model import BACKGROUND, EVENT, Claim, Event, Passage, Story

TIMELINE = "timeline"  # as the page of a `Fitting`: beside its date
_YEAR, _MONTH = len("2023"), len("2023-09")


def timeline_for(story: Story, fitting: Fitting, told: Collection[str] = ()) -> tuple[Statement, ...]:
    """The dated lines of a story, in order of time: the weightiest ones where there are too many.

    Args:
        story: the story.
        fitting: which passages can be worded.
        told: sentences that stand above it on the overview.
    """
    weights = {s: c.weight for c in story.claims for s in c.sentences}
    same = {s: c.sentences for c in reversed(story.claims) for s in c.sentences}
    entries = [e for event in story.timeline for e in _entries(story, event, fitting, weights, same)]
    entries = [e for e in entries if e.claim.shown not in told]
    entries.sort(key=lambda e: -weights.get(e.claim.shown, 0.0))
    told_once = _less_exact_left_out(story, list(_once(entries)))
    return tuple(sorted(told_once[: TUNING.most_dated], key=lambda e: (e.date, e.claim.shown)))


def _once(entries: Sequence[Statement]) -> Iterator[Statement]:
    """The lines, each passage once, at its first date: "from 7 September to 1 October", "built in 1911"."""
    begun: set[str] = set()
    for entry in entries:
        if entry.claim.shown not in begun:
            begun.add(entry.claim.shown)
            yield entry


def _less_exact_left_out(story: Story, entries: Sequence[Statement]) -> list[Statement]:
    """The lines without those that tell with a month or a year, or once more, what another tells with the day."""
    told = {e.claim.shown: set(stems(story.passage(e.claim.shown).words)) for e in entries}

    def is_told(entry: Statement, other: Statement) -> bool:
        mine, theirs = told[entry.claim.shown], told[other.claim.shown]
        return len(mine & theirs) >= TUNING.told_by_date * len(mine)

    dated: dict[str, list[Statement]] = {}  # by date, and by the month and year in it
    for entry in entries:
        for end in {_YEAR, _MONTH, len(entry.date)}:
            if end < len(entry.date):
                dated.setdefault(entry.date[:end], []).append(entry)
    kept, before = [], defaultdict[str, list[Statement]](list)
    for entry in entries:
        if not any(is_told(entry, other) for other in (*before[entry.date], *dated.get(entry.date, ()))):
            kept.append(entry)
        before[entry.date].append(entry)
    return kept


def _entries(
    story: Story, event: Event, fitting: Fitting, weights: Mapping[str, float], alike: Mapping[str, Sequence[str]]
) -> Iterator[Statement]:
    """The lines for a date: its weightiest passages that can be worded, and that tell different things.

    `alike`: the sentences of the claim of each sentence.
    """
    able = [
        s for s in event.sentences
        if _tells(story, story.passage(s), event.date) and not fitting(s, TIMELINE).reason
    ]  # fmt: skip
    able.sort(key=lambda s: (not _placed(story.passage(s)), -weights.get(s, 0.0)))
    told: set[str] = set()
    rows = 0
    for best in able:
        if best not in told and rows < TUNING.most_of_a_date:
            same = alike.get(best, (best,))
            cites = (best, *(s for s in event.sentences if s in same and s != best))[: TUNING.most_cites]
            yield Statement(Claim(story.passage(best).key, None, (best,), best), cites, date=event.date)
            told.update(same)
            rows += 1


def _placed(passage: Passage) -> bool:
    """Whether a passage tells what happened, now or before, and not what somebody makes of it."""
    return passage.sentence.facets[:1] in {(EVENT,), (BACKGROUND,)}


def _tells(story: Story, passage: Passage, date: str) -> bool:
    """Whether a passage says what happened on a date, in its own voice.

    "This year" says little: a bare year tells something only if it is past when the article appears. Of several dates
    the first counts that stands in no aside: "the canal, taken over in 2000, grew in 2015" is of 2015.
    """
    if date != story.dated.get(passage.id, main_date(passage)):
        return False
    published = passage.article.published or "9999"
    if len(date) == _YEAR and date >= published[:_YEAR]:
        return False
    return not passage.words.startswith(("“", '"', "‘"))
