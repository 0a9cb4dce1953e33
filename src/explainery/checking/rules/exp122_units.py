"""EXP122: a figure keeps its unit, its magnitude and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from explainery.checking.bounds import bounded, is_sharpened
from explainery.checking.changes import added_rate, changed_degree, direction
from explainery.checking.context import CitedStatement, Context, statements
from explainery.checking.evidence import passage_label, unquoted
from explainery.checking.figure_support import fits, is_converted, is_rounded, is_same, told
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.quantities import ABOVE, AT_LEAST, AT_MOST, BELOW, Quantity, quantities_in
from explainery.checking.rule import Rule
from explainery.checking.vocabulary import WORD
from explainery.checking.word_forms import content, words_in
from explainery.checking.written_figures import in_digits
from explainery.lexicon.numbers import SCALE
from explainery.lexicon.stems import stem
from explainery.lexicon.units import Unit, units
from explainery.linking.similarity import stems
from explainery.patterns import regex
from explainery.text import folded

# What is counted by weight or in containers. Wider words for it say nothing else.
_GOODS = regex(
    rf"(?P<value>\d[\d,.]*)(?: (?:{'|'.join(SCALE)}|k|mn|m|bn|tn))? (?:metric )?(?:tons?|tonnes?|kilos?|kilograms?|kg|pounds?"
    r"|barrels?|lit(?:er|re)s?|gallons?|bags?|sacks?|crates?|containers?|boxes|cases|truckloads?|lorryloads?|shiploads?)"
    r" of (?:the |its |their )?(?P<goods>[\w-]+(?: [\w-]+)?)"
)
_WIDER = frozenset(
    "grain cereals food foodstuffs crops produce aid relief help goods cargo freight supplies material materials fuel"
    " weapons arms munitions ammunition explosives equipment commodities drugs medicine it them this".split()
)
_SINGLE = regex(r"\b(?:an?|one) (?P<unit>[a-z]+)\b")
_VAGUE = regex(r"\b(?:hundreds|thousands|millions|billions|trillions)\b")


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Figures to which the passages give another magnitude or unit."""
    for statement in statements(page, context):
        yield from _vague_numbers(statement)
        yield from _quantities_changed(statement)
        yield from _goods_changed(statement)
        yield from _single_units_changed(statement)
        yield from _degree_changed(statement)


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
    """Figures that every passage with the same figure contradicts, and parts that none of them tells."""
    line = folded(in_digits(unquoted(statement.line.text)))
    passages = [in_digits(p.words) for p in statement.cited]
    quantities = quantities_in(line)
    lines = {q: folded(words) for words in passages for q in quantities_in(folded(words))} if quantities else {}
    known = list(lines)
    label = passage_label(statement.cited[0])
    is_told = set(told(line, passages))
    for quantity in quantities:
        alike = [q for q in known if _figure(q) == _figure(quantity) and not q.is_part]
        others = (q for q in known if q not in alike)
        if any(is_rounded(quantity, q) or is_converted(quantity, q) for q in others):
            continue  # "more than five billion" of 5.3 billion, though a "five" stands beside it
        if (
            alike
            and not quantity.is_year
            and all(_contradicts(quantity, q) or is_sharpened(quantity, line, q, lines[q]) for q in alike)
        ):
            said, right = _in_words(quantity, line, alike[0], lines[alike[0]])
            yield Fault(statement.line.number, f"“{said}” is “{right}” in the passage cited, {label}")
        elif alike and (turned := _turned(quantity, line, {q: lines[q] for q in alike})):
            yield Fault(statement.line.number, f"{turned} in the passage cited, {label}")
        elif quantity.is_part and quantity not in is_told and any("percent" in _names(q) for q in known):
            yield Fault(statement.line.number, f"“{quantity.text}” is no share that the passage cited tells, {label}")


def _turned(quantity: Quantity, line: str, alike: Mapping[Quantity, str]) -> str:
    """What is wrong with a figure that the passages have: a "by" for a "to", or a rate; "" if nothing is."""
    own = direction(quantity, line)
    others = {direction(q, passage) for q, passage in alike.items()}
    if own and len(others) == 1 and others <= {"by", "to"} - {own}:
        return f"“{own} {quantity.text}” is “{min(others)} {quantity.text}”"
    rate = added_rate(quantity, line, list(alike.values()))
    return f"“{rate}” is “{quantity.text}”" if rate else ""


def _degree_changed(statement: CitedStatement) -> Iterator[Fault]:
    """A "doubled" or "cut all of" where the passages say by how many percent."""
    line, passages = folded(unquoted(statement.line.text)), [folded(p.words) for p in statement.cited]
    if found := changed_degree(line, passages):
        message = f"“{found[0]}” is “{found[1]}” in the passage cited, {passage_label(statement.cited[0])}"
        yield Fault(statement.line.number, message)


def _single_units_changed(statement: CitedStatement) -> Iterator[Fault]:
    """A gallon of petrol where the passages say "a litre of petrol"."""
    line, lines = folded(unquoted(statement.line.text)), [folded(p.words) for p in statement.cited]
    known = [single for text in lines for single in _singles(text)]
    for unit, rest, text in _singles(line):
        others = [t for u, r, t in known if r == rest and u.family == unit.family and u != unit]
        if others and not any((unit, rest) == (u, r) for u, r, _ in known):
            message = f"“{text}” is “{others[0]}” in the passage cited, {passage_label(statement.cited[0])}"
            yield Fault(statement.line.number, message)


def _singles(line: str) -> Iterator[tuple[Unit, str, str]]:
    """Each "a" with a unit, and the next word that says something: (unit, that word's base, text)."""
    for match in _SINGLE.finditer(line):
        rest = content(words_in(line[match.end() :]))[:1]
        for unit in units().get(match["unit"], ()) if rest else ():
            yield unit, rest[0].base, match[0]


def _figure(quantity: Quantity) -> float:
    """A figure without its magnitude, rounded so that it can be compared."""
    return round(quantity.value / SCALE.get(quantity.scale, 1.0), 6)


def _names(quantity: Quantity) -> set[str]:
    return {unit.name for unit in quantity.units}


def _contradicts(quantity: Quantity, other: Quantity) -> bool:
    """Whether a figure has another magnitude, unit or rate than one with the same digits, or bounds it from the other side."""
    if is_converted(quantity, other) or is_rounded(quantity, other):
        return False
    scales = quantity.scale != other.scale and not is_same(quantity, other)
    rates = bool(quantity.every and other.every and quantity.every != other.every)
    bounds = {quantity.bound, other.bound}
    is_turned = any(bounds == {high, low} for high in (ABOVE, AT_LEAST) for low in (BELOW, AT_MOST))
    return scales or not fits(quantity, other) or rates or is_turned


def _in_words(quantity: Quantity, line: str, other: Quantity, passage: str) -> tuple[str, str]:
    """Two figures as a message gives them: with what bounds them where that is the difference."""
    said, right = _written(quantity, line), _written(other, passage)
    return (said, right) if said != right else (bounded(quantity, line), bounded(other, passage))


def _written(quantity: Quantity, line: str) -> str:
    """A figure with what bounds it and by what it is counted, as a message gives it."""
    start, end = quantity.start, quantity.end
    rate = re.match(rf"(?:[ ,]*[\w'-]+){{0,5}}?[ /]{quantity.every}\b", line[end:]) if quantity.every else None
    is_here = line[start:end].strip() == quantity.text
    return quantity.text + rate[0] if rate and is_here else quantity.text


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
