"""Interviews: questions and answers in turn. The answers are one person's own words, without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.marking.segmentation.lines import Line
from explainery.marking.tuning import TUNING
from explainery.model import Name, Quote
from explainery.patterns import regex
from explainery.text import count_words

# "Q:", "A:", "HERALD:", "ACHEBE:" before what somebody says, with or without emphasis.
_LABEL = regex(r"[*_\s]*(?P<label>[A-Z][A-Z.’'-]{0,20}(?: [A-Z][A-Z.’'-]{1,20}){0,2}):[*_]*\s*")
_ASKS = regex(r"\?[\s*_”\"’]*$")
_TO_YOU = regex(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_MARK = regex(r"[“”\"]")


def answers_in(lines: Sequence[Line], names: Sequence[Name]) -> tuple[Quote, ...]:
    """The answers of an interview as quotations of the person interviewed; none if the article is not an interview.

    Args:
        lines: the article's lines without furniture.
        names: its names.
    """
    questions = [i for i, line in enumerate(lines) if _is_question(line)]
    if len(questions) < TUNING.least_questions:
        return ()
    person = _interviewed(lines, questions[0], names)
    return tuple(_answers(lines[questions[0] :], person)) if person else ()


def _is_question(line: Line) -> bool:
    """Whether a line asks somebody: with a label before it, or by "you"."""
    asks = _ASKS.search(line.text) and count_words(line.text) <= TUNING.question_words and not _MARK.search(line.text)
    return bool(asks and (_LABEL.match(line.text) or _TO_YOU.search(line.text)))


def _interviewed(lines: Sequence[Line], first: int, names: Sequence[Name]) -> str | None:
    """Who answers: the person whose surname labels an answer, or else the only one whom the lines before name."""
    people = list(dict.fromkeys(n.actor for n in names if n.kind == "person" and " " in n.actor))
    labels = [m["label"] for line in lines[first:] if not _is_question(line) and (m := _LABEL.match(line.text))]
    labelled = [p for p in people if p.split()[-1].upper() in labels or p.upper() in labels]
    start = lines[first].start
    introduced = list(dict.fromkeys(n.actor for n in names if n.actor in people and n.start < start))
    fits = labelled or introduced
    return fits[0] if len(fits) == 1 else None


def _answers(lines: Sequence[Line], person: str) -> Iterator[Quote]:
    for line in lines:
        if _is_question(line) or _MARK.search(line.text) or person in line.text:
            continue  # a line that names the person tells of them
        label = _LABEL.match(line.text)
        if label is None or label["label"] == "A" or label["label"] in person.upper().split():
            yield Quote(line.start + (label.end() if label else 0), line.end, person)
