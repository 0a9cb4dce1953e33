"""The address of each statement within its page: its own or, where it has none, that of a citation mark in it.

The marks of one footnote are numbered, and not always in the order of the page. So the first mark of it in the page's
HTML belongs to the first statement that cites it, the second to the second, as long as there are as many of both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from explainery.patterns import regex
from explainery.publishing.published_story import StoryPage

_AGAIN = regex(r"-\d+$")  # of a statement whose citations all stand in earlier ones
_MARK = regex(r"fnref\d*:(?P<key>.+)", re.DOTALL)


def anchors_of(page: StoryPage, ids: Iterable[str], rows: Collection[str] = ()) -> tuple[str, ...]:
    """The anchor of each statement of a page, each once; "" where it cannot be told.

    Args:
        page: the page.
        ids: the ids in its built HTML, in order.
        rows: those of rows of tables; on an overview, tables stand elsewhere than in the file.
    """
    marks: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    for key, address in _addresses(ids, {key for claim in page.claims for key in claim.keys}):
        marks[key, address in rows].append(address)
    citing: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, claim in enumerate(page.claims):
        for key in claim.keys:
            citing[key, claim.is_row and bool(rows)].append(number)
    anchors: dict[int, str] = {}
    for place, numbers in citing.items():
        if len(numbers) == len(marks[place]):
            for number, mark in zip(numbers, marks[place], strict=True):
                anchors.setdefault(number, mark)
    return tuple(anchors.get(number, "") for number in range(len(page.claims)))


def _addresses(ids: Iterable[str], keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """The citation key of each mark, and the address of the statement that it stands in: the last one before it."""
    statement = ""
    for name in ids:
        if match := _MARK.fullmatch(name):
            yield match["key"], statement or name
        elif name in keys or _AGAIN.sub("", name) in keys:
            statement = name
