"""The sides of an exchange: the subject of a verb, and which actor a noun phrase stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from explainery.linking.actors import acting
from explainery.linking.phrases import Tag, Word, phrase_to, words_of
from explainery.marking.names import gazetteer
from explainery.model import Name
from explainery.text import one_line

Span = tuple[int, int]  # of words, the end exclusive

_LEADS_TO = frozenset(
    (
        "agreed agrees agree offered offers offer promised promises promise pledged pledges plans planned plan wants wanted want refused refuses refuse declined declines "
        "vowed expected expects required obliged forced undertook undertaken intends intended hopes hoped ready willing prepared due set likely able bound free allowed "
        "have has had need needs needed proposed proposes consented threatened threatens continue continued began begun begins seeks sought decided supposed scheduled "
        "ought going trying tried ordered asked told"
    ).split()
)
_OF_STATE = re.compile(
    r"(?:government|officials?|authorit(?:y|ies)|administration|negotiators?|diplomats?|army|military|forces|leaders?|president|minister|ministry|regime|treasury|parliament|state|side|troops|ambassador|delegation)$"
)
_ACTORS = re.compile(
    r"(?:famil(?:y|ies)|relatives|people|company|companies|firms?|unions?|banks?|groups?|victims?|members|staff|carriers?|airlines?|states?|countr(?:y|ies)|governments?|cit(?:y|ies)|"
    r"authorit(?:y|ies)|agenc(?:y|ies)|ministr(?:y|ies)|departments?|commission|council|courts?|judges?|congress|lawmakers|senate|parliament|treasury|army|military|police|rebels|"
    r"administration|campaign|committee|party|fund|foundation|institute|university|hospitals?|schools?|house|households|homeowners|farmers|growers|athletes|officials|authorities|"
    r"allies|partners|brands|mills|refineries|buyers|investors|communit(?:y|ies)|charit(?:y|ies)|churches|women|men|children|students?|residents|migrants|clients?|customers|"
    r"economies|economy|chiefs?|president|executives?|staff|clan|tribes?|retirees|borrowers|lenders|creditors|bondholders|shareholders|holders|traders|trustees|plaintiffs|defendants|insurers|prosecutors|"
    r"informants?|contractors?|\w*(?:makers?|builders?)|manufacturers?|suppliers?|makers?|importers?|exporters?|producers?|operators?|owners?|leaders|directors?|managers|workers|employers?|employees|miners|drivers|users|consumers|taxpayers|"
    r"refugees|detainees|applicants|residents|patients|doctors|scientists|journalists|activists|protesters|soldiers|fighters|guards|councils?|network|board|regulators?|forces|league|club|team|island|bloc|kingdom|province|region|district|"
    r"lawyers?|farmers?|club|chain|subsidiar(?:y|ies)|airline|developer|railways?|municipalit(?:y|ies)|publishers?|platforms?|retailers?|landlords?|tenants?|motorists?|passengers?|dissidents?|interpreters?|judiciary|survivors|bereaved|dead|injured|wounded)$"
)
_VAGUE = frozenset(
    "people company companies firm group country countries side party bank members president leader minister house team fund men women agency committee others board authority authorities".split()
)
_LEADING = re.compile(
    r"^(?:(?:the|an?|its|their|his|her|our|some|all|any|each of|each|every|both|most|many|several|other|such|of|at least|up to|about|more than|another)\s+)+",
    re.IGNORECASE,
)
_MOST_WORDS = 8


@dataclass(frozen=True)
class Clause:
    """A sentence as its verbs see it. `names`: with offsets into `text`; `before`: the subject of the sentence before."""

    text: str
    names: Sequence[Name]
    led: Mapping[str, str]
    before: str | None = None
    company: str | None = None

    @cached_property
    def words(self) -> list[Word]:
        """The words and marks."""
        return words_of(self.text, self.names)

    def cut(self, span: Span) -> str:
        """The text of a span."""
        i, j = span
        return self.text[self.words[i].start : self.words[j - 1].end] if i < j else ""

    def chain(self, v: int) -> int:
        """Where the verbs begin that lead to the one at `v`: "has agreed to | pay"."""
        k = v
        while k > 0:
            word, prior = self.words[k - 1], self.words[k - 2] if k > 1 else None
            if word.tag in {Tag.AUX, Tag.MODAL, Tag.ADV}:
                k -= 1
            elif word.tag is Tag.TIME:
                k -= 2 if prior and prior.tag is Tag.PREP else 1
            elif word.tag is Tag.TO and prior and (prior.low in _LEADS_TO or prior.tag is Tag.AUX):
                k -= 2
            else:
                break
        return k

    def subject(self, v: int, depth: int = 0) -> Span | None:
        """The noun phrase that is the subject of the verb at `v`."""
        k = self.chain(v)
        if not k or depth > 3:  # noqa: PLR2004 (verbs that share a subject)
            return None
        last = self.words[k - 1]
        if last.tag is Tag.REL:
            return self._antecedent(k - 1)
        if last.tag is Tag.PRON:
            return (k - 1, k)
        if last.tag is Tag.COMMA and not self.words[v].low.endswith("ing"):
            return self._before_aside(k - 1) or self._shared(k - 1, depth)
        if last.tag is Tag.VERB and last.low.endswith("ed"):  # "the workers interviewed | had paid"
            return self._ending(k - 1)
        if last.tag in {Tag.AND, Tag.COMMA, Tag.TO, Tag.PREP}:
            return self._controlled(k - 1) if last.tag is Tag.TO else self._shared(k - 1, depth)
        return self._ending(k)

    def _antecedent(self, rel: int) -> Span | None:
        """What "who" or "which" at `rel` stands for."""
        if self.words[rel - 1].tag in {Tag.VERB, Tag.LINK}:
            return None
        end = rel - 1 if rel and self.words[rel - 1].tag is Tag.COMMA else rel
        return self._ending(end)

    def _before_aside(self, comma: int) -> Span | None:
        """The phrase before an aside that the comma closes: "Norsea, which runs the port, | paid"."""
        for k in range(comma - 1, 0, -1):
            if self.words[k].tag is Tag.STOP:
                return None
            if self.words[k].tag is Tag.COMMA:
                return self._ending(k) if not self._is_name(k + 1, comma) else (k + 1, comma)
        return None

    def _is_name(self, i: int, j: int) -> bool:
        """Whether an aside is but a name: "the bank, Sunda Capital, agreed"."""
        return any(n.start == self.words[i].start and n.end == self.words[j - 1].end and n.kind != "place" for n in self.names)

    def _shared(self, k: int, depth: int) -> Span | None:
        """The subject of the verb before `k`, which the verb after it shares."""
        for u in range(k - 1, 0, -1):
            if self.words[u].tag is Tag.STOP:
                return None
            if self.words[u].tag in {Tag.AUX, Tag.MODAL, Tag.VERB} and not self.words[u].low.endswith("ing"):
                return self.subject(u, depth + 1)
        return None

    def told(self, v: int) -> Span | None:
        """Whom a promise is made to: "told | the refiners | that it would supply"."""
        span = self.subject(v)
        that = span[0] - 1 if span else 0
        if that < 2 or self.words[that].low != "that":  # noqa: PLR2004 (a verb and a phrase before it)
            return None
        i = phrase_to(self.words, that)
        i = i if i < that else that - 1
        while i > 1 and self.words[i - 1].tag is Tag.PREP and phrase_to(self.words, i - 1) < i - 1:
            that, i = i - 1, phrase_to(self.words, i - 1)
        return (i, that) if i and self.words[i - 1].low in _TELLS else None

    def whose(self, span: Span | None) -> str | None:
        """The state whose goods or people a phrase names: "American cotton"."""
        if not span:
            return None
        start, end = self.words[span[0]].start, self.words[span[1] - 1].end
        made = re.search(r"\b([A-Z]\w+)-made\b", self.text[start:end])
        if made and made[1] in gazetteer():
            return gazetteer()[made[1]]
        return next((n.actor for n in self.names if n.kind == "place" and start <= n.start and n.end <= end and self.text[n.end : n.end + 1] not in {"’", "'"}), None)

    def asker(self, v: int) -> Span | None:
        """Who asks for what the verb at `v` tells: "| Norland | asked its allies to pay"."""
        k = self.chain(v)
        i = phrase_to(self.words, k - 1) if k and self.words[k - 1].tag is Tag.TO else 0
        asks = i > 0 and i < k - 1 and self.words[i - 1].low in _ASKS
        return self.subject(i - 1) if asks else None

    def _controlled(self, to: int) -> Span | None:
        """Who is to do what follows "to": "asked | its allies | to", else whoever acts in the clause."""
        i = phrase_to(self.words, to)
        while i > 1 and self.words[i - 1].low in {"and", "of", "in"} and phrase_to(self.words, i - 1) < i - 1:
            i = phrase_to(self.words, i - 1)
        if i < to and i and self.words[i - 1].low in _ASKS:
            return (i, to)
        if self.words[to - 1].low in OFFERS:
            named = next((x for x in range(to - 1, i - 1, -1) if self.words[x].tag is Tag.NAME), None)
            return (named, named + 1) if named is not None else self._shared(to, 1)
        if to and self.words[to - 1].tag is Tag.PRON:
            return None
        return self._shared(to, 1)

    def _ending(self, k: int) -> Span | None:
        """The noun phrase that ends before `k`, with what stands before its prepositions."""
        i = phrase_to(self.words, k)
        if i == k:
            return (k - 1, k) if k and self.words[k - 1].tag is Tag.PRON else None
        end = k
        while i > 1 and self.words[i - 1].tag is Tag.PREP:
            left = phrase_to(self.words, i - 1)
            if left == i - 1:
                break
            if _SPEAKS_FOR.search(self.cut((left, i - 1))):
                return self._joined(i, end)
            i, end = left, (end if self.words[i - 1].low == "of" else i - 1)
        return self._joined(i, end)

    def _joined(self, i: int, end: int) -> Span:
        """The phrase with another that "and" joins to it, where a clause begins with that one."""
        if i > 1 and self.words[i - 1].low == "and":
            left = phrase_to(self.words, i - 1)
            if left < i - 1 and (left == 0 or self.words[left - 1].tag in {Tag.STOP, Tag.LINK, Tag.REL}):
                return (left, end)
        return (i, end)

    def side(self, span: Span | None) -> str | None:
        """The actor of a phrase: none where nothing stands there, "" where what stands there names none."""
        if not span or span[0] >= span[1] or _PAPER.search(one_line(self.cut(span))):
            return None
        return self.who(span) or (None if _POINTS.fullmatch(one_line(self.cut(span))) else "")

    def who(self, span: Span | None) -> str | None:
        """The actor that a phrase stands for; none where it names no actor."""
        if not span or span[0] >= span[1]:
            return None
        if self.words[span[0]].tag is Tag.PRON:
            return self._meant(span[0])
        start, end = self.words[span[0]].start, self.words[span[1] - 1].end
        inside = [n for n in self.names if start <= n.start and n.end <= end]
        return self._named(inside, start, end) or self._described(span, inside)

    def _named(self, inside: Sequence[Name], start: int, end: int) -> str | None:
        """The names that the phrase ends in, or the state whose government it is."""
        if not inside:
            return None
        last = inside[-1]
        tail = self.text[last.end : end]
        if not re.fullmatch(r"[’'.]?|\s?[’']s?", tail):
            whose = _OF_STATE.search(self.text[start:end].lower()) and last.kind == "place" and " of " not in tail
            return acting(last, self.led) if whose and not tail.startswith(("’", "'")) else None
        if re.search(r"\bof\s+(?:the\s+)?$", self.text[start : last.start]) and not _OF_STATE.search(
            re.split(r"\s+of\b", self.text[start : last.start].lower())[0]
        ):
            return None
        if len(inside) > 1 and re.fullmatch(r"\s+and\s+(?:the\s+)?", self.text[inside[-2].end : last.start]):
            return " and ".join(dict.fromkeys(acting(n, self.led) for n in inside[-2:]))
        return self._whole(last, start)

    def _whole(self, name: Name, start: int) -> str:
        """A body's name with the capitalised words before it that marking left out: "First | Dominion Bank"."""
        led = re.search(r"(?:\b[A-Z][\w-]+ )+$", self.text[start : name.start])
        if name.kind != "body" or not led or name.actor in self.led or (start + led.start() == 0):
            return acting(name, self.led)
        return re.sub(r"^(?:The|A|An) ", "", led[0]) + name.actor

    def _described(self, span: Span, inside: Sequence[Name]) -> str | None:
        """A described actor in the text’s own words, without determiner."""
        text = one_line(self.cut(span))
        if re.match(r"(?:each|every)\s", text, re.IGNORECASE):
            text = re.sub(r"^\w+\s(\w+?)(y?)$", lambda m: m[1] + ("ies" if m[2] else "s"), text)
        text = _LEADING.sub("", text).strip(" ,.’'")
        head = re.split(r"\s(?:of|in|for|from|at)\s", text)[0].lower()
        if not text or len(text.split()) > _MOST_WORDS or not _ACTORS.search(head):
            return None
        if head in _VAGUE and not inside and head == text.lower():
            definite = self.words[span[0]].low in {"the", "its", "their"}
            return self._company(span) if definite and head in {"company", "firm", "bank", "group"} else None
        return text

    def _company(self, span: Span) -> str | None:
        """Which body "the company" is: the last one named before it."""
        start = self.words[span[0]].start
        here = [n for n in self.names if is_company(n) and n.end <= start and n.actor not in self.led]
        return here[-1].actor if here else self.company

    def _object_before(self, i: int) -> str | None:
        """Whom "them" means: those named last before it as no subject."""
        start = self.words[i].start
        here = [n for n in self.names if n.end <= start and not re.match(r" (?:said|says|told|has|had|is|was|will)\b", self.text[n.end :])]
        if not here:
            return None
        joined = len(here) > 1 and re.fullmatch(r"\s+and\s+(?:the\s+)?", self.text[here[-2].end : here[-1].start])
        return " and ".join(acting(n, self.led) for n in (here[-2:] if joined else here[-1:]))

    def _meant(self, i: int) -> str | None:
        """Whom a pronoun means: the subject of an earlier verb of the sentence, or of the sentence before."""
        low = self.words[i].low
        if low in {"we", "i", "you", "us", "me"}:
            return None
        if low in {"them", "him", "us", "me"}:
            return self._object_before(i)
        for u in range(i - 1, 0, -1):
            if self.words[u].tag in {Tag.VERB, Tag.MODAL, Tag.AUX}:
                span = self.subject(u)
                if span and span[1] <= i and self.words[span[0]].tag is not Tag.PRON and (actor := self.who(span)):
                    if _fits(low, actor):
                        return actor
        if low == "it" and not (self.before and _fits(low, self.before)):
            return self.company
        return self.before if self.before and _fits(low, self.before) else None


