"""A story: who is in it, and its facts, which grow with the articles.

The first articles of a story are the same however many follow, so a longer story only adds to a shorter one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from corpora import names
from corpora.dice import Dice
from corpora.names import Body, Person, World
from corpora.tables import Kind, Pattern, Wording, common, kinds, quotations, tails, words

REACTIONS = "reactions"
_OTHERS = ("resident of {town}", "teacher", "lawyer", "shopkeeper", "historian", "pensioner", "student", "nurse")
_OWN = 0.6  # of the facts are of the story's kind
_TAIL = 0.5  # of the facts go on with something
_EVERY = 3  # articles somebody else comes in
_PLACED = 0.2  # of the things are told by their place
_LEADER = 0.4  # of the stories concern the government


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a text tells it; newspapers now and then disagree about it."""

    count: int
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.count:,}{self.unit}"


Value = str | Person | Body | Figure


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that articles may tell: ways to word it, and what fills their gaps.

    A quotation has the speaker under "speaker" and two wordings: in the speaker's words and as a report.
    """

    facet: str
    day: date
    wordings: tuple[Wording, ...]
    values: dict[str, Value]
    tails: tuple[Wording, ...] = ()


@dataclass(slots=True)
class Tale:
    """A story as it grows."""

    key: tuple[int, int]  # seed and number
    kind: Kind
    world: World
    title: str
    slug: str
    began: date
    town: str
    fixed: dict[str, Value]  # what is the same in every fact
    bodies: list[Body]
    people: list[Person]
    places: list[str]
    things: list[str]
    used: list[Pattern] = field(default_factory=list)  # a story has one number of dead, and one first day
    facts: list[Fact] = field(default_factory=list)
    quotes: list[Fact] = field(default_factory=list)

    def grow(self, number: int, day: date) -> tuple[list[Fact], list[Fact]]:
        """What the article with this number adds: facts and quotations, each new."""
        dice = Dice(*self.key, "facts", number)
        if number % _EVERY == _EVERY - 1:
            self._meet(dice)
        facts = [self._fact(dice, day) for _ in range(_new_facts(number))]
        quotes = [self._quote(dice, day) for _ in range(1 + dice.below(4))]
        self.facts += facts
        self.quotes += quotes
        return facts, quotes

    def _meet(self, dice: Dice) -> None:
        """Somebody else, and some new place or body, as a story widens."""
        role = dice.pick((*self.kind.settings["roles"], *_OTHERS))
        self.people.append(names.person(dice, _role(role, self, dice)))
        self.places.append(names.town(dice))
        if dice.chance(0.5):
            self.bodies.append(names.body(dice.pick(self.kind.settings["others"]), dice))

    def _fact(self, dice: Dice, day: date) -> Fact:
        own = [p for p in self.kind.patterns if p not in self.used]
        pattern = dice.pick(own if own and dice.chance(_OWN) else common())
        self.used.append(pattern)
        more = dice.pick(tails()).wordings if dice.chance(_TAIL) else ()
        values = self._values(pattern.wordings + more, dice)
        return Fact(pattern.facet, day - timedelta(dice.below(2)), pattern.wordings, values, more)

    def _quote(self, dice: Dice, day: date) -> Fact:
        wordings = dice.pick(quotations())
        values = self._values(wordings, dice) | {"speaker": self.people[dice.early(len(self.people))]}
        return Fact(REACTIONS, day, wordings, values)

    def _values(self, wordings: tuple[Wording, ...], dice: Dice) -> dict[str, Value]:
        gaps = dict.fromkeys(gap for w in wordings for gap in w[1::2])
        return {gap: self.fixed.get(gap) or self._value(gap.rstrip("2"), dice) for gap in gaps if gap not in LATE}

    def _value(self, gap: str, dice: Dice) -> Value:
        return MAKERS[gap](self, dice)


LATE = frozenset({"when", "next", "what"})  # these follow from the article


def tale(world: World, seed: int, number: int) -> Tale:
    """The story with a number."""
    dice = Dice(seed, number, "tale")
    kind = dice.pick(kinds())
    country, country2 = dice.several(range(len(world.countries)), 2)
    place = names.town(dice)
    firm = names.body(dice.pick(kind.settings["firm"]), dice)
    fixed: dict[str, Value] = {
        "town": place,
        "country": world.countries[country],
        "country2": world.countries[country2],
        "firm": firm,
        "name": names.stem(dice),
    }
    told = Tale(
        key=(seed, number),
        kind=kind,
        world=world,
        title="",
        slug=f"{kind.name}-{place.lower()}-{number}",
        began=date(2016, 1, 4) + timedelta(dice.below(3800)),
        town=place,
        fixed=fixed,
        bodies=[names.body(other, dice) for other in kind.settings["others"]],
        people=[],
        places=[*(names.town(dice) for _ in range(3)), *dice.several(words("streets"), 3)],
        things=list(kind.settings["things"]),
    )
    told.people += [names.person(dice, _role(r, told, dice)) for r in kind.settings["roles"]]
    if dice.chance(_LEADER):
        told.people.append(world.leaders[country])
    told.fixed["other"] = told.bodies[0]
    told.title = _filled(dice.pick(kind.settings["title"]), told)
    return told


def _role(role: str, told: Tale, dice: Dice) -> str:
    name = str(dice.pick(told.bodies)) if told.bodies else ""
    return _filled(role.replace("{other}", name).replace("{name}", names.stem(dice)), told)


def _filled(text: str, told: Tale) -> str:
    values = {k: str(v) for k, v in told.fixed.items()}
    person = told.people[0].name if told.people else ""
    return text.format(**values, person=person)


def _new_facts(number: int) -> int:
    """How many new facts an article brings: the first ones more."""
    return max(3, 9 - 2 * number.bit_length())


def _noun(told: Tale, dice: Dice) -> str:
    """A thing, known by its looks or by where it is."""
    noun = dice.pick(words("nouns"))
    if dice.chance(_PLACED):
        return f"the {noun} in {_place(told, dice)}"
    return f"the {dice.pick(words('adjectives'))} {noun}"


def _body(told: Tale, dice: Dice) -> Body:
    return told.bodies[dice.early(len(told.bodies))]


def _person(told: Tale, dice: Dice) -> Person:
    return told.people[dice.early(len(told.people))]


def _place(told: Tale, dice: Dice) -> str:
    return told.places[dice.early(len(told.places))]


def _money(_: Tale, dice: Dice) -> Figure:
    if dice.chance(0.3):
        return Figure(dice.between(2, 90) * 10_000, " crowns")
    return Figure(dice.between(2, 990), " million crowns")


def _month(told: Tale, dice: Dice) -> str:
    return f"{told.began.replace(day=1) + timedelta(31 * dice.between(2, 9)):%B}"


def _number(_: Tale, dice: Dice, first: int, last: int, step: int = 1) -> Figure:
    return Figure(dice.between(first, last) * step)


MAKERS: dict[str, Callable[[Tale, Dice], Value]] = {
    "p": _person,
    "q": _person,
    "body": _body,
    "place": _place,
    "x": _noun,
    "y": _noun,
    "z": _noun,
    "v": lambda _, dice: dice.pick(words("deeds")),
    "w": lambda _, dice: dice.pick(words("deeds")),
    "thing": lambda told, dice: dice.pick(told.things),
    "month": _month,
    "money": _money,
    "year": lambda _, dice: str(dice.between(1950, 2015)),
    "pct": partial(_number, first=3, last=70),
    "m": partial(_number, first=2, last=40),
    "j": partial(_number, first=2, last=40),
    "n": partial(_number, first=21, last=950),
    "k": partial(_number, first=11, last=900, step=100),
}


def altered(figure: Figure) -> Figure:
    """A figure as another newspaper has it: a tenth more, and at least one."""
    return replace(figure, count=figure.count + max(1, figure.count // 10))


__all__ = ["LATE", "REACTIONS", "Fact", "Figure", "Pattern", "Tale", "altered", "tale"]
