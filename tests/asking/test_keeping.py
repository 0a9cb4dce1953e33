"""Whatever a model says, what is kept of it holds nothing but what was in its lists, and nothing breaks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.answers.questions import Question, Task
from explainery.answers.records import Answer, Answers, answers_in, line_of
from explainery.answers.tasks import compared, facts, found, labels
from explainery.model import Article

ARTICLE = Article("herald", "herald.md", "text", "A headline", "The Herald")
SENTENCES = [
    compared.Compared(f"c{n}", f"The port gave {n} cranes to Norsea.", "herald", "The Herald") for n in range(3)
]
LINES = [found.Line(s.code, s.words, ("2026-03-02",)) for s in SENTENCES]
QUESTIONS: Mapping[Task, Question] = {
    q.task: q
    for q in (
        *labels.questions(ARTICLE, [labels.Candidate(s.code, s.words) for s in SENTENCES], ["Mara Lindqvist"]),
        *compared.questions(Task.SAME, [SENTENCES]),
        *compared.questions(Task.DISPUTES, [SENTENCES]),
        *found.exchange_questions(ARTICLE, LINES, ["The port", "Norsea"]),
        *found.event_questions(ARTICLE, LINES),
        *facts.questions(SENTENCES),
    )
}
NAMES = ("sentences", "groups", "pairs", "exchanges", "events", "facts", "id", "body", "pages", "speaker", "first",
         "second", "about", "sentence", "giver", "item", "receiver", "status", "date")  # fmt: skip
WORDS = st.sampled_from(["1", "2", "9", "event", "sport", "Mara Lindqvist", "The port", "Norsea", "3 cranes", "agreed",
                         "2026-03-02", "</data>", ""])  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)
SAID = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3)


@pytest.mark.parametrize("task", QUESTIONS, ids=str)
@given(said=SAID)
def test_any_answer_can_be_kept_and_read_again(task: Task, said: dict[str, object]) -> None:
    question = QUESTIONS[task]
    kept = question.keep(said)
    row = Answer(task, question.hash, "small", "2026-03-02", kept.answer)
    assert kept.dropped >= 0
    assert answers_in(f"{line_of(row)}\n", "a.jsonl") == Answers((row,))
    assert not {"sport", "9", "</data>"} & set(_texts(kept.answer))


def _texts(value: object) -> list[str]:
    """Every text in a value, names of its fields among them."""
    if isinstance(value, Mapping):
        return [t for k, v in value.items() for t in (k, *_texts(v))]
    if isinstance(value, list | tuple):
        return [t for v in value for t in _texts(v)]
    return [value] if isinstance(value, str) else []
