"""How alike two sentences are: the cosine of their word stems and letter groups, rare ones weighing more.

It only proposes. Whether two sentences say the same is decided in `claims.py` from what they name and count.
Letter groups of four beside words keep "armoured" near "armored" (measured: AUC 0.88 against 0.75 for words).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explainery.lexicon.stems import STOP_WORDS, stem
from explainery.text import folded

_TOKEN = re.compile(r"[^\W_]+")
_GRAM = 4
_GRAM_WEIGHT = 0.35
_PRIOR = 4  # sentences of other stories that share nothing: in a short story a shared word is still rare
_MOST_COMMON = 60  # sentences with a feature, from which it proposes nothing: cost stays linear in their number
_SOMEWHAT = 0.05  # likeness below which nothing is the same, told again or at odds
_COMMONEST = 0.5  # a feature in more than half of the sentences separates nothing


def stems(text: str) -> list[str]:
    """The stems of the content words of a sentence, in order."""
    return [stem(w) for w in _TOKEN.findall(folded(text).replace("'s", "")) if w not in STOP_WORDS]


def features(text: str) -> Counter[str]:
    """Stems, and letter groups of four inside the longer ones."""
    words = stems(text)
    out: Counter[str] = Counter()
    for word in words:
        out[word] += 1
        padded = f"^{word}$"
        for i in range(max(0, len(padded) - _GRAM + 1)):
            out["#" + padded[i : i + _GRAM]] += 1
    return out


@dataclass(frozen=True, slots=True)
class Index:
    """Sentences as unit vectors, and for each the others that are somewhat like it, with their likeness."""

    vectors: Sequence[Mapping[str, float]]
    links: Sequence[Mapping[int, float]]

    def cosine(self, a: int, b: int) -> float:
        """Likeness of two sentences, 0 to 1."""
        known = self.links[a].get(b)
        return known if known is not None else _dot(self.vectors[a], self.vectors[b])

    def covered(self, a: int, b: int) -> float:
        """How much of sentence `a` stands in sentence `b`, too: the share of its squared weights, 0 to 1."""
        other = self.vectors[b]
        return sum(w * w for f, w in self.vectors[a].items() if f in other)

    def near(self, a: int) -> list[int]:
        """Sentences after `a` that are somewhat like it and share a word that is not in half of all sentences."""
        return sorted(i for i in self.links[a] if i > a)

    def around(self, a: int) -> list[int]:
        """The same, before or after `a`."""
        return sorted(self.links[a])

    def centrality(self) -> list[float]:
        """How much each sentence shares with the others: the mean of its likeness to all, 0 to 1.

        The same as its cosine with the sum of all vectors, scaled: one pass instead of all pairs.
        """
        total: dict[str, float] = defaultdict(float)
        for vector in self.vectors:
            for feature, weight in vector.items():
                total[feature] += weight
        norm = math.sqrt(sum(w * w for w in total.values())) or 1.0
        return [sum(w * total[f] for f, w in v.items()) / norm for v in self.vectors]


def index(texts: Sequence[str], actors: Sequence[Iterable[str]] = ()) -> Index:
    """The index of a story's sentences; `actors` are those that each names, whatever it calls them."""
    counts = [features(t) for t in texts]
    for count, named in zip(counts, actors, strict=False):
        count.update(f"@{actor}" for actor in named)
    frequency = Counter(f for c in counts for f in c)
    total = len(texts)
    postings: dict[str, list[int]] = defaultdict(list)
    vectors = []
    for i, count in enumerate(counts):
        raw = {
            f: (_GRAM_WEIGHT if f.startswith("#") else 1.0) * n * math.log((_PRIOR + total) / (1 + frequency[f]))
            for f, n in count.items()
        }
        norm = math.sqrt(sum(w * w for w in raw.values())) or 1.0
        vectors.append({f: w / norm for f, w in raw.items()})
        for f in count:
            if not f.startswith("#") and frequency[f] <= min(_MOST_COMMON, max(2, _COMMONEST * total)):
                postings[f].append(i)
    return Index(vectors, _links(vectors, postings))


def _links(vectors: Sequence[Mapping[str, float]], postings: Mapping[str, Sequence[int]]) -> list[dict[int, float]]:
    """Every pair that shares a word worth sharing and is somewhat alike, each likeness worked out once."""
    links: list[dict[int, float]] = [{} for _ in vectors]
    for a, vector in enumerate(vectors):
        near = {i for f in vector if not f.startswith("#") for i in postings.get(f, ()) if i > a}
        for b in near:
            alike = _dot(vector, vectors[b])
            if alike >= _SOMEWHAT:
                links[a][b] = links[b][a] = alike
    return links


def _dot(x: Mapping[str, float], y: Mapping[str, float]) -> float:
    if len(x) > len(y):
        x, y = y, x
    return sum(w * y[f] for f, w in x.items() if f in y)
