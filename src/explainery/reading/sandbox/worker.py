"""The process behind `guarded`: a line of JSON with a path comes in, lines of JSON with its articles go out."""

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
from explainery.reading.limits import MEGA, Limits

Message = dict[str, Any]


def main() -> None:
    """Answer until the other side closes the line."""
    limit_memory(float(sys.argv[1]))
    # What a library prints would be taken for an answer: the line gets a number of its own, and 1 leads nowhere.
    line = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)

    def say(message: Message) -> None:
        line.write(json.dumps(message).encode() + b"\n")
        line.flush()

    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        for question in sys.stdin.buffer:
            answer(json.loads(question), say)


def answer(question: Message, say: Callable[[Message], None]) -> None:
    """Say every article of the file that is asked for, and at last that this was all, or what is wrong with it."""
    try:
        for article in articles_in(Path(question["path"]), Limits(**question["limits"]), lambda: say({"tick": 1})):
            say({"article": asdict(article)})
    except SourceError as error:
        say({"error": {"what": error.what, "file": error.file, "line": error.line, "hint": error.hint}})
    else:
        say({"end": 1})


def limit_memory(megabytes: float) -> None:
    """Let the system refuse more memory than this, where it can."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(megabytes * MEGA)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))


if __name__ == "__main__":
    main()
