"""The archive: pages of bounded size that list the stories by year, topic, person and place.

No Markdown file makes them, so a story that is added changes no page that another branch changes, too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from html import escape
from typing import TypeVar

from explainery.archive.catalogue import Catalogue
from explainery.archive.entry import StoryEntry
from explainery.archive.entry_html import search_words, whole_item
from explainery.page_format import OVERVIEW_FILE
from explainery.publishing.published_story import Site
from explainery.publishing.shell import Contents, link_to
from explainery.publishing.tuning import TUNING
from explainery.rendering.story_lists import LISTED, filter_form
from explainery.text import shortened, slug

ARCHIVE = "archive.md"  # as if it were a page below `docs/`
ARCHIVE_FOLDER = "archive"
_Item = TypeVar("_Item")
_NAME = 60  # characters of a name in a heading or list


@dataclass(frozen=True, slots=True)
class _Group:
    """The stories that share a year, a topic, a person or a place. `page`: its first page, as if below `docs/`."""

    name: str
    page: str
    entries: Sequence[StoryEntry]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One way into the archive. `title` and `heading`: the keys of its words, and of those over a group's page."""

    key: str
    title: str
    heading: str
    groups: Sequence[_Group]


@dataclass(frozen=True)
class Archive:
    """The archive of a site.

    Attributes:
        site: the site.
        catalogue: its stories.
    """

    site: Site
    catalogue: Catalogue
    kinds: Sequence[_Kind] = field(init=False)

    def __post_init__(self) -> None:
        """Group the stories once."""
        object.__setattr__(self, "kinds", tuple(_kinds(self.catalogue)))

    def pages(self) -> Iterator[tuple[str, Contents]]:
        """Every page, by its path as if it were below `docs/`; none for a site whose home page is enough."""
        if len(self.catalogue.entries) < TUNING.archive_stories:
            return
        yield ARCHIVE, self._front()
        for kind in self.kinds:
            if len(kind.groups) > TUNING.archive_names:
                yield from self._names(kind)
            for group in kind.groups:
                yield from self._listed(kind, group)

    def files(self) -> dict[str, bytes]:
        """The stories that the home page does not list, for its filter: each [address, title, days, words]."""
        rest = self.catalogue.entries[LISTED:]
        parts = _batches(rest, TUNING.archive_file)
        return {
            f"{ARCHIVE_FOLDER}/stories-{number}.json": json.dumps(
                [self._row(entry) for entry in part], ensure_ascii=False, separators=(",", ":")
            ).encode()
            for number, part in enumerate(parts, 1)
        }

    def ways(self, place: str) -> str:
        """The way into the archive, on the home page, with where its filter finds the stories that are not there."""
        words = self.site.words
        told = words.put("archive.all", stories=words.counted(len(self.catalogue.entries), "story"))
        front = escape(link_to(place, self.site.place(ARCHIVE)))
        parts = -(-max(0, len(self.catalogue.entries) - LISTED) // TUNING.archive_file)
        index = f' data-index="{ARCHIVE_FOLDER}/stories-" data-parts="{parts}"' if parts else ""
        return f'<p class="ex-ways"{index}><a href="{front}">{told}</a></p>'

    def _row(self, entry: StoryEntry) -> list[str]:
        return [
            self._to_story("index.html", entry.name),
            shortened(entry.title, 2 * _NAME),
            entry.days,
            search_words(entry),
        ]

    def _to_story(self, place: str, name: str) -> str:
        return link_to(place, self.site.place(f"{name}/{OVERVIEW_FILE}"))

    def _front(self) -> Contents:
        words = self.site.words
        body = [f'<h1 id="contents">{words["archive.title"]}</h1>']
        for kind in (kind for kind in self.kinds if kind.groups):
            shown, place = kind.groups[: TUNING.archive_names], self.site.place(ARCHIVE)
            body += [f'<h2 id="{kind.key}">{words[kind.title]}</h2>', self._name_list(shown, place)]
            if len(kind.groups) > len(shown):
                told = words.put("archive.more_names", count=len(kind.groups))
                to = link_to(place, self.site.place(f"{ARCHIVE_FOLDER}/{kind.key}.md"))
                body.append(f'<p class="ex-ways"><a href="{escape(to)}">{told}</a></p>')
        return self._contents(words["archive.title"], "\n".join(body))

    def _names(self, kind: _Kind) -> Iterator[tuple[str, Contents]]:
        """All names of a kind in the order of the alphabet, on as many pages as they need."""
        title = self.site.words[kind.title]
        in_order = sorted(kind.groups, key=lambda g: g.name.casefold())
        parts = list(_batches(in_order, TUNING.archive_name_page))
        for number, part in enumerate(parts, 1):
            path = _numbered(f"{ARCHIVE_FOLDER}/{kind.key}.md", number)
            body = filter_form(self.site.words) + self._name_list(part, self.site.place(path))
            yield path, self._page(title, body, f"{ARCHIVE_FOLDER}/{kind.key}.md", number, len(parts))

    def _listed(self, kind: _Kind, group: _Group) -> Iterator[tuple[str, Contents]]:
        """The stories of a group, the newest first, on as many pages as they need."""
        words = self.site.words
        told = words.put(kind.heading, name=shortened(group.name, _NAME))
        title = told if group.name else words["archive.undated"]
        parts = list(_batches(group.entries, TUNING.archive_page))
        for number, part in enumerate(parts, 1):
            place = self.site.place(_numbered(group.page, number))
            items = "\n".join(whole_item(entry, partial(self._to_story, place)) for entry in part)
            form = filter_form(words) if len(part) > 1 else ""
            body = f'{form}<ul class="ex-list">\n{items}\n</ul>'
            yield _numbered(group.page, number), self._page(title, body, group.page, number, len(parts))

    def _page(self, title: str, body: str, first: str, number: int, count: int) -> Contents:
        """A page of a list, with the way up and those to the pages before and after it."""
        words, link = self.site.words, partial(self._link, self.site.place(_numbered(first, number)))
        whole = f"{title}, {words.put('archive.page_of', number=number, count=count)}" if count > 1 else title
        ways = [link(ARCHIVE, words["archive.title"])]
        ways += [link(_numbered(first, number - 1), words["archive.previous"])] if number > 1 else []
        ways += [link(_numbered(first, number + 1), words["archive.next"])] if number < count else []
        nav = f'<p class="ex-ways">{"".join(ways)}</p>'
        return self._contents(whole, f'<h1 id="contents">{escape(whole)}</h1>\n{body}\n{nav}')

    def _link(self, place: str, path: str, text: str) -> str:
        return f'<a href="{escape(link_to(place, self.site.place(path)))}">{text}</a>'

    def _contents(self, title: str, body: str) -> Contents:
        label = self.site.words["archive.stories"]
        about = f"{title}. {self.site.words['archive.about']}"
        return Contents(title, about, f'<section class="ex-stories" aria-label="{label}">\n{body}\n</section>')

    def _name_list(self, groups: Iterable[_Group], place: str) -> str:
        undated = self.site.words["archive.undated"]
        links = (
            (self._link(place, g.page, escape(shortened(g.name, _NAME)) or undated), len(g.entries)) for g in groups
        )
        rows = (f'<li data-words="">{link} <span>{count}</span></li>' for link, count in links)
        return '<ul class="ex-names">\n' + "\n".join(rows) + "\n</ul>"


# Each with the stories that it takes to have a page: one alone is found by its year.
_NAMED = (
    ("topics", "archive.topics", "archive.on_topic", 1),
    ("people", "archive.people", "archive.with_person", 2),
    ("places", "archive.places", "archive.at_place", 2),
)


def _kinds(catalogue: Catalogue) -> Iterator[_Kind]:
    years: dict[str, list[StoryEntry]] = defaultdict(list)
    for entry in catalogue.entries:
        years[entry.year].append(entry)
    groups = [_Group(year, f"{ARCHIVE_FOLDER}/{year or 'undated'}.md", listed) for year, listed in years.items()]
    yield _Kind("years", "archive.years", "archive.in_year", groups)
    for key, title, heading, least in _NAMED:
        named: dict[str, list[StoryEntry]] = defaultdict(list)
        for entry in catalogue.entries:
            for name in getattr(entry, key):
                named[name].append(entry)
        yield _Kind(
            key, title, heading, _groups(key, {n: listed for n, listed in named.items() if len(listed) >= least})
        )


def _groups(key: str, named: Mapping[str, Sequence[StoryEntry]]) -> list[_Group]:
    """The groups of a kind, the largest first. Two names that would have one address get one each."""
    taken: set[str] = set()
    pages = {}
    for name in sorted(named):
        stem = f"{ARCHIVE_FOLDER}/{key}-{_address(name)}"
        page = stem if stem not in taken else f"{stem}-{_code(name)}"
        taken.add(page)
        pages[name] = f"{page}.md"
    in_order = sorted(named.items(), key=lambda row: (-len(row[1]), row[0]))
    return [_Group(name, pages[name], listed) for name, listed in in_order]


def _address(name: str) -> str:
    """A name as the end of an address. One that has no plain letters, or too many, gets a code."""
    plain = slug(name)
    return plain if 0 < len(plain) <= _NAME else f"{plain[:_NAME]}-{_code(name)}".lstrip("-")


def _batches(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    """The items in runs of at most so many."""
    return (items[at : at + size] for at in range(0, len(items), size))


def _code(name: str) -> str:
    return blake2b(name.encode(), digest_size=4).hexdigest()


def _numbered(page: str, number: int) -> str:
    """The path of a page of a list: the first has no number."""
    return page if number == 1 else f"{page.removesuffix('.md')}_{number}.md"
