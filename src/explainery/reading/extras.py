"""Libraries that only some formats need, and are installed only where those are read."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from explainery.errors import SourceError


def library(module: str, extra: str, what: str, path: Path) -> Any:  # noqa: ANN401 (a module)
    """The module. Raises SourceError that names the extra to install where it is missing."""
    try:
        return import_module(module)
    except ImportError:
        raise SourceError(
            f"{what} is read with the extra {extra!r}, which is not installed",
            file=path,
            hint=f"`pip install 'explainery[{extra}]'` installs it",
        ) from None
