"""Aims: sentences that say outright what somebody wants, needs, seeks or fears.

Only the main clause counts, outside quotation marks: "The union wants a pay rise", "It may also want access to a port".
"""

from __future__ import annotations

from explainery.patterns import regex

_ADVERBS = (
    "also|reportedly|still|now|really|simply|just|only|badly|desperately|may|might|is said to|are said to|has long"
    "|have long|had long|long|clearly|openly|apparently|probably|already"
)
_LEANINGS = "trying|seeking|hoping|desperate|eager|keen|worried|afraid|determined|reluctant"
_WANTS = (
    "wants?|wanted|needs|fears|feared|aims? (?:to|at)|aimed to|seeks?|sought|hopes? (?:to|that|for)|hoped to"
    rf"|intends? to|intended to|(?:is|are|was|were) (?:{_LEANINGS}) (?:to|for|that|about|of)"
    "|would like to|worr(?:y|ies|ied) (?:that|about)|cannot afford|can't afford"
)
_MAY_WANT = "(?:may|might|will|would|could)(?: also| now| still)? (?:want|need|fear|seek)"
_SUBJECT = r"(?:the |an? |its |his |her |their )?(?:<\w+>|(?!(?:the|an?|its|his|her|their)\b)[a-z][a-z'-]*)(?: <\w+>| [a-z'-]+){0,4}?"
_AIM = regex(rf"(?:[^'\"“,]{{0,60}}, )?{_SUBJECT} (?:(?:{_ADVERBS}) ){{0,3}}(?:{_WANTS}|{_MAY_WANT})\b")
_OPENS_ASIDE = regex(r"(?:while|although|though|if|when|as|because|since|whether|what|who|how)\b")


def tells_aim(words: str) -> bool:
    """Whether a sentence, masked, says outright what somebody wants, needs, seeks or fears."""
    return bool(_AIM.match(words)) and not _OPENS_ASIDE.match(words) and not words.endswith("?")
