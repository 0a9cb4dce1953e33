"""EXP116: the front matter gives a page a title and a description."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule

_REQUIRED = ("title", "description")
_KINDS = {list: "a list", dict: "names and values", int: "a number", float: "a number", bool: "yes or no"}


def _check_page(page: CheckedPage, _: Context) -> Iterator[Fault]:
    """Missing and empty fields, and values that are not text, a number or a list of these."""
    for name in _REQUIRED:
        value = page.values.get(name)
        if name not in page.values:
            yield Fault(1, f"the front matter has no {name}: add one")
        elif not isinstance(value, str):
            yield Fault(page.field_line(name), f"the {name} should be text, not {_kind(value)}")
        elif not value.strip():
            yield Fault(page.field_line(name), f"the {name} is empty")
    for name, value in page.values.items():
        if name not in _REQUIRED and not _is_plain(value):
            yield Fault(page.field_line(name), f"{name} should be text, a number or a list, not {_kind(value)}")


def _is_plain(value: object) -> bool:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return all(isinstance(v, str | int | float | bool | None) for v in values)


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "nothing" if value is None else f"a {type(value).__name__}")


RULE = Rule(
    "EXP116",
    "the front matter gives a page a title and a description, both as text",
    """The title names the page in browser tabs, search results and the list of stories. Search engines and the home
page show the description. Write both as text in quotes.
Example: title: "Why the port stands still".""",
    on_any=_check_page,
)
