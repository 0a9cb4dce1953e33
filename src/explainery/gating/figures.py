"""Figures: each with the bound, the direction and the noun that a passage gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.checking.figure_support import is_same, told
from explainery.checking.frames import is_verb_form
from explainery.checking.quantities import ABOUT, ABOVE, SOME, Quantity, quantities_in
from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, has, same, words_in
from explainery.lexicon.units import units
from explainery.patterns import regex
from explainery.text import folded

_LOOSE = {ABOUT, SOME}
_OVER_TIME = regex(r"\bover (?:the )?[\w.-]+ (?:hours?|days?|weeks?|months?|years?|nights?)$")
_DIRECTION = regex(
    r"\b(by|to|from)(?: (?:about|around|some|nearly|almost|over|up to|more than|less than|at least))? ?[$€£¥]?$"
)
_TWO_BOUNDS = regex(
    r"\b(?:over|more than|about|around|nearly|almost|less than|under|up to|at least"
    r"|at most) (?:at least|at most|up to|about|over"
    r"|more than|less than|nearly|no more than|no less than) (?=\d)"
)
_ONE = regex(r"\b(?:one|an?|single|each|every|per|only|first|others?|another|either|sole|alone|half)\b")
_ONE_OF = regex(r"\b(?:one|another|among|members?|includ\w+|single|first|last|either|each|part of|belong\w*|third)\b")
_TWO = regex(r"\b(?:both|two|pair|couple|either|twice|second|doubl\w+|neither|between)\b")
_CHANGE = r"\bfrom (?:\w+ ){{0,2}}?{whole}\b[^,;.]{{0,30}}\bto (?:\w+ ){{0,2}}?{part}\b"
_UNIT_REACH = 3  # words behind a figure among which its unit stands
_EVERY = regex(
    r"\b(?:(?:an?|per|each|every) (second|minute|hour|day|night|week|fortnight|month|quarter|season|year)\b"
    r"(?! (?:ago|later|earlier|before|after|or|and|old))|hourly|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)"
)
_BY_TIME = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}
_BY_TIME |= dict.fromkeys(("yearly", "annual", "annually"), "year")
_LASTS = regex(r"\b(?:may|might|will|would|could|can|should|to|which|that|not) $")  # "may last for months"
_NOUN_REACH, _PASSAGE_REACH = 3, 6  # words behind a figure, and around it in a passage
_ORDINALS = (
    ("first", "initial", "initially"), ("second",), ("third",), ("fourth",), ("fifth",), ("sixth",),
    ("last", "final", "past", "previous"), ("largest", "biggest", "greatest"),
    ("smallest",), ("highest",), ("lowest",), ("best",), ("worst", "hardest"), ("oldest",), ("youngest",),
    ("twice", "double", "doubled", "twofold"), ("triple", "tripled", "threefold", "treble"),
)  # fmt: skip


def changed_figures(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The figures of a wording that its passages bound, direct or count otherwise; ordinals that they do not have."""
    line, lines = folded(wording), [folded(p) for p in passages]
    supported = set(told(line, passages))
    if match := _TWO_BOUNDS.search(line):
        yield _fault(f"“{match[0]}” sets two bounds")
    for quantity in quantities_in(line):
        if quantity.is_year and not quantity.bound:
            continue
        pairs = [(q, other) for other in lines for q in quantities_in(other) if is_same(quantity, q)]
        own = _bound(quantity, line)
        if pairs and not any(
            own == _bound(q, other) or quantity.bound == q.bound or (own == ABOUT and not q.bound) for q, other in pairs
        ):
            bounds = quantity.bound or "exact", pairs[0][0].bound or "exact"
            yield _fault(f"“{quantity.text}” is {bounds[0]} here, and {bounds[1]} in the passage")
        elif pairs and not any(_same_way(quantity, line, q, other) for q, other in pairs):
            yield _fault(f"“{quantity.text}” stands behind another “by”, “to” or “from” than in the passage")
        elif pairs and not any(_has_unit(quantity, q, other) for q, other in pairs):
            yield _fault(f"“{quantity.text}” has another unit in the passage")
        elif pairs and not any(_counts_the_same(quantity, line, q, other) for q, other in pairs):
            yield _fault(f"“{quantity.text}” counts something else in the passage")
        elif not pairs and quantity not in supported and not _is_pronoun(quantity, line, lines):
            yield _fault(f"“{quantity.text}” is in no passage")
    yield from _shares(line, lines)
    yield from _rates(line, lines)
    yield from _ordinals(wording, passages)


def _shares(line: str, lines: Sequence[str]) -> Iterator[Refusal]:
    """A "41 of 64" where a passage has "from 64 to 41"."""
    for match in re.finditer(r"\b(\d[\d,.]*) (?:out )?of (?:the |its |their |his |her )?(\d[\d,.]*\d|\d)", line):
        change = re.compile(_CHANGE.format(whole=re.escape(match[2]), part=re.escape(match[1])))
        if any(change.search(other) for other in lines):
            yield _fault(f"“{match[0]}” is no part of a whole in the passage")


