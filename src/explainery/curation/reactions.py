"""The page of reactions: who said what, under the party that each speaker speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from explainery.curation.actors import party_of, speaker_of
from explainery.curation.ordering import every, filled, in_time
from explainery.curation.page_plan import Label, Section, Statement
from explainery.curation.tuning import TUNING
from explainery.model import REACTIONS, Story

_OTHERS = Label("others")


def reaction_sections(story: Story, statements: Sequence[Statement]) -> tuple[Section, ...]:
    """A section for each party with more than one reaction, then the rest; a speaker's quotations stand together.

    Where the party of many speakers is not known, there are no sections: under "Others" readers look for those of none.
    """
    groups: dict[str, list[Statement]] = {}
    for statement in _few_each(story, statements):
        groups.setdefault(party_of(story, statement), []).append(statement)
    due = Counter(party_of(story, s) for s in every(story, REACTIONS) if _is_reaction(story, s))
    large = [a for a in story.actors if due[a] >= TUNING.least_in_section and groups.get(a)]
    others = [s for a, g in groups.items() if a not in large for s in g]
    if len(others) > TUNING.most_elsewhere * sum(map(len, groups.values())):
        large, others = [], [s for g in groups.values() for s in g]
    rows = [(a, _by_speaker(story, groups[a]), "list") for a in large]
    return filled([*rows, (_OTHERS if rows else "", _by_speaker(story, others), "list")])


def _is_reaction(story: Story, statement: Statement) -> bool:
    """Whether somebody reacts: a speaker, or a party that acts. What the newspaper itself judges is no reaction."""
    return bool(party_of(story, statement) or speaker_of(story, statement))


def _few_each(story: Story, statements: Sequence[Statement]) -> Iterator[Statement]:
    """The reactions, at most two of one speaker: the most wanted."""
    count: Counter[str] = Counter()
    for statement in statements:
        speaker = speaker_of(story, statement)
        if not _is_reaction(story, statement) or (speaker and count[speaker] >= TUNING.most_quotations):
            continue
        if _is_stranger(story, speaker):
            continue
        count[speaker] += 1
        yield statement


def _is_stranger(story: Story, speaker: str) -> bool:
    """Whether a speaker is a person whom the articles hardly name, and of whom they tell no office or trade."""
    person = next((p for p in story.people if p.name == speaker), None)
    return person is not None and not person.role and len(person.sentences) < TUNING.least_known


def _by_speaker(story: Story, statements: Sequence[Statement]) -> list[Statement]:
    """The statements in time, those of one speaker behind each other."""
    ordered = in_time(story, statements)
    rank: dict[str, int] = {}
    for i, statement in enumerate(ordered):
        rank.setdefault(speaker_of(story, statement) or statement.claim.id, i)
    return sorted(ordered, key=lambda s: rank[speaker_of(story, s) or s.claim.id])
