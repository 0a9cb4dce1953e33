"""What a sentence says outright of somebody's aims, and what its place in the article says of its page."""

from __future__ import annotations

import pytest

from explainery.marking.facets.aims import tells_aim
from explainery.marking.facets.classify import classified
from explainery.marking.facets.features import MaskedSentence
from explainery.marking.facets.surroundings import Surroundings
from explainery.model import BACKGROUND, FACETS, MOTIVES

NOTHING_LEARNT = {"bias": (0.0,) * 5, "usual": (0.0,) * 5}


def article(words: str, count: int) -> list[MaskedSentence]:
    return [MaskedSentence(words, Surroundings(n + 1, n / max(1, count - 1))) for n in range(count)]


@pytest.mark.parametrize(
    "words",
    [
        "<body> wants longer shifts because ships must be unloaded at night.",
        "the union also fears for its members.",
        "<person> may also want access to the port.",
        "on <weekday>, <body> was trying to sell its cranes.",
    ],
)
def test_a_main_clause_of_wanting_tells_an_aim(words: str) -> None:
    assert tells_aim(words)


@pytest.mark.parametrize(
    "words",
    [
        "while <body> wants a port, nobody else does.",
        "what does <body> want in return?",
        "'the union wants more,' said <person> .",
        "the needs of the port have grown.",
    ],
)
def test_asides_questions_quotations_and_nouns_tell_none(words: str) -> None:
    assert not tells_aim(words)


def test_an_aim_raises_motives_and_nothing_else() -> None:
    plain, aim = (
        classified([MaskedSentence(words, Surroundings(1, 0.0))], NOTHING_LEARNT)[0].chances
        for words in ("the port lies on the river <place> .", "the port wants to grow by a third .")
    )
    motives = FACETS.index(MOTIVES)
    assert aim[motives] > plain[motives]
    assert max(c for i, c in enumerate(aim) if i != motives) <= max(plain)


def test_the_same_words_are_likelier_background_the_later_they_stand() -> None:
    words = "the harbour of <place> was dug by hand in <year> ."
    chances = [c.chances[FACETS.index(BACKGROUND)] for c in classified(article(words, 9), NOTHING_LEARNT)]
    assert chances[-1] > chances[4] > chances[0]


def test_confidence_is_the_chance_of_the_best_facet() -> None:
    for choice in classified(article("the harbour of <place> was dug by hand .", 9)):
        assert choice.confidence == choice.chances[FACETS.index(choice.facets[0])]
