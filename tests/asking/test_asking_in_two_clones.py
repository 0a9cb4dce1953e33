"""Two clones that ask at the same time, merged with real git: no conflict, and every answer once."""

from __future__ import annotations

from pathlib import Path

from asking.model_server import serving, settle, with_articles
from cli.test_branches import clone, git, origin
from explainery.answers.files import answers_file, answers_of
from explainery.answers.questions import Task
from explainery.commands.ask import Wanted, ask, ask_plan
from explainery.project import Project

__all__ = ["origin"]  # the fixture

LABELS = (Task.LABELS,)


def asked(root: Path, most: int | None = None) -> None:
    ask(Project.at(root), Wanted("port", LABELS, most=most))
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "Answers")


def test_answers_of_two_clones_merge_without_a_conflict(origin: Path) -> None:
    with_articles(origin, ["p1", "p2", "p3"])
    with serving() as server:
        settle(origin, server.url, parallel=1)
        git(origin, "add", "-A")
        git(origin, "commit", "-q", "-m", "More articles")
        a, b = (clone(origin, name, driver=False) for name in "ab")
        asked(a, most=2)
        with_articles(b, ["p0"])  # asked first, so that the two do not answer the same
        asked(b)
        pulled = git(a, "pull", "-q", "--no-rebase", "--no-edit", str(b), "main", check=False)
        assert pulled.returncode == 0, pulled.stdout + pulled.stderr
        sent = len(server.requests)
        assert ask_plan(Project.at(a), Wanted("port", LABELS)).questions == {}
        asked(a)
        assert len(server.requests) == sent
    answers, project = answers_of(a, "port"), Project.at(a)
    assert len(answers.by_question) == 6
    assert set(answers_file(b, "port").read_text("utf-8").splitlines()) <= set(
        answers_file(a, "port").read_text("utf-8").splitlines()
    )
    assert not ask_plan(project, Wanted("port", LABELS)).withheld
