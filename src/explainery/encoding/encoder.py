"""The encoder: what it makes of a sentence, and which sentences it finds alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from explainery.encoding.network import Array
from explainery.encoding.weights import Installed

DIGITS = 2  # of a chance that is recorded
ALIKE = 0.55  # cosine from which two sentences may say the same; measured on the stories of `training/`
# The stories that it learnt from have straight quotation marks.
_SINGLE, _DOUBLE = str.maketrans(dict.fromkeys("‘’‚‛", "'")), str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_AT_ONCE = 512  # sentences that are compared with all others at once, which bounds the memory


@dataclass(frozen=True)
class Read:
    """What the encoder makes of a sentence: the chance of each of FACETS, and its vector, of length 1."""

    chances: tuple[float, ...]
    vector: Array


def read(words: str, installed: Installed) -> Read:
    """Read one sentence. Its numbers depend on its words alone, however their quotation marks are typeset."""
    tokens = installed.vocabulary.tokens(words.translate(_SINGLE).translate(_DOUBLE), installed.most_tokens)
    meaning, last = installed.network.read(tokens)
    weights, start = installed.facets
    chances = 1 / (1 + np.exp(-(weights @ last + start)))
    return Read(tuple(round(float(c), DIGITS) for c in chances), meaning / np.sqrt((meaning * meaning).sum()))


def pairs(vectors: Mapping[str, Array], articles: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """The pairs of sentences, by code, that are alike and stand in different articles.

    Args:
        vectors: the vector of each sentence.
        articles: the articles in which each stands.
    """
    codes = sorted(vectors)
    if not codes:
        return
    table = np.stack([vectors[code] for code in codes])
    for first in range(0, len(codes), _AT_ONCE):
        near = table[first : first + _AT_ONCE] @ table.T >= ALIKE
        for a, b in zip(*np.nonzero(near), strict=True):
            one, two = codes[first + int(a)], codes[int(b)]
            if one < two and len(articles[one] | articles[two]) > 1:
                yield one, two
