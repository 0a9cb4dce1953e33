"""What a command has read, so that it can be compared again just before the command writes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from explainery.store.base_stamp import BaseText, taken_apart
from explainery.store.page_files import read_whole


class SeenFiles:
    """Files as a command read them; it keeps the first reading of each."""

    def __init__(self) -> None:
        self._texts: dict[Path, str | None] = {}

    @property
    def texts(self) -> Mapping[Path, str | None]:
        """The text of each file, with line feeds; None where there was no file."""
        return self._texts

    @property
    def marks(self) -> Mapping[Path, str | None]:
        """The mark of each file's text (`mark_of`); None where there was no file."""
        return {path: mark_of(text) for path, text in self._texts.items()}

    def read(self, path: Path) -> str | None:
        """A page's text, as `read_page` gives it; None without a file.

        Raises:
            ExplaineryError: the file is not UTF-8 text.
        """
        base = self.read_base(path)
        return base.text if base else None

    def read_base(self, path: Path) -> BaseText | None:
        """A base file; None without a file. Raises as `read` does."""
        text = read_whole(path) if path.is_file() else None
        self._texts.setdefault(path, text)
        return None if text is None else taken_apart(text)


def mark_of(text: str | None) -> str | None:
    """What tells a text from every other one: a hash of 32 characters. None for no text."""
    return None if text is None else blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
