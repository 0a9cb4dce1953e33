"""Words of caution, what they are about, and where a statement leaves them out.

"May", "reportedly", "wants to" and "claims that" say of the words behind them that they are no fact, or not yet one. A
statement that tells these words as a fact has lost the caution, whatever else it keeps: "he said" makes up for "is said
to", and not for "may".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from explainery.checking.polarity import polarity
from explainery.checking.quantities import SOME, quantities_in
from explainery.checking.tuning import TUNING
from explainery.checking.word_forms import Word, content, words_in
from explainery.lexicon.reporting_verbs import JUDGING, SAYING
from explainery.patterns import regex
from explainery.text import folded

_BE = r"(?:is|are|was|were|be|been|being)"
POSSIBLE = (
    r"(?<!as soon as )(?<!as best )(?:may|might|could)(?! not\b)|possibly|perhaps|probably|potentially|(?<!un)likely to"
)
REPORTED = (
    r"reportedly|allegedly|alleged|apparently|supposedly|purportedly|rumou?red to|suspected of"
    rf"|{_BE} (?:\w+ )?(?:said|believed|thought|reported|understood|suspected|presumed|feared|estimated) to"
    r"|(?:believed|thought|suspected|rumou?red|presumed) to (?:be|have)|(?:appear|seem)(?:s|ed)? to"
)
WANTED = (
    r"(?:want|hope|plan|intend|aim|seek|threaten|offer|attempt|propose)(?:s|ed)? to|(?:hoping|planning|aiming|seeking|trying|wanting|threatening) to"
    r"|hoped to|planned to|sought to|tried to|tries to|try to|consider(?:s|ing)|weighing|expect(?:s|ed)?|wants?"
)
CLAIMED = r"claim(?:s|ed|ing)?|alleg(?:es?|ing)|believes?|believed|suspects?|fears?|feared|reckon(?:s|ed)?|accus(?:es?|ed)|suggest(?:s|ed)?|argu(?:es?|ed)|thinks?(?! tank)|insist(?:s|ed)?|speculat\w+"
_SIGNS = {"possible": POSSIBLE, "reported": REPORTED, "wanted": WANTED, "claimed": CLAIMED}
_SIGN = regex("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in _SIGNS.items()))
# What else a statement can say instead: a source, a condition, a plan, a doubt.
_SOURCE = r"said|says?|saying|told|tells|according|accounts?|report\w*|announc\w+|stated|states|estimat\w+|warn\w*|predict\w*|forecast\w*|conced\w+|admit\w*|testif\w+|writes?|wrote|adds?|added|replied|complain\w*|maintain\w*|expert\w*|analyst\w*|describ\w+|call\w*"
_DOUBT = r"whether|if|can|unless|unclear|unknown|uncertain|doubt\w*|denie[sd]|deny|denying|disput\w+|not|hope\w*|wish\w*|plan\w*|threat\w*|offer\w*|risk\w*|worr\w+|possib\w+|probab\w+|likely|chance|potential\w*|suspec\w+|alleg\w+|accus\w+|claim\w*|fear\w*|expect\w*|propos\w+|want\w*|seek\w*|sought|would like|try\w*|tried|consider\w*|about to|set|due|scheduled|slated|is to|are to|seem\w*|appear\w*|suppos\w+|presum\w+|belie[fv]\w*|thought|think\w*(?! tank)|understood|rumou?r\w*|suggest\w*|argu\w+|intend\w*|intent\w*|aim\w*|should|must|need\w*|promis\w+|pledg\w+|vow\w*|agree\w*|call\w* for|ask\w*|request\w*|demand\w*|urg\w+|apparent\w*|look\w* like|prospect\w*|prepar\w+"
_CAUTION = regex(rf"{_SIGN.pattern}|\b(?:{_DOUBT})\b")
# What makes up for a claim, but for verbs that make a fact of it: "confirmed", "revealed".
_FACTIVE = regex(
    r"confirm|reveal|pro[ov]|show|find|found|know|knew|acknowledg|disclos|establish|demonstrat|learn|see|saw|discover"
)
_VERBS = "|".join(re.escape(v) for v in (*SAYING, *JUDGING) if not _FACTIVE.match(v))
_ANY_SOURCE = regex(rf"\b(?:{_SOURCE}|{CLAIMED}|{_VERBS}|contend\w*|assert\w*|object\w*|allege[sd]?)\b")
_ATTITUDE = regex(
    r"(?:worr|hope|hoping|fear|believ|think|suspect|expect|plan|want|wish|threat|consider|predict|forecast)\w*"
)
_BEFORE_MONTH = regex(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?|\b(?:in|of|since|until|till|by|from|between|last|next|this|early|mid|late|during|before|after))[ -]$"
)
_BEHIND_MONTH = regex(
    r" (?:\d|and (?:january|february|march|april|june|july|august|september|october|november|december)\b)"
)
_TOP = regex(r"\b(?:reach|maxim|minim|limit|peak|ceiling)\w*")  # they bound as "up to" does
_WEAK = r"(?:some|several|many|most|much|part|parts|half|a few|few|a number|two thirds)"
_STRONG = r"(?:all|every|each|the whole|the entire)"
_OF = r"(?: of)?(?: the| its| their| his| her| these| those)? (?P<thing>\w+)"
_PART, _WHOLE = regex(rf"\b{_WEAK}{_OF}"), regex(rf"\b{_STRONG}{_OF}")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A sign of caution in a passage: its kind (a key of the signs), its words, and the content words it is about."""

    kind: str
    sign: str
    about: tuple[Word, ...]


