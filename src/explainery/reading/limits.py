"""ReadingLimits of reading: every file is untrusted input, and may not take the machine.

The limits that a project can change are settings, and their defaults are in `config.py`. The others are constants here.
They are chosen by taste, far above what news needs: they stop files that were made to do harm.
"""

from __future__ import annotations

from dataclasses import dataclass

from explainery.config import DEFAULTS

MEGA = 1_000_000  # bytes in a megabyte
# Characters in one article's text: 25,000 words, as in the longest reportage. The longest text of the 181 labelled news
# pages of the benchmark has 52,500 characters, the median 3,000.
ARTICLE_CHARACTERS = 150_000
# Characters of a headline, a publisher's or an author's name that are kept. Headlines of news have about 60, those of
# digests and live pages up to 200.
LABEL_CHARACTERS = 300

DETECTION_BYTES = 65_536  # read from the beginning of a file to detect its format
CHARSET_BYTES = 8_192  # searched for a page's declared encoding; HTML asks for it in the first 1,024
FRONT_MATTER_FIELDS = 100  # in one article's front matter; 11 are known
ZIP_ENTRIES = 20_000  # in any zip archive; a large web archive has a dozen
DOCX_ENTRIES = 5_000  # in a Word document's archive; a document has about a hundred
DOCX_EXPANSION = 5  # times `megabytes`: what a Word document may unpack to, its pictures included
PDF_PAGES = 500  # read of one PDF; the others are left out
PDF_PAGE_CHARACTERS = 60_000  # read of one page; a broadsheet page has a third
MAIL_PARTS = 200  # in one mail
MARKUP_DEPTH = 200  # levels of nested elements; real pages have about thirty
JSON_LD_DEPTH = 6  # levels at which articles are nested in other nodes; deeper nodes are left out


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The resources that reading one file may use.

    Attributes:
        megabytes: size of a file with an article or a feed, before and after decompression.
        archive_megabytes: size of a web archive, which is read page by page.
        seconds: time for a file, or for each page of an archive; and for marking one article.
        story_seconds: time for comparing a story's articles.
        memory_megabytes: address space of the process that reads, where the system can limit it.
        articles: articles in one file.
        characters: length of one article's text.
    """

    megabytes: float = DEFAULTS.megabytes
    archive_megabytes: float = DEFAULTS.archive_megabytes
    seconds: float = DEFAULTS.seconds
    story_seconds: float = DEFAULTS.story_seconds
    memory_megabytes: float = DEFAULTS.memory_megabytes
    articles: int = DEFAULTS.articles
    characters: int = ARTICLE_CHARACTERS

    @property
    def bytes(self) -> int:
        """`megabytes` in bytes."""
        return int(self.megabytes * MEGA)

    @property
    def archive_bytes(self) -> int:
        """`archive_megabytes` in bytes."""
        return int(self.archive_megabytes * MEGA)
