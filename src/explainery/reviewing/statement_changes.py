"""What changed about each statement between two versions of the pages, matched by citation key as in a merge.

A sentence that was reworded or moved to another page is still that sentence, so no reviewer has to read it as one that
was removed and another that was added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from explainery.merging.matching import Matched, match
from explainery.merging.ordering import moved
from explainery.merging.parsed_pages import Pages, UnitRef, parsed_pages, unit_at
from explainery.merging.units import PageText, Unit, UnitKind
from explainery.page_format import MARK
from explainery.patterns import regex
from explainery.reviewing.changes import ChangeKind, PageChangeKind, PageChanges, Part, StatementChange
from explainery.reviewing.page_renames import renamed
from explainery.text import one_line

_HEADINGS = frozenset({UnitKind.HEADING, UnitKind.HEAD, UnitKind.NOTE})
_SETTLED = regex(r"\s*\{[^{}\n]*\}\s*$")  # attributes behind a heading
_OPENS = regex(r"\A\s*(?:(?:#{1,6}|[-*+]|\d+\.)\s+|\|\s*)")
_CLOSES = regex(r"\s*\|\s*$")
_NO_PAGE = PageText("", ())


def page_changes(old: Mapping[str, str], new: Mapping[str, str], built: Collection[str] = ()) -> list[PageChanges]:
    """What changed on each page that differs.

    Args:
        old: the pages as they were, by path below `docs/`.
        new: the pages as they are.
        built: definitions of footnotes that a build wrote; of new definitions, only a person's own count as changes.
    """
    before = {p: t for p, t in old.items() if new.get(p) != t}
    after = {p: t for p, t in new.items() if old.get(p) != t}
    names = renamed(before, after)
    versions = _versions({names.get(p, p): t for p, t in before.items()}, after)
    former = {new_path: old_path for old_path, new_path in names.items()}
    paths = sorted({*versions.old, *versions.new})
    changes = {path: tuple(_on_page(path, versions, built)) for path in paths}
    return [PageChanges(p, _page_kind(p, versions, former), former.get(p, ""), changes[p]) for p in paths]


@dataclass(frozen=True)
class _Versions:
    """The pages as they were, under their present paths, and as they are."""

    old: Pages
    new: Pages
    matched: Matched


def _versions(old: Mapping[str, str], new: Mapping[str, str]) -> _Versions:
    old_pages, new_pages = parsed_pages(old), parsed_pages(new)
    return _Versions(old_pages, new_pages, match(old_pages, new_pages, edited=True))


def _page_kind(path: str, versions: _Versions, former: Collection[str]) -> PageChangeKind:
    if path in former:
        return PageChangeKind.RENAMED
    if path not in versions.old:
        return PageChangeKind.ADDED
    return PageChangeKind.CHANGED if path in versions.new else PageChangeKind.REMOVED


def reader_words(unit: Unit) -> str:
    """A unit's words, without what makes it a heading, an item or a row, and without its citations."""
    line = unit.text.split("\n", 1)[0] if unit.kind is UnitKind.HEAD else unit.text
    text = _CLOSES.sub("", _OPENS.sub("", MARK.sub("", line)))
    return one_line(_SETTLED.sub("", text) if unit.kind is UnitKind.HEADING else text)


def _on_page(path: str, versions: _Versions, built: Collection[str]) -> Iterator[StatementChange]:
    """The changes of a page in the order of the page as it is; what was removed comes last."""
    old_page, new_page = versions.old.get(path, _NO_PAGE), versions.new.get(path, _NO_PAGE)
    origins = {new: old for old, new in versions.matched.at.items() if new.page == path}
    shifted = _shifted(path, versions.matched)
    for j, unit in enumerate(new_page.units):
        origin = origins.get(UnitRef(path, j))
        old_unit = unit_at(versions.old, origin) if origin else None
        if unit.kind is UnitKind.DEFINITION:
            yield from _definition(unit, old_unit, built)
        else:
            elsewhere = origin.page if origin and origin.page != path else ""
            yield from _change(unit, old_unit, elsewhere, shifted=j in shifted)
    for i, unit in enumerate(old_page.units):
        if UnitRef(path, i) not in versions.matched.at and unit.kind is not UnitKind.DEFINITION:
            yield _removed(UnitRef(path, i), unit, versions)


def _removed(ref: UnitRef, unit: Unit, versions: _Versions) -> StatementChange:
    into = versions.matched.joined.get(ref)
    text = reader_words(unit_at(versions.new, into)) if into else ""
    kind = ChangeKind.JOINED if into else ChangeKind.REMOVED
    return StatementChange(kind, _part(unit), unit.first, text, reader_words(unit), lost=unit.keys)


def _definition(unit: Unit, old: Unit | None, built: Collection[str]) -> Iterator[StatementChange]:
    if old and one_line(old.text) != one_line(unit.text):
        yield StatementChange(ChangeKind.CHANGED, Part.CITATION, unit.first, _defined(unit), _defined(old))
    elif not old and unit.text not in built:
        yield StatementChange(ChangeKind.ADDED, Part.CITATION, unit.first, _defined(unit))


def _change(unit: Unit, old: Unit | None, origin: str, *, shifted: bool) -> Iterator[StatementChange]:
    text, part = reader_words(unit), _part(unit)
    if old is None:
        yield StatementChange(ChangeKind.ADDED, part, unit.first, text, gained=unit.keys)
        return
    before = reader_words(old)
    gained, lost = _less(unit.keys, old.keys), _less(old.keys, unit.keys)
    if origin or shifted:
        yield StatementChange(ChangeKind.MOVED, part, unit.first, text, before, origin, gained, lost)
    elif text != before:
        yield StatementChange(ChangeKind.CHANGED, part, unit.first, text, before, "", gained, lost)
    elif gained or lost:
        yield StatementChange(ChangeKind.CITED, part, unit.first, text, before, "", gained, lost)


def _less(some: Collection[str], others: Collection[str]) -> tuple[str, ...]:
    return tuple(k for k in some if k not in others)


def _shifted(path: str, matched: Matched) -> set[int]:
    """The units that are at another place of the page than before."""
    order = sorted((new.index, old.index) for old, new in matched.at.items() if old.page == new.page == path)
    return {order[n][0] for n in moved([i for _, i in order])}


def _part(unit: Unit) -> Part:
    if unit.kind is UnitKind.SIDE:
        return Part.DISPUTE
    return Part.HEADING if unit.kind in _HEADINGS else Part.STATEMENT


def _defined(unit: Unit) -> str:
    return one_line(unit.text.split(":", 1)[1])
