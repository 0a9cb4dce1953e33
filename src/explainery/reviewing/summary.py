"""What a pull request changes, gathered from the project: pages, proposals that wait, sources, and other files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from explainery.merging import Proposal
from explainery.merging.units import UnitKind, parsed
from explainery.page_format import SOURCES_FILE
from explainery.plain_files import is_plain_file
from explainery.project import Project
from explainery.reviewing.git_history import Differing, differing
from explainery.reviewing.statement_changes import (
    ChangeKind,
    PageChangeKind,
    PageChanges,
    Part,
    StatementChange,
    page_changes,
)
from explainery.store.page_files import pages_in, read_page
from explainery.store.state import proposals_of

_KEPT = ".explainery"  # what builds keep: the pages show it, or the proposals


@dataclass(frozen=True, slots=True)
class Summary:
    """What a pull request changes, as a reader of the site would see it.

    Attributes:
        commit: the commit that it is compared with.
        pages: the changes of every page that differs.
        lists: sources pages that a build wrote; their text follows from the citations.
        proposals: texts of the build that wait for a decision.
        sources: each article (or story.yml) that differs, by path, with added, changed, removed or renamed.
        others: paths of all other files that differ: the site's look, the program, settings.
    """

    commit: str
    pages: tuple[PageChanges, ...] = ()
    lists: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def count(self, *parts: Part) -> Counter[ChangeKind]:
        """How many changes of each kind there are, of some parts."""
        return Counter(c.kind for c in self.changes() if c.part in parts)

    def changes(self) -> Iterator[StatementChange]:
        """Every change of every page."""
        return (c for page in self.pages for c in page.changes)

    @property
    def citations(self) -> tuple[int, int]:
        """How many citations were added, and how many were removed."""
        gained = {k for c in self.changes() for k in c.gained}
        lost = {k for c in self.changes() for k in c.lost}
        return len(gained - lost), len(lost - gained)


def summarised(project: Project, since: str = "") -> Summary:
    """What differs from the commit where the work began.

    Args:
        project: the project.
        since: a branch, tag or commit, as `differing` takes it.

    Raises:
        ExplaineryError: git is not installed, the folder is not in a repository, or the commit does not exist.
    """
    project.require_plain()
    files = differing(project.root, since)
    docs, sources = (f"{p}/" for p in (project.settings.docs, project.settings.sources))
    pages = [p for p in files.paths if p.startswith(docs) and p.endswith(".md")]
    lists = tuple(p for p in pages if _is_list(project, p.removeprefix(docs)))
    edited = [p for p in pages if p not in lists]
    old = {p.removeprefix(docs): files.old[p] for p in edited if p in files.old}
    new = {p.removeprefix(docs): read_page(project.root / p) for p in edited if _is_here(project.root, p)}
    changed = [
        p
        for p in page_changes(old, new, _built(project, {*old, *new}))
        if p.changes or p.kind is not PageChangeKind.CHANGED
    ]
    articles = _sources(project.root, sources, files)
    rest = [p for p in files.paths if p not in pages and not p.startswith((sources, f"{_KEPT}/"))]
    settings = [p for p in files.paths if p == f"{_KEPT}/settings.yml"]
    return Summary(files.commit, tuple(changed), lists, tuple(_waiting(project)), articles, (*settings, *rest))


def _is_list(project: Project, path: str) -> bool:
    """Whether a page is a story's list of sources just as a build wrote it."""
    if path.count("/") != 1 or not path.endswith(f"/{SOURCES_FILE}"):
        return False
    page, base = (read_page(f) if f.is_file() else None for f in (project.docs / path, project.base / path))
    return page == base


def _built(project: Project, paths: Iterable[str]) -> frozenset[str]:
    """Every definition of a footnote that a build wrote in the stories of some pages."""
    folders = {project.base / p.split("/", maxsplit=1)[0] for p in paths if "/" in p}
    pages = [t for folder in folders if folder.is_dir() for t in pages_in(folder).values()]
    return frozenset(u.text for t in pages for u in parsed(t).units if u.kind is UnitKind.DEFINITION)


def _waiting(project: Project) -> Iterator[Proposal]:
    folder = project.root / _KEPT / "proposals"
    for file in sorted(folder.glob("*.md")):
        yield from proposals_of(project, file.stem)


def _sources(root: Path, folder: str, files: Differing) -> dict[str, str]:
    """What happened to each source: a new one with the text of a removed one was renamed."""
    paths = [p for p in files.paths if p.startswith(folder)]
    gone = [p for p in paths if not _is_here(root, p)]
    fates = {}
    for path in paths:
        if path in gone or path in files.old:
            fates[path] = "removed" if path in gone else "changed"
            continue
        text = (root / path).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        old_path = next((p for p in gone if files.old.get(p) == text and p not in fates.values()), "")
        fates[path] = f"renamed from {old_path}" if old_path else "added"
    renamed = {f.removeprefix("renamed from ") for f in fates.values()}
    return {p: f for p, f in fates.items() if p not in renamed}


def _is_here(root: Path, path: str) -> bool:
    """Whether there is a file, and not a link that could lead out of the project."""
    return is_plain_file(root / path)
