"""Which word stands in which section, and how much it counts there. `search.js` does the same for a preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from explainery.searching.sections import Section
from explainery.searching.words import words

# How often a word in one of these places counts as one in the text.
_HEADING, _PAGE, _STORY = 4, 1, 1
_TYPICAL = 60  # words of a section whose words count as they are; in longer ones they count less
_SCALE, _MOST = 10, 99

Postings = dict[str, list[tuple[int, int]]]


def postings_of(sections: Sequence[Section]) -> Postings:
    """For each word the sections that hold it, by number and in order, with its weight there (1 to 99)."""
    postings: Postings = {}
    for number, section in enumerate(sections):
        for word, weight in _weights(section).items():
            postings.setdefault(word, []).append((number, weight))
    return postings


def _weights(section: Section) -> dict[str, int]:
    text = words(section.text)
    counts: Counter[str] = Counter(text)
    for title, times in ((section.heading, _HEADING), (section.page, _PAGE), (section.story, _STORY)):
        for word in set(words(title)):
            counts[word] += times
    longer = 0.5 + 0.5 * len(text) / _TYPICAL
    return {word: max(1, min(_MOST, int(_SCALE * count / longer + 0.5))) for word, count in counts.items()}
