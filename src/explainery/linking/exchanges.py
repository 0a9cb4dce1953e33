"""Exchanges: who gives what to whom, and how far it has come.

Verbs of giving have the giver before them and the receiver after "to"; verbs of taking have the receiver
before them and the giver after "from". In the passive the sides change. Where a sentence names one of the two
parties that a story is between, the other is the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from explainery.linking.actors import acting
from explainery.model import Exchange, Name, Passage, Status
from explainery.text import folded, one_line

_GIVE = (
    r"giv(?:e|es|ing|en)|gave|suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)|deliver(?:s|ed|ing)?|sen(?:d|ds|t|ding)|ship(?:s|ped|ping)?|"
    r"s(?:ell|ells|old|elling)|transfer(?:s|red|ring)?|export(?:s|ed|ing)?|donat(?:e|es|ed|ing)|hand(?:s|ed|ing)? over|"
    r"shar(?:e|es|ed|ing)|offer(?:s|ed|ing)?|lend(?:s|ing)?|lent|pay(?:s|ing)?|paid|suppl(?:y|ies) of"
)
_TAKE = (
    r"b(?:uy|uys|ought|uying)|purchas(?:e|es|ed|ing)|import(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|acquir(?:e|es|ed|ing)|obtain(?:s|ed|ing)?|"
    r"wants?|wanted|wanting|seeks?|seeking|sought|needs?|needed|ask(?:s|ed|ing)?(?: \w+)? for|request(?:s|ed|ing)?|in the market for|gets?|got|getting|"
    r"demand(?:s|ed|ing)?|access to|shipments? of"
)
_NOUN = r"(?:sales?|transfers?|deliver(?:y|ies)|supply|supplies|shipments?|provision|exports?)"
_VERB = re.compile(rf"\b(?:(?P<give>{_GIVE})|(?P<take>{_TAKE})|(?P<noun>{_NOUN}) of)\b", re.IGNORECASE)
_GOODS = re.compile(
    r"\b(?:weapon\w*|arms|ammunition|munitions?|shells?|rockets?|missiles?|drones?|bombs?|rifles?|tanks?|aircraft|jets?|planes?|ships?|vehicles?|equipment|hardware|"
    r"oil|gas|coal|fuel|energy|electricity|power|grain|wheat|rice|food|medicine|vaccines?|water|raw materials?|metals?|minerals?|"
    r"technolog\w+|know-how|expertise|intelligence|information|data|satellites?|components?|parts|chips?|"
    r"money|cash|funds?|funding|loans?|investments?|payments?|compensation|ransom|aid|assistance|relief|subsid\w+|wages?|raises?|bonus\w*|dividends?|"
    r"troops|soldiers|workers|labou?r|prisoners|hostages|detainees|stakes?|shares|assets|company|business|land|territory|"
    r"pay|pay rises?|\d+ ?(?:percent|per cent|%)|votes?|concessions?|guarantees?|licen[cs]es?|visas?|access|[$€£¥]\s?\d[\d.,]*(?: (?:million|billion|trillion))?)\b",
    re.IGNORECASE,
)
_ITEM_END = re.compile(
    r"\s(?:to|from|for|in|at|as|by|with|because|while|during|through|after|before|since|when|if|that|which|who|under|into|amid|against|over|on|via|per|or else|including|despite|so|but|not to mention|according|would|could|may|might|will|has|have|had|is|are|was|were|said|says)\b"
    r"|[.;:()“”\"…—–]|,\s(?!(?:[\w-]+\s){0,3}[\w-]+(?:,|\sand\b|\sor\b))|,\s(?:and|but|as|while|which|who|the|he|she|it|they)\b|,\s(?=[A-Z])|\sand\s(?=(?:has|have|is|was|will|to|could|may)\b)"
)
_HOLDER = re.compile(
    r"^(?:the |its |their |his |her |more (?!than)|some |any |such |a |an |further |of )+", re.IGNORECASE
)
_TO = re.compile(
    r"\bto\s+(?:(?:the|\w+)\s+){0,4}(?:(?:such as|like|including)\s+)?$|\b(?:such as|like|including)\s+(?:the\s+)?$"
)
_AND = re.compile(r"\s*,?\s*and\s*(?:the\s+)?")
_THAT = re.compile(r"\b(?:has|have|had|of|with|the|hold|holds) ([^.;:“”]{3,90}?) (?:that|which) (?:[\w’']+ ){1,4}$")
_HAS_TO = re.compile(r"\b(?:has|have|had) ([^.;:“”]{3,90}?) to $")
_FROM = re.compile(r"\b(?:from|by)\s+(?:the\s+)?$")
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
_IS_OFFER = re.compile(
    r"\b(?:an?|the|its|their|his|her|any|this|that|each|every|latest|new|first|final|last)\s+(?:\w+\s+)?$"
)
_REFUSES = re.compile(
    r"\b(?:refus(?:ed?|es|ing)|reject(?:s|ed|ing)?|declin(?:ed?|es|ing)|turn(?:s|ed|ing)? down|spurn(?:s|ed)?)\b"
)
_SAID = re.compile(r"\b(?:told|said|says)\b", re.IGNORECASE)
_MOST_ITEM_WORDS = 14
_NO_ITEM = re.compile(r"(?:to|not|that|whether|how|what|than)\b", re.IGNORECASE)
_WANTING = re.compile(r"(?:want|seek|sought|ask|request|in the market|demand|need|access|get|got)", re.IGNORECASE)
_FILLER = {"support", "help", "details", "talks", "meeting"}


@dataclass(frozen=True, slots=True)
class Parties:
    """Who leads what, and the two parties that the story is between (or fewer, where it is not)."""

    led: Mapping[str, str]
    two: tuple[str, ...]

    def other(self, actor: str | None) -> str | None:
        """The other of the two parties."""
        rest = [p for p in self.two if p != actor]
        return rest[0] if len(self.two) == 2 and actor in self.two and rest else None  # noqa: PLR2004


def exchanges_of(passages: Sequence[Passage], parties: Parties, same: Mapping[str, str]) -> tuple[Exchange, ...]:
    """Every exchange, those of one giver, receiver, status and like item as one. `same`: sentence -> claim."""
    found: list[Exchange] = []
    for passage in passages:
        for exchange in _in_sentence(passage, parties):
            like = next((i for i, e in enumerate(found) if _alike(e, exchange, same)), None)
            if like is None:
                found.append(exchange)
            else:
                merged = tuple(dict.fromkeys((*found[like].sentences, *exchange.sentences)))
                found[like] = replace(found[like], sentences=merged)
    return tuple(found)


def _alike(a: Exchange, b: Exchange, same: Mapping[str, str]) -> bool:
    """Whether two rows are one: same sides and status, and a shared good or the same claim."""
    if (a.giver, a.receiver, a.status) != (b.giver, b.receiver, b.status):
        return False
    goods = {g.lower() for g in _GOODS.findall(a.item)} & {g.lower() for g in _GOODS.findall(b.item)}
    return bool(goods) or same.get(a.sentences[0]) == same.get(b.sentences[0])


def _in_sentence(passage: Passage, parties: Parties) -> Iterator[Exchange]:
    text = passage.article.text[passage.sentence.start : passage.sentence.end]
    names = [replace(n, start=n.start - passage.sentence.start, end=n.end - passage.sentence.start, actor=acting(n, parties.led))
             for n in passage.marked.names_in(passage.sentence)]  # fmt: skip
    leading = set(parties.led.values())
    sides = [n for n in names if n.kind != "person" or n.actor in parties.two or n.actor in leading]
    seen: set[tuple[str, str]] = set()
    for verb in _VERB.finditer(text):
        item, subject_end = _item(text[_after_receiver(text, verb.end(), sides) :]), verb.start()
        if not item:
            item, subject_end = _item_before(text[: verb.start()])
        if not item:
            continue
        giver, receiver = _sides(text, verb, [n for n in sides if not subject_end <= n.start < verb.start()], parties)
        if giver and receiver and giver != receiver and (giver, receiver) not in seen:
            seen.add((giver, receiver))
            others = {n.actor for n in sides} - {giver, receiver}
            yield Exchange(giver, item, receiver, status_of(text, by_others=bool(others)), (passage.id,))


def _item(after: str) -> str | None:
    """What is given: the words after the verb up to where the clause turns, if they name a good."""
    rest = after.lstrip().removeprefix("with ")
    end = _ITEM_END.search(rest)
    item = one_line(rest[: end.start()] if end else rest)
    item = _HOLDER.sub("", item).strip(" ,’'")
    good = _GOODS.search(item)
    short = 0 < len(item.split()) <= _MOST_ITEM_WORDS
    return item if good and short and item.lower() not in _FILLER and not _NO_ITEM.match(item) else None


def _after_receiver(text: str, verb_end: int, names: Sequence[Name]) -> int:
    """Where the item begins: after the verb, or after the receiver where one stands there ("sold Egypt grain")."""
    for name in names:
        if name.start >= verb_end and not text[verb_end : name.start].strip(" the"):
            return name.end if text[name.end : name.end + 1] == " " else verb_end
    return verb_end


def _item_before(before: str) -> tuple[str | None, int]:
    """What is given where it stands before the verb ("has shells to offer"), and where the words for it begin."""
    match = _THAT.search(before) or _HAS_TO.search(before)
    item = _HOLDER.sub("", one_line(match[1])).strip(" ,’'") if match else ""
    if not match or not _GOODS.search(item) or len(item.split()) > _MOST_ITEM_WORDS:
        return None, len(before)
    return item, match.start(1)


def _sides(  # noqa: PLR0911 (a list of cases)
    text: str, verb: re.Match[str], names: Sequence[Name], parties: Parties
) -> tuple[str | None, str | None]:
    """(giver, receiver) around a verb; the other party where one side is not named."""
    before = [n for n in names if n.end <= verb.start()]
    after = [n for n in names if n.start >= verb.end()]
    to = next(
        (_listed(text, after[i:]) for i, n in enumerate(after) if _TO.search(text[verb.end() : n.start])),
        None,
    )
    source = next((n.actor for n in after if _FROM.search(text[verb.end() : n.start])), None)
    subject = _subject(text, before, verb.start())
    if verb[0].endswith("ing") and not to and not source:
        return None, None  # "means of delivering arms": nobody does it yet
    straight = next((n.actor for n in after if not text[verb.end() : n.start].strip(" the")), None)
    if _IS_OFFER.search(text[: verb.start()]):
        # "refused an offer of 4 percent from Norsea": who refuses would receive.
        refuses = _REFUSES.search(text[: verb.start()])
        receiver = (_subject(text, before, refuses.start()) if refuses else None) or to
        giver = source or (None if refuses else subject)
        return giver or parties.other(receiver), receiver or parties.other(giver)
    if verb["take"]:
        receiver, giver = subject, source or straight
        if not _WANTING.match(verb["take"]):
            return giver, receiver
        return giver or parties.other(receiver), receiver or parties.other(giver)
    if verb["noun"]:
        giver, receiver = source or (subject if not to or subject != to else None), to
        return giver or parties.other(receiver), receiver or parties.other(giver)
    if re.search(r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+ly\s+)?$", text[: verb.start()]):
        return source or parties.other(to or subject), to or parties.other(source)
    giver, receiver = subject, to or straight
    return giver or parties.other(receiver), receiver or parties.other(giver)


def _listed(text: str, names: Sequence[Name]) -> str:
    """The first name with those that "and" joins to it: "Syria and Myanmar"."""
    out = [names[0]]
    for name in names[1:]:
        if not _AND.fullmatch(text[out[-1].end : name.start]):
            break
        out.append(name)
    return " and ".join(dict.fromkeys(n.actor for n in out))


def _subject(text: str, before: Sequence[Name], verb: int) -> str | None:
    """The nearest name before a verb that can be its subject: not one after "to", "of" or "from"."""
    clause = max((m.end() for m in re.finditer(r"\bthat\b|[;:]", text[:verb])), default=0)
    able = [
        n
        for n in before
        if not re.search(r"\b(?:to|of|from|in|for|by|with|against|on|about|at|over)\s+(?:the\s+)?$", text[: n.start])
    ]
    inside = [n for n in able if n.start >= clause] or able
    return inside[-1].actor if inside else None


def status_of(text: str, *, by_others: bool) -> Status:
    """How far an exchange has come, by the strongest word on it in the sentence.

    What a third party says of two others is alleged; what a party says of itself is what happened.
    """
    if _DENY.search(folded(text)):
        return Status.DENIED
    found = next((status for status, pattern in _STATUSES if pattern.search(text)), Status.HAPPENED)
    return Status.ALLEGED if found is Status.HAPPENED and by_others and _SAID.search(text) else found
