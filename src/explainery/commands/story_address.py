"""The addresses of stories on the site: no story takes the place of something else."""

from __future__ import annotations

from pathlib import Path

from explainery.config import PICTURE_FILE
from explainery.errors import ExplaineryError
from explainery.project import Project, story_folder


def taken_address(project: Project, name: str) -> Path | None:
    """The page or folder of the site that has a story's address and is not the story's; None without any."""
    page, folder = project.docs / f"{name}.md", project.docs / name
    if page.exists():
        return page
    return folder if folder.exists() and not (project.sources / name).is_dir() else None


def _may_hold_pages(folder: Path) -> bool:
    """Whether a folder is a story's: it holds pages, or nothing but a picture for them."""
    if not folder.is_dir():
        return False
    return any(folder.glob("*.md")) or all(PICTURE_FILE.fullmatch(path.name) for path in folder.iterdir())


def require_free_address(project: Project, name: str) -> None:
    """Stop where a story would take the place of something else on the site."""
    story_folder(project.sources, name)
    taken, folder = project.docs / f"{name}.md", project.docs / name
    if taken.exists() or (folder.exists() and not _may_hold_pages(folder)):
        raise ExplaineryError(
            f"the story {name!r} would have the address of something else",
            file=taken if taken.exists() else folder,
            hint="Give the story's folder another name",
        )
