"""The quotations of a statement whose speaker its own line names: who said what, as the page has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from explainery.checking.quote_speakers import name_beside
from explainery.marking.entities import entities_in
from explainery.patterns import regex
from explainery.publishing.published_story import Quotation
from explainery.publishing.tuning import TUNING
from explainery.text import words

_QUOTED = regex(r"“([^“”]+)”")
_NAME = regex(r"[A-Z][\w.’'-]*(?: [\w.’'-]+){0,5}")


def quotations_of(text: str, people: Collection[str]) -> Iterator[Quotation]:
    """The quotations of a line with their speakers. One whose speaker is a pronoun, or not there, is left out.

    Args:
        text: the line.
        people: the people that the story's own table names, in full.
    """
    for match in _QUOTED.finditer(text):
        if len(words(match[1])) < TUNING.least_quoted_words:
            continue
        name = name_beside(text, match.span())
        if not _NAME.fullmatch(name):
            continue
        full = _full_name(name, people)
        yield Quotation(match[1].rstrip(" ,"), full, full in people or _is_person(name, text))


def _full_name(name: str, people: Collection[str]) -> str:
    """A person's full name for a part of it that only one person has."""
    parts = set(words(name))
    known = [p for p in people if parts <= set(words(p))]
    return known[0] if len(known) == 1 else name


def _is_person(name: str, text: str) -> bool:
    return any(n.kind == "person" and text[n.start : n.end] == name for n in entities_in(text, {}))
