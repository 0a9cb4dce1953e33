"""Labelled piles of invented articles for the tests of sorting: the files of `tests/sorting/piles`, and `training/`.

A file holds articles, each below a line `== story | publisher | day | headline`; the day may be `undated`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explainery.model import Article
from explainery.sorting import Evidence, Group, evidence_of, sorted_pile
from making import ROOT

FOLDER = Path(__file__).parent / "sorting" / "piles"
PILES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


@dataclass(frozen=True)
class Labelled:
    """An article with the story that it is of."""

    story: str
    article: Article
    evidence: Evidence

    @property
    def file_text(self) -> str:
        """The article as a file with front matter."""
        day = f"published: {self.article.published}\n" if self.article.published else ""
        return f'---\ntitle: "{self.article.title}"\npublisher: {self.article.publisher}\n{day}---\n{self.article.text}'


@cache
def pile(name: str) -> tuple[Labelled, ...]:
    """The articles of a file."""
    parts = re.split(r"^(?=== )", (FOLDER / f"{name}.txt").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_labelled(part, f"a{number}") for number, part in enumerate(parts))


def _labelled(part: str, name: str) -> Labelled:
    head, _, text = part.partition("\n")
    story, publisher, day, title = head.removeprefix("== ").split(" | ", 3)
    return labelled(story, publisher, "" if day == "undated" else day, title, text.strip() + "\n", name=name)


def labelled(story: str, publisher: str, day: str, title: str, text: str, *, name: str = "a") -> Labelled:
    """An article with its label."""
    title = title.replace('"', "'")
    article = Article(name, f"{name}.txt", text, title, publisher, published=day or None)
    return Labelled(story, article, evidence_of(article))


@cache
def invented_news() -> tuple[Labelled, ...]:
    """The articles of `training/`: invented stories of sixteen kinds, three articles each."""
    articles = []
    for path in sorted((ROOT / "training" / "stories").glob("*.txt")):
        body = path.read_text("utf-8").partition("\n-- ")[0]
        for part in re.split(r"^(?=== )", body, flags=re.MULTILINE)[1:]:
            head, _, rows = part.partition("\n")
            publisher, day, title = head.removeprefix("== ").split(" | ", 2)
            text = "\n".join(row.split(" | ", 3)[-1] for row in rows.splitlines())
            articles.append(labelled(path.stem, publisher, day, title, text))
    return tuple(articles)


def groups_of(articles: Sequence[Labelled], stories: Mapping[str, Sequence[Labelled]] | None = None) -> list[Group]:
    """The groups that sorting makes."""
    known = {name: [a.evidence for a in held] for name, held in (stories or {}).items()}
    return sorted_pile([a.evidence for a in articles], known)


def f1_of(articles: Sequence[Labelled]) -> float:
    """B-cubed F1 (Bagga and Baldwin, 1998) of sorting a pile."""
    gold: dict[str, set[int]] = defaultdict(set)
    said: dict[int, set[int]] = {}
    for number, labelled_article in enumerate(articles):
        gold[labelled_article.story].add(number)
    for group in groups_of(articles):
        said |= {member: set(group.members) for member in group.members}
    shared = [(len(said[n] & gold[a.story]), len(said[n]), len(gold[a.story])) for n, a in enumerate(articles)]
    precision = sum(both / guessed for both, guessed, _ in shared) / len(shared)
    recall = sum(both / due for both, _, due in shared) / len(shared)
    return 2 * precision * recall / (precision + recall)
