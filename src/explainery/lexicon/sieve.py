"""Sieves: patterns that are tried only on texts which contain the words that they need.

Of a hundred patterns, a line of an article fits none. To find this out, each would have to be tried at each letter;
that a text lacks some words is known at once. What a pattern needs is read from Python's own reading of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain, product
from os.path import commonprefix
from typing import Any

Texts = frozenset[str]
_Item = tuple[Any, Any]  # of a pattern that was read: what it is, and with what
_MOST = 96  # texts that a part of a pattern may stand for; of more, none is remembered
_LEAST_COMMON = 3  # letters that all texts of a need begin with, from which these are asked for first
# `re` offers no other way to read a pattern. It gives only hints: if it changes, patterns are tried on all texts.
_READER = import_module("re._parser")
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_NO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_SAME_LETTER = str.maketrans("ſıİ\N{KELVIN SIGN}", "siik")  # what fits the letters of ASCII in any case


def lowered(text: str) -> str:
    """A text in lower case, for the sieve: with the letters of ASCII for whatever fits these in any case."""
    return text.lower() if text.isascii() else text.translate(_SAME_LETTER).lower()


@dataclass(frozen=True, slots=True)
class _Tried:
    """A pattern: what a text has to contain, one of each set, before it is tried, and how it is tried."""

    needs: tuple[tuple[str, ...], ...]
    pattern: str
    flags: re.RegexFlag
    is_at_start: bool

    def fits(self, text: str) -> bool:
        """Whether the pattern fits somewhere in a text."""
        pattern = _compiled(self.pattern, self.flags)
        return (pattern.match(text) if self.is_at_start else pattern.search(text)) is not None

    def may_fit(self, low: str) -> bool:
        """Whether a text has what the pattern needs."""
        return _has(self.needs, low)


def _has(needs: Iterable[Iterable[str]], low: str) -> bool:
    for texts in needs:  # loops, not `any`: this is asked a hundred times of each line
        for text in texts:
            if text in low:
                break
        else:
            return False
    return True


def may_fit(pattern: re.Pattern[str], low: str) -> bool:
    """Whether a text has what a pattern needs in order to fit somewhere. `low`: `lowered(text)`."""
    return _has(_needs_of_pattern(pattern), low)


@dataclass(frozen=True, slots=True)
class Sieve:
    """Patterns of which one should fit: those that a text has to begin with, by their first letter, and all others."""

    at_start: Mapping[str, tuple[_Tried, ...]]
    anywhere: tuple[_Tried, ...]

    @classmethod
    def of(cls, patterns: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> Sieve:
        """A sieve of some patterns, all with the same flags."""
        at_start: dict[str, list[_Tried]] = {}
        anywhere = []
        for pattern in patterns:
            items = list(_flat(_READER.parse(pattern, flags)))
            tried = _tried(pattern, flags, items)
            letters = _first_letters(items, flags)
            if letters:
                for letter in letters:
                    at_start.setdefault(letter, []).append(tried)
            else:
                anywhere.append(tried)
        return cls({letter: tuple(found) for letter, found in at_start.items()}, tuple(anywhere))

    @classmethod
    def joined(cls, sieves: Iterable[Sieve]) -> Sieve:
        """One sieve of the patterns of several."""
        sieves = tuple(sieves)
        letters = {letter for sieve in sieves for letter in sieve.at_start}
        return cls(
            {a: tuple(t for sieve in sieves for t in sieve.at_start.get(a, ())) for a in letters},
            tuple(t for sieve in sieves for t in sieve.anywhere),
        )

    def fits(self, text: str, low: str) -> bool:
        """Whether a pattern fits somewhere in a text. `low`: `lowered(text)`."""
        tried = chain(self.at_start.get(low[:1], ()), self.anywhere)
        return any(t.may_fit(low) and t.fits(text) for t in tried)


def _tried(pattern: str, flags: re.RegexFlag, items: Sequence[_Item]) -> _Tried:
    return _Tried(_cheapest_first(_needs(items)), pattern, flags, _is_at_start(items, flags))


@cache
def _needs_of_pattern(pattern: re.Pattern[str]) -> tuple[tuple[str, ...], ...]:
    return _cheapest_first(_needs(_READER.parse(pattern.pattern, pattern.flags)))


def _cheapest_first(needs: Iterable[Texts]) -> tuple[tuple[str, ...], ...]:
    """What a pattern needs, first what takes little to ask and is rarely so."""
    found = [need for texts in needs for need in _cheaply(sorted(_without_longer(texts)))]
    return tuple(sorted(found, key=lambda texts: len(texts) / _least(texts)))


@cache  # of all patterns, most are never tried
def _compiled(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(pattern, flags)


def _cheaply(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A need, with what all of its texts have in common at the start if that is much."""
    common = commonprefix(texts)  # noqa: RUF071 (of letters: these are no paths)
    if len(texts) > 1 and len(common) >= _LEAST_COMMON:
        yield (common,)
    yield tuple(texts)


