"""Roles beside names: the golden cases, and which role says more."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.marking.roles import detail, role_after, role_before
from golden import Case, cases

HERE = Path(__file__).parent
NAME = "Ada Moor"


@pytest.mark.parametrize("case", cases(HERE / "roles.md"), ids=str)
def test_roles(case: Case) -> None:
    start = case.given.index(NAME)
    role = role_after(case.given, start + len(NAME)) or role_before(case.given, 0, start)
    assert role == case.expected.strip()


def test_a_role_with_what_it_is_of_says_more_than_a_title_and_a_title_more_than_none() -> None:
    assert [detail(r) for r in ("the minister of ports", "the minister", "who leads the union", "")] == [2, 1, 1, 0]
