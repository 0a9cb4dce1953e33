"""How a person's correction of one sentence changes another that says the same: "12" to "14" in the timeline.

A small edit is a correction, and each of its parts is made in the copy, too, where it fits in one way only. Of a
sentence that was written anew, only the facts that are gone count: numbers, and names that gave way to other names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum, auto
from typing import NamedTuple

from explainery.lexicon.numbers import SCALE, VALUE
from explainery.patterns import regex

_TOKEN = regex(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_SMALL = frozenset("a an the of in on at to for by with from and or that which as its it his her their".split())
_CORRECTION = 0.6  # share of words that stay, from which an edit is a correction of the sentence and not another one
_SPELLED = {word: str(number) for word, number in VALUE.items()}


class Kept(Enum):
    """What a correction leaves of a copy."""

    AS_IS = auto()  # it does not say what was corrected
    UNCLEAR = auto()  # it says what was corrected, in a way that no part of the edit fits


class Part(NamedTuple):
    """A part of an edit: words that were taken out, words that were put in, and the word before them."""

    out: tuple[str, ...]
    into: tuple[str, ...]
    before: str


def corrected(copy: str, old: str, new: str, *, facts_only: bool = False) -> str | Kept:
    """The copy with the correction in it.

    Args:
        copy: a text that says the same as `old`, perhaps in other words.
        old: the sentence as it was generated.
        new: the sentence as a person left it.
        facts_only: only numbers and names are carried over, as from a line of a table that was merely shortened.
    """
    parts = list(_parts(old, new))
    if _ratio(old, new) < _CORRECTION or facts_only:
        parts = [p for p in parts if _is_fact(p.out) and _is_fact(p.into)] or _one_number(old, new)
    text, unclear = copy, False
    for part in parts:
        changed = _replaced(text, part) if part.out else _inserted(text, part)
        unclear = unclear or changed is None
        text = text if changed is None else changed
    if unclear or any(_found(text, (token,)) for token in gone_numbers(old, new)):
        return Kept.UNCLEAR
    return Kept.AS_IS if text == copy else text


def undated(sentence: str, date: str) -> str:
    """A sentence without the date that stands beside it in a timeline, with or without its year.

    Args:
        sentence: in a person's words.
        date: as the timeline prints it, such as `13 September 2023`.
    """
    if not date:
        return sentence
    day, _, year = date.rpartition(" ")
    form = rf"{re.escape(day)}(?:,? {re.escape(year)})?" if day else re.escape(year)
    first = re.sub(rf"^(?:On|In|By) {form},? (?!\d|(?:and|but|or|to|until) )(?=\w)", "", sentence)
    if first != sentence:
        return first[0].upper() + first[1:]
    return re.sub(rf" (?:on|in) {form}(?=[.!?]?$)", "", sentence)


def _one_number(old: str, new: str) -> list[Part]:
    """A number that took the place of another in a sentence written anew, where there is one of each."""
    gone, came = gone_numbers(old, new), gone_numbers(new, old)
    return [Part((gone[0],), (came[0],), "")] if len(gone) == len(came) == 1 else []


def gone_numbers(old: str, new: str) -> list[str]:
    """The numbers of a sentence that its new version does not have."""
    kept = {_value(t) for t in _tokens(new)}
    return [t for t in dict.fromkeys(_tokens(old)) if _is_number(t) and _value(t) not in kept]


def gone_facts(old: str, new: str) -> list[tuple[str, ...]]:
    """The numbers and names that gave way to others, each as the words that were taken out."""
    return [p.out for p in _parts(old, new) if _is_fact(p.out) and _is_fact(p.into)]


def says(text: str, phrase: Sequence[str]) -> bool:
    """Whether a text has these words in a row; a number also in its other spelling."""
    return bool(_found(text, phrase))


def _parts(old: str, new: str) -> Iterator[Part]:
    """The parts of an edit that a reader notices: not those of punctuation or of small words alone."""
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        out, into = tuple(before[i1:i2]), tuple(after[j1:j2])
        if tag != "equal" and any(_counts(t) for t in (*out, *into)):
            yield Part(out, into, before[i1 - 1] if i1 else "")


def _replaced(text: str, part: Part) -> str | None:
    """The text with a part of the edit made; itself where it does not say it; None where that is not clear."""
    places = _found(text, part.out)
    if len(places) > 1:
        behind = [p for p in places if part.before and text[: p.start()].rstrip().endswith(part.before)]
        places = behind or places
    if not places:
        return text
    if len(places) > 1 or not part.into:
        return None
    place = places[0]
    return text[: place.start()] + _joined(part.into) + text[place.end() :]


def _inserted(text: str, part: Part) -> str | None:
    """The text with words put in behind the word that they follow; itself where it does not have that word."""
    places = _found(text, (part.before,)) if _counts(part.before) else []
    if len(places) != 1:
        return text if not places else None
    at = places[0].end()
    return f"{text[:at]} {_joined(part.into)}{text[at:]}"


def _joined(tokens: Sequence[str]) -> str:
    return re.sub(r" ([.,;:!?’”)])", r"\1", " ".join(tokens))


def _found(text: str, phrase: Sequence[str]) -> list[re.Match[str]]:
    if not any(_counts(t) for t in phrase):
        return []
    words = r"\s*".join(_pattern(t) for t in phrase)
    return list(re.finditer(rf"(?<![\w^])(?<!\d[.,]){words}(?!\w)(?![.,]\d)", text))


def _pattern(token: str) -> str:
    """A pattern of a token; a small number may be spelt or in digits."""
    spellings = {token, *(w for w, n in _SPELLED.items() if _value(token) == n), _value(token)}
    return ("(?i:" if _is_number(token) else "(?:") + "|".join(re.escape(s) for s in sorted(spellings)) + ")"


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _ratio(old: str, new: str) -> float:
    return SequenceMatcher(None, _tokens(old), _tokens(new), autojunk=False).ratio()


def _counts(token: str) -> bool:
    return token[:1].isalnum() and token.casefold() not in _SMALL


def _is_number(token: str) -> bool:
    return any(c.isdigit() for c in token) or token.casefold() in _SPELLED or token.casefold() in SCALE


def _value(token: str) -> str:
    return _SPELLED.get(token.casefold(), token)


def _is_fact(tokens: Sequence[str]) -> bool:
    """Whether words are numbers and names and nothing else that counts."""
    counting = [t for t in tokens if _counts(t)]
    return bool(counting) and all(_is_number(t) or t[0].isupper() for t in counting)
