"""A story in a list, as HTML: whole, or in a line. Texts of pages are escaped here, and cut where they are too long."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from explainery.archive.entry import StoryEntry
from explainery.text import shortened

Linked = Callable[[str], str]  # from a story's name to its address, as the page that lists it needs it

# Characters, so that a page of a list stays below 30 KB packed whatever a page's title is; real ones are shorter.
_TITLE, _SHORT_TITLE, _DESCRIPTION, _NAME, _WORDS, _SHORT_WORDS = 200, 120, 320, 48, 300, 160
_PUBLISHERS = 3  # names in an entry; by taste: they are to be a line


def whole_item(entry: StoryEntry, link: Linked) -> str:
    """An item with topics, days, title, description, counts and publishers."""
    above = [f"<b>{_text(topic, _NAME)}</b>" for topic in entry.topics[:2]]
    above += [_days(entry)] if entry.days else []
    lines = [
        f'<p class="ex-entry__when">{" · ".join(above)}</p>' if above else "",
        f"<h2>{_linked(entry, link)}</h2>",
        f"<p>{_text(entry.description, _DESCRIPTION)}</p>" if entry.description else "",
        f'<p class="ex-entry__from">{told}</p>' if (told := _sources(entry)) else "",
    ]
    return f'<li class="ex-entry" data-words="{_words(entry, _WORDS)}">\n{_joined(lines)}\n</li>'


def short_item(entry: StoryEntry, link: Linked) -> str:
    """An item with the title and the days."""
    days = f" <span>{_days(entry)}</span>" if entry.days else ""
    return f'<li data-words="{_words(entry, _SHORT_WORDS)}">{_linked(entry, link, _SHORT_TITLE)}{days}</li>'


def search_words(entry: StoryEntry, most: int = _SHORT_WORDS) -> str:
    """What a filter finds a story by, besides what its item shows."""
    return shortened(" · ".join((*entry.topics, *entry.places, *entry.people)), most)


def _words(entry: StoryEntry, most: int) -> str:
    return escape(search_words(entry, most))


def _linked(entry: StoryEntry, link: Linked, most: int = _TITLE) -> str:
    return f'<a href="{escape(link(entry.name))}">{_text(entry.title, most)}</a>'


def _days(entry: StoryEntry) -> str:
    return f'<time datetime="{escape(entry.newest)}">{_text(entry.days, _NAME)}</time>'


def _sources(entry: StoryEntry) -> str:
    """How many articles and publishers, and some of these by name."""
    names = ", ".join(_text(name, _NAME) for name in entry.publishers[:_PUBLISHERS])
    more = " …" if len(entry.publishers) > _PUBLISHERS else ""
    return ": ".join(filter(None, (_text(entry.counts, 2 * _NAME), f"{names}{more}")))


def _text(text: str, most: int) -> str:
    return escape(shortened(text, most))


def _joined(lines: list[str]) -> str:
    return "\n".join(filter(None, lines))
