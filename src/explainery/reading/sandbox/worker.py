"""The worker: a process that reads files for `isolated.articles_in_sandbox`.

It receives one line of JSON for each file, `{"path", "limits"}`, and answers with lines of JSON: `{"article"}` for each
article, `{"tick"}` for each record of an archive, and at last either `{"end"}` or `{"error"}`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.reading.assemble import articles_in
from explainery.reading.limits import MEGA, ReadingLimits

Message = dict[str, Any]


def run_worker() -> None:
    """Answer requests until the other process closes the pipe."""
    limit_memory(float(sys.argv[1]))
    # Whatever a library prints would be mistaken for an answer, so stdout leads nowhere and answers use a copy of it.
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)

    def send(message: Message) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        for request in sys.stdin.buffer:
            answer(json.loads(request), send)


def answer(request: Message, send: Callable[[Message], None]) -> None:
    """Send every article of the requested file, and then the end or the error."""
    try:
        for article in articles_in(
            Path(request["path"]), ReadingLimits(**request["limits"]), lambda: send({"tick": 1})
        ):
            send({"article": asdict(article)})
    except SourceError as error:
        send({"error": {"what": error.what, "file": error.file, "line": error.line, "hint": error.hint}})
    else:
        send({"end": 1})


def limit_memory(megabytes: float) -> None:
    """Limit this process's address space, where the system can do that."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(megabytes * MEGA)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))


if __name__ == "__main__":
    run_worker()
