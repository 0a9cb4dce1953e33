"""What a sentence asserts, found by its words, is what the plain patterns find."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from explainery.lexicon.numbers import ONES, TENS
from explainery.lexicon.reporting_verbs import DENYING
from explainery.linking.assertions import Assertions, assertions_of, negated
from explainery.model import Article, MarkedArticle, Passage, Sentence
from explainery.text import folded

_WORDS = (
    "not", "n't", "isn’t", "don't.", "unlikely", "cannot", "nor", "no", "noon", "knot", "refuses", "turned down", "turned",
    "ruled out", "ruled", "rebuffed", "declining", "decline", "denies", "denies-", "denied", "false", "falsely", "untrue",
    "twenty-one crates", "dozens of men", "tens of thousands", "3,000 crates", "40%", "one", "ten ships", "tension",
    "millions", "hundreds", "thousandth", "REJECTED", "_not", "not_", "é not",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(_WORDS), max_size=6).flatmap(
    lambda words: st.sampled_from([" ", ", ", "", "-"]).map(lambda glue: glue.join(words))
)
_NEGATION = re.compile(
    rf"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unlikely|{'|'.join(DENYING)})\b|n't\b"
)
_DENIAL = re.compile(rf"\b(?:{'|'.join(DENYING)}|baseless|untrue|false)\b")
_REFUSAL = re.compile(r"\b(?:refus\w+|declin(?:ed|es|ing)|turn(?:s|ed|ing)? down|rebuff\w*|spurn\w*|ruled out)\b")
_SPELLED = re.compile(
    rf"\b(?:{'|'.join((*ONES[1:], *TENS))}|dozens?|hundreds?|thousands?|tens of (?:thousands|millions)|millions)\b"
)


def asserted(text: str) -> Assertions:
    marked = MarkedArticle(Article("a", "a.txt", text, "Headline", "Paper"), ())
    return assertions_of(Passage(marked, Sentence("a", 1, 0, len(text), 0), "key"))


@given(TEXTS)
@example("They said it isn’t so")
@example("The union turned down 3,000 crates")
@example("tens of millions")
def test_what_is_found_by_words_is_what_the_patterns_find(text: str) -> None:
    found, line = asserted(text), folded(text)
    assert negated(text) == found.negated == bool(_NEGATION.search(line))
    assert found.denies == bool(_DENIAL.search(line))
    assert found.refuses == bool(_REFUSAL.search(line))
    assert {n for n in found.numbers if not re.search(r"\d", n)} == set(_SPELLED.findall(line))
    assert bool({n for n in found.numbers if re.search(r"\d", n)}) == bool(re.search(r"(?<![\w.])\d", line))


def test_what_figures_count_is_known_with_digits_and_with_words() -> None:
    assert asserted("The strike lasted 11 days").counted == {"days"}
    assert asserted("The strike lasted eleven days").counted == {"days"}
    assert asserted("The strike lasted").counted == frozenset()
