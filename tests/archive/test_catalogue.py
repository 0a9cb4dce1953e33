"""The stories in order, and what they share."""

from __future__ import annotations

import os
import random
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.archive.catalogue import RELATED, Catalogue, shelf_of
from explainery.archive.entry import StoryEntry
from explainery.config import story_settings
from explainery.errors import SettingsError


def names(entries: tuple[StoryEntry, ...]) -> list[str]:
    return [entry.name for entry in entries]


def test_the_newest_come_first_and_those_without_a_date_last() -> None:
    days = {"a": "2023", "b": "", "c": "2023-10-13", "d": "2023-10-14", "e": "2023-10-14"}
    catalogue = Catalogue.of(StoryEntry(name, name, newest=day) for name, day in days.items())
    assert names(catalogue.entries) == ["d", "e", "c", "a", "b"]


def test_related_stories_share_people_and_bodies_and_the_rarest_count_most() -> None:
    catalogue = Catalogue.of([
        StoryEntry("a", "a", people=("Mara Lind", "Kim"), sides=("Norway",)),
        StoryEntry("b", "b", people=("Kim",)),
        StoryEntry("c", "c", people=("Mara Lind",)),
        StoryEntry("d", "d", people=("Kim",), sides=("Norway",)),
        StoryEntry("e", "e", people=("Kim",)),
        StoryEntry("f", "f"),
    ])  # fmt: skip
    assert names(catalogue.related("a")) == ["d", "c", "b"]
    assert catalogue.related("f") == ()


SOME = st.lists(st.sampled_from("abcdefgh"), max_size=4, unique=True).map(tuple)


@given(st.dictionaries(st.sampled_from("stuvwxyz"), st.tuples(SOME, SOME)), st.randoms())
def test_related_stories_do_not_depend_on_the_order_of_reading(
    rows: dict[str, tuple[tuple[str, ...], tuple[str, ...]]], chance: random.Random
) -> None:
    entries = [StoryEntry(name, name, people=people, sides=sides) for name, (people, sides) in rows.items()]
    first = Catalogue.of(entries)
    chance.shuffle(entries)
    second = Catalogue.of(entries)
    for name, (people, sides) in rows.items():
        related = first.related(name)
        assert related == second.related(name)
        assert name not in names(related)
        assert len(related) <= RELATED
        assert all({*people, *sides} & {*other.people, *other.sides} for other in related)


@given(st.dictionaries(st.sampled_from("stuvwxyz"), SOME, min_size=2))
def test_a_name_counts_by_its_share_exactly(rows: dict[str, tuple[str, ...]]) -> None:
    catalogue = Catalogue.of(StoryEntry(name, name, people=people) for name, people in rows.items())
    stories = Counter(person for people in rows.values() for person in people)
    for name, people in rows.items():
        shares = {o: sum(Fraction(1, stories[p]) for p in people if p in rows[o]) for o in rows if o != name}
        best = sorted((o for o in shares if shares[o]), key=lambda o: (-shares[o], o))
        assert names(catalogue.related(name)) == best[:RELATED]


def write(root: Path, name: str, title: str) -> Path:
    page = root / "docs" / name / "index.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"---\ntitle: {title}\n---\n\n# {title}\n", "utf-8")
    return page


def test_files_that_changed_are_read_again(tmp_path: Path) -> None:
    page = write(tmp_path, "port", "A port")
    shelf = shelf_of(tmp_path)
    assert names(shelf.catalogue(fresh=True).entries) == ["port"]
    write(tmp_path, "ferry", "A ferry")
    assert names(shelf.catalogue(fresh=False).entries) == ["port"]
    write(tmp_path, "port", "The port of today")
    os.utime(page, ns=(1, 1))
    assert [e.title for e in shelf.catalogue(fresh=True).entries] == ["A ferry", "The port of today"]


@pytest.mark.parametrize("what", ["no text", "a link"])
def test_a_story_that_cannot_be_read_is_left_out(tmp_path: Path, what: str) -> None:
    write(tmp_path, "ferry", "A ferry")
    page = write(tmp_path, "port", "A port")
    if what == "no text":
        page.write_bytes(b"\xff\xfe\x00")
    else:
        page.unlink()
        page.symlink_to(tmp_path / "docs/ferry/index.md")
    assert names(shelf_of(tmp_path).catalogue(fresh=True).entries) == ["ferry"]


def test_a_story_with_broken_settings_is_listed_without_them(tmp_path: Path) -> None:
    write(tmp_path, "port", "A port")
    (tmp_path / "sources/port").mkdir(parents=True)
    (tmp_path / "sources/port/story.yml").write_text("topics: {a: b}\n", "utf-8")
    assert shelf_of(tmp_path).catalogue(fresh=True).entries == (StoryEntry("port", "A port"),)


@pytest.mark.parametrize("given", ["{a: b}", '["x\\ny"]', f"[{'x' * 61}]", '[""]'])
@pytest.mark.parametrize("name", ["topics", "places"])
def test_topics_and_places_are_short_names(tmp_path: Path, name: str, given: str) -> None:
    (tmp_path / "story.yml").write_text(f"title: A\n{name}: {given}\n", "utf-8")
    with pytest.raises(SettingsError) as error:
        story_settings(tmp_path)
    assert "story.yml:2" in str(error.value)
    (tmp_path / "story.yml").write_text(f"{name}: Shipping\n", "utf-8")
    assert getattr(story_settings(tmp_path), name) == ("Shipping",)
