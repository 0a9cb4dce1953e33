"""Copies: articles that print the same text are one voice, however many outlets carry it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from explainery.keys import publisher_slug
from explainery.model import MarkedArticle
from explainery.text import folded

_SAME_SHARE = 0.5  # of the shorter article's sentences, word for word
_LEAST_CHARACTERS = 40  # a shorter sentence is the same in many articles by chance


def voices(articles: Sequence[MarkedArticle]) -> dict[str, str]:
    """The voice of each article id: the first id among the articles that are copies or of one publisher."""
    texts = {m.article.id: _sentences(m) for m in articles}
    publishers = {m.article.id: publisher_slug(m.article) for m in articles}
    voice = {m.article.id: m.article.id for m in articles}
    for a, b in combinations(voice, 2):
        if publishers[a] == publishers[b] or _copied(texts[a], texts[b]):
            old, new = voice[b], voice[a]
            voice = {k: new if v == old else v for k, v in voice.items()}
    return voice


def _sentences(marked: MarkedArticle) -> frozenset[str]:
    found = (folded(marked.words_of(s)) for s in marked.sentences)
    return frozenset(t for t in found if len(t) >= _LEAST_CHARACTERS)


def _copied(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and len(a & b) >= _SAME_SHARE * min(len(a), len(b))
