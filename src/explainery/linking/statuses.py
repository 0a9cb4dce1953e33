"""How far an exchange has come, by the words of the sentence."""

from __future__ import annotations

import re

from explainery.model import Status
from explainery.text import folded

_DENY = re.compile(
    r"\b(?:den(?:y|ies|ied)|denial|dismiss(?:ed|es)|rejected (?:the )?(?:claims?|reports?|accusations?))\b",
    re.IGNORECASE,
)
_STATUS: tuple[tuple[Status, str], ...] = (
    (Status.REFUSED, r"\b(?:refus\w+|reject(?:s|ed|ing)|declin(?:ed|es) to|ruled out|will not|won[’']t|turned down|declined (?:the|an|russia|food|to accept))\b"),
    (Status.AGREED, r"\b(?:agreed (?:to|on)|signed|struck a deal|reached (?:a|an) (?:deal|agreement)|under the (?:deal|agreement|terms))\b"),
    (Status.OFFERED, r"\b(?:offer(?:s|ed|ing)?|ready to|willing to|prepared to|promised|pledged|proposed)\b"),
    (Status.SOUGHT, (r"\b(?:wants?|wanted|wanting|seek(?:s|ing)?|sought|needs?|needed|ask(?:s|ed|ing)?(?: \w+)? for|request\w*|in the market for|demand(?:s|ed|ing)?|"
                    r"may|might|could|would|can|likely|hopes?|interested in|plans?|expected|potential|possible|possibility|talks? (?:on|about)|discuss\w*|negotiat\w+|exchange for|in return)\b")),
    (Status.ALLEGED, r"\b(?:alleg\w+|accus\w+|claim\w*|reportedly|believ\w+|suspect\w*|information (?:that|indicates)|assess\w*|intelligence)\b"),
)  # fmt: skip
_STATUSES = tuple((status, re.compile(pattern, re.IGNORECASE)) for status, pattern in _STATUS)
_SAID = re.compile(r"\b(?:told|said|says)\b", re.IGNORECASE)


def status_of(text: str, *, by_others: bool) -> Status:
    """How far an exchange has come, by the strongest word on it in the sentence.

    What a third party says of two others is alleged; what a party says of itself is what happened.
    """
    if _DENY.search(folded(text)):
        return Status.DENIED
    found = next((status for status, pattern in _STATUSES if pattern.search(text)), Status.HAPPENED)
    return Status.ALLEGED if found is Status.HAPPENED and by_others and _SAID.search(text) else found


def status_at(): ...
