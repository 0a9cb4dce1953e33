"""The archive: every story is reached, every page is small, whatever names and titles there are."""

from __future__ import annotations

import gzip
import json
import posixpath
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.archive.catalogue import Catalogue
from explainery.archive.entry import StoryEntry
from explainery.languages import words_of
from explainery.publishing.archive_pages import ARCHIVE, Archive
from explainery.publishing.published_story import Site
from explainery.rendering.story_lists import LISTED, home_list
from making import ROOT
from many_stories import TOPICS

SITE = Site("News", url="https://news.example/")
LARGEST = 30_000  # bytes packed, with 6,000 left for the site's own header, footer and head
SHELL = 6_000


VOCABULARY = sorted(set(re.findall(r"[A-Za-z]{3,}", (ROOT / "docs/reading.md").read_text("utf-8"))))


def many(count: int, seed: int, *, long: bool = False) -> Catalogue:
    """Stories of random words. A text of a real page packs better, because it is no random order."""
    chance = random.Random(seed)  # noqa: S311 (not for secrets)

    def text(words: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=words * (99 if long else 1)))

    people = [text(2) for _ in range(count)]
    return Catalogue.of(
        StoryEntry(
            name=f"story-{n:04}", title=text(9), description=text(30), days="6 to 13 May 2023",
            counts="ten articles · six publishers", newest=f"{2016 + n % 11}-05-13", publishers=(text(2), text(2)),
            topics=(chance.choice(TOPICS),), people=tuple(chance.sample(people, 5)), places=tuple(chance.sample(people, 3)),
        )
        for n in range(count)
    )  # fmt: skip


def packed(text: str) -> int:
    return len(gzip.compress(text.encode()))


@pytest.mark.parametrize(("count", "long"), [(30, False), (3000, False), (300, True)])
def test_no_page_is_larger_than_it_may_be(count: int, *, long: bool) -> None:
    catalogue = many(count, 1, long=long)
    pages = dict(Archive(SITE, catalogue).pages())
    sizes = {path: packed(contents.body) for path, contents in pages.items()}
    sizes["home"] = packed(home_list(catalogue, lambda name: f"{name}/", SITE.words))
    worst = max(sizes, key=lambda path: sizes[path])
    assert sizes[worst] < LARGEST - SHELL, worst


def linked(pages: dict[str, str], start: str) -> set[str]:
    """The files that one can reach from a page by links."""
    seen, left = {start}, [start]
    while left:
        place = left.pop()
        for href in re.findall(r'href="([^"#]+)"', pages.get(place, "")):
            at = f"{href}index.html" if href.endswith("/") else href
            target = posixpath.normpath(posixpath.join(posixpath.dirname(place), at))
            if target not in seen:
                seen.add(target)
                left.append(target)
    return seen


@pytest.mark.parametrize("in_folders", [True, False])
def test_every_story_and_page_is_reached_from_the_first_page(*, in_folders: bool) -> None:
    site = Site("News", is_in_folders=in_folders)
    catalogue = many(500, 2)
    made = list(Archive(site, catalogue).pages())
    pages = {site.place(path): contents.body for path, contents in made}
    assert len(pages) == len(made), "no two pages have one address"
    reached = linked(pages, site.place(ARCHIVE))
    assert set(pages) <= reached
    assert {site.place(f"{entry.name}/index.md") for entry in catalogue.entries} <= reached


def test_a_small_site_has_no_archive() -> None:
    assert list(Archive(SITE, many(9, 3)).pages()) == []


def test_the_filter_finds_what_the_home_page_does_not_list() -> None:
    catalogue = many(1500, 4)
    archive = Archive(SITE, catalogue)
    rows = [row for data in archive.files().values() for row in json.loads(data)]
    assert [row[0] for row in rows] == [f"{e.name}/" for e in catalogue.entries[LISTED:]]
    assert f'data-parts="{len(archive.files())}"' in archive.ways("index.html")
    assert all(len(gzip.compress(data)) < 4 * LARGEST for data in archive.files().values())


NAMES = st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=6, unique=True)


@given(NAMES)
def test_any_names_have_addresses_of_their_own_and_are_no_markup(names: list[str]) -> None:
    entries = [StoryEntry(f"s{n}", "A", topics=tuple(names), people=tuple(names)) for n in range(10)]
    pages = list(Archive(SITE, Catalogue.of(entries)).pages())
    paths = [path for path, _ in pages]
    assert len(set(paths)) == len(paths)
    assert all(re.fullmatch(r"archive(/[a-z0-9_-]{1,90})?\.md", path) for path in paths)
    assert not any(
        "<script" in contents.body or "<b>" in contents.body.replace("<b>", "", 200) for _, contents in pages
    )


def test_it_is_in_the_sites_language() -> None:
    site = Site("Nachrichten", language="de")
    pages = dict(Archive(site, many(40, 5)).pages())
    assert words_of("de")["archive.title"] in pages[ARCHIVE].body
    assert "All stories" not in "".join(contents.body for contents in pages.values())
