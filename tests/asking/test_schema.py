"""Answers are compared with the schema that their question states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.answers.questions import choice, list_of, object_of
from explainery.asking.schema import is_shaped, problem_in

ROW = object_of({"id": choice("1", "2"), "body": {"type": "boolean"}, "note": {"type": "string", "maxLength": 5}})
SCHEMA = object_of({"rows": list_of(ROW, 2)})
GOOD = {"id": "1", "body": True, "note": "short"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_what_is_as_asked_has_no_problem() -> None:
    assert problem_in({"rows": [GOOD, {**GOOD, "id": "2"}]}, SCHEMA) == ""
    assert problem_in({"rows": []}, SCHEMA) == ""


@pytest.mark.parametrize(("value", "says"), [
    ([], "the answer should be of type object"),
    ({}, 'lacks "rows"'),
    ({"rows": [], "more": 1}, "should not have 'more'"),
    ({"rows": {}}, "should be of type array"),
    ({"rows": [GOOD, GOOD, GOOD]}, "at most 2 items, not 3"),
    ({"rows": [{**GOOD, "id": "3"}]}, "one of those that the schema lists, not '3'"),
    ({"rows": [{**GOOD, "id": 1}]}, "type string, not 1"),
    ({"rows": [{**GOOD, "body": 1}]}, "type boolean, not 1"),
    ({"rows": [{**GOOD, "note": "too long"}]}, "at most 5 characters"),
])  # fmt: skip
def test_what_is_not_is_named(value: object, says: str) -> None:
    assert says in problem_in(value, SCHEMA)


def test_a_flag_is_no_number() -> None:
    assert problem_in(value=True, schema={"type": "integer"})
    assert not problem_in(3, {"type": "number"})
    assert problem_in(3, {"type": "integer", "maximum": 2})


@given(JSON)
def test_any_value_has_an_answer_and_the_same_shape_only_where_the_outermost_names_are_there(value: object) -> None:
    assert isinstance(problem_in(value, SCHEMA), str)
    assert is_shaped(value, SCHEMA) == (isinstance(value, dict) and isinstance(value.get("rows"), list))
