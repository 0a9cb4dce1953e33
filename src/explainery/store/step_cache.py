"""What the first steps of a build made, kept by all that it was made from: articles as read, and as marked.

A key is a hash of what goes into the step: the bytes of the file and its sidecar, or the article; the settings and
labels that the step is given, and no others; and the part of this program that runs it. So an entry never grows old.
A story that gains an article reads and marks that one.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from hashlib import blake2b
from pathlib import Path

from explainery.config import StorySettings
from explainery.model import Article, MarkedArticle
from explainery.project import Project
from explainery.reading import Read, ReadingLimits
from explainery.reading.limits import MEGA
from explainery.reading.sidecar import sidecar_path
from explainery.store.article_json import articles_from, articles_json, marked_from, marked_json
from explainery.store.draft_cache import program_notes
from explainery.store.file_hashes import file_hash
from explainery.store.folder_bytes import FolderBytes
from explainery.store.kept_bytes import KeptBytes, NothingKept, SealedBytes
from explainery.store.machine_key import machine_key
from explainery.store.program_parts import part_hash


@dataclass(frozen=True, slots=True)
class StepCache:
    """Articles and marked articles in a store. It can be pickled, so that worker processes may use it.

    Attributes:
        kept: the store.
        reading: a hash of the code of reading.
        marking: a hash of the code of marking.
    """

    kept: SealedBytes
    reading: str
    marking: str

    def read(self, path: Path, limits: ReadingLimits, read: Read) -> tuple[Article, ...]:
        """The articles of a file, as they were read before or as `read` gives them.

        Raises:
            SourceError: as `read` does. Errors are not kept.
        """
        key = self._reading_key(path, limits)
        if (raw := self.kept.get(key)) is not None:
            try:
                return articles_from(raw)
            except ValueError:
                pass  # another form than today's: the file is read again
        articles = tuple(read(path, limits))
        if self._reading_key(path, limits) == key:  # nobody saved it meanwhile
            self.kept.put(key, articles_json(articles))
        return articles

    def marking_key(self, article: Article, *given: object) -> str:
        """The key of an article as it is marked with what else the step is given, whose `repr` tells all of it."""
        return key_of("marked", self.marking, articles_json([article]), *given)

    def marked(self, key: str, article: Article) -> MarkedArticle | None:
        """The marked article of a key; None if it is not kept."""
        raw = self.kept.get(key)
        try:
            return None if raw is None else marked_from(raw, article)
        except ValueError:
            return None

    def keep_marked(self, key: str, marked: MarkedArticle) -> None:
        """Keep a marked article."""
        self.kept.put(key, marked_json(marked))

    def _reading_key(self, path: Path, limits: ReadingLimits) -> str:
        files = (path.name, file_hash(path), file_hash(sidecar_path(path)))
        return key_of("read", self.reading, *files, astuple(replace(limits, story_seconds=0)))


def step_cache(project: Project, store: KeptBytes | None = None) -> StepCache:
    """The cache of a project's steps; `store` takes the place of the folder in `.explainery/cache/`."""
    notes = program_notes(project)
    return StepCache(sealed_bytes(project, store), part_hash("reading", notes), part_hash("marking", notes))


def sealed_bytes(project: Project, store: KeptBytes | None = None) -> SealedBytes:
    """What a project keeps in `.explainery/cache/`, or in `store`, with this machine's seal."""
    return SealedBytes(store or _folder(project), machine_key())


def _folder(project: Project) -> KeptBytes:
    limit = int(project.settings.cache_megabytes * MEGA)
    return FolderBytes(project.root / ".explainery" / "cache" / "steps", limit) if limit else NothingKept()


def marking_settings(settings: StorySettings) -> StorySettings:
    """A story's settings as marking is given them: none that it has no use for, so that these cost no marking."""
    return StorySettings(parties=dict(settings.parties), keep=settings.keep, drop=settings.drop)


def key_of(*parts: object) -> str:
    """A key by everything that a step is given, 32 hexadecimal digits. Of each part, its `repr` tells all."""
    return blake2b("\0".join(map(repr, parts)).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
