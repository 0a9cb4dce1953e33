"""What articles are sorted by, kept beside the articles as they were read: a few are sorted into many at little cost.

A key is a hash of the article and of the code that works it out, as in `step_cache.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainery.model import Article
from explainery.project import Project
from explainery.sorting.evidence import Evidence
from explainery.store.article_json import articles_json
from explainery.store.draft_cache import program_notes
from explainery.store.evidence_json import evidence_from, evidence_json
from explainery.store.kept_bytes import SealedBytes
from explainery.store.program_parts import part_hash
from explainery.store.step_cache import key_of, sealed_bytes


@dataclass(frozen=True, slots=True)
class EvidenceCache:
    """What articles are sorted by, in a store. `code`: a hash of the code that works it out."""

    kept: SealedBytes
    code: str

    def evidence(self, article: Article, made: Callable[[Article], Evidence]) -> Evidence:
        """What an article is sorted by, as it was worked out before or as `made` gives it."""
        key = key_of("sorted", self.code, articles_json([article]))
        if (raw := self.kept.get(key)) is not None:
            try:
                return evidence_from(raw)
            except ValueError:
                pass  # another form than today's: it is worked out again
        evidence = made(article)
        self.kept.put(key, evidence_json(evidence))
        return evidence


def evidence_cache(project: Project) -> EvidenceCache:
    """The cache of a project, in the folder in which its steps are kept."""
    return EvidenceCache(sealed_bytes(project), part_hash("sorting", program_notes(project)))
