"""A pool of processes on this machine, which ends with the command, however that ends.

The processes come from a fork server where the system has one (Linux, macOS): a small process without threads that has
imported the program once. Forking this process itself would be quicker by some tenths of a second, but it may have
threads (`ask`, `serve`, a caller's own), and a lock that one of them holds would stay locked for ever in the copy.

Ctrl-C reaches every process of a terminal. Workers do not hear it; this process does, and ends them. A worker whose
command was killed ends by itself.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar, cast

Given = ParamSpec("Given")
Value = TypeVar("Value")

DRAFTS = ("explainery.commands.draft", "explainery.commands.wordings", "explainery.pipeline")
MERGES = ("explainery.commands.story_build",)
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class ProcessPool(ProcessPoolExecutor):
    """A process pool that can be ended at once.

    Attributes:
        workers: how many processes it has at most.
    """

    def __init__(self, workers: int, modules: Sequence[str] = DRAFTS) -> None:
        """A pool without processes yet.

        Args:
            workers: how many processes it has at most.
            modules: what the work needs; it is imported once, before the first process starts.
        """
        self.workers = workers
        context = multiprocessing.get_context(_METHOD)
        context.set_forkserver_preload([*modules])
        self._started = _Started(context)
        super().__init__(workers, mp_context=cast("BaseContext", self._started), initializer=_prepare)

    def submit(self, fn: Callable[Given, Value], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Value]:
        """As every executor. It starts the processes as they are needed."""
        with _deaf():
            return super().submit(fn, *args, **kwargs)

    def end(self) -> None:
        """End all workers now, whatever they are doing."""
        for process in self._started.processes:
            process.kill()
        self.shutdown(wait=False, cancel_futures=True)


class _Started:
    """A multiprocessing context that knows the processes it has started."""

    def __init__(self, context: BaseContext) -> None:
        self._context, self.processes = context, list[BaseProcess]()

    def __getattr__(self, name: str) -> object:
        return getattr(self._context, name)

    def Process(self, *args: object, **kwargs: object) -> BaseProcess:  # noqa: N802 (its name in multiprocessing)
        process: BaseProcess = self._context.Process(*args, **kwargs)  # type: ignore[attr-defined]
        self.processes.append(process)
        return process


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Hold back Ctrl-C: a process that is started meanwhile never gets it, and this one gets it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare() -> None:
    """In a worker, before its first batch."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
