"""Laws of the file of answers: what is written is read, merges in any order say the same, and no whole line is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.answers.records import Answer, answers_in, broken_lines, line_of
from explainery.errors import AnswersError
from explainery.model_settings import TASK_NAMES

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
ANSWERS = st.builds(
    Answer,
    task=st.sampled_from(TASK_NAMES),
    question=st.sampled_from(["", "a1", "b2", "c3"]),
    model=TEXT,
    day=st.sampled_from(["", "2026-03-02"]),
    answer=st.dictionaries(TEXT, VALUES, max_size=3),
)
# Two clones that agree on what they both answered: a model's answer to a question is one answer.
AGREED = st.lists(ANSWERS, max_size=6, unique_by=lambda a: a.question or line_of(a))


def text_of(rows: Sequence[Answer]) -> str:
    return "".join(f"{line_of(row)}\n" for row in rows)


@given(st.lists(ANSWERS, max_size=5))
def test_what_is_written_is_read(rows: list[Answer]) -> None:
    read = answers_in(text_of(rows), "a.jsonl").rows
    assert [line_of(row) for row in read] == list(dict.fromkeys(map(line_of, rows)))
    assert not list(broken_lines(text_of(rows), "a.jsonl"))


@given(ANSWERS)
def test_a_line_is_one_line(row: Answer) -> None:
    assert "\n" not in line_of(row)
    assert json.loads(line_of(row))["answer"] == row.answer


@given(AGREED, st.data())
def test_a_union_of_two_files_says_the_same_in_any_order(rows: list[Answer], data: st.DataObject) -> None:
    ours = data.draw(st.lists(st.sampled_from(rows))) if rows else []
    theirs = [*rows, *ours]
    united = [
        answers_in(text_of(order), "a.jsonl")
        for order in ([*ours, *theirs], [*theirs, *ours], data.draw(st.permutations(theirs)))
    ]
    for answers in united:
        assert dict(answers.by_question) == {row.question: row for row in rows if row.question}
        assert set(map(line_of, answers.rows)) == set(map(line_of, rows))


@given(st.lists(ANSWERS, min_size=1, max_size=4), st.data())
def test_a_file_that_is_cut_off_loses_no_whole_line(rows: list[Answer], data: st.DataObject) -> None:
    text = text_of(rows)
    cut = text[: data.draw(st.integers(0, len(text)))]
    whole = rows[: cut.count("\n")]
    read = {line_of(row) for row in answers_in(cut, "a.jsonl").rows}
    assert {line_of(row) for row in whole} <= read <= {line_of(row) for row in rows}


@pytest.mark.parametrize("line", ["{", "[]", "1", '{"task": 1, "answer": {}}', '{"task": "labels"}',
                                  '{"task": "labels", "answer": {}, "day": "soon"}', "<<<<<<< HEAD", "[" * 99_999])  # fmt: skip
def test_a_broken_line_is_named(line: str) -> None:
    good = line_of(Answer("labels", "a1", "small", "2026-03-02", {}))
    text = f"{good}\n\n{line}\n{good}\n{line}\n"
    with pytest.raises(AnswersError) as caught:
        answers_in(text, "a.jsonl")
    assert caught.value.line == 3
    assert [error.line for error in broken_lines(text, "a.jsonl")] == [3, 5]


@pytest.mark.parametrize(("line", "says"), [
    ({"task": "label", "answer": {}}, "there is no task 'label': the tasks are labels, same"),
    ({"task": "labels", "answer": {"sentences": {"0a": {"pages": ["trades"]}}}}, "there is no page 'trades': the pages are"),
])  # fmt: skip
def test_a_slip_of_a_person_is_named(line: dict[str, object], says: str) -> None:
    with pytest.raises(AnswersError, match=says) as raised:
        answers_in(f"\n{json.dumps(line)}\n", "a.jsonl")
    assert raised.value.line == 2
    assert answers_in(
        json.dumps({**line, "question": "3f"}) + "\n", "a.jsonl"
    ).rows  # a model's is counted, and no stop