def _rates(line: str, lines: Sequence[str]) -> Iterator[Refusal]:
    """A "per kilo" where no passage counts by the kilo."""
    for match in re.finditer(r"\bper (?!cent\b)(\w+)", line):
        if not any(has(words_in(other), word) for word in words_in(match[1]) for other in lines):
            yield _fault(f"no passage counts “{match[0]}”")
    told = {every for other in lines for every in _every(other)}
    for every in set(_every(line)) - told:
        if told:
            yield _fault(f"it counts by the {every}; the passage by the {min(told)}")


def _every(line: str) -> Iterator[str]:
    """The times by which a text counts: "a day", "daily"."""
    for match in _EVERY.finditer(line):
        yield _BY_TIME.get(match[0]) or match[1]


def _is_pronoun(quantity: Quantity, line: str, lines: Sequence[str]) -> bool:
    """Whether a "one" or "two" may stand for what a passage names: "the two" for "Roe and Doe"."""
    if quantity.scale or quantity.is_part:
        return False
    number = quantity.text.split(" ")[0].split("-")[0]
    if re.search(r"\b(?:every|each|no|any|which|this|that) $", line[: quantity.start]):
        return True
    if number == "one":
        signs = _ONE_OF if re.match(r" of (?!the (?:first|last|most|few|\w+est)\b)", line[quantity.end :]) else _ONE
        return any(signs.search(other) for other in lines)
    if number == "two":
        if re.match(r" (?:have|had|has|are|were|will|would|countries|sides|men|women|bodies)\b", line[quantity.end :]):
            return True
        is_plain = re.search(r"\b(?:the|these|those|its|his|her|their) $", line[: quantity.start]) is not None
        return any(_TWO.search(other) or (is_plain and " and " in other) for other in lines)
    return False


def _bound(quantity: Quantity, line: str) -> str:
    """How exact a figure is; "over three days" sets no bound, and "about" may be added."""
    if quantity.bound == ABOVE and _OVER_TIME.search(line[max(0, quantity.start - 10) : quantity.end]):
        return ""
    return ABOUT if quantity.bound in _LOOSE else quantity.bound


def _way(quantity: Quantity, line: str) -> str:
    match = _DIRECTION.search(line[max(0, quantity.start - 40) : quantity.start].rstrip() + " ")
    return match[1] if match else ""


def _same_way(one: Quantity, line: str, other: Quantity, other_line: str) -> bool:
    ways = {_way(one, line), _way(other, other_line)}
    return len(ways) == 1 or ways in ({"", "from"}, {"", "by"}, {"", "to"})


def _has_unit(one: Quantity, other: Quantity, other_line: str) -> bool:
    """Whether a figure's unit, if only the wording has one, stands near it in the passage: "ten working days"."""
    if not one.units or other.units or other.is_year:
        return True
    behind = [w.text for w in words_in(other_line) if other.end <= w.start][:_UNIT_REACH]
    units_behind = {unit.name for w in behind for unit in units().get(w, ())}
    if not units_behind:
        counted = _behind(other, other_line)[:1]
        return not counted or is_free(counted[0]) or counted[0].start - other.end > 1
    return any(unit.name in units_behind for unit in one.units)


def _counts_the_same(one: Quantity, line: str, other: Quantity, other_line: str) -> bool:
    """Whether one of the words behind a figure, if it has any of weight, stands near it in the passage."""
    nouns = [] if one.units or one.is_part else _nouns(_behind(one, line))
    nouns = [] if nouns and is_verb_form(nouns[0].text) else nouns  # "three drove"
    near = [*_before(other, other_line)[-_PASSAGE_REACH:], *_behind(other, other_line)[:_PASSAGE_REACH]]
    return not nouns or not near or any(same(n, w) for n in nouns for w in near)


def _nouns(words: Sequence[Word]) -> list[Word]:
    """The words of weight right behind a figure, up to the first that has none."""
    end = next((i for i, w in enumerate(words) if is_free(w)), len(words))
    return list(words[: min(end, _NOUN_REACH)])


def _behind(quantity: Quantity, line: str) -> list[Word]:
    stop = re.search(r"[,;:.](?=\s|$)", line[quantity.end :])
    end = quantity.end + stop.start() if stop else len(line)
    return [w for w in words_in(line) if quantity.end <= w.start < end and not w.is_number]


def _before(quantity: Quantity, line: str) -> list[Word]:
    return [w for w in words_in(line) if w.end <= quantity.start and not w.is_number]


def _ordinals(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    known = {w.text for p in passages for w in words_in(p)}
    counted = [q for q in quantities_in(folded(wording)) if q.is_part]  # "a third"
    for word in words_in(wording):
        if any(word.text in q.text for q in counted):
            continue
        if word.text == "last" and _LASTS.search(wording[: word.start]):
            continue
        row = next((r for r in _ORDINALS if word.text in r), ())
        if (
            word.text == "first"
            and "first time" in folded(wording)
            and not any("first time" in folded(p) for p in passages)
        ):
            yield _fault("no passage says “first time”")
        if row and not known & set(row):
            yield _fault(f"no passage says “{word.text}”")


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.FIGURE, reason)
