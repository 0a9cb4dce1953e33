"""The measurements, each in a folder of its own, through the command line as users run it.

Each gives its figures as soon as it has them. What this program does not know yet gives a figure with a note.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import corpus
from explainery.config import story_settings
from explainery.linking import link
from explainery.marking import mark
from explainery.reading import read_story
from explainery.story_memory import forget_story
from scale.figures import Figure
from scale.running import Cost, cost_of, explainery

SEED = 1
ONE, MARKED, MANY = "one story", "one story, marking and linking", "many stories"
MANY_SMALL, SMALL = "many stories of at most 30 articles", 30
SEARCH, SEARCH_START, BESIDE = "search index", "search index, its first file", "files beside the pages"
FILES, GIT_ADD, GIT_STATUS = "files", "git add and commit", "git status"
UNCHANGED, CHANGED, ADDED = "nothing changed", "one article changed", "one article added"
POOL, DASK, PILE, SITE = "two processes", "Dask", "sort", "MkDocs"
NOT_THERE = "not there"
_TIMED = 60  # articles that all runs of one size together come to, at least: few take more runs to time
_TURNS = 3
_LINE = "\nThe council said on Friday that it had counted 4,711 chairs in the town hall.\n"
_SMALL = 6  # articles at most in the story of which one article is changed
_WORKERS = 2
_GIVE_UP = 60.0  # seconds to wait for a scheduler on this machine, and for its workers


def one_story(sizes: Sequence[int]) -> Iterator[Figure]:
    """A first build of one story."""
    for size in sizes:
        costs = []
        for _ in range(max(1, min(_TURNS, _TIMED // size // 2))):
            with _one(size) as root:
                costs.append(explainery(root, "build"))
        yield _figure(ONE, size, min(costs, key=lambda c: c.processor))


def marking_and_linking(sizes: Sequence[int]) -> Iterator[Figure]:
    """Marking and linking of one story in this process, read beforehand."""
    for size in sizes:
        with _one(size) as root:
            (folder,) = (root / "sources").iterdir()
            if size == sizes[0]:
                _marked_and_linked(folder)  # what is loaded once is not counted
            costs = [_marked_and_linked(folder) for _ in range(max(1, _TIMED // size))]
        marking, linking = (statistics.median(c[i] for c in costs) for i in (0, 1))
        yield Figure(MARKED, size, marking + linking, note=f"marking {marking:.2f} s, linking {linking:.2f} s")


def many_stories(sizes: Sequence[int], largest: int) -> Iterator[Figure]:
    """A first build of many stories, then one with nothing changed, one with an article changed, and the site."""
    for size in sizes:
        with _many(size, largest) as root:
            stories = sum(1 for _ in (root / "sources").iterdir())
            first = explainery(root, "build")
            yield _figure(MANY, size, first, f"{stories} stories of at most {largest} articles")
            again = min((explainery(root, "build") for _ in range(_TURNS)), key=lambda c: c.processor)
            yield _figure(UNCHANGED, size, again, against=first.processor)
            _change(root)
            yield _figure(CHANGED, size, explainery(root, "build"), against=first.processor)
            yield from _site(root)
            yield from _kept(root, size)
            yield from _added_to_site(root, size)


def many_small_stories(sizes: Sequence[int]) -> Iterator[Figure]:
    """A first build of many stories of which none is large: an archive that grows, and not its largest story.

    In one process, whatever the size: two would have twice the memory, which says nothing of growth.
    """
    for size in sizes:
        with _many(size, SMALL) as root:
            stories = sum(1 for _ in (root / "sources").iterdir())
            cost = explainery(root, "build", "--executor", "here")
            yield _figure(MANY_SMALL, size, cost, f"{stories} stories, in one process")


def one_added(size: int) -> Iterator[Figure]:
    """A story's first build, and one after an article more."""
    with _one(size + 1) as root:
        last = max((root / "sources").glob("*/[0-9]*"))
        text = last.read_bytes()
        last.unlink()
        first = explainery(root, "build")
        last.write_bytes(text)
        yield _figure(ADDED, size, explainery(root, "build"), against=first.processor)


def two_processes(size: int, largest: int) -> Iterator[Figure]:
    """A first build in one process and in two, in turns, by the clock; both write the same bytes."""
    yield _in_turns(POOL, size, largest, "here", "processes:2")


