"""Signals: features of a sentence and its surroundings that suggest which page it serves.

A signal is a short text such as `cue:purpose` (a group of words of any kind of story), `b:in return` (two
neighbouring words) or `at:1` (a position in the article). Names are replaced by their kind (<person>, <place>,
<body>), and figures and days by <figure>, <money> or <weekday>, so that no signal is tied to one story. The weights of
signals are learnt; `classify.py` adds them up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from explainery.lexicon.calendar import MONTHS, SHORT_MONTH, WEEKDAY, WEEKDAYS
from explainery.lexicon.offices import Office, any_noun
from explainery.lexicon.reporting_verbs import VERBS
from explainery.lexicon.stems import stem
from explainery.marking.facets.cue_index import cues_in
from explainery.marking.facets.cues import THEMES
from explainery.marking.facets.surroundings import Surroundings
from explainery.marking.offsets import starting_within
from explainery.marking.tuning import TUNING
from explainery.model import Name
from explainery.patterns import regex
from explainery.text import folded

# The families of signals. `train_facets.py --ablate` leaves out one at a time to measure it.
FAMILIES = {
    "words that follow each other": ("b", "open"),
    "words": ("w",),
    "groups of words": ("cue", "theme"),
    "place in the article": ("at",),
    "tense and mood": ("tense",),
    "dates": ("date", "after"),
    "quotation and voice": ("quote", "voice", "near"),
    "who acts, who speaks": ("agent", "about"),
    "likeness to the lead": ("lead",),
}
_TOKEN = regex(r"<\w+>|[a-z]+(?:'[a-z]+)?|[?!;:—-]")
_MONTHS = "|".join(m.lower() for m in MONTHS if m not in {"March", "May"})  # those two are words, too
# What is put in the place of figures, days and months. Each needs a digit, or letters of a day or a month.
_DIGIT = regex(r"\d")
_DAY = regex(rf"[smtwfjando](?:{'|'.join(sorted({name[1:3] for name in (*MONTHS, *WEEKDAYS)}))})")
MASKS = (
    (_DIGIT, regex(r"[$€£¥]\s?\d[\d,.]*(?:\s?(?:thousand|million|billion|trillion|bn|m)\b)?|\b\d[\d,.]*\s?(?:thousand|million|billion|trillion)? (?:dollars|euros|pounds|crowns|kroner|yen|pesos|rubles|rand|lei|cents)\b"), " <money> "),
    (_DIGIT, regex(r"\b\d[\d,.]*\s?(?:%|percent|per cent|percentage points?)"), " <percent> "),
    (_DIGIT, regex(r"\bsince (?:1[5-9]|20)\d\d\b"), " "),  # "doubled since 2020" is about now
    (_DIGIT, regex(r"\b(?:1[5-9]|20)\d\d(?:s|-\d\d)?\b"), " <year> "),
    (_DAY, regex(rf"\b(?:{WEEKDAY.lower()})\b"), " <weekday> "),
    (_DAY, regex(rf"\b(?:{_MONTHS})\b|\b(?:{SHORT_MONTH.lower()})\.? (?=\d)|\b(?:march|may) (?=\d)|(?<=\d )(?:march|may)\b|(?<=in )(?:march|may)\b"), " <month> "),
    (_DIGIT, regex(r"\b\d[\d,.]*\b"), " <figure> "),
)  # fmt: skip
_WORD = regex(r"\w+")
_MARKS = {"person": " <person> ", "place": " <place> ", "body": " <body> "}
_PARTICIPLE = r"\w+(?:ed|en|wn|ne|ld|nt|pt|de|ut|it|un|ung|ught)\b"
# Tenses and moods that one word shows.
ONE_WORD = (
    ("past", regex(r"was|were|did|went|came|took|made|gave|got|held|told|met|left|led|lost|won|began|fell|rose|\w{3,}ed")),
    ("present", regex(r"is|are|has|have|does|do|says|say|remains?|includes?|means|makes|takes|lies|stands")),
    ("modal", regex(r"could|might|may|would")),
)  # fmt: skip
# Those that a group of words shows, each with words of which it contains one: without these it is not tried.
GROUPS = tuple(
    (name, frozenset(needed.split()), regex(pattern))
    for name, needed, pattern in (
        ("had", "had", rf"\bhad (?:\w+ly |not |never |already |long |once |also )?(?:been )?{_PARTICIPLE}"),
        ("perfect", "has have ve", rf"\b(?:has|have|'ve) (?:\w+ly |not |never |already |long |also |since )?(?:been )?{_PARTICIPLE}"),
        ("future", "will won shall is are", r"\b(?:will|won't|shall|(?:is|are) (?:due|set|expected|scheduled|likely) to)\b"),
        ("should", "should must ought need needs", r"\b(?:should|must|ought to|need to|needs to)\b"),
        ("passive", "was were been being is are", r"\b(?:was|were|been|being|is|are) (?:\w+ly )?\w+(?:ed|en|wn|ne|ld|nt|pt)\b"),
        ("negative", "not no never nor neither without t", r"\b(?:not|no|never|n't|nor|neither|without)\b|n't\b"),
    )
)  # fmt: skip
PURPOSE = regex(r"\b(?:to|of|for|by|in) (?:\w+ly )?\w+(?:ing)\b|, \w+ing\b")
_SAYS = regex(rf"\b(?:{VERBS})\b")
_EXPERT = regex(rf"\b{any_noun(Office.EXPERT)}\b")
_OFFICIAL = regex(rf"\b{any_noun(Office.OFFICIAL)}\b")


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """A sentence to classify: its words, masked (see `masked_words`), and its surroundings."""

    words: str
    surroundings: Surroundings


def masked_words(text: str, start: int, end: int, names: Sequence[Name]) -> str:
    """Folds the text between two offsets, and replaces names, figures and days by their kind."""
    out, at = [], start
    for name in starting_within(names, start, end):
        if at <= name.start and name.end <= end:
            out += [text[at : name.start], _MARKS[name.kind]]
            at = name.end
    line = folded("".join([*out, text[at:end]]))
    shown = [sign for sign in (_DIGIT, _DAY) if sign.search(line)]
    for sign, pattern, mark in MASKS if shown else ():
        line = pattern.sub(mark, line) if sign in shown else line
    return " ".join(line.split())


def tenses_in(words: str) -> set[str]:
    """The tenses and moods that a sentence shows. `words`: as `masked_words` gives them."""
    single = set(_WORD.findall(words))
    found = set(chain.from_iterable(map(_tenses_of, single)))
    found.update([tense for tense, needed, group in GROUPS if not needed.isdisjoint(single) and group.search(words)])
    return found | {"purpose"} if "ing" in words and PURPOSE.search(words) else found


@lru_cache(1 << 14)
def _tenses_of(word: str) -> tuple[str, ...]:
    return tuple(tense for tense, pattern in ONE_WORD if pattern.fullmatch(word))


def sentence_signals(words: str, near: Surroundings) -> list[str]:
    """The signals of a sentence; some may come more than once.

    Args:
        words: the sentence, as `masked_words` gives it.
        near: its surroundings.
    """
    tokens = [t if t[0] == "<" else stem(t) for t in _TOKEN.findall(words)]
    present = cues_in(words)
    # Every sentence of a digest names its source, and its order is its own, so its signals are learnt separately.
    about = [*_places(near), *_voices(words, near), *_people(near)]
    return [
        *[f"w:{token}" for token in tokens],
        *[f"b:{a} {b}" for a, b in pairwise(tokens)],
        f"open:{' '.join(tokens[:1])}",
        f"open:{' '.join(tokens[:2])}",
        *[f"cue:{name}" for name in present],
        *[f"theme:{name}" for name, groups in THEMES.items() if not groups.isdisjoint(present)],
        *[f"tense:{name}" for name in tenses_in(words)],
        *_dates(near),
        *([s.replace(":", ":digest, ", 1) for s in about] if near.digest else about),
    ]


def _places(near: Surroundings) -> Iterator[str]:
    n, top, upper = near.number, TUNING.top_sentences, TUNING.upper_sentences
    yield "at:1" if n == 1 else "at:2-3" if n <= top else "at:4-6" if n <= upper else "at:later"
    yield f"at:fifth {min(4, int(near.place * 5)) + 1}"
    yield "at:begins" if near.begins else "at:goes on"
    yield f"lead:{min(TUNING.most_lead_words, near.lead_words)} words"
    yield f"lead:{int(4 * near.lead_share)} of 4"


def _voices(words: str, near: Surroundings) -> Iterator[str]:
    if near.quoted:
        yield "quote:mostly" if near.said > TUNING.mostly_quoted else "quote:partly"
        yield "quote:with speaker" if near.speaker else "quote:without"
    says = bool(_SAYS.search(words))
    if near.voice and says:
        yield "voice:reported"
    person = "person" if "<person>" in words else "other"
    kind = "expert" if _EXPERT.search(words) else "official" if _OFFICIAL.search(words) else person
    yield f"voice:{kind}{'+quote' if near.quoted else '+says' if says else ''}"
    if near.goes_on:
        yield f"voice:goes on{'+quote' if near.quoted else ''}"
    if near.previous:
        yield "near:after a quotation" if near.begins else "near:same paragraph as a quotation"


def _people(near: Surroundings) -> Iterator[str]:
    if near.voice:
        yield f"agent:{near.agent}{'+quote' if near.quoted else ''}"
    yield f"about:{near.subject}"
    yield f"about:names {near.cast}"


def _dates(near: Surroundings) -> Iterator[str]:
    if near.after:
        yield f"after:{near.after}"
    if not near.ages:
        yield "date:none"
        return
    if near.recent:
        yield "date:this week"
    if near.ahead:
        yield "date:ahead"
    oldest = max(near.ages)
    yield "date:" + ("this year" if oldest == 0 else "last year" if oldest == 1 else "years ago" if oldest <= TUNING.long_ago_years else "long ago")  # fmt: skip
