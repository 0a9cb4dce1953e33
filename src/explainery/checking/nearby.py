"""Words that a statement may take from around its passages: who "he" is, what "the plan" is, what a person does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainery.checking.evidence import Evidence
from explainery.checking.licences import put_in
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import words_in
from explainery.model import Passage
from explainery.text import folded, spoken_date


def nearby_words(text: str, cited: Sequence[Passage], evidence: Evidence) -> frozenset[str]:
    """The words of the sentences before the passages, of titles, and of all that is said of those whom they name.

    Args:
        text: a statement.
        cited: its passages.
        evidence: the story's sources, with the articles.
    """
    texts = [
        *_around(cited),
        *_roles(" ".join((text, *(p.words for p in cited))), evidence),
        *(put_in(p, evidence) for p in cited),
    ]
    return frozenset(w.text for words in texts for w in words_in(words))


def _around(cited: Sequence[Passage]) -> Iterator[str]:
    for passage in cited:
        first = max(0, passage.number - 1 - TUNING.sentences_before)
        yield from (passage.marked.words_of(s) for s in passage.marked.sentences[first : passage.number - 1])
        yield f"{passage.article.label} {passage.article.title} {passage.article.author or ''}"
        yield from (spoken_date(d.value) for d in passage.marked.dates_in(passage.sentence))


def _roles(text: str, evidence: Evidence) -> Iterator[str]:
    """The names of the parties, and of each person whom a text names the full name and what the story calls them."""
    named = set(folded(text).replace("'s ", " ").replace(",", " ").replace(".", " ").split())
    for person in evidence.story.people:
        if set(folded(person.name).split()) & named:
            yield f"{person.name} {person.role}"
            last = folded(person.name).split()[-1]
            said = [p for key, p in evidence.by_key.items() if last in evidence.folded[key]]
            yield from (p.marked.words_of(s) for p in said for s in p.marked.sentences[p.number - 1 : p.number + 1])
    for party, names in evidence.settings.parties.items():
        yield " ".join((party, *names))
