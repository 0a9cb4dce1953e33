"""Processes that cost no start: forked from one that has imported the program.

A start of Python with the program's imports takes 0.6 seconds of CPU, the command itself mostly less than 0.1, and the
tests run it some hundred times. So a server, started once by each worker of pytest, imports everything, builds and
checks a story, for which the program makes its tables of words and patterns, and forks. What it forks is a process of
its own as any: its own environment, memory, exit code, death by signal. Only a hash seed or a limit that must hold from
the first moment needs a real start (`terminal.started`).

Run as a program, this file is that server: it reads from the socket given as file descriptor a line of JSON for each
run (`source` and `argv`, `environment`, `out` and `error`: where the output goes), and answers with the exit code.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import CodeType
from typing import NamedTuple, NoReturn

SRC = Path(__file__).resolve().parent.parent / "src"
# What the program imports within functions, and what a real start would therefore import on the way.
_LATE = (
    "lxml.html",
    "markdown.extensions.footnotes",
    "trafilatura",
    "trafilatura.metadata",
    "docx",
    "feedparser",
    "warcio",
)


class Ended(NamedTuple):
    """How a process ended: its exit code (negative: the signal that killed it) and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def forked(source: str, *arguments: str, environment: Mapping[str, str]) -> Ended:
    """Run Python source as `python -c` does, in a process forked from one that has imported the program."""
    with tempfile.TemporaryDirectory() as folder:
        out, error = Path(folder, "out"), Path(folder, "error")
        request = {"source": source, "argv": ["-c", *arguments], "environment": dict(environment)}
        code = _server().ask({**request, "out": str(out), "error": str(error)})
        return Ended(code, out.read_text("utf-8"), error.read_text("utf-8"))


class _Server:
    """The process that forks. It answers one request at a time."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "error", __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(SRC)},
            )  # fmt: skip
        self._socket = ours
        self._lines = ours.makefile("rw", encoding="utf-8")
        atexit.register(self.close)

    def ask(self, request: Mapping[str, object]) -> int:
        """Have it run something. Returns the exit code."""
        self._lines.write(json.dumps(request) + "\n")
        self._lines.flush()
        answer = self._lines.readline()
        assert answer, "the server of forks died; its last words are on standard error"
        return int(answer)

    def close(self) -> None:
        """End the process."""
        self._lines.close()
        self._socket.close()
        self._process.wait(10)


@functools.cache
def _server() -> _Server:
    return _Server()


def _serve(channel: socket.socket) -> None:
    """Fork for each request until there are no more."""
    _import_everything()
    _make_tables()
    gc.collect()
    gc.freeze()  # the collector of a forked process need not touch, and so copy, what it shares
    with channel, channel.makefile("rw", encoding="utf-8") as lines:
        while line := lines.readline():
            request = json.loads(line)
            source = compile(request["source"], "<forked>", "exec")
            child = os.fork()
            if not child:
                break
            _, status = os.waitpid(child, 0)
            lines.write(f"{os.waitstatus_to_exitcode(status)}\n")
            lines.flush()
        else:
            return
    _leave(_run(source, request))


def _import_everything() -> None:
    import explainery  # noqa: PLC0415 (the side of the tests does not need it)

    modules = [m.name for m in pkgutil.walk_packages(explainery.__path__, "explainery.")]
    for name in (*modules, *_LATE):
        if not name.endswith("__main__"):
            importlib.import_module(name)


def _make_tables() -> None:
    """Have the program make what it makes once in each process: 0.2 of the 0.3 seconds of CPU of a build."""
    from explainery.checking.check import check_project  # noqa: PLC0415 (as above)
    from explainery.commands.build import build  # noqa: PLC0415
    from explainery.store.machine_key import machine_key  # noqa: PLC0415
    from making import ROOT, port_project  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        project = port_project(Path(folder))
        shutil.copy(ROOT / "mkdocs.yml", folder)
        build(project, executor="here")
        check_project(project, (), lambda _: None)
    machine_key.cache_clear()  # that of the folder, which is not of the process to come


def _run(source: CodeType, request: Mapping[str, object]) -> int:
    """Become a process as `python -c` would have started it, and run the source."""
    for number, key in ((1, "out"), (2, "error")):
        place = os.open(str(request[key]), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(place, number)
        os.close(place)
    environment, sys.argv = request["environment"], request["argv"]  # type: ignore[assignment]
    os.environ.clear()
    os.environ.update(environment)  # type: ignore[call-overload]
    try:
        exec(source, {"__name__": "__main__"})  # noqa: S102 (that is what it is for)
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001 (as the interpreter does at its top)
        traceback.print_exc()
        return 1
    return 0


def _leave(code: int) -> NoReturn:
    """End the process as multiprocessing does: taking the interpreter down would touch, and so copy, all its memory."""
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 (waits for threads, as the interpreter does)
    atexit._run_exitfuncs()  # noqa: SLF001 (nothing public runs them)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
