"""The answers file: `.explainery/answers/STORY.jsonl`, one line an answer, in any order.

A line is a JSON object: `task`, `question` (a hash of the task's version and all that was asked), `model`, `day` and
`answer`. Lines can be merged by git as a union of both sides: the same answer twice counts once, and of two answers to
one question the first stands. A person's or a script's line has no question: it holds whatever else was asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from explainery.errors import AnswersError
from explainery.model import FACETS
from explainery.model_settings import TASK_NAMES
from explainery.text import is_iso_day

_FIELDS = ("task", "question", "model", "day", "answer")
LONGEST_LINE = 200_000  # characters; the longest answers, labels of 40 sentences, have about 6,000


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        task: what was asked for, such as "labels".
        question: the question's hash; "" for a line that a person or a script wrote.
        model: the model's name, or whose line it is.
        day: when it was answered, as 2026-11-29.
        answer: what was answered.
    """

    task: str
    question: str
    model: str
    day: str
    answer: Mapping[str, Any]


@dataclass(frozen=True)
class Answers:
    """The answers of a story. Empty where there is no file."""

    rows: tuple[Answer, ...] = ()
    by_question: Mapping[str, Answer] = field(init=False)

    def __post_init__(self) -> None:
        asked = {a.question: a for a in reversed(self.rows) if a.question}
        object.__setattr__(self, "by_question", MappingProxyType(asked))

    def __bool__(self) -> bool:
        return bool(self.rows)

    def to(self, question: str) -> Answer | None:
        """The answer to a question, by its hash."""
        return self.by_question.get(question)

    def by_hand(self, task: str) -> Iterator[Answer]:
        """The lines of a task that a person or a script wrote, the last first: it holds over those before it."""
        return (a for a in reversed(self.rows) if a.task == task and not a.question)


NO_ANSWERS = Answers()


def answers_in(text: str, file: Path | str) -> Answers:
    """The answers of a file's text.

    A last line without a line feed that is no JSON is one that was being written when the program was killed: it is
    left out.

    Raises:
        AnswersError: a line that is no answer, with its number.
    """
    lines = text.split("\n")
    whole, last = lines[:-1], lines[-1]
    rows = [_parsed(line, number, file) for number, line in enumerate(whole, 1) if line.strip()]
    if last.strip() and _is_json(last):
        rows.append(_parsed(last, len(lines), file))
    return Answers(tuple(_once(rows)))


def broken_lines(text: str, file: Path | str) -> Iterator[AnswersError]:
    """Every line of a file's text that is no answer, in order."""
    whole, last = text.split("\n")[:-1], text.rpartition("\n")[2]
    lines = [*whole, *([last] if _is_json(last) else [])]
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                _parsed(line, number, file)
        except AnswersError as error:
            yield error


def _once(rows: Iterable[Answer]) -> Iterator[Answer]:
    """The rows without those that stand there twice, as a union of two branches has them."""
    known: set[str] = set()
    for row in rows:
        line = line_of(row)
        if line not in known:
            known.add(line)
            yield row


def line_of(answer: Answer) -> str:
    """An answer as a line of the file, without its line feed; the same bytes for the same answer."""
    row = {name: getattr(answer, name) for name in _FIELDS}
    return json.dumps(row, ensure_ascii=False, sort_keys=False, separators=(", ", ": "))


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _parsed(line: str, number: int, file: Path | str) -> Answer:
    if len(line) > LONGEST_LINE:
        raise _broken(f"this line has more than {LONGEST_LINE:,} characters", number, file)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise _broken("this line is not JSON", number, file) from None
    if not isinstance(row, dict) or not isinstance(row.get("task"), str) or not isinstance(row.get("answer"), dict):
        raise _broken("this line is no answer: it needs at least a task and an answer", number, file)
    texts = {name: row.get(name, "") for name in ("question", "model", "day")}
    wrong = next((name for name, value in texts.items() if not isinstance(value, str)), None)
    if wrong or (texts["day"] and not is_iso_day(texts["day"])):
        raise _broken(f"{wrong or 'day'} is not as it should be", number, file)
    answer = Answer(row["task"], texts["question"], texts["model"], texts["day"], row["answer"])
    slip = "" if answer.question else _slip(answer)
    if slip:
        raise AnswersError(slip, file=file, line=number, hint="Correct the line; docs/model.md shows its form")
    return answer


def _slip(answer: Answer) -> str:
    """What is wrong with a line that a person or a script wrote, though it has the form of one; "" for nothing."""
    if answer.task not in TASK_NAMES:
        return f"there is no task {answer.task!r}: the tasks are {', '.join(TASK_NAMES)}"
    table = answer.answer.get("sentences") if answer.task == "labels" else None
    rows = table.values() if isinstance(table, Mapping) else ()
    named = (page for row in rows if isinstance(row, Mapping) for page in _list(row.get("pages")))
    wrong = next((page for page in named if page not in FACETS), None)
    return "" if wrong is None else f"there is no page {wrong!r}: the pages are {', '.join(FACETS)}"


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _broken(problem: str, line: int, file: Path | str) -> AnswersError:
    return AnswersError(
        problem, file=file, line=line, hint="Delete the line; `explainery ask` asks again what is missing"
    )
