"""The one root error. Every error says where, what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path


class ExplaineryError(Exception):
    """Bad input or wrong use: the command prints it and exits with code 2.

    Args:
        what: what is wrong, as a sentence without its full stop.
        file: the file it is about, if any.
        line: the line in that file, counted from 1, if known.
        hint: what to do about it, as a sentence without its full stop.
    """

    def __init__(self, what: str, *, file: Path | str | None = None, line: int | None = None, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.file = None if file is None else str(file)
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        is_address = self.file is not None and self.file.startswith(("http://", "https://"))
        where = "" if self.file is None else f"{self.file}: " if is_address else f"{self.file}:{self.line or 1}: "
        return f"{where}{self.what}." + (f" {self.hint}." if self.hint else "")


class SourceError(ExplaineryError):
    """A source file, or a story's folder, cannot be read as it stands."""


class SettingsError(ExplaineryError):
    """`.explainery/settings.yml` or a `story.yml` says something that is not understood."""


class PageConflictError(ExplaineryError):
    """A page stands in `docs/` without a base, so that nobody can say who wrote it: nothing was written."""


class UnresolvedError(ExplaineryError):
    """A merge in git left both sides of a conflict in a file: nothing can be built on it."""


class WritingError(ExplaineryError):
    """Pages could not be written: the disk is full, or the folder is read-only. Nothing was changed."""
