"""Right names, dates and roles in place of a passage's words pass; wrong ones are reported."""

from __future__ import annotations

from functools import cache

import pytest

from checking import put_in, put_in_more
from checking.put_in import PutIn
from explainery.checking.evidence import Evidence

STORIES = {"bridge": put_in.BRIDGE, **put_in_more.STORIES}


@cache
def sources(story: str) -> Evidence:
    return put_in.evidence_from(STORIES[story])


@pytest.mark.parametrize("case", [*put_in.RIGHT, *put_in_more.RIGHT], ids=lambda c: c.statement[:50])
def test_what_the_passage_means_may_be_said(case: PutIn) -> None:
    assert put_in.reported(case, sources(case.story)) == []


@pytest.mark.parametrize("case", [*put_in.WRONG, *put_in_more.WRONG], ids=lambda c: c.statement[:50])
def test_what_the_passage_does_not_mean_is_reported(case: PutIn) -> None:
    assert case.code in {message.split()[0] for message in put_in.reported(case, sources(case.story))}
