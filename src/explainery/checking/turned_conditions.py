"""What a passage only denies, or makes hang on a condition, told as a fact or with the condition turned round.

"X denied that it had left" does not say that X left. "They will strike unless the offer rises" does not say that they
will strike if it rises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.checking.evidence import unquoted
from explainery.checking.gaps import covered
from explainery.checking.hedges import is_cautious
from explainery.checking.polarity import polarity
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import words_in
from explainery.patterns import regex

_DENIED = regex(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)? (?:the )?(?:claim|accusation|suggestion|charge|report)s?) "
    r"(?:that\b|(?=\w+ing\b))(?P<what>.+?)(?=, (?:which|who|and|but|although|though|while|saying|as)\b|[.;:]|$)",
    re.IGNORECASE,
)
_CONDITION = regex(r"(?<!even )(?<!as )(?<!only )\b(?P<word>if|unless)\b (?P<what>[^,.;:]+)", re.IGNORECASE)
_LEAST_WORDS = 2  # of content that a denied clause must have to be known again


def told_as_fact(statement: str, passages: Sequence[str]) -> str:
    """The words that a passage only denies, and that a statement tells as a fact; "" if there are none."""
    bare = unquoted(statement)
    if polarity(bare).denials or is_cautious(bare):
        return ""
    for passage in passages:
        for clause in _denied_in(passage):
            others = [_DENIED.sub(" ", p) for p in passages]
            if _tells(bare, clause) and not any(_tells(other, clause) for other in others):
                return clause
    return ""


def _denied_in(passage: str) -> Iterator[str]:
    """The clauses that a passage says somebody denies."""
    for match in _DENIED.finditer(unquoted(passage)):
        if not polarity(passage[: match.start()]).denials:  # "did not deny that"
            yield match["what"].strip()


def _tells(text: str, clause: str) -> bool:
    """Whether a text has nearly all words of content of a clause."""
    words = words_in(clause)
    return sum(w.has_weight for w in words) >= _LEAST_WORDS and covered(words, words_in(text)) >= TUNING.turned_cover


def turned_condition(statement: str, passages: Sequence[str]) -> str:
    """The condition that a statement turns round: "if ..." where a passage has "unless ..."; "" if there is none."""
    own = _CONDITION.search(statement)
    if own is None:
        return ""
    theirs = [(p, m) for p in passages for m in _CONDITION.finditer(p) if _alike(own["what"], m["what"])]
    if any(m["word"].lower() == own["word"].lower() for _, m in theirs):
        return ""
    turned = any(_parity(statement) == _parity(p) and _tells_rest(own, m) for p, m in theirs)
    return own[0] if turned else ""


def _tells_rest(own: re.Match[str], other: re.Match[str]) -> bool:
    """Whether what hangs on one condition is what hangs on another; the passage may say more of it."""
    return covered(words_in(_rest(own)), words_in(_rest(other))) >= TUNING.aligned_share


def _rest(condition: re.Match[str]) -> str:
    """A sentence without its condition."""
    return f"{condition.string[: condition.start()]} {condition.string[condition.end() :]}"


def _alike(one: str, other: str) -> bool:
    """Whether two clauses have most words of content in common."""
    words, others = words_in(one), words_in(other)
    return min(covered(words, others), covered(others, words)) >= TUNING.aligned_share


def _parity(text: str) -> bool:
    """Whether a text denies an odd number of times: "not ... if" is "... unless"."""
    return len(polarity(text).denials) % 2 == 1
