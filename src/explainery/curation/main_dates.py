"""Main dates: when what a sentence's main clause tells happened, and not what it mentions aside."""

from __future__ import annotations

from explainery.linking.timeline import dates_told
from explainery.model import Passage
from explainery.patterns import regex

# Before a date, what makes it that of an aside: a relative clause, a participle, a second verb, "since he came".
_ASIDE = regex(
    r",? (?:which|who|whose|where)\b(?:[^,;]|(?<=\d),(?=\d))*(?:, (?:on|in) )?$"
    r"|, (?:[a-z]+ed|made|built|held|sent|taken|given|written|begun|led|sold|bought|set)\b[^,;]*$"
    r"|\band (?:then |later |only |just |the )*(?:on |in |by )?(?:early |late )?$"
    r"|\bsince (?:the|he|she|it|they|[A-Z])\b[^,;]*$"
)
# "A contract signed in 2021 allows": a participle before the date, a verb behind it.
_PARTICIPLE = regex(
    r"(?<!was )(?<!were )(?<!been )(?<!had )\b(?:[a-z]+ed|made|built|held|sent|taken|written)(?: (?:in|on))? $"
)
_VERB = regex(
    r" (?:has|have|had|is|was|were|are|will|would|can|could|may|must|allows?|says?|said|shows?|found|gives?|requires?"
    r"|bans?|sets?|lets?|makes?|puts?)\b"
)


def main_date(passage: Passage) -> str | None:
    """The date of what a passage's main clause tells; None where only asides have one."""
    mentions = passage.marked.dates_in(passage.sentence)
    begin = passage.sentence.start
    text = passage.article.text
    aside = {d.value for d in mentions if _is_aside(text[begin : d.start], text[d.end : passage.sentence.end])}
    return next((v for v in dates_told(passage) if not any(a.startswith(v) for a in aside)), None)


def _is_aside(before: str, after: str) -> bool:
    """Whether a date belongs to an aside, by the words of its sentence before and after it."""
    return bool(_ASIDE.search(before)) or bool(_PARTICIPLE.search(before) and _VERB.match(after))
