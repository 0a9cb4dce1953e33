"""A limit of time for work in this process: text from strangers may be made to take for ever.

In the main thread a timer of the system ends the work, even inside a regular expression. It counts processor time, so
that a busy machine reads what an idle one does. Elsewhere (a thread of `serve`, or a system without such timers)
another thread ends the work at its next step of Python code, by the clock.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import threading
from collections.abc import Iterator
from types import FrameType


class OutOfTimeError(Exception):
    """The time is over. Callers turn it into an error that names what took so long."""


@contextlib.contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """End the `with` block after some time.

    Args:
        seconds: how long the block may take; None sets no limit. A limit inside another one ends with the inner block.

    Raises:
        OutOfTimeError: in the block, when the time is over.
    """
    if seconds is None:
        yield
    elif hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        with _alarm(seconds):
            yield
    else:
        with _watched(seconds):
            yield


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(_: int, __: FrameType | None) -> None:
        raise OutOfTimeError

    previous = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


@contextlib.contextmanager
def _watched(seconds: float) -> Iterator[None]:
    thread, lock, over = threading.get_ident(), threading.Lock(), False

    def ring() -> None:
        with lock:
            if not over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(OutOfTimeError))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()
