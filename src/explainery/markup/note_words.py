"""The words that the site adds to a page's citations, in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The words of notes and marks.

    Attributes:
        source: before a mark's number, for those who hear it.
        one_passage: counts the passages of a note that has one.
        many_passages: counts those of any other note.
        about: the link to an article on the sources page.
        back: the link from a passage to its mark.
        printed: before the outlet on whose site an article of another publisher stands.
    """

    source: str
    one_passage: str
    many_passages: str
    about: str
    back: str
    printed: str

    def passages(self, count: int) -> str:
        """How many passages a note has."""
        return (self.one_passage if count == 1 else self.many_passages).format(count)


NOTE_WORDS = NoteWords(
    source="Source",
    one_passage="1 passage",
    many_passages="{} passages",
    about="About this article",
    back="Back to citation {} in the text",
    printed="as printed by",
)
