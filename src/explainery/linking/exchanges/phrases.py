"""Noun phrases and clauses, found by function words.

There is no part-of-speech tagger. Determiners, prepositions, auxiliaries, numbers and names are known by their form, and
any other word may be part of a noun phrase. That is enough to find the subject of a verb whose position is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum, auto
from typing import NamedTuple

from explainery.lexicon.abbreviations import Abbreviation, abbreviations
from explainery.lexicon.calendar import MONTH, SHORT_MONTHS, WEEKDAY
from explainery.lexicon.numbers import up_to
from explainery.model import Name
from explainery.patterns import regex


class Tag(IntEnum):
    """What a word may do in a sentence. A number, because sets of tags are asked for every word."""

    DET = auto()
    NUM = auto()
    NAME = auto()
    NOUN = auto()  # every other word: nouns, adjectives, unlisted verbs
    PREP = auto()
    TO = auto()
    AND = auto()
    LINK = auto()  # opens another clause
    REL = auto()
    AUX = auto()
    MODAL = auto()
    VERB = auto()
    ADV = auto()
    PRON = auto()
    TIME = auto()
    COMMA = auto()
    STOP = auto()


class Word(NamedTuple):
    """A word of a sentence; offsets into the sentence."""

    start: int
    end: int
    low: str
    tag: Tag


_ROUGHLY = (
    r"up to|more than|at least|as much as|as many as|less than|fewer than|close to|no more than|at most|about|some|nearly|almost|roughly|"
    r"another|an additional|an extra|an estimated|a further|a total of"
)
_NUMBERS = [
    *up_to(12),
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "half",
]
_NUM = "|".join(
    (
        rf"\b(?:{_ROUGHLY}) (?=(?:[A-Z]{{0,3}}[$€£¥])?\d|(?:{'|'.join(_NUMBERS)})\b)",  # "at least | 40"
        r"(?:\b[A-Z]{1,3})?[$€£¥] ?\d[\d.,]*\w*",  # "US$4 million"
        r"(?<!\w)(?!(?<=in )(?:19|20)\d\d\b)\d[\d.,]*(?:bn|m|k)?(?![\w-])",  # "40", but not "in 2026"
    )
)
_DATE = rf"(?:{MONTH}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)\b(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?"
_TIME = "|".join(
    (
        r"(?:last|next|this|that) (?:year|month|week|spring|summer|fall|autumn|winter|decade|day)\b",
        rf"(?:{WEEKDAY})\b(?: (?:morning|evening|night|afternoon))?",
        rf"(?:(?:early|late|mid-?) )?{_DATE}",  # "early March 2026"
        r"(?<=in )(?:19|20)\d\d\b",
    )
)
_TOKEN = regex(
    rf"(?P<num>{_NUM})|(?P<time>\b(?:{_TIME}))"
    r"|(?P<word>(?:[A-Z]\.)+(?:[A-Z]\b)?|\w[\w-]*(?:[’']\w+)*(?:\.\w+)*|[’'](?=\s))|(?P<mark>[^\w\s])",
)
_TAGS: dict[str, Tag] = {
    word: tag
    for tag, listed in (
        (Tag.DET, "the a an its their his her our my your this these those each every all both any some no such another other more further several many most"),
        (Tag.NUM, " ".join(_NUMBERS)),
        (Tag.PREP, (
            "of in on at from for with by about between among against under over into onto through during within without across per via toward towards than "
            "like near outside inside around beyond despite throughout upon behind above below along amid regarding including besides as"
        )),
        (Tag.TO, "to"),
        (Tag.AND, "and or"),
        (Tag.LINK, "but because while when if unless although though so whereas whether after before since until once where why how what except"),
        (Tag.REL, "who which whom that whose"),
        (Tag.AUX, "is are was were be been being am has have had having do does did isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t"),
        (Tag.MODAL, "will would can could may might must shall should cannot won’t wouldn’t can’t couldn’t shouldn’t"),
        (Tag.ADV, (
            "not never also already again still now then yet even only just soon later ever instead meanwhile twice once together too back away up down out off "
            "almost perhaps quietly first earlier since longer today yesterday tomorrow often always"
        )),
        (Tag.PRON, "it they he she we you i them him us me itself themselves himself herself"),
        (Tag.VERB, (
            "said says say saying told tells tell telling asked asks ask asking warned warns added adds announced announces reported reports confirmed confirms denied denies "
            "wrote writes argued argues insisted insists claims claimed alleges alleged believes believe believed thinks think thought knew knows know shows showed shown "
            "made makes make making took takes take taking taken came comes come coming went goes go going gone put puts putting led leads leading held holds hold holding "
            "kept keeps keep keeping let lets left leaves leave leaving lost loses lose losing met meets meet won wins win began begins begin became becomes become found finds "
            "find brought brings bring rose rises rise fell falls fall ran runs run stood stands stand set sets sought spent spends spend broke signed signs sign reached calls "
            "called means meant includes include wants want wanted hopes hope expects expect plans needs need remains remain seems seem appears appear helps help helped "
            "supports support gives allows requires require owns own covers cover costs faces face works used uses use rejected refused declined agreed agrees offered offers "
            "promised proposed decided seeks"
        )),
    )
    for word in listed.split()
}  # fmt: skip
_LY = frozenset(
    "supply family apply reply rely ally assembly monopoly anomaly bully tally rally italy july subfamily multiply comply imply".split()
)
_ASIDE = regex(r"\([^()]*\)")
_BEFORE = regex(r"([\w’'-]+)\s$")
_LETTERS_BEFORE = regex(r"\w+$")
_HAS = regex(r"\b(?:has|have|had)\s$")
_ENDING = regex(r"[a-z]{3,}(?:ed|ing)")
_STOPS = frozenset('.;:()[]“”"—–?!…')
_INSIDE = frozenset({Tag.DET, Tag.NUM, Tag.NAME, Tag.NOUN})
_SHORT = frozenset([*abbreviations(Abbreviation.CLAUSE), *SHORT_MONTHS])


def words_of(text: str, names: Sequence[Name]) -> list[Word]:
    """The words and marks of a sentence. `names`: with offsets into the sentence."""
    named = {i for n in names for i in range(n.start, n.end)}
    shown = _ASIDE.sub(lambda m: " " * len(m[0]), text)
    rows = ((m, m[0].lower().replace("'", "’")) for m in _TOKEN.finditer(shown))
    return [Word(m.start(), m.end(), low, _tag(shown, m, low, named)) for m, low in rows]


def _tag(text: str, match: re.Match[str], low: str, named: set[int]) -> Tag:
    """The tag of a token, by its kind, the lists and its ending."""
    kind = match.lastgroup
    if kind == "word":
        if match.start() in named:
            return Tag.NAME
        return _listed(text, match, low) or _open(text, match, low)
    if kind == "mark":
        return _mark(text, match)
    return Tag.NUM if kind == "num" else Tag.TIME


def _listed(text: str, match: re.Match[str], low: str) -> Tag | None:
    """The tag of a listed word or of an adverb; a verb used as a noun is a noun."""
    adverb = low.endswith("ly") and low not in _LY and match[0].islower()
    if adverb or (low == "long" and _HAS.search(text[: match.start()])):
        return Tag.ADV
    tag = _TAGS.get(low)
    return Tag.NOUN if tag is Tag.VERB and _named(text, match.start()) else tag


def _mark(text: str, match: re.Match[str]) -> Tag:
    if match[0] == ",":
        return Tag.COMMA
    if match[0] not in _STOPS:
        return Tag.NOUN
    start = _blank_before(text, match.start())
    before = _LETTERS_BEFORE.search(text, start, match.start()) if match[0] == "." else None
    return Tag.NOUN if before and before[0] in _SHORT else Tag.STOP


def _open(text: str, match: re.Match[str], low: str) -> Tag:
    """The tag of an unlisted word: a verb by its ending, unless a determiner precedes it."""
    verb = _ENDING.fullmatch(low) and match[0].islower() and not _named(text, match.start())
    return Tag.VERB if verb else Tag.NOUN


def _named(text: str, start: int) -> bool:
    """Whether the word before makes a word a noun: "an offer", "its claims", "Norsea’s plans"."""
    before = _BEFORE.search(text, _blank_before(text, start), start)
    word = before[1].lower() if before else ""
    return word.endswith(("’s", "'s")) or _TAGS.get(word, Tag.STOP) in {Tag.DET, Tag.NUM}


def _blank_before(text: str, end: int) -> int:
    """Where to begin a search for the word before `end`: behind the last blank that is surely in front of it."""
    return text.rfind(" ", 0, max(0, end - 2)) + 1


def at(words: Sequence[Word], offset: int) -> int:
    """The index of the first word that starts at or after an offset."""
    return next((i for i, w in enumerate(words) if w.start >= offset), len(words))


def phrase_from(words: Sequence[Word], i: int) -> int:
    """Where the noun phrase that begins at `i` ends (exclusive); `i` itself if none begins there."""
    j = i
    while j < len(words) and words[j].tag in _INSIDE:
        j += 1
    return j


def phrase_to(words: Sequence[Word], j: int) -> int:
    """Where the noun phrase that ends before `j` begins; `j` itself if none ends there."""
    i = j
    while i > 0 and words[i - 1].tag in _INSIDE:
        i -= 1
        if words[i].tag is Tag.DET and not (i and words[i - 1].low in {"all", "both", "of"}):
            break
    return i


def halves(words: Sequence[Word], i: int, j: int, whole_names: frozenset[int]) -> int:
    """Where a second noun phrase begins within `i` to `j` ("the union | 4 percent"); `j` if there is only one.

    `whole_names`: indexes of the words after a name that is not an adjective ("Egypt | grain").
    """
    for k in range(i + 1, j):
        noun = any(words[x].tag in {Tag.NAME, Tag.NOUN} for x in range(i, k))
        opens = words[k].tag in {Tag.DET, Tag.NUM} and words[k - 1].tag not in {Tag.DET, Tag.NUM}
        rate = words[k].low in {"a", "an", "per"} and any(words[x].tag is Tag.NUM for x in range(i, k))
        if noun and ((opens and not rate) or (k in whole_names and words[k].tag is Tag.NOUN)):
            return k
    return j
