"""Words behind a speaker's name and a colon, as in a transcript: "Roe: We go on." They need no marks."""

from __future__ import annotations

from collections.abc import Sequence

from explainery.checking.evidence import Evidence, quotations
from explainery.checking.gaps import covered
from explainery.checking.word_kin import words_in
from explainery.model import Passage
from explainery.patterns import regex

_NAME = r"(?:[A-Z][\w’'.-]*|of|the|de|van|von|al)"
_LABEL = regex(rf"{_NAME}(?: {_NAME}){{0,5}}(?=(?:, [^:“”\"]{{2,60}})?: \S)")
_LEAST_SHARE = 0.6  # of what is said behind a name that the passages must have. By taste.
_LEAST_WORDS = 3  # behind the colon; fewer are a figure or a role. By taste.


def invented_words(text: str, cited: Sequence[Passage], evidence: Evidence) -> str:
    """What a line has a person of the story say behind a colon, if its passages do not have most of that; or ""."""
    label = _LABEL.match(text)
    if not label or not _is_person(label[0], evidence):
        return ""
    said = text[text.index(": ", label.end()) + 2 :].strip()
    if quotations(said) or len(said.split()) < _LEAST_WORDS or said[0].islower():
        return ""  # "Roe: head of the guild since 2019" describes
    own = words_in(said)
    there = [w for p in cited for w in words_in(p.words)]
    return said if any(w.has_weight for w in own) and covered(own, there) < _LEAST_SHARE else ""


def _is_person(label: str, evidence: Evidence) -> bool:
    """Whether a label ends in the name of somebody whom the story names in full."""
    last = label.rsplit(maxsplit=1)[-1]
    return any(last in person.split()[-1:] for person in evidence.people)
