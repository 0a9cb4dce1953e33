"""Copies: articles that print the same text are one voice, however many outlets carry it.

Wire copy is printed whole, cut, or with sentences of the outlet's own put in, and touched up in between. So texts
are compared by runs of words (w-shingling: Broder, 1997), and by how much of the shorter one stands in the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from explainery.citation_keys import publisher_slug
from explainery.model import MarkedArticle
from explainery.text import folded, words

_RUN = 6  # words that two writers hardly ever put in the same order by chance
_SAME_SHARE = 0.4  # of the shorter article's runs
_LEAST_RUNS = 20  # an article of fewer words is too short to tell
_COMMON = 40  # articles with a run, from which it is a formula of the trade ("did not immediately respond to a")
_SAME_SENTENCE = 0.7  # of the shorter sentence's runs, from which it is the same sentence touched up


def voices(articles: Sequence[MarkedArticle]) -> dict[str, str]:
    """The voice of each article id: the first id among the articles that are copies or of one publisher."""
    voice = {m.article.id: m.article.id for m in articles}
    for a, b in [*_one_publisher(articles), *_copies(articles)]:
        old, new = voice[b], voice[a]
        if old != new:
            voice = {k: new if v == old else v for k, v in voice.items()}
    return voice


def _one_publisher(articles: Sequence[MarkedArticle]) -> Iterable[tuple[str, str]]:
    first: dict[str, str] = {}
    for m in articles:
        yield first.setdefault(publisher_slug(m.article), m.article.id), m.article.id


def _copies(articles: Sequence[MarkedArticle]) -> list[tuple[str, str]]:
    """Pairs of article ids, in order, of which the shorter text stands largely in the other."""
    texts = {m.article.id: runs_of(" ".join(m.words_of(s) for s in m.sentences)) for m in articles}
    order = {name: i for i, name in enumerate(texts)}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, runs in texts.items():
        for run in runs:
            holders[run].append(name)
    shared = Counter(pair for names in holders.values() if len(names) <= _COMMON for pair in combinations(names, 2))
    copies = (p for p, n in shared.items() if _is_copy(n, min(len(texts[p[0]]), len(texts[p[1]]))))
    return sorted(copies, key=lambda p: (order[p[0]], order[p[1]]))


def _is_copy(shared: int, size: int) -> bool:
    return size >= _LEAST_RUNS and shared >= _SAME_SHARE * size


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of words of a text: what two texts have in common that were not written apart."""
    written = words(folded(text))
    return frozenset(tuple(written[i : i + _RUN]) for i in range(max(0, len(written) - _RUN + 1)))


def one_text(sentences: Sequence[str]) -> int:
    """How many texts some sentences are: one that is another touched up, or cut, is the same."""
    kept: list[frozenset[tuple[str, ...]]] = []
    for sentence in sentences:
        runs = runs_of(sentence) or frozenset({tuple(words(folded(sentence)))})
        if not any(len(runs & k) >= _SAME_SENTENCE * min(len(runs), len(k)) for k in kept):
            kept.append(runs)
    return len(kept)
