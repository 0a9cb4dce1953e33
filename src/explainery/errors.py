"""The errors of Explainery. All derive from one; each says what is wrong, where, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class ExplaineryError(Exception):
    """Bad input or wrong use. The library raises it; the command line prints it and exits with code 2.

    To switch on the kind of an error, compare `code` or catch a subclass. The wording of `what` and `hint` may change
    between releases; codes do not.

    Attributes:
        code: the kind of error, in lower-case words joined by hyphens. Each class has its own.
        what: what is wrong: a sentence without its full stop.
        file: the file or web address that the error is about, or None.
        line: the line in that file, counted from 1, or None if unknown.
        hint: what to do about it: a sentence without its full stop, or "".
    """

    code: ClassVar[str] = "usage"

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
    """A source cannot be read: an article's file, its metadata, a web address, or a story's folder."""

    code: ClassVar[str] = "source"


class SettingsError(ExplaineryError):
    """A file that people write for the program (settings, `story.yml`, decisions, proposals) is not understood."""

    code: ClassVar[str] = "settings"


class PageConflictError(ExplaineryError):
    """A page in `docs/` has no base version, so it may be a person's own. Nothing was written."""

    code: ClassVar[str] = "page-conflict"


class UnresolvedError(ExplaineryError):
    """A file still contains the conflict markers of a git merge, so nothing can be built from it."""

    code: ClassVar[str] = "unresolved-merge"


class WritingError(ExplaineryError):
    """Pages could not be written, because the disk is full or the folder is read-only. Nothing was changed."""

    code: ClassVar[str] = "write-failed"


class ChangedMeanwhileError(WritingError):
    """A file was changed by somebody else between reading and writing. What they wrote is still there."""

    code: ClassVar[str] = "changed-meanwhile"


class EditedBaseError(ExplaineryError):
    """Somebody changed a file in `.explainery/base/`, which only builds write. Nothing was written."""

    code: ClassVar[str] = "edited-base"


class AnswersError(ExplaineryError):
    """A file of recorded answers is not understood. Nothing was written."""

    code: ClassVar[str] = "answers"


class ModelError(ExplaineryError):
    """A language model cannot be reached, does not answer in time, or may not be asked. Answers so far are kept."""

    code: ClassVar[str] = "model"


class EncoderError(ExplaineryError):
    """The small encoder, or its weights, are not installed or not as they should be. Nothing was written."""

    code: ClassVar[str] = "encoder"


class ClusterError(ExplaineryError):
    """A cluster cannot be reached, was lost, has no workers, or does not run this program."""

    code: ClassVar[str] = "cluster"
