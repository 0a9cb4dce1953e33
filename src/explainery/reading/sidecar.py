"""Sidecar files: `report.pdf.yml` holds the front matter of `report.pdf`, which has no room for any."""

from __future__ import annotations

from pathlib import Path

from explainery.config import read_yaml
from explainery.reading.decode import decoded, read_bytes
from explainery.reading.front_matter import FrontMatter, checked_fields, front_matter_of, split_front_matter


def sidecar_path(path: Path) -> Path:
    """The sidecar file of the file at `path`, whether it exists or not."""
    return path.with_name(f"{path.name}.yml")


def read_sidecar(path: Path) -> FrontMatter:
    """The front matter in the sidecar of the file at `path`; empty where there is no sidecar.

    Raises:
        SourceError: with the line where the sidecar is broken.
    """
    sidecar = sidecar_path(path)
    if not sidecar.is_file():
        return FrontMatter()
    raw = decoded(read_bytes(sidecar), sidecar)
    if raw.startswith("---"):  # fenced, as front matter above a text is
        return front_matter_of(split_front_matter(raw, sidecar).values, raw, sidecar)
    return front_matter_of(checked_fields(read_yaml(raw, sidecar), raw, sidecar), raw, sidecar)
