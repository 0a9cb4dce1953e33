"""A story's files as they travel to another machine, so that its pages can be made there as they would be here.

A parcel holds all that a story's draft depends on: its articles and what describes them, its settings and the
project's, and the recorded answers. It is unpacked into an empty folder, which then is a project of that story alone.
Articles travel in the parcel, or as a hash, if workers can fetch them from a folder that all machines share.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from explainery.answers.files import answers_file
from explainery.errors import ClusterError, SourceError
from explainery.patterns import regex
from explainery.plain_files import require_plain
from explainery.project import KEPT, Project, story_folder
from explainery.reading import story_files
from explainery.reading.limits import MEGA
from explainery.reading.sidecar import sidecar_path
from explainery.store.remote_folder import RemoteFolder

# Megabytes of one story's files that are sent: the scheduler holds them, and those of a few more.
MOST_MEGABYTES = 100
_STEP = regex(r"(?!\.\.?(/|$))[^/\\\0]+")  # one step of a path that leads down


@dataclass(frozen=True, slots=True)
class ParcelFile:
    """One file of a parcel.

    Attributes:
        path: where it belongs below the project's folder, with slashes.
        size: how many bytes it has.
        digest: a hash of its bytes.
        content: its bytes; None if they are fetched.
    """

    path: str
    size: int
    digest: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A story's files.

    Attributes:
        story: the story's name.
        root: the project's folder on the machine that sent it, for errors.
        files: the files.
        sources: the address of the folder of sources, for files without content; "" if all have theirs.
    """

    story: str
    root: str
    files: tuple[ParcelFile, ...]
    sources: str = ""

    @property
    def size(self) -> int:
        """The bytes of its files, whether they travel in it or not."""
        return sum(file.size for file in self.files)


def packed(project: Project, name: str) -> Parcel:
    """A story's parcel.

    Raises:
        SourceError: a file cannot be read, or the story has no articles.
        ClusterError: the files are too large to be sent.
    """
    shared = project.settings.cluster.sources
    folder = story_folder(project.sources, name)
    articles = [path for given in story_files(folder) for path in (given, sidecar_path(given)) if path.is_file()]
    described = (folder / "story.yml", answers_file(project.root, name))
    project_wide = (project.root / KEPT / "settings.yml", project.root / "mkdocs.yml")
    others = [path for path in (*described, *project_wide) if path.is_file()]
    require_plain(*articles, *others, root=project.root)
    _check_size(others if shared else [*articles, *others], folder)
    row = _fetched if shared else _sent
    try:
        files = (*(row(path, project.root) for path in articles), *(_sent(path, project.root) for path in others))
    except OSError as error:
        raise SourceError(f"cannot read this file ({error.strerror})", file=error.filename) from None
    return Parcel(name, str(project.root), files, shared)


def _check_size(sent: list[Path], folder: Path) -> None:
    """Raise ClusterError for more than may be sent, before it is all in the memory."""
    megabytes = sum(path.stat().st_size for path in sent) / MEGA
    if megabytes > MOST_MEGABYTES:
        raise ClusterError(
            f"this story's files have {megabytes:,.0f} megabytes; at most {MOST_MEGABYTES} are sent to a cluster",
            file=folder,
            hint="Name a folder that the workers reach as `cluster: sources:` in .explainery/settings.yml "
            "(see docs/cluster.md), or build this story without --executor",
        )


def _sent(path: Path, root: Path) -> ParcelFile:
    content = path.read_bytes()
    code = blake2b(content, digest_size=16).hexdigest()
    return ParcelFile(path.relative_to(root).as_posix(), len(content), code, content)


def _fetched(path: Path, root: Path) -> ParcelFile:
    return ParcelFile(path.relative_to(root).as_posix(), path.stat().st_size, digest_of(path))


def digest_of(path: Path) -> str:
    """A hash of a file's bytes, read piece by piece: a web archive may be larger than the memory."""
    code = blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            code.update(piece)
    return code.hexdigest()


def unpacked(parcel: Parcel, folder: Path) -> Project:
    """The project of a parcel's story alone, in an empty folder.

    Raises:
        ClusterError: a file cannot be fetched or written, what is there is another version of it, or it would not be
            in the folder.
    """
    shared = RemoteFolder(parcel.sources) if parcel.sources else None
    for file in parcel.files:
        path = _place(folder, file.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if file.content is not None:
            path.write_bytes(file.content)
        elif shared:
            _fetch(shared, file, path, Path(parcel.root))
    return Project.at(folder)


def _place(folder: Path, path: str) -> Path:
    """Where a file of a parcel belongs. Raises ClusterError for a path that does not lead down from the folder."""
    steps = path.split("/")
    place = folder.joinpath(*steps)
    if not all(_STEP.fullmatch(step) for step in steps) or not place.is_relative_to(folder):
        raise ClusterError(f"a parcel has a file {path!r}, which would not be in its folder")
    return place


def _fetch(shared: RemoteFolder, file: ParcelFile, path: Path, root: Path) -> None:
    """Fetch a file, and make sure that it is the very one that the sender has."""
    shared.fetch(file.path.partition("/")[2], path)  # the address stands for the folder of sources
    if digest_of(path) != file.digest:
        raise ClusterError(
            f"the workers find another version of this file in {shared.address}",
            file=root / file.path,
            hint="Copy your sources there before you build",
        )
