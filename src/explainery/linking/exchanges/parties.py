"""The actor that a noun phrase means: by name, by description or by pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from explainery.lexicon.gazetteer import gazetteer
from explainery.lexicon.name_words import NameWord, any_name_word
from explainery.lexicon.offices import Office, any_noun, nouns
from explainery.linking.actors import acting
from explainery.linking.exchanges.phrases import Tag
from explainery.linking.exchanges.subjects import FINITE, Grammar, Span
from explainery.linking.tuning import TUNING
from explainery.model import Name
from explainery.patterns import regex
from explainery.text import one_line

_TUNING = TUNING.exchanges
_OF_STATE = regex(rf"{any_noun(Office.OF_STATE)}$", re.IGNORECASE)
_ACTORS = regex(rf"{any_noun(Office.ACTOR)}$")
_VAGUE = frozenset(nouns(Office.VAGUE))
_COMPANIES = frozenset("company firm bank group".split())
_LEADING = regex(
    r"^(?:(?:the|an?|its|their|his|her|our|some|all|any|each of|each|every|both|most|many|several|other|such|of|at least|up to|about|more than|another)\s+)+",
    re.IGNORECASE,
)
# A text that states a deal is not a side of it: "the pact gives Norland grain" leaves the giver out.
_PAPER = regex(
    r"(?:\w+\s){0,4}(?:pact|deal|agreement|plan|proposal|contract|legislation|bill|law|settlement|treaty|package|offer|order|accord|draft|measures?|terms|court|judges?)",
    re.IGNORECASE,
)
_POINTS = regex(r"(?:the|this) (?:[\w-]+,? ){0,3}(?:regime|country|nation|kingdom|government|state)", re.IGNORECASE)
_PUBLIC = regex(rf"\b{any_name_word(NameWord.PUBLIC)}\b|^[A-Z]{{2,4}}$|^[A-Z]-")
_AND = regex(r"\s+and\s+(?:the\s+)?")
_ACTS = regex(r" (?:said|says|told|has|had|is|was|will)\b")
_SPEAKERS = frozenset("we i you us me".split())
_SINGULAR = frozenset("it he she".split())
_OBJECTS = frozenset("them him".split())
_READ_AT_ONCE = 25  # sentences of which each may ask the one before it: more would go too deep


@dataclass(frozen=True)
class Clause(Grammar):
    """A sentence with its context: the sentence before it, and the company last named."""

    led: Mapping[str, str] = field(default_factory=dict)
    prior: Clause | None = None
    company: str | None = None

    @cached_property
    def before(self) -> str | None:
        """The subject of the sentence before it: what a pronoun may mean. Few sentences are asked for it."""
        priors = list(self._unread_priors())
        for prior in reversed(priors[_READ_AT_ONCE::_READ_AT_ONCE]):
            _ = prior.main_subject
        return self.prior.main_subject if self.prior else None

    @cached_property
    def main_subject(self) -> str | None:
        """The actor that the sentence is about: the first subject in it that is one."""
        verbs = (v for v, w in enumerate(self.words) if v and w.tag in FINITE)
        return next((actor for v in verbs if (actor := self.who(self.subject(v)))), None)

    def _unread_priors(self) -> Iterator[Clause]:
        """The sentences before it, back to the last one whose subject is known."""
        prior = self.prior
        while prior is not None and "main_subject" not in vars(prior):
            yield prior
            prior = prior.prior

    def side(self, span: Span | None) -> str | None:
        """The actor of a phrase: None if there is no phrase, "" if the phrase does not name an actor."""
        if not span or span[0] >= span[1]:
            return None
        text = one_line(self.cut(span))
        if _PAPER.fullmatch(text):
            return None
        return self.who(span) or (None if _POINTS.fullmatch(text) else "")

    def who(self, span: Span | None) -> str | None:
        """The actor that a phrase means; None if it does not name one."""
        if not span or span[0] >= span[1]:
            return None
        if self.words[span[0]].tag is Tag.PRON:
            return self._meant(span[0])
        start, inside = self.words[span[0]].start, self._inside(span)
        named = self._named(inside, start, self.words[span[1] - 1].end) if inside else None
        return named or self._described(span, named=bool(inside))

    def whose(self, span: Span | None) -> str | None:
        """The state whose goods or people a phrase names: "American cotton", "Chinese-made tyres"."""
        if not span:
            return None
        made = re.search(r"\b([A-Z]\w+)-made\b", self.cut(span))
        if made and made[1] in gazetteer():
            return gazetteer()[made[1]]
        places = (n for n in self._inside(span) if n.kind == "place" and self.text[n.end : n.end + 1] not in {"’", "'"})
        return next((n.actor for n in places), None)

    def _inside(self, span: Span) -> list[Name]:
        start, end = self.words[span[0]].start, self.words[span[1] - 1].end
        return [n for n in self.names if start <= n.start and n.end <= end]

    def _named(self, inside: Sequence[Name], start: int, end: int) -> str | None:
        """The actor of the names at the end of the phrase, or the state whose government it is."""
        last = inside[-1]
        head, tail = self.text[start : last.start], self.text[last.end : end]
        if not re.fullmatch(r"[’'.]?|\s?[’']s?", tail):
            return acting(last, self.led) if last.kind == "place" and _is_government(tail) else None
        if re.search(r"\bof\s+(?:the\s+)?$", head) and not _OF_STATE.search(re.split(r"\s+of\b", head)[0]):
            return None
        if len(inside) > 1 and _AND.fullmatch(self.text[inside[-2].end : last.start]):
            return self._both(inside[-2:])
        return self._whole(last, start)

    def _both(self, names: Sequence[Name]) -> str:
        return " and ".join(dict.fromkeys(acting(n, self.led) for n in names))

    def _whole(self, name: Name, start: int) -> str:
        """A body's name with the capitalised words before it that marking left out: "First | Dominion Bank"."""
        led = re.search(r"(?:\b[A-Z][\w-]+ )+$", self.text[start : name.start])
        if name.kind != "body" or not led or name.actor in self.led or start + led.start() == 0:
            return acting(name, self.led)
        return re.sub(r"^(?:The|A|An) ", "", led[0]) + name.actor

    def _described(self, span: Span, *, named: bool) -> str | None:
        """A described actor in the text's own words, without a determiner."""
        text = _LEADING.sub("", _as_all(one_line(self.cut(span)))).strip(" ,.’'")
        head = re.split(r"\s(?:of|in|for|from|at)\s", text)[0].lower()
        if not text or len(text.split()) > _TUNING.most_actor_words or not _ACTORS.search(head):
            return None
        if head in _VAGUE and not named and head == text.lower():
            return self._company(span) if head in _COMPANIES else None
        return text

    def _company(self, span: Span) -> str | None:
        """The body that "the company" means: the last one named before it."""
        if self.low(span[0]) not in {"the", "its", "their"}:
            return None
        start = self.words[span[0]].start
        companies = [n for n in self.names if is_company(n) and n.end <= start and n.actor not in self.led]
        return companies[-1].actor if companies else self.company

    def _meant(self, i: int) -> str | None:
        """The actor that a pronoun means: the subject of an earlier verb, or of the sentence before."""
        low = self.low(i)
        if low in _SPEAKERS:
            return None
        if low in _OBJECTS:
            return self._object_before(i)
        subject = next((a for u in range(i - 1, 0, -1) if (a := self._acts(u, i)) and self._fits(low, a)), None)
        before = self.before if self.before and self._fits(low, self.before) else None
        return subject or before or (self.company if low == "it" else None)

    def _fits(self, pronoun: str, actor: str) -> bool:
        """Whether a pronoun can mean an actor: "it" cannot mean a plural, nor "he" a body."""
        plural = (actor.endswith("s") and actor[:1].islower()) or " and " in actor
        body = any(n.actor == actor and n.kind == "body" for n in self.names)
        return not (plural and pronoun in _SINGULAR) and not (body and pronoun in {"he", "she"})

    def _acts(self, u: int, i: int) -> str | None:
        """The actor of an earlier verb at `u`, if it is not given by another pronoun."""
        if self.words[u].tag not in FINITE:
            return None
        span = self.subject(u)
        return self.who(span) if span and span[1] <= i and self.words[span[0]].tag is not Tag.PRON else None

    def _object_before(self, i: int) -> str | None:
        """The actor that "them" means: the names before it that are not the subject of a verb."""
        start = self.words[i].start
        named = [n for n in self.names if n.end <= start and not _ACTS.match(self.text, n.end)]
        if len(named) > 1 and _AND.fullmatch(self.text[named[-2].end : named[-1].start]):
            return self._both(named[-2:])
        return acting(named[-1], self.led) if named else None


def _is_government(tail: str) -> bool:
    """Whether the words after a state's name show that the state acts: "Egyptian | negotiators"."""
    return bool(_OF_STATE.search(tail)) and not tail.startswith(("’", "'")) and " of " not in tail


def _as_all(text: str) -> str:
    """Turn "each family" into "families": what each gets, all get."""
    if not re.match(r"(?:each|every)\s", text, re.IGNORECASE):
        return text
    return re.sub(r"^\w+\s(\w+?)(y?)$", lambda m: m[1] + ("ies" if m[2] else "s"), text)


def is_company(name: Name) -> bool:
    """Whether a name may be what "the company" means."""
    return name.kind == "body" and not _PUBLIC.search(name.actor)
