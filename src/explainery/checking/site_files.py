"""The files of docs/ that are not pages: pictures, and what mkdocs.yml names. Anything else is published unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from explainery.checking.findings import Finding
from explainery.checking.rules import exp133_site_files
from explainery.project import Project
from explainery.store.page_files import read_raw

# How the contents of a picture begin, by the ending of its name: a browser goes by what a file holds.
_BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    ".ico": re.compile(rb"\x00\x00\x01\x00"),
}
_PLAIN = frozenset(("CNAME", "robots.txt", "humans.txt", "security.txt"))  # hosts read these; a browser shows text
_LONGEST_BEGINNING = 16  # bytes
_NAMED = re.compile(r"[\w./@-]+\.\w+")


def file_findings(project: Project, files: Iterable[str]) -> Iterator[Finding]:
    """A finding for each file that the site may not publish.

    Args:
        project: the project.
        files: the paths of all files below docs/, with forward slashes.
    """
    config = project.root / "mkdocs.yml"
    named = frozenset(_NAMED.findall(read_raw(config))) if config.is_file() else frozenset()
    for inner in sorted(files):
        problem = "" if inner in named else _problem(project.docs / inner) or _outside(project, inner)
        if problem:
            path = f"{project.settings.docs}/{inner}"
            yield Finding(path, 1, exp133_site_files.RULE.code, problem)


def _outside(project: Project, inner: str) -> str:
    """Why a page may not be where it is: it would look like a story's, and there is nothing to check it against."""
    folder, _, rest = inner.partition("/")
    if not rest or not inner.endswith(".md"):
        return ""
    if "/" in rest:
        return f"a story's pages are in docs/{folder}/ itself: move this one there"
    is_story = (project.sources / folder).is_dir() or folder in project.locked()
    if is_story:
        return ""
    return (
        f"there is no story called {folder}, so nothing on this page can be checked: add its articles, or move the page"
    )


def _problem(path: Path) -> str:
    """Why a file may not be published; "" if it may. Files whose names begin with a dot are not published."""
    if path.suffix == ".md" or path.name in _PLAIN or path.name.startswith("."):
        return ""
    ending = path.suffix.lower()
    if ending not in _BEGINNINGS:
        kind = ending or "others"
        return f"the site would publish this file as it is: docs/ contains pages (.md) and pictures, not {kind}"
    with path.open("rb") as file:
        beginning = file.read(_LONGEST_BEGINNING)
    if not _BEGINNINGS[ending].match(beginning):
        return f"this is not a picture of the kind that its name says ({ending})"
    return ""
