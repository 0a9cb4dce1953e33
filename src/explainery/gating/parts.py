"""Parts and wholes: "all", "most", "some", "only" and "two of the five" are those of the passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.checking.quantities import quantities_in
from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.tuning import TUNING
from explainery.gating.words import Word, has, words_in
from explainery.patterns import regex
from explainery.text import folded

_NUMBER = r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million)"
_SIGNS = {
    "all": r"all(?! (?:the same|but)\b)|every(?:one|body|thing)?|each|whole|entire(?:ly)?"
    r"|full(?:y)?|(?<!be )(?<!is )(?<!are )(?<!was )complete(?:ly)?|total(?:ly)?|both|any|wholly",
    "most": r"(?<!at )(?<!at the )most(?! of all)(?![,;:.])|majority|mostly|mainly|largely|chiefly|more than half",
    "some": rf"several(?! (?:hundred|thousand|million|dozen))|some(?! (?:\$|€|£)?{_NUMBER})|a few"
    rf"|various|in part|(?<!take )(?<!took )(?<!takes )(?<!taken )(?<!taking )(?<!no )part"
    rf"|parts|partly|partially|(?<!less )(?<!more )(?<!is )(?<!be )(?<!was )(?<!were )certain(?! that)|portion|not all"
    r"|an? (?:group|minority|number|handful|couple|section|fraction) of",
    "only": r"(?<!not )only|alone|sole(?:ly)?|just(?! (?:over|under|before|after|as|short)\b)"
    r"|merely|exclusively|nothing but|by (?:it|him|her|them)sel(?:f|ves)|on (?:its|his|her|their) own"
    r"|single-?handed\w*",
    "many": r"many(?! as\b)|numerous|large numbers?|dozens|hundreds|thousands|lots",
    "few": r"few(?!er)|hardly any",
}
_FOUND = {kind: regex(rf"\b(?:{words})\b") for kind, words in _SIGNS.items()}
_RATE = regex(
    r"\b(?:each|every) (?:year|month|week|day|hour|time|one\b|of them|other|season|night"
    r"|of these)|all (?:told|in all)|of all\b(?=[,.])|\bfull stop\b|\ball the same\b"
)
# What else a passage can say: "not until" for "only", "a year" for "each".
_ALSO = {
    "all": r"all|every\w*|each|whole|entire\w*|full\w*|complete\w*|both|any|per(?! cent)|apiece"
    r"|an?(?= (?:year|month|week|day|hour|head))|total\w*",
    "only": r"(?<!not )only|alone|sole\w*|just|merely|until|no more|not more|nothing|single|exclusively"
    r"|no other|\w+sel(?:f|ves)|own|enough|suffic\w+"
    r"|not(?: \w+)? before|unless",
    "some": r"some|several|few|various|part\w*|certain|half|portion|not all|one of|two of|three of|number of|group of"
    r"|minority|handful|couple|section|fraction",
    "most": r"most\w*|majority|mainly|largely|chiefly",
    "many": r"many|numerous|numbers?|dozens|hundreds|thousands|lots",
    "few": r"few|hardly|handful",
}
_OTHERWISE = {
    "both": regex(r"\b(?:two|either|neither)\b"),
    "any": regex(r"\b(?:no|not|none|never|without)\b"),
}
_KNOWN = {kind: regex(rf"\b(?:{words})\b") for kind, words in _ALSO.items()}
_KEPT = ("most", "some", "only", "many", "few")  # not "all": a wording may say less
_PARTITIVE = regex(
    rf"\b(?P<n>{_NUMBER}[\d,.]*|half|(?:an?|one|two|three|nine) (?:third|quarter|fifth|tenth|half)s?)"
    r" (?:per cent |percent |in \w+ )?(?:(?:million|billion|thousand)\w* )?of (?:the |its "
    r"|his |her |their |these |those |all )?"
)
_OF_THEM = regex(r" of (?:whom|them|which)\b")  # what follows is told of them, and may be left out


def changed_parts(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The quantifiers that a wording adds, and those of its passages that it loses of what it tells."""
    line, lines = _RATE.sub(" ", folded(wording)), [folded(p) for p in passages]
    for kind, sign in _FOUND.items():
        for match in sign.finditer(line):
            if match[0] in _OTHERWISE and any(_OTHERWISE[match[0]].search(other) for other in lines):
                continue
            if not any(
                _is_said(match, line, known, other) for other in lines for known in _KNOWN[kind].finditer(other)
            ):
                yield _fault(f"no passage says “{match[0]}” of this")
                break
        for other in lines if kind in _KEPT else ():
            yield from _lost(kind, _RATE.sub(" ", other), line)
    for passage, other in zip(passages, lines, strict=True):
        yield from _lost_shares(other, line, passage)


def _is_said(match: re.Match[str], line: str, known: re.Match[str], other: str) -> bool:
    """Whether two quantifiers have a word of weight near them in common."""
    own, there = _beside(match, line), _beside(known, other)
    return not own or not there or any(has(there, w) for w in own)


def _beside(match: re.Match[str], line: str) -> list[Word]:
    words = [w for w in words_in(line) if not is_free(w)]
    before = [w for w in words if w.end <= match.start()][-TUNING.quantifier_reach :]
    return [*before, *[w for w in words if w.start >= match.end()][: TUNING.quantifier_reach]]


def _lost(kind: str, other: str, line: str) -> Iterator[Refusal]:
    if _KNOWN[kind].search(line):
        return
    for match in _FOUND[kind].finditer(other):
        behind = [w for w in words_in(other) if w.start >= match.end() and not is_free(w)][:2]
        if behind and has(words_in(line), behind[0]):
            yield _fault(f"the passage’s “{match[0]}” is lost")
            return
        if kind in {"some", "most"} and not _OF_THEM.match(other, match.end()) and _is_near(match, other, line):
            yield _fault(f"the passage’s “{match[0]}” is lost")
            return


def _is_near(match: re.Match[str], other: str, line: str) -> bool:
    """Whether a wording has a word of weight that stands beside a sign."""
    words = [w for w in words_in(other) if not is_free(w)]
    before = [w for w in words if w.end <= match.start()][-1:]
    behind = [w for w in words if w.start >= match.end()][:1]
    return any(has(words_in(line), w) for w in (*before, *behind))


def _lost_shares(other: str, line: str, other_text: str) -> Iterator[Refusal]:
    """A "two of the five" or "half of" of a passage that a wording leaves out and of whose whole it speaks."""
    values = {q.value for q in quantities_in(line)}
    known = {w.text for w in words_in(line)}
    for match in _PARTITIVE.finditer(other):
        share = [q for q in quantities_in(other) if match.start() <= q.start <= match.start() + len(match["n"])]
        kept = any(q.value in values or q.is_part for q in share) and any(q.is_part for q in quantities_in(line))
        kept = kept or any(q.value in values for q in share) or (not share and match["n"] in known)
        whole: list[Word] = [w for w in words_in(other) if w.start >= match.end()][:4]
        things = [w for w in whole if not is_free(w)][:2]
        is_named = match["n"] == "one" and _is_named(other_text, match.end(), known)
        if is_named:
            continue
        if not kept and any(has(words_in(line), thing) for thing in things) and not _KNOWN["some"].search(line):
            yield _fault(f"“{match[0].strip()}” of the passage is lost")


def _is_named(passage: str, at: int, known: set[str]) -> bool:
    """Whether a passage names "one of the firms, Kesh Build", and a wording has that name."""
    behind = [w for w in words_in(passage) if w.start >= at][:6]
    return any(w.capital and w.text in known for w in behind)


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.QUANTITY, reason)
