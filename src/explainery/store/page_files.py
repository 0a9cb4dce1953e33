"""Pages as people saved them, with any line ends, read as text."""

from __future__ import annotations

from pathlib import Path

from explainery.errors import ExplaineryError
from explainery.page_limits import require_bounded
from explainery.store.base_stamp import BaseText, taken_apart


def pages_in(folder: Path) -> dict[str, str]:
    """Every Markdown page below a folder, by its path with forward slashes."""
    return {p.relative_to(folder).as_posix(): read_page(p) for p in sorted(folder.glob("**/*.md")) if p.is_file()}


def read_page(path: Path) -> str:
    """A page's text, its line ends as line feeds: an editor's line ends and byte-order mark do not count as an edit.

    Of a base file it is the page as generated, without the hash.
    """
    return read_base(path).text


def read_base(path: Path) -> BaseText:
    """A base file's text, and the hash that it states."""
    return taken_apart(read_whole(path))


def read_whole(path: Path) -> str:
    """A file's text, its line ends as line feeds, without a byte-order mark.

    Raises ExplaineryError where it is not text, or a page that no parser reads in reasonable time.
    """
    text = read_raw(path).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if path.suffix == ".md":
        require_bounded(text, path)
    return text


def read_raw(path: Path) -> str:
    """A file's text as it is. Raises ExplaineryError where it is not UTF-8 text."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ExplaineryError(
            "this file is not UTF-8 text", file=path, hint=f"Save it as UTF-8 (byte {error.start} is not)"
        ) from None
    except OSError as error:
        raise ExplaineryError(f"cannot read this file ({error.strerror})", file=path) from None