def dask(size: int, largest: int) -> Iterator[Figure]:
    """A first build by two workers of Dask on this machine, and by a pool of two processes."""
    if find_spec("distributed") is None:
        yield Figure(DASK, size, note=f"{NOT_THERE}: Dask is not installed")
        return
    with _cluster() as address:
        yield _in_turns(DASK, size, largest, "processes:2", address)


def pile(sizes: Sequence[int], largest: int) -> Iterator[Figure]:
    """Articles of many stories in one folder, sorted into stories; the note says how well."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            corpus.write_inbox(root, corpus.stories(size, SEED, largest), SEED)
            (root / "sources").mkdir()
            cost = explainery(root, "sort", "--json", root / "inbox")
            well = "" if cost.error else f"B-cubed F1 {_b_cubed(root / 'gold.tsv', cost.output):.3f}"
            yield _figure(PILE, size, cost, well)


def _b_cubed(gold: Path, printed: str) -> float:
    """How well a pile was sorted: the mean over its articles of how pure and how complete each one's story is."""
    meant = dict(line.split("\t") for line in gold.read_text("utf-8").splitlines())
    found = {file: s["name"] for s in json.loads(printed)["stories"] for file in s["files"]}
    pairs = Counter((meant[file], found.get(file, file)) for file in meant)
    of_meant, of_found = Counter(meant.values()), Counter(found.get(file, file) for file in meant)
    precision, recall = (
        sum(n * n / whole for n, whole in wholes) / len(meant)
        for wholes in (
            [(n, of_found[other]) for (_, other), n in pairs.items()],
            [(n, of_meant[story]) for (story, _), n in pairs.items()],
        )
    )
    return 2 * precision * recall / (precision + recall)


def _site(root: Path) -> Iterator[Figure]:
    """The site by MkDocs as we set it up, and by the theme alone, of the same pages."""
    pages = sum(1 for _ in (root / "docs").rglob("*.md"))
    bare = root / "mkdocs-bare.yml"
    bare.write_text(_bare_settings((root / "mkdocs.yml").read_text("utf-8")), "utf-8")
    ours, alone = (
        cost_of((sys.executable, "-m", "mkdocs", "build", "-q", "-f", file, "-d", root / "site" / file.stem))
        for file in (root / "mkdocs.yml", bare)
    )
    yield _figure(SITE, pages, ours, against=alone.processor)


def _added_to_site(root: Path, size: int) -> Iterator[Figure]:
    """What comes behind MkDocs: the index of the search box, and feeds, cards and data beside the pages."""
    site = root / "site" / "mkdocs"
    index = "from explainery.searching.index_files import write_index as run\nrun(Path(sys.argv[1]))"
    beside = "from explainery.commands.publish import publish as run\nrun(Path(sys.argv[2]), Path(sys.argv[1]))"
    for part, code in ((SEARCH, index), (BESIDE, beside)):
        before = set(_files(site))
        cost = cost_of((sys.executable, "-c", f"import sys\nfrom pathlib import Path\n{code}", site, root))
        made = [p for p in _files(site) if part == BESIDE or "search" in p.parts]
        made = [p for p in made if part == SEARCH or p not in before]
        yield replace(_figure(part, size, cost), files=len(made), disk=_megabytes(made))
        if part == SEARCH:
            yield Figure(SEARCH_START, size, disk=_megabytes([site / "search" / "index.js"]))


def _files(*places: Path) -> list[Path]:
    """Every file in some places."""
    return [f for place in places for f in (place.rglob("*") if place.is_dir() else [place]) if f.is_file()]


def _megabytes(files: Sequence[Path]) -> float:
    return sum(f.stat().st_size for f in files if f.is_file()) / 1e6


def _kept(root: Path, size: int) -> Iterator[Figure]:
    """Files and their bytes, by part, and what git takes for those that are committed."""
    state, cache = root / ".explainery", root / ".explainery" / "cache"
    parts = {"sources": [root / "sources"], "pages": [root / "docs"], "cache": [cache], "site": [root / "site/mkdocs"]}
    parts["state"] = [p for p in state.iterdir() if p != cache]
    for name, places in parts.items():
        files = _files(*places)
        yield Figure(f"{FILES}: {name}", size, files=len(files), disk=_megabytes(files))
    (root / ".gitignore").write_text("site/\n.explainery/cache/\n", "utf-8")
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "gc.auto=0")
    cost_of((*git, "init", "-q"), cwd=root)
    added = cost_of((*git, "add", "-A"), cwd=root)
    committed = cost_of((*git, "commit", "-q", "-m", "All"), cwd=root)
    objects = _files(root / ".git")
    both = replace(added, processor=added.processor + committed.processor, clock=added.clock + committed.clock)
    yield replace(_figure(GIT_ADD, size, both), files=len(objects), disk=_megabytes(objects))
    yield _figure(GIT_STATUS, size, cost_of((*git, "status", "--short"), cwd=root))


