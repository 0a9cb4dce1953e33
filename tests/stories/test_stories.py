"""Three stories of other kinds, written for this: a strike, a merger, a flood. Built and checked as users would."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from explainery.checking.check import check_project
from explainery.commands.build import build
from explainery.config import Settings
from explainery.curation.select import Lengths
from explainery.model import REACTIONS
from explainery.pipeline import explained, story_in
from explainery.project import Project
from making import with_site

HERE = Path(__file__).resolve().parent
NAMES = ("strike", "merger", "flood")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("three")
    for name in NAMES:
        shutil.copytree(HERE / name, root / "sources" / name)
    with_site(root)
    found = Project(root, Settings())
    build(found)
    return found


def pages(project: Project, name: str) -> dict[str, str]:
    return {p.stem: p.read_text("utf-8") for p in (project.docs / name).glob("*.md")}


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_there(project: Project, name: str) -> None:
    """Other pages need something sure that the timeline does not tell."""
    assert {"index", "reactions", "sources"} <= set(pages(project, name))


def test_every_statement_stands(project: Project) -> None:
    assert [str(f) for f in check_project(project, [], lambda _: None).findings] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_copy_of_the_wire_is_no_second_voice(name: str) -> None:
    story = story_in(HERE / name, name)
    assert len(set(story.independent_groups.values())) == len(story.articles) - 1


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_not_the_article_is_on_a_page(project: Project, name: str) -> None:
    text = "\n".join(pages(project, name).values())
    assert not re.search(r"Read more|©|\(Reporting by|^By [A-Z]|\(A[A-Z]+\) [—-]", text, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_a_larger_budget_keeps_adding_and_keeps_the_order(name: str) -> None:
    story = story_in(HERE / name, name)
    """On the page of reactions a speaker's entries stand together, so that a new one may move an old one up."""
    budgets = [explained(story, Lengths(budget=b)) for b in (0.1, 0.2, 0.3, 0.4)]
    for small, large in pairwise([[s.claim.id for s in e.statements] for e in budgets]):
        assert set(small) <= set(large)
    assert len(budgets[0].statements) < len(budgets[-1].statements)
    ordered = [[s.claim.id for s in e.statements if s.claim.facet != REACTIONS] for e in budgets]
    for small, large in pairwise(ordered):
        assert [c for c in large if c in small] == small


@pytest.mark.parametrize(
    ("name", "one", "other"), [("strike", "61 million", "38 million"), ("flood", "opened its gates", "denied")]
)
def test_what_sources_say_against_each_other_is_found(name: str, one: str, other: str) -> None:
    story = story_in(HERE / name, name)
    sides = [" / ".join(story.passage(s[0]).words for s in d.sides) for d in story.disagreements]
    assert any(one in s and other in s for s in sides)
