"""Independence: articles that print the same text count as one source, however many outlets carry it.

Outlets print agency copy whole, cut, edited, or with sentences of their own. So texts are compared by their runs of
words (w-shingling: Broder, 1997), and by how much of the shorter text is in the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from explainery.citation_keys import publisher_slug
from explainery.linking.tuning import TUNING
from explainery.model import MarkedArticle
from explainery.text import folded, words

_TUNING = TUNING.independence


def independent_groups(articles: Sequence[MarkedArticle]) -> dict[str, str]:
    """The group of each article id, named by its first article: copies of one text, and articles of one publisher."""
    groups = {m.article.id: m.article.id for m in articles}
    members = {name: [name] for name in groups}
    for a, b in [*_one_publisher(articles), *_copies(articles)]:
        old, new = groups[b], groups[a]
        if old != new:
            for name in members[old]:
                groups[name] = new
            members[new] += members.pop(old)
    return groups


def _one_publisher(articles: Sequence[MarkedArticle]) -> Iterable[tuple[str, str]]:
    first: dict[str, str] = {}
    for m in articles:
        yield first.setdefault(publisher_slug(m.article), m.article.id), m.article.id


def _copies(articles: Sequence[MarkedArticle]) -> list[tuple[str, str]]:
    """Pairs of article ids, in order, where the shorter text is largely part of the other."""
    texts = {m.article.id: word_runs(" ".join(m.words_of(s) for s in m.sentences)) for m in articles}
    order = {name: i for i, name in enumerate(texts)}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, runs in texts.items():
        for run in runs:
            holders[run].append(name)
    shared = Counter(
        pair for names in holders.values() if len(names) <= _TUNING.most_holders for pair in combinations(names, 2)
    )
    copies = (p for p, n in shared.items() if _is_copy(n, min(len(texts[p[0]]), len(texts[p[1]]))))
    return sorted(copies, key=lambda p: (order[p[0]], order[p[1]]))


def _is_copy(shared: int, size: int) -> bool:
    return size >= _TUNING.least_runs and shared >= _TUNING.copied_share * size


def word_runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of words of a text. Texts that were written independently share hardly any."""
    written, size = words(folded(text)), _TUNING.run_words
    return frozenset(zip(*(written[i:] for i in range(size)), strict=False))


def one_text(sentences: Sequence[str]) -> int:
    """The number of different texts among sentences: one that is another one edited or cut does not count."""
    kept: list[frozenset[tuple[str, ...]]] = []
    for sentence in sentences:
        runs = word_runs(sentence) or frozenset({tuple(words(folded(sentence)))})
        if not any(len(runs & k) >= _TUNING.copied_sentence_share * min(len(runs), len(k)) for k in kept):
            kept.append(runs)
    return len(kept)
