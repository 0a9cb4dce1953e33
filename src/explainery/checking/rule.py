"""The shape of a rule: its code, what it says of itself, and the functions that look for faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from explainery.checking.context import Context
from explainery.checking.findings import ERROR, Fault
from explainery.checking.page import CheckedPage

PageCheck = Callable[[CheckedPage, Context], Iterator[Fault]]
StoryCheck = Callable[[Mapping[str, CheckedPage], Context], Iterator[tuple[str, Fault]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: such as EXP101.
        title: what holds where nothing is found, in one line.
        explanation: why it matters, what to do, and an example.
        severity: "error" or "warning"; a fault may say another for itself.
        on_page: looks at one page of a story.
        on_any: looks at one page of the site, also at those that belong to no story.
        on_story: looks at all pages of a story and at its sources; says the file of each fault.
    """

    code: str
    title: str
    explanation: str
    severity: str = ERROR
    on_page: PageCheck | None = None
    on_any: PageCheck | None = None
    on_story: StoryCheck | None = None
