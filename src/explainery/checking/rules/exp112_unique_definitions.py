"""EXP112: a footnote is defined once, and cited."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault, Severity
from explainery.checking.line_numbers import repeated_definitions
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule


def _check_page(page: CheckedPage, _: Context) -> Iterator[Fault]:
    """Repeated definitions, and definitions that nothing cites."""
    for repeated in repeated_definitions(page.layout, page.first_line):
        if repeated.is_same:
            message = f"[^{repeated.key}] is already defined on line {repeated.first_line}: delete this definition"
            yield Fault(repeated.line, message)
        else:
            message = f"[^{repeated.key}] is already defined on line {repeated.first_line}, in other words: keep one"
            yield Fault(repeated.line, message, Severity.ERROR)
    for key in uncited(page):
        number = page.shown.definitions[key].number
        yield Fault(number, f"nothing on this page cites [^{key}]: cite it, or delete the definition")


def uncited(page: CheckedPage) -> list[str]:
    """The keys that a page defines but does not cite."""
    cited = {key for line in page.shown.lines for key in line.keys}
    return [key for key in page.shown.definitions if key not in cited]


RULE = Rule(
    "EXP112",
    "a footnote is defined once, and cited",
    """If you delete a sentence, its definition may remain. That does no harm, so it is a warning. Two different
definitions of one key are an error, because readers see only one of them. `explainery check --fix` deletes identical
repetitions, and definitions that the build wrote and nothing cites. It keeps a definition in your own words.
Example: a line “[^herald-1a2c]: …” on a page without the citation [^herald-1a2c].""",
    severity=Severity.WARNING,
    on_any=_check_page,
)
