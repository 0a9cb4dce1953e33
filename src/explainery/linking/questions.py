"""What may be asked about a story's sentences, across its articles; and the labels that the answers give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainery.answers.encoded import encoded_in
from explainery.answers.labels import Labels
from explainery.answers.questions import Question, Task
from explainery.answers.records import Answers
from explainery.answers.tasks import compared, facts, found
from explainery.answers.tasks.compared import Compared
from explainery.answers.tasks.found import Line
from explainery.citation_keys import sentence_code
from explainery.linking.similarity import Index
from explainery.linking.timeline import dates_told
from explainery.linking.tuning import TUNING
from explainery.model import Article, Claim, Passage
from explainery.text import folded

MOST_ALIKE = 14  # sentences of one group; by taste: more is too much to compare at once


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions about a story's sentences, by task."""

    same: tuple[Question, ...]
    disputes: tuple[Question, ...]
    exchanges: tuple[Question, ...]
    events: tuple[Question, ...]

    def of(self, task: Task) -> tuple[Question, ...]:
        """The questions of a task; none where the task is asked elsewhere."""
        return {
            Task.SAME: self.same,
            Task.DISPUTES: self.disputes,
            Task.EXCHANGES: self.exchanges,
            Task.EVENTS: self.events,
        }.get(task, ())


def asked_about(passages: Sequence[Passage], index: Index, actors: Sequence[str]) -> Asked:
    """The questions about a story.

    Args:
        passages: its sentences.
        index: how similar they are.
        actors: its actors, the main ones first.
    """
    groups = [[_compared(passages[i]) for i in group] for group in alike(passages, index)]
    articles = list(_articles(passages))
    return Asked(
        same=tuple(compared.questions(Task.SAME, groups)),
        disputes=tuple(compared.questions(Task.DISPUTES, groups)),
        exchanges=tuple(q for article, lines in articles for q in found.exchange_questions(article, lines, actors)),
        events=tuple(q for article, lines in articles for q in found.event_questions(article, lines)),
    )


def labels_from(answers: Answers, asked: Asked) -> Labels:
    """The labels that the answers give."""
    weighed, contradictions = compared.contradictions_in(answers, asked.disputes)
    searched, exchanges = found.exchanges_in(answers, asked.exchanges)
    dated, events = found.events_in(answers, asked.events)
    return Labels(
        same=compared.same_in(answers, asked.same),
        contradictions=contradictions,
        weighed=weighed,
        exchanges=exchanges,
        searched=searched,
        events=events,
        dated=dated,
        encoded=encoded_in(answers),
    )


def helpers(answers: Answers, asked: Asked, alike: Mapping[tuple[int, int], str]) -> frozenset[str]:
    """Whose answers to some questions are there, and who finds pairs of sentences `alike`."""
    questions = (*asked.same, *asked.disputes, *asked.exchanges, *asked.events)
    asked_for = frozenset(a.model for q in questions if (a := answers.to(q.hash)))
    return asked_for | frozenset(alike.values())


def fact_questions(claims: Sequence[Claim], passages: Mapping[str, Passage]) -> tuple[Question, ...]:
    """The questions about which of a story's claims no explainer may leave out: the weightiest, in their order."""
    able = sorted((c for c in claims if c.facet is not None), key=lambda c: (-c.weight, c.id))[: facts.MOST]
    shown = {c.shown for c in able}
    return tuple(facts.questions([_compared(p) for p in passages.values() if p.id in shown]))


def alike(passages: Sequence[Passage], index: Index) -> list[list[int]]:
    """Groups of sentences, by number, that are alike across articles, each sentence in one group at most."""
    pairs = sorted(_pairs(passages, index), key=lambda p: (-index.cosine(*p), p))
    home = list(range(len(passages)))
    groups = {i: [i] for i in home}
    for a, b in pairs:
        x, y = sorted((home[a], home[b]))
        if x != y and len(groups[x]) + len(groups[y]) <= MOST_ALIKE:
            groups[x] = sorted(groups[x] + groups.pop(y))
            for i in groups[x]:
                home[i] = x
    return [group for group in groups.values() if len(group) > 1]


def _pairs(passages: Sequence[Passage], index: Index) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of different articles that are similar, and not one text."""
    for a, one in enumerate(passages):
        for b in index.near(a):
            two = passages[b]
            abroad = one.article.id != two.article.id and folded(one.words) != folded(two.words)
            if abroad and index.cosine(a, b) >= TUNING.claims.weighed:
                yield a, b


def _compared(passage: Passage) -> Compared:
    return Compared(sentence_code(passage.words), passage.words, passage.article.id, passage.article.label)


def _articles(passages: Sequence[Passage]) -> Iterator[tuple[Article, list[Line]]]:
    by_article: dict[str, list[Passage]] = {}
    for passage in passages:
        by_article.setdefault(passage.article.id, []).append(passage)
    for rows in by_article.values():
        yield rows[0].article, [Line(sentence_code(p.words), p.words, tuple(dates_told(p))) for p in rows]
