"""Facets: which page a sentence serves, from cues that any kind of story has.

Each cue adds its weight to one facet; position, dates, names and quotations add theirs. The best facet wins
where it clears a floor, a second stands beside it where it is nearly as strong. The reasons are kept, so that
`inspect` can say why a sentence stands where it does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from explainery.marking.speech import JUDGING, VERBS
from explainery.model import BACKGROUND, EVENT, FACETS, MOTIVES, REACTIONS, TRADE

_FLOOR, _NEAR = 0.8, 0.85
_LEAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a sentence beside its words.

    `place` runs from 0 (first sentence) to 1; `ages` are the years between its dates and publication;
    `recent` says whether one of its dates lies within the week before it.
    """

    number: int
    place: float
    quoted: bool = False
    speaker: bool = False
    ages: tuple[int, ...] = ()
    recent: bool = False
    topic: float = 0.0


_GIVE = (
    r"giv(?:e|es|ing|en)|gave|suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)|deliver(?:s|ed|y|ies|ing)?|sen(?:d|ds|t|ding)|ship(?:s|ped|ping|ments?)?|"
    r"s(?:ell|ells|old|elling)|sales?|transfer(?:s|red|ring)?|export(?:s|ed|ing)?|donat(?:e|es|ed|ing)|hand(?:s|ed|ing)? over"
)
_TAKE = r"b(?:uy|uys|ought|uying)|purchas(?:e|es|ed|ing)|import(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|acquir(?:e|es|ed|ing)|obtain(?:s|ed|ing)?"
_CUES: Mapping[str, tuple[tuple[str, float], ...]] = {
    TRADE: (
        (rf"\b(?:{_GIVE})\b", 0.8),
        (rf"\b(?:{_TAKE})\b", 0.8),
        (
            r"\bin (?:exchange|return)\b|\bswap(?:s|ped|ping)?\b|\bbarter|\bin exchange for\b|\bquid pro quo\b",
            1.6,
        ),
        (
            r"\b(?:deals?|agreements?|bargain|contracts?|terms|concessions?|compensation|ransom|payments?)\b",
            0.7,
        ),
        (
            r"\b(?:offer(?:s|ed|ing)?|ask(?:s|ed|ing)? for|request(?:s|ed|ing)?|in the market for|demand(?:s|ed|ing)?)\b",
            0.6,
        ),
        (r"\b(?:sanctions?|tariffs?|embargo(?:es)?|duties|subsid(?:y|ies)|aid|loans?|bail|fines?)\b", 0.6),
        (
            r"[$€£¥]\s?\d|\b(?:billion|million|percent|per cent|prices?|costs?|taxes|tax|profits?|earnings|revenue|fees?|wages?|pay(?:s|ing)?|paid)\b",
            0.7,
        ),
        (
            r"\b(?:weapons?|arms|ammunition|munitions|shells|rockets|missiles?|equipment|oil|gas|grain|food|fuel|technolog(?:y|ies)|goods|cash|money|troops|prisoners|hostages)\b",
            0.5,
        ),
    ),
    MOTIVES: (
        (
            r"\b(?:wants?|wanted|wanting|wish(?:es|ed)?|hopes?|hoped|hoping|seek(?:s|ing)?|sought|aims?|aimed|aiming|intend(?:s|ed)?|try(?:ing)?|tries|tried|eager|keen|desire[sd]?|bid|ambitions?)\b",
            0.9,
        ),
        (
            r"\b(?:needs?|needed|needing|desperate(?:ly)?|short(?:age|ages)? of|shortages?|depleted|dwindling|exhausted|scarce|lack(?:s|ed|ing)?|running (?:out|low|short)|cash-strapped|impoverished|struggl\w+|isolat(?:ed|ion)|faces? pressure|under pressure|pressures?|cornered)\b",
            1.0,
        ),
        (
            r"\b(?:because|in order to|so that|so as to|in an effort to|in a bid to|in an attempt to|designed to|meant to|the reason|reasons? (?:for|why)|motivat\w+|incentives?|driven by|due to|benefit(?:s|ed)?|interested in|interests?)\b",
            0.9,
        ),
        (
            r"\bto (?:boost|bolster|strengthen|secure|gain|win|avoid|prevent|ease|protect|counter|preserve|show|prove|send a (?:message|signal)|drive a wedge|weaken|undermine|maximi[sz]e|punish|deter|pressure|refill|replenish|rebuild|develop)\b",
            0.8,
        ),
        (
            r"\b(?:strategy|calculat\w+|gamble|leverage|opportunity|chance to|goals?|objectives?|priorit(?:y|ies)|signal(?:s|ed|ing)?|message)\b",
            0.5,
        ),
        (r"\b(?:harder|difficult|forced to|had to|turn(?:s|ed|ing)? to|rely|reliance|dependent)\b", 0.5),
    ),
    BACKGROUND: (
        (r"\b(?:had (?:been )?\w+(?:ed|en|wn|ne|ld)|had (?:been|made|said|sent|held|met))\b", 0.8),
        (r"\b(?:has|have) (?:long|previously|already|always|been|since|never|repeatedly|also)\b", 0.6),
        (
            r"\b(?:previous(?:ly)?|earlier|formerly|in the past|historical(?:ly)?|history|traditional(?:ly)?|decades?|century|centuries|years? ago|last year|since|until|for years|once)\b",
            0.7,
        ),
        (
            r"\b(?:was (?:born|founded|established|elected|created|killed|arrested|passed|signed)|is (?:a|an|the|one of)|known as|refers to|consists? of|under (?:the|a) law|by law|according to the law|known for)\b",
            0.5,
        ),
        (
            r"\b(?:war|armistice|occupied|invasion|treaty|resolution|referendum|election campaign|ties|relations|relationship)\b",
            0.3,
        ),
        (
            r"\b(?:first time|first visit|last (?:trip|time|visit|met)|anniversary|came (?:after|amid|as)|comes (?:after|amid|as)|followed|amid)\b",
            0.4,
        ),
    ),
    REACTIONS: (
        (rf"\b(?:{'|'.join(JUDGING)})\b", 0.9),
        (rf"\b(?:{VERBS})\b", 0.35),
        (
            r"\b(?:analysts?|experts?|observers|critics|supporters|lawmakers|senators?|spokes(?:man|woman|person)|professor|economists?|activists|rights groups?|investors|diplomats)\b",
            0.5,
        ),
        (
            r"\b(?:outrage|anger|concern(?:s|ed)?|alarm(?:ed)?|worr(?:y|ies|ied)|fears?|praise|criticism|backlash|protests?|applause|in a (?:statement|tweet|post)|tweeted|in response|reaction|shares (?:fell|rose|slipped|jumped)|declined to comment|did not (?:immediately )?respond)\b",
            0.8,
        ),
        (
            r"\b(?:should|must|ought to|unacceptable|disgrace\w*|dangerous|irresponsible|significant|says a lot|shameful|heroic?|brave|nonsense|would be (?:a|an))\b",
            0.4,
        ),
    ),
    EVENT: (
        (
            r"\b(?:on|late|early) (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\b(?:today|yesterday|this week|hours)\b",
            0.7,
        ),
        (
            r"\b(?:announced|arriv\w+|depart\w+|left|began|begin|start(?:s|ed)|met|meets?|meeting|visit(?:s|ed|ing)?|trip|travel\w*|summit|talks|launched|unveiled|indicted|charged|ruled|voted|signed|arrested|resigned|killed|struck|opened)\b",
            0.5,
        ),
        (
            r"\b(?:is|are) (?:expected|scheduled|due|set|to)\b|\bwill (?:meet|be held|take place|begin|hold|travel|visit|appear|vote)\b",
            0.5,
        ),
    ),
}
_COMPILED = {f: tuple((re.compile(p, re.IGNORECASE), w) for p, w in cues) for f, cues in _CUES.items()}
_QUESTION = re.compile(r"\?[\"”’]?$")
_HEDGED_FUTURE = re.compile(r"\b(?:could|might|may|would)\b", re.IGNORECASE)


