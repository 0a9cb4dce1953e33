"""The words of a story's sentences: how rare each is, and what two of them share.

A word weighs more, the fewer sentences have it. Two words share themselves, if they are one, and their letter groups:
"armoured" and "armored" share most of theirs. All this is worked out once for a story's words, not for each pair of its
sentences.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explainery.lexicon.stems import STOP_WORDS, stem
from explainery.linking.tuning import TUNING
from explainery.patterns import regex
from explainery.text import folded

_TUNING = TUNING.similarity
_TOKEN = regex(r"[^\W_]+")
_ACTOR = "@"


def stems(text: str) -> list[str]:
    """The stems of the content words of a sentence, in order."""
    return [stem(w) for w in _TOKEN.findall(folded(text).replace("'s", "")) if w not in STOP_WORDS]


def counted(text: str, actors: Iterable[str] = ()) -> Counter[str]:
    """How often a sentence has each stem, and each actor that it names.

    Their order is fixed, because a sum of weights depends on it in its last bits.
    """
    counts = Counter(stems(text))
    counts.update(f"{_ACTOR}{actor}" for actor in sorted(actors))
    return counts


def letter_groups(word: str) -> dict[str, int]:
    """How often a stem has each letter group, with marks at its start and end; an actor has none."""
    if word.startswith(_ACTOR):
        return {}
    padded, letters = f"^{word}$", _TUNING.gram_letters
    groups = [f"#{padded[i : i + letters]}" for i in range(len(padded) - letters + 1)]
    once = dict.fromkeys(groups, 1)
    return once if len(once) == len(groups) else dict(Counter(groups))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a story's sentences.

    Attributes:
        names: the words.
        numbers: the number of each word, its place among them.
        groups: the letter groups of each word, by its number.
        weights: what one of each word and letter group weighs.
        shared: for each word, by number, the product of weights that it shares with each word like it, itself included.
        frequency: how many sentences have each word, by its number.
    """

    names: Sequence[str]
    numbers: Mapping[str, int]
    groups: Sequence[Mapping[str, int]]
    weights: Mapping[str, float]
    shared: Sequence[Mapping[int, float]]
    frequency: Sequence[int]


def vocabulary(sentences: Sequence[Mapping[str, int]]) -> Vocabulary:
    """The vocabulary of sentences, each given as the counts of its words."""
    words = list(dict.fromkeys(word for sentence in sentences for word in sentence))
    groups = {word: letter_groups(word) for word in words}
    frequency: Counter[str] = Counter()
    for sentence in sentences:
        frequency.update(sentence.keys())
        frequency.update({group for word in sentence for group in groups[word]})
    weights = _weights(frequency, len(sentences))
    return Vocabulary(
        words,
        {word: number for number, word in enumerate(words)},
        list(groups.values()),
        weights,
        _shared(words, list(groups.values()), weights),
        [frequency[word] for word in words],
    )


def _weights(frequency: Mapping[str, int], sentences: int) -> dict[str, float]:
    rarest = _TUNING.prior_sentences + sentences
    rarity = [0.0, *(math.log(rarest / (1 + count)) for count in range(1, sentences + 1))]
    return {f: (_TUNING.gram_weight if f[0] == "#" else 1.0) * rarity[count] for f, count in frequency.items()}


def _shared(
    words: Sequence[str], groups: Sequence[Mapping[str, int]], weights: Mapping[str, float]
) -> list[dict[int, float]]:
    """What each word shares with each word that has a letter group of it."""
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, counts in enumerate(groups):
        for group, count in counts.items():
            holders[group].append((number, count))
    rows: list[dict[int, float]] = []
    for number, word in enumerate(words):
        row: dict[int, float] = defaultdict(float)
        row[number] = weights[word] ** 2
        for group, count in groups[number].items():
            product = weights[group] ** 2 * count
            for other, times in holders[group]:
                row[other] += product * times
        rows.append(dict(row))
    return rows
