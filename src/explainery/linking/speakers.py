"""Speakers: whom an article only describes ("the committee's chairman", "the company", "the statement"), by name.

Marking sees one article and keeps what it says. Here all articles of a story are seen: a surname becomes the full name,
and a description becomes its holder's name where only one fits; otherwise it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from explainery.lexicon.name_words import NameWord, any_name_word
from explainery.lexicon.offices import Office, nouns
from explainery.linking.full_names import full_names
from explainery.linking.people import roles_of
from explainery.linking.tuning import TUNING
from explainery.marking.quotes.attribution import SpeakerFinder
from explainery.marking.quotes.subjects import Subjects
from explainery.model import MarkedArticle, Name, Quote, Sentence
from explainery.patterns import regex
from explainery.text import folded

_TUNING = TUNING.people
_THE = regex(r"(?:the|The|its|Its|their|his|her) (?P<words>.+)")
_BODY_NOUN = regex(
    r"(?:\w+ )?(?:company|firm|group|agency|organi[sz]ation|association|network|service|bank|charity|union|newspaper|paper|campaign|start-up|startup|carrier|airline|manufacturer|retailer)"
)
_DOCUMENT = regex(
    r"(?:\w+ )?(?:statement|report|letter|post|tweet|email|memo|editorial|article|release|complaint|filing|document|message)"
)
_OF_A_PLACE = regex(r"[A-Z][a-z]+(?:an|ese|ish)")  # "African" says where, not who
_ACRONYM = regex(r"[A-Z]{2,6}")
_PUBLIC = regex(rf"\b{any_name_word(NameWord.PUBLIC)}\b")
_PRIVATE = frozenset({"company", "firm", "airline", "manufacturer", "retailer", "start-up", "startup", "carrier"})


def named_throughout(articles: Sequence[MarkedArticle]) -> tuple[MarkedArticle, ...]:
    """The articles with each person, speaker and voice by the name that the story's articles establish.

    A quotation of a person has the role that says most of them.
    """
    full = full_names(articles)
    named = tuple(replace(m, names=tuple(_renamed(n, full) for n in m.names)) for m in articles)
    roles = roles_of(named)
    return tuple(_Speakers(m, full, roles).resolved() for m in named)


def _renamed(name: Name, full: Mapping[str, str]) -> Name:
    """A name with its full form; a surname alone becomes a person's."""
    actor = full.get(name.actor, name.actor)
    if name.kind == "place" or actor == name.actor:
        return name
    return replace(name, actor=actor, kind="body" if _ACRONYM.fullmatch(name.actor) else "person")


@dataclass(frozen=True)
class _Speakers:
    """Resolves the speakers of one article, whose people have their full names."""

    marked: MarkedArticle
    full: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]

    @cached_property
    def subjects(self) -> Subjects:
        """Finds whom a phrase names. Most articles call nobody by a description alone, and need none of it."""
        quoted = [(q.start, q.end) for q in self.marked.quotes]
        return SpeakerFinder.of(self.marked.article.text, quoted, self.marked.names).subjects

    def resolved(self) -> MarkedArticle:
        """The article with the names of those whom it only describes."""
        quotes = tuple(self._quote(q) for q in self.marked.quotes)
        sentences = tuple(self._sentence(s) for s in self.marked.sentences)
        return replace(self.marked, quotes=quotes, sentences=sentences)

    def _quote(self, quote: Quote) -> Quote:
        if not quote.speaker:
            return quote
        who = self._who(quote.speaker, quote.start)
        return replace(quote, speaker=who, role=next(iter(self.roles.get(who, ())), None))

    def _sentence(self, sentence: Sentence) -> Sentence:
        speaker, voice = (self._who(w, sentence.start) if w else w for w in (sentence.speaker, sentence.voice))
        if (speaker, voice) == (sentence.speaker, sentence.voice):
            return sentence
        return replace(sentence, speaker=speaker, voice=voice)

    def _who(self, called: str, at: int) -> str:
        """The name of whoever an article calls so at an offset."""
        if called in self.full:
            return self.full[called]
        described = _THE.fullmatch(called)
        if not described:
            return called
        words = described["words"]
        if _BODY_NOUN.fullmatch(words):
            return self._body(words.split()[-1], at) or called
        if _DOCUMENT.fullmatch(words):
            return self._author(words.split()[-1], at) or called
        return self._holder(words, at) or called

    def _holder(self, words: str, at: int) -> str | None:
        """The only person, of those whom the article names before, whose roles have every word of a description."""
        wanted = _words(re.sub(r"[’']s\b", "", words))
        if not wanted & _OFFICES:
            return None
        before = {n.actor for n in self.marked.names if n.kind == "person" and n.start < at}
        fits = [p for p in before if any(wanted <= _words(role) for role in self.roles.get(p, ()))]
        return fits[0] if len(fits) == 1 else None

    def _body(self, noun: str, at: int) -> str | None:
        """The body that the nearest earlier sentence names as its subject, or as the only body in it."""
        for sentence in self._before(at):
            bodies = [n for n in self.subjects.within(sentence.start, min(sentence.end, at)) if self._fits(n, noun)]
            able = [n for n in self.subjects.able(sentence.start, min(sentence.end, at)) if n in bodies]
            if able or len({n.actor for n in bodies}) == 1:
                return self._called((able or bodies)[0])
        return None

    def _fits(self, name: Name, noun: str) -> bool:
        """Whether a name may be that of a company, an agency and so on."""
        text = self.marked.article.text
        is_part = any(n.end + 1 == name.start and text[n.end] == " " for n in self.marked.names)
        is_tag = text[max(0, name.start - 1) : name.start] in {"#", "@"}
        alone = not (is_part or is_tag or _OF_A_PLACE.fullmatch(name.actor))
        return name.kind == "body" and alone and not (noun in _PRIVATE and _PUBLIC.search(name.actor))

    def _author(self, noun: str, at: int) -> str | None:
        """Who says or publishes the document that an earlier sentence mentions first: "Roe said in a statement"."""
        for sentence in self._before(at):
            text = self.marked.article.text[sentence.start : sentence.end]
            if re.search(rf"\ban? (?:[\w-]+ ){{0,2}}{noun}\b", text):
                able = self.subjects.able(sentence.start, sentence.end)
                who = sentence.voice or sentence.speaker or (self._called(able[0]) if able else None)
                return self.full.get(who, who) if who else None
        return None

    def _before(self, at: int) -> Iterator[Sentence]:
        """The sentences before an offset, the nearest first, as far as a description reaches back."""
        earlier = [s for s in self.marked.sentences if s.start < at]
        return reversed(earlier[-_TUNING.description_reach :])

    def _called(self, name: Name) -> str:
        return self.full.get(name.actor, self.marked.article.text[name.start : name.end])


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded(text)))


_OFFICES = frozenset(
    word for use in (Office.HELD, Office.ROLE, Office.TITLE) for noun in nouns(use) for word in noun.split()
)
