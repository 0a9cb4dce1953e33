"""What strangers named (files, keys, titles, publishers, errors), as it may be printed on a terminal or in a log.

A terminal acts on control characters, a reader is misled by marks that reorder the characters around them, and a code
host takes a line of a log that begins with `::`, or `##[` anywhere in one, for a command of its own. Everything that
the program prints goes through here, so no module has to think of it.
"""

from __future__ import annotations

import re

from explainery.patterns import regex
from explainery.text import visible

# Beyond what `visible` replaces: line ends of all kinds, which would make two lines of one, and annotations.
_BREAKS = regex("[\n\u2028\u2029\ufff9-\ufffb]")
_IN_JSON = regex(
    "[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_ANNOUNCED = "##["


def printable(line: str) -> str:
    """A line on which nothing acts, without a line feed."""
    text = _inert(line)
    bare = text.lstrip()
    return f"{text[: len(text) - len(bare)]}: :{bare[2:]}" if bare.startswith("::") else text


def printable_command(line: str) -> str:
    """A command for the code host, whose fields are escaped already: only its first `::` acts."""
    return _inert(line)


def printable_json(text: str) -> str:
    """JSON with the same values, in which characters that act are written by their numbers."""
    return _IN_JSON.sub(_escape, text).replace(_ANNOUNCED, "##\\u005b")


def _inert(line: str) -> str:
    text = _BREAKS.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", visible(line))
    return text.replace(_ANNOUNCED, "## [")


def _escape(match: re.Match[str]) -> str:
    raw = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[i]:02x}{raw[i + 1]:02x}" for i in range(0, len(raw), 2))
