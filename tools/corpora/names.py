"""Invented names: people, places, bodies, newspapers. None is taken from a list of real ones but given names."""

from __future__ import annotations

from dataclasses import dataclass

from corpora.dice import Dice
from corpora.tables import words

_LONG = 0.45  # of names have a middle
_AGENCIES = (("Allied Wire Service", "AWS"), ("Meridian News Agency", "MNA"), ("Northern Press Union", "NPU"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a story."""

    given: str
    family: str
    role: str  # "director of Ostra Hydro"
    unique: bool  # the role is held by one person: "the director", but "a teacher"

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Body:
    """A company, an office, a union."""

    name: str
    short: str  # how it is named once it is known

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who prints an article, and in which style."""

    name: str
    agency: str = ""  # its letters in a dateline; none for a newspaper
    curly: bool = True  # the kind of quotation marks
    american: bool = False  # "March 12", not "12 March"


@dataclass(frozen=True, slots=True)
class World:
    """What the stories of one corpus share."""

    countries: tuple[str, ...]
    leaders: tuple[Person, ...]  # one for each country
    papers: tuple[Publisher, ...]
    agencies: tuple[Publisher, ...]


def world(seed: int, papers: int = 60) -> World:
    """The world of a corpus."""
    dice = Dice(seed, "world")
    countries = tuple(stem(dice) + dice.pick(words("countries")) for _ in range(14))
    leaders = tuple(person(dice, f"prime minister of {c}") for c in countries)
    return World(
        countries,
        leaders,
        tuple(_paper(dice) for _ in range(papers)),
        tuple(Publisher(n, a, curly=False, american=a == "AWS") for n, a in _AGENCIES),
    )


def stem(dice: Dice) -> str:
    """The start of a name."""
    return dice.pick(words("starts")) + (dice.pick(words("middles")) if dice.chance(_LONG) else "")


def town(dice: Dice) -> str:
    """A town or a village."""
    return stem(dice) + dice.pick(words("towns"))


def person(dice: Dice, role: str) -> Person:
    """Somebody with a role."""
    family = stem(dice) + dice.pick(words("people"))
    return Person(dice.pick(words("given")), family, role, unique=" of " in role or " for " in role)


def body(pattern: str, dice: Dice) -> Body:
    """A body whose name is made as a pattern says: "{name} Hydro"."""
    name = pattern.replace("{name}", dice.pick(words("starts")) + dice.pick(words("middles")))
    last = name.rpartition(" ")[2]
    short = {"Union": "the union", "Ministry": "the ministry", "Labour": "the ministry", "League": "the league"}
    if pattern.startswith("{name}"):
        return Body(name, name.partition(" ")[0] if last not in short else short[last])
    return Body(f"the {name}", short.get(last, f"the {name}"))


def _paper(dice: Dice) -> Publisher:
    place = town(dice)
    name = (
        f"{place} {dice.pick(words('papers'))}" if dice.chance(0.7) else f"The {dice.pick(words('papers'))} of {place}"
    )
    return Publisher(name, curly=dice.chance(0.5), american=dice.chance(0.4))
