"""The address of each statement within its page: that of a citation mark in it which no other statement has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from explainery.publishing.published_story import StoryPage

_MARK = "fnref:"  # begins the id of a footnote's first mark in the built page


def anchors_of(page: StoryPage, ids: Collection[str]) -> tuple[str, ...]:
    """The anchor of each statement of a page, each once; "" where no mark is its own.

    Args:
        page: the page.
        ids: the ids in its built HTML.
    """
    counts = Counter(key for claim in page.claims for key in claim.keys)
    taken: set[str] = set()
    anchors: list[str] = []
    for claim in page.claims:
        own = [key for key in claim.keys if counts[key] == 1] or list(claim.keys)
        anchor = next((a for key in own if (a := f"{_MARK}{key}") in ids and a not in taken), "")
        taken.add(anchor)
        anchors.append(anchor)
    return tuple(anchors)
