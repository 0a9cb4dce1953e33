"""Galleries: the captions of a series of pictures, which a web page runs into the article's text.

Each caption repeats the gallery's title: "The port turns 300 Early days The first quay was built of wood." A title has
no verb and no stop, and another title or a sentence follows it at once, so that an ordinary opening which returns
("The ministry said ...") is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from explainery.marking.segmentation.lines import Line
from explainery.marking.tuning import TUNING
from explainery.patterns import regex

_ENDS = regex(r"[.,;:!?]$")


def galleries(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of the lines that open with the title of a gallery, which at least three neighbours share."""
    for _, run in groupby(enumerate(lines), key=lambda pair: _start(pair[1].text)):
        rows = list(run)
        if len(rows) >= TUNING.least_pictures and _is_title([line.text.split() for _, line in rows]):
            yield from (i for i, _ in rows)


def _start(text: str) -> tuple[str, ...]:
    return tuple(text.split()[: TUNING.title_words])


def _is_title(rows: Sequence[Sequence[str]]) -> bool:
    """Whether what the lines share at their start is followed by a capital in each, as a title is."""
    shared = 0
    while all(len(row) > shared + 1 for row in rows) and len({row[shared] for row in rows}) == 1:
        shared += 1
    inside = any(_ENDS.search(word) for word in rows[0][:shared])
    return shared >= TUNING.title_words and not inside and all(row[shared][:1].isupper() for row in rows)
