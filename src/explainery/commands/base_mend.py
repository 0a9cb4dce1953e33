"""Puts back base files that somebody changed: `check --fix` does it.

The hash in a base file's last line tells which text the build wrote. That text is in git's history, or the sources
still give it. The pages are not touched, so what people changed on them is an edit again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from explainery.checking.story_evidence import is_at_hand
from explainery.commands.draft import drafted, generated_of
from explainery.commands.foreign_bases import known_bases
from explainery.errors import EditedBaseError, ExplaineryError
from explainery.merging import State
from explainery.merging.footnote_definitions import cited
from explainery.merging.units import parsed
from explainery.project import Project
from explainery.reviewing.git_history import earlier_texts
from explainery.store.base_receipts import note
from explainery.store.base_stamp import BaseText, code_of, stamped, taken_apart
from explainery.store.page_files import pages_in, read_whole
from explainery.store.state import edited_bases
from explainery.store.transaction import write_all


@dataclass(frozen=True, slots=True)
class MendedBase:
    """A base file that was put back: its path from the project's folder, and where its text was."""

    file: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:1: what the build wrote is back, from {self.source}"


def mend_bases(project: Project) -> list[MendedBase]:
    """Put back every base file that somebody changed.

    Raises:
        EditedBaseError: the text of one is nowhere; the others were put back.
    """
    edited = edited_bases(project)
    found = {path: text for path, base in edited.items() if (text := _written(project, path, base))}
    files = {path: project.base / path for path in edited}
    if found:
        writes: dict[Path, str | None] = {files[path]: stamped(text.page) for path, text in found.items()}
        write_all(project.root, writes, {files[path]: _whole(files[path]) for path in found})
    for path, file in files.items():
        if path not in found:
            raise EditedBaseError(
                "neither git's history nor the sources have the text that the build wrote here",
                file=file,
                hint=f"Delete this file; then `explainery build --keep {path}` keeps the page as it is",
            )
    mended = [MendedBase(files[p].relative_to(project.root).as_posix(), text.source) for p, text in found.items()]
    return mended + _mend_foreign(project)


def _mend_foreign(project: Project) -> list[MendedBase]:
    """Take out what no build wrote, of files whose hash fits."""
    files = {project.base / path: text for path, text in known_bases(project).items()}
    writes: dict[Path, str | None] = {file: stamped(text) for file, text in files.items()}
    if writes:
        write_all(project.root, writes, {file: _whole(file) for file in files})
        note(project, writes)
    return [MendedBase(file.relative_to(project.root).as_posix(), "git and the sources") for file in files]


@dataclass(frozen=True, slots=True)
class _Found:
    page: str
    source: str


def _written(project: Project, path: str, base: BaseText) -> _Found | None:
    """The text that the build wrote into a base file."""
    for source, texts in (("git", _from_git(project, path)), ("the sources", _from_sources(project, path))):
        for page in texts:
            if _is_it(page, base):
                return _Found(page.text, source)
    return None


def _is_it(page: BaseText, base: BaseText) -> bool:
    """Whether a text is what a base file should have; or the file has it, and only its hash was changed."""
    return code_of(page.text) == base.code or (page.text == base.text and not page.is_edited)


def _from_git(project: Project, path: str) -> Iterator[BaseText]:
    file = (project.base / path).relative_to(project.root).as_posix()
    try:
        yield from (taken_apart(text) for text in earlier_texts(project.root, file))
    except ExplaineryError:  # no git, or no repository
        return


def _from_sources(project: Project, path: str) -> Iterable[BaseText]:
    name, _, page = path.partition("/")
    if not page or not is_at_hand(project, name):
        return ()
    base, live = ({f"{name}/{p}": t for p, t in pages.items()} for pages in _pages(project, name))
    try:
        generated = generated_of(name, drafted(project, name, State(base, live)))
    except ExplaineryError:
        return ()
    pages = dict(generated.pages)
    if generated.sources:
        listed, sources_page = generated.sources
        pages[listed] = sources_page({p: cited(parsed(t)) for p, t in sorted(live.items()) if p != listed})
    return [BaseText(pages[path], "")] if path in pages else ()


def _pages(project: Project, name: str) -> tuple[dict[str, str], dict[str, str]]:
    return pages_in(project.base / name), pages_in(project.docs / name)


def _whole(file: Path) -> str | None:
    try:
        return read_whole(file)
    except ExplaineryError:
        return None
