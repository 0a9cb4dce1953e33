"""EXP115: no mark of a merge that somebody left unfinished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.rule import Rule

_EDGE = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?")
_MIDDLE = re.compile(r"={7}")


def marks_in(text: str) -> Iterator[tuple[int, str]]:
    """(line, what) for each mark. A row of seven "=" alone may underline a heading; between edges it is a mark."""
    rows = text.splitlines()
    edges = [i for i, row in enumerate(rows) if _EDGE.fullmatch(row)]
    for i, row in enumerate(rows):
        middle = bool(edges) and _MIDDLE.fullmatch(row) and edges[0] < i < edges[-1]
        if i in edges or middle:
            yield i + 1, f"a merge was left unfinished here: {row[:40]}"


RULE = Rule(
    "EXP115",
    "no mark of an unfinished merge is left in a page, a source or a file of .explainery/",
    """Git leaves <<<<<<<, ======= and >>>>>>> where two people changed the same lines. Until somebody chooses, the file
says both and neither. Keep what is right, delete the marks, and check again; nothing else in that file is looked at
until then.
Example: a line “<<<<<<< HEAD”.""",
)
