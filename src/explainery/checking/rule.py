"""The shape of a rule: its code, its documentation, and the functions that look for faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from explainery.checking.context import Context
from explainery.checking.findings import Fault, Severity
from explainery.checking.page import CheckedPage

PageCheck = Callable[[CheckedPage, Context], Iterator[Fault]]
StoryCheck = Callable[[Mapping[str, CheckedPage], Context], Iterator[tuple[str, Fault]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the check.

    Attributes:
        code: such as EXP101.
        title: what the rule demands, in one line.
        explanation: why it matters, what to do, and an example.
        severity: of its faults, unless a fault gives its own.
        is_suppressible: whether a comment can suppress it; not if its findings are on lines without such comments.
        on_page: checks a page of a story.
        on_any: checks any page of the site, also one that belongs to no story.
        on_story: checks all pages of a story and its sources; gives the file of each fault.
    """

    code: str
    title: str
    explanation: str
    severity: Severity = Severity.ERROR
    is_suppressible: bool = True
    on_page: PageCheck | None = None
    on_any: PageCheck | None = None
    on_story: StoryCheck | None = None
