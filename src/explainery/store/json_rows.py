"""Frozen values as rows of JSON, and back: every field of a class is a column, which is checked on its way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Json = Any  # a value as `json` reads or takes it
Column = Callable[[Json], Json]  # gives the value of a field as JSON has it; raises NotAsWrittenError for any other


class NotAsWrittenError(ValueError):
    """JSON that this program did not write so."""


def require(is_so: bool) -> None:  # noqa: FBT001 (what must hold)
    """Raise NotAsWrittenError unless something holds."""
    if not is_so:
        raise NotAsWrittenError


def of_type(*kinds: type) -> Column:
    """A column with values of exactly these types; `True` is no number."""

    def column(value: Json) -> Json:
        if type(value) not in kinds:
            raise NotAsWrittenError
        return value

    return column


text, number, share, maybe_text = of_type(str), of_type(int), of_type(float, int), of_type(str, type(None))


def tuple_of(column: Column) -> Column:
    """A column with lists, which become tuples."""

    def listed(value: Json) -> Json:
        require(type(value) is list)
        return tuple(map(column, value))

    return listed


texts, shares = tuple_of(text), tuple_of(share)


class Rows(Generic[T]):
    """How values of one frozen class stand in JSON: a list of its fields each, in their order."""

    def __init__(self, kind: Callable[..., T], /, **columns: Column) -> None:
        names = [field.name for field in fields(kind)]  # type: ignore[arg-type] # a data class
        assert names == list(columns), f"the columns of {kind} are its fields: {names}"  # noqa: S101
        self._kind, self._columns, self._values = kind, tuple(columns.values()), attrgetter(*names)

    def row(self, value: T) -> tuple[Any, ...]:
        """A value as JSON takes it."""
        row: tuple[Any, ...] = self._values(value)
        return row

    def value(self, row: Json) -> T:
        """The value of a row. Raises NotAsWrittenError."""
        require(type(row) is list and len(row) == len(self._columns))
        return self._kind(*[column(item) for column, item in zip(self._columns, row, strict=True)])
