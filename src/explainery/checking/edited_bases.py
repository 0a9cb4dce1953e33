"""Finds base files that somebody changed. Only builds write them, with a hash in their last line."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.findings import Finding
from explainery.checking.rules import exp140_edited_base
from explainery.project import Project
from explainery.store.state import edited_bases


def edited_base_findings(project: Project) -> Iterator[Finding]:
    """A finding for each base file that somebody changed."""
    rule = exp140_edited_base.RULE
    for path in edited_bases(project):
        file = (project.base / path).relative_to(project.root).as_posix()
        yield Finding(file, 1, rule.code, exp140_edited_base.MESSAGE, rule.severity)
