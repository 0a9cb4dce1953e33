"""Optional libraries: each is needed for one format, and installed with an extra."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from explainery.errors import SourceError


def library(module: str, extra: str, format_name: str, path: Path) -> Any:  # noqa: ANN401 (a module)
    """Import an optional library.

    Args:
        module: the module to import.
        extra: the extra of this package that installs it.
        format_name: the format that needs it, with its article: "a PDF".
        path: the file to be read, for errors.

    Raises:
        SourceError: the library is not installed; the hint names the extra.
    """
    try:
        return import_module(module)
    except ImportError:
        raise SourceError(
            f"reading {format_name} needs the extra {extra!r}, which is not installed",
            file=path,
            hint=f"Install it with `pip install 'explainery[{extra}]'`",
        ) from None
