"""Finds base files that somebody changed. Only builds write them, with a hash in their last line."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from explainery.checking.findings import Finding
from explainery.checking.rules import exp140_edited_base
from explainery.project import Project
from explainery.store.state import edited_bases


def edited_base_findings(project: Project, foreign: Collection[str] = ()) -> Iterator[Finding]:
    """A finding for each base file that somebody changed; `foreign` are those whose hash fits nevertheless."""
    rule = exp140_edited_base.RULE
    messages = dict.fromkeys(foreign, exp140_edited_base.FOREIGN) | dict.fromkeys(
        edited_bases(project), exp140_edited_base.MESSAGE
    )
    for path, message in messages.items():
        file = (project.base / path).relative_to(project.root).as_posix()
        yield Finding(file, 1, rule.code, message, rule.severity)
