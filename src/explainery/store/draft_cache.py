"""The drafts of the last build, so that a build with nothing new need not read the articles again.

A draft is a pure function of the sources, the settings and the part of this program that makes drafts. It is kept with
a hash of all three, in `.explainery/cache/`, which is not committed and may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

from explainery.answers.files import answers_file
from explainery.project import Project
from explainery.reading import story_files
from explainery.reading.sidecar import sidecar_path
from explainery.store.file_hashes import pieces
from explainery.store.machine_key import machine_key
from explainery.store.program_parts import part_hash
from explainery.store.whole_files import write_whole
from explainery.writing import Outline


@dataclass(frozen=True, slots=True)
class Draft:
    """A story's generated pages, and what went into them.

    Attributes:
        slug: the story's name.
        pages: the pages by path, without the sources page, which depends on people's edits of the others.
        definitions: the footnote definition of every passage, by citation key.
        sources: the outline of the sources page.
        articles: how many articles the story has.
        claims: how many claims they make.
        shown: how many of the claims are on the pages.
        left: how many claims belong on a page and stand on none.
        unnamed: the files of articles whose publisher nobody names.
        weakest: what an editor should look at first: page, citation key, why.
        furniture: how many lines of each file are not the article, for files that have such lines.
        passages: the code of the sentence behind every citation key (`sentence_code`).
    """

    slug: str
    pages: Mapping[str, str]
    definitions: Mapping[str, str]
    sources: Outline
    articles: int
    claims: int
    shown: int
    left: int
    unnamed: tuple[str, ...] = ()
    weakest: tuple[tuple[str, str, str], ...] = ()
    furniture: tuple[tuple[str, int], ...] = ()
    passages: Mapping[str, str] = field(default_factory=dict)


def fingerprint(project: Project, name: str, without: Collection[str]) -> str:
    """A hash of everything that a story's pages depend on.

    Args:
        project: where the story is.
        name: the story.
        without: the pages and claims that people deleted.

    Raises:
        SourceError: a source cannot be read.
    """
    folder = project.sources / name
    code = blake2b(part_hash("draft", program_notes(project)).encode(), digest_size=16)
    files = [given for path in story_files(folder) for given in (path, sidecar_path(path))]
    settings = project.root / ".explainery" / "settings.yml"
    for path in (*files, folder / "story.yml", settings, answers_file(project.root, name)):
        code.update(f"{path.name}\0{path.stat().st_size if path.is_file() else 0}\0".encode(errors="surrogateescape"))
        for piece in pieces(path):
            code.update(piece)
    code.update("\0".join([name, project.language, *sorted(without)]).encode())
    return code.hexdigest()


def recalled(project: Project, name: str, key: str) -> Draft | None:
    """The story's cached draft, if it was made for the same fingerprint; None otherwise."""
    try:
        head, _, body = _place(project, name).read_text("utf-8").partition("\n")
        if head != _head(key, body):
            return None
        cached = json.loads(body)
        values = cached["draft"]
        lists = {"unnamed": tuple(values["unnamed"]), "weakest": tuple((p, k, w) for p, k, w in values["weakest"])}
        lists |= {"furniture": tuple((file, count) for file, count in values["furniture"])}
        return Draft(**{**values, **lists, "sources": _outline(values["sources"])})
    except (OSError, ValueError, TypeError, LookupError):
        return None  # never built, or not as we left it: the draft is made again


def _outline(values: Mapping[str, Any]) -> Outline:
    articles = ((facts, tuple((k, said, link) for k, said, link in passages)) for facts, passages in values["articles"])
    return Outline(values["head"], tuple(articles), values["foot"], values["language"])


def remember(project: Project, draft: Draft, key: str) -> None:
    """Cache a draft. If the disk is full, it is made again next time."""
    place = _place(project, draft.slug)
    with contextlib.suppress(OSError):
        body = json.dumps({"draft": _values(draft) | {"sources": _values(draft.sources)}}, ensure_ascii=False)
        write_whole(place, f"{_head(key, body)}\n{body}".encode())


def _values(one: Draft | Outline) -> dict[str, Any]:
    """What a value holds, by attribute; `asdict` would copy every string of it."""
    return {f.name: getattr(one, f.name) for f in fields(one)}


def _head(key: str, body: str) -> str:
    """The first line of a cached draft: "Replace in files" must not change what a build takes for its own words."""
    return f"{key} {blake2b(body.encode('utf-8', 'surrogatepass'), digest_size=16, key=machine_key()).hexdigest()}"


def program_notes(project: Project) -> Path:
    """The file in which the hashes of this program are noted."""
    return project.root / ".explainery" / "cache" / "program.txt"


def _place(project: Project, name: str) -> Path:
    return project.root / ".explainery" / "cache" / f"{name}.json"
