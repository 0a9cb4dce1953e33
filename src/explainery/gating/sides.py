"""Sides: who does what to whom, also in the passive voice and with inverse verbs ("sold to", "bought by")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from explainery.checking.acting_nouns import is_participant
from explainery.checking.frames import Frame, frames_of
from explainery.checking.word_forms import base
from explainery.checking.word_kin import Word as FrameWord
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.roles import is_doer
from explainery.gating.words import Word, has, same, words_in
from explainery.patterns import regex
from explainery.text import plain

# Verbs of several words, as one that has the same sides.
_PHRASAL = (
    (r"turn(?:s|ed|ing)? down", "rejected"), (r"(?:gave|gives?|given|giving) in(?! to)|yielded", "relented"),
    (r"hand(?:s|ed|ing)? (?:over|out)", "delivered"), (r"pass(?:es|ed|ing)? (?:on|over)", "delivered"),
    (r"call(?:s|ed|ing)? on", "urged"), (r"t(?:ook|akes?) (?=[^,.]{3,40} to task)", "criticised "),
    (r"(?:has|have|had) to pay", "owed"), (r"(?:has|have) yet to pay", "owed"),
    (r"still (?:has|have|had) to pay", "owed"),
    (r"(?:is|are|was|were|be|been) given(?![^,.;]* by )", "received"),
    (r"(?:was|were) offered (?!by\b)(?=\w)", "received "),
    (r"writ(?:es?|ten|ing|ote) off|wrote off", "waived"), (r"stood up for", "defended"),
    (r"(?:took|taken|takes?) over", "acquired"), (r"held (?=[^,.]{3,40} responsible)", "blamed "),
    (r"(?:come|comes|came|coming) under (?:fire|attack|criticism) (?:from|by)", "was criticised by"),
    (r"[pP]ut the blame [^,.]{0,40}? on", "blamed"), (r"lost (?:out )?to", "lost"),
)  # fmt: skip
_RULES = tuple((regex(rf"\b(?:{pattern})\b"), verb) for pattern, verb in _PHRASAL)
# "The union, which the ministry had asked": what stands before the "which" is asked.
_OBJECT_CLAUSE = regex(
    r", (?:which|whom) (?P<clause>(?:the|an?|his|her|its|their|[A-Z][\w’'-]*) [^,;.]*)(?:,(?= )|(?=[.;]|$))"
)
# Pairs of verbs that tell one deed from its two sides.
_INVERSE = (
    (
        "give hand deliver supply provide grant award sell lend rent offer send pass present",
        "receive get obtain accept buy purchase acquire borrow take",
    ),
    ("pay", "receive get obtain accept"),
    ("beat defeat", "lose"), ("teach inform tell", "learn hear"), ("employ", "work"), ("lead head", "follow belong"),
    ("own have hold", "belong"), ("infect", "catch contract get"), ("keep retain", "stay remain"),
)  # fmt: skip
_REPORTED = frozenset("expected found admitted admitting died offered urged told".split())
_SAYS = frozenset(
    map(base, "say tell add announce report note state write explain reply answer go come be have do".split())
)


def turned_sides(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The deeds of a wording whose actor or target is the other side's in every passage that tells them."""
    told = [frame for p in passages for frame in _frames(p)]
    for own in _frames(wording):
        if base(own.verb) in _SAYS:
            continue
        alike = [(f, _inverse(own.verb, f.verb)) for f in told if _one_deed(own.verb, f.verb)]
        if alike and all(_is_turned(own, f, inverse=inverse) for f, inverse in alike):
            told_verb = alike[0][0].verb
            yield Refusal(
                Kind.SIDES, f"who does what to whom is turned: “{own.verb}” here, “{told_verb}” in the passage"
            )
        elif alike and all(
            not inverse and (_is_another(own, f, wording, passages) or _is_exchanged(own, f, wording, passages))
            for f, inverse in alike
        ):
            yield Refusal(Kind.SIDES, f"somebody else acts: “{own.verb}” is told of another in the passage")


