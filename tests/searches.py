"""What readers ask the search for, and what answers it: `site/search/questions.tsv`, whose first lines explain it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from explainery.searching.sections import HELP, SOURCES, Section, page_of

_TABLE = Path(__file__).resolve().parent / "site" / "search" / "questions.tsv"


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and what the section that answers it holds."""

    kind: str
    story: str
    query: str
    answers: tuple[tuple[str, ...], ...]

    def is_answered_by(self, section: Section) -> bool:
        """Whether a reader who is led to this section has what they asked for."""
        if section.kind == SOURCES or (section.kind == HELP) != (self.story == "help"):
            return False
        if self.story != "help" and not section.address.startswith(f"{self.story}/"):
            return False
        text = _plain(f"{section.heading}\n{section.text}")
        return any(all(_plain(part) in text for part in answer) for answer in self.answers)


def questions() -> list[Question]:
    rows = [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [
        Question(kind, story, query, tuple(tuple(a.split(" & ")) for a in answers.split(" | ")))
        for kind, story, query, answers in rows
    ]


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a question: whether the right section was first, and the right page among the first three."""

    question: Question
    first: bool
    page: bool
    led_to: tuple[str, ...]


def answered(question: Question, led_to: Sequence[str], sections: Iterable[Section]) -> Answered:
    """Compare the addresses of results, in order, with the sections that would be right."""
    right = {s.address for s in sections if question.is_answered_by(s)}
    assert right, f"no section answers {question.query!r}: is it still on the site?"
    pages = list(dict.fromkeys(map(page_of, led_to)))[:3]
    return Answered(
        question,
        led_to[:1] != [] and led_to[0] in right,
        not {*map(page_of, right)}.isdisjoint(pages),
        tuple(led_to[:3]),
    )


def _plain(text: str) -> str:
    return text.replace("’", "'").lower()
