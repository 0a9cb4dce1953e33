"""EXP122: a figure keeps its unit and its size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainery.checking.context import Context, statements
from explainery.checking.evidence import unquoted, where
from explainery.checking.findings import Fault
from explainery.checking.numerals import SPELLED
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.model import Passage
from explainery.text import folded

_SIZES = {"hundred": "hundred", "thousand": "thousand", "million": "million", "billion": "billion", "trillion": "trillion", "m": "million", "bn": "billion", "mn": "million", "tn": "trillion", "k": "thousand"}  # fmt: skip
# Each family of units that can be taken for one another; the words of one unit stand in one row.
_FAMILIES = (
    ("tons tonnes ton tonne", "kilograms kilos kg kilogram kilogrammes", "grams gram grammes", "milligrams mg"),
    ("kilometers kilometres km kilometer kilometre", "miles mile", "meters metres meter metre", "feet foot ft", "centimeters centimetres cm"),
    ("dollars dollar $ us$ usd", "euros euro € eur", "yen ¥", "rubles roubles ruble rouble", "won", "crowns crown kronor kroner", "yuan", "rupees rupee", "francs franc"),
    ("percent % percentage", "points point"),
    ("seconds second", "minutes minute", "hours hour", "days day", "weeks week", "months month", "years year"),
    ("liters litres liter litre", "barrels barrel", "gallons gallon"),
    ("hectares hectare", "acres acre"),
    ("people persons", "households families"),
)  # fmt: skip
_UNITS = {w: (i, row.split()[0]) for i, family in enumerate(_FAMILIES) for row in family for w in row.split()}
_FIGURE = re.compile(
    rf"(?P<sign>us\$|[$€¥])?\s?(?<![\w.])(?P<value>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(SPELLED[1:])})\b)"
    r"[ -]?(?P<size>hundred|thousand|million|billion|trillion|bn|mn|m|tn|k)?\b[ -]?(?P<unit>%|per cent|percentage points?|[a-z]+)?"
)

_VAGUE = re.compile(r"\b(?:hundreds|thousands|millions|billions|trillions)\b")


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A figure with its size (million), the family of its unit (-1 for none) and its unit."""

    value: str
    size: str
    family: int
    unit: str
    said: str


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Figures that the passages have with another size or unit."""
    for unit, cited in statements(page, context):
        yield from _changed(unit, cited)


def _changed(unit: Unit, cited: Sequence[Passage]) -> Iterator[Fault]:
    vague = set(_VAGUE.findall(folded(unquoted(unit.text))))
    others = {size for p in cited for size in _VAGUE.findall(folded(p.words))} if vague else set()
    if others and not vague & others:
        yield Fault(unit.line, f"“{min(vague)}” is “{min(others)}” in the passage cited, {where(cited[0])}")
    mine = list(_quantities(unquoted(unit.text)))
    theirs = [q for p in cited for q in _quantities(p.words)] if mine else []
    for quantity in mine:
        same = [q for q in theirs if q.value == quantity.value]
        wrong = [q for q in same if _differs(quantity, q)]
        if wrong and len(wrong) == len(same):
            yield Fault(unit.line, f"“{quantity.said}” is “{wrong[0].said}” in the passage cited, {where(cited[0])}")


def _differs(mine: _Quantity, theirs: _Quantity) -> bool:
    if mine.size != theirs.size:
        return True
    return mine.family == theirs.family >= 0 and mine.unit != theirs.unit


def _quantities(text: str) -> Iterator[_Quantity]:
    for match in _FIGURE.finditer(folded(text)):
        word = (match["sign"] or match["unit"] or "").replace("per cent", "percent")
        word = "points" if word.startswith("percentage point") else word
        family, unit = _UNITS.get(word, (-1, ""))
        value = match["value"].replace(",", "")
        value = str(SPELLED.index(value)) if value in SPELLED else value
        yield _Quantity(value, _SIZES.get(match["size"] or "", ""), family, unit, match[0].strip())


RULE = Rule(
    "EXP122",
    "a figure keeps its unit and its size",
    """50,000 tons are not 50,000 kilograms, a million is no billion, 2 percent are not 2 points, and dollars are no
euros. Where a cited passage has the same figure with another unit of its kind, or another size, one of the two is a
slip. Give the figure as the passage does; a conversion belongs in a sentence of its own with both figures.
Example: “50,000 kilograms of wheat”, where the passage has tons.""",
    on_page=check,
)