def _bare_settings(text: str) -> str:
    """The site's settings without our templates and extensions: the engine and its theme alone."""
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if "custom_dir" not in line and "- explainery." not in line and "explainery:" not in line
    )


def _in_turns(part: str, size: int, largest: int, one: str, other: str) -> Figure:
    """The same build by two executors; `against` is the clock of the first."""
    costs: dict[str, list[Cost]] = {one: [], other: []}
    bytes_of = {}
    for _ in range(_TURNS):
        for executor, found in costs.items():
            with _many(size, largest) as root:
                cost = explainery(root, "build", "--executor", executor)
                if cost.is_unknown:
                    return Figure(part, size, note=f"{NOT_THERE}: --executor {executor}")
                found.append(cost)
                bytes_of[executor] = _pages(root)
    first, second = (min(costs[e], key=lambda c: c.clock) for e in (one, other))
    same = "the same bytes" if bytes_of[one] == bytes_of[other] else "OTHER BYTES"
    return _figure(part, size, second, f"against {one}: {same}", against=first.clock)


@contextmanager
def _one(size: int) -> Iterator[Path]:
    """A project with one story."""
    with tempfile.TemporaryDirectory() as name:
        corpus.write_project(Path(name), iter([corpus.one(size, SEED)]), SEED)
        yield Path(name)


@contextmanager
def _many(size: int, largest: int) -> Iterator[Path]:
    """A project with stories that come to so many articles."""
    with tempfile.TemporaryDirectory() as name:
        corpus.write_project(Path(name), corpus.stories(size, SEED, largest), SEED)
        yield Path(name)


def _marked_and_linked(folder: Path) -> tuple[float, float]:
    settings = story_settings(folder)
    articles = list(read_story(folder))
    forget_story()  # a build meets each text once; what an earlier run remembered of it would be too kind
    start = time.process_time()
    marked = [mark(a, settings) for a in articles]
    between = time.process_time()
    link(folder.name, marked, settings)
    return between - start, time.process_time() - between


def _change(root: Path) -> None:
    """A line more in an article of a small story in the middle."""
    small = [p for p in sorted((root / "sources").iterdir()) if len(list(p.glob("[0-9]*"))) <= _SMALL]
    article = min(small[len(small) // 2].glob("[0-9]*"))
    article.write_text(article.read_text("utf-8") + _LINE, "utf-8")


def _pages(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted((root / "docs").rglob("*.md"))}


def _figure(part: str, size: int, cost: Cost, note: str = "", against: float = 0.0) -> Figure:
    if cost.is_unknown:
        return Figure(part, size, note=NOT_THERE)
    if cost.error:
        return Figure(part, size, note="failed: " + " ".join(cost.error.split())[-160:])
    return Figure(part, size, cost.processor, cost.clock, cost.memory, against, note=note)


@contextmanager
def _cluster() -> Iterator[str]:
    """A scheduler and two workers on this machine, on loopback; gives its address for `--executor`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shared = ("--host", "127.0.0.1", "--no-dashboard")
    commands = (
        ("scheduler", "--port", str(port), *shared),
        (
            "worker",
            f"tcp://127.0.0.1:{port}",
            "--nworkers",
            str(_WORKERS),
            "--nthreads",
            "1",
            "--memory-limit",
            "0",
            *shared,
        ),
    )
    with tempfile.TemporaryDirectory() as place:
        processes = [
            subprocess.Popen(
                (sys.executable, "-m", "dask", *c), cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            for c in commands
        ]
        try:
            _wait_for_workers(port)
            yield f"dask://127.0.0.1:{port}"
        finally:
            for process in reversed(processes):
                process.terminate()
                process.wait()


def _wait_for_workers(port: int) -> None:
    connect = import_module("distributed").Client  # an extra
    with connect(f"tcp://127.0.0.1:{port}", timeout=_GIVE_UP, set_as_default=False) as client:
        client.wait_for_workers(_WORKERS, timeout=_GIVE_UP)