def _frames(text: str) -> list[Frame]:
    line = plain(text)
    for pattern, verb in _RULES:
        line = pattern.sub(verb, line)
    turned = [f"{m['clause']} {re.split('[,;]', line[: m.start()])[-1]}." for m in _OBJECT_CLAUSE.finditer(line)]
    return [frame for clause in (_OBJECT_CLAUSE.sub("", line), *turned) for frame in frames_of(clause)]


@cache
def _one_deed(one: str, other: str) -> bool:
    return same(words_in(one)[0], words_in(other)[0]) or _inverse(one, other)


@cache
def _inverse(one: str, other: str) -> bool:
    """Whether two verbs stand on different sides of a pair."""
    pairs = [(set(map(base, a.split())), set(map(base, b.split()))) for a, b in _INVERSE]
    first, second = base(one), base(other)
    return any((first in a and second in b) or (first in b and second in a) for a, b in pairs)


def _is_turned(own: Frame, told: Frame, *, inverse: bool) -> bool:
    """Whether a side of one frame stands on the other side of another, and not on its own."""
    actor, target = (told.target, told.actor) if inverse else (told.actor, told.target)
    acts = [w for w in own.actor if _participates(w)]
    suffers = [w for w in own.target if _participates(w)]
    if not actor or not told.has_actor:
        return False
    wrong_actor = [w for w in acts if _has(target, w) and not _has(actor, w)]
    right_actor = [w for w in acts if _has(actor, w)]
    wrong_target = [w for w in suffers if _has(actor, w) and not _has(target, w)]
    is_right = any(_has(actor, w) for w in own.actor)
    if not is_right and any(_has(target, w) for w in own.actor):
        # A dog that bites a postman: nobody of whom the list of doers knows.
        wrong_target = [w for w in own.target if _has(actor, w) and not _has(target, w)]
        return bool(wrong_target) or bool(wrong_actor)
    return bool(wrong_actor and not right_actor) or bool(wrong_actor and wrong_target)


def _is_another(own: Frame, told: Frame, wording: str, passages: Sequence[str]) -> bool:
    """Whether one verb stands right behind another actor in each text."""
    if base(own.verb) != base(told.verb) or not own.actor or not told.actor:
        return False
    acts, acted = own.actor[-1], told.actor[-1]
    is_plain = _stands_behind(own.verb, acts, wording) and any(_stands_behind(told.verb, acted, p) for p in passages)
    both = _participates(acts) and _participates(acted)
    return is_plain and both and not _has(told.actor, acts) and not _has(own.actor, acted)


def _is_exchanged(own: Frame, told: Frame, wording: str, passages: Sequence[str]) -> bool:
    """Whether a verb has another target, and each text has the other's one in another place."""
    if base(own.verb) != base(told.verb) or own.verb in _REPORTED:
        return False
    mine, theirs = words_in(plain(wording)), [w for p in passages for w in words_in(plain(p))]
    here, there = [w for w in own.target if _participates(w)], [w for w in told.target if _participates(w)]
    is_other = here and there and not any(_has(told.target, w) for w in here)
    return bool(is_other) and any(has(theirs, _one(w)) for w in here) and any(has(mine, _one(w)) for w in there)


def _stands_behind(verb: str, actor: FrameWord, text: str) -> bool:
    """Whether a verb follows its actor, with no more than an auxiliary or an adverb between them."""
    between = r"(?:[’']s)? (?:(?:has|have|had|will|would|must|may|might|can|could|should|\w+ly) )?"
    return re.search(rf"\b{re.escape(actor.text)}{between}{re.escape(verb)}\b", text.lower()) is not None


def _participates(word: FrameWord) -> bool:
    return is_participant(word) or is_doer(word.text)


def _has(words: Sequence[FrameWord], word: FrameWord) -> bool:
    return any(same(_one(word), _one(w)) for w in words)


@cache
def _one(word: FrameWord) -> Word:
    found = words_in(word.text.capitalize() if word.capital else word.text)
    return found[0] if found else Word(word.text, 0, 0, word.capital)
