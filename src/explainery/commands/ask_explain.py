"""`explainery ask --explain KEY`: what was asked and answered about one sentence, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainery.answers.files import answers_of
from explainery.answers.questions import Json, Question
from explainery.answers.records import Answer, Answers
from explainery.citation_keys import sentence_code
from explainery.commands.story_questions import STAGES, questions_of
from explainery.errors import ExplaineryError
from explainery.pipeline import read_and_link
from explainery.project import Project


@dataclass(frozen=True, slots=True)
class AboutSentence:
    """One answer, as far as it is about a sentence.

    Attributes:
        row: the answer.
        question: what was asked; None for a person's line, or for a question that is no longer asked in this form.
        part: what of the answer is about the sentence.
    """

    row: Answer
    question: Question | None
    part: Json


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence and the answers about it. `words` are empty where only its code is known."""

    code: str
    words: str
    answers: tuple[AboutSentence, ...]


def explained(project: Project, story: str, key: str) -> Explained:
    """The answers about a sentence.

    Args:
        project: where the story is.
        story: the story.
        key: the sentence's citation key, or its code in the file of answers.

    Raises:
        ExplaineryError: the story has neither such a sentence nor an answer about it.
    """
    passages = read_and_link(project, story).passages.values()
    words = next((p.words for p in passages if key in {p.key, sentence_code(p.words)}), "")
    code = sentence_code(words) if words else key
    answers = answers_of(project.root, story)
    found = tuple(_about(answers, _questions(project, story, answers), {code, key}))
    if not words and not found:
        raise ExplaineryError(f"{story} has no sentence {key!r}",
                              hint=f"`explainery inspect {story} --all` lists them with their keys")  # fmt: skip
    return Explained(code, words, found)


def _questions(project: Project, story: str, answers: Answers) -> dict[str, Question]:
    return {q.hash: q for stage in STAGES for q in questions_of(project, story, stage, answers)}


def _about(answers: Answers, asked: Mapping[str, Question], names: set[str]) -> Iterator[AboutSentence]:
    for row in answers.rows:
        question = asked.get(row.question)
        part = {k: p for k, v in row.answer.items() if (p := _part(v, names)) is not None}
        if part or (question and question.about in names):
            yield AboutSentence(row, question, part or row.answer)


def _part(value: object, names: set[str]) -> object:
    """What of a value names the sentence; None for nothing."""
    if isinstance(value, str):
        return value if value in names else None
    if isinstance(value, Mapping):
        own = {k: v for k, v in value.items() if k in names}
        return own or (value if any(_part(v, names) is not None for v in value.values()) else None)
    if isinstance(value, list):
        return [v for v in value if _part(v, names) is not None] or None
    return None
