"""Text that people wrote themselves: live units that no base unit is, and how a built unit is recognised in them."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.merging.fates import Edits
from explainery.merging.parsed_pages import UnitRef
from explainery.merging.units import Unit, UnitKind
from explainery.page_format import OVERVIEW_FILE

_NAMED = frozenset({UnitKind.DEFINITION, UnitKind.HEADING, UnitKind.LINK, UnitKind.ROW})


class OwnText:
    """The live units that the last build did not write.

    Attributes:
        units: them, in the order of the pages.
    """

    def __init__(self, edits: Edits) -> None:
        """Gather them from the live pages."""
        generated = set(edits.matched.at.values())
        self.units: list[tuple[UnitRef, Unit]] = []
        self._names: dict[str, dict[str, int]] = {}  # by page: texts, ids and claims, each with its unit's number
        for path, page in edits.live.items():
            for n, unit in enumerate(page.units):
                if UnitRef(path, n) not in generated:
                    self.units.append((UnitRef(path, n), unit))
                    for name in _names(unit):
                        self._names.setdefault(path, {}).setdefault(name, n)

    def same_as(self, built_unit: Unit, path: str) -> int | None:
        """The number of the own unit of a page that is a built unit already; None without any."""
        numbers = self._names.get(path, {})
        return next((numbers[name] for name in _names(built_unit) if name in numbers), None)

    def has_elsewhere(self, built_unit: Unit, path: str) -> bool:
        """Whether a person put a built unit's claim on another page. The overview may repeat what the pages say."""
        claims = {UnitKind.STATEMENT, UnitKind.ITEM}
        if _is_overview(path) or built_unit.kind not in claims or not built_unit.first:
            return False
        others = (names for page, names in self._names.items() if page != path and not _is_overview(page))
        return any(f"claim {built_unit.first}" in names for names in others)


def _is_overview(path: str) -> bool:
    return path.endswith(f"/{OVERVIEW_FILE}")


def _names(unit: Unit) -> Iterator[str]:
    """Everything by which a unit may be recognised where no older version tells."""
    yield unit.text
    if unit.thing:
        yield f"row {unit.thing}"
    if unit.kind in _NAMED:
        yield f"{unit.kind} {unit.id}"
    elif unit.first:
        yield f"claim {unit.first}"
