"""Frames: who does what to whom in a sentence, as far as the order of its words and its verbs tell.

There is no parser here. A verb's actor is what stands before it in its clause, its target what stands behind it; in
the passive voice what follows "by" is the actor. Two frames of one verb are compared as sets of words, so that it does
not matter how each side is described.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from explainery.checking.acting_nouns import is_acting_noun, is_participant
from explainery.checking.word_kin import Word, words_in
from explainery.lexicon.reporting_verbs import DENYING, JUDGING, SAYING
from explainery.lexicon.verbs import forms, grouped_verbs, past_forms, verb_of
from explainery.patterns import regex

_BE = frozenset("be is are was were been being am get got gets getting".split())
_HAVE = frozenset("have has had having".split())
_AUXILIARY = (
    _BE | _HAVE | frozenset("do does did will would can could may might shall should must not never to".split())
)
_BEFORE_NOUN = frozenset(
    "the a an his her its their our my your these those of no any some each every another such".split()
)
_RELATIVE = regex(r", (?:which|who|whose|where|whom)\b[^,;]*(?:,(?= )|(?=[.;]|$))")
_ACCORDING = regex(r"^According to [^,]*, |, according to [^,;]*(?:, [^,;]*(?=,))?")
_BREAK = regex(
    r"[;:—–]|\band (?=(?:(?:the|an?) )?(?:[\w’'-]+,? ){1,5}(?:only |just |about )?\d)"  # "received 7 votes, and Roe 6"
    r"|\b(?:but|while|whereas|although|though|because|unless|if|when|that|so|as)\b|, and\b|, who\b|, which\b"
)
_NOUN = regex(r"(?:ment|ion|ance|ence|ure|ship|ity|ing|al|ts|ds|ns|rs|es)$|_")
_MORE = frozenset(
    """
    owe borrow favour favor blame trust thank admire love hate fear hire employ serve follow chase trail overtake
    replace succeed outnumber outsell own owe teach train advise warn sponsor finance fund rent lease import export
    smuggle deliver supply ship sue fine bill charge insure owe support defeat beat overtake invite visit
    """.split()
)
_PAST_FORM = regex(r"[^\W\d_]{3,}ed")
_WHO = frozenset(["that", "who", "which"])
_BEFORE_BASE = _AUXILIARY - _BE - _HAVE | frozenset("they we i you who that and".split())
_BY = "by"
_CLOSING = ("”", '"', "’", "»")
_ENDS_ACTOR = frozenset(
    "in on at for from to with after before during over under until since because and but when".split()
)
_HOLDING = frozenset("believe believes believed think thinks thought estimate estimates estimated".split())
_SAYING = frozenset(w for verb in (*SAYING, *JUDGING, *DENYING) for w in verb.split()) | _HOLDING


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sentence says that somebody does.

    Attributes:
        verb: the verb, as it is written.
        actor: the words of who does it; none where the sentence does not tell.
        target: the words of all else that belongs to the verb: to whom, what, from whom.
        has_actor: whether the sentence has an actor, if only "she"; a passive without "by" has none.
    """

    verb: str
    actor: tuple[Word, ...]
    target: tuple[Word, ...]
    has_actor: bool = True


def frames_of(text: str) -> list[Frame]:
    """The frames of a sentence, in the order of its verbs. Words without weight are left out of both sides."""
    out = list(_frames(_ACCORDING.sub(lambda m: " " * len(m[0]), _RELATIVE.sub(lambda m: " " * len(m[0]), text))))
    for match in _RELATIVE.finditer(text):
        out += _frames(text[: match.start()].rsplit(",", 1)[-1] + " " + match[0].lstrip(", ").split(" ", 1)[-1])
    return out


def _frames(text: str) -> Iterator[Frame]:
    words = words_in(text)
    verbs = [i for i in range(len(words)) if _is_verb(words, i)]
    subject: tuple[Word, ...] = ()
    skips = False  # whether the verb before was that of "who runs the bank", in the middle of the subject
    for place, i in enumerate(verbs):
        before = words[verbs[place - 1] + 1 if place else 0 : i]
        says = words[i].text in _SAYING and not _is_passive(words, i)
        end = len(words) if says or place + 1 == len(verbs) else verbs[place + 1]
        behind = _until_break(words[i + 1 : end], text, words[i].end) if not says else words[i + 1 : end]
        named = tuple(w for w in _subject(before, text, words[i].start) if _counts(w))
        continues = place and not named
        actor = subject if continues or not named or skips else named
        if not (place and words[verbs[place - 1]].text in _SAYING and not named):
            subject = actor
        if says and _is_tag(words, i, text):
            actor, behind = tuple(w for w in behind if _counts(w)), list(actor)
        if says and text[words[i].end :].startswith((",", ".")):
            continue  # "..., Roe said, ..."
        skips = bool(before) and before[-1].text in _WHO
        yield _turned(words, i, actor, behind)