def _flat(items: Iterable[_Item]) -> Iterator[_Item]:
    """A sequence with the contents of its groups in their place."""
    for item in items:
        if str(item[0]) == "SUBPATTERN":
            yield from _flat(item[1][-1])
        else:
            yield item


def _is_at_start(items: Sequence[_Item], flags: re.RegexFlag) -> bool:
    """Whether whatever fits begins where the text begins."""
    return bool(items) and str(items[0]) == "(AT, AT_BEGINNING)" and not flags & re.MULTILINE


def _first_letters(items: Sequence[_Item], flags: re.RegexFlag) -> Texts:
    """The letters in lower case with which a text that fits begins; none where they are not known."""
    letters = _heads(items, 1) if _is_at_start(items, flags) else frozenset[str]()
    return letters if all(letters) else frozenset()


def heads(pattern: str, letters: int) -> Texts:
    """How texts that fit a pattern begin: with one of these, in lower case, each of so many letters or fewer.

    "" is among them if nothing is known.
    """
    return _heads(_flat(_READER.parse(pattern)), letters)


def _heads(items: Iterable[_Item], letters: int) -> Texts:
    run = frozenset({""})
    for item in items:
        joined = _joined(run, _texts(item))
        if joined is None:
            break
        run = frozenset(text[:letters] for text in joined)
    return run


def needed(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> tuple[Texts, ...]:
    """Sets of texts in lower case: whatever fits the pattern contains one text of each set, once it is `lowered`."""
    return tuple(_needs(_READER.parse(pattern, flags)))


def _needs(items: Iterable[_Item]) -> Iterator[Texts]:
    """What a sequence needs: neighbours that stand for a few texts each are put together."""
    run: Texts | None = frozenset({""})
    for item in _flat(items):
        texts = _texts(item)
        joined = _joined(run, texts)
        if joined is None:
            yield from _telling(run)
            yield from _needs_of(item) if texts is None else ()
            joined = texts or frozenset({""})
        run = joined
    yield from _telling(run)


def _joined(before: Texts | None, after: Texts | None) -> Texts | None:
    if before is None or after is None or len(before) * len(after) > _MOST:
        return None
    return frozenset(a + b for a, b in product(before, after))


def _telling(texts: Texts | None) -> Iterator[Texts]:
    """A set of texts, if most lines contain none of them: two letters, or a mark."""
    if texts and all(len(t.strip()) > 1 or (t.strip() and not t.strip().isalnum()) for t in texts):
        yield texts


def _texts(item: _Item) -> Texts | None:
    """All texts that an item stands for, in lower case; None if there are many."""
    kind, value = str(item[0]), item[1]
    if kind in _NO_WIDTH:
        return frozenset({""})
    if kind in {"LITERAL", "IN"}:
        return _union([_letter(part) for part in ([item] if kind == "LITERAL" else value)])
    if kind == "BRANCH":
        return _union([_texts_of(branch) for branch in value[1]])
    if kind in _REPEATS and tuple(value[:2]) == (0, 1):
        return _union([frozenset({""}), _texts_of(value[2])])
    return None


def _letter(item: _Item) -> Texts | None:
    """A letter of ASCII, or a mark; other letters have lower cases that are not sure."""
    letter = chr(item[1]) if str(item[0]) == "LITERAL" else ""
    return frozenset({letter.lower()}) if letter and (letter.isascii() or letter.lower() == letter.upper()) else None


def _texts_of(items: Iterable[_Item]) -> Texts | None:
    run: Texts | None = frozenset({""})
    for item in _flat(items):
        run = _joined(run, _texts(item))
    return run


def _union(parts: Sequence[Texts | None]) -> Texts | None:
    known = [p for p in parts if p is not None]
    texts = frozenset[str]().union(*known)
    return texts if len(known) == len(parts) and len(texts) <= _MOST else None


def _needs_of(item: _Item) -> Iterator[Texts]:
    """What an item needs that stands for many texts."""
    kind, value = str(item[0]), item[1]
    if kind in _REPEATS and value[0]:
        yield from _needs(value[2])
    elif kind == "BRANCH":
        needs = [max(_needs(branch), key=_least, default=frozenset()) for branch in value[1]]
        if all(needs):
            yield frozenset[str]().union(*needs)


def _least(texts: Collection[str]) -> int:
    return min(map(len, texts), default=0)


def _without_longer(texts: Texts) -> Texts:
    """The texts that contain no other of them: where a longer one is, the shorter one is."""
    return frozenset(t for t in texts if not any(o != t and o in t for o in texts))
