"""Figures and names in each other's place: two of a wording that stand where a passage has them the other way round.

Each stands among words of weight. Where two are exchanged, the words around the one are those around the other in the
passage. The nearest words tell most; in a free wording they are few, and then nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from explainery.gating.licensed import free_words, is_free
from explainery.gating.refusal import Kind, Refusal
from explainery.gating.tuning import TUNING
from explainery.gating.words import Word, same, words_in

_Around = list[tuple[Word, int]]  # the words of weight around one, each with its distance: below 0 for those before it
_Pair = tuple[Word, Word]
_OTHER_SIDE = 0.25  # what a word counts that stands on the other side


def exchanged(wording: str, passages: Sequence[str]) -> Iterator[Refusal]:
    """The pairs of figures, and of names, that are exchanged in every passage that has both."""
    own = words_in(wording)
    told = [words_in(p) for p in passages]
    for kind, marks in ((Kind.FIGURE, _figures(own)), (Kind.NAME, _names(own))):
        for i, k in combinations(marks, 2):
            pair = own[i], own[k]
            both = [(words, places) for words in told for places in _places(pair, words)]
            around = _around(own, i, pair), _around(own, k, pair)
            if both and all(_is_crossed(around, words, places, pair) for words, places in both):
                yield Refusal(kind, f"“{own[i].text}” and “{own[k].text}” have each other's place in the passage")


def _figures(words: Sequence[Word]) -> list[int]:
    return [i for i, w in enumerate(words) if w.is_number]


def _names(words: Sequence[Word]) -> list[int]:
    """The last word of each name."""
    return [
        i
        for i, w in enumerate(words)
        if w.capital and not is_free(w) and not (i + 1 < len(words) and _is_joined(w, words[i + 1]))
    ]


def _is_joined(word: Word, behind: Word) -> bool:
    return behind.capital and behind.start - word.end <= 1


def _places(pair: tuple[Word, Word], words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where a passage has both of two words, each in one place only."""
    places = [[n for n, w in enumerate(words) if w.text == one.text] for one in pair]
    if pair[0].text != pair[1].text and all(len(p) == 1 for p in places):
        yield places[0][0], places[1][0]


def _is_crossed(own: tuple[_Around, _Around], words: Sequence[Word], places: tuple[int, int], pair: _Pair) -> bool:
    """Whether each of two words stands rather where a passage has the other."""
    there = _around(words, places[0], pair), _around(words, places[1], pair)
    straight = _likeness(own[0], there[0]) + _likeness(own[1], there[1])
    crossed = _likeness(own[0], there[1]) + _likeness(own[1], there[0])
    return crossed >= straight + TUNING.crossed_margin


def _likeness(around: _Around, there: _Around) -> float:
    """How much of what stands around a word stands around another: near words count more, and on the same side."""
    return sum(max((_nearness(d, e) for w, e in there if same(word, w)), default=0.0) for word, d in around)


def _nearness(one: int, other: int) -> float:
    return (1 if one * other > 0 else _OTHER_SIDE) / (abs(one) + abs(other))


def _around(words: Sequence[Word], at: int, pair: _Pair) -> _Around:
    """The words of weight on both sides of one, each with its distance; neither of the pair tells a place."""
    found = []
    for sign, side in ((-1, range(at - 1, -1, -1)), (1, range(at + 1, len(words)))):
        kept = [words[i] for i in side if not is_free(words[i]) or _is_unit(words[i])]
        weighty = [
            w for w in kept if not (w.is_number and words[at].is_number) and w.text not in {p.text for p in pair}
        ]
        found += [(w, sign * distance) for distance, w in enumerate(weighty[: TUNING.crossed_reach], 1)]
    return found


def _is_unit(word: Word) -> bool:
    return word.text in free_words("number") and word.text not in {"per", "cent", "percent"}
