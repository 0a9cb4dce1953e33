"""`explainery encode`: has the small encoder read a story's sentences, and records what it says for builds.

It sends nothing. Only what these weights have not read is read. The lines of other weights go once these have read all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explainery.answers.encoded import (
    Weights,
    alike_answer,
    encoded_by,
    encoded_hash,
    is_encoded,
    is_weighed_by,
    labels_answer,
)
from explainery.answers.files import answers_file, text_of
from explainery.answers.questions import Task
from explainery.answers.records import Answer, Answers, answers_in, line_of
from explainery.citation_keys import sentence_code
from explainery.config import story_settings
from explainery.errors import AnswersError
from explainery.pipeline import mark_all
from explainery.plain_files import require_plain
from explainery.project import Project, story_folder
from explainery.reading import read_story
from explainery.store.step_cache import step_cache
from explainery.store.transaction import write_all

if TYPE_CHECKING:
    from explainery.encoding.weights import Installed

Progress = Callable[[str], object]
MOST = 40  # sentences of one line, as for a language model's labels


@dataclass(frozen=True, slots=True)
class EncodePlan:
    """What encoding would do.

    Attributes:
        weights: which weights would read.
        sentences: how many the story has.
        missing: how many of them these weights have not read.
        is_compared: whether these weights have compared them all with each other.
        old: lines of other weights, or of comparisons that are no longer whole, which would go.
    """

    weights: Weights
    sentences: int
    missing: int
    is_compared: bool
    old: int

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do."""
        return not self.missing and self.is_compared and not self.old


@dataclass(frozen=True, slots=True)
class EncodeOutcome:
    """What came of encoding: what was planned, and how many pairs of sentences are alike."""

    planned: EncodePlan
    alike: int


@dataclass(frozen=True)
class _Desk:
    """A story whose sentences are encoded: their words and articles by code, and what is recorded."""

    project: Project
    story: str
    weights: Weights
    words: Mapping[str, str]
    articles: Mapping[str, frozenset[str]]
    text: str  # of the answers file
    answers: Answers

    @classmethod
    def of(cls, project: Project, story: str, weights: Weights) -> _Desk:
        text, answers = _recorded(project, story)
        folder = story_folder(project.sources, story)
        settings, cache = story_settings(folder), step_cache(project)
        articles = read_story(folder, project.limits, recall=cache.read)
        marked = mark_all(articles, settings, seconds=project.limits.seconds, answers=answers, cache=cache)
        words: dict[str, str] = {}
        homes: dict[str, set[str]] = {}
        for m in marked:
            for sentence in m.sentences:
                code = sentence_code(m.words_of(sentence))
                words.setdefault(code, m.words_of(sentence))
                homes.setdefault(code, set()).add(m.article.id)
        return cls(project, story, weights, words, {c: frozenset(ids) for c, ids in homes.items()}, text, answers)

    @property
    def missing(self) -> list[str]:
        """The codes of the sentences that these weights have not read."""
        known, _ = encoded_by(self.answers, self.weights)
        return [code for code in self.words if code not in known]

    @property
    def comparison(self) -> str:
        """The hash of the comparison of all sentences; "" where there is nothing to compare."""
        several = len(frozenset().union(*self.articles.values())) > 1
        return encoded_hash(Task.SAME, self.weights, self.words) if several else ""

    @property
    def is_compared(self) -> bool:
        """Whether all sentences are compared with each other."""
        return not self.comparison or self.comparison in encoded_by(self.answers, self.weights)[1]

    def is_old(self, row: Answer) -> bool:
        """Whether an answer is the encoder's and counts no more."""
        is_whole = row.task != Task.SAME or row.question == self.comparison
        return is_encoded(row) and not (is_weighed_by(row, self.weights) and is_whole)

    def plan(self) -> EncodePlan:
        """What is to do."""
        old = sum(map(self.is_old, self.answers.rows))
        return EncodePlan(self.weights, len(self.words), len(self.missing), self.is_compared, old)


