"""What a passage puts under an order, a question, a wish or a condition: a wording must not tell it as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.gating.licensed import is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.words import has, words_in
from explainery.patterns import regex
from explainery.text import folded

# An order to write or believe something, at the beginning of a sentence or behind an "and".
_ORDER = regex(
    r"(?:^|[.;:,“\"] ?|\b(?:and|then|to|please|must|should) )"
    r"(?:write|say|state|claim|answer|repeat|print|tell \w+|believe|imagine|suppose|assume|pretend|note|add"
    r"|report|reply)"
    r" (?:that|:)\s*"
)
_QUESTION = regex(r"\b(?:whether|if|unless|provided|in case|asked (?:why|how|who|what|when))\b")
_WISH = regex(r"\b(?:wish(?:es|ed)?|imagin\w+|pretend\w*|suppos(?:e|es|ed)|dream\w*) (?:that )?\b")
_KEPT = regex(
    r"\b(?:whether|if|unless|provided|in case|should|would|could|may|might|wish\w*|hop\w+|want\w*|imagin\w+"
    r"|pretend\w*|suppos\w+"
    r"|asked?|question\w*|depend\w*|until|only|not|no|un(?:clear|known|certain)|open|doubt\w*|without|otherwise|else|when|once"
    r"|condition\w*|order\w*|told|tells?|instruct\w*|urg\w+|call\w*|writ\w+|wrote|say\w*|said|claim\w*|investigat\w+|examin\w+"
    r"|consider\w*|decid\w+|establish\w*|why|how|what|who|require\w*|inquir\w+|look\w* into|threat\w*|warn\w*"
    r"|any|where)\b"
)
_SHARE = 0.6  # of the words of weight of a wording that stand under such a word


def told_as_fact(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """A wording whose words all stand under an order, a question or a wish, and that keeps no sign of that."""
    line = folded(wording)
    if _KEPT.search(line):
        return
    own = [w for w in words_in(wording) if not is_free(w)]
    for passage in passages:
        other = folded(passage)
        for pattern in (_ORDER, _QUESTION, _WISH):
            for match in pattern.finditer(other):
                under = words_in(re.split(r"[.;]", passage[match.end() :])[0])
                before = words_in(passage[: match.start()])
                shared = [w for w in own if has(under, w)]
                alone = [w for w in shared if not has(before, w)]
                if own and len(shared) >= _SHARE * len(own) and len(alone) > len(own) / 2:
                    yield Refusal(
                        Kind.CAUTION, f"the passage has this under “{match[0].strip()}”, and does not tell it"
                    )
                    return
