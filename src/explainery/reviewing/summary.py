"""What a pull request changes, gathered from the project: pages, proposals that wait, sources, and other files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import markdown

from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.merging import Proposal
from explainery.merging.units import UnitKind, parsed
from explainery.page_format import SOURCES_FILE
from explainery.project import Project
from explainery.reviewing.changes import ChangeKind, PageChanges, Part, StatementChange
from explainery.reviewing.git_history import Differing, differing
from explainery.reviewing.published_files import is_here, published_files
from explainery.reviewing.published_page import published
from explainery.reviewing.reader_changes import reader_changes
from explainery.reviewing.reader_lines import lines_of, new_hosts
from explainery.store.page_files import pages_in, read_page
from explainery.store.state import proposals_of

_KEPT = ".explainery"  # what builds keep: the pages show it, or the proposals


@dataclass(frozen=True, slots=True)
class ListChange:
    """A sources page that a build wrote, and that readers get otherwise than before.

    Attributes:
        path: the page, from the project's folder.
        added: how many of its lines are new.
        removed: how many are gone.
        new_hosts: the machines that its links lead to and did not before, with the number of those links.
    """

    path: str
    added: int
    removed: int
    new_hosts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a pull request changes, as a reader of the site would see it.

    Attributes:
        commit: the commit that it is compared with.
        pages: the changes of every page that readers get otherwise than before.
        lists: sources pages that a build wrote; their text follows from the citations.
        proposals: texts of the build that wait for a decision.
        sources: each article (or story.yml) that differs, by path, with added, changed, removed or renamed.
        others: paths of all other files that differ: the program, settings, notes.
        site: each other file that readers get or that shapes every page, by path, with what happened to it.
        kept: files of what builds keep that differ: base, decisions, locks.
        untrue: the base files that no build wrote so, by the page's path below `docs/`.
    """

    commit: str
    pages: tuple[PageChanges, ...] = ()
    lists: tuple[ListChange, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    site: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    untrue: tuple[str, ...] = ()

    @property
    def readers_get_the_same(self) -> bool:
        """Whether no page and no other published file differs."""
        return not (self.pages or self.lists or self.site)

    def count(self, *parts: Part) -> Counter[ChangeKind]:
        """How many changes of each kind there are, of some parts."""
        return Counter(c.kind for c in self.changes() if c.part in parts)

    def changes(self) -> Iterator[StatementChange]:
        """Every change of every page."""
        return (c for page in self.pages for c in page.changes)

    @property
    def new_hosts(self) -> dict[str, tuple[int, int]]:
        """The machines that links lead to and did not before, each with how many links, and on how many pages."""
        pages: list[PageChanges | ListChange] = [*self.pages, *self.lists]
        hosts = sorted({host for page in pages for host in page.new_hosts})
        counts = {host: [page.new_hosts[host] for page in pages if host in page.new_hosts] for host in hosts}
        return {host: (sum(rows), len(rows)) for host, rows in counts.items()}

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
    lists = [p for p in pages if _is_list(project, p.removeprefix(docs))]
    edited = [p for p in pages if p not in lists]
    config = project.root / "mkdocs.yml"
    parser = parser_of(extensions_of(config), config)
    old = {p.removeprefix(docs): files.old[p] for p in edited if p in files.old}
    new = {p.removeprefix(docs): read_page(project.root / p) for p in edited if is_here(project.root, p)}
    listed = tuple(c for p in lists if (c := _list_change(project.root / p, p, files.old.get(p, ""), parser)))
    site = published_files(project, files)
    rest = [p for p in files.paths if p not in site and p not in pages]
    kept = [p for p in rest if p.startswith(f"{_KEPT}/") and p != f"{_KEPT}/settings.yml"]
    return Summary(
        commit=files.commit,
        pages=tuple(reader_changes(old, new, parser, _built(project, {*old, *new}))),
        lists=listed,
        proposals=tuple(_waiting(project)),
        sources=_sources(project.root, sources, files),
        others=tuple(p for p in rest if p not in kept and not p.startswith(sources)),
        site=site,
        kept=tuple(p for p in kept if not p.startswith(f"{_KEPT}/proposals/")),
    )


def _list_change(file: Path, path: str, old_text: str, parser: markdown.Markdown) -> ListChange | None:
    """What readers get otherwise of a sources page; None where they get the same."""
    old, new = published(old_text, parser), published(read_page(file), parser)
    if old == new:
        return None
    before, after = (Counter(line.text for line in lines_of(page.tokens)) for page in (old, new))
    return ListChange(path, (after - before).total(), (before - after).total(), new_hosts(old, new))


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
    gone = [p for p in paths if not is_here(root, p)]
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
