"""What vouches for a base file: a build on this machine wrote it, or it is as at the commit where the work began.

The hash in the file is no proof: whoever changes the file can compute that, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from explainery.errors import ExplaineryError
from explainery.project import Project
from explainery.store.base_receipts import receipts
from explainery.store.base_stamp import code_of, taken_apart


@dataclass(frozen=True)
class Witness:
    """What tells who wrote a base file.

    Attributes:
        project: where the files are.
        since: the commit to compare with, as `summary` takes it.
    """

    project: Project
    since: str = ""

    @cached_property
    def built_here(self) -> frozenset[str]:
        """The hashes of what builds on this machine wrote."""
        return receipts(self.project)

    @cached_property
    def earlier(self) -> tuple[str, Mapping[str, str]] | None:
        """The commit where the work began, and each base file that differs from there, as it was; None without git."""
        from explainery.reviewing.git_history import differing  # noqa: PLC0415 (most builds need not ask git)

        folder = self.project.base.relative_to(self.project.root).as_posix()
        for since in (self.since, "HEAD"):
            try:
                files = differing(self.project.root, since, folder)
            except ExplaineryError:
                continue  # git does not know a default branch here, or there is no git
            paths = (p for p in files.paths if p.endswith(".md"))
            texts = {p.removeprefix(f"{folder}/"): taken_apart(files.old.get(p, "")).text for p in paths}
            return files.commit, texts
        return None

    def unknown(self, base: Mapping[str, str]) -> dict[str, str]:
        """The base files that neither a build here nor git vouches for, each with its earlier text, "" without."""
        left = {path: text for path, text in base.items() if code_of(text) not in self.built_here}
        if not left:
            return {}
        if self.earlier is None:  # what came here without git and without a build is taken as it is
            return dict.fromkeys(left, "") if self.built_here else {}
        old = self.earlier[1]
        return {path: old[path] for path, text in left.items() if path in old and old[path] != text}
