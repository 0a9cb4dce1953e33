"""Who gives what to whom: every golden case, whatever the facets of its sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.citation_keys import passages
from explainery.config import StorySettings
from explainery.linking.actors import leaders
from explainery.linking.exchanges.deals import deals_in, may_tell_deals
from explainery.linking.exchanges.extraction import Parties, exchanges_of
from explainery.linking.exchanges.parties import Clause
from explainery.marking import mark
from explainery.model import Article
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
