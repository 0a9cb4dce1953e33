"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

ERROR, WARNING = "error", "warning"


class Fault(NamedTuple):
    """What a rule finds on a page it knows: the line from 1, what is wrong, and a severity other than the rule's."""

    line: int
    what: str
    severity: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, and where: `file` from the project's folder, with forward slashes, `line` from 1."""

    file: str
    line: int
    code: str
    what: str
    severity: str = ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.what}"
