"""The values that everything published beside the pages is made of: the site, and its stories as readers get them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explainery.languages import Words, words_of


@dataclass(frozen=True, slots=True)
class Site:
    """What `mkdocs.yml` says of the site.

    Attributes:
        name: its name.
        description: what it is about.
        url: its address with the closing slash; "" where none is set.
        language: the language of its pages, such as "en".
        is_in_folders: whether a page is a folder with an index; for pages opened from the disk, a file.
    """

    name: str
    description: str = ""
    url: str = ""
    language: str = "en"
    is_in_folders: bool = True

    @property
    def words(self) -> Words:
        """The words of the interface, in the site's language."""
        return words_of(self.language)

    def place(self, page: str) -> str:
        """The path of a page's HTML in the built site. `page`: its file below `docs/`."""
        stem = page.removesuffix(".md")
        if not self.is_in_folders or stem == "index" or stem.endswith("/index"):
            return f"{stem}.html"
        return f"{stem}/index.html"

    def address(self, page: str) -> str:
        """The web address of a page, from its file below `docs/`."""
        place = self.place(page)
        return self.url + (place.removesuffix("index.html") if self.is_in_folders else place)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a footnote says of its source, as the page defines it.

    Attributes:
        key: its citation key.
        publisher: who published the article.
        title: the article's title.
        date: its day, month or year in ISO form, "" where the footnote names none.
        passage: the words that it rests on, "" where they may not be reproduced.
        link: the web address, with the fragment that leads to the passage; "" without one.
        is_digest: whether the passage is our own words about the article, and not the article's.
    """

    key: str
    publisher: str = ""
    title: str = ""
    date: str = ""
    passage: str = ""
    link: str = ""
    is_digest: bool = False

    @property
    def url(self) -> str:
        """The article's own address."""
        return self.link.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, and who said them as the page has it; `is_person`: not a body."""

    text: str
    speaker: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as the page words it.

    Attributes:
        text: its words.
        keys: its citation keys.
        section: the heading that it stands under; "" under the page's title.
        quotations: the quotations in it whose speaker it names.
        is_row: whether it is a row of a table, its cells set apart.
    """

    text: str
    keys: tuple[str, ...]
    section: str = ""
    quotations: tuple[Quotation, ...] = ()
    is_row: bool = False

    @property
    def key(self) -> str:
        """The key that is its identity."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A page of a story.

    Attributes:
        path: its file, below `docs/`.
        title: its title, which names the story.
        heading: the heading at its top.
        description: what it is about.
        claims: its statements, in order.
        citations: its footnotes, by key.
    """

    path: str
    title: str
    heading: str
    description: str
    claims: tuple[Claim, ...] = ()
    citations: Mapping[str, Citation] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its file without the ending."""
        return self.path.rpartition("/")[2].removesuffix(".md")


@dataclass(frozen=True, slots=True)
class PublishedStory:
    """A story: its folder's name, its title, what it is about, and its pages, the overview first."""

    name: str
    title: str
    description: str
    pages: tuple[StoryPage, ...]

    @property
    def overview(self) -> StoryPage:
        """The page that a link to the story leads to."""
        return self.pages[0]

    @property
    def claims(self) -> tuple[tuple[StoryPage, Claim], ...]:
        """Every statement with its page."""
        return tuple((page, claim) for page in self.pages for claim in page.claims)
