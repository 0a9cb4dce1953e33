"""The status of an exchange, by the verbs that lead to it and the hedges in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.lexicon.tables import either
from explainery.linking.exchanges.giving import Frame
from explainery.model import Status
from explainery.patterns import regex
from explainery.text import folded

_DENY = regex(
    r"\b(?:den(?:y|ies|ied)|denial|dismiss(?:ed|es)|rejected (?:the )?(?:claims?|reports?|accusations?))\b",
    re.IGNORECASE,
)
_STATUS: tuple[tuple[Status, str], ...] = (
    (Status.REFUSED, r"\b(?:refus\w+|reject(?:s|ed|ing)|declin(?:ed|es) to|ruled out|will not|won[’']t|turned (?:\w+ ){0,3}down|declined (?:the|an|to accept))\b"),
    (Status.AGREED, r"\b(?:agreed (?:to|on)|signed|struck a deal|reached (?:a|an) (?:deal|agreement)|under the (?:deal|agreement|terms))\b"),
    (Status.OFFERED, r"\b(?:offer(?:s|ed|ing)?|ready to|willing to|prepared to|promised|pledged|proposed)\b"),
    (Status.SOUGHT, r"\b" + either((
        r"wants?|wanted|wanting|seek(?:s|ing)?|sought|needs?|needed|hopes?|interested in|in the market for",  # it is wanted
        r"ask(?:s|ed|ing)?(?: \w+)? for|request\w*|demand(?:s|ed|ing)?",  # it is asked for
        r"(?-i:may)|might|could|would|can|likely|plans?|expected|potential|possible|possibility",  # it may come
        r"talks? (?:on|about)|discuss\w*|negotiat\w+|exchange for|in return",  # it is talked about
    )) + r"\b"),
    (Status.ALLEGED, r"\b(?:alleg\w+|accus\w+|claim\w*|reportedly|believ\w+|suspect\w*|information (?:that|indicates)|assess\w*|intelligence)\b"),
)  # fmt: skip
_STATUSES = tuple((status, regex(pattern, re.IGNORECASE)) for status, pattern in _STATUS)
_HEDGE = regex(
    r"\b(?:alleg\w+|accus\w+|reportedly|believ\w+|suspect\w*|prosecutors (?:say|said)|indictment|charged with|information (?:that|indicates)|assess(?:es|ed)?)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = regex(r"\b(?:refused|rejected|turned (?:\w+ ){0,3}down)\b", re.IGNORECASE)
_SAID = regex(r"\b(?:told|said|says)\b", re.IGNORECASE)
_ASKING = frozenset({Frame.SEEK, Frame.ASK})
_NEGATIONS = frozenset("not never won’t hasn’t haven’t hadn’t didn’t doesn’t don’t isn’t wasn’t weren’t".split())
# By the verbs that lead to the verb of giving, strongest first.
_LEADS: tuple[tuple[Status, frozenset[str]], ...] = tuple(
    (status, frozenset(listed.split()))
    for status, listed in (
        (Status.REFUSED, "refused refuses refuse declined declines"),
        (Status.AGREED, "agreed agrees agree consented undertook undertaken"),
        (Status.OFFERED, "offered offers offer offering promised promises promise promising pledged pledges pledging vowed proposed proposes proposing ready willing prepared will"),
        (Status.SOUGHT, "wants wanted want hopes hoped plans planned plan intends seeks sought expected expects would could may might can should must asked ask asks required to if unless until once whether"),
    )
)  # fmt: skip


def status_of(text: str, *, by_others: bool) -> Status:
    """The status of an exchange, by the strongest word for it in the sentence.

    What a third party says about two others is alleged; what a party says about itself has happened.
    """
    if _DENY.search(folded(text)):
        return Status.DENIED
    strongest = next((status for status, pattern in _STATUSES if pattern.search(text)), Status.HAPPENED)
    return Status.ALLEGED if strongest is Status.HAPPENED and by_others and _SAID.search(text) else strongest


def status_at(text: str, frame: Frame, leads: Sequence[str], *, by_others: bool) -> Status:
    """The status of one exchange in a sentence. `leads`: the verb of giving and the words that lead to it.

    A plan has never happened, whatever the rest of the sentence tells; what others say about it is alleged.
    """
    whole = status_of(text, by_others=by_others)
    if whole is Status.DENIED or frame is Frame.NOUN:
        return whole
    own = _own(frame, frozenset(leads))
    if own is Status.HAPPENED:
        return Status.ALLEGED if _HEDGE.search(text) or (by_others and _SAID.search(text)) else own
    return Status.REFUSED if _TURNED_DOWN.search(text) else own


def _own(frame: Frame, leads: frozenset[str]) -> Status:
    """The status that the verbs alone give."""
    if frame is Frame.REFUSE or (leads & _NEGATIONS and leads & {"will", "would"}) or "won’t" in leads:
        return Status.REFUSED
    lead = next((status for status, listed in _LEADS if leads & listed), Status.HAPPENED)
    return Status.SOUGHT if frame in _ASKING and lead in {Status.HAPPENED, Status.OFFERED} else lead


def is_negated(leads: Sequence[str]) -> bool:
    """Whether the verbs say that nothing was given, rather than that someone refuses to give it."""
    return bool(_NEGATIONS & set(leads)) and not {"will", "would", "won’t"} & set(leads)
