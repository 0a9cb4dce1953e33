"""What everything that a site offers is made of, and what has been made so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from explainery.archive.catalogue import Catalogue
from explainery.patterns import regex
from explainery.publishing.anchors import anchors_of
from explainery.publishing.cards import Drawing
from explainery.publishing.corrections import Correction
from explainery.publishing.head_tags import Picture
from explainery.publishing.published_story import PublishedStory, Site, StoryPage
from explainery.publishing.steps import History

CORRECTIONS, REUSE = "corrections.md", "reuse.md"  # as if they were pages below `docs/`
_ROW = regex(r'<tr\b[^>]*\bid="([^"]*)"')
_ID = regex(r'\bid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site, and what it was built of.

    Attributes:
        site: what mkdocs.yml says.
        pages: every page's Markdown, by its path below `docs/`.
        html: the built pages, by their path in the site.
        stories: the stories, as published.
        history: what git tells of the pages.
        own: the files of the site that people put there; none of them is replaced.
        draw: draws a card; None without Pillow.
        left_out: the parts that the settings leave out.
        catalogue: the stories as lists of them need them.
    """

    site: Site
    pages: Mapping[str, str]
    html: Mapping[str, str]
    stories: Sequence[PublishedStory]
    history: History
    own: frozenset[str] = frozenset()
    draw: Drawing | None = None
    left_out: frozenset[str] = frozenset()
    catalogue: Catalogue = field(default_factory=lambda: Catalogue(()))

    def has(self, part: str) -> bool:
        """Whether the site offers a part; one that needs whole addresses, only where they are known."""
        if part in self.left_out:
            return False
        if part == "corrections":
            return self.history.is_known
        return bool(self.site.url) if part in {"cards", "crawlers", "feeds"} else True

    def anchors(self, page: StoryPage) -> tuple[str, ...]:
        """The anchor of each statement of a page, as `anchors_of` finds them in its HTML."""
        html = self.html.get(self.site.place(page.path), "")
        return anchors_of(page, map(unescape, _ID.findall(html)), frozenset(map(unescape, _ROW.findall(html))))


@dataclass(slots=True)
class Made:
    """What has been made so far.

    Attributes:
        corrections: the corrections, the newest first.
        files: new files, by their path in the site.
        pictures: the picture of each story by its name, and of the site by "".
        feeds: the names of the feeds.
        archive: the pages of the archive, as if they were below `docs/`.
        ways: the ways into the archive, as HTML for the home page; "" without an archive.
    """

    corrections: tuple[Correction, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    feeds: list[str] = field(default_factory=list)
    archive: list[str] = field(default_factory=list)
    ways: str = ""
