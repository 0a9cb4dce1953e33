"""What the kind of article adds to the signals of its sentences."""

from __future__ import annotations

from dataclasses import replace

from explainery.marking.facets.classify import classified
from explainery.marking.facets.context import MaskedSentence, article_signals
from explainery.marking.facets.surroundings import Surroundings
from explainery.model import BACKGROUND, FACETS

WORDS = "the harbour of <place> was dug by hand in <year> ."


def article(count: int, said: float = 0.0) -> list[MaskedSentence]:
    places = [Surroundings(n + 1, n / max(1, count - 1), said=said) for n in range(count)]
    return [MaskedSentence(WORDS, near) for near in places]


def kind_of(sentences: list[MaskedSentence]) -> set[str]:
    return {
        s.removeprefix("article:").split(",")[0]
        for signals in article_signals(sentences)
        for s in signals
        if s.startswith("article:")
    }


def test_an_article_is_told_by_its_quotations_its_dates_and_its_length() -> None:
    assert kind_of(article(12)) == {"quoted 0", "old 0", "length 1"}
    assert kind_of(article(4, said=1.0)) == {"quoted 3", "old 0", "length 0"}


def test_a_digest_is_of_no_kind_and_an_empty_article_has_no_sentence() -> None:
    digest = [MaskedSentence(s.words, replace(s.surroundings, digest=True)) for s in article(4)]
    assert not kind_of(digest)
    assert article_signals([]) == []


def test_the_same_words_are_likelier_background_the_later_they_stand() -> None:
    chances = [
        c.chances[FACETS.index(BACKGROUND)] for c in classified(article(9), {"bias": (0.0,) * 5, "usual": (0.0,) * 5})
    ]
    assert chances[-1] > chances[4] > chances[0]


def test_confidence_is_the_chance_of_the_best_facet() -> None:
    for choice in classified(article(9)):
        assert choice.confidence == choice.chances[FACETS.index(choice.facets[0])]
