"""Ctrl-C, and kills, of builds that run in several processes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from explainery.commands.build import build
from making import kept_tree, port_project
from terminal import ENVIRONMENT

STORIES = 6


def many(root: Path) -> Path:
    project = port_project(root)
    for number in range(1, STORIES):
        shutil.copytree(project.sources / "port", project.sources / f"port{number}")
    return root


def parallel(root: Path) -> subprocess.Popen[str]:
    """A build in two processes, with a session of its own, as a terminal gives it."""
    command = [sys.executable, "-m", "explainery", "-C", str(root), "build", "--executor", "processes:2"]
    return subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def session(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(leader) and fields[0] != "Z":
            found.append(int(place.parent.name))
    return found


def all_ended(leader: int) -> bool:
    for _ in range(1000):
        if not session(leader):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux for the processes of a session")
@pytest.mark.parametrize("what", ["Ctrl-C", "command", "all", "worker"])
def test_a_parallel_build_that_is_stopped_leaves_everything_whole(tmp_path: Path, what: str) -> None:
    root = many(tmp_path / "project")
    before = kept_tree(root)
    running = parallel(root)
    while len(session(running.pid)) < 4 and running.poll() is None:  # the command, its fork server, two workers
        time.sleep(0.005)
    time.sleep(random.Random(what).uniform(0, 0.3))  # noqa: S311 (an instant is no secret)
    if what == "Ctrl-C":
        os.killpg(running.pid, signal.SIGINT)
    elif what == "command":
        running.kill()
    elif what == "all":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        os.kill(max(session(running.pid)), signal.SIGKILL)
    _, error = running.communicate()
    assert all_ended(running.pid)
    assert "Traceback" not in error
    if what == "Ctrl-C" and running.returncode:
        assert running.returncode == 2
        assert kept_tree(root) == before
        assert not (root / ".explainery/pending").exists()
    finished = subprocess.run(
        [sys.executable, "-m", "explainery", "-C", str(root), "build"], env=ENVIRONMENT, check=False
    )
    assert finished.returncode == 0
    fresh = port_project(tmp_path / "fresh")
    shutil.rmtree(fresh.sources)
    shutil.copytree(root / "sources", fresh.sources)
    build(fresh, executor="here")
    assert kept_tree(root) == kept_tree(fresh.root)
