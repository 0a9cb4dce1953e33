"""The files of docs/ that are not pages: pictures, and what mkdocs.yml names. Anything else is published unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from explainery.checking.drawings import drawing_problem
from explainery.checking.findings import Finding
from explainery.checking.named_files import NamedFiles, named_files
from explainery.checking.rules import exp133_site_files
from explainery.patterns import regex
from explainery.project import KEPT, Project

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
_OF_GIT = regex(r"\.git(?!keep$)", re.IGNORECASE)  # .gitkeep is an empty file that keeps a folder


def file_findings(project: Project, files: Iterable[str]) -> Iterator[Finding]:
    """A finding for each file that the site may not publish.

    Args:
        project: the project.
        files: the paths of all files below docs/, with forward slashes.
    """
    named = named_files(project.root / "mkdocs.yml")
    for inner in sorted(files):
        problem = _problem(project.docs / inner, inner in named.files) or _outside(project, inner, named)
        if problem:
            yield Finding(f"{project.settings.docs}/{inner}", 1, exp133_site_files.RULE.code, problem)


def git_findings(project: Project) -> Iterator[Finding]:
    """A finding for each file that has git hide, change or leave out what is in a folder of pages or articles."""
    settings = project.settings
    for folder in dict.fromkeys((settings.docs, settings.sources, settings.originals, KEPT)):
        for path in sorted((project.root / folder).rglob(".[gG][iI][tT]*")):
            if _OF_GIT.match(path.name):
                inner = path.relative_to(project.root).as_posix()
                yield Finding(inner, 1, exp133_site_files.RULE.code, _HIDING)


_HIDING = (
    "git would obey this file: it could hide edits from whoever reviews them, or leave files out; only the project's"
    " own folder may have one"
)


def _outside(project: Project, inner: str, named: NamedFiles) -> str:
    """Why a page may not be where it is: nothing leads to it, or it looks like a story's and can't be checked."""
    folder, _, rest = inner.partition("/")
    if not inner.endswith(".md") or inner.startswith("."):
        return ""
    if not rest:
        return _UNLISTED if named.is_left_out(inner) else ""
    if "/" in rest:
        return f"a story's pages are in docs/{folder}/ itself: move this one there"
    is_story = (project.sources / folder).is_dir() or folder in project.locked()
    if is_story:
        return ""
    return (
        f"there is no story called {folder}, so nothing on this page can be checked: add its articles, or move the page"
    )


_UNLISTED = (
    "nothing leads to this page, and the site would not be built: name it in mkdocs.yml, under nav or not_in_nav"
)


def _problem(path: Path, is_named: bool) -> str:  # noqa: FBT001
    """Why a file may not be published; "" if it may. Files whose names begin with a dot are not published."""
    if path.suffix == ".md" or path.name in _PLAIN or path.name.startswith("."):
        return ""
    ending = path.suffix.lower()
    if is_named and ending == ".svg":
        return drawing_problem(path.read_bytes())
    if is_named and ending not in _BEGINNINGS:
        return ""
    if ending not in _BEGINNINGS:
        kind = ending or "others"
        return f"the site would publish this file as it is: docs/ contains pages (.md) and pictures, not {kind}"
    with path.open("rb") as file:
        beginning = file.read(_LONGEST_BEGINNING)
    if not _BEGINNINGS[ending].match(beginning):
        return f"this is not a picture of the kind that its name says ({ending})"
    return ""
