"""Runs a command and says what it cost: processor, clock, and memory of it and all processes that it started."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EXPLAINERY = (sys.executable, "-m", "explainery")
_EVERY = 0.05  # seconds between two looks at memory (on Linux; elsewhere memory is not measured)
_MEGABYTE = 1 << 20
_TICKS = os.sysconf("SC_CLK_TCK")  # a second


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost.

    Attributes:
        processor: seconds of all its processes.
        clock: seconds.
        memory: the most megabytes that its processes had at once; what they share counts once.
        output: what it printed.
        error: what it printed as errors, if it failed; else nothing.
    """

    processor: float
    clock: float
    memory: float
    output: str = ""
    error: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether this program does not know such a command or option."""
        return "unrecognized arguments" in self.error or "invalid choice" in self.error


def cost_of(command: Sequence[str | Path], cwd: Path | None = None) -> Cost:
    """Run a command and wait for it."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, cwd=cwd)
        peak, seen = 0, dict[int, float]()
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            family = _family(process.pid)
            peak = max(peak, _memory(process.pid, family))
            seen |= {p: max(_processor(p), seen.get(p, 0.0)) for p in family}
            time.sleep(_EVERY)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        printed, errors = (_text(file) for file in (out, err))
    failed = process.returncode not in {0, 1}  # 1: findings
    memory = peak / _MEGABYTE
    # The first counts children that were waited for; a pool's processes are children of another one, and seen alone.
    processor = max(used.ru_utime + used.ru_stime, sum(seen.values()))
    return Cost(processor, clock, memory, printed, (errors or "failed") if failed else "")


def explainery(root: Path, *arguments: str | Path) -> Cost:
    """Run `explainery` in a project."""
    return cost_of((*EXPLAINERY, "-C", root, *arguments))


def _text(file: object) -> str:
    file.seek(0)  # type: ignore[attr-defined]
    return str(file.read().decode("utf-8", "replace"))  # type: ignore[attr-defined]


def _memory(pid: int, family: Sequence[int]) -> int:
    """Bytes of a process and those below it; of several, what they share is divided among them.

    What the kernel reports at the end would be wrong: it counts what this process had when it started the other.
    """
    return max(_peak(pid), sum(map(_share, family)) if len(family) > 1 else 0)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:  # it has ended, or this is not Linux
        return [pid]
    return [pid, *(p for child in children for p in _family(int(child)))]


def _processor(pid: int) -> float:
    """Seconds that one process has worked, in itself."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _peak(pid: int) -> int:
    """The most that one process has had."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


def _share(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
