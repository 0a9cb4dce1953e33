"""Frames that deny a whole sentence: "It is not true that ...", "That ... is a myth", "There is no truth in ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.patterns import regex
from explainery.text import folded

_UNTRUE = (
    r"(?:(?:not|n't) (?:true|the case|correct|right|so|a fact)|untrue|false|incorrect|nonsense|invented|made up"
    r"|fabricated|fake|(?:nothing but |simply |just |only )?(?:an?|pure|sheer) (?:\w+ )?"
    r"(?:lie|myth|fiction|falsehood|fabrication|hoax|rumou?r|legend"
    r"|fairy tale|misconception|invention|untruth|fantasy|fable|canard))"
)
_BE = r"(?:is|was|are|were|'s|isn't|wasn't)"
_FRAMES = regex(
    rf"\b(?:it|this)(?: {_BE}|'s)(?: simply| just| plainly| entirely| completely)? {_UNTRUE} (?:that|to say)\b"
    rf"|\bit (?:isn't|wasn't) (?:true|the case|correct|so|a fact) that\b"
    rf"|^that [^.;]*\b(?P<that>{_BE}(?: simply| just| plainly| entirely| completely)? {_UNTRUE})[.!]*$"
    r"|^the (?:claims?|reports?|idea|story|stories|news|notion|rumou?rs?|assertion|statement) (?:that|of) [^.;]*\b"
    rf"(?P<claim>{_BE}(?: simply| just| plainly| entirely| completely)? {_UNTRUE})[.!]*$"
    r"|\b(?:there is|there was|there's) (?:no|not a word of|little) truth (?:in|to)\b"
    r"|\b(?:contrary to the truth|it never happened that|nobody should believe that|it is wrong to say that)\b"
)
# Any of these in a passage can be what the frame tells.
_DENIES = regex(
    r"\b(?:not|\w+n't|never|no|none|nobody|cannot|without|den(?:y|ie[sd]|ying|ial)|disput\w+|reject\w*|refut\w+|dismiss\w*"
    r"|false\w*|untrue|wrong\w*|lie[sd]?|liars?|lying|myths?|fiction\w*|invent\w*|fabricat\w+|hoax\w*|rumou?r\w*|nonsense|baseless"
    r"|unfounded|fake\w*|contrary|incorrect\w*|mistake\w*|misconception\w*|legends?|debunk\w*|contradict\w*|fairy|absurd"
    r"|made up|rebut\w*|disprove\w*|untruth\w*|fantas\w+|fables?|canard|misle\w+|correct(?:ed|ion)|error)\b"
)


def denied_whole(statement: str, passages: Sequence[str]) -> str:
    """The frame by which a statement denies what no passage doubts; "" if there is none."""
    frame = _FRAMES.search(folded(statement))
    return _sign(frame) if frame and not any(_DENIES.search(folded(p)) for p in passages) else ""


def denial_left_out(statement: str, passages: Sequence[str]) -> str:
    """The frame by which every passage denies what a statement says without a doubt; "" if there is none."""
    frames = [_FRAMES.search(folded(p)) for p in passages]
    if not all(frames) or _DENIES.search(folded(statement)):
        return ""
    return next((_sign(f) for f in frames if f), "")


def _sign(frame: re.Match[str]) -> str:
    """The words of a frame, without the sentence in it."""
    return str(frame["that"] or frame["claim"] or frame[0])
