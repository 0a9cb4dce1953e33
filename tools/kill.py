"""A build that is killed leaves the old pages or the new ones: 200 kills with SIGKILL at random instants.

Half of the instants are anywhere in the run, half while files are gathered or moved. Builds run in this process and in
two of their own, by turns; what is killed is the command alone, with all its processes, or one of its workers. After
each kill the next command finishes what was decided, or throws away what was not. In the end the pages are those that a
build without any cache makes. Run as `python tools/kill.py [KILLS]`.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

STORIES = 10  # of five pages each
KEPT = ("docs", ".explainery/base", ".explainery/decisions.yml", ".explainery/proposals")
ARTICLE = """\
---
title: Dockers walk out at the port of Arlen
publisher: The Herald
published: 2026-03-02
url: https://herald.example/port
rights: open
---
Dockers walked out at the port of Arlen on Monday after talks with the harbour company failed.
The union wants a pay rise of {rise} percent because rents in Arlen have doubled since 2020.

The harbour company Norsea offered the union 4 percent and a bonus of 500 crowns in return for longer shifts.
“We will not sell our weekends,” said Mara Lindqvist, who leads the union.

In 2019 a strike at the port lasted {days} days.
"""


def main(kills: int) -> int:
    """Print how many kills left what."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old", Path(folder) / "new"
        _made(old)
        shutil.copytree(old, new)
        _ran(new)
        counts, took = Counter[str](), _seconds(old, Path(folder) / "timed")
        rng = random.Random(0)  # noqa: S311 (instants are no secret)
        for number in range(kills):
            root = Path(folder) / "run"
            shutil.copytree(old, root)
            what, pid = _killed(root, rng, took, number)
            counts[what] += 1
            counts["processes left"] += _go_on(pid)
            at_once, log = _state(root), (root / ".explainery/pending/moves.json").exists()
            counts["kills between two moves"] += at_once not in [_state(old), _state(new)]
            counts["of them without a log"] += at_once not in [_state(old), _state(new)] and not log
            subprocess.run([*_COMMAND, "-C", root, "status"], env=_ENV, capture_output=True, check=True)
            after = _state(root)
            counts["then old" if after == _state(old) else "then new" if after == _state(new) else "then MIXED"] += 1
            counts["next build finishes"] += _build(root).wait() == 0 and _state(root) == _state(new)
            counts["then nothing is new"] += _build(root).wait() == 0 and _state(root) == _state(new)
            shutil.rmtree(root / ".explainery/cache")
            counts["nor without cache"] += _build(root).wait() == 0 and _state(root) == _state(new)
            shutil.rmtree(root)
    for what, count in counts.items():
        print(f"{what:<26} {count}")
    sure = ("next build finishes", "then nothing is new", "nor without cache")
    return int(counts["then MIXED"] + counts["processes left"] > 0 or any(counts[what] < kills for what in sure))


_ENV = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent / "src")}
_COMMAND = [sys.executable, "-m", "explainery"]


def _build(root: Path, executor: str = "here") -> subprocess.Popen[bytes]:
    command = [*_COMMAND, "-C", str(root), "build", "--executor", executor]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, env=_ENV, stdout=nowhere, stderr=nowhere, start_new_session=True)


def _ran(root: Path) -> None:
    if _build(root).wait():
        raise SystemExit(f"the build in {root} failed")


def _made(root: Path) -> None:
    """A project of ten stories, edited by hand, whose sources have changed since the last build."""
    for number in range(STORIES):
        folder = root / "sources" / f"story{number}"
        folder.mkdir(parents=True)
        (folder / "herald.md").write_text(ARTICLE.format(rise=9, days="eleven"), "utf-8")
        (folder / "story.yml").write_text("budget: 1.0\nparties: {The union: [union], Norsea: []}\n", "utf-8")
    _ran(root)
    for page in sorted((root / "docs").glob("*/*.md")):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"(?m)^(The union) wants", r"\1 asks for", text) + "\nAn editor's own words.\n", "utf-8")
    for file in sorted((root / "sources").glob("*/herald.md")):
        file.write_text(ARTICLE.format(rise=8, days="twelve"), "utf-8")


def _seconds(old: Path, root: Path) -> float:
    shutil.copytree(old, root)
    start = time.perf_counter()
    _build(root).wait()
    return time.perf_counter() - start


def _killed(root: Path, rng: random.Random, took: float, number: int) -> tuple[str, int]:
    """Kill a build, or a part of it; returns what was killed and when, and the build's process."""
    executor, writing = ("here", "processes:2")[number % 2], number // 2 % 2 == 1
    what = "command" if executor == "here" else rng.choice(("command", "all processes", "a worker"))
    running = _build(root, executor)
    if writing:
        while running.poll() is None and not (root / ".explainery/pending").exists():
            time.sleep(0.0002)
        time.sleep(rng.uniform(0, 0.12))
    else:
        time.sleep(rng.uniform(0, took))
    ended = running.poll() is not None
    _kill(running, what, rng)
    running.wait()
    when = "ended before the kill" if ended else f"killed: {what}, {'writing' if writing else 'anywhere'}"
    return when, running.pid


def _kill(running: subprocess.Popen[bytes], what: str, rng: random.Random) -> None:
    with contextlib.suppress(ProcessLookupError):
        if what == "command":
            running.send_signal(signal.SIGKILL)
        elif what == "all processes":
            os.killpg(running.pid, signal.SIGKILL)
        else:
            others = [pid for pid in _of_session(running.pid) if pid != running.pid]
            if others:
                os.kill(rng.choice(others), signal.SIGKILL)


def _of_session(leader: int) -> list[int]:
    """The processes of a session (Linux)."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if place.read_text("utf-8", "replace").rpartition(")")[2].split()[3] == str(leader):
                found.append(int(place.parent.name))
    return found


def _go_on(leader: int) -> bool:
    """Whether processes of a killed build go on for more than some seconds."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not _of_session(leader):
            return False
        time.sleep(0.05)
    return True


def _state(root: Path) -> dict[str, bytes]:
    files = [f for name in KEPT for f in ([root / name] if (root / name).is_file() else (root / name).rglob("*"))]
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in sorted(files) if f.is_file()}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
