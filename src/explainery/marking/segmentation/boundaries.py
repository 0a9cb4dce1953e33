"""Sentence boundaries: sentencex and patterns propose places, and small rules accept or reject each one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import sentencex

from explainery.lexicon.abbreviations import Abbreviation, any_abbreviation
from explainery.lexicon.calendar import MONTH, SHORT_MONTH, WEEKDAY_START
from explainery.lexicon.name_words import Opener, openers
from explainery.lexicon.tables import either
from explainery.marking.tuning import TUNING
from explainery.patterns import regex

# Words that usually begin a sentence and rarely continue a name. After `U.S.` or `Inc.` only they start a new one.
_STARTER = regex(
    rf"[\"“‘']?{either(sorted(openers(Opener.OPENS)))}(?![\w.’'-])|[\"“‘']?(?:It|He|She|We|They|You|I|There)[’'](?:s|m|re|ve|ll|d)\b"
)
_CAPITAL = regex(r"[\"“‘'\[]*[A-Z]")
_STATE = any_abbreviation(Abbreviation.STATE)

# Never the end of a sentence: titles and ranks before a name, and abbreviations before a figure.
_TITLE = regex(rf"(?:^|[\s(“\"‘'-]){any_abbreviation(Abbreviation.TITLE)}\.$")
_BEFORE_FIGURE = regex(rf"\b(?:{any_abbreviation(Abbreviation.FIGURE)}|{SHORT_MONTH})\.$")
# Either the end of a sentence or inside one.
_EITHER = regex(
    rf"(?:(?:^|[\W_])[A-Z]|(?:[A-Z]\.)+[A-Z]|Ph\.D|\b(?:{any_abbreviation(Abbreviation.EITHER)}|{_STATE}))\.$"
)
_PARTY = regex(rf"\b[DRI]-(?:(?:[A-Z]\.){{2}}|(?:{_STATE}|W\. ?Va)\.)$")
_PLACE = regex(rf"[A-Z]\w+, (?:(?:{_STATE}|W\. ?Va)\.|D\.C\.|(?:N|S|R|B)\.[A-Z]\.)$")
_HOUR = regex(r"\b[ap]\.m\.$", re.IGNORECASE)
_AFTER_HOUR = regex(
    rf"(?:{WEEKDAY_START})[a-z]*\b|(?:\d{{1,2}} )?(?:{SHORT_MONTH}|{MONTH})\b"
    r"|(?:[A-Z]{1,4}T|UTC)\b|(?:Eastern|Central|Mountain|Pacific)\b|[A-Z]\w+(?: [A-Z]\w+)? time\b"
)
_DOTS = regex(r"(?P<blank>\s?)(?:…|\.{3})$")
_BRAND = regex(
    r"[a-z]{1,2}[A-Z]\w|(?:van|von|de|di|da|du|del|della|den|der|ter|al|el|bin|ben)(?: de[rn]?| la)?[ -][A-Z]"
)
_MARKED = regex(r"[.!?…](?:\[\w{1,3}\])+$")  # a footnote's mark after a stop
_PLAIN_STOP = regex(r"[a-z\d%)]{2}[.!?]$")
_STOP = regex(r"[.!?…][\"”’')\]]*$")

# Places that sentencex misses: a mark follows the stop, or the next words begin a sentence.
_PROPOSED = regex(
    "|".join(
        (
            r"[.!?…](?:(?:\[\w{1,3}\])+|[¹²³⁴-⁹*†‡]+)\s+(?=[\"“‘]?[A-Z])",  # a footnote's mark
            r"[.!?…][\"”’')\]]+\s+(?=[\"“‘'(\[]?[A-Z])",  # a closing mark
            rf"[.!?…]\s+(?={_STARTER.pattern}|[#@]\w|{_BRAND.pattern})",  # what begins a sentence
            r"…\s+(?=[\"“‘]?[A-Z])",
            r"(?<=[a-z]{4})[.!?](?=[A-Z][A-Za-z]+[ ,])",  # a blank is missing
            r"\b[DRI]-(?:[A-Z]\.[A-Z]|[A-Z][a-z]+)\.\s+(?=[\"“‘]?[A-Z])",  # a party's state: "D-Ohio."
            rf", (?:{_STATE}|[NSRB]\.[A-Z])\.\s+(?=[\"“‘]?[A-Z])",  # a town's state
            r"(?:^|[.!?]\s)No\.\s+(?=[A-Z])",  # an answer
        )
    )
)
# Closed quotations and brackets: no sentence ends inside. A single mark closes only after a stop, or it is an apostrophe.
_CLOSED = regex(
    r"“[^“”]*”|(?<![\w.,!?…’'])\"(?=\S)[^\"]*(?<=\S)\"(?!\w)"
    r"|(?<!\w)‘(?=\S)[^‘“”]*?[.,!?…]’(?!\w)|(?<!\w)'(?=[A-Z])[^“”\"]{0,900}?[.,!?…]'(?!\w)"
)
_BRACKETS = regex(r"\([^()]*\)|\[[^\[\]]*\]")
_ADDRESS = regex(r"[/@_]|www\.|\.\w+\.\w|\.(?:Com|Org|Net|Co)\b")

Rule = Callable[[str, str], bool | None]


def cuts(text: str) -> list[int]:
    """The offsets at which pieces of `text` begin, in order, the first 0. Each piece is a sentence or a part of one."""
    closed = [m.span() for pattern in (_CLOSED, _BRACKETS) for m in pattern.finditer(text)]
    places = sorted({*_segments(text), *(m.end() for m in _PROPOSED.finditer(text))})
    return [0, *(p for p in places if 0 < p < len(text) and not _inside(p, closed) and _ends(text, p))]


def _segments(text: str) -> Iterator[int]:
    at = 0
    for piece in sentencex.segment("en", text):
        start = text.find(piece, at)
        at = start + len(piece)
        yield start + len(piece) - len(piece.lstrip())


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(a < place < b for a, b in spans)


def _ends(text: str, place: int) -> bool:
    """Whether a sentence ends at `place`: the first rule with an opinion decides."""
    before, after = text[:place].rstrip(), text[place:]
    if len(before) == place:
        return _is_blank_missing(before[-TUNING.boundary_reach :], after)
    if before.endswith((")", "]")) and not _MARKED.search(before):
        return _is_bracket_whole(before)
    opinions = (rule(before[-TUNING.boundary_reach :], after) for rule in _RULES)
    return next((opinion for opinion in opinions if opinion is not None), True)


def _is_bracket_whole(before: str) -> bool:
    """Whether the brackets at the end of `before` contain a whole sentence, not a part of the one around them."""
    opening = max(before.rfind("("), before.rfind("["))
    lead = before[: max(opening, 0)].rstrip()
    return bool(_STOP.search(before)) and (not lead or bool(_STOP.search(lead)))


def _is_blank_missing(before: str, after: str) -> bool:
    """Whether `ended.He` is two sentences, rather than an address, a file's name or an abbreviation."""
    left, right = before.rsplit(maxsplit=1)[-1], after.split(maxsplit=1)[0]
    if _ADDRESS.search(left + right) or not re.search(r"[a-z\d%][.!?][\"”’)]*$", left):
        return False
    if _TITLE.search(before) or not re.match(r"[“‘\"(]|[A-Z][a-z]*\b|[A-Z]{2,}\b", right):
        return False
    return left[:1].islower() or not left.endswith(".") or bool(_STARTER.match(after)) or right[:1] in "“‘"


