"""What a check reports: faults, as a rule yields them, and findings, as the command prints them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How serious a finding is. An error misleads readers or prevents the check; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


class Fault(NamedTuple):
    """What a rule reports about a file.

    Attributes:
        line: the line of the file, from 1.
        message: what is wrong and what to do.
        severity: if it differs from the rule's.
    """

    line: int
    message: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """Where a rule reported something: `file` from the project's folder, `line` from 1, and the rule's `code`."""

    file: str
    line: int
    code: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem and its place.

    Attributes:
        file: the path from the project's folder, with forward slashes.
        line: the line of the file, from 1.
        code: the rule's code, such as EXP101.
        message: what is wrong and what to do.
        severity: error or warning.
    """

    file: str
    line: int
    code: str
    message: str
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> FindingPlace:
        """The file, the line and the rule."""
        return FindingPlace(self.file, self.line, self.code)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.message}"
