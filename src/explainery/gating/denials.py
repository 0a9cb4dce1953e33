"""Denials: a "not", a "no" or a refusal of a wording is one of the passages, and none of theirs is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.tuning import TUNING
from explainery.gating.words import Word, has, same, words_in
from explainery.patterns import regex
from explainery.text import plain

_PLAIN = frozenset(
    "not no never none nobody nothing neither nor cannot without hardly barely scarcely rarely seldom".split()
)
_UN = regex(
    r"(?:un(?:able|likely|willing|clear|known|affected|damaged|harmed|happy|safe|read|paid|true|changed|hurt|certain"
    r"|aware|wanted|founded|named|lawful|fair)|impossible|unless|illegal\w*|irregular\w*|disagree\w*|dissatisf\w+|dishonest"
    r"|in(?:sufficient|adequate|complete|correct|accurate|eligible|effective|secure|stable|valid|visible))"
)
_STRONG = regex(
    r"(?:den(?:y|ies|ied|ying|ial)|refus\w+|reject\w*|declin(?:e|es|ed|ing)|fail\w*|lack\w*|prevent\w*|prohibit\w*"
    r"|forb[ai]d\w*|bann?(?:ed|ing|s)?|exclud\w+|avoid\w*|avert\w*|withheld|withhold\w*"
    r"|absen\w+|baseless|groundless|dismiss\w*"
    r"|abandon\w*|oppos\w+|veto\w*|block\w*|stop\w*|halt\w*|cancel\w*|postpon\w*|beyond|too|rather|instead|only"
    r"|otherwise|contest\w*|disput\w*|against|away|unlike|out|down|off|shortage|short"
    r"|insufficient|silent|silence|still|yet|non|awaits?|waiting|anonym\w+|unread|ceas\w+"
    r"|missing|false\w*|untrue|wrong\w*|illegal\w*|irregular\w*|incorrect|inaccurate|invalid|incomplete|inadequate"
    r"|ineligible|disagree\w*|un(?!der|til|it|ion|iv|if|iq)\w{3,}(?:ed|able)|un(?:clear|true|fair|real|safe|just|known))"
)
_IDIOM = regex(
    r"\bnot(?= (?:\w+ ){0,3}(?:more|less|fewer) than\b)|\b(?:no|not)(?= (?:more|fewer|less"
    r"|later|longer|higher|lower) than\b)|\bnot(?= (?:only|just|least)\b)"
    r"|\bno(?= (?:doubt|matter)\b)|\bnone(?= other\b)",
    re.IGNORECASE,
)
_PARTICLE_VERB = regex(
    r"(?:turn|rul|put|leav|left|stay|call|writ|wrot|vot|brush|fend|hold|held|step|stood|stand|lock|shut)\w*"
)
_STOP = regex(r"[,;:]")
# What says nothing that could be denied. Shorter than the list of free words: "own" and "possible" count here.
_LITTLE = frozenset(
    "a an the of to in on at by for from with as and or but so if than then that this these those it its he his him she"
    " her they their them who whom whose which what where how is are was were be been being am do does did has have had"
    " having into will would shall should may might can could must there also very any some said says say".split()
)
_TOO = regex(r"\btoo \w+ (?:for [^,;.]{1,40} )?to\b", re.IGNORECASE)  # "too early to say" denies
_SOME = frozenset("a very the last next first past these those so too".split())  # "a few" is some, "few" is hardly any
_STILL = regex(r"still (?:has|have|had|must|needs?|to|un\w+|await\w*|waiting|missing|outstanding|owes?|lacks?)\b")
_SEGMENT = regex(
    r"[,;:—–]| (?:but|and|while|although|though|whereas|because|since|when|who|which|after|before|until) ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of denial: its number among the words, whether it is a plain "not", and the words around and behind it."""

    at: int
    is_plain: bool
    about: tuple[Word, ...]
    ahead: tuple[Word, ...] = ()


