"""An article: facts of a story in one newspaper's words, with its furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from corpora.dice import Dice
from corpora.names import Body, Person, Publisher
from corpora.tables import Wording
from corpora.tales import LATE, Fact, Figure, Tale, altered

_SAID = ("said", "said", "told reporters", "told the {paper}", "said in a statement", "wrote")
_STARTS = ("Meanwhile, ", "At the same time, ", "Earlier, ", "Later, ")
_WITH_START, _WITH_TAIL, _WITH_SOURCE, _OTHER_FIGURE, _DIRECT = 0.06, 0.7, 0.12, 0.03, 0.7
_SECOND_QUOTE = 0.2


@dataclass(slots=True)
class Voice:
    """How one article tells facts: its day, its publisher's style, and whom it has introduced."""

    told: Tale
    paper: Publisher
    day: date
    dice: Dice
    known: set[str] = field(default_factory=set)

    def sentence(self, fact: Fact) -> str:
        """A fact in one of its wordings."""
        text = self._filled(self.dice.pick(fact.wordings), fact)
        if fact.tails and self.dice.chance(_WITH_TAIL):
            text = text.rstrip(".") + self._filled(self.dice.pick(fact.tails), fact) + "."
        elif self.dice.chance(_WITH_SOURCE) and "accord" not in text and "sa" not in text:
            text = f"{text.rstrip('.')}, {self.dice.pick(('officials', 'police', 'witnesses', 'both sides'))} said."
        start = self.dice.pick(_STARTS) if self.dice.chance(_WITH_START) else ""
        return _tidy(start + text)

    def quotation(self, fact: Fact, after: Fact | None = None) -> str:
        """What somebody says: the speaker before or after the words, or the words as a report."""
        speaker = fact.values["speaker"]
        assert isinstance(speaker, Person)  # noqa: S101 (facts of this kind have one)
        said = self.dice.pick(_SAID).format(paper=self.paper.name.removeprefix("The "))
        own, report = (self._filled(w, fact) for w in fact.wordings)
        own = _upper(own)
        if not self.dice.chance(_DIRECT):
            return _tidy(f"{self._person(speaker)} {said} that {report}.")
        way = self.dice.below(4)
        if way == 0:
            return _tidy(f"{self._person(speaker)} {said}: {self._quoted(own + '.')}")
        text = f"{self._quoted(own + ',')} said {self._person(speaker, after=True)}."
        if way == 1:
            text = f"{self._quoted(own + ',')} {self._person(speaker)} {said}."
        if after and self.dice.chance(_SECOND_QUOTE):
            text += " " + self._quoted(_upper(self._filled(after.wordings[0], after)) + ".")
        return _tidy(text)

    def dated(self, day: date) -> str:
        """A day as the article names it: a weekday within a week."""
        back = (self.day - day).days
        if 0 <= back < 6:  # noqa: PLR2004 (a weekday means the last one for so many days)
            return f"on {day:%A}" + (self.dice.pick((" morning", " evening")) if self.dice.chance(0.15) else "")
        return f"on {day:%B} {day.day}" if self.paper.american else f"on {day.day} {day:%B}"

    def _filled(self, wording: Wording, fact: Fact) -> str:
        return "".join(self._gap(p, fact) if i % 2 else p for i, p in enumerate(wording))

    def _gap(self, gap: str, fact: Fact) -> str:
        if gap == "when":
            return self.dated(fact.day)
        if gap == "next":
            return self.dated(fact.day + timedelta(9 + len(fact.values)))
        if gap == "what":
            return self.dice.pick(self.told.kind.settings["what"])
        return self._value(fact.values[gap], gap)

    def _value(self, value: object, gap: str) -> str:
        if isinstance(value, Person):
            return self._person(value)
        if isinstance(value, Body):
            return self._body(value)
        if isinstance(value, Figure):
            return str(altered(value) if self.dice.chance(_OTHER_FIGURE) else value)
        return self.dice.pick(str(value).split("|")) if gap in {"v", "w"} else str(value)

    def _person(self, who: Person, *, after: bool = False) -> str:
        if who.name in self.known:
            return who.family
        self.known.add(who.name)
        article = "the" if who.unique else "an" if who.role[0] in "aeiou" else "a"
        if after or self.dice.chance(0.6):
            return f"{who.name}, {article} {who.role},"
        return f"{article} {who.role}, {who.name},"

    def _body(self, what: Body) -> str:
        if what.name in self.known:
            return what.short
        self.known.add(what.name)
        return what.name

    def _quoted(self, words: str) -> str:
        return f"“{words}”" if self.paper.curly else f'"{words}"'


