"""Predicates: what a sentence says of those it names: its deeds, what they are done to, and its figures.

Two sentences about one minister look alike whether she promises an inquiry or resigns. They say the same only where
they tell one deed (by the verb, its synonym or its noun: `verbs.tsv`) of one thing, or count one thing alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from types import MappingProxyType

from explainery.lexicon.offices import Office, nouns
from explainery.lexicon.reporting_verbs import SAYING
from explainery.lexicon.stems import STOP_WORDS, stem
from explainery.lexicon.tables import table_rows
from explainery.lexicon.verbs import GROUPS, forms, past_forms
from explainery.linking.quantities import Figure, differ, figures, same_thing
from explainery.linking.tuning import REMEMBERED, TUNING
from explainery.model import Passage
from explainery.patterns import regex
from explainery.text import folded

_TUNING = TUNING.predicates
_WORD = regex(r"[^\W\d_][\w'-]*")
_DEED = regex(r"[a-z-]{4,}(?:ed|ing)")  # a verb that no table lists, by its ending
_OPENING = regex(r"(?:[\w’'-]+,? ){0,6}")  # before a name: "The harbour master, "
_BEHIND = regex(r",(?: [\w’'-]+){1,8},")  # after it: ", the harbour master,"
_NOT = frozenset("not no never none nobody nothing neither nor without cannot".split())
_PERSONS = (Office.TITLE, Office.POST, Office.BEFORE, Office.AFTER, Office.HELD, Office.HE, Office.SHE)
_SAYING = frozenset(word for verb in SAYING for word in verb.split())
# They go with any deed: "was made", "took place", "is expected to".
_ANY = frozenset(
    "be have do make go come get take keep put hold see know show become set stand bring lead read hear feel tell say "
    "call believe expect plan want report name try leave".split()
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a sentence says of those it names.

    Attributes:
        deeds: what is done: the groups of its verbs and of their nouns; a verb in no group by its stem. What is not
            done, or by nobody, is another deed: "not resign".
        things: the stems of its other words, names and offices left out, each with the groups that it tells.
        figures: its figures.
    """

    deeds: frozenset[str]
    things: Mapping[str, frozenset[str]]
    figures: tuple[Figure, ...]


def predicate_of(passage: Passage) -> Predicate:
    """The predicate of one sentence."""
    words = [w for w in _WORD.findall(_unnamed(passage)) if w not in _SAYING]
    things = dict(thing for thing in map(_thing, words) if thing)
    return Predicate(frozenset(_told(words)), MappingProxyType(things), figures(passage.words))


@lru_cache(REMEMBERED)
def _thing(word: str) -> tuple[str, frozenset[str]] | None:
    """The stem of a word with the groups that it tells; None for a word that says too little, or an office."""
    root = stem(word)
    if word in STOP_WORDS or root in _offices():
        return None
    return root, _groups().get(word) or frozenset({root})


def one_predicate(a: Predicate, b: Predicate) -> bool:
    """Whether two sentences say one thing of those they name, as far as verbs, things and figures show."""
    counted = counted_alike(a.figures, b.figures)
    if counted is False:
        return False
    deeds = a.deeds & b.deeds
    shared = a.things.keys() & b.things.keys()
    apart = bool(a.deeds and b.deeds) and not deeds
    if not deeds and len(shared) >= _share(a, b, _TUNING.copied if apart else _TUNING.retold):
        return len(shared) >= _TUNING.least_copied or not apart
    if not deeds:
        return bool(counted) and not apart and bool(shared)
    # A verb alone is no fact: "resigned" may be two people's. Sentences that hold little else need no more.
    told = frozenset(deed.removeprefix("not ") for deed in deeds)
    return any(not a.things[t] & told for t in shared) or not (_beside(a, told) and _beside(b, told))


def may_be_one(a: Predicate, b: Predicate) -> bool:
    """Whether two sentences may say one thing among others: they share a deed, a figure or several other words."""
    if (counted := counted_alike(a.figures, b.figures)) is not None:
        return counted
    return bool(a.deeds & b.deeds) or len(a.things.keys() & b.things.keys()) >= _TUNING.least_things


def counted_alike(some: tuple[Figure, ...], others: tuple[Figure, ...]) -> bool | None:
    """Whether figures of one thing agree; None where no two count one thing."""
    if not some or not others:
        return None
    pairs = [(f, g) for f in some for g in others if same_thing(f, g)]
    return any(not differ(f, g) for f, g in pairs) if pairs else None


def _share(a: Predicate, b: Predicate, share: float) -> float:
    return max(1.0, share * min(len(a.things), len(b.things)))


def _beside(predicate: Predicate, deeds: frozenset[str]) -> bool:
    """Whether there are words beside those that tell the deeds."""
    return any(not groups & deeds for groups in predicate.things.values())


def _unnamed(passage: Passage) -> str:
    """The sentence in small letters, without the names in it and what stands in apposition to its subject."""
    start = passage.sentence.start
    text = passage.article.text[start : passage.sentence.end]
    spans = [(n.start - start, min(n.end - start, len(text))) for n in passage.marked.names_in(passage.sentence)]
    if subject := _called(text, spans):
        spans.append(subject)
    for i, j in spans:
        text = f"{text[:i]}{' ' * (j - i)}{text[j:]}"
    return folded(text).replace("'s ", " ")


def _called(text: str, names: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The span of a subject that is a name with what its holder is: "The harbour master, Jo Roe, | was"."""
    for i, j in names:
        opens = _OPENING.fullmatch(text[:i])
        if opens and not any(w in _groups() for w in _WORD.findall(folded(text[:i]))):
            behind = _BEHIND.match(text, j)
            return 0, behind.end() if behind else j
    return None


def _told(words: Sequence[str]) -> Iterator[str]:
    """The deeds that words tell."""
    negations = [i for i, word in enumerate(words) if word in _NOT or word.endswith("n't")]
    for i, (word, behind) in enumerate(zip_longest(words, words[1:], fillvalue="")):
        if not (deeds := _deeds(word, behind)):
            continue
        negated = any(i - _TUNING.negation_reach <= at < i for at in negations)
        yield from (f"not {deed}" if negated else deed for deed in deeds)


def _deeds(word: str, behind: str) -> tuple[str, ...]:
    """The deeds that a word tells, or that it tells with the one behind it."""
    groups = _groups().get(f"{word}_{behind}")
    return _deeds_of(word) if groups is None else tuple(sorted(groups - _ANY))


@lru_cache(REMEMBERED)
def _deeds_of(word: str) -> tuple[str, ...]:
    told = _groups().get(word) or ({stem(word)} if _DEED.fullmatch(word) else set[str]())
    return tuple(sorted(told - _ANY))


@cache
def _offices() -> frozenset[str]:
    """The stems of the nouns of offices: "minister" says who somebody is, not what is said of them."""
    return frozenset(stem(word) for office in _PERSONS for noun in nouns(office) for word in noun.split())


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    """The groups of each form of a listed verb or noun."""
    groups: dict[str, set[str]] = {}
    for group, listed in table_rows(GROUPS):
        for form in (form for word in listed.split() for form in forms(word)):
            groups.setdefault(form, set()).add(group)
    for verb, past in past_forms().items():
        for form in (verb, *past):
            groups.setdefault(form, {verb})
    return MappingProxyType({form: frozenset(listed) for form, listed in groups.items()})
