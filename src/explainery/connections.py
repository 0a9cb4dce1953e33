"""What every connection to another machine needs: whom to trust there, and an end to waiting."""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

_T = TypeVar("_T")


def until(deadline: float, work: Callable[[], _T]) -> _T:
    """The result of `work`, or TimeoutError at a deadline of the monotonic clock.

    A server that sends a byte now and then, even in its header, never exceeds the time limit of a single read. So the
    work has its own thread, which is abandoned at the deadline and ends with the program.
    """
    outcomes: queue.SimpleQueue[tuple[_T | None, Exception | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            outcomes.put((work(), None))
        except Exception as error:  # noqa: BLE001 (it is raised again in the waiting thread)
            outcomes.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = outcomes.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return cast("_T", result)


@cache
def trusted() -> ssl.SSLContext:
    """The certificate authorities that the system trusts; if it names none, those that Mozilla trusts."""
    context = ssl.create_default_context()
    if not context.get_ca_certs() and not any(map(_exists, ssl.get_default_verify_paths()[:2])):
        import certifi  # noqa: PLC0415 (requests, which the theme needs, brings it)

        context.load_verify_locations(certifi.where())
    return context


def _exists(path: str | None) -> bool:
    return path is not None and Path(path).exists()