def _fits(pronoun: str, actor: str) -> bool:
    """Whether a pronoun can mean an actor: "it" no group in the plural."""
    plural = actor.endswith("s") and actor[:1].islower() or " and " in actor
    return not (plural and pronoun in {"it", "he", "she"})


_ASKS = frozenset(
    "asked asks ask asking urged urges told ordered orders required requires require requiring allow allows allowed demanded wants want wanted persuaded forced expects expected directed pressed lets prompt prompts prompted led leads help helps helped enable enables enabled push pushed encourage encouraged encourages cause caused causes letting let obliges obliged".split()
)


OFFERS = frozenset("offer offers proposal proposals promise promises pledge bid commitment undertaking".split())
_SPEAKS_FOR = re.compile(r"(?:spokes(?:man|woman|person)|lawyers?|attorneys?|representatives?|aides?)$", re.IGNORECASE)
_TELLS = frozenset("told tells promised promises assured assures pledged notified".split())
# What states a deal is no side of it: "the pact gives Norland grain" leaves its giver out.
_PAPER = re.compile(r"^(?:\w+\s){0,4}(?:pact|deal|agreement|plan|proposal|contract|legislation|bill|law|settlement|treaty|package|offer|order|accord|draft|measures?|terms|court|judges?)$", re.IGNORECASE)
_POINTS = re.compile(r"(?:the|this) (?:[\w-]+,? ){0,3}(?:regime|country|nation|kingdom|government|state)", re.IGNORECASE)
_PUBLIC = re.compile(
    r"\b(?:Ministry|Department|Party|Congress|Republicans?|Democrats?|Court|Senate|House|Commission|Bureau|Agency|Council|University|Board|Parliament|Cabinet|Army|"
    r"Police|Committee|Treasury|Nations|Act|Union|Office|Administration|Guard|Forces?|Justice|Times|Post|Journal|Courier|News|Standard)\b|^[A-Z]{2,4}$"
)


def is_company(name: Name) -> bool:
    """Whether a name may be what "the company" means."""
    return name.kind == "body" and not _PUBLIC.search(name.actor)


def main_subject(clause: Clause) -> str | None:
    """The actor that a sentence is about: the first subject in it that is one."""
    for v, word in enumerate(clause.words):
        if v and word.tag in {Tag.VERB, Tag.AUX, Tag.MODAL}:
            actor = clause.who(clause.subject(v))
            if actor:
                return actor
    return None
