"""Roles: the little word that a wording puts before somebody ("by", "from", "to") is one that a passage can mean.

The frames of sides.py need a verb that both texts have. This rule needs none: whoever only receives in every passage is
no giver, whatever the verb, and whoever only gives is no receiver.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from explainery.checking.acting_nouns import is_acting_noun
from explainery.checking.frames import is_verb_form
from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, has, words_in
from explainery.lexicon.calendar import MONTHS, WEEKDAYS
from explainery.lexicon.reporting_verbs import DENYING, JUDGING, SAYING
from explainery.patterns import regex

_MARKS = frozenset("by from to for with of against on at in over about into than under".split())
_REACH = 5  # words before somebody among which the little word stands
_STOP = regex(r"[,;:—–()]")
_SPOKEN = regex(
    r"\b(according|due|owing|thanks|prior|next|close|near|up|back|opposed|related|belong\w*|refer\w*|regard"
    r"|respon\w*|react\w*|listen\w*|object\w*|attribut\w*|compared|relative|loyal|similar)$"
)
_FROM_WHERE = regex(r"\b(?:from|to) (?:where|which|whom)\b")  # "to Arda, from where it came"
_BE = frozenset("be is are was were been being am gets got get".split())
_HAVE = frozenset("has have had".split())
_BETWEEN = frozenset("not also now already still yet never then been being reportedly allegedly".split())
_MORE = frozenset(  # nouns of people and bodies that the check does not need
    "service brigade crew squad staff management leadership mission embassy delegation chamber tenant landlord"
    " neighbour neighbor witness researcher scientist country nation rival buyer seller bidder supporter defendant"
    " widow widower wife husband mother father brother sister son daughter uncle aunt cousin nephew niece heir"
    " friend accused victim suspect prisoner hostage refugee migrant voter player fan critic".split()
)
_DOERS = regex(r"\w{3,}(?:ers|ors|ists|ians|ees)")
_NO_DOERS = frozenset("others papers matters orders offers letters numbers powers quarters rivers errors doors".split())
_ARTICLES = frozenset("the a an its his her their".split())
_NO_DEEDS = regex(  # "is said to have", "was able to": what follows "to" is the deed
    r"(?:said|obliged|expected|believed|thought|understood|reported|allowed|permitted|entitled|forced|required|set"
    r"|supposed|due|able|bound|meant|scheduled|rumou?red|suspected|alleged|known|born|based|made|called|named)"
)
_SAYING = frozenset(w for verb in (*SAYING, *JUDGING, *DENYING) for w in verb.split())
_CALENDAR = frozenset(w.lower() for w in (*MONTHS, *WEEKDAYS))
_GIVES = regex(
    r"(?:g[ai]v(?:e|es|en|ing)|len[dt]s?|lending|loan|sold|sell(?:s|ing)?|sen[dt]s?|sending|hand(?:s|ed|ing)?"
    r"|transfer(?:s|red|ring)?|deliver(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)|offer(?:s|ed|ing)?"
    r"|donat(?:e|es|ed|ing)|award(?:s|ed|ing)?|grant(?:s|ed|ing)?|cede[sd]?|pass(?:es|ed|ing)?)"
)
_GETS = regex(
    r"(?:receiv(?:e|es|ed|ing)|g[eo]ts?|getting|borrow(?:s|ed|ing)?|bought|buy(?:s|ing)?|obtain(?:s|ed|ing)?"
    r"|purchas(?:e|es|ed|ing)|acquir(?:e|es|ed|ing)|inherit(?:s|ed|ing)?)"
)
_TAKES = regex(r"(?:accept(?:ed)?|refused|rejected|declined|turned)")  # what a receiver does: "accepted by"
_REPLACES = regex(r"(?:replac|substitut|swapp?|exchang|succeed)(?:e|es|ed|ing|s)?")
_VERB_REACH = 8  # words before a "by", "from" or "to" among which its verb stands
# What a wording says of somebody, and the roles of which a passage must give at least one beside those that bar it.
_BARRED = {
    "by": frozenset(["to", "against", "undergoes", "is told", "gets"]),
    "from": frozenset(["to", "against", "undergoes", "gets"]),
    "to": frozenset(["by", "from", "gives"]),
    "undergoes": frozenset(["by"]),
    "gives": frozenset(["to", "gets"]),
    "gets": frozenset(["from", "by", "gives"]),
    "against": frozenset(["is told"]),
    "replaces": frozenset(["is replaced"]),
    "is replaced": frozenset(["replaces"]),
}


@dataclass(frozen=True, slots=True)
class _Somebody:
    """Somebody in a text: the words that name or describe one, and what the text says of their part in a deed."""

    words: tuple[Word, ...]
    role: str


def changed_roles(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """Those whose role in a wording is the other one in every passage that has them."""
    told = [one for p in passages for one in _somebodies(p)]
    is_both = any(_FROM_WHERE.search(p) for p in passages)
    for own in _somebodies(wording):
        barred = _BARRED.get(own.role)
        roles = {other.role for other in told if _is_one(own, other)}
        if barred and roles and roles <= barred and not (is_both and own.role in {"from", "to"}):
            yield Refusal(Kind.SIDES, f"“{own.role} … {own.words[-1].text}”: in the passage it is “{min(roles)}”")


def _is_one(one: _Somebody, other: _Somebody) -> bool:
    """Whether two texts speak of the same: they share their last word, or a name."""
    if has((other.words[-1],), one.words[-1]):
        return True
    return any(w.capital and has(other.words, w) for w in one.words)


@lru_cache(maxsize=4096)
def _somebodies(text: str) -> tuple[_Somebody, ...]:
    words = words_in(text)
    return tuple(_Somebody(run, role) for run in _runs(words, text) for role in _roles(words, run, text))


def _runs(words: Sequence[Word], text: str) -> Iterator[tuple[Word, ...]]:
    """The names and the nouns of people and bodies, those that stand side by side as one; none in the possessive."""
    run: list[Word] = []
    for word in words:
        if run and (not _is_somebody(word) or not _is_beside(run[-1], word, text)):
            if not _is_possessive(run[-1], text):
                yield tuple(run)
            run = []
        if _is_somebody(word):
            run.append(word)
    if run:
        yield tuple(run)


def _is_somebody(word: Word) -> bool:
    is_name = word.capital and not is_free(word) and word.text not in _CALENDAR
    return not word.is_number and (is_name or is_acting_noun(word.text) or is_doer(word.text))


def is_doer(noun: str) -> bool:
    """Whether a noun is one of people or bodies that the list of the check does not have."""
    is_plural_of_doers = _DOERS.fullmatch(noun) is not None and noun not in _NO_DOERS
    return noun in _MORE or noun.removesuffix("s") in _MORE or is_plural_of_doers


def _is_beside(word: Word, behind: Word, text: str) -> bool:
    return text[word.end : behind.start] in {" ", "-", "’s ", "'s ", "s’ ", "s' ", "’ ", "' "}


def _is_possessive(word: Word, text: str) -> bool:
    return re.match(r"[’']s?\b|(?<=s)[’'] ", text[word.end - 1 :][1:]) is not None


def _roles(words: Sequence[Word], run: Sequence[Word], text: str) -> Iterator[str]:
    first, last = words.index(run[0]), words.index(run[-1])
    mark = _mark(words, first, text)
    yield mark or _deed(words, last, text)


def _mark(words: Sequence[Word], first: int, text: str) -> str:
    """The little word before somebody, if no verb and no comma stands between."""
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if _STOP.search(text, words[i].end, words[i + 1].start):
            return ""
        if words[i].text == "to" and i and words[i - 1].text == "up":  # "to up to three producers"
            continue
        if words[i].text in _MARKS:
            return "says" if _SPOKEN.search(text[: words[i].start].rstrip().lower()) else _handed(words, i)
        if words[i].text in {"who", "which", "whom", "that", "and", "or", "but", "while"} or _is_deed(words, i):
            given = "gets" if _GIVES.fullmatch(words[i].text) else "is told"
            given = "is replaced" if _REPLACES.fullmatch(words[i].text) else given
            return given if _is_object(words, i, first) else ""
    return ""


def _handed(words: Sequence[Word], i: int) -> str:
    """A "by", "from" or "to"; behind a verb of giving or getting, what it says of who follows it."""
    mark = words[i].text
    if mark in {"with", "by"} and any(_REPLACES.fullmatch(w.text) for w in words[max(0, i - _VERB_REACH) : i]):
        return "replaces"
    for word in reversed(words[max(0, i - _VERB_REACH) : i]):
        if _GIVES.fullmatch(word.text):
            return {"by": "gives", "to": "gets"}.get(mark, mark)
        if _GETS.fullmatch(word.text) or _TAKES.fullmatch(word.text):
            return {"by": "gets", "from": "gives"}.get(mark, mark)
        if word.text in {"by", "from", "to", "and", "who", "which"} or is_verb_form(word.text):
            break
    return mark


def _is_deed(words: Sequence[Word], i: int) -> bool:
    before = words[i - 1].text if i else ""
    return not words[i].capital and before not in _ARTICLES and is_verb_form(words[i].text)


def _is_object(words: Sequence[Word], i: int, first: int) -> bool:
    """Whether somebody stands right behind a verb: "told the families"; not "said the families had"."""
    between = [w.text for w in words[i + 1 : first]]
    is_plain = (between or words[first].capital or words[i].text.endswith("ed")) and all(
        w in _ARTICLES for w in between
    )
    return bool(is_plain) and _is_deed(words, i) and words[i].text not in _SAYING


def _deed(words: Sequence[Word], last: int, text: str) -> str:
    """What the verb right behind somebody says of them: that they undergo, give, get or do something."""
    behind = _behind(words, last)
    if not behind or _STOP.search(text, words[last].end, behind[0].start):
        return "named"
    for place, word in enumerate(behind):
        if word.text in _BE:
            nexts = [w for w in behind[place + 1 :] if w.text not in _BETWEEN and not w.text.endswith("ly")]
            return "undergoes" if nexts and _is_participle(nexts[0].text) else "does"
        if _GIVES.fullmatch(word.text):
            return "gives"
        if _GETS.fullmatch(word.text):
            return "gets"
        if not is_free(word):
            return "does"
    return "does"


def _behind(words: Sequence[Word], last: int) -> Sequence[Word]:
    """The words behind somebody; of "the families of all patients had been told", those behind the patients."""
    if last + 1 < len(words) and words[last + 1].text in {"of", "in", "at", "from"}:
        near = range(last + 2, min(len(words), last + 2 + _VERB_REACH))
        first = next((i for i in near if words[i].text in _BE | _HAVE), 0)
        return words[first : first + 4] if first else ()
    return words[last + 1 : last + 5]


def _is_participle(word: str) -> bool:
    return is_verb_form(word) and not word.endswith("ing") and not _NO_DEEDS.fullmatch(word)