def encode_plan(project: Project, story: str, installed: Installed) -> EncodePlan:
    """What encoding would do. Reads no sentence, writes nothing.

    Raises:
        ExplaineryError: the story cannot be read.
        AnswersError: its file of answers is not understood.
    """
    return _Desk.of(project, story, installed.weights).plan()


def encode(
    project: Project, story: str, installed: Installed, day: str, progress: Progress = lambda _: None
) -> EncodeOutcome:
    """Read what these weights have not read, compare all sentences, and keep what they say.

    Args:
        project: where the story is.
        story: the story.
        installed: the weights.
        day: today, as 2026-11-29.
        progress: is called with a line after some sentences.

    Raises:
        ExplaineryError: the story cannot be read, or the answers cannot be kept.
        AnswersError: its file of answers is not understood.
    """
    desk = _Desk.of(project, story, installed.weights)
    planned = desk.plan()
    vectors: dict[str, Any] = {}
    for part in _parts(desk.missing):
        chances = dict(_read(desk, part, installed, vectors))
        _keep(desk, [labels_answer(desk.weights, day, chances)])
        progress(f"{len(vectors)} of {planned.missing} sentences")
    alike = _compared(desk, installed, vectors, day, progress) if not planned.is_compared else []
    _keep(desk, alike, desk.is_old)
    return EncodeOutcome(planned, sum(len(row.answer["alike"]) for row in alike))


def _parts(codes: Sequence[str]) -> Iterator[Sequence[str]]:
    return (codes[at : at + MOST] for at in range(0, len(codes), MOST))


def _read(
    desk: _Desk, codes: Sequence[str], installed: Installed, vectors: dict[str, Any]
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The chances of some sentences, by code; their vectors go into `vectors`."""
    from explainery.encoding.encoder import read  # noqa: PLC0415 (it imports numpy)

    for code in codes:
        found = read(desk.words[code], installed)
        vectors[code] = found.vector
        yield code, found.chances


def _compared(desk: _Desk, installed: Installed, vectors: dict[str, Any], day: str, progress: Progress) -> list[Answer]:
    """The comparison of all sentences. Those that were read earlier are read again, for their vectors are not kept."""
    from explainery.encoding.encoder import pairs  # noqa: PLC0415

    for part in _parts([code for code in desk.words if code not in vectors]):
        dict(_read(desk, part, installed, vectors))
        progress(f"{len(vectors)} of {len(desk.words)} sentences, to compare them")
    return [alike_answer(desk.weights, day, desk.words, pairs(vectors, desk.articles))]


def _recorded(project: Project, story: str) -> tuple[str, Answers]:
    """The text of a story's file of answers, and what it holds."""
    file = answers_file(project.root, story)
    require_plain(file, root=project.root, error=AnswersError)
    text = text_of(file) if file.exists() else ""
    return text, answers_in(text, file)


def _keep(desk: _Desk, rows: Sequence[Answer], is_old: Callable[[Answer], bool] = lambda _: False) -> None:
    """Add answers to the file, and take old ones out; a person's and a model's lines stay byte by byte."""
    file = answers_file(desk.project.root, desk.story)
    text, answers = _recorded(desk.project, desk.story)
    gone = {line_of(row) for row in answers.rows if is_old(row)}
    kept = [line for line in _whole_lines(text) if not gone or _spelling(line, file) not in gone]
    new = "".join(f"{line}\n" for line in [*kept, *map(line_of, rows)])
    if new != text:
        write_all(desk.project.root, {file: new}, {file: text if file.exists() else None})


def _whole_lines(text: str) -> list[str]:
    """The lines of a file, without a last one that was cut off when a program was killed."""
    lines = text.split("\n")
    return lines[:-1] if not answers_in(lines[-1], "") else lines


def _spelling(line: str, file: object) -> str:
    """A line as the program writes it."""
    rows = answers_in(f"{line}\n", str(file)).rows
    return line_of(rows[0]) if rows else ""
