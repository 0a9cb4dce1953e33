"""Articles about a story go in, a cited explainer site comes out.

The names below are the public library; `docs/library.md` describes them. Each is imported when it is first used, so
that the command starts quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainery.api import analyse, check, curate, plan, read_articles, render
    from explainery.checking.check import Report
    from explainery.checking.findings import Finding
    from explainery.commands.build import Asked, Planned, build
    from explainery.config import Settings, StorySettings
    from explainery.curation.page_plan import Explainer, Page
    from explainery.errors import ExplaineryError
    from explainery.model import Article, Rights, Story
    from explainery.project import Project

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Asked",
    "Explainer",
    "ExplaineryError",
    "Finding",
    "Page",
    "Planned",
    "Project",
    "Report",
    "Rights",
    "Settings",
    "Story",
    "StorySettings",
    "__version__",
    "analyse",
    "build",
    "check",
    "curate",
    "plan",
    "read_articles",
    "render",
]

_MODULES = {
    "api": ("analyse", "check", "curate", "plan", "read_articles", "render"),
    "checking.check": ("Report",),
    "checking.findings": ("Finding",),
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
