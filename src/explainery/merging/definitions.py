"""The definitions of footnotes follow their marks: one for every citation of a page, none that nothing cites.

A definition that a person wrote or changed is theirs; only text that the build itself wrote is added, brought up to
date or taken away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from explainery.merging.units import Kind, PageText, Unit

HEADING = "## Sources for this page { data-search-exclude }"


def cited(page: PageText) -> tuple[str, ...]:
    """The keys that a page cites, in the order of their first mark."""
    return tuple(dict.fromkeys(k for u in page.units if u.kind is not Kind.DEFINITION for k in u.keys))


def settled(page: PageText, known: Mapping[str, str], generated: Collection[str]) -> PageText:
    """The page with the definitions that its marks need.

    Args:
        page: a merged page.
        known: the definition of every key, as this build writes it.
        generated: every definition that a build wrote last time.
    """
    marks = cited(page)
    ours = {*generated, *known.values()}
    kept = []
    for unit in page.units:
        if unit.kind is not Kind.DEFINITION or unit.text not in ours:
            kept.append(unit)
        elif unit.first in marks:
            kept.append(replace(unit, text=known.get(unit.first, unit.text)))
    defined = {u.first for u in kept if u.kind is Kind.DEFINITION}
    missing = [known[k] for k in marks if k in known and k not in defined]
    units = _with(kept, missing)
    if not any(u.kind is Kind.DEFINITION for u in units):
        units = [u for u in units if u.text != HEADING]
    if units and page.units and units[0] is not page.units[0]:
        units[0] = replace(units[0], gap=page.units[0].gap)
    return replace(page, units=tuple(units))


def _with(units: list[Unit], definitions: list[str]) -> list[Unit]:
    """The units with definitions after the last one, or below a heading of their own at the end."""
    if not definitions:
        return units
    last = max((i for i, u in enumerate(units) if u.kind is Kind.DEFINITION), default=-1)
    at = last + 1
    if last < 0:
        heading = next((i for i, u in enumerate(units) if u.text == HEADING), -1)
        if heading < 0:
            units = [*units, Unit(HEADING, "\n\n", Kind.HEADING)]
            heading = len(units) - 1
        at = heading + 1
    fresh = [Unit(text, "\n\n" if n == 0 and last < 0 else "\n", Kind.DEFINITION) for n, text in enumerate(definitions)]
    return [*units[:at], *fresh, *units[at:]]
