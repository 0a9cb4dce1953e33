"""With how many examples a law is tried: with a part of them in `make test`, with all in `make laws`."""

from __future__ import annotations

import os

ALL = os.environ.get("EXPLAINERY_LAWS") == "all"
USUAL = 100  # of a law that does not say how many
_ENOUGH = 40


def examples(count: int, part: int = 0) -> int:
    """The number to try of so many; `part`: in `make test`, where each takes long. Otherwise a fifth, 40 at least."""
    return count if ALL else part or min(count, max(_ENOUGH, count // 5))
