"""The definitions of footnotes follow their marks: one for every citation of a page, none that is not cited.

A definition that a person wrote or changed is theirs. Only text that the build itself wrote is added, updated or
removed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explainery.languages import ENGLISH, languages, words_of
from explainery.merging.units import PageText, Unit, UnitKind, without_units
from explainery.page_format import CITATIONS_HEADINGS, citations_heading


def cited(page: PageText) -> tuple[str, ...]:
    """The keys that a page cites, in the order of their first mark."""
    return tuple(dict.fromkeys(k for u in page.units if u.kind is not UnitKind.DEFINITION for k in u.keys))


def settled(page: PageText, known: Mapping[str, str], written: Mapping[str, str]) -> PageText:
    """The page with the definitions that its marks need.

    Args:
        page: a merged page.
        known: the definition of every key, as this build writes it.
        written: the definitions that the last build wrote; a key whose source is withdrawn keeps its own.
    """
    marks = cited(page)
    ours = {*written.values(), *known.values()}
    able = {**written, **known}
    unused = {
        n for n, u in enumerate(page.units)
        if u.kind is UnitKind.DEFINITION and u.text in ours and u.first not in marks
    }  # fmt: skip
    kept = [
        replace(u, text=able.get(u.first, u.text)) if u.kind is UnitKind.DEFINITION and u.text in ours else u
        for u in without_units(page, unused).units
    ]
    defined = {u.first for u in kept if u.kind is UnitKind.DEFINITION}
    missing = {k: able[k] for k in marks if k in able and k not in defined}
    units = _with(kept, missing, marks)
    if not any(u.kind is UnitKind.DEFINITION for u in units):
        units = [u for u in units if u.text not in CITATIONS_HEADINGS]
    if units and page.units:
        units[0] = replace(units[0], gap=page.units[0].gap)
    return replace(page, units=tuple(units))


def _with(units: list[Unit], definitions: Mapping[str, str], marks: Sequence[str]) -> list[Unit]:
    """The units with definitions, each after that of the mark before it; the first below a heading of their own."""
    merged = list(units)
    for key, text in definitions.items():
        at = {u.first: i for i, u in enumerate(merged) if u.kind is UnitKind.DEFINITION}
        earlier = [at[k] for k in marks[: marks.index(key)] if k in at]
        later = [at[k] for k in marks if k in at]
        if earlier:
            merged.insert(earlier[-1] + 1, Unit(text, "\n", UnitKind.DEFINITION, (key,)))
        elif later:
            first = merged[min(later)]
            merged[min(later)] = replace(first, gap="\n")
            merged.insert(min(later), Unit(text, first.gap, UnitKind.DEFINITION, (key,)))
        else:
            if not any(u.text in CITATIONS_HEADINGS for u in merged):
                merged.append(Unit(_heading(definitions), "\n\n", UnitKind.HEADING))
            place = next(i for i, u in enumerate(merged) if u.text in CITATIONS_HEADINGS) + 1
            merged.insert(place, Unit(text, "\n\n", UnitKind.DEFINITION, (key,)))
    return merged


def _heading(definitions: Mapping[str, str]) -> str:
    """The heading over definitions, in their language."""
    texts = definitions.values()
    known = (words for words in map(words_of, languages()) if any(f"[{words['page.read_link']}](" in t for t in texts))
    return citations_heading(next(known, ENGLISH))
