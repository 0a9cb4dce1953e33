"""Articles about a story go in, a cited explainer site comes out.

The names below are the public library; `docs/library.md` describes them. Each is imported when it is first used, so
that the command starts quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainery.answers.questions import Task
    from explainery.answers.records import Answers
    from explainery.api import analyse, ask, check, curate, plan, read_articles, render
    from explainery.asking.protocol import Model, Reply
    from explainery.checking.check import Report
    from explainery.checking.findings import Finding
    from explainery.commands.ask import AskOutcome
    from explainery.commands.build import Asked, Planned, build
    from explainery.config import Settings, StorySettings
    from explainery.curation.page_plan import Explainer, Page
    from explainery.errors import ExplaineryError
    from explainery.model import Article, Rights, Story
    from explainery.project import Project

__version__ = "0.1.0"

__all__ = [
    "Answers",
    "Article",
    "AskOutcome",
    "Asked",
    "Explainer",
    "ExplaineryError",
    "Finding",
    "Model",
    "Page",
    "Planned",
    "Project",
    "Reply",
    "Report",
    "Rights",
    "Settings",
    "Story",
    "StorySettings",
    "Task",
    "__version__",
    "analyse",
    "ask",
    "build",
    "check",
    "curate",
    "plan",
    "read_articles",
    "render",
]

_MODULES = {
    "answers.questions": ("Task",),
    "answers.records": ("Answers",),
    "api": ("analyse", "ask", "check", "curate", "plan", "read_articles", "render"),
    "asking.protocol": ("Model", "Reply"),
    "checking.check": ("Report",),
    "checking.findings": ("Finding",),
    "commands.ask": ("AskOutcome",),
    "commands.build": ("Asked", "Planned", "build"),
    "config": ("Settings", "StorySettings"),
    "curation.page_plan": ("Explainer", "Page"),
    "errors": ("ExplaineryError",),
    "model": ("Article", "Rights", "Story"),
    "project": ("Project",),
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562)."""
    from importlib import import_module  # noqa: PLC0415 (the command does not need it)

    for module, names in _MODULES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f"explainery.{module}"), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
