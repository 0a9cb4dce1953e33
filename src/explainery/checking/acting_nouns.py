"""Nouns for those who can act: bodies, offices and people."""

from __future__ import annotations

from explainery.checking.word_kin import Word
from explainery.lexicon.calendar import MONTHS, WEEKDAYS
from explainery.lexicon.offices import Office, nouns
from explainery.lexicon.stems import STOP_WORDS

_BODY_NOUNS = frozenset(
    """
    agency airline alliance army association authority bank board body brewery broker cabinet charity church city clinic
    club committee commission company conglomerate congress consortium contractor cooperative corporation council
    court department developer drugmaker employer factory family federation firm force foundation fund gang government
    group guild hospital household institute insurer investor jury laboratory league lender manufacturer maker mine
    ministry museum newspaper office operator opposition organisation organization owner panel parliament party police
    publisher refinery regulator retailer school senate shareholder state studio supplier team tribunal trust union
    university workshop farmer fisherman fishermen worker hotel resident villager driver parent teacher doctor nurse
    patient student customer passenger member shareholder observer men women man woman people boy girl child children
    """.split()
)
_PERSON_NOUNS = frozenset(
    w for use in (Office.HELD, Office.ROLE, Office.SPEAKER) for n in nouns(use) for w in n.split()
)
_CALENDAR = frozenset(word.lower() for word in (*MONTHS, *WEEKDAYS))


def is_participant(word: Word, *, opens: bool = False) -> bool:
    """Whether a word names or describes somebody who can act. `opens`: whether it is the first of its sentence."""
    if word.is_number or word.text in STOP_WORDS | _CALENDAR:
        return False
    return (word.capital and not opens) or is_acting_noun(word.text)


def is_acting_noun(word: str) -> bool:
    """Whether a noun is that of a body or of people."""
    return any(w in _BODY_NOUNS or w in _PERSON_NOUNS for w in (word, word.removesuffix("s"), _singular(word)))


def is_body_noun(word: str) -> bool:
    """Whether a noun is that of a body, and no office."""
    return any(w in _BODY_NOUNS for w in (word, word.removesuffix("s"), _singular(word)))


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("es")