def scores(text: str, near: Surroundings) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Each facet's score for a sentence, with the words or signals that made it."""
    out: dict[str, tuple[float, tuple[str, ...]]] = {}
    for facet in FACETS:
        hits = [(m[0].lower(), w) for cue, w in _COMPILED[facet] if (m := cue.search(text))]
        hits += _signals(facet, text, near)
        out[facet] = (round(sum(w for _, w in hits), 3), tuple(name for name, w in hits if w > 0))
    return out


def _signals(facet: str, text: str, near: Surroundings) -> list[tuple[str, float]]:
    """What position, dates and quotations say for a facet."""
    old = bool(near.ages) and max(near.ages) >= 1
    table: Mapping[str, tuple[tuple[str, bool, float], ...]] = {
        EVENT: (
            ("lead", near.number == 1, 1.6),
            ("near the top", 1 < near.number <= 4, 0.8),  # noqa: PLR2004 (the lead's follow-ups)
            ("first third", near.place < 0.34, 0.3),  # noqa: PLR2004
            ("dated this week", near.recent and not old, 0.4),
            ("quotation", near.quoted, -0.5),
        ),
        BACKGROUND: (
            ("dated in an earlier year", old, 1.2),
            ("dated earlier", bool(near.ages) and not near.recent, 0.5),
            ("towards the end", near.place > 0.66 and not near.quoted, 0.3),  # noqa: PLR2004
            ("quotation", near.quoted, -0.6),
        ),
        REACTIONS: (("quotation", near.quoted, 1.0), ("named speaker", near.speaker, 0.5)),
        MOTIVES: (("quotation", near.quoted, -0.1), ("lead", near.number == 1, -0.4)),
        TRADE: (("hedged", bool(_HEDGED_FUTURE.search(text)), 0.1), ("lead", near.number == 1, -0.4)),
    }
    return [(name, weight) for name, holds, weight in table[facet] if holds]


def facets_of(text: str, near: Surroundings) -> tuple[tuple[str, ...], float, tuple[str, ...]]:
    """A sentence's facets (best first, none where it serves no page), its confidence and the reasons."""
    if len(text.split()) < _LEAST_WORDS or (_QUESTION.search(text) and not near.quoted):
        return (), 0.0, ("a question or a fragment",)
    table = scores(text, near)
    ranked = sorted(FACETS, key=lambda f: (-table[f][0], FACETS.index(f)))
    best, second = ranked[0], ranked[1]
    top = table[best][0]
    if top < _FLOOR:
        fallback = EVENT if near.place < 0.5 else BACKGROUND  # noqa: PLR2004 (upper and lower half)
        return (fallback,), top, ("no clear cue; by position",)
    both = table[second][0] >= _NEAR * top and table[second][0] >= _FLOOR
    return ((best, second) if both else (best,)), top, table[best][1]