@dataclass(frozen=True, slots=True)
class Text:
    """An article: who printed it, when, and its paragraphs with what stands around them."""

    paper: Publisher
    day: date
    title: str
    paragraphs: tuple[str, ...]
    source: str = ""  # the agency whose text it is


def told_by(tale: Tale, number: int, day: date, paper: Publisher, *, dice: Dice) -> Text:
    """The article with a number: what is new, what others said, and what was known before."""
    old, old_quotes = list(tale.facts), list(tale.quotes)
    facts, quotes = tale.grow(number, day)
    voice = Voice(tale, paper, day, dice)
    length = dice.pick((6, 8, 9, 10, 11, 12, 14, 16, 20))
    retold = _retold(old, length - len(facts), dice)
    said = quotes + _retold(old_quotes, dice.below(4), dice)
    news = [f for f in facts if f.facet in {"event", "trade"}] or facts[:1]
    rest = [f for f in facts if f not in news]
    order = [*news, *retold[: len(retold) // 2], *rest, *retold[len(retold) // 2 :]]
    paragraphs = _paragraphs(voice, order, said)
    return Text(paper, day, _headline(news[0]), tuple(paragraphs))


def copied(tale: Tale, source: Text, number: int, day: date, paper: Publisher, *, dice: Dice) -> Text:
    """An agency's article in a newspaper: whole, or cut and with a line of its own."""
    paragraphs = source.paragraphs
    paragraphs = (paragraphs[0].partition(" — ")[2] or paragraphs[0], *paragraphs[1:])
    if dice.chance(0.5):
        keep = max(2, len(paragraphs) * 2 // 3)
        facts, _ = tale.grow(number, day)
        voice = Voice(tale, paper, day, dice)
        paragraphs = (*paragraphs[:keep], *(voice.sentence(f) for f in facts[: 1 + dice.below(2)]))
    return Text(paper, day, source.title, paragraphs, source.paper.agency)


def _retold(known: list[Fact], count: int, dice: Dice) -> list[Fact]:
    """Facts that others told: half of them from the story's start, which all tell, half from the last days."""
    places: dict[int, None] = {}
    for _ in range(count if known else 0):
        back = dice.early(len(known)) if dice.chance(0.5) else len(known) - 1 - dice.below(min(len(known), 40))
        places[back] = None
    return [known[i] for i in places]


def _paragraphs(voice: Voice, facts: list[Fact], said: list[Fact]) -> list[str]:
    """One to three sentences each, a quotation behind every second paragraph as long as there are any."""
    made, queue, waiting = [], list(facts), list(said)
    while queue or waiting:
        size = 1 + voice.dice.below(3)
        part, queue = queue[:size], queue[size:]
        sentences = [voice.sentence(f) for f in part]
        if waiting and (not queue or voice.dice.chance(0.5)):
            first = waiting.pop(0)
            again = waiting and waiting[0].values["speaker"] == first.values["speaker"]
            sentences.append(voice.quotation(first, waiting[0] if again else None))
        made.append(" ".join(sentences))
    return made


def _headline(fact: Fact) -> str:
    """The first wording of an event, without its day and what follows a comma."""
    wording = fact.wordings[0]
    filled = (("" if p in LATE else _bare(fact.values[p])) if i % 2 else p for i, p in enumerate(wording))
    return _upper(" ".join("".join(filled).partition(", ")[0].rstrip(".").split()))


def _bare(value: object) -> str:
    return value.name if isinstance(value, Person) else str(value).partition("|")[0]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tidy(text: str) -> str:
    return _upper(text.replace(",,", ",").replace(",.", "."))
