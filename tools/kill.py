"""A build that is killed leaves the old pages or the new ones: 200 kills with SIGKILL at random instants.

Half of the instants are anywhere in the run, half while files are being written. After each kill the next command
finishes what was decided, or throws away what was not. Run as `python tools/kill.py [KILLS]`.
"""

from __future__ import annotations

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
            counts[_killed(root, rng, took, writing=number % 2 == 1)] += 1
            at_once, log = _state(root), (root / ".explainery/pending/moves.json").exists()
            counts["kills between two moves"] += at_once not in [_state(old), _state(new)]
            counts["of them without a log"] += at_once not in [_state(old), _state(new)] and not log
            subprocess.run([*_COMMAND, "-C", root, "status"], env=_ENV, capture_output=True, check=True)
            after = _state(root)
            counts["then old" if after == _state(old) else "then new" if after == _state(new) else "then MIXED"] += 1
            counts["next build finishes"] += _build(root).wait() == 0 and _state(root) == _state(new)
            shutil.rmtree(root)
    for what, count in counts.items():
        print(f"{what:<26} {count}")
    return int(counts["then MIXED"] > 0 or counts["next build finishes"] < kills)


_ENV = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent / "src")}
_COMMAND = [sys.executable, "-m", "explainery"]


def _build(root: Path) -> subprocess.Popen[bytes]:
    command = [*_COMMAND, "-C", str(root), "build"]
    return subprocess.Popen(command, env=_ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


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


def _killed(root: Path, rng: random.Random, took: float, *, writing: bool) -> str:
    """Kill a build; returns when."""
    running = _build(root)
    if writing:
        while running.poll() is None and not (root / ".explainery/pending").exists():
            time.sleep(0.0002)
        time.sleep(rng.uniform(0, 0.12))
    else:
        time.sleep(rng.uniform(0, took))
    ended = running.poll() is not None
    running.send_signal(signal.SIGKILL)
    running.wait()
    return "ended before the kill" if ended else "killed while writing" if writing else "killed anywhere"


def _state(root: Path) -> dict[str, bytes]:
    files = [f for name in KEPT for f in ([root / name] if (root / name).is_file() else (root / name).rglob("*"))]
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in sorted(files) if f.is_file()}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
