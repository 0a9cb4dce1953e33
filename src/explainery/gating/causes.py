"""Causes: a wording gives one only where a passage does, and does not turn it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import has, words_in
from explainery.patterns import regex
from explainery.text import folded

_DATE = (
    r"(?:the (?:end|start|beginning|middle)|early|late|mid|last|\d|then|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter|his|her|its"
    r"|that|being|the (?:\w+ ){1,3}(?:on|in) \d)"
)
# Behind the first kind stands the cause, before the second kind.
_BEHIND = regex(
    rf"\b(?:because(?: of)?|due to(?= (?:(?:the|an?|his|her|its|their|this|that|chance)\b"
    rf"|\w+(?:ing|ion|ment|ance|ence|ure|age|ty|s)) ?)|owing to|thanks to|as a result of"
    rf"|in response to|in view of|on account of|caused by"
    rf"|result(?:s|ed|ing)? from|on the grounds? that|since(?! {_DATE})(?= \w+)"
    rf"|as(?= (?:there |they |it |he |she |the \w+ (?:was|were|is|are|had|has|would"
    rf"|could) (?!named|called|known)))"
    r"|sparked by|provoked by|stem(?:s|med|ming) from|^for \w+ing"
    r"|blam\w+|attribut\w+|put down to|puts? \w+ down to|prompted by|triggered by|driven by|after)\b"
)
_BEFORE = regex(
    r"\b(?:led? to|leads to|leading to|(?:have|has|had) led"
    r"|(?<!\ba )(?<!the )(?<!any )(?<!no )(?<!its )caus(?:e|es|ed|ing)(?! (?:ha[sd]|by))"
    r"|brought about|result(?:s|ed|ing)? in|prompt(?:ed|s|ing)?(?! by)"
    r"|trigger(?:ed|s)?(?! by)|therefore|so that|in order to|as a result|consequently|hence"
    r"|thereby|forc(?:es|ing)|mak(?:e|es|ing) way|drove (?=up|down|\w+ (?:\w+ )?(?:to|up|down|out|into)\b)"
    r"|sent \w+ \w+ up"
    r"|ma(?:de|kes?) (?:(?:the|its|his|her|their|it) )?(?:\w+ )?(?:fall|rise|drop|climb|collapse|grow|sink"
    r"|leave|stop|close"
    r"|resign|impossible|necessary|possible|worse|better)|spark(?:s|ed)(?! by)|provok(?:es|ed)(?! by)"
    r"|contribut(?:es|ed) to"
    r"|(?:is|was) why|(?:is|was|were) the reason)\b"
)
_LED = regex(r"\bled (?!by\b)(?:\w+ ){1,4}to\b|\b(?:sent|push(?:es|ed)|brought) (?:[\w']+ ){1,6}(?:up|down)\b")
_NEAR = 90  # characters on both sides of a looser word of reason
_CONCEDES = regex(r"\b(?:although|though|despite|in spite|even if|even though|regardless|nevertheless|nonetheless)\b")
_CONTRASTS = regex(
    r"\b(?:although|though|despite|in spite|even|regardless|never\s?theless|nonetheless|but"
    r"|yet|however|whereas|while|still"
    r"|all the same|not|no|none|nobody|never|nothing)\b"
)
_TEMPORAL = regex(r"\bafter\b")
_ANY = regex(
    r"\b(?:because|due to|owing|thanks|result\w*|response|since(?! (?:the )?(?:\d|last|then"
    r"|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer"
    r"|autumn|winter))|as (?:he|she|it|they|there|the \w+ (?:was|were|is|are|had|has|would"
    r"|could))\b|caus\w+|led|lead\w*|prompt\w*|trigger\w*|therefore|so that"
    r"|in order|forc\w+|blam\w+|attribut\w+|reason\w*|for \w+ing|by \w+ing|without \w+ing"
    r"|in return|arguing|in exchange|depend\w*|so (?!far)|ground\w*|make way|pressure|condition"
    r"|unless|under)\b"
)
_PURPOSE = regex(r"\bin order to\b|\bso as to\b|\bto make way\b|\bto make room\b|\bso that\b")
_PURPOSES = regex(r"\b(?:in order|so as|so that|to|for)\b")


def changed_causes(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """A cause in a wording that no passage gives, or that the passage gives the other way round."""
    line, lines = folded(wording), [folded(p) for p in passages]
    yield from _concessions(line, lines)
    for match, cause, effect in _causes(line):
        giving = [other for other in lines if _gives(cause, effect, other)]
        if not giving:
            yield _fault(f"“{match}”: no passage gives a cause")
        elif any(_is_turned(cause, effect, other) for other in giving):
            yield _fault(f"“{match}”: in the passage, cause and effect stand the other way round")
        elif not any(_is_one_clause(cause, effect, other) for other in giving):
            yield _fault(f"“{match}”: no single passage has both the cause and what it causes")


def _concessions(line: str, lines: Sequence[str]) -> Iterator[Refusal]:
    match = _CONCEDES.search(line)
    if match and not any(_CONTRASTS.search(other) for other in lines):
        yield _fault(f"“{match[0]}”: no passage sets the two against each other")


def _gives(cause: str, effect: str, passage: str) -> bool:
    """Whether a passage has a cause with words of this one, or a looser word of reason beside some of them."""
    strict = list(_causes(passage))
    if strict:
        return any(
            (_alike(cause, c) and _alike(effect, e)) or (_alike(cause, e) and _alike(effect, c)) for _, c, e in strict
        )
    near = [passage[max(0, m.start() - _NEAR) : m.end() + _NEAR] for m in _ANY.finditer(passage)]
    return any(_alike(cause, text) and _alike(effect, text) for text in near)


def _causes(line: str) -> Iterator[tuple[str, str, str]]:
    """Each cause of a text: the words that make it one, the cause and its effect."""
    for match in _BEHIND.finditer(line):
        if _TEMPORAL.match(match[0]):
            continue
        behind = _behind(line[match.end() :])
        before = line[: match.start()] if match.start() else line[match.end() + len(behind) :]
        yield match[0], behind, before
    for pattern in (_BEFORE, _LED):
        for match in pattern.finditer(line):
            yield match[0], line[: match.start()], line[match.end() :]


def _behind(text: str) -> str:
    """What stands behind a word of reason in its clause; "in its view," is skipped."""
    parts = re.split(r"[,;](?= )", text)
    return next((part for part in parts if any(not is_free(w) for w in words_in(part))), parts[0])


def _is_turned(cause: str, effect: str, passage: str) -> bool:
    margins = []
    for _, other_cause, other_effect in _causes(passage):
        straight = _alike(cause, other_cause) + _alike(effect, other_effect)
        margins.append(_alike(cause, other_effect) + _alike(effect, other_cause) - straight)
    return bool(margins) and min(margins) > 0


def _alike(one: str, other: str) -> int:
    there = words_in(other)
    return sum(has(there, w) for w in words_in(one) if not is_free(w))


def _is_one_clause(cause: str, effect: str, passage: str) -> bool:
    return bool(_alike(cause, passage)) and bool(_alike(effect, passage))


def _fault(reason: str) -> Refusal:
    return Refusal(Kind.CAUSE, reason)
