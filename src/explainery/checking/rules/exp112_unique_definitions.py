"""EXP112: a footnote is defined once, and cited."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import ERROR, WARNING, Fault
from explainery.checking.line_numbers import defined_twice
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule


def check(page: CheckedPage, _: Context) -> Iterator[Fault]:
    """Definitions that are there twice, or that nothing cites."""
    for key, line, first, same in defined_twice(page.body, page.first_line):
        if same:
            yield Fault(line, f"[^{key}] is defined twice, first on line {first}; one of the two is enough")
        else:
            yield Fault(line, f"[^{key}] is defined twice, and differently on line {first}", ERROR)
    for key in unused(page):
        yield Fault(page.shown.definitions[key].line, f"nothing on this page cites [^{key}]")


def unused(page: CheckedPage) -> list[str]:
    """The keys that are defined and not cited."""
    cited = {key for unit in page.shown.units for key in unit.keys}
    return [key for key in page.shown.definitions if key not in cited]


RULE = Rule(
    "EXP112",
    "a footnote is defined once, and something cites it",
    """Whoever deletes a sentence may leave its definition; that harms nobody, so it is a warning. Two definitions of
one key that differ are an error: readers see only one of them. `explainery check --fix` takes away what is there twice
word for word, and what the build wrote and nothing cites; a definition in words of your own stays.
Example: the line “[^herald-1a2c]: …” on a page without the mark [^herald-1a2c].""",
    severity=WARNING,
    on_any=check,
)
