"""A whole story: its articles day after day, by agencies and newspapers, some of them copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpora.dice import Dice
from corpora.names import World
from corpora.tales import Tale, tale
from corpora.telling import Text, copied, told_by

_AGENCY, _COPY = 0.16, 0.34  # shares: what agencies write, and of the rest what prints an agency's text
_RECENT = 6  # articles ago: older agency texts are not printed
_GAPS = (0, 0, 0, 0, 0, 1, 0, 0, 1, 2)  # days between one article and the next
SMALLEST, LARGEST = 2, 300


@dataclass(frozen=True, slots=True)
class Made:
    """A story as it is written: its folder's name, its settings, its articles."""

    tale: Tale
    texts: tuple[Text, ...]


def story(world: World, seed: int, number: int, size: int) -> Made:
    """The story with a number, of so many articles; a longer one begins like a shorter one."""
    told = tale(world, seed, number)
    return Made(told, tuple(_texts(told, world, size)))


def sizes(articles: int, seed: int, largest: int = LARGEST) -> Iterator[int]:
    """Sizes of stories that come to so many articles: half of the stories have 2 or 3, one in a hundred has 200.

    The share of stories of at least n articles is 2 in n, as in archives. The draws are spread evenly instead of at
    random, so that corpora of all sizes, and with all seeds, have small and large stories in the same proportion.
    """
    left, number = articles, seed % 7
    while left > 0:
        number += 1
        size = min(largest, int(SMALLEST / (1 - _spread(number))), left)
        if left - size == 1:
            size += 1  # a story has at least two
        left -= size
        yield size


def _spread(number: int) -> float:
    """Van der Corput's sequence: the number's bits mirrored behind the point."""
    return int(f"{number:b}"[::-1], 2) / (1 << number.bit_length())


def _texts(told: Tale, world: World, size: int) -> Iterator[Text]:
    day = told.began
    wired: list[tuple[int, Text]] = []
    for number in range(size):
        day += timedelta(Dice(*told.key, "day", number).pick(_GAPS) if number else 0)
        text = _text(told, world, number, day, wired)
        if text.paper.agency:
            wired.append((number, text))
        yield text


def _text(told: Tale, world: World, number: int, day: date, wired: list[tuple[int, Text]]) -> Text:
    dice = Dice(*told.key, "article", number)
    if dice.chance(_AGENCY) or (number == 0 and dice.chance(0.5)):
        text = told_by(told, number, day, dice.pick(world.agencies), dice=dice)
        place = f"{told.town.upper()}, {day:%b} {day.day} ({text.paper.agency}) — "
        return Text(text.paper, day, text.title, (place + text.paragraphs[0], *text.paragraphs[1:]))
    fresh = [source for at, source in wired if number - at <= _RECENT]
    paper = dice.pick(world.papers)
    if fresh and dice.chance(_COPY):
        return copied(told, dice.pick(fresh), number, day, paper, dice=dice)
    return told_by(told, number, day, paper, dice=dice)