def changed_denials(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The denials that a wording adds, and those of its passages that it loses."""
    own, told = _signs(wording), [(p, _signs(p)) for p in passages]
    for sign in own:
        if not any(_is_shared(sign, other) for _, signs in told for other in signs):
            word = words_in(wording)[sign.at].text
            if sign.is_plain or _STRICT.fullmatch(word):
                yield _fault(f"“{word}” denies here what no passage denies")
        elif (
            sign.is_plain
            and not _UN.fullmatch(words_in(wording)[sign.at].text)
            and _is_affirmed_only(sign, wording, passages)
        ):
            yield _fault(f"“{words_in(wording)[sign.at].text}” denies here what the passages affirm")
    if sum(_denies_plainly(wording, s) for s in own) > sum(_counts(p, s) for p, signs in told for s in signs):
        yield _fault("it denies more than its passages do")
    if not own and len(told) == 1 and _denies_first(passages[0]):
        yield _fault("what the passage tells first, it denies; no word here does")
    for passage, signs in told:
        for sign in signs:
            if _is_lost(sign, passage, wording, own) and not _is_affirmed(sign, passage, passages):
                yield _fault(f"the “{words_in(passage)[sign.at].text}” of the passage is lost")


_NO = regex(r"(?:den(?:y|ies|ied|ying)|refus\w+|reject\w*)")
_DENIES = regex(
    r"(?:den(?:y|ies|ied|ying|ial)|refus\w+|reject\w*|declin(?:e|es|ed|ing)|fail\w*|lack\w*|prevent\w*|prohibit\w*"
    r"|forb[ai]d\w*|bann?(?:ed|ing|s)?|exclud\w+|avoid\w*|avert\w*|withheld|withhold\w*|absen\w+|baseless|groundless"
    r"|dismiss\w*|down|out|off|rather|instead|beyond|only|against|oppos\w+|veto\w*|block\w*|silent|silence|anonym\w+"
    r"|too|short|shortage|yet|still|missing|otherwise|stop\w*|abandon\w*|contest\w*|disput\w*|insufficient|ceas\w+)"
)
# What denies as clearly, but has many other words: where a wording has none at all, the denial is lost.
_DENYING = regex(
    r"(?:lack(?:s|ed|ing)?|prevent\w*|forb[ai]d\w*|bann?(?:ed|ing)|against|oppos\w+|block\w*|avoid\w*|cancel\w*|abandon\w*)"
)
_STRICT = regex(r"(?:den(?:y|ies|ied|ying)|refus\w+|reject\w*|declined|fail\w*|exclud\w+|prohibit\w*)")


def _is_direction(words: Sequence[Word], i: int) -> bool:
    """Whether a "down", "out" or "off" is no part of a denial: "down 31 per cent", and not "turned down"."""
    before = words[max(0, i - TUNING.particle_reach) : i]
    return words[i].text in {"down", "out", "off"} and not any(_PARTICLE_VERB.fullmatch(w.text) for w in before)


def _denies_plainly(text: str, sign: _Sign) -> bool:
    """Whether a sign is a "not", or one of the verbs that say no more than that."""
    return sign.is_plain or _NO.fullmatch(words_in(plain(text))[sign.at].text) is not None


def _counts(text: str, sign: _Sign) -> bool:
    """Whether a sign denies by itself: a "not", or a verb such as "refuse"."""
    return sign.is_plain or _DENIES.fullmatch(words_in(plain(text))[sign.at].text) is not None


def _signs(text: str) -> list[_Sign]:
    text = _IDIOM.sub(lambda m: "x" * len(m[0]), plain(text))
    words = words_in(text)
    too = {m.start() for m in _TOO.finditer(text)}
    found = []
    for i, word in enumerate(words):
        is_little = word.text in {"little", "few"} and (not i or words[i - 1].text not in _SOME)
        plainly = (
            word.start in too
            or is_little
            or word.text in _PLAIN
            or word.text.endswith("n't")
            or _UN.fullmatch(word.text) is not None
        )
        if plainly or (_STRONG.fullmatch(word.text) and not _is_direction(words, i)):
            about = tuple(_about(words, i, include=bool(_UN.fullmatch(word.text))))
            ahead = [w for w in words[i + 1 : i + 4] if w.text not in _LITTLE]
            found.append(_Sign(i, plainly, about, tuple(ahead)))
    return found


def _about(words: Sequence[Word], i: int, *, include: bool) -> Iterator[Word]:
    """The words of weight around a sign, within its reach."""
    near = range(max(0, i - TUNING.denial_field), min(len(words), i + TUNING.denial_field + 1))
    for k in near:
        if (k != i or include) and not is_free(words[k]):
            yield words[k]


def _is_shared(sign: _Sign, other: _Sign) -> bool:
    near = not sign.about or not other.about or any(has(other.about, w) for w in sign.about)
    return near or any(has(other.ahead, w) for w in sign.ahead)


def _reached(words: Sequence[Word], sign: _Sign, text: str) -> list[Word]:
    """The next words of weight behind a sign in its clause; those before it where none follows."""
    ahead, at = list[Word](), words[sign.at].end
    for word in words[sign.at + 1 :]:
        if _STOP.search(text, at, word.start) or len(ahead) == 2:  # noqa: PLR2004
            break
        at = word.end
        if word.text not in _LITTLE:
            ahead.append(word)
    before = [w for w in words[max(0, sign.at - 4) : sign.at] if w.text not in _LITTLE] if sign.is_plain else []
    return ahead or before[-2:]


def _is_lost(sign: _Sign, passage: str, wording: str, own: Sequence[_Sign]) -> bool:
    """Whether a wording tells what a sign denies, and has no sign near it."""
    text = plain(passage)
    words, mine = words_in(text), words_in(wording)
    is_verb = _STRICT.fullmatch(words[sign.at].text) is not None
    if not sign.is_plain and not is_verb and (own or not _DENYING.fullmatch(words[sign.at].text)):
        return False
    reached = _reached(words, sign, text)
    places = next(filter(None, ([i for i, w in enumerate(mine) if same(w, r)] for r in reached)), None)
    if not places:
        return False
    reach = TUNING.denial_reach if sign.is_plain else len(mine)  # "a proposal for ... was turned down"
    others = [words[s.at] for s in _signs(passage) if s.at != sign.at and not s.is_plain]
    keeping = [s.at for s in own if not _is_weak(mine[s.at], wording) and (s.is_plain or not has(others, mine[s.at]))]
    return not any(abs(at - place) <= reach and at != place for at in keeping for place in places)


def _is_weak(word: Word, text: str) -> bool:
    """Whether a sign of a wording denies nothing by itself: a "still" that is not "still has to", a "too"."""
    if word.text == "too":
        return _TOO.match(plain(text), word.start) is None
    return word.text == "still" and _STILL.match(plain(text), word.start) is None


def _denies_first(passage: str) -> bool:
    """Whether the first clause of a passage has a "not"."""
    first = _SEGMENT.split(plain(passage).strip())[0]
    return any(sign.is_plain for sign in _signs(first))


def _is_affirmed_only(sign: _Sign, text: str, passages: Sequence[str]) -> bool:
    """Whether the passages have the word that a "not" is about only in clauses without a denial."""
    reached = _reached(words_in(plain(text)), sign, plain(text))
    clauses = [part for p in passages for part in _SEGMENT.split(plain(p))]
    having = [[part for part in clauses if has(words_in(part), r)] for r in reached]
    return len(having) > 1 and all(parts and not any(map(_signs, parts)) for parts in having)


def _is_affirmed(sign: _Sign, passage: str, passages: Sequence[str]) -> bool:
    """Whether another passage tells the same words without a denial."""
    reached = _reached(words_in(plain(passage)), sign, plain(passage))
    others = [p for p in passages if p != passage]
    return any(not _signs(p) and any(has(words_in(p), r) for r in reached) for p in others)


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.DENIAL, reason)
