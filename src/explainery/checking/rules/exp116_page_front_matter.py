"""EXP116: a page has a title and a description."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule

_NEEDED = ("title", "description")


def check(page: CheckedPage, _: Context) -> Iterator[Fault]:
    """What the front matter lacks, and values that are neither text, a figure nor a list of them."""
    for name in _NEEDED:
        value = page.values.get(name)
        if name not in page.values:
            yield Fault(1, f"the front matter has no {name}")
        elif not isinstance(value, str):
            yield Fault(page.field_line(name), f"the {name} should be text, not {_kind(value)}")
        elif not value.strip():
            yield Fault(page.field_line(name), f"the {name} is empty")
    for name, value in page.values.items():
        if name not in _NEEDED and not _is_plain(value):
            yield Fault(page.field_line(name), f"{name} should be text, a figure or a list, not {_kind(value)}")


def _is_plain(value: object) -> bool:
    rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return all(isinstance(v, str | int | float | bool | None) for v in rows)


def _kind(value: object) -> str:
    kinds = {list: "a list", dict: "names and values", int: "a figure", float: "a figure", bool: "yes or no"}
    return kinds.get(type(value), "nothing" if value is None else f"a {type(value).__name__}")


RULE = Rule(
    "EXP116",
    "a page's front matter has a title and a description, both text",
    """The title names the page in the tab, in search results and in the list of stories; the description is what search
engines and the home page show. Write both as text in quotes.
Example: title: "Why the port stands still".""",
    on_any=check,
)
