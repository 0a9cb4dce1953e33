"""Where a story's answers are kept, and how they are read."""

from __future__ import annotations

from pathlib import Path

from explainery.answers.records import NO_ANSWERS, Answers, answers_in
from explainery.errors import AnswersError
from explainery.plain_files import require_plain

_FOLDER = Path(".explainery") / "answers"


def answers_file(root: Path, story: str) -> Path:
    """The file with a story's answers, below the project's folder."""
    return root / _FOLDER / f"{story}.jsonl"


def answers_files(root: Path) -> list[Path]:
    """All stories' files with answers, in order."""
    return sorted(p for p in (root / _FOLDER).glob("*.jsonl") if p.is_file())


def answers_of(root: Path, story: str) -> Answers:
    """A story's answers; none without a file.

    Raises:
        AnswersError: the file is not understood, with the line; or it is a link or a pipe.
    """
    file = answers_file(root, story)
    require_plain(file, root=root, error=AnswersError)
    return answers_in(text_of(file), file) if file.exists() else NO_ANSWERS


def text_of(file: Path) -> str:
    """A file's text. Raises AnswersError where it is none, with the line."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise AnswersError(f"cannot read this file ({error.strerror})", file=file) from None
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeError as error:
        line = raw.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise AnswersError("this line is not UTF-8 text", file=file, line=line,
                           hint="Delete the line; `explainery ask` asks again what is missing") from None  # fmt: skip
