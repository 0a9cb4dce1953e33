"""Dates that a sentence mentions and that are of no event: they name, bound or compare, or are those of the saying."""

from __future__ import annotations

import re
from datetime import date

from explainery.lexicon.calendar import WEEKDAYS
from explainery.linking.tuning import TUNING
from explainery.marking.feasts import FEAST
from explainery.model import DateMention, Passage
from explainery.patterns import regex

_TUNING = TUNING.people
_YEAR, _MONTH = len("2023"), len("2023-09")
_NAMES = regex(
    r"\b(?:and|to|from)(?: (?:early|late|mid|spring|summer|autumn|fall|winter))?\s+$|[’']s\s+$", re.IGNORECASE
)
_BOUND = regex(r"\s*(?:to|[-–]|until|and) ?\d{4}")
_TERM = regex(
    r"\b(?:led|ruled|served|governed|chaired|headed)\b[^,.;]{0,40} from $"
)  # a term begins with its first year
_OFTEN = regex(
    r"\b(?:typically|usually|normally|traditionally|every|each(?! other)|annual(?:ly)?|often)\b[^,;]*$", re.IGNORECASE
)
_OWNS = regex(r"[’']s\b")
_HAS_YEAR = regex(r"\d{4}")
_GIVEN = regex(r"\b(?:on|by|since|until|before|after)\s+$", re.IGNORECASE)
_OWNED = regex(r"\w[’']s\s+$")
_ATTRIBUTIVE = regex(r"\b(?:the|an?|his|her|its|their|this)\s+$", re.IGNORECASE)
_NOUN = regex(r"\s+[a-z]")
_THAN = regex(r"\bthan (?:the|those|that|an?|any|one)\b[^,;]*$", re.IGNORECASE)
# "The ship hit a bridge, police said on Wednesday": the day of the saying.
_SAYING = regex(
    r",[”\"’]? [^,“\"]{2,60}\b(?:said|says|told [\w ]{2,30}|announced|reported|added)(?: (?:on|in|late|early))?\s+$"
    r"|^As [A-Z][\w ]{1,40} (?:first )?reported(?: on)?\s+$"
)


def is_no_event(passage: Passage, mention: DateMention) -> bool:
    """Whether a date in a sentence is none of what it tells."""
    return any(faulty(passage, mention) for faulty in _FAULTS)


def _only_names(passage: Passage, mention: DateMention) -> bool:
    """Whether a date only names something ("the 2016 election") or bounds a time ("from 2016 to 2018")."""
    text = passage.article.text
    before, after = text[max(0, mention.start - _TUNING.comparison_before) : mention.start], text[mention.end :]
    is_year = text[mention.start : mention.end].isdigit()
    begins = _TERM.search(text[passage.sentence.start : mention.start]) is not None
    if _OWNED.search(before) and _NOUN.match(after):
        return True  # "Norland’s 29 November missile test"
    owns = len(mention.value) == _YEAR and _OWNS.match(after) is not None  # "last year’s price"
    names = _ATTRIBUTIVE.search(before) is not None and _NOUN.match(after) is not None
    return owns or (
        is_year and not begins and (names or _BOUND.match(after) is not None or _NAMES.search(before) is not None)
    )


def _is_unsure(passage: Passage, mention: DateMention) -> bool:
    """Whether a weekday nearly a week back may as well be the next one: on a Friday, "the meeting on Monday"."""
    said, day = passage.article.text[mention.start : mention.end], passage.article.day
    if said not in WEEKDAYS or day is None or len(mention.value) <= _MONTH:
        return False
    before = passage.article.text[max(0, mention.start - len("last ")) : mention.start].lower()
    back = (date.fromisoformat(day) - date.fromisoformat(mention.value)).days
    return back >= _TUNING.unsure_days and not before.endswith("last ")


def _is_custom(passage: Passage, mention: DateMention) -> bool:
    """Whether a date is that of a custom, not of an event: "it usually pays in January"."""
    text = passage.article.text
    is_bare = len(mention.value) > _YEAR and not _HAS_YEAR.search(text[mention.start : mention.end])
    return is_bare and _OFTEN.search(text[passage.sentence.start : mention.start]) is not None


def _is_today(passage: Passage, mention: DateMention) -> bool:
    """Whether "today" means these times ("today’s ports") or is part of a name ("Ports TODAY")."""
    text = passage.article.text
    said = text[mention.start : mention.end]
    return said.lower() == "today" and (said.isupper() or _OWNS.match(text, mention.end) is not None)


def _is_named_after(passage: Passage, mention: DateMention) -> bool:
    """Whether a feast only names something ("the Easter Monday fair"): a day is given by "on", "by" or the like."""
    text = passage.article.text
    said = text[mention.start : mention.end]
    is_feast = re.fullmatch(FEAST, said, re.IGNORECASE) is not None
    return is_feast and _GIVEN.search(text[max(0, mention.start - _TUNING.comparison_before) : mention.start]) is None


def _is_quoted(passage: Passage, mention: DateMention) -> bool:
    """Whether a date stands in somebody's words: "today" is the day of the speech there."""
    return any(q.start <= mention.start and mention.end <= q.end for q in passage.marked.quotes_in(passage.sentence))


def _is_of_saying(passage: Passage, mention: DateMention) -> bool:
    """Whether a date says when somebody spoke of what the sentence tells."""
    return _SAYING.search(_before(passage, mention)) is not None


def _is_of_another(passage: Passage, mention: DateMention) -> bool:
    """Whether a date belongs to what the sentence's subject is compared with: "newer than the one launched in 2013"."""
    return _THAN.search(_before(passage, mention)) is not None


def _before(passage: Passage, mention: DateMention) -> str:
    """The words of the sentence that stand before a date."""
    return passage.article.text[passage.sentence.start : mention.start]


_FAULTS = (
    _only_names, _is_unsure, _is_custom, _is_today, _is_named_after, _is_quoted, _is_of_saying, _is_of_another
)  # fmt: skip
