"""What a story's pages came out as last time, so that a build with nothing new need not read everything again.

The pages are a pure function of the sources, the settings and this program. They are remembered beside a hash of
all three, in `.explainery/cache/`, which is not committed and may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.project import Project
from explainery.reading import story_files
from explainery.reading.sidecar import sidecar_path
from explainery.writing import Outline


@dataclass(frozen=True, slots=True)
class Draft:
    """A story's generated pages by path, and how much went into them.

    `pages` are without the sources page, which depends on what people do to the others: `sources` is its outline.
    `definitions` has the footnote of every passage. `left` are the claims that serve a page and were beyond the
    length budget. `unnamed` are the files of articles of which nobody says who published them.
    """

    slug: str
    pages: Mapping[str, str]
    definitions: Mapping[str, str]
    sources: Outline
    articles: int
    claims: int
    shown: int
    left: int
    budget: float
    unnamed: tuple[str, ...] = ()


def fingerprint(project: Project, name: str, without: Collection[str]) -> str:
    """A hash of everything that a story's pages depend on; `without` are the pages and claims that people deleted.

    Raises:
        SourceError: as reading the story would.
    """
    folder = project.sources / name
    code = blake2b(_program(), digest_size=16)
    files = [given for path in story_files(folder) for given in (path, sidecar_path(path))]
    for path in (*files, folder / "story.yml", project.root / ".explainery" / "settings.yml"):
        code.update(f"{path.name}\0{path.stat().st_size if path.is_file() else 0}\0".encode(errors="surrogateescape"))
        for piece in _pieces(path):
            code.update(piece)
    code.update("\0".join([name, *sorted(without)]).encode())
    return code.hexdigest()


def _pieces(path: Path) -> Iterator[bytes]:
    """A file's bytes, piece by piece: a web archive may be larger than the memory."""
    if not path.is_file():
        return
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                yield piece
    except OSError as error:
        raise SourceError(f"cannot read this file ({error.strerror})", file=path) from None


@cache
def _program() -> bytes:
    """A hash of this program and its data."""
    code = blake2b(digest_size=16)
    for name, raw in sorted(_contents(Path(__file__).parent.parent, "")):
        code.update(f"{name}\0{len(raw)}\0".encode() + raw)
    return code.digest()


def _contents(folder: Path, prefix: str) -> list[tuple[str, bytes]]:
    rows = []
    for item in folder.iterdir():
        if item.is_dir() and not item.name.startswith("__"):
            rows += _contents(item, f"{prefix}{item.name}/")
        elif item.is_file() and item.name.endswith((".py", ".tsv")):
            rows.append((prefix + item.name, item.read_bytes()))
    return rows


def recalled(project: Project, name: str, key: str) -> Draft | None:
    """The story's draft as it came out for the same fingerprint, if it is remembered."""
    try:
        found = json.loads(_place(project, name).read_text("utf-8"))
        values = found["draft"]
        return (
            Draft(**{**values, "sources": _outline(values["sources"]), "unnamed": tuple(values["unnamed"])})
            if found["key"] == key
            else None
        )
    except (OSError, ValueError, TypeError, LookupError):
        return None  # never built, or not as we left it: then it is made again


def _outline(values: Mapping[str, Any]) -> Outline:
    rows = ((facts, tuple((k, said, link) for k, said, link in passages)) for facts, passages in values["articles"])
    return Outline(values["head"], tuple(rows))


def remember(project: Project, draft: Draft, key: str) -> None:
    """Keep a draft; where the disk has no room for it, it is made again next time."""
    place = _place(project, draft.slug)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_suffix(".new")
        new.write_text(json.dumps({"key": key, "draft": asdict(draft)}, ensure_ascii=False), "utf-8")
        new.replace(place)


def _place(project: Project, name: str) -> Path:
    return project.root / ".explainery" / "cache" / f"{name}.json"
