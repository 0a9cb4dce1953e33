"""`explainery ask --explain KEY`: what was asked and answered about one sentence, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainery.answers.files import answers_of
from explainery.answers.questions import Json, Question
from explainery.answers.records import Answer, Answers
from explainery.citation_keys import sentence_code
from explainery.commands.story_questions import STAGES, questions_of
from explainery.commands.wordings import judged
from explainery.config import story_settings
from explainery.errors import ExplaineryError
from explainery.model import Story
from explainery.pipeline import read_and_link
from explainery.project import Project


@dataclass(frozen=True, slots=True)
class AboutSentence:
    """One answer, as far as it is about a sentence.

    Attributes:
        row: the answer.
        question: what was asked; None for a person's line, or for a question that is no longer asked in this form.
        part: what of the answer is about the sentence.
        verdict: why the gate refuses a wording; empty where it passes. None for answers that need no gate.
    """

    row: Answer
    question: Question | None
    part: Json
    verdict: tuple[str, ...] | None = None


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
    linked = read_and_link(project, story)
    words = next((p.words for p in linked.passages.values() if key in {p.key, sentence_code(p.words)}), "")
    code = sentence_code(words) if words else key
    answers = answers_of(project.root, story)
    verdicts = _verdicts(project, linked, answers)
    found = tuple(_about(answers, _questions(project, story, answers), {code, key}, verdicts))
    if not words and not found:
        raise ExplaineryError(f"{story} has no sentence {key!r}",
                              hint=f"`explainery inspect {story} --all` lists them with their keys")  # fmt: skip
    return Explained(code, words, found)


def _questions(project: Project, story: str, answers: Answers) -> dict[str, Question]:
    return {q.hash: q for stage in STAGES for q in questions_of(project, story, stage, answers)}


_Verdicts = Mapping[str, tuple[str, ...]]  # why the gate refuses a wording, by its question's hash


def _verdicts(project: Project, story: Story, answers: Answers) -> _Verdicts:
    settings = story_settings(project.sources / story.slug)
    return {j.asked: tuple(r.reason for r in j.refusals) for j in judged(story, answers, settings)}


def _about(
    answers: Answers, asked: Mapping[str, Question], names: set[str], verdicts: _Verdicts
) -> Iterator[AboutSentence]:
    for row in answers.rows:
        question = asked.get(row.question)
        part = {k: p for k, v in row.answer.items() if (p := _part(v, names)) is not None}
        if part or (question and question.about in names):
            yield AboutSentence(row, question, part or row.answer, verdicts.get(row.question))


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