def _turned(words: Sequence[Word], i: int, actor: tuple[Word, ...], behind: Sequence[Word]) -> Frame:
    """The frame of a verb; of a passive one, with what follows "by" as the actor."""
    verb, target = words[i].text, tuple(w for w in behind if _counts(w))
    by = next((k for k, w in enumerate(behind) if w.text == _BY), None)
    passive = _is_passive(words, i)
    if by is not None and not any(is_participant(w) for w in _to_comma(_phrase(behind[by + 1 :]))):
        by = None  # "rose by 5 percent"
    if not passive and by != 0:
        return Frame(verb, actor, target)
    doers = _phrase(behind[by + 1 :]) if by is not None else ()
    rest = tuple(w for w in target if w not in doers)
    return Frame(verb, tuple(w for w in doers if _counts(w)), (*actor, *rest), bool(doers))


def _phrase(words: Sequence[Word]) -> tuple[Word, ...]:
    end = next((k for k, w in enumerate(words) if w.text in _ENDS_ACTOR), len(words))
    return tuple(words[:end])


def _is_tag(words: Sequence[Word], i: int, text: str) -> bool:
    """Whether a verb of saying follows what is said, and who says it follows the verb: “...,” believes Roe."""
    before = text[: words[i].start].rstrip()
    ends = not any(w.text in _AUXILIARY or is_verb_form(w.text) for w in words[i + 1 :])
    clause = [w for w in words[:i] if w.start > text.rfind(";", 0, words[i].start)]
    is_said = any(w.text in _AUXILIARY or is_verb_form(w.text) for w in clause)
    is_apposition = i > 0 and words[i - 1].capital  # "The minister, Jo Roe, warned"
    return before.endswith(_CLOSING) or (before.endswith(",") and ends and is_said and not is_apposition)


def _to_comma(words: Sequence[Word]) -> Sequence[Word]:
    end = next((k for k in range(1, len(words)) if words[k].start - words[k - 1].end > 1), len(words))
    return words[:end]


def _is_passive(words: Sequence[Word], i: int) -> bool:
    if words[i].text.endswith("ing"):
        return False
    for word in reversed(words[max(0, i - 3) : i]):
        if word.text in _BE:
            return True
        if word.has_weight or word.text in _HAVE or word.text == "to":
            return False
    return False


def _subject(before: Sequence[Word], text: str, end: int) -> Sequence[Word]:
    """The words before a verb in its clause; none behind an "and", all of them before "that runs"."""
    last = next((w.text for w in reversed(before) if w.text not in _AUXILIARY and not w.text.endswith("ly")), "")
    if last in {"and", "but", "or", "then"}:
        return ()
    return before if last in _WHO else _after_break(before, text, end)


def _until_break(words: Sequence[Word], text: str, start: int) -> Sequence[Word]:
    match = _BREAK.search(text, start, words[-1].end) if words else None
    return [w for w in words if w.end <= match.start()] if match else words


def _after_break(words: Sequence[Word], text: str, end: int) -> Sequence[Word]:
    found = [m.end() for m in _BREAK.finditer(text, words[0].start, end)] if words else []
    return [w for w in words if w.start >= found[-1]] if found else words


def _counts(word: Word) -> bool:
    return word.has_weight or is_acting_noun(word.text)


def _is_verb(words: Sequence[Word], i: int) -> bool:
    """Whether a word is a verb of its sentence, and no noun, auxiliary or adjective."""
    word = words[i]
    if word.text in _AUXILIARY or word.capital or not is_verb_form(word.text):
        return False
    last = words[i - 1].text if i else ""
    if word.text.endswith("ing") and i + 1 < len(words) and words[i + 1].text == "of":
        return False  # "the buying of milk"
    if last in _BEFORE_NOUN or (i and words[i - 1].is_number):
        return False
    if word.text.endswith(("ed", "ing")) or word.text in verb_of():
        return True
    is_plural = i > 0 and (words[i - 1].capital or last.endswith("s"))
    return last in _BEFORE_BASE or (is_plural if not word.text.endswith("s") else last not in _ENDS_ACTOR)


@cache
def is_verb_form(word: str) -> bool:
    """Whether a word can be a form of a verb, by the tables or by its ending."""
    return word in _verbs() or word in _SAYING or _PAST_FORM.fullmatch(word) is not None


@cache
def _verbs() -> frozenset[str]:
    verbs = {*past_forms(), *_MORE, *(word for word in grouped_verbs() if not _NOUN.search(word))}
    return frozenset(form for verb in verbs for form in forms(verb)) | frozenset(verb_of())
