"""Directions: what is more in the passages does not become less, nor a rise a fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, has, words_in
from explainery.patterns import regex
from explainery.text import folded

# A bound ("more than 40") has a rule of its own in figures.py; a denied one is one from the other side.
_BOUND = regex(
    r"\b(?:(?:no|not|any) (?:more|less|fewer|later|earlier|longer|higher|lower)(?: than)?"
    r"|(?:more|less|fewer|higher|lower) than (?=(?:an? |the |[$€£¥])?(?:\d|half|third|quarter|dozen|hundred"
    r"|thousand|million"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twice))"
    r"|(?:above|over|under|below|up to|down to) (?=[$€£¥]?\d)|once more|more or less|less and less|even more"
    r"|what is more"
    r"|far(?:ther)? below|high court|lower house|upper house|lower (?=[A-Z]))"
)
_RISES = (
    r"r[io]s(?:e|es|en|ing)|increas\w+|grow(?:s|n|th|ing)?|grew|climb\w*|up (?=(?:by |from )?[$€£¥]?\d)|gain(?:s|ed)"
    r"|raised?|raising|doubl\w+|tripl\w+|soar\w*|surg\w+|widen\w*|higher|more|jump\w*"
)
_FALLS = (
    r"fell|falls|fallen|falling|drop\w*|decreas\w+|declin(?:e|es|ed|ing)(?! (?:to|the|an|a|any|his|her|its)\b)"
    r"|shr[aiu]nk\w*|down (?=(?:by |from )?[$€£¥]?\d)|cut|cuts|cutting|reduc\w+|lower\w*|halv\w+|plung\w+|slump\w*"
    r"|narrow\w*|fewer|less|lost|loss|los(?:es|ing)|smaller|eased|slid"
)
_PAIRS = (
    (
        r"more|higher|greater|larger|bigger|above|exceed\w*|surpass\w*|dearer|costlier|heavier|longer",
        r"less|fewer|lower|smaller|below|cheaper|lighter|shorter|short of",
    ),
    (_RISES, _FALLS),
    (r"faster|quicker|sooner|earlier", r"slower|later"),
    (r"better|best|improv\w+", r"worse\w*|worst|deteriorat\w+"),
    (r"stronger|strongest|strengthen\w*", r"weaker|weakest|weaken\w*"),
    (r"older|oldest|elder", r"younger|youngest"),
    (r"most|highest|largest|biggest|greatest", r"least|lowest|smallest|fewest"),
    (r"ahead of|in front of", r"behind"),
    (
        r"beg[aiu]n\w*|start\w*|open(?:s|ed|ing)?|commenc\w+|launch\w*|reopen\w*",
        r"end(?:s|ed|ing)?|finish\w*|clos(?:e|es|ed|ing|ure)|stop\w*|halt\w*|shut\w*",
    ),
)
_COMPARES = regex(r"\b(\w+) (?:\w+ ){0,2}than\b|\bahead of\b|\bbehind\b")
_SIGNS = tuple((regex(rf"\b(?:{up})\b"), regex(rf"\b(?:{down})\b")) for up, down in _PAIRS)


def changed_directions(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The words of a direction in a wording where every passage has the other direction only."""
    line = _BOUND.sub(" ", folded(wording))
    told = " ; ".join(_BOUND.sub(" ", folded(p)) for p in passages)
    for pair in _SIGNS:
        for sign, other in (pair, pair[::-1]):
            match = sign.search(line)
            if match and not sign.search(told) and other.search(told) and not other.search(line):
                yield Refusal(Kind.FIGURE, f"“{match[0].strip()}”: the passage has it the other way round")
    yield from _turned(wording, passages)


def _turned(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """A "more than Roe" where the passage compares Roe with another, by the same word."""
    for word, first, second in _compared(wording):
        told = [(a, b) for p in passages for other, a, b in _compared(p) if other == word]
        is_turned = [has(a, second) and any(has(first, w) for w in (b,)) and not has((b,), second) for a, b in told]
        if told and all(is_turned):
            yield Refusal(Kind.SIDES, f"“{second.text}” is compared the other way round in the passage")


def _compared(text: str) -> Iterator[tuple[str, Sequence[Word], Word]]:
    """Each word that compares, the names before it and the name behind it."""
    words = words_in(text)
    for match in _COMPARES.finditer(text):
        before = [w for w in words if w.end <= match.start() and w.capital]
        behind = [w for w in words if w.start >= match.end() and w.text != "the"][:1]
        if before and behind and behind[0].capital:
            yield match[1] or match[0], before, behind[0]
