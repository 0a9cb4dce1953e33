"""Every threshold of linking says where its number comes from."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pytest

from explainery.linking.tuning import TUNING

PARTS = [getattr(TUNING, part.name) for part in fields(TUNING)]
ORIGINS = re.compile(r"(?:Measured|Signal measured|By taste|From a spec)\b")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_each_field_is_documented_with_the_origin_of_its_number(part: Any) -> None:
    text = str(type(part).__doc__).partition("Attributes:\n")[2]
    described = dict(re.findall(r"^ {8}(\w+): (.*(?:\n {12}.*)*)", text, re.MULTILINE))
    names = [field.name for field in fields(part)]
    assert list(described) == names
    assert [name for name in names if not ORIGINS.search(described[name])] == []


def test_thresholds_that_depend_on_each_other_are_in_order() -> None:
    assert TUNING.similarity.least < TUNING.claims.weighed < TUNING.claims.same_article
    assert TUNING.claims.also < TUNING.claims.same
    assert TUNING.disputes.certain_framed < TUNING.disputes.certain
    assert TUNING.disputes.denial < TUNING.disputes.figures <= TUNING.disputes.accounts
    assert TUNING.signals.close_figures < TUNING.signals.distant_figures
