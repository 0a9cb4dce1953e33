"""Finds the conflict markers of an unfinished merge in files that are read as a whole: pages, sources, the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from explainery.checking.findings import Finding
from explainery.checking.rules import exp115_conflict_marks
from explainery.project import Project

_MERGED_BY_PEOPLE = ("base/**/*.md", "decisions.yml", "lock/*.json")  # below .explainery/
_IN_BASE = "a merge was left unfinished here; when the page is in order, `explainery build` writes this file again"
_SIGNS = (b"<<<<<<<", b">>>>>>>")


def conflict_findings(path: str, text: str) -> list[Finding]:
    """A finding for each conflict marker in a file's text. `path`: from the project's folder."""
    rule = exp115_conflict_marks.RULE
    return [
        Finding(path, fault.line, rule.code, fault.message, rule.severity)
        for fault in exp115_conflict_marks.marker_faults(text)
    ]


def conflicts_in_sources(project: Project, name: str) -> list[Finding]:
    """The markers in a story's articles and settings. Until they are gone, the story cannot be read correctly."""
    folder = project.sources / name
    files = sorted(p for p in folder.glob("*") if p.is_file()) if folder.is_dir() else []
    return [f for p in files for f in conflict_findings(f"{project.settings.sources}/{name}/{p.name}", _text(p))]


def conflicts_in_store(project: Project) -> Iterator[Finding]:
    """The markers in the files below .explainery/ that people merge."""
    folder = project.root / ".explainery"
    for pattern in _MERGED_BY_PEOPLE:
        for path in sorted(folder.glob(pattern)):
            for finding in conflict_findings(path.relative_to(project.root).as_posix(), _text(path)):
                yield replace(finding, message=_IN_BASE) if project.base in path.parents else finding


def _text(path: Path) -> str:
    """A file's text if it may contain markers, else "". They are the same bytes in every encoding in use."""
    data = path.read_bytes()
    return data.decode("utf-8", "replace").replace("\r\n", "\n") if any(sign in data for sign in _SIGNS) else ""
