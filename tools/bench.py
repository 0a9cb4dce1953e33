"""Benchmarks as ratios against a named peer, measured in one run: what `make bench` prints.

A ratio says more than a time: both sides ran on this machine, on these articles, in this minute. Each figure is
the median of several runs.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import bench_checks
import bench_pages
import bench_reading
from explainery.commands.build import build
from explainery.config import Settings
from explainery.project import Project
from explainery.reading import read_story

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7
STORIES = 170  # of six pages each: a thousand pages


def seconds(work: Callable[[], object], before: Callable[[], object] = lambda: None, runs: int = RUNS) -> float:
    """The median time of some work; `before` each run is not counted."""
    times = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def command(*arguments: str) -> Callable[[], object]:
    """Some Python in a process of its own."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def build_rows(project: Project) -> list[bench_reading.Row]:
    """How long a build takes, first and again, and a start of the command."""

    def wiped() -> None:
        shutil.rmtree(project.docs, ignore_errors=True)
        shutil.rmtree(project.root / ".explainery", ignore_errors=True)  # the base, and what is remembered

    def peer() -> None:
        for story in project.stories():
            bench_reading.lexrank(read_story(project.sources / story))

    first = seconds(lambda: build(project), wiped)
    ours, theirs = command("-m", "explainery", "--help"), command("-c", "pass")
    return [
        ("build, all stories", first, "sumy LexRank on the same articles", seconds(peer)),
        ("second build, nothing changed", seconds(lambda: build(project)), "first build", first),
        ("explainery --help", seconds(ours), "python -c pass", seconds(theirs)),
    ]


def main() -> int:
    """Print the table and what is asked for: `--checks` and `--growth` take minutes, `--archives` writes a gigabyte."""
    with tempfile.TemporaryDirectory() as name:
        project = Project(Path(name), Settings())
        shutil.copytree(ROOT / "sources", project.sources)
        rows = [*build_rows(project), *bench_reading.rows(project.sources), bench_pages.row()]
        if "--checks" in sys.argv[1:]:
            (project.root / "many").mkdir()
            rows += bench_checks.rows(project.root / "many", STORIES)
    print(f"{'what':32}{'ms':>8}  {'against':36}{'ms':>8}{'ratio':>8}")
    for what, ours, against, theirs in rows:
        measured = f"{theirs * 1000:8.0f}{ours / theirs:8.2f}" if theirs else f"{'not installed':>16}"
        print(f"{what:32}{ours * 1000:8.0f}  {against:36}{measured}")
    for option, lines in (("--growth", bench_reading.growth), ("--archives", bench_pages.archives)):
        for line in ("", *lines()) if option in sys.argv[1:] else ():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
