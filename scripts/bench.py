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

from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer

import bench_checks
from explainery.building import build
from explainery.marking.sentences import split
from explainery.reading import read_story
from explainery.running import Project
from explainery.settings import Settings
from explainery.text import words

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7
SHARE = 0.35
STORIES = 170  # of six pages each: a thousand pages


class Tokenizer:
    """sumy's own tokenizer downloads data; this one splits as we do, so that both sides do the same work."""

    def to_sentences(self, text: str) -> list[str]:
        """The sentences of a paragraph."""
        return [text[a:b] for a, b in split(text)]

    def to_words(self, sentence: str) -> list[str]:
        """The words of a sentence."""
        return words(sentence)


def seconds(work: Callable[[], object], before: Callable[[], object] = lambda: None, runs: int = RUNS) -> float:
    """The median time of some work; `before` each run is not counted."""
    times = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def lexrank(folder: Path) -> None:
    """Sumy's LexRank chooses a share of a story's sentences."""
    text = "\n\n".join(article.text for article in read_story(folder))
    document = PlaintextParser(text, Tokenizer()).document
    LexRankSummarizer()(document, max(1, int(SHARE * len(document.sentences))))


def command(*arguments: str) -> Callable[[], object]:
    """Some Python in a process of its own."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        project = Project(Path(name), Settings())
        shutil.copytree(ROOT / "sources", project.sources)

        def wiped() -> None:
            shutil.rmtree(project.docs, ignore_errors=True)
            shutil.rmtree(project.root / ".explainery", ignore_errors=True)  # the base, and what is remembered

        def peer() -> None:
            for story in project.stories():
                lexrank(project.sources / story)

        first = seconds(lambda: build(project), wiped)
        rows = [
            ("build, all stories", first, "sumy LexRank on the same articles", seconds(peer)),
            ("second build, nothing changed", seconds(lambda: build(project)), "first build", first),
            (
                "explainery --help",
                seconds(command("-m", "explainery", "--help")),
                "python -c pass",
                seconds(command("-c", "pass")),
            ),
        ]
        if "--checks" in sys.argv[1:]:  # takes minutes
            (project.root / "many").mkdir()
            rows += bench_checks.rows(project.root / "many", STORIES)
    print(f"{'what':32}{'ms':>8}  {'against':36}{'ms':>8}{'ratio':>8}")
    for what, ours, against, theirs in rows:
        print(f"{what:32}{ours * 1000:8.0f}  {against:36}{theirs * 1000:8.0f}{ours / theirs:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
