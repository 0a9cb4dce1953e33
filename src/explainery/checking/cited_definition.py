"""The passage that a footnote definition quotes, and the source sentences with the same words."""

from __future__ import annotations

from collections.abc import Iterable

from explainery.checking.evidence import Evidence, holds
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.tuning import TUNING
from explainery.model import Article, Passage
from explainery.patterns import regex
from explainery.text import folded, plain

# The passage is in the last pair of quotation marks: the title before it may have a pair of its own.
_QUOTED = regex(r"“([^“”]+)”|\"([^\"]+)\"")


def without_source(text: str, articles: Iterable[Article]) -> str:
    """A definition's text without publisher and title of its article: they may have quotation marks of their own."""
    for article in articles:
        publisher, title = (f"{plain(words)}, " for words in (article.publisher, article.title))
        if text.startswith(publisher):
            return text.removeprefix(publisher).replace(title, "", 1)
    return text


def passage_words(definition: RenderedLine) -> str:
    """The words of the passage that a definition quotes; "" if it quotes none."""
    quoted = _QUOTED.findall(definition.text)
    words = "".join(quoted[-1]) if quoted else ""
    is_title = f", {words}”," in definition.text
    return "" if is_title or len(words.split()) < TUNING.least_quoted_words else words


def passages_with_words(words: str, evidence: Evidence) -> list[Passage]:
    """The passages whose words a definition quotes, in full or shortened."""
    start = folded(words).rstrip(" .…")
    return [
        passage
        for key, passage in evidence.by_key.items()
        if evidence.folded[key].startswith(start) and holds(evidence.folded[key], words)
    ]
