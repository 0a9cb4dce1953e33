"""Stances: whether a sentence denies, disputes, doubts, turns against, judges or only asserts.

Each stance is a group of words that occur in any kind of story (see `stances.tsv`). "Rejected the offer" does not deny
anything, so rejecting and dismissing count only with a word for a statement ("the claim", "that account", "it as").
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from explainery.lexicon.reporting_verbs import HOLDING
from explainery.lexicon.tables import by_group, either
from explainery.lexicon.word_starts import WordStarts
from explainery.linking.similarity import stems
from explainery.linking.tuning import TUNING
from explainery.patterns import regex
from explainery.story_memory import remembered
from explainery.text import folded

_TUNING = TUNING.signals
_TURNS = "turns"  # this stance may match at the start of a sentence, before any word
_JUDGEMENTS = ("glad", "sorry")
_BACK = "back"
_UP_TO_FIVE = r"(?:[\w'-]+ ){0,5}?"


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    return by_group("linking/disputes/stances.tsv")


@cache
def _branches() -> Mapping[str, tuple[str, ...]]:
    """The patterns of the words and phrases of each stance, for folded text."""
    said = either(_groups()["said"])
    named = {
        name: tuple(w.replace("<said>", said).replace("<up to five words>", _UP_TO_FIVE) for w in words)
        for name, words in _groups().items()
        if name not in {"said", "charged"}
    }
    return MappingProxyType(named | {_BACK: _points_back()})


def _bounded(name: str, branch: str) -> str:
    """A stance's pattern, with where it may begin and end."""
    if name in _JUDGEMENTS:
        return rf"\b{branch}\b"
    return branch if name in {_TURNS, _BACK} else rf"(?<!\w){branch}"


@cache
def _starts() -> WordStarts:
    """The patterns of all stances, for folded text."""
    return WordStarts.of({name: (b, _bounded(name, either(b))) for name, b in _branches().items()})


def _points_back() -> tuple[str, ...]:
    """Patterns for words that point back to an earlier statement."""
    said, charged = either(_groups()["said"]), either(_groups()["charged"])
    return (
        rf"\b(?:such|that|those|this|these) (?:[\w-]+ ){{0,2}}?{said}\b",  # "such a claim"
        rf"\bthe (?:[\w-]+ )?{charged}\b",  # "the charge"
        r"\b(?:reject|dismiss|disput|den[iy]|refut)\w* (?:it|this|that|them|those|any|having|there)\b",
        r"\bno such\b",
        r"\b(?:that|this|it) (?:was|is) (?:\w+ )?(?:wrong|untrue|false|not|so)\b",  # "that is simply wrong"
        r"\bsaid that it was\b",
        r"\ball this\b",
        r"\bthe opposite\b",
    )


_TOLD_BY = (
    regex(r"\b(?:according to|in the words of|by the count of) (?P<who>[^,.;\"]{3,70})"),
    regex(r", (?P<who>(?:[^,\"]|, ){2,60}?) (?:said|says|added|told|wrote|estimated)\b[^,]{0,40}\.?$"),
    regex(r"['\"],? (?:said|says|asked|added|wrote) (?P<who>[^,.;\"]{3,60})"),
    regex(
        rf"^(?:but |however, |yet |while |although |in (?:[\w' -]+), |on (?:[\w' -]+), )?(?P<who>[^\"]{{2,110}}?),? (?:(?:has|have|had|also|later|then|again|always|repeatedly) )*(?:{HOLDING})\b"
    ),
)


def told_by(text: str) -> frozenset[str]:
    """The stems of the words for the sentence's source; empty if it names none."""
    line = folded(text)
    source = next((m["who"] for pattern in _TOLD_BY if (m := pattern.search(line))), "")
    return frozenset(stems(source))


_SCOPE = regex(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed)|reject(?:s|ed)|dismiss(?:es|ed)"  # denies
    r"|not|never|no|nobody|without|neither|nor|any|doubts?|doubted|cannot)\b"  # negates
    r"(?: (?:that|having|such|any|the|a|an|been))*"  # small words after either
    r"|n't\b"
)
# Words and phrases that exclude each other, as patterns for folded text: those of one side, and those of the other.
_OPPOSITES = (
    (r"more, higher, rise, rose, increase\w*, raise\w*", r"less, fewer, lower, f[ae]ll\w*, decrease\w*, cut"),
    (r"open(?:ed)?, unlocked", r"closed, locked, secured, shut"),
    (r"invited, consulted, told, informed, warned, shown", r"left out, excluded, without, kept from, not been, never, only"),
    (r"alone, by himself, one person", r"others, accomplices?, second, two sets, with help"),
    (r"fair, lawful\w*, legal\w*, legitimate, in accordance", r"unfair, unlawful, illegal, unjustified, violat\w+, broke, beaten, sham, farce"),
    (r"own free will, voluntar\w+, chose, walked out, resigned, left", r"forced, made to, dismissed, fired, expelled, deported, no choice"),
    (r"good, clear, calm, orderly", r"bad, fog, smoke, storm, irregularit\w+, complaints, explosion"),
    (r"first, fired, attacked, started", r"returned fire, self-defen[cs]e, response, provok\w+, no weapons?, unarmed"),
    (r"knew, known, aware, informed, told", r"unaware, never (?:knew|told), learned, no (?:knowledge|memory|idea), newspapers, not recall"),
    (r"complete\w*, finished, success\w*, certain, sure", r"incomplete, skeptical, sceptical, doubt\w*, fail\w*, impossible, unclear"),
    (r"welcom\w+, positive, opportunity, breakthrough", r"dismiss\w+, band-aid, wedge, ploy, condemn\w+, criticiz\w+, wrong"),
    (r"safe, harmless", r"unsafe, danger\w*, threat, espionage, spy\w*, risk"),
    (r"will, would, expected, certain", r"will not, won't, would not, unlikely, refus\w+"),
    (r"paid, gave, given, received, took, accepted", r"never (?:paid|gave|taken|received), nothing, not received, no such, legitimate, fair price"),
)  # fmt: skip


def denied(text: str) -> frozenset[str]:
    """The stems of what a sentence denies: the words after a denial or a negation."""
    line = folded(text)
    return frozenset(
        w for m in _SCOPE.finditer(line) for w in stems(" ".join(line[m.end() :].split()[: _TUNING.denied_reach]))
    )


@remembered(1 << 13)  # only few sentences are asked for it, each with many
def opposites(text: str) -> frozenset[int]:
    """The words of opposition in a sentence: n for one side of the nth pair, -n for the other."""
    return frozenset(map(int, _opposed().fitting(folded(text))))


@cache
def _opposed() -> WordStarts:
    """The patterns of words of opposition, by what `opposites` says of them."""
    return WordStarts.of(
        {
            str(sign * number): (branches := side.split(", "), rf"{either(branches)}\b")
            for number, sides in enumerate(_OPPOSITES, 1)
            for sign, side in zip((1, -1), sides, strict=True)
        }
    )


def stances(text: str) -> frozenset[str]:
    """The stances of a sentence, by name; "back" if it points back to an earlier statement."""
    return _starts().fitting(folded(text))