@lru_cache(maxsize=4096)
def hedges_in(text: str) -> tuple[Hedge, ...]:
    """The signs of caution of a text, in order, with what each is about: the rest of its clause and of its "that"."""
    line, words = folded(text), words_in(text)
    found = []
    for match in _SIGN.finditer(line):
        kind = match.lastgroup or ""
        if match[0] == "may" and _is_month(line, match):
            continue
        behind = [w for w in words if w.start >= match.end()]
        about = (
            content(tuple(w for w in behind if w.clause <= behind[0].clause + (kind in {"claimed", "reported"})))
            if behind
            else []
        )
        if kind == "claimed" and len(about) < TUNING.least_hedged_words:  # "..., the league claims."
            about = content(tuple(w for w in words if w.start < match.start() and w.clause < _clause(words, match)))
        if about:
            found.append(Hedge(kind, match[0], tuple(about)))
    return tuple(found)


def _is_month(line: str, may: re.Match[str]) -> bool:
    """Whether a "may" is the month, by the words around it."""
    return bool(_BEFORE_MONTH.search(line[: may.start()]) or _BEHIND_MONTH.match(line[may.end() :]))


def _clause(words: Sequence[Word], match: re.Match[str]) -> int:
    return next((w.clause for w in words if w.start >= match.start()), 0)


def is_cautious(text: str) -> bool:
    """Whether a text says of anything in it that it is claimed, denied, doubted or only planned."""
    words = folded(text)
    return _CAUTION.search(words) is not None or _ANY_SOURCE.search(words) is not None


def lost(statement: str, passages: Sequence[str]) -> Iterator[Hedge]:
    """The caution of the passages that a statement leaves out, where each that tells the same is cautious."""
    told = [(h, p) for p in passages for h in hedges_in(p)]
    for hedge, passage in told:
        others = [p for p in passages if p != passage]
        if _is_lost(hedge, statement, passage) and not any(_is_certain(hedge, other) for other in others):
            yield hedge


def _is_lost(hedge: Hedge, statement: str, passage: str) -> bool:
    words = content(words_in(statement))
    first, bases = hedge.about[0], {w.base for w in words}
    shared = {w.base for w in hedge.about} & bases
    if hedge.kind in {"possible", "wanted"} and first.base in bases and _is_about(hedge, words):
        return not any(_is_cautious_before(statement, w) for w in words if w.base == first.base)
    is_told = len(shared) >= max(TUNING.least_hedged_words, TUNING.hedged_share * len({w.base for w in hedge.about}))
    if not is_told:
        return False
    kept = {w.base for w in words_in(passage)} - {w.base for w in words_in(hedge.sign)}
    at = min(w.start for w in words if w.base in shared)
    # "Experts worry about" is still a caution; "he said" is not, where it was beside the "reportedly".
    worried = {w.base for w in words if w.start < at and _ATTITUDE.match(w.text)}
    own = _without(statement, kept - worried)
    return not (_CAUTION.search(own) or (hedge.kind in {"reported", "claimed"} and _ANY_SOURCE.search(own)))


def _without(statement: str, kept: AbstractSet[str]) -> str:
    """A statement without the words that the passage has beside its sign of caution: they make up for nothing."""
    line = folded(statement)
    for word in words_in(statement):
        if word.base in kept:
            line = line[: word.start] + " " * len(word.text) + line[word.start + len(word.text) :]
    return line


def _is_about(hedge: Hedge, words: Sequence[Word]) -> bool:
    """Whether a statement speaks of what is hedged: of its verb and another word of it, where it has more."""
    rest = {w.base for w in hedge.about[1:]}
    return not rest or bool(rest & {w.base for w in words})


def _is_cautious_before(statement: str, word: Word) -> bool:
    """Whether a sign of caution stands shortly before a word, or a "reportedly" anywhere."""
    line = folded(statement)
    near = line[: word.start].split()[-TUNING.caution_reach_words :]
    denied = any(word in d.reach for d in polarity(statement).denials)
    return denied or _CAUTION.search(" ".join(near)) is not None or re.search(rf"\b(?:{REPORTED})\b", line) is not None


def _is_certain(hedge: Hedge, passage: str) -> bool:
    """Whether another passage tells the same without caution."""
    bases = {w.base for w in words_in(passage)}
    shares = {w.base for w in hedge.about} & bases
    hedged = {w.base for h in hedges_in(passage) for w in h.about}
    return hedge.about[0].base in bases - hedged and len(shares) >= TUNING.least_hedged_words


def lost_bounds(statement: str, passages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The figures before which a statement leaves out "up to", "at least" or "about", each with what bounds it."""
    known = [q for p in passages for q in quantities_in(folded(p))]
    for quantity in quantities_in(folded(statement)):
        same = [q for q in known if q.value == quantity.value and q.units == quantity.units]
        if (
            same
            and not quantity.bound
            and not _TOP.search(folded(statement))
            and all(q.bound not in {"", SOME} for q in same)
        ):
            yield quantity.text, same[0].bound


def all_for_some(statement: str, passages: Sequence[str]) -> tuple[str, str] | None:
    """A "all ..." of a statement, and the "some ..." of the same thing in its passages, if they have no "all"."""
    lines = [folded(p) for p in passages]
    for match in _WHOLE.finditer(folded(statement)):
        thing = words_in(match["thing"])
        parts = [m for line in lines for m in _PART.finditer(line) if words_in(m["thing"])[0].base == thing[0].base]
        wholes = [m for line in lines for m in _WHOLE.finditer(line) if words_in(m["thing"])[0].base == thing[0].base]
        if parts and not wholes:
            return match[0], parts[0][0]
    return None
