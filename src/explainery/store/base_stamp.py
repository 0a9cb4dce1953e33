"""The last line of a base file: a hash of the rest, by which an edited one is known.

Only builds write `.explainery/base/`. Whoever replaces a word in all files of the repository changes the base together
with the page, and the page would then look as if nobody had edited it. The hash is in the file itself, so that both are
written, merged and moved as one.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

from explainery.patterns import regex

_STAMP = regex(r"<!-- sha256\b[^\n]*\n*\Z")
_STAMPS = regex(r"^<!-- sha256\b[^\n]*(?:\n|\Z)", re.MULTILINE)


class BaseText(NamedTuple):
    """A base file, taken apart.

    Attributes:
        text: the page as generated.
        code: the hash that the file states, "" without one.
    """

    text: str
    code: str

    @property
    def is_edited(self) -> bool:
        """Whether somebody changed the file. Without a hash, as older versions wrote it, nobody can tell."""
        return bool(self.code) and self.code != code_of(self.text)


def code_of(text: str) -> str:
    """The hash of a page's text, in hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def stamped(text: str, code: str = "") -> str:
    """A page's text with its hash below, as a base file has it; `code` is another hash to be stated."""
    return f"{text}<!-- sha256 {code or code_of(text)} -->\n"


def without_stamps(text: str) -> str:
    """A base in which git left a conflict, without the hashes of both sides."""
    return _STAMPS.sub("", text)


def taken_apart(raw: str) -> BaseText:
    """A base file's text, with line feeds, without its hash."""
    stamp = _STAMP.search(raw)
    if not stamp:
        return BaseText(raw, "")
    return BaseText(raw[: stamp.start()], stamp[0].removeprefix("<!-- sha256").strip(" ->\n") or "none")
