"""The words of a wording and of its passages in the form in which the gate compares them.

Two words say the same where they share a stem, a family ("approve", "approval") or a row of the table of rewordings.
A row may hold phrases ("turn_down"), so that a phrase stands for a word and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from explainery.checking.word_forms import base
from explainery.checking.word_kin import base as stem
from explainery.gating.tuning import TUNING
from explainery.lexicon.tables import table_rows
from explainery.patterns import regex
from explainery.text import plain

_TOKEN = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*|%")
_POSSESSIVE = regex(r"(?:['’]s|['’])$")
_ROWS = "lexicon/data/rewordings.tsv"
# A denial, which another rule compares.
_UNDONE = regex(
    r"^un(?=(?:able|likely|willing|clear|known|affected|damaged|harmed|hurt|happy|safe|read|paid|true|changed|certain|aware"
    r"|wanted|founded|named|lawful|fair)$)"
    r"|^in(?=(?:sufficient|adequate|complete|correct|accurate|eligible|effective|secure|stable|valid|visible)$)"
    r"|^ir(?=regular)|^il(?=legal)|^dis(?=(?:agree|satisf|honest|order)\w*$)"
)
_NOUN_ENDING = regex(r"(?<=\w{3})(?:ition|ness|(?<=\w{4})(?:at)?ion|(?<=\w{4})(?:[ae]nce|[ae]ncy|ment|ness|al|ity))s?$")
# "Resold" is sold, "reopen" is open.
_AGAIN = regex(
    r"^re(?=(?:sold|sell|open|buil[dt]|nam|elect|appoint|start|launch|gain|claim|join|count|locat|settl|writ|wrote|pai?[dy]))"
)
_DEMONYM = regex(r"(?:[aeiouy]|ia|ian|ians|an|ans|n|ns|i|is|ish|ese|ic|er|ers|s)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        text: in lower case, without the ending of a possessive.
        start: its place in the text.
        end: the end of that, exclusive.
        capital: whether it begins with a capital letter.
        rows: the rows of the table of rewordings that list it, or a phrase of which it is part.
    """

    text: str
    start: int
    end: int
    capital: bool
    rows: frozenset[int] = frozenset()

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()


def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text, in order; a word with a hyphen is two."""
    return _words_in(plain(text))


@lru_cache(maxsize=4096)  # the passages of a story are compared with many wordings
def _words_in(text: str) -> tuple[Word, ...]:
    bare = [_bare(m[0]) for m in _TOKEN.finditer(text)]
    rows: list[set[int]] = [set(_rows_of(word)) for word in bare]
    for places, row in _phrases(bare):
        for i in places:
            rows[i].add(row)
    found = zip(_TOKEN.finditer(text), bare, rows, strict=True)
    return tuple(Word(word, *m.span(), m[0][0].isupper(), frozenset(r)) for m, word, r in found)


def _bare(word: str) -> str:
    lowered = word.lower().replace("’", "'")
    return lowered if lowered.endswith("n't") else _POSSESSIVE.sub("", lowered) or lowered


def _phrases(bare: Sequence[str]) -> Iterator[tuple[list[int], int]]:
    """The places of the words of the table's phrases, and their rows; a few other words may stand between them."""
    bases = [base(w) for w in bare]
    for i, first in enumerate(bases):
        for rest, row in _phrase_table().get(first, ()):
            places = _places_of(bases, i + 1, rest)
            if len(places) == len(rest):
                yield [i, *places], row


def _places_of(bases: Sequence[str], at: int, rest: Sequence[str]) -> list[int]:
    """Where the words of a phrase stand that goes on at a place, as far as it does and does not begin anew."""
    places, first = list[int](), bases[at - 1]
    for wanted in rest:
        near = bases[at : at + 1 + TUNING.words_inside_a_phrase]
        if wanted not in near or first in near[: near.index(wanted)]:
            break
        places.append(at + near.index(wanted))
        at = places[-1] + 1
    return places


@cache
def _rows_of(word: str) -> frozenset[int]:
    table = _single_table()
    return table.get(word, frozenset()) | table.get(base(word), frozenset())


@cache
def _single_table() -> Mapping[str, frozenset[int]]:
    rows: dict[str, set[int]] = {}
    for number, (cell,) in enumerate(table_rows(_ROWS)):
        for word in cell.split():
            if "_" not in word:
                for form in (word, base(word)):
                    rows.setdefault(form, set()).add(number)
    return MappingProxyType({word: frozenset(numbers) for word, numbers in rows.items()})


@cache
def _phrase_table() -> Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]:
    rows: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, (cell,) in enumerate(table_rows(_ROWS)):
        for phrase in (p for p in cell.split() if "_" in p):
            first, *rest = (base(w) for w in phrase.split("_"))
            rows.setdefault(first, []).append((tuple(rest), number))
    return MappingProxyType({word: tuple(found) for word, found in rows.items()})


def same(one: Word, other: Word) -> bool:
    """Whether two words say the same."""
    return bool(one.rows & other.rows) or akin(one.text, other.text) or (one.capital and _is_demonym(one, other))


@cache
def akin(one: str, other: str) -> bool:
    """Whether two words are one word in two forms, or of one family."""
    one, other = (_AGAIN.sub("", _UNDONE.sub("", word)) for word in (one, other))
    if base(one) == base(other) or stem(one) == stem(other):
        return True
    if base(one) == _root(other) or base(other) == _root(one):
        return True
    shared = _shared(one, other)
    longest = max(len(one), len(other))
    return shared >= TUNING.sure_family or (shared >= TUNING.least_family and shared >= TUNING.family_share * longest)


@cache
def _root(word: str) -> str:
    """The verb or adjective of which a noun is made: "differ" of "differences", "add" of "addition"."""
    root = _NOUN_ENDING.sub("", word)
    return base(root) if root != word else word


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _is_demonym(one: Word, other: Word) -> bool:
    """Whether two names are a place and its people: "Verania" and "Veranian"."""
    shared = _shared(one.text, other.text)
    rests = (one.text[shared:], other.text[shared:])
    return other.capital and shared >= TUNING.least_demonym and all(_DEMONYM.fullmatch(r) for r in rests)


def has(words: Sequence[Word], word: Word) -> bool:
    """Whether one of some words says the same as another."""
    return any(same(word, other) for other in words)
