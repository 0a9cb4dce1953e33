"""The thresholds of writing: how long what readers see may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WritingTuning:
    """Lengths on a page.

    Attributes:
        paragraph_sentences: sentences of prose before a paragraph ends. By taste.
        description_characters: of a page's description; search engines show about as many. By taste.
        least_description_words: words of a main clause that may be a description by itself. By taste.
        long_paragraph_sentences: from more than this, a place counts sentences instead of paragraphs. By taste.
        fragment_words: words at each end of a passage in a link's text fragment; the draft asks for enough to be
            unique. By taste.
    """

    paragraph_sentences: int = 4
    description_characters: int = 155
    least_description_words: int = 8
    long_paragraph_sentences: int = 5
    fragment_words: int = 5


TUNING = WritingTuning()
