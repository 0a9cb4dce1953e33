"""A Dask cluster on loopback, of real processes that tests and tools may kill."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ALLOWED_FAILURES = 2  # a story may lose two workers, and not three
_TESTS = Path(__file__).resolve().parent
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": f"{_TESTS.parent / 'src'}{os.pathsep}{_TESTS}",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(ALLOWED_FAILURES),
    "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h",  # a busy machine is no news
}


@dataclass
class Cluster:
    """A scheduler and workers.

    Attributes:
        port: the scheduler's.
        folder: where workers keep their files and logs.
        scheduler: its process.
        nannies: the process that starts the workers, and starts them again when they are killed.
    """

    port: int
    folder: Path
    scheduler: subprocess.Popen[bytes] = field(init=False)
    nannies: subprocess.Popen[bytes] = field(init=False)

    @property
    def address(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    def start_scheduler(self) -> None:
        arguments = ["--host", "127.0.0.1", "--port", str(self.port), "--dashboard-address", "127.0.0.1:0"]
        self.scheduler = self._started("scheduler", *arguments)

    def start_workers(self, count: int) -> None:
        arguments = ["--nworkers", str(count), "--nthreads", "1", "--host", "127.0.0.1", "--memory-limit", "0"]
        arguments += ["--local-directory", str(self.folder), "--dashboard-address", "127.0.0.1:0"]
        self.nannies = self._started("worker", f"tcp://127.0.0.1:{self.port}", *arguments)

    def workers(self) -> list[int]:
        """The processes of the workers that run now."""
        import psutil  # noqa: PLC0415 (comes with Dask)

        with contextlib.suppress(psutil.Error):
            children = psutil.Process(self.nannies.pid).children()
            return sorted(p.pid for p in children if "spawn_main" in " ".join(p.cmdline()))
        return []

    def kill_worker(self, number: int = 0) -> bool:
        """Kill a worker; whether there was one."""
        running = self.workers()
        if not running:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(running[number % len(running)], signal.SIGKILL)
        return True

    def kill_scheduler(self) -> None:
        self.scheduler.kill()
        self.scheduler.wait()

    def end(self) -> None:
        """End every process."""
        left = self.workers()
        for process in (self.nannies, self.scheduler):
            process.kill()
            process.wait()
        for worker in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    def _started(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
        with (self.folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(command, env=ENVIRONMENT, cwd=self.folder, stdout=log, stderr=log)


@contextlib.contextmanager
def loopback_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster, as long as the `with` block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        cluster = Cluster(free.getsockname()[1], folder)
    cluster.start_scheduler()
    cluster.start_workers(workers)
    try:
        yield cluster
    finally:
        cluster.end()
