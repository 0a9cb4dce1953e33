"""Writes an invented corpus, the same for the same seed everywhere, as a project to build or as a pile to sort.

    python tools/corpus.py FOLDER --articles 1000 --seed 1    a project of stories with 2 to 300 articles each
    python tools/corpus.py FOLDER --one 100                   a project with one story of 100 articles
    python tools/corpus.py FOLDER --articles 1000 --inbox     FOLDER/inbox/ with all articles, and FOLDER/gold.tsv

A corpus begins with the same stories whatever its size, and a story with the same articles. Nothing in it is real.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from corpora.dice import Dice
from corpora.names import world
from corpora.story import LARGEST, Made, sizes, story
from corpora.telling import Text

ROOT = Path(__file__).resolve().parent.parent
_ADS = (
    "Subscribe to our newsletter for the news of the day.",
    "Sign up here for our morning briefing.",
    "Follow us on social media.",
    "Share this article",
    "Advertisement",
)
_STEP, _PRIME = 618_033, 1_000_003  # numbers times the one, modulo the other, name files in no order of time or story


def stories(articles: int, seed: int, largest: int = LARGEST) -> Iterator[Made]:
    """The stories of a corpus with so many articles."""
    shared = world(seed)
    for number, size in enumerate(sizes(articles, seed, largest)):
        yield story(shared, seed, number, size)


def one(articles: int, seed: int) -> Made:
    """One story of so many articles."""
    return story(world(seed), seed, 0, articles)


def page_of(text: Text, number: int, dice: Dice) -> str:
    """An article's file: front matter, and the text among its furniture."""
    paper = text.paper.name
    head = f'---\ntitle: "{text.title}"\npublisher: {paper}\npublished: {text.day}\n'
    address = f"url: https://{_slug(paper)}.example/{text.day:%Y/%m/%d}/{number}\nrights: open\n---\n"
    return head + address + "\n\n".join(_furnished(text, dice)) + "\n"


def file_name(text: Text, number: int) -> str:
    """A name for an article in its story's folder."""
    return f"{number:04}-{_slug(text.paper.name)}.{'txt' if number % 4 == 1 else 'md'}"


def write_project(folder: Path, made: Iterator[Made], seed: int) -> int:
    """Write stories as a project with this repository's site. Returns the number of articles."""
    _with_site(folder)
    count = 0
    for each in made:
        place = folder / "sources" / each.tale.slug
        place.mkdir(parents=True)
        if each.tale.key[1] % 2 == 0:
            (place / "story.yml").write_text(_settings(each), "utf-8", newline="\n")
        for name, page in pages(each, seed):
            (place / name).write_text(page, "utf-8", newline="\n")
        count += len(each.texts)
    return count


def write_inbox(folder: Path, made: Iterator[Made], seed: int) -> int:
    """Write the articles of stories as one pile, and beside it which file belongs to which story."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    rows: list[str] = []
    for each in made:
        for name, page in pages(each, seed):
            file = f"{(len(rows) + 1) * _STEP % _PRIME:06}{Path(name).suffix}"
            (inbox / file).write_text(page, "utf-8", newline="\n")
            rows.append(f"{file}\t{each.tale.slug}\n")
    (folder / "gold.tsv").write_text("".join(sorted(rows)), "utf-8", newline="\n")
    return len(rows)


def pages(made: Made, seed: int) -> Iterator[tuple[str, str]]:
    """The files of a story: name and contents."""
    for number, text in enumerate(made.texts):
        yield file_name(text, number), page_of(text, number, Dice(seed, made.tale.slug, "page", number))


def _furnished(text: Text, dice: Dice) -> Iterator[str]:
    """The paragraphs, and around them what is not the article."""
    agency = text.paper.agency
    if not agency and dice.chance(0.25):
        yield f"[Photo: A view of the scene. (Staff/{text.paper.name})]"
    teaser = dice.below(len(text.paragraphs)) if dice.chance(0.3) else -1
    for place, paragraph in enumerate(text.paragraphs):
        yield paragraph
        if place == teaser and not agency:
            yield f"Read also: {text.title}"
    if text.source:
        yield f"Source: {text.source}"
    if not agency and dice.chance(0.35):
        yield dice.pick((*_ADS, f"© {text.paper.name}. All rights reserved."))


def _settings(made: Made) -> str:
    values = made.tale.fixed
    firm, other = str(values["firm"]), str(values["other"]).removeprefix("the ")
    return f"title: {made.tale.title}\nparties:\n  {firm}: [the company]\n  {other}: []\n"


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _with_site(folder: Path) -> None:
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    for page in sorted((ROOT / "docs").glob("*.md")):
        if page.name != "index.md":
            shutil.copy(page, folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)


def main() -> int:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description="Write an invented corpus, the same for the same seed everywhere.")
    parser.add_argument("folder", type=Path, help="a folder that is empty or does not exist")
    many = parser.add_mutually_exclusive_group(required=True)
    many.add_argument("--articles", type=int, metavar="N", help="stories with so many articles altogether")
    many.add_argument("--one", type=int, metavar="N", help="one story with so many articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--largest", type=int, default=LARGEST, metavar="N", help=f"largest story (default: {LARGEST})")
    parser.add_argument("--inbox", action="store_true", help="one pile, and gold.tsv: which file is of which story")
    asked = parser.parse_args()
    if asked.folder.exists() and any(asked.folder.iterdir()):
        parser.error(f"{asked.folder} is not empty: name another folder")
    if asked.one:
        made = iter([one(asked.one, asked.seed)])
    else:
        made = stories(asked.articles, asked.seed, max(2, asked.largest))
    count = (write_inbox if asked.inbox else write_project)(asked.folder, made, asked.seed)
    print(f"{count} articles in {asked.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
