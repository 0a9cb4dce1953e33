"""How much of the machine one file may take: every file comes from a stranger."""

from __future__ import annotations

from dataclasses import dataclass

MEGA = 1_000_000
_ARTICLE_CHARACTERS = (
    150_000  # twenty-five thousand words, as the longest reportage has; a news article has a thirtieth
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a file may take before it is given up.

    Attributes:
        megabytes: size of a file that holds an article or a feed, and of what comes out of its compression.
        archive_megabytes: size of a web archive, which is read page by page.
        seconds: time for a file, or for each page of an archive.
        memory_megabytes: memory of the process that reads (where the system can limit it).
        articles: articles in one file.
        characters: length of one article's text.
    """

    megabytes: float = 20
    archive_megabytes: float = 5_000
    seconds: float = 30
    memory_megabytes: float = 1_500
    articles: int = 1_000
    characters: int = _ARTICLE_CHARACTERS

    @property
    def bytes(self) -> int:
        """`megabytes` as bytes."""
        return int(self.megabytes * MEGA)

    @property
    def archive_bytes(self) -> int:
        """`archive_megabytes` as bytes."""
        return int(self.archive_megabytes * MEGA)
