"""How deeply a page may nest brackets, quotations and lists: what no Markdown parser reads is no page of anybody's."""

from __future__ import annotations

import re
from pathlib import Path

from explainery.errors import ExplaineryError
from explainery.patterns import regex

# By taste, far above what people write. The time that a parser takes grows with the square of the open brackets: 8,000
# of them took half a minute.
_BRACKETS = 100  # open at once, in one paragraph
_BLOCKS = 50  # quotations, list items and notes inside each other; at about 150 the parser gives up
_DEEPER = 4  # columns by which what is in a list item or a note stands further to the right
_MARKER = regex(r"[ \t]*(?:>|[-*+:](?=[ \t])|\d{1,9}[.)](?=[ \t])|(?:!!!|\?\?\?\+?)(?=[ \t]))")
# "[^one]: [^two]: text": a definition that begins with another one, which the parser takes for no text at all.
_DEFINITION = regex(r"^[ ]{0,3}\[\^[^\]\n]*\]:[ \t]*(?:\n[ \t]*)?\[\^[^\]\n]*\]:", re.MULTILINE)
_MAYBE_DOUBLE = regex(r"\]:[ \t]*(?:\n[ \t]*)?\[\^")
_BRACKET = regex(r"\n[ \t]*\n|[\[\]]")
# A sign of a line's beginning makes it deeper by one, or by two, as a tab does. No line with fewer is too deep.
_MAYBE_DEEP = regex(rf"\n[ \t>*+:\d.)!?-]{{{_BLOCKS // 2 + 1}}}")


def require_bounded(text: str, file: Path | str) -> None:
    """Raise ExplaineryError, with the line, where a page nests more than a parser can take."""
    if max(part.count("[") for part in text.split("\n\n")) > _BRACKETS:  # seldom: most paragraphs are short
        require_few_brackets(text, file)
    if _MAYBE_DEEP.search(f"\n{text}"):
        require_few_blocks(text, file)
    if _MAYBE_DOUBLE.search(text) and (double := _DEFINITION.search(text)):
        line = text.count("\n", 0, double.start()) + 1
        raise ExplaineryError("this definition of a footnote begins with another one", file=file, line=line,
                              hint="Put the second one on a line of its own")  # fmt: skip


def require_few_brackets(text: str, file: Path | str) -> None:
    """Raise ExplaineryError, with the line, where too many brackets are open."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match[0] == "[" else max(0, depth - 1) if match[0] == "]" else 0
        if depth > _BRACKETS:
            line = text.count("\n", 0, match.start()) + 1
            raise ExplaineryError(f"more than {_BRACKETS} brackets are open here", file=file, line=line,
                                  hint="Close them, or delete what is no text")  # fmt: skip


def require_few_blocks(text: str, file: Path | str) -> None:
    """Raise ExplaineryError, with the line, where too many blocks are inside each other."""
    for number, line_text in enumerate(text.split("\n"), 1):
        if _MARKER.match(line_text) and _depth(line_text) > _BLOCKS:
            raise ExplaineryError(f"more than {_BLOCKS} lists, quotations or notes are nested here", file=file,
                                  line=number, hint="Nest fewer")  # fmt: skip


def _depth(line: str) -> int:
    """How many blocks a line is in or opens, by its indentation and the marks it begins with."""
    depth, at = 0, 0
    while depth <= _BLOCKS and (marker := _MARKER.match(line, at)):
        indent = len(marker[0].expandtabs()) - len(marker[0].strip())
        depth, at = depth + 1 + (indent // _DEEPER), marker.end()
    return depth
