"""EXP122: a figure keeps its unit, its magnitude and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explainery.checking.context import CitedStatement, Context, statements
from explainery.checking.evidence import passage_label, unquoted
from explainery.checking.findings import Fault
from explainery.checking.numerals import SPELLED, without_commas
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.vocabulary import WORD
from explainery.lexicon.calendar import MONTH
from explainery.lexicon.stems import stem
from explainery.linking.similarity import stems
from explainery.text import folded

_MAGNITUDES = {
    "hundred": "hundred",
    "thousand": "thousand",
    "k": "thousand",
    "million": "million",
    "mn": "million",
    "m": "million",
    "billion": "billion",
    "bn": "billion",
    "trillion": "trillion",
    "tn": "trillion",
}
# Families of units that can be confused with each other. The spellings of one unit are one string.
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
_UNITS = {
    spelling: (number, unit.split()[0])
    for number, family in enumerate(_FAMILIES)
    for unit in family
    for spelling in unit.split()
}
_FIGURE = re.compile(
    rf"""
    (?P<sign>us\$|[$€¥])?\s?                              # a currency before the figure
    (?<![\w.])(?P<value>
        \d[\d,]*(?:\.\d+)?                               # in digits
      | \b(?:{"|".join(SPELLED[1:])})\b                   # or in words
    )[ -]?
    (?P<magnitude>{"|".join(_MAGNITUDES)})?\b[ -]?
    (?P<unit>%|per\ cent|percentage\ points?|[a-z]+)?     # any word: only known units count
    """,
    re.VERBOSE,
)
_DATE = re.compile(rf"\b\d{{1,2}} (?:{MONTH})\b(?: \d{{4}})?")  # "20 June" counts nothing
# What is counted by weight or in containers. Wider words for it say nothing else.
_GOODS = re.compile(
    rf"(?P<value>\d[\d,.]*)(?: (?:{'|'.join(_MAGNITUDES)}))? (?:metric )?(?:tons?|tonnes?|kilos?|kilograms?|kg|pounds?"
    r"|barrels?|lit(?:er|re)s?|gallons?|bags?|sacks?|crates?|containers?|boxes|cases|truckloads?|lorryloads?|shiploads?)"
    r" of (?:the |its |their )?(?P<goods>[\w-]+(?: [\w-]+)?)"
)
_WIDER = frozenset(
    "grain cereals food foodstuffs crops produce aid relief help goods cargo freight supplies material materials fuel"
    " weapons arms munitions ammunition explosives equipment commodities drugs medicine it them this".split()
)
_VAGUE = re.compile(r"\b(?:hundreds|thousands|millions|billions|trillions)\b")


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A figure in a text.

    Attributes:
        value: its digits.
        magnitude: such as million; "" for none.
        family: the number of its unit's family; -1 if the unit is unknown or missing.
        unit: the first spelling of its unit; "" if unknown or missing.
        text: as it is written.
    """

    value: str
    magnitude: str
    family: int
    unit: str
    text: str

    def contradicts(self, other: _Quantity) -> bool:
        """Whether a figure of the same value has another magnitude, or another unit of the same family."""
        if self.magnitude != other.magnitude:
            return True
        return self.family == other.family >= 0 and self.unit != other.unit


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Figures to which the passages give another magnitude or unit."""
    for statement in statements(page, context):
        yield from _vague_numbers(statement)
        yield from _quantities_changed(statement)
        yield from _goods_changed(statement)


def _goods_changed(statement: CitedStatement) -> Iterator[Fault]:
    """Tons of something that no passage speaks of, where each has as many tons of something else."""
    line, cited = statement.line, statement.cited
    for match in _GOODS.finditer(folded(unquoted(line.text))):
        said = [g for p in cited for g in _GOODS.finditer(folded(p.words)) if g["value"] == match["value"]]
        words = set(stems(match["goods"]))
        known = {stem(word) for p in cited for word in WORD.findall(folded(p.words))}
        if said and words and not words & (known | set(map(stem, _WIDER))):
            message = f"“{match[0]}” is “{said[0][0]}” in the passage cited, {passage_label(cited[0])}"
            yield Fault(line.number, message)


def _vague_numbers(statement: CitedStatement) -> Iterator[Fault]:
    """Words such as "millions" where all passages say "thousands"."""
    line, cited = statement.line, statement.cited
    vague = set(_VAGUE.findall(folded(unquoted(line.text))))
    passage_vague = {word for p in cited for word in _VAGUE.findall(folded(p.words))} if vague else set()
    if passage_vague and not vague & passage_vague:
        message = f"“{min(vague)}” is “{min(passage_vague)}” in the passage cited, {passage_label(cited[0])}"
        yield Fault(line.number, message)


def _quantities_changed(statement: CitedStatement) -> Iterator[Fault]:
    """Figures that every passage with the same value contradicts."""
    line, cited = statement.line, statement.cited
    quantities = list(_quantities(_DATE.sub(" ", unquoted(line.text))))
    passage_quantities = [q for p in cited for q in _quantities(p.words)] if quantities else []
    for quantity in quantities:
        same_value = [q for q in passage_quantities if q.value == quantity.value]
        if same_value and all(quantity.contradicts(q) for q in same_value):
            right = same_value[0].text
            message = f"“{quantity.text}” is “{right}” in the passage cited, {passage_label(cited[0])}"
            yield Fault(line.number, message)


def _quantities(text: str) -> Iterator[_Quantity]:
    for match in _FIGURE.finditer(folded(text)):
        word = (match["sign"] or match["unit"] or "").replace("per cent", "percent")
        word = "points" if word.startswith("percentage point") else word
        family, unit = _UNITS.get(word, (-1, ""))
        value = without_commas(match["value"])
        value = str(SPELLED.index(value)) if value in SPELLED else value
        yield _Quantity(value, _MAGNITUDES.get(match["magnitude"] or "", ""), family, unit, match[0].strip())


RULE = Rule(
    "EXP122",
    "a figure keeps its unit, its magnitude and what it counts",
    """50,000 tons are not 50,000 kilograms, a million is not a billion, 2 percent are not 2 points, and dollars are not
euros. If the cited passage gives the same figure with another magnitude, with another unit of the same kind or with
other goods (“tons of rice” for “tons of wheat”), the statement contains a slip. Write the figure as the passage does.
Put a conversion into a sentence of its own that gives both.
Example: “50,000 kilograms of wheat”, where the passage says tons.""",
    on_page=_check_page,
)
