"""The index of sentences: what it says of pairs is the cosine of their words and letter groups, worked out pair by pair."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.linking.similarity import index
from explainery.linking.tuning import TUNING
from explainery.linking.vocabulary import counted, letter_groups

_WORDS = (
    "harbour harbours armoured armored strike strikes striker vote voted voters mine miners crane ferry grain".split()
)
_ACTORS = ("norland", "westland", "jo roe")
_SENTENCES = st.lists(st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join), min_size=1, max_size=12)
_NAMED = st.lists(st.sets(st.sampled_from(_ACTORS)), min_size=12, max_size=12)


def features(text: str, actors: set[str]) -> Counter[str]:
    """The words, actors and letter groups of a sentence, each as often as it is there."""
    counts = counted(text, sorted(actors))
    for word, count in list(counts.items()):
        for group, times in letter_groups(word).items():
            counts[group] += count * times
    return counts


def vectors(sentences: list[str], named: list[set[str]]) -> list[dict[str, float]]:
    """Each sentence as a unit vector, as the definition has it."""
    counts = [features(text, actors) for text, actors in zip(sentences, named, strict=False)]
    frequency = Counter(f for count in counts for f in count)
    total = TUNING.similarity.prior_sentences + len(sentences)
    out = []
    for count in counts:
        raw = {
            f: n * math.log(total / (1 + frequency[f])) * (TUNING.similarity.gram_weight if f[0] == "#" else 1)
            for f, n in count.items()
        }
        norm = math.sqrt(sum(w * w for w in raw.values())) or 1.0
        out.append({f: w / norm for f, w in raw.items()})
    return out


@given(_SENTENCES, _NAMED)
def test_similarities_are_those_of_vectors_compared_pair_by_pair(sentences: list[str], named: list[set[str]]) -> None:
    known, expected = index(sentences, named[: len(sentences)]), vectors(sentences, named)
    for a, x in enumerate(expected):
        for b, y in enumerate(expected):
            cosine = sum(w * y[f] for f, w in x.items() if f in y)
            assert known.cosine(a, b) == pytest.approx(cosine, abs=1e-9)
            assert known.covered(a, b) == pytest.approx(sum(w * w for f, w in x.items() if f in y), abs=1e-9)


@given(_SENTENCES, _NAMED)
def test_the_order_in_which_actors_come_changes_no_similarity(sentences: list[str], named: list[set[str]]) -> None:
    """To the last bit: a set of names has another order in each process, and a sum another last bit in each order."""
    one, other = (
        index(sentences, [sorted(n, reverse=back) for n in named[: len(sentences)]]) for back in (False, True)
    )
    assert one.links == other.links
    assert one.centrality() == other.centrality()


@given(_SENTENCES, _NAMED)
def test_every_similar_pair_with_a_word_that_is_not_too_common_is_linked(
    sentences: list[str], named: list[set[str]]
) -> None:
    known = index(sentences, named[: len(sentences)])
    words = [set(counted(text, sorted(actors))) for text, actors in zip(sentences, named, strict=False)]
    holders = Counter(w for own in words for w in own)
    most = min(TUNING.similarity.most_common, max(2, TUNING.similarity.commonest_share * len(sentences)))
    for a in range(len(sentences)):
        rare = {b for b in range(len(sentences)) if b != a and any(holders[w] <= most for w in words[a] & words[b])}
        near = {b for b in rare if known.cosine(a, b) >= TUNING.similarity.least}
        assert set(known.around(a)) == near
        assert known.near(a) == sorted(b for b in near if b > a)


@given(_SENTENCES, _NAMED)
def test_a_sentence_is_most_central_where_it_is_most_like_the_others(
    sentences: list[str], named: list[set[str]]
) -> None:
    known, expected = index(sentences, named[: len(sentences)]), vectors(sentences, named)
    total: Counter[str] = Counter()
    for vector in expected:
        total.update(vector)
    norm = math.sqrt(sum(w * w for w in total.values())) or 1.0
    for central, vector in zip(known.centrality(), expected, strict=True):
        assert central == pytest.approx(sum(w * total[f] for f, w in vector.items()) / norm, abs=1e-9)


def test_in_a_large_story_a_copy_is_found_and_few_others_are_compared() -> None:
    size = 2 * TUNING.similarity.few_sentences
    names = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("arlo", "enna", "iske", "ondu", "urri")]
    texts = [f"{names[i % 60]} {names[i * 7 % 59]} {names[i * 11 % 53]} word{i}x" for i in range(size)]
    found = index([*texts, texts[size // 2]])
    assert found.cosine(size // 2, size) > 1 - 1e-9
    assert size in found.around(size // 2)
    most = TUNING.similarity.most_proposed + TUNING.similarity.most_common
    assert max(len(found.near(a)) for a in range(size)) < most