def _never(before: str, after: str) -> bool | None:
    figure = after[:1].isdigit() and _BEFORE_FIGURE.search(before)
    return False if _TITLE.search(before) or figure else None


def _lower(before: str, after: str) -> bool | None:
    if not after[:1].islower():
        return None
    return bool(_BRAND.match(after) and _PLAIN_STOP.search(before))


def _hour(before: str, after: str) -> bool | None:
    return not _AFTER_HOUR.match(after) if _HOUR.search(before) else None


def _place(before: str, after: str) -> bool | None:
    """After a party's or a town's state ("D-N.Y.", "Orlo, Calif."), a capital begins a sentence."""
    return bool(_CAPITAL.match(after)) if _PARTY.search(before) or _PLACE.search(before) else None


def _either(before: str, after: str) -> bool | None:
    return bool(_STARTER.match(after)) if _EITHER.search(before) else None


def _dots(before: str, after: str) -> bool | None:
    """Dots with a blank on both sides mark omitted words; a name after them continues the sentence."""
    dots = _DOTS.search(before)
    if not dots or before.endswith("...."):
        return None
    return bool(_STARTER.match(after)) if dots["blank"] else bool(_CAPITAL.match(after))


_RULES: tuple[Rule, ...] = (_never, _lower, _hour, _place, _either, _dots)
