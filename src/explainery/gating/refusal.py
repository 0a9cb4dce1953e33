"""Why a wording may not stand: a kind, for counting, and a reason in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong with a wording."""

    FORM = "form"  # not one plain sentence
    CHECK = "check"  # a rule of `explainery check` reports it
    WORD = "word"  # a word that no passage allows
    NAME = "name"
    FIGURE = "figure"
    DATE = "date"
    DENIAL = "denial"
    CAUTION = "caution"  # a modal, a hedge, or who says it
    QUANTITY = "quantity"  # all, most, some, only
    CAUSE = "cause"
    SIDES = "sides"  # who does what to whom
    JOINED = "joined"
    QUOTATION = "quotation"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against a wording; `code`: the rule of the check that reports it, if it is one."""

    kind: Kind
    reason: str
    code: str = ""
