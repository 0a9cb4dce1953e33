"""Words that a statement may take from around its passages: who "he" is, what "the plan" is, what a person does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainery.checking.evidence import Evidence
from explainery.checking.licences import put_in
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import words_in
from explainery.model import Passage, Person
from explainery.text import folded, spoken_date


def nearby_words(text: str, cited: Sequence[Passage], evidence: Evidence) -> frozenset[str]:
    """The words of the sentences before the passages, of titles, and of all that is said of those whom they name.

    Args:
        text: a statement.
        cited: its passages.
        evidence: the story's sources, with the articles.
    """
    texts = [*_around(cited), *_parties(evidence), *(put_in(p, evidence) for p in cited)]
    near = (_words_of(words) for words in texts)
    people = _named(" ".join((text, *(p.words for p in cited))), evidence)
    return frozenset().union(*near, *(_said_of(person, evidence) for person in people))


def _words_of(text: str) -> Iterator[str]:
    return (w.text for w in words_in(text))


def _around(cited: Sequence[Passage]) -> Iterator[str]:
    for passage in cited:
        first = max(0, passage.number - 1 - TUNING.sentences_before)
        yield from (passage.marked.words_of(s) for s in passage.marked.sentences[first : passage.number - 1])
        yield f"{passage.article.label} {passage.article.title} {passage.article.author or ''}"
        yield from (spoken_date(d.value) for d in passage.marked.dates_in(passage.sentence))


def _parties(evidence: Evidence) -> Iterator[str]:
    return (" ".join((party, *names)) for party, names in evidence.settings.parties.items())


def _named(text: str, evidence: Evidence) -> Iterator[Person]:
    """The people of whose names a text has a word."""
    named = set(folded(text).replace("'s ", " ").replace(",", " ").replace(".", " ").split())
    return (person for person in evidence.story.people if not named.isdisjoint(folded(person.name).split()))


def _said_of(person: Person, evidence: Evidence) -> frozenset[str]:
    """The words of a person's full name and role, of the sentences with the last name, and of those right behind."""
    called, kept = f"{person.name} {person.role}", evidence.said_of
    if called not in kept:
        last = folded(person.name).split()[-1]
        said = [p for key, p in evidence.by_key.items() if last in evidence.folded[key]]
        texts = (p.marked.words_of(s) for p in said for s in p.marked.sentences[p.number - 1 : p.number + 1])
        kept[called] = frozenset(w for words in (called, *texts) for w in _words_of(words))
    return kept[called]
