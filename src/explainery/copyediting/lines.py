"""A passage as copy-editing reads it: its words on one line, with quotations, names and dates at their places there.

Offsets of articles do not fit the words of a passage, because white space and Markdown's marks are gone from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from explainery.copyediting.tuning import TUNING
from explainery.lexicon.gazetteer import gazetteer, is_given
from explainery.model import DateMention, Name, Passage, Quote, Story
from explainery.patterns import regex
from explainery.text import one_line, unmarked

_PAIR = regex(r"“[^”\"]*(?:[”\"]|$)|«[^»]*(?:»|$)|\"[^\"”]*(?:[\"”]|$)")
_SINGLE = regex(r"(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*’(?!\w)|(?<![\w'])'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)")
_CLOSES = regex(r"[”»\"]")
# A state's name before a body's is part of it: "the United States Fish Service".
_OF_NAME = regex(r" (?:of|for|&) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*")
_STATE_LEAD = regex(r"((?:[A-Z][\w.]*)(?: [A-Z][\w.]*)?) $")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its place in a passage's words. `called` is how the words call it, with "the" where they do."""

    start: int
    end: int
    actor: str
    kind: str  # place, body or person
    called: str


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch inside quotation marks at its place in the words: the marks lie outside `start` and `end`.

    `quote` is what the labels say of it, if they know it. `opened` and `closed`: whether its marks stand in the words.
    """

    start: int
    end: int
    quote: Quote | None
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True)
class Line:
    """A passage as copy-editing reads it."""

    story: Story
    passage: Passage

    @cached_property
    def words(self) -> str:
        """The passage's words on one line."""
        return self.passage.words

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Everything inside quotation marks, in order; terms of a word or two as well."""
        return tuple(sorted(self._said(), key=lambda s: s.start))

    @cached_property
    def bare(self) -> str:
        """The words with every character of a quotation and of its marks as NUL, so that offsets stay."""
        letters = list(self.words)
        for said in self.said:
            a, b = said.start - said.opened, said.end + said.closed
            letters[a:b] = "\0" * (b - a)
        return "".join(letters)

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The names outside quotation marks, in order."""
        return tuple(self._mention(n, *at) for n, at in self._placed_names() if self.bare[at[0]] != "\0")

    @cached_property
    def people(self) -> tuple[Mention, ...]:
        """The people named outside quotation marks."""
        return tuple(n for n in self.names if n.kind == "person")

    @cached_property
    def dates(self) -> tuple[tuple[int, int, DateMention], ...]:
        """The dates outside quotation marks, each with its place."""
        placed = ((self.place(d.start, d.end), d) for d in self.passage.marked.dates_in(self.passage.sentence))
        return tuple((at[0], at[1], d) for at, d in placed if at and self.bare[at[0]] != "\0")

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the article lies in the words; None where that cannot be told."""
        sentence = self.passage.sentence
        raw = self.passage.article.text[sentence.start : sentence.end]
        start, end = max(0, start - sentence.start), min(len(raw), end - sentence.start)
        text, guess = self._flat(raw[start:end]), len(self._flat(raw[:start]))
        for at in (guess, guess + 1):
            if text and self.words.startswith(text, at):
                return at, at + len(text)
        at = self.words.find(text) if text and self.words.count(text) == 1 else -1
        return (at, at + len(text)) if at >= 0 else None

    def before(self, most: int) -> Iterator[Line]:
        """The sentences before this one in its article, the nearest first."""
        number = self.passage.sentence.number
        for earlier in reversed(self.passage.marked.sentences[max(0, number - 1 - most) : number - 1]):
            passage = self.story.passages.get(earlier.id)
            if passage is None:
                return
            yield Line(self.story, passage)

    def begins_paragraph(self) -> bool:
        """Whether the sentence is its paragraph's first."""
        return not any(line.passage.sentence.paragraph == self.passage.sentence.paragraph for line in self.before(1))

    def _flat(self, text: str) -> str:
        return one_line(unmarked(text) if self.passage.article.file.endswith(".md") else text)

    def _placed_names(self) -> Iterator[tuple[Name, tuple[int, int]]]:
        for name in self.passage.marked.names_in(self.passage.sentence):
            if at := self.place(name.start, name.end):
                yield name, at

    def _mention(self, name: Name, start: int, end: int) -> Mention:
        if (name.kind == "body" or (name.kind == "person" and not is_given(name.actor.split()[0]))) and (
            rest := _OF_NAME.match(self.words, end)
        ):
            end = rest.end()
        before = self.words[:start]
        lead = _STATE_LEAD.search(before) if name.kind == "body" else None
        if lead and lead[1] in gazetteer():
            before, called = before[: lead.start(1)], self.words[lead.start(1) : end]
        else:
            called = self.words[start:end]
        the = "the " if before[-4:].lower() == "the " else ""
        return Mention(start, end, name.actor, name.kind, the + called)

    def _said(self) -> Iterator[Said]:
        words, sentence = self.words, self.passage.sentence
        known = self.passage.marked.quotes_in(sentence)
        begin = 0
        for quote in known:
            if self.is_unmarked(quote):  # an answer of an interview
                yield Said(max(0, quote.start - sentence.start), len(words), quote, opened=False, closed=False)
                return
            if quote.start < sentence.start and self._is_open(quote.start):
                close = _CLOSES.search(words) if quote.end < sentence.end else None
                begin = close.end() if close else len(words)
                yield Said(0, close.start() if close else len(words), quote, opened=False, closed=bool(close))
        pairs = list(_PAIR.finditer(words, begin))
        single = [m for m in _SINGLE.finditer(words, begin) if not any(p.start() < m.start() < p.end() for p in pairs)]
        for pair in [*pairs, *(m for m in single if len(m[0].split()) >= TUNING.single_mark_words)]:
            closed = pair.end() - pair.start() > 1 and pair[0][-1] in "”»\"’'"
            start, end = pair.start() + 1, pair.end() - closed
            yield Said(start, end, self._quote_at(start, end), closed=closed)

    def is_unmarked(self, quote: Quote) -> bool:
        """Whether a quotation stands without marks."""
        text = self.passage.article.text
        return not re.search(
            r"[“”\"‘’'«»]", text[max(0, quote.start - 1) : quote.start] + text[quote.end : quote.end + 1]
        )

    def _is_open(self, start: int) -> bool:
        """Whether no mark closes a quotation between where it begins and this sentence."""
        return not _CLOSES.search(self.passage.article.text[start : self.passage.sentence.start])

    def _quote_at(self, start: int, end: int) -> Quote | None:
        """What the labels say of the words between two offsets."""
        for quote in self.passage.marked.quotes_in(self.passage.sentence):
            at = self.place(quote.start, quote.end)
            if at and at[0] < end and start < at[1]:
                return quote
        return None
