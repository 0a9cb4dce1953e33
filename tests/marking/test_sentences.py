"""Laws of sentences, for any text, and for the golden cases inside other lines."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.marking.segmentation.sentences import sentence_spans
from golden import Case, cases

CASES = cases(Path(__file__).parent / "sentences.md")
ONE_LINE = [c for c in CASES if "\n" not in c.given.strip()]
PLAIN = [c for c in ONE_LINE if not c.given.startswith("1.")]
WORDS = st.sampled_from(
    "Mr. Nam U.S. He said left.He end. “We “ ” \" ' ‘It ’ never ... … ( ) [2] . ! ? Inc. No. 5 p.m. Sept. 12 #Arlen "
    "ARLEN (AP) — - • 1. 2) D-N.Y. Orlo, Calif. iBoat van www.a.example/B.C @moen $3.5 — ; : \n \n\n".split(" ")
)
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200))
_ITEM = re.compile(r"\s*\d{1,2}[.)]\s*")


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text)]


def test_there_are_at_least_85_cases_and_no_name_stands_twice() -> None:
    assert len(CASES) >= 85
    assert len({c.name for c in CASES}) == len(CASES)


@given(TEXTS)
def test_sentences_are_in_order_and_apart_and_have_words_and_no_blanks_at_their_ends(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(s == s.strip() and re.search(r"\w", s) for s in sentences(text))


@given(TEXTS.map(lambda t: " ".join(t.split())))
def test_no_word_of_a_line_is_lost_but_its_opening_and_the_numbers_of_items(text: str) -> None:
    gaps = [text[a[1] : b[0]] for a, b in pairwise([*sentence_spans(text), (len(text), len(text))])]
    assert all(_ITEM.fullmatch(g) or not re.search(r"\w", g) for g in gaps)


@given(TEXTS)
def test_a_blank_line_ends_a_sentence(text: str) -> None:
    assert sentences(f"{text}\n\nHe left.") == [*sentences(text), "He left."]


@pytest.mark.parametrize("case", ONE_LINE, ids=str)
def test_a_sentence_alone_is_one_sentence(case: Case) -> None:
    expected = case.expected.splitlines()
    assert [sentences(e) for e in expected] == [[e] for e in expected]


@pytest.mark.parametrize("case", PLAIN, ids=str)
def test_a_break_of_a_hard_wrapped_line_is_a_blank(case: Case) -> None:
    text = case.given.strip()
    for at in (m.start() for m in re.finditer(" ", text)):
        assert sentence_spans(f"{text[:at]}\n{text[at + 1 :]}") == sentence_spans(text)
