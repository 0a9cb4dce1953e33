"""Killed at random instants through the whole program, twice in each test: no answer that was told is lost, and none is there twice."""

from __future__ import annotations

import json
import os
import random
import re
import signal
from pathlib import Path

import pytest

from asking.model_server import serving, settle, with_articles
from explainery.answers.files import answers_file
from explainery.answers.questions import Task
from explainery.commands.ask import Wanted, ask
from explainery.project import Project
from making import port_project
from prefork import forked
from terminal import ENVIRONMENT

ALL = os.environ.get("EXPLAINERY_HOSTILE") == "all"
QUESTIONS = 8
# The command, killed at the n-th call of any function that changes the disk or tells of an answer: before it, after
# it, or (a write) in the middle of it. Progress is told at once.
KILLED = """
import os, signal, sys
from explainery.cli import progress
from explainery.cli.main import main
root, left, part = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
progress._PATIENCE = -1
def deadly(name):
    real = getattr(os, name)
    def call(*given, **named):
        global left
        if threading_main():
            left -= 1
        if left == 0 and name == "write" and given[0] > 2 and part < 0.9:
            real(given[0], given[1][:int(part * len(given[1]))])
        if left == 0 and part < 0.9:
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*given, **named)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    setattr(os, name, call)
import threading
def threading_main():
    return threading.current_thread() is threading.main_thread()
told = progress.Progress._write
def tell(self, text):
    global left
    left -= 1
    if left == 0 and part < 0.5:
        os.kill(os.getpid(), signal.SIGKILL)
    told(self, text)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
progress.Progress._write = tell
for name in ("open", "write", "fsync", "ftruncate", "close"):
    deadly(name)
sys.exit(main(["-C", root, "ask", "port", "--task", "labels"]))
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("killed")
    port_project(made)
    with_articles(made, [f"p{n}" for n in range(QUESTIONS - 2)])
    return made


def questions_in(root: Path) -> list[str]:
    """The questions of the whole lines, in order."""
    file = answers_file(root, "port")
    lines = file.read_text("utf-8").split("\n")[:-1] if file.exists() else []
    return [json.loads(line)["question"] for line in lines]


@pytest.mark.parametrize("seed", range(50 if ALL else 16))  # `make hostile` kills at all
def test_no_answer_that_was_told_is_lost_and_none_is_doubled(root: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    answers_file(root, "port").unlink(missing_ok=True)
    with serving() as server:
        settle(root, server.url, parallel=chance.choice([1, 2, 4]))
        known: list[str] = []
        for _ in range(2):  # and killed again while it goes on
            moment, part = chance.randint(1, 60), chance.random()
            done = forked(KILLED, str(root), str(moment), str(part), environment=ENVIRONMENT)
            assert done.returncode in {0, -signal.SIGKILL}, done.stderr
            told = [int(n) for n in re.findall(r"labels, (\d+) of \d+ answered", done.stderr)]
            now = questions_in(root)
            assert now[: len(known)] == known
            assert len(now) - len(known) >= max(told, default=0)
            known = now
        ask(Project.at(root), Wanted("port", (Task.LABELS,)))
    rows = questions_in(root)
    assert rows[: len(known)] == known
    assert len(rows) == len(set(rows)) == QUESTIONS
