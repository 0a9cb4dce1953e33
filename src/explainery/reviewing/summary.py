"""What a pull request changes, gathered from the project: pages, proposals that wait, sources, and other files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from explainery.merging import Proposal
from explainery.merging.units import Kind, parsed
from explainery.page_format import SOURCES_FILE
from explainery.project import Project
from explainery.reviewing.git_history import Differing, differing
from explainery.reviewing.statement_changes import Change, PageChanges, Part, What, page_changes
from explainery.store.page_files import pages_in, read_page
from explainery.store.state import proposals_of

_KEPT = ".explainery"  # what builds keep: the pages show it, or the proposals


@dataclass(frozen=True, slots=True)
class Summary:
    """A pull request as a reader of the site would be told of it.

    Attributes:
        commit: what it is compared with.
        pages: the changes of every page that differs.
        lists: sources pages that a build wrote; what they say follows from the citations.
        proposals: what waits for a decision.
        sources: each article (or story.yml) that differs, by path, with added, changed, removed or renamed.
        others: paths of what differs and is none of these: the site's look, the program, settings.
    """

    commit: str
    pages: tuple[PageChanges, ...] = ()
    lists: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def count(self, *parts: Part) -> Counter[What]:
        """How much of each there is, of some parts."""
        return Counter(c.what for c in self.changes() if c.part in parts)

    def changes(self) -> Iterator[Change]:
        """Every change of every page."""
        return (c for page in self.pages for c in page.changes)

    @property
    def citations(self) -> tuple[int, int]:
        """How many citations there are that were not there, and how many are there no more."""
        gained = {k for c in self.changes() for k in c.gained}
        lost = {k for c in self.changes() for k in c.lost}
        return len(gained - lost), len(lost - gained)


def summarised(project: Project, since: str = "") -> Summary:
    """What differs from the commit where the work began. Raises ExplaineryError where git cannot say."""
    found = differing(project.root, since)
    docs, sources = (f"{p}/" for p in (project.settings.docs, project.settings.sources))
    pages = [p for p in found.paths if p.startswith(docs) and p.endswith(".md")]
    lists = tuple(p for p in pages if _is_list(project, p.removeprefix(docs)))
    mine = [p for p in pages if p not in lists]
    old = {p.removeprefix(docs): found.old[p] for p in mine if p in found.old}
    new = {p.removeprefix(docs): read_page(project.root / p) for p in mine if _is_here(project.root, p)}
    told = [p for p in page_changes(old, new, _built(project, {*old, *new})) if p.changes or p.what != "changed"]
    articles = _sources(project.root, sources, found)
    rest = [p for p in found.paths if p not in pages and not p.startswith((sources, f"{_KEPT}/"))]
    settings = [p for p in found.paths if p == f"{_KEPT}/settings.yml"]
    return Summary(found.commit, tuple(told), lists, tuple(_waiting(project)), articles, (*settings, *rest))


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
    return frozenset(u.text for t in pages for u in parsed(t).units if u.kind is Kind.DEFINITION)


def _waiting(project: Project) -> Iterator[Proposal]:
    folder = project.root / _KEPT / "proposals"
    for file in sorted(folder.glob("*.md")):
        yield from proposals_of(project, file.stem)


def _sources(root: Path, folder: str, found: Differing) -> dict[str, str]:
    """What happened to each source; one that has another name and the same text was renamed."""
    paths = [p for p in found.paths if p.startswith(folder)]
    gone = [p for p in paths if not _is_here(root, p)]
    fates = {}
    for path in paths:
        if path in gone or path in found.old:
            fates[path] = "removed" if path in gone else "changed"
            continue
        text = (root / path).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        was = next((p for p in gone if found.old.get(p) == text and p not in fates.values()), "")
        fates[path] = f"renamed from {was}" if was else "added"
    renamed = {f.removeprefix("renamed from ") for f in fates.values()}
    return {p: f for p, f in fates.items() if p not in renamed}


def _is_here(root: Path, path: str) -> bool:
    """Whether a file stands there, and not a link that could lead out of the project."""
    return (root / path).is_file() and not (root / path).is_symlink()
