"""Which of some sentences say the same, and which contradict each other. Asked about sentences that are alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from explainery.answers.labels import Comparison, Contradiction
from explainery.answers.questions import (
    Json,
    Kept,
    Question,
    Task,
    choice,
    covered,
    list_of,
    object_of,
    rows,
    texts_in,
)
from explainery.answers.records import Answer, Answers

_LEAST = 2  # sentences that can be compared
_SAME = """\
You help an editor to find sentences of different articles that say the same. Put the ids of those that say \
the same thing into one group: the same fact, with the same people, figures, dates and direction (who gives, \
who takes). A sentence that says more than another may be in its group if it says that thing, too. Sentences \
that are only about the same subject are no group. Leave out what stands alone; most do."""
_DISPUTES = """\
You help an editor to find where sources contradict each other. Name each pair of sentences that cannot both \
be right: two figures for one thing, a charge and its denial, two accounts of who did it. A later count that \
replaces an earlier one, or two opinions, are no contradiction. "about": the few words of either sentence, \
word for word, that say what they contradict each other about. Most sentences contradict none."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A sentence to compare: its code, its words, and where it stands, such as "TIME, 11 September 2023"."""

    code: str
    words: str
    article: str
    label: str


def questions(task: Task, groups: Sequence[Sequence[Compared]]) -> Iterator[Question]:
    """The questions of SAME or DISPUTES about groups of sentences that are alike."""
    for group in groups:
        if len(group) < _LEAST:
            continue
        ids = {str(n): c for n, c in enumerate(group, 1)}
        data = {"sentences": {i: {"words": c.words, "in": c.label} for i, c in ids.items()}}
        yield Question(
            task=task,
            about=f"{len(group)} sentences like {group[0].words[:40]!r}",
            articles=frozenset(c.article for c in group),
            instructions=_SAME if task is Task.SAME else _DISPUTES,
            data=data,
            schema=_same_schema(tuple(ids)) if task is Task.SAME else _pair_schema(tuple(ids)),
            keep=partial(kept_groups if task is Task.SAME else kept_pairs, ids=ids),
        )


def _same_schema(ids: Sequence[str]) -> Json:
    return object_of({"groups": list_of(list_of(choice(*ids), len(ids)), len(ids))})


def _pair_schema(ids: Sequence[str]) -> Json:
    pair = object_of({"first": choice(*ids), "second": choice(*ids), "about": {"type": "string", "maxLength": 120}})
    return object_of({"pairs": list_of(pair, len(ids))})


def kept_groups(answer: Json, ids: Mapping[str, Compared]) -> Kept:
    """Groups of at least two sentences, by code; a sentence is in one group only."""
    taken: set[str] = set()
    groups, dropped = [], 0
    listed = answer.get("groups")
    for group in listed if isinstance(listed, list) else []:
        names = [str(i) for i in group] if isinstance(group, list) else []
        known = [i for i in dict.fromkeys(names) if i in ids and i not in taken]
        dropped += len(names) - len(known)
        codes = list(dict.fromkeys(ids[i].code for i in known))
        if len(codes) >= _LEAST:
            groups.append(codes)
            taken.update(known)
    told = covered((c.code for c in ids.values()), sum(map(len, groups)), dropped)
    return Kept({"compared": told, "groups": groups}, dropped)


def kept_pairs(answer: Json, ids: Mapping[str, Compared]) -> Kept:
    """Pairs of sentences, by code, whose subject is words of one of them."""
    pairs, dropped = [], 0
    for row in rows(answer, "pairs"):
        one, two = (ids.get(str(row.get(name))) for name in ("first", "second"))
        about = row.get("about")
        fits = one is not None and two is not None and one.code != two.code and isinstance(about, str)
        if fits and one and two and about and any(about in c.words for c in (one, two)):
            pairs.append({"first": one.code, "second": two.code, "about": about})
        else:
            dropped += 1
    return Kept({"compared": covered((c.code for c in ids.values()), len(pairs), dropped), "pairs": pairs}, dropped)


def same_in(answers: Answers, asked: Sequence[Question]) -> tuple[Comparison, ...]:
    """What was compared, and what of it says the same: a model's answers, and after them, for they hold, a person's."""
    found = [a for q in asked if (a := answers.to(q.hash))] + list(answers.by_hand(Task.SAME))[::-1]
    return tuple(_comparison(a) for a in found)


def _comparison(answer: Answer) -> Comparison:
    listed = answer.answer.get("groups")
    groups = [frozenset(texts_in(g)) for g in listed] if isinstance(listed, list) else []
    same = tuple(g for g in groups if len(g) >= _LEAST)
    return Comparison(frozenset(texts_in(answer.answer.get("compared"))), same, not answer.question)


def contradictions_in(answers: Answers, asked: Sequence[Question]) -> tuple[frozenset[str], tuple[Contradiction, ...]]:
    """The sentences that were compared, and the pairs that contradict each other."""
    found = [a for q in asked if (a := answers.to(q.hash))] + list(answers.by_hand(Task.DISPUTES))
    weighed = frozenset().union(*(frozenset(texts_in(a.answer.get("compared"))) for a in found))
    pairs = (row for a in found for row in rows(a.answer, "pairs"))
    return weighed, tuple(
        Contradiction(str(row.get("first")), str(row.get("second")), str(row.get("about"))) for row in pairs
    )
