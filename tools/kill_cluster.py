"""A build on a cluster of which something is killed leaves the old pages or the new ones, and no wrong draft.

At random instants, the build itself, a worker or the scheduler is killed with SIGKILL. A build that goes on must end
with the new pages, or say what is wrong and leave the old ones. Every draft in the cache must be one that this machine
makes, too, and a build with that cache must make the same pages as one that never saw a cluster.

Run as `python tools/kill_cluster.py [KILLS]`. Builds are forked from this process, which has imported the program.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

import distributed  # noqa: E402, F401 (so that no build has to)

from explainery.commands.build import build  # noqa: E402
from explainery.errors import ExplaineryError  # noqa: E402
from explainery.project import Project  # noqa: E402
from explainery.store.transaction import finish  # noqa: E402
from kill import ARTICLE  # noqa: E402
from loopback_cluster import Cluster, loopback_cluster  # noqa: E402

KEPT = ("docs", "mkdocs.yml", ".explainery/base", ".explainery/decisions.yml", ".explainery/proposals")
CACHE = ".explainery/cache"
_STORIES = 6
_WAIT = 120  # seconds after which a build hangs
_REFUSED = 2  # the exit code of a build that says what is wrong
Files = dict[str, bytes]


@dataclass(frozen=True)
class Known:
    """The pages before and after the build, and all right drafts."""

    old: Files
    new: Files
    drafts: frozenset[bytes]


def killed_at_random(
    kills: int, folder: Path, seed: int = 0, told: Callable[[list[str]], object] = lambda _: None
) -> Counter[str]:
    """Kill so many times; returns how many kills ended how. Names in capitals are failures.

    `told` is called with how each kill ended.
    """
    old, known = folder / "old", _made(folder / "old", folder / "new")
    outcomes, rng = Counter[str](), random.Random(seed)  # noqa: S311 (instants are no secret)
    (folder / "cluster").mkdir()
    with loopback_cluster(folder / "cluster") as cluster:
        took = _seconds(old, folder, cluster)
        for number in range(kills):
            root, kill = folder / f"run{number}", _KILLS[number % len(_KILLS)]
            shutil.copytree(old, root)
            ended = _one(root, cluster, kill, rng.uniform(0, took), known)
            outcomes.update(ended)
            told(ended)
            shutil.rmtree(root)
            if kill == "the scheduler":
                cluster.end()
                cluster.start_scheduler()
                cluster.start_workers(2)
    return outcomes


_KILLS = ("the build", "a worker", "the build", "a worker", "the scheduler")


def _one(root: Path, cluster: Cluster, kill: str, after: float, known: Known) -> list[str]:
    """What became of one kill."""
    running = _begun(root, cluster.address)
    time.sleep(after)
    code = _ended(running)
    actions: dict[str, Callable[[], object]] = {
        "the build": lambda: os.kill(running, signal.SIGKILL),
        "a worker": cluster.kill_worker,
        "the scheduler": cluster.kill_scheduler,
    }
    if code is None:
        actions[kill]()
        outcomes = [f"killed: {kill}"]
        code = _waited(running)
    else:
        outcomes = ["the build had ended before the kill"]
    if code is None:
        outcomes.append("A BUILD HANGS")
    elif code and not (kill == "the build" or (kill == "the scheduler" and code == _REFUSED)):
        outcomes.append("A BUILD FAILED")
    finish(root)
    return [*outcomes, *_judged(root, known)]


def _judged(root: Path, known: Known) -> list[str]:
    """Whether the pages are whole and the drafts right, and what a build makes of them."""
    before = files_of(root, *KEPT)
    state = "then old pages" if before == known.old else "then new pages" if before == known.new else "MIXED PAGES"
    drafts = files_of(root, CACHE)
    wrong = [name for name, raw in drafts.items() if raw not in known.drafts and not name.endswith(".new")]
    outcomes = [state, *["A WRONG DRAFT"] * len(wrong)]
    build(Project.at(root), executor="here")
    return [*outcomes, "the next build is right" if files_of(root, *KEPT) == known.new else "A WRONG BUILD"]


def _begun(root: Path, executor: str) -> int:
    """A build in a process of its own, by its number."""
    number = os.fork()
    if number:
        return number
    try:
        build(Project.at(root), executor=executor)
        os._exit(0)
    except ExplaineryError:
        os._exit(_REFUSED)
    except BaseException:  # noqa: BLE001 (the parent goes on)
        os._exit(1)


def _ended(number: int) -> int | None:
    """The exit code of a process; None as long as it runs."""
    ended, status = os.waitpid(number, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _waited(number: int) -> int | None:
    """The exit code of a process; None for one that had to be killed."""
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        code = _ended(number)
        if code is not None:
            return code
        time.sleep(0.02)
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    return None


def _made(old: Path, new: Path) -> Known:
    """A project of stories that a person edited, whose sources have changed since the last build."""
    for number in range(_STORIES):
        folder = old / "sources" / f"story{number}"
        folder.mkdir(parents=True)
        _write(folder, rise=9 + number, days="eleven")
        (folder / "story.yml").write_text("budget: 1.0\nparties: {The union: [union], Norsea: []}\n", "utf-8")
    build(Project.at(old), executor="here")
    for page in sorted((old / "docs").glob("*/*.md")):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"(?m)^(The union) wants", r"\1 asks for", text) + "\nAn editor's own words.\n", "utf-8")
    for number in range(_STORIES):
        _write(old / "sources" / f"story{number}", rise=29 + number, days="twelve")
    shutil.copytree(old, new)
    build(Project.at(new), executor="here")
    drafts = [*files_of(old, CACHE).values(), *files_of(new, CACHE).values()]
    return Known(files_of(old, *KEPT), files_of(new, *KEPT), frozenset(drafts))


def _write(folder: Path, rise: int, days: str) -> None:
    (folder / "herald.md").write_text(ARTICLE.format(rise=rise, days=days), "utf-8")


def files_of(root: Path, *below: str) -> Files:
    """The files below some folders of a project; of the cache, the drafts."""
    paths = [root / name for name in below]
    files = [
        f
        for path in paths
        for f in ([path] if path.is_file() else path.glob("*.json" if path.name == "cache" else "**/*"))
    ]
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in sorted(files) if f.is_file()}


def _seconds(old: Path, folder: Path, cluster: Cluster) -> float:
    """Most of the time that a build on the cluster takes, once the workers have imported the program."""
    for name in ("first", "second"):
        shutil.copytree(old, folder / name)
        start = time.perf_counter()
        if _waited(_begun(folder / name, cluster.address)):
            raise SystemExit("the build on the cluster failed")
    return 0.7 * (time.perf_counter() - start)  # most kills should hit a build that is under way


def main(kills: int) -> int:
    """Print how many kills ended how."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = killed_at_random(kills, Path(folder), told=lambda ended: print(*ended, sep="; ", flush=True))
    for what, count in sorted(outcomes.items()):
        print(f"{count:>4}  {what}")
    return int(any(what.isupper() for what in outcomes))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
