"""Stories without articles, by the hundred: invented pages in the format that builds write, for tests of whole sites.

As a script it writes a project of so many stories into a folder: `python tests/many_stories.py 300 FOLDER`.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from making import ROOT, with_site

TOPICS = ("Shipping", "Labour", "Courts", "Science", "Water", "Elections", "Housing", "Sport")
TOWNS = ("Arlen", "Maro", "Westport", "Calder Bay", "Ostrava", "Norwich", "Bergen", "Valparaiso", "Dunmore", "Selby")
SIDES = ("the union", "Norsea", "the city council", "Norway", "Chile", "the harbour board", "the court", "Poland")
FIRST = ("Olle", "Karin", "Ines", "Tomas", "Aniela", "Bram", "Sofia", "Per", "Ruth", "Ada", "Milan", "Nadia", "Hugo")
LAST = ("Brandt", "Lind", "Okafor", "Moreau", "Petrov", "Castell", "Vance", "Solberg", "Aranda", "Kirchner", "Doyle")
PUBLISHERS = ("The Herald", "Courier", "Northern Wire", "Maro Gazette", "Harbour Times", "Daily Post", "Radio Selby")
EVENTS = (
    ("Why the {thing} in {town} stopped", "{Town}’s {thing} has stood still since {month}."),
    ("How {town} lost its {thing}", "The {thing} of {Town} closed, and nobody wanted to pay for it."),
    ("What is behind the dispute over the {thing} in {town}", "Two sides want the {thing} of {Town}, and neither gives way."),
    ("{town}’s {thing}, explained", "What happened to the {thing}, who pays, and who says no."),
)  # fmt: skip
THINGS = ("ferry", "port", "water works", "night train", "stadium", "tram", "shipyard", "market hall", "dam", "library")
PAGES = ("index", "background", "motives", "trade", "sources")
_MONTHS = "January February March April May June July August September October November December".split()
_NEWEST = date(2026, 11, 20)


def with_stories(root: Path, count: int, pages: Sequence[str] = PAGES, seed: int = 16) -> None:
    """Write so many stories below a project's folder; `sources/` gets their topics."""
    chance = random.Random(seed)  # noqa: S311 (not for secrets)
    for number in range(count):
        name, day = f"story-{number:04}", _NEWEST - timedelta(days=number)
        (root / "docs" / name).mkdir(parents=True)
        (root / "sources" / name).mkdir(parents=True)
        (root / "sources" / name / "story.yml").write_text(f"topics: [{chance.choice(TOPICS)}]\n", "utf-8")
        for page, text in _story(chance, day, pages).items():
            (root / "docs" / name / f"{page}.md").write_text(text, "utf-8")


def site_project(root: Path, count: int, pages: Sequence[str] = PAGES) -> Path:
    """A project with the site of this repository and so many stories, and none of its own."""
    root.mkdir(parents=True, exist_ok=True)
    with_site(root)
    shutil.copy(ROOT / "docs" / "index.md", root / "docs")
    with_stories(root, count, pages)
    return root


def _told(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _story(chance: random.Random, day: date, names: Sequence[str]) -> dict[str, str]:
    town, thing = chance.choice(TOWNS), chance.choice(THINGS)
    headline, about = chance.choice(EVENTS)
    title = headline.format(town=town, thing=thing)
    told = about.format(Town=town, thing=thing, month=_MONTHS[day.month - 1])
    notes = _notes(chance, day, town, thing)
    pages = {"index": _overview(chance, title, told, (day, names), list(notes))}
    for page in names[1:]:
        lines = "\n\n".join(f"{_sentence(chance, town, thing)}[^{key}]" for key in notes)
        pages[page] = (
            f'---\ntitle: "{page.capitalize()}"\ndescription: "{told}"\n---\n\n# {page.capitalize()}\n\n{lines}\n'
        )
    foot = "\n## Sources for this page { data-search-exclude }\n\n" + "\n".join(notes.values()) + "\n"
    return {page: text + foot for page, text in pages.items()}


def _sentence(chance: random.Random, town: str, thing: str) -> str:
    amount, who = chance.randrange(2, 900), chance.choice(SIDES)
    return f"{who[0].upper()}{who[1:]} said that the {thing} in {town} would cost {amount} million crowns."


def _notes(chance: random.Random, day: date, town: str, thing: str) -> dict[str, str]:
    notes = {}
    for _ in range(10):
        key = f"herald-{chance.randrange(16**4):04x}"
        notes[key] = (
            f"[^{key}]: **{chance.choice(PUBLISHERS)}**, [*The {thing} of {town}*](sources.md), "
            f"{_told(day - timedelta(days=chance.randrange(9)))}. The article: “{_sentence(chance, town, thing)}”"
        )
    return notes


def _overview(chance: random.Random, title: str, told: str, when: tuple[date, Sequence[str]], keys: list[str]) -> str:
    day, names = when
    people = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(4)]
    lines = "\n".join(f"{_sentence(chance, 'the town', 'work')}[^{key}]" for key in keys[:4])
    cast = "\n".join(f"| {p} | spokesman | {chance.choice(SIDES)}[^{k}] |" for p, k in zip(people, keys, strict=False))
    links = "\n\n".join(f"**{p.capitalize()}.** [More]({p}.md)" for p in names[1:])
    first = day - timedelta(days=9)
    days = f"{first.day if first.month == day.month else _told(first)} to {_told(day)}"
    return (
        f'---\ntitle: "{title}"\ndescription: "{told}"\n---\n\n# {title}\n\n*{days} · ten articles · six publishers*\n\n'
        f"## What happened\n\n{lines}\n\n## More on this story\n\n{links}\n\n"
        f"## Who is who\n\n| Who | Role | Side |\n|---|---|---|\n{cast}\n"
    )


if __name__ == "__main__":
    site_project(Path(sys.argv[2]), int(sys.argv[1]))
