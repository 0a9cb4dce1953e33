"""How deeply a page may nest brackets and quotations: what takes a Markdown parser minutes is no page of anybody's."""

from __future__ import annotations

import re
from pathlib import Path

from explainery.errors import ExplaineryError

# By taste, far above what people write. The time that a parser takes grows with the square of the open brackets: 8,000
# of them took half a minute.
_BRACKETS = 100  # open at once, in one paragraph
_QUOTATIONS = 50  # ">" at the beginning of a line
_QUOTED = re.compile(r"(?:\s*>){51,}")
_BRACKET = re.compile(r"\n[ \t]*\n|[\[\]]")


def require_bounded(text: str, file: Path | str) -> None:
    """Raise ExplaineryError, with the line, where a page nests more than a parser can take."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match[0] == "[" else max(0, depth - 1) if match[0] == "]" else 0
        if depth > _BRACKETS:
            line = text.count("\n", 0, match.start()) + 1
            raise ExplaineryError(f"more than {_BRACKETS} brackets are open here", file=file, line=line,
                                  hint="Close them, or delete what is no text")  # fmt: skip
    for number, line_text in enumerate(text.split("\n"), 1):
        if line_text.lstrip().startswith(">") and _QUOTED.match(line_text):
            raise ExplaineryError(f"more than {_QUOTATIONS} quotations are nested here", file=file, line=number,
                                  hint="Quote once")  # fmt: skip
