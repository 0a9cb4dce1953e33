"""Facets: which page each sentence of an article serves.

Each signal (see `features.py`) adds its weight to each facet. `facets.tsv` contains the weights, in hundredths, as
`tools/train_facets.py` learns them from the stories in `training/`. Signals that all sentences of an article share
only say what the story is about, so a part of their weight is subtracted. Then Viterbi's algorithm finds the likeliest
sequence of facets, with a bonus for staying, because an article tends to stay with a subject. Only sums and quotients
are compared, which every machine rounds alike; no library is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from explainery.answers.encoded import Reading
from explainery.lexicon.tables import table_rows
from explainery.marking.facets.aims import tells_aim
from explainery.marking.facets.chances import chances
from explainery.marking.facets.cues import cue_pattern
from explainery.marking.facets.encoded import with_encoder
from explainery.marking.facets.features import MaskedSentence, sentence_signals
from explainery.marking.facets.surroundings import Surroundings
from explainery.marking.tuning import TUNING
from explainery.model import BACKGROUND, FACETS, MOTIVES

Scores = tuple[float, ...]  # one for each of FACETS, in hundredths
_CUE = "cue:"  # opens the name of a signal that a cue gives
_PLAIN = {
    "at:1": "first sentence", "at:2-3": "near the top", "quote:mostly": "mostly quotation", "quote:partly": "quotation",
    "quote:with speaker": "named speaker", "date:years ago": "dated years ago", "date:long ago": "dated long ago",
    "date:last year": "dated last year", "date:this week": "dated this week", "date:ahead": "dated ahead",
    "voice:goes on": "same voice as before", "voice:goes on+quote": "same voice as before", "tense:had": "past perfect",
    "tense:future": "future", "tense:modal": "could or would", "tense:should": "should or must", "voice:reported": "reported speech",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Classification:
    """The choice of facets for one sentence.

    Attributes:
        facets: the best first, at most two; none if the sentence serves no page.
        confidence: how likely the best facet is right, 0 to 1.
        reasons: the strongest signals, as people read them.
        chances: how likely each facet is the sentence's, 0 to 1; empty if it serves no page.
    """

    facets: tuple[str, ...]
    confidence: float
    reasons: tuple[str, ...]
    chances: Scores = ()


@cache
def facet_weights() -> dict[str, Scores]:
    """The learnt weights of each signal, one for each facet."""
    return {name: tuple(float(v) for v in values) for name, *values in table_rows("marking/facets/facets.tsv")}


def classified(
    sentences: Sequence[MaskedSentence],
    table: Mapping[str, Scores] | None = None,
    readings: Sequence[Reading | None] = (),
) -> tuple[Classification, ...]:
    """Chooses the facets of every sentence of one article.

    Args:
        sentences: all sentences of the article, in order.
        table: weights to use instead of the package's.
        readings: what the encoder says of each sentence; () where it said nothing.
    """
    table = table or facet_weights()
    present = [sorted(table.keys() & sentence_signals(s.words, s.surroundings)) for s in sentences]
    own = [_sum(table, names) for names in present]
    settled = [
        _with_aim(row, s) for row, s in zip(_with_history(_less_shared(own, table), sentences), sentences, strict=True)
    ]
    settled = with_encoder(settled, readings) if readings else settled
    bonus = [_bonus(s.surroundings) for s in sentences]
    rows = zip(sentences, likeliest(settled, bonus), present, chances(settled, bonus), strict=True)
    return tuple(_classification(s, best, _reasons(s, best, names, table), likely) for s, best, names, likely in rows)


def _sum(table: Mapping[str, Scores], names: Iterable[str]) -> Scores:
    return tuple(map(sum, zip(table["bias"], *map(table.__getitem__, names), strict=True)))


def _less_shared(scores: Sequence[Scores], table: Mapping[str, Scores]) -> list[Scores]:
    """Subtracts a part of what the article's sentences have in common beyond those of any article."""
    usual = table["usual"]
    count = len(scores)
    means = [sum(column) / max(1, count) for column in zip(*scores, strict=True)] or list(usual)
    part = TUNING.shared_part * count / (count + TUNING.mean_sentences)
    off = [part * (mean - base) for mean, base in zip(means, usual, strict=True)]
    return [tuple(s - o for s, o in zip(row, off, strict=True)) for row in scores]


