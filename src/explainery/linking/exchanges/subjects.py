"""The subject of a verb whose position in a sentence is known.

It is found from the words before the verb: its auxiliaries, a relative word, an aside between commas, another verb that
shares the subject, or someone who is asked to act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from explainery.lexicon.offices import Office, any_noun
from explainery.linking.exchanges.phrases import Tag, Word, phrase_to, words_of
from explainery.linking.tuning import TUNING
from explainery.model import Name
from explainery.patterns import regex

_TUNING = TUNING.exchanges
Span = tuple[int, int]  # of words, the end exclusive

OFFERS = frozenset("offer offers proposal proposals promise promises pledge bid commitment undertaking".split())
_LEADS_TO = frozenset(
    (
        "agreed agrees agree offered offers offer promised promises promise pledged pledges plans planned plan wants wanted want refused refuses refuse declined declines "
        "vowed expected expects required obliged forced undertook undertaken intends intended hopes hoped ready willing prepared due set likely able bound free allowed "
        "have has had need needs needed proposed proposes consented threatened threatens continue continued began begun begins seeks sought decided supposed scheduled "
        "ought going trying tried ordered asked told"
    ).split()
)
_ASKS = frozenset(
    (
        "asked asks ask asking urged urges told ordered orders required requires require requiring allow allows allowed demanded wants want wanted persuaded forced expects "
        "expected directed pressed lets prompt prompts prompted led leads help helps helped enable enables enabled push pushed encourage encouraged encourages cause caused "
        "causes letting let obliges obliged"
    ).split()
)
_TELLS = frozenset("told tells promised promises assured assures pledged notified".split())
_SPEAKS_FOR = regex(rf"{any_noun(Office.AGENT)}$", re.IGNORECASE)
_STARTS = frozenset({Tag.STOP, Tag.LINK, Tag.REL})
FINITE = frozenset({Tag.AUX, Tag.MODAL, Tag.VERB})


@dataclass(frozen=True)
class Grammar:
    """A sentence with its names; finds the subjects of its verbs. The offsets of `names` are into `text`."""

    text: str
    names: Sequence[Name]

    @cached_property
    def words(self) -> list[Word]:
        """The words and punctuation marks."""
        return words_of(self.text, self.names)

    def cut(self, span: Span) -> str:
        """The text of a span."""
        i, j = span
        return self.text[self.words[i].start : self.words[j - 1].end] if i < j else ""

    def low(self, i: int) -> str:
        """A word in lower case; "" outside the sentence."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def chain(self, v: int) -> int:
        """Where the verbs begin that lead to the one at `v`: "has agreed to | pay"."""
        k = v
        while k > 0 and (back := self._leads(k)):
            k = max(0, k - back)
        return k

    def _leads(self, k: int) -> int:
        """The number of words before `k` that belong to the verb after it."""
        word, prior = self.words[k - 1], self.words[k - 2] if k > 1 else None
        if word.tag is Tag.TIME:
            return 2 if prior and prior.tag is Tag.PREP else 1
        if word.tag is Tag.TO and prior:
            j = self._without_time(k - 1)
            leads = j > 0 and (self.low(j - 1) in _LEADS_TO or prior.tag is Tag.AUX)
            return k - j + 1 if leads else 0
        return int(word.tag in {Tag.AUX, Tag.MODAL, Tag.ADV})

    def _without_time(self, k: int) -> int:
        """Where the words before `k` end, leaving out a time: "agreed | on Monday | to pay"."""
        while k > 0 and self.words[k - 1].tag is Tag.TIME:
            k -= 2 if k > 1 and self.words[k - 2].tag is Tag.PREP else 1
        return k

    def subject(self, v: int, depth: int = 0) -> Span | None:
        """The noun phrase that is the subject of the verb at `v`."""
        k = self.chain(v)
        if not k or depth > _TUNING.most_sharing:
            return None
        last = self.words[k - 1]
        if last.tag is Tag.REL:
            return self._antecedent(k - 1)
        if last.tag is Tag.TO:
            return self._controlled(k - 1)
        if last.tag is Tag.COMMA and not self.low(v).endswith("ing"):
            return self._before_aside(k - 1) or self._shared(k - 1, depth)
        if last.tag in {Tag.AND, Tag.COMMA, Tag.PREP}:
            return self._shared(k - 1, depth)
        reduced = last.tag is Tag.VERB and last.low.endswith("ed")  # "the workers interviewed | had paid"
        return self.ending(k - 1 if reduced else k)

    def _antecedent(self, rel: int) -> Span | None:
        """The phrase that "who" or "which" at `rel` refers to."""
        if not rel or self.words[rel - 1].tag in {Tag.VERB, Tag.LINK}:
            return None
        return self.ending(rel - 1 if self.words[rel - 1].tag is Tag.COMMA else rel)

    def _before_aside(self, comma: int) -> Span | None:
        """The phrase before an aside that the comma closes: "Norsea, which runs the port, | paid"."""
        for k in range(comma - 1, 0, -1):
            if self.words[k].tag is Tag.STOP:
                return None
            if self.words[k].tag is Tag.COMMA:
                return (k + 1, comma) if self._is_name(k + 1, comma) else self.ending(k)
        return None

    def _is_name(self, i: int, j: int) -> bool:
        """Whether an aside is just a name: "the bank, Sunda Capital, agreed"."""
        if i >= j:
            return False
        span = (self.words[i].start, self.words[j - 1].end)
        return any((n.start, n.end) == span and n.kind != "place" for n in self.names)

    def _shared(self, k: int, depth: int) -> Span | None:
        """The subject of the verb before `k`, which the verb after it shares."""
        for u in range(k - 1, 0, -1):
            if self.words[u].tag is Tag.STOP:
                return None
            if self.words[u].tag in FINITE and not self.low(u).endswith("ing"):
                return self.subject(u, depth + 1)
        return None

    def _controlled(self, to: int) -> Span | None:
        """Who is to do what follows "to": "asked | its allies | to", otherwise the subject of the clause."""
        i = self._asked(to)
        if i < to and self.low(i - 1) in _ASKS:
            return (i, to)
        if self.low(to - 1) in OFFERS:
            named = next((x for x in range(to - 1, i - 1, -1) if self.words[x].tag is Tag.NAME), None)
            return self._shared(to, 1) if named is None else (named, named + 1)
        return None if self.words[to - 1].tag is Tag.PRON else self._shared(to, 1)

    def _asked(self, to: int) -> int:
        """Where the phrase before "to" begins, with the phrases that "and" and "of" add to it."""
        i = phrase_to(self.words, to)
        while self.low(i - 1) in {"and", "of", "in"} and phrase_to(self.words, i - 1) < i - 1:
            i = phrase_to(self.words, i - 1)
        return i

    def asker(self, v: int) -> Span | None:
        """Who asks for the action of the verb at `v`: "| Norland | asked its allies to pay"."""
        to = self.chain(v) - 1
        if to < 1 or self.words[to].tag is not Tag.TO:
            return None
        i = phrase_to(self.words, to)
        return self.subject(i - 1) if i < to and self.low(i - 1) in _ASKS else None

    def told(self, v: int) -> Span | None:
        """The phrase for the receiver of a promise: "told | the refiners | that it would supply"."""
        span = self.subject(v)
        that = span[0] - 1 if span else 0
        if that < 1 or self.low(that) != "that":
            return None
        i, end = phrase_to(self.words, that), that
        while i > 1 and self.words[i - 1].tag is Tag.PREP and phrase_to(self.words, i - 1) < i - 1:
            end, i = i - 1, phrase_to(self.words, i - 1)
        return (i, end) if i < end and self.low(i - 1) in _TELLS else None

    def ending(self, k: int) -> Span | None:
        """The noun phrase that ends before `k`, with the phrases before its prepositions."""
        i, end = phrase_to(self.words, k), k
        if i == k:
            return (k - 1, k) if k and self.words[k - 1].tag is Tag.PRON else None
        while i > 1 and self.words[i - 1].tag is Tag.PREP:
            left = phrase_to(self.words, i - 1)
            if left == i - 1 or _SPEAKS_FOR.search(self.cut((left, i - 1))):
                break
            i, end = left, (end if self.low(i - 1) == "of" else i - 1)
        return self._joined(i, end)

    def _joined(self, i: int, end: int) -> Span:
        """The phrase with another one that "and" joins to it, if that one opens a clause."""
        left = phrase_to(self.words, i - 1) if self.low(i - 1) == "and" else i
        opens = left < i - 1 and (left == 0 or self.words[left - 1].tag in _STARTS)
        return (left if opens else i, end)
