"""What goes into the head of a built page: the picture of a shared link, other forms of the page, and its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from explainery.languages import Words
from explainery.publishing.cards import HEIGHT, WIDTH
from explainery.publishing.feeds import CHANGES_FEED, STORIES_FEED
from explainery.publishing.shell import link_to

_FEED_TITLES = {STORIES_FEED: "feed.stories", CHANGES_FEED: "feed.changes"}


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a shared link: its address, and its text for those who do not see it."""

    address: str
    alt: str


def picture_tags(picture: Picture | None) -> str:
    """The tags of Open Graph and Twitter for a picture; nothing without one."""
    if picture is None:
        return ""
    values = {
        "og:image": picture.address,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": picture.alt,
    }
    tags = [f'<meta property="{name}" content="{escape(value)}">' for name, value in values.items()]
    return "\n".join([*tags, '<meta name="twitter:card" content="summary_large_image">'])


def text_tags(title: str, description: str, address: str, site_name: str) -> str:
    """The tags of Open Graph, and the address, for a page that no template of the site makes."""
    values = {"og:site_name": site_name, "og:type": "website", "og:title": title, "og:description": description}
    tags = [f'<meta property="{name}" content="{escape(value)}">' for name, value in values.items()]
    own = [f'<link rel="canonical" href="{escape(address)}">', f'<meta property="og:url" content="{escape(address)}">']
    return "\n".join([*tags, *(own if address else ())])


def alternate_tags(place: str, feeds: Sequence[str], words: Words, *, markdown: str = "", data: str = "") -> str:
    """Links to other forms of a page.

    Each has a second word in `rel`: the theme's script takes a link whose `rel` is "alternate" alone for a page in
    another language, and asks for a sitemap beside it.

    Args:
        place: the page's file in the site.
        feeds: the names of the site's feeds.
        words: those of the interface.
        markdown: the file with its Markdown, "" without one.
        data: the file with its story's statements, "" without one.
    """
    forms = [("feed", "application/atom+xml", words[_FEED_TITLES[name]], name) for name in feeds]
    forms += [("source", "text/markdown", words["feed.page_as_markdown"], markdown)] if markdown else []
    forms += [("describedby", "application/json", words["feed.data"], data)] if data else []
    return "\n".join(
        f'<link rel="alternate {also}" type="{kind}" title="{escape(title)}" href="{escape(link_to(place, path))}">'
        for also, kind, title, path in forms
    )
