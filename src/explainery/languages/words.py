"""The words of a language, by key, and what is made of them: counts, numbers, dates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent  # importlib.resources would take a fifth of the time of a build with nothing new
_OF_ONE_AND_MANY = 2
Value = str | tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Words:
    """A language's words.

    Attributes:
        code: the language, such as "en".
        values: a text or a list of texts for each key, such as "page.who".
    """

    code: str
    values: Mapping[str, Value]

    def __getitem__(self, key: str) -> str:
        """A text."""
        value = self.values[key]
        if not isinstance(value, str):
            raise KeyError(key)
        return value

    def listed(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.values[key]
        return (value,) if isinstance(value, str) else value

    def put(self, key: str, **values: object) -> str:
        """A text with values put in."""
        return self[key].format(**values)

    def section(self, name: str) -> dict[str, str]:
        """The texts of a section of the file, by the second part of their keys."""
        rows = ((key.partition("."), value) for key, value in self.values.items())
        return {key: value for (own, _, key), value in rows if own == name and isinstance(value, str)}

    def counted(self, number: int, noun: str) -> str:
        """A number in figures with its noun: "1 page", "2 pages"."""
        return f"{number} {self._noun(number, noun)}"

    def told(self, number: int, noun: str) -> str:
        """A number with its noun, as running text has it: "two pages", "14 pages"."""
        return f"{self.spelled(number)} {self._noun(number, noun)}"

    def _noun(self, number: int, noun: str) -> str:
        return self.one_or_many(number, f"count.{noun}")

    def one_or_many(self, number: int, key: str) -> str:
        """Of the two texts of a key, the one for this number."""
        one, many = self.listed(key)[:_OF_ONE_AND_MANY]
        return one if number == 1 else many

    def spelled(self, number: int) -> str:
        """A small number as a word, a larger one in figures."""
        numbers = self.listed("language.numbers")
        return numbers[number] if number < len(numbers) else str(number)

    def date(self, value: str | None) -> str:
        """An ISO year, month or day as people write it: "2023-09-11" is "11 September 2023"."""
        if not value:
            return self["language.undated"]
        year, month, day = (*(int(p) for p in value.split("-")), 0, 0)[:3]
        name = self.listed("language.months")[month - 1] if month else ""
        if day:
            return self.put("language.day", day=day, month=name, year=year)
        return f"{name} {year}".strip()


def languages() -> tuple[str, ...]:
    """The languages that there are, by code, English first."""
    codes = sorted(f.name.removesuffix(".toml") for f in _FOLDER.iterdir() if f.name.endswith(".toml"))
    return ("en", *(c for c in codes if c != "en"))


@cache
def words_of(code: str) -> Words:
    """A language's words; those of English for a language that has no file."""
    file = _FOLDER / f"{code}.toml"
    if code not in languages() or not file.is_file():
        return ENGLISH
    return Words(code, dict(_values(tomllib.loads(file.read_text("utf-8")))))


def _values(sections: Mapping[str, Mapping[str, str | list[str]]]) -> Iterable[tuple[str, Value]]:
    for section, rows in sections.items():
        for key, value in rows.items():
            yield f"{section}.{key}", value if isinstance(value, str) else tuple(value)


ENGLISH = words_of("en")
