"""EXP115: no conflict markers of an unfinished merge remain."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.findings import Fault
from explainery.checking.rule import Rule
from explainery.patterns import regex

_EDGE = regex(r"(?:<{7}|>{7}|\|{7})(?: .*)?")
_MIDDLE = regex(r"={7}")
_SHOWN = 40  # characters of a marker that the message repeats


def marker_faults(text: str) -> Iterator[Fault]:
    """A fault for each conflict marker. Seven "=" alone may underline a heading; between edges they are a marker."""
    lines = text.splitlines()
    edges = [i for i, line in enumerate(lines) if _EDGE.fullmatch(line)]
    for i, line in enumerate(lines):
        is_middle = bool(edges) and _MIDDLE.fullmatch(line) and edges[0] < i < edges[-1]
        if i in edges or is_middle:
            message = f"a merge was left unfinished here: keep what is right and delete the marker {line[:_SHOWN]}"
            yield Fault(i + 1, message)


# `conflict_markers.py` looks for markers, because files with markers cannot be checked by other rules.
RULE = Rule(
    "EXP115",
    "no conflict markers of an unfinished merge remain in a page, a source or a file of .explainery/",
    """Git writes <<<<<<<, ======= and >>>>>>> where two people changed the same lines. Until someone chooses, the file
contains both versions. Keep what is right and delete the markers. Until then, nothing else in the file is
checked.
Example: a line “<<<<<<< HEAD”.""",
    is_suppressible=False,
)
