"""Causes that a statement gives, and which of them no passage gives or which it turns round.

"Because", "due to" and "led to" tie what happened to why. A passage's "after" may stand for any of them, since editors
read it so; but what is tied must be the same on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from explainery.checking.tuning import TUNING
from explainery.checking.word_forms import content, words_in
from explainery.checking.word_kin import kin
from explainery.lexicon.verbs import grouped_verbs, past_forms
from explainery.patterns import regex
from explainery.text import folded

_DONE_BY = r"caused|triggered|prompted|forced|sparked|fuelled|driven|brought about|provoked|weakened|damaged|slowed|delayed|hampered|set off|worsened"
# The cause stands behind these ...
_BEHIND = (
    r"because of|because|due to|owing to|thanks to|as a result of|as a consequence of|in response to|on account of"
    rf"|(?:{_DONE_BY}) by|results? from|resulted from|stem(?:s|med) from|down to|to punish|in revenge for|in retaliation for"
    r"|after|following|in the wake of"
)
# ... and before these.
_AHEAD = (
    r"led to|leads to|caused|causes|triggered|triggers|prompted|prompts|forced|forces|resulted in|results in"
    r"|(?:explains?|explained)(?!,? (?:that|how|why|what|whether|to)\b|[:,]| \")"
    r"|sparked|brought about|provoked|meant that|makes|(?:had )?left \w+ no choice|is why|was why"
)
# "Attributed the rise to fuel", "blamed the rise on fuel"
_ASCRIBED = r"(?:(?:attribut\w+|ascrib\w+|credit\w+)\b(?P<effect>[^,.;]+?) to|put\b(?P<put>[^,.;]+?) down to)\b|blam\w+\b(?P<blamed>[^,.;]+?) on\b"
_TIE = regex(rf"\b(?:(?P<ascribed>{_ASCRIBED})|(?P<behind>{_BEHIND})\b|(?P<ahead>{_AHEAD})\b)")
_TEMPORAL = frozenset(["after", "following", "in the wake of"])
# What else can give a cause in a passage.
_IMPLIED = regex(
    r"\b(?:as|since|so|therefore|thus|hence|when|with|amid|for|over|by|under|through|from|blam\w+|reasons?|explain\w*|why"
    r"|argu\w+|means?|means that|to avoid|in order to|unless|if|until|owes?|caus\w+|behind|given|that)\b"
)
_GIVEN = regex(r"\b(?:blam\w+|caus\w+|reasons?|thanks to|owes?|explain\w*)\b")
_END = regex(
    r"[;:]|,(?! (?:and|or)\b|\d)|\.(?=\s|$)|\b(?:but|although|though|while|whereas|and then|he said|she said)\b"
)


_DUE = regex(r"\b(?:is|are|was|were|be|been)(?: now| still| also)? $")
_DENIED = regex(r"\b(?:not|n't|never|rather than|instead of)(?: just| merely| simply)? $")


@dataclass(frozen=True, slots=True)
class Tie:
    """A cause and its effect in a text: the word that ties them, the bases of the content words of each, whether denied."""

    sign: str
    cause: frozenset[str]
    effect: frozenset[str]
    is_denied: bool = False

    @property
    def is_temporal(self) -> bool:
        """Whether the sign says "after" and no more."""
        return self.sign in _TEMPORAL


def ties_in(text: str) -> Iterator[Tie]:
    """The causes of a text with their effects, each within its sentence."""
    line = folded(text)
    for match in _TIE.finditer(line):
        before, after = line[: match.start()], line[match.end() :]
        if match[0] == "due to" and _DUE.search(before) and after.split()[:1] and after.split()[0] in _verbs():
            continue  # "is due to open in May"
        if match["ascribed"]:
            effect, cause = match["effect"] or match["put"] or match["blamed"] or "", _first(after)
        elif match["behind"] and not before.strip():  # "After the riots, the rise was withdrawn"
            cause, _, effect = after.partition(",")
        elif match["behind"]:
            effect, cause = _last(before), _first(after)
        else:
            effect, cause = _first(after), _last(before)
        yield Tie(
            (match["behind"] or match[0]).strip(), _bases(cause), _bases(effect), _DENIED.search(before) is not None
        )


@cache
def _verbs() -> frozenset[str]:
    """The verbs of the news as they stand behind "to"."""
    return grouped_verbs() | frozenset(past_forms())


def _first(text: str) -> str:
    end = _END.search(text)
    return text[: end.start()] if end else text


def _last(text: str) -> str:
    ends = list(_END.finditer(text))
    return text[ends[-1].end() :] if ends and len(text) - ends[-1].end() > 1 else text


def _bases(text: str) -> frozenset[str]:
    weighty = (w for w in content(words_in(text)) if not w.text[:1].isdigit())  # figures have rules of their own
    return frozenset(w.base for w in weighty if w.text not in {"said", "says", "say"})


@dataclass(frozen=True, slots=True)
class WrongCause:
    """What is wrong with a cause: the sign that ties it, "none" or "turned", and whether that is certain."""

    sign: str
    kind: str
    is_certain: bool


def wrong_cause(statement: str, passages: Sequence[str]) -> WrongCause | None:
    """The first cause of a statement that its passages do not give, or give the other way round."""
    known = [tie for p in passages for tie in ties_in(p)]
    given = known or any(_GIVEN.search(folded(p)) for p in passages)
    told = {w.base for p in passages for w in words_in(p)}
    for tie in ties_in(statement):
        if _is_turned(tie, [k for k in known if not k.is_denied]) or _is_denied(tie, known):
            return WrongCause(tie.sign, "turned", is_certain=True)
        if tie.is_temporal or not tie.cause:
            continue
        share = len([b for b in tie.cause if _is_told(b, told)]) / len(tie.cause)
        can_imply = bool(known) or any(_IMPLIED.search(folded(p)) for p in passages)
        least = TUNING.given_cause_share if given else TUNING.cause_share
        if share < least or not can_imply:
            return WrongCause(tie.sign, "none", is_certain=share == 0 and len(tie.cause) > 1)
    return None


def _is_told(word: str, told: set[str]) -> bool:
    """Whether the passages have a word, one that says the same, or one that begins alike."""
    letters = TUNING.alike_letters
    return (
        word in told
        or any(kin(word) & kin(other) for other in told)
        or (len(word) >= letters and any(other[:letters] == word[:letters] for other in told))
    )


def _is_denied(tie: Tie, known: Sequence[Tie]) -> bool:
    """Whether a cause is one that a passage denies, or denied where a passage gives it."""
    alike = max((len(tie.cause & k.cause) for k in known if k.is_denied == tie.is_denied), default=0)
    other = max((len(tie.cause & k.cause) for k in known if k.is_denied != tie.is_denied), default=0)
    return other > alike


def _is_turned(tie: Tie, known: Sequence[Tie]) -> bool:
    """Whether what a passage gives as effect is the cause here, and its cause the effect; no passage has it so."""
    straight = max((len(tie.cause & k.cause) + len(tie.effect & k.effect) for k in known), default=0)
    crossed = max((min(len(tie.cause & k.effect), len(tie.effect & k.cause)) for k in known), default=0)
    return crossed * 2 > straight and (crossed > 1 or not straight)
