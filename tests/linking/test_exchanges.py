"""Who gives what to whom: every golden case, whatever the facets of its sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explainery.citation_keys import passages
from explainery.config import StorySettings
from explainery.linking.actors import leaders
from explainery.linking.exchanges import parties
from explainery.linking.exchanges.deals import deals_in, may_tell_deals
from explainery.linking.exchanges.extraction import Parties, exchanges_of
from explainery.linking.exchanges.parties import Clause
from explainery.marking import mark
from explainery.model import Article, Exchange
from golden import Case, cases

CASES = cases(Path(__file__).parent / "exchanges.md")
_BETWEEN = "between: "


def rows(given: str) -> list[str]:
    """The exchanges of a text as lines; a first line may name the story's two parties."""
    first, _, rest = given.partition("\n")
    two = tuple(first.removeprefix(_BETWEEN).split(", ")) if first.startswith(_BETWEEN) else ()
    marked = mark(Article("a", "a.txt", rest if two else given, "Headline", "Paper"), StorySettings())
    plain = replace(marked, sentences=tuple(replace(s, facets=()) for s in marked.sentences))
    found = exchanges_of(list(passages([plain]).values()), Parties(leaders([plain], {}), two), {})
    return [f"{e.giver} > {e.receiver} | {e.item} | {e.status}" for e in found]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_exchanges(case: Case) -> None:
    assert rows(case.given) == case.expected.splitlines()


@given(st.lists(st.sampled_from(sorted({w for c in CASES for w in c.given.split()})), max_size=20).map(" ".join))
def test_a_sentence_that_may_tell_no_deal_tells_none(text: str) -> None:
    assert may_tell_deals(text) or not list(deals_in(Clause(text, [], {})))


_SENTENCES = (
    "Norway has a new army.",
    "It was quiet.",
    "It sold ten tanks to Germany.",
    "They bought 40 cranes from it.",
)


def _with_implied(text: str) -> tuple[Exchange, ...]:
    marked = mark(Article("a", "a.txt", text, "Headline", "Paper"), StorySettings())
    return exchanges_of(list(passages([marked]).values()), Parties({}, ()), {}, implied=True)


@given(st.lists(st.sampled_from(_SENTENCES), min_size=2, max_size=8).map(" ".join), st.integers(1, 3))
@example(" ".join(_SENTENCES[:3]), 1)
def test_subjects_are_the_same_however_many_are_read_at_once(text: str, at_once: int) -> None:
    found = _with_implied(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parties, "_READ_AT_ONCE", at_once)
        assert found == _with_implied(text)


def test_a_subject_is_carried_through_a_long_article() -> None:
    (found,) = _with_implied(" ".join([_SENTENCES[0], *[_SENTENCES[1]] * 1_000, _SENTENCES[2]]))
    assert (found.giver, found.receiver) == ("Norway", "Germany")


def test_it_is_the_subject_of_the_sentences_before() -> None:
    (found,) = _with_implied(" ".join(_SENTENCES[:3]))
    assert (found.giver, found.receiver) == ("Norway", "Germany")
