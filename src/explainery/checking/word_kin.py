"""Words as the check compares them: stems, the verbs and nouns that tell one deed, and words that an editor swaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from explainery.lexicon.calendar import MONTHS, SHORT_MONTHS, WEEKDAYS
from explainery.lexicon.numbers import up_to
from explainery.lexicon.reporting_verbs import DENYING, DOUBT, JUDGING, SAYING
from explainery.lexicon.stems import STOP_WORDS, stem
from explainery.lexicon.tables import table_rows
from explainery.lexicon.units import units
from explainery.lexicon.verbs import GROUPS, forms, verb_of
from explainery.patterns import regex
from explainery.text import folded

# Soft hyphens and fillers without width are part of their word, as readers see it.
_TOKEN = regex(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[’'\u00ad\u200b\u2060\ufeff-]+[^\W\d_]+)*")
_ENDING = regex(r"(?:[’']s|[’'])$")
_LEAST_ROOT = 3
_LEAST_SHARED = 5  # letters at the beginning of two words that make them one family: "electr|ion", "electr|ed"
# What carries no fact of its own: how much, how sure, how things hang together. Other rules compare these.
_LIGHT = frozenset(
    """
    about almost around roughly approximately nearly some just only barely exactly even still yet already since until
    till while whereas although though however nevertheless nonetheless meanwhile also too then now later earlier
    therefore thus because due despite without within per among amid towards toward onto upon behind beside besides
    except instead rather least most many much several few less fewer every either neither none nobody nothing nor
    not never cannot far long well quite very really actually simply merely mainly mostly largely partly perhaps
    possibly probably likely unlikely apparently reportedly allegedly let get got getting go goes went gone going come
    comes came coming make makes made making take takes took taken taking put puts give gives gave given keep kept set
    become became one two first second third half quarter dozen hundred twenty thirty
    forty fifty sixty seventy eighty ninety thousand million billion trillion percent once
    percentage cent point points per-cent year years month months week weeks day days hour hours minute minutes today
    yesterday tomorrow tonight morning afternoon evening night midnight noon ago last next past coming
    according account accounts view views words word statement fact thing things way case time times part parts
    people person man men woman women own number amount figure kind order place new old former current
    late early mid beginning mr mrs ms dr sir himself herself itself themselves whose whom
    there here like as such same other others another
    able unable done did does away pointed eventually finally called describe described describes
    anything something everything anyone someone everyone anybody somebody everybody having doing being used
    manage manages managed managing fifth sixth seventh eighth ninth tenth thirds quarters fifths sixths tenths
    nine-tenths two-thirds three-quarters decade decades century centuries fortnight
    could should would might must shall need wants want wanted
    """.split()
)  # fmt: skip
_WEIGHTLESS = (
    _LIGHT
    | STOP_WORDS
    | frozenset(word.lower() for word in (*MONTHS, *SHORT_MONTHS, *WEEKDAYS, *up_to(20)))
    | frozenset(word for unit in units() for word in unit.split())  # EXP122 compares them
    | frozenset(word for verb in (*SAYING, *JUDGING, *DENYING, *DOUBT) for word in verb.split())
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        text: folded, without a possessive's ending.
        start: its place in the text.
        end: the end of that, exclusive.
        capital: whether it begins with a capital letter.
        has_weight: whether it can carry a fact by itself.
    """

    text: str
    start: int
    end: int
    capital: bool
    has_weight: bool

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()


def words_in(text: str) -> list[Word]:
    """The words of a text, in order."""
    return list(_words_of(text))


@lru_cache(maxsize=8192)  # sentences; every statement of a page is compared with the same ones
def _words_of(text: str) -> tuple[Word, ...]:
    return tuple(_word(m) for m in _TOKEN.finditer(text))


def _word(match: re.Match[str]) -> Word:
    text = _ENDING.sub("", folded(match[0])) or match[0]
    weight = not text[0].isdigit() and len(text) > 1 and text not in _WEIGHTLESS
    return Word(text, *match.span(), match[0][0].isupper(), weight)


@cache
def base(word: str) -> str:
    """The stem of a word; of an irregular verb's form, that of the verb."""
    root = stem(verb_of().get(word, word))
    root = f"{root[:-1]}y" if root.endswith("i") else root  # "supplied", "supply"
    return root[:-1] if root.endswith("e") and len(root) > _LEAST_ROOT else root  # "accuses", "accuse"


@cache
def kin(word: str) -> frozenset[str]:
    """What two words must share to say the same: their stem, or a group of verbs or synonyms that lists both."""
    return frozenset({base(word), *(f"={g}" for w in (word, verb_of().get(word, word)) for g in _groups(w))})


def _groups(word: str) -> frozenset[str]:
    return _grouped().get(word, frozenset()) | _grouped().get(base(word), frozenset())


@cache
def related(one: str, other: str) -> bool:
    """Whether two words say the same or are of one family: "elected" and "election"."""
    if kin(one) & kin(other):
        return True
    shared = min(len(one), len(other), _LEAST_SHARED)
    return shared >= _LEAST_SHARED and one[:shared] == other[:shared]


def is_among(word: str, others: Iterable[str]) -> bool:
    """Whether a text of these words has a word, or one that says the same."""
    return any(related(word, other) for other in others)


@cache
def _grouped() -> Mapping[str, frozenset[str]]:
    """The groups of verbs and of synonyms, by each form of a word and by each stem."""
    groups: dict[str, set[str]] = {}
    for name in (GROUPS, "lexicon/data/synonyms.tsv"):
        for group, listed in table_rows(name):
            for word in listed.split():
                for form in forms(word) | {base(word)}:
                    groups.setdefault(form, set()).add(f"{name}:{group}")
    return MappingProxyType({form: frozenset(names) for form, names in groups.items()})
