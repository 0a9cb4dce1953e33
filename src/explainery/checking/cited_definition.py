"""What a footnote's definition says: the passage it quotes, and whose words those are."""

from __future__ import annotations

import re

from explainery.checking.evidence import Evidence, holds
from explainery.checking.rendered_page import Unit
from explainery.model import Passage
from explainery.text import folded

# The passage is what stands in the last pair of marks: a title before it may have a pair of its own.
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")


def passage_words(unit: Unit) -> str:
    """The words that a definition quotes; "" where it quotes none."""
    found = _QUOTED.findall(unit.text)
    words = "".join(found[-1]) if found else ""
    return "" if f", {words}”," in unit.text or len(words.split()) < 2 else words  # noqa: PLR2004 (a term)


def same_words(words: str, evidence: Evidence) -> list[Passage]:
    """The passages that a definition's words are, shortened or whole."""
    bare = folded(words).rstrip(" .…")
    return [
        p
        for key, p in evidence.by_key.items()
        if evidence.folded[key].startswith(bare) and holds(evidence.folded[key], words)
    ]
