"""Restrictions: "children under 12", "all infected patients" and "three, of whom two" are not told of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import Word, akin, has, words_in
from explainery.patterns import regex
from explainery.text import folded, plain

_AGED = regex(
    r"(\w+) (?:aged |who are )?(?:under|over|above|below|aged|older than|younger than|up to"
    r"|from|with (?:more than|fewer than|less than|at least|at most|over|under|up to)) (?:the age of )?(\d[\d.,]*)"
)
_ALL = regex(
    r"\b(?:all|every|each|both|none of|no|any)(?: of)? (?:the |its |his |her |their |these |those )?", re.IGNORECASE
)
_WHOLE = regex(r"\b(?:all|every(?:one|body)?|each|both|none|whole|entire|any|no|nobody)\b", re.IGNORECASE)
_LIMIT = regex(r" (?:in|of|from|with|who|that|which|whose|born|built|made|sold|living|working|\w+ed)\b")
_OF_WHOM = regex(
    r"\b(\d+|\w+)[^,;.]{0,40}, (?:of whom|of which|(?:\w+ ){1,3}of whom|(?:\w+ ){1,3}of which|(?:\w+ ){1,3}of them)\b"
)
_AMONG = regex(r",? \b(?:among them|including|among others|such as|for example|for instance)\b,? ")
_PARTLY = regex(
    r"\b(?:among|amongst|includ\w+|such as|example|instance|part(?:s|ly|ial|ially)?|one of|some|others?|also"
    r"|of (?:the|whom|which|them|its|these)|out of|in a|with|belong\w*|too|as well)\b"
)
_FIRST_OF = regex(r"\b(first|second|third|last|latest) of (?:the |its |his |her |their |these |those )?(\w+)")
_PART_OF = regex(
    r"\b(half|part|parts|wing|side|section|stage|phase|instalments?|tranche|batch|share|portion|fraction|piece|floor|end"
    r"|chapter|members?|branch|outskirts|suburbs?|districts?|edge|tip|coast|centre|center|capital|deck|carriages?) of"
    r" (?:the |its |his |her |their |an? )(\w+)"
)
_OF_ALL = regex(
    r"\bof (?:the |its |his |her |their )?(?:\d[\d,.]*|[a-z]+) (\w+), (\d[\d,.]*\d|\d|one|two|three|four|five"
    r"|six|seven|eight"
    r"|nine|ten|eleven|twelve|half|most|some|many|few)\b"
)
_OFTEN = regex(
    r"\b(?:in (?:most|some|many|several|few|rare|a few) cases|often|sometimes|occasionally|usually|as a rule)\b"
)
_KIND = regex(
    r"\b(foreign|domestic|local|private|public|male|female|elderly|young|younger|older|small|smaller|large|larger|rich|richer"
    r"|poor|poorer|pregnant|infected|vaccinated|unvaccinated|retired|former|civilian|northern|southern|eastern|western"
    r"|severe|mild|minor|adult|rural|urban|unmarried|unemployed|independent) ([a-z]{3,}s|men|women|people|children)\b"
)
_EXCEPT = regex(
    r"\b(?:but (?:leav\w+|left|keep\w*|kept|spar\w+|not|exclud\w+|exempt\w*)|except\w*(?: for| of)?|apart from"
    r"|other than|with the exception of|exclud\w+|spar(?:es|ed|ing)|exempt\w*)\b"
)
_TOGETHER = regex(r"\b(?:along with|together with|including|as well as|and also)\b")
_NEAR = 4  # words of weight behind a sign that belong to it


def dropped_restrictions(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """What a wording tells of a whole where every passage that tells it restricts it."""
    line = folded(wording)
    own = words_in(wording)
    for passage in passages:
        other = folded(passage)
        others = [folded(p) for p in passages if p != passage]
        yield from _ages(line, other, others)
        yield from _all_of(line, own, passage)
        yield from _examples(line, own, passage)
        yield from _among(line, own, other)
        yield from _shares(line, own, other, others)
        yield from _some_of(line, own, other)
        yield from _kinds(own, other, others)
        yield from _firsts(own, other, others)
        yield from _exceptions(line, other)


def _ages(line: str, other: str, others: Sequence[str]) -> Iterator[Refusal]:
    """That "children" are those "under 12"."""
    for match in _AGED.finditer(other):
        noun = next(iter(words_in(match[1])), None)
        if noun is None or noun.is_number or is_free(noun) or match[2].rstrip(".,") in line:
            continue
        if has(words_in(line), noun) and not any(has(words_in(o), noun) for o in others):
            yield _fault(f"“{match[0]}” of the passage is told without its limit")


def _all_of(line: str, own: Sequence[Word], passage: str) -> Iterator[Refusal]:
    """That "all patients" are "all infected patients": the words between "all" and its noun are told, too."""
    if not _WHOLE.search(line):
        return
    for match in _ALL.finditer(plain(passage)):
        group = _group(words_in(passage), passage, match.end())
        missing = [w for w in group[:-1] if not has(own, w)]
        if missing and has(own, group[-1]):
            yield _fault(f"“{match[0].strip()}” is said of “{' '.join(w.text for w in group)}” only")
        elif group and has(own, group[-1]) and (limit := _LIMIT.match(plain(passage), group[-1].end)):
            behind = [w for w in words_in(passage) if w.start >= limit.end() and not is_free(w)][:_NEAR]
            if behind and not any(akin(w.text, mine.text) for w in behind for mine in own):
                yield _fault(f"“{match[0].strip()}” is said of those “{limit[0].strip()} {behind[0].text}” only")


def _group(words: Sequence[Word], text: str, start: int) -> list[Word]:
    """The words of weight in a row from a place on: adjectives and their noun."""
    found: list[Word] = []
    for word in words:
        if word.start < start:
            continue
        if is_free(word) or word.is_number or (found and text[found[-1].end : word.start] != " "):
            break
        found.append(word)
    return found[:3]


def _examples(line: str, own: Sequence[Word], passage: str) -> Iterator[Refusal]:
    """A member of a group in place of the group: "the well at Karth" for "seven wells, among them the one at Karth"."""
    if _PARTLY.search(line):
        return
    for pattern in (_AMONG, _OF_WHOM):
        for match in pattern.finditer(plain(passage)):
            behind = [w for w in words_in(passage) if w.start >= match.end() and not is_free(w)][:_NEAR]
            before = [w for w in words_in(passage) if w.end <= match.start() and (w.is_number or not is_free(w))]
            told = any(has(own, w) for w in behind)
            if told and sum(has(own, w) for w in before) > 1:
                yield _fault(f"the passage has it of a group, “{match[0].strip(' ,')}” others")


def _among(line: str, own: Sequence[Word], other: str) -> Iterator[Refusal]:
    """That "the dead" are some "among the dead", and "every pupil" is "every fifth pupil"."""
    for match in re.finditer(r"\bamong(?:st)? (?:the|its|his|her|their|those|these) (\w+)", other):
        if any(has(own, w) for w in words_in(match[1])) and not _PARTLY.search(line):
            yield _fault(f"“{match[0]}” of the passage is told of all")
    for match in re.finditer(r"\bevery (second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|other)\b", other):
        if _WHOLE.search(line) and match[1] not in line:
            yield _fault(f"“{match[0]}” of the passage is told of all")


def _shares(line: str, own: Sequence[Word], other: str, others: Sequence[str]) -> Iterator[Refusal]:
    """That "the hospital" is "the east wing of the hospital"."""
    for match in _PART_OF.finditer(other):
        part, whole = words_in(match[1]), words_in(match[2])
        told = bool(whole) and not is_free(whole[0]) and has(own, whole[0])
        if (
            told
            and not has(own, part[0])
            and not _PARTLY.search(line)
            and not any(has(words_in(o), whole[0]) for o in others)
        ):
            yield _fault(f"“{match[0]}” of the passage is told of the whole")


def _some_of(line: str, own: Sequence[Word], other: str) -> Iterator[Refusal]:
    """That "the 12 boats" are seven "of the 12 boats", and "the patients recovered" is so "in most cases"."""
    for match in _OF_ALL.finditer(other):
        if any(has(own, w) for w in words_in(match[1])) and not has(own, words_in(match[2])[0]):
            yield _fault(f"“{match[2]}” of the passage is lost")
    if (often := _OFTEN.search(other)) and not _OFTEN.search(line) and not _PARTLY.search(line):
        behind = [w for w in words_in(other) if w.start >= often.end() and not is_free(w)][:_NEAR]
        if sum(has(own, w) for w in behind) > 1:
            yield _fault(f"“{often[0]}” of the passage is lost")


def _kinds(own: Sequence[Word], other: str, others: Sequence[str]) -> Iterator[Refusal]:
    """That "journalists" are "foreign journalists"."""
    for match in _KIND.finditer(other):
        kind, noun = words_in(match[1])[0], words_in(match[2])[0]
        is_told = not is_free(noun) and any(w.text == noun.text for w in own) and not has(own, kind)
        if is_told and not any(has(words_in(o), noun) for o in others) and other.count(noun.text) == 1:
            yield _fault(f"“{match[0]}” of the passage are told of as all")


def _firsts(own: Sequence[Word], other: str, others: Sequence[str]) -> Iterator[Refusal]:
    """That "the two trials" are "the first of the two trials"."""
    for match in _FIRST_OF.finditer(other):
        whole = [w for w in words_in(other[match.start(2) :]) if not is_free(w) and not w.is_number][:1]
        is_told = bool(whole) and has(own, whole[0]) and not any(has(words_in(o), whole[0]) for o in others)
        if is_told and not has(own, words_in(match[1])[0]):
            yield _fault(f"“{match[1]} of” is lost")


def _exceptions(line: str, other: str) -> Iterator[Refusal]:
    """What a passage excepts, told as included."""
    for match in _TOGETHER.finditer(line):
        behind = [w for w in words_in(line[match.end() :]) if not is_free(w)][:2]
        for exception in _EXCEPT.finditer(other):
            excepted = [w for w in words_in(other[exception.end() :]) if not is_free(w)][:_NEAR]
            if any(has(excepted, w) for w in behind):
                yield _fault(f"the passage excepts what is told here with “{match[0]}”")


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.QUANTITY, reason)
