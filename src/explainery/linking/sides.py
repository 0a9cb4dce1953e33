"""The sides of an exchange: the subject of a verb, and which actor a noun phrase stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from explainery.linking.actors import acting
from explainery.linking.phrases import Tag, Word, phrase_to, words_of
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
    r"informants?|contractors?|manufacturers?|suppliers?|makers?|importers?|exporters?|producers?|operators?|owners?|leaders|directors?|managers|workers|employers?|employees|miners|drivers|users|consumers|taxpayers|"
    r"refugees|detainees|applicants|residents|patients|doctors|scientists|journalists|activists|protesters|soldiers|fighters|guards|councils?|network|board|regulators?|forces|league|club|team|island|bloc|kingdom|province|region|district|"
    r"subsidiar(?:y|ies)|airline|developer|railways?|municipalit(?:y|ies)|publishers?|platforms?|retailers?|landlords?|tenants?|motorists?|passengers?|dissidents?|interpreters?|judiciary|survivors|bereaved|dead|injured|wounded)$"
)
_VAGUE = frozenset(
    "people company companies firm group country countries state side party bank members president leader minister house team fund men women officials agency committee others board authority government authorities".split()
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
        if last.tag in {Tag.AND, Tag.COMMA, Tag.TO}:
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
                return self._ending(k)
        return None

    def _shared(self, k: int, depth: int) -> Span | None:
        """The subject of the verb before `k`, which the verb after it shares."""
        for u in range(k - 1, 0, -1):
            if self.words[u].tag is Tag.STOP:
                return None
            if self.words[u].tag in {Tag.AUX, Tag.MODAL, Tag.VERB} and not self.words[u].low.endswith("ing"):
                return self.subject(u, depth + 1)
        return None

    def _controlled(self, to: int) -> Span | None:
        """Who is to do what follows "to": "asked | its allies | to", else whoever acts in the clause."""
        i = phrase_to(self.words, to)
        if i < to and i and self.words[i - 1].low in _ASKS:
            return (i, to)
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
            i, end = left, (end if self.words[i - 1].low == "of" else i - 1)
        return self._joined(i, end)

    def _joined(self, i: int, end: int) -> Span:
        """The phrase with another that "and" joins to it, where a clause begins with that one."""
        if i > 1 and self.words[i - 1].low == "and":
            left = phrase_to(self.words, i - 1)
            if left < i - 1 and (left == 0 or self.words[left - 1].tag in {Tag.STOP, Tag.LINK, Tag.REL}):
                return (left, end)
        return (i, end)

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
        text = _LEADING.sub("", one_line(self.cut(span))).strip(" ,.’'")
        head = re.split(r"\s(?:of|in|for|from|at)\s", text)[0].lower()
        if not text or len(text.split()) > _MOST_WORDS or not _ACTORS.search(head):
            return None
        if head in _VAGUE and not inside and head == text.lower():
            definite = self.words[span[0]].low in {"the", "its", "their"}
            return self.before if definite and head in {"company", "firm", "bank", "group", "country"} else None
        return text

    def _meant(self, i: int) -> str | None:
        """Whom a pronoun means: the subject of an earlier verb of the sentence, or of the sentence before."""
        low = self.words[i].low
        if low in {"we", "i", "you", "us", "me"}:
            return None
        for u in range(i - 1, 0, -1):
            if self.words[u].tag in {Tag.VERB, Tag.MODAL, Tag.AUX}:
                span = self.subject(u)
                if span and span[1] <= i and self.words[span[0]].tag is not Tag.PRON and (actor := self.who(span)):
                    return actor
        return self.before


_ASKS = frozenset(
    "asked asks ask asking urged urges told ordered orders required requires require requiring allow allows allowed demanded wants want wanted persuaded forced expects expected directed pressed lets".split()
)


def main_subject(clause: Clause) -> str | None:
    """The actor that a sentence is about: the first subject in it that is one."""
    for v, word in enumerate(clause.words):
        if v and word.tag in {Tag.VERB, Tag.AUX, Tag.MODAL}:
            actor = clause.who(clause.subject(v))
            if actor:
                return actor
    return None
