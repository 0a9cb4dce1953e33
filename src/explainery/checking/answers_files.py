"""Finds the lines of files with answers that cannot be read. A build would stop at the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from explainery.answers.files import answers_files, text_of
from explainery.answers.records import broken_lines
from explainery.checking.findings import Finding
from explainery.checking.rules import exp141_answers
from explainery.errors import AnswersError
from explainery.project import Project


def answers_findings(project: Project) -> Iterator[Finding]:
    """A finding for each line that is no answer."""
    rule = exp141_answers.RULE
    for file in answers_files(project.root):
        for error in _errors(file):
            path = file.relative_to(project.root).as_posix()
            yield Finding(path, error.line or 1, rule.code, f"{error.what}. {error.hint}", rule.severity)


def _errors(file: Path) -> list[AnswersError]:
    try:
        return list(broken_lines(text_of(file), file))
    except AnswersError as error:
        return [error]