def _with_history(scores: Sequence[Scores], sentences: Sequence[MaskedSentence]) -> list[Scores]:
    """Adds to background the later a sentence stands, except in a digest.

    Published reports end on history more than invented ones do, so that the stories learnt from say too little of it.
    """
    near = [s.surroundings for s in sentences]
    added = [0.0 if s.digest else TUNING.late_background * s.place for s in near]
    return [_raised(row, BACKGROUND, more) for row, more in zip(scores, added, strict=True)]


def _with_aim(scores: Scores, sentence: MaskedSentence) -> Scores:
    """Adds to motives where a sentence says what somebody wants, needs or fears. Such sentences are too rare to learn."""
    return _raised(scores, MOTIVES, TUNING.aim) if tells_aim(sentence.words) else scores


def _raised(scores: Scores, facet: str, more: float) -> Scores:
    at = FACETS.index(facet)
    return (*scores[:at], scores[at] + more, *scores[at + 1 :])


def _bonus(near: Surroundings) -> int:
    """The bonus for keeping the facet of the sentence before; none in a digest, whose sentences are independent."""
    if near.digest:
        return 0
    return (TUNING.stay if near.begins else TUNING.stay_in_paragraph) + TUNING.stay_with_voice * near.goes_on


def likeliest(scores: Sequence[Scores], bonus: Sequence[int]) -> list[int]:
    """Finds the sequence of facets with the highest sum of scores and bonuses, by Viterbi's algorithm.

    Args:
        scores: for each sentence, a score for each facet.
        bonus: for each sentence, what is added if it has the facet of the one before.

    Returns:
        For each sentence, the index of its facet.
    """
    if not scores:
        return []
    best = list(scores[0])
    sources: list[list[int]] = []
    for row, stay in zip(scores[1:], bonus[1:], strict=True):
        top = max(range(len(best)), key=lambda f: (best[f], -f))
        source = [f if best[f] + stay >= best[top] else top for f in range(len(best))]
        sources.append(source)
        best = [best[s] + (stay if s == f else 0) + row[f] for f, s in enumerate(source)]
    path = [max(range(len(best)), key=lambda f: (best[f], -f))]
    for source in reversed(sources):
        path.append(source[path[-1]])
    return path[::-1]


def _classification(sentence: MaskedSentence, best: int, reasons: Sequence[str], likely: Scores) -> Classification:
    if len(sentence.words.split()) < TUNING.fragment_words or (
        sentence.words.rstrip("'\")").endswith("?") and not sentence.surroundings.quoted
    ):
        return Classification((), 0.0, ("a question or a fragment",))
    second = min((f for f in range(len(FACETS)) if f != best), key=lambda f: (-likely[f], f))
    both = likely[second] >= TUNING.second_facet * likely[best]
    facets = (FACETS[best], FACETS[second]) if both else (FACETS[best],)
    return Classification(facets, likely[best], tuple(reasons), likely)


def _reasons(sentence: MaskedSentence, best: int, names: Iterable[str], table: Mapping[str, Scores]) -> list[str]:
    """The signals that favour a facet most over the mean of all, as people read them."""
    worth = {n: table[n][best] - sum(table[n]) / len(FACETS) for n in names if n in _PLAIN or n.startswith(_CUE)}
    strong = sorted((n for n in worth if worth[n] > 0), key=lambda n: (-worth[n], n))
    readable = _once(r for n in strong if (r := _readable(sentence, n)))
    return list(islice(readable, TUNING.most_reasons)) or ["the sentences around it"]


def _once(reasons: Iterable[str]) -> Iterator[str]:
    """Each reason the first time it comes."""
    seen: set[str] = set()
    for reason in reasons:
        if reason not in seen:
            yield reason
        seen.add(reason)


def _readable(sentence: MaskedSentence, name: str) -> str:
    """A signal as people read it, or "" if it means nothing to them."""
    cue = name.removeprefix(_CUE)
    if name != cue and (match := cue_pattern(cue).search(sentence.words)):
        word = match[0].strip()
        return cue if word.startswith("<") else f"{cue} (“{word}”)"
    return _PLAIN.get(name, "")
