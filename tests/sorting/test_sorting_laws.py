"""Laws of sorting: no order of files decides anything, and nothing that was sorted is ever sorted again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainery.sorting import shared_names, shared_words, story_name
from explainery.sorting.clusters import Grouping
from explainery.sorting.neighbours import neighbours
from explainery.sorting.vectors import product, vectors_of
from piles import PILES, Labelled, groups_of, labelled, pile

ALL = [a for name in PILES for a in pile(name)]
SOME = st.lists(st.sampled_from(ALL), min_size=1, max_size=25, unique_by=id)
_WORDS = "tram fire bank Varnholm Brandvold night strike solvents council vote Keston rain".split()
TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join)


def described(articles: Sequence[Labelled]) -> set[tuple[frozenset[int], str, tuple[str, ...], tuple[str, ...]]]:
    """The groups with their names and reasons, by the articles themselves."""
    evidence = [a.evidence for a in articles]
    return {
        (
            frozenset(id(articles[m]) for m in g.members),
            story_name(g, evidence, "2026"),
            shared_names(g, evidence),
            shared_words(g, evidence),
        )
        for g in groups_of(articles)
    }


@settings(max_examples=40)
@given(SOME, st.randoms(use_true_random=False))
def test_the_order_of_articles_decides_nothing(articles: list[Labelled], random: object) -> None:
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert described(shuffled) == described(articles)


@given(st.lists(TEXTS, min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_nor_does_it_for_articles_of_few_words_and_copies(texts: list[str], random: object) -> None:
    articles = [labelled("", "x", "2026-03-01", text[:20], text) for text in texts]
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {group for group, *_ in described(shuffled)} == {group for group, *_ in described(articles)}


@settings(max_examples=40)
@given(SOME)
def test_every_article_is_in_one_group(articles: list[Labelled]) -> None:
    members = [m for g in groups_of(articles) for m in g.members]
    assert sorted(members) == list(range(len(articles)))


@settings(max_examples=40)
@given(SOME, SOME)
def test_what_was_placed_stays_and_two_stories_never_become_one(first: list[Labelled], second: list[Labelled]) -> None:
    placed = {f"s{n}": [first[m] for m in g.members] for n, g in enumerate(groups_of(first)) if len(g.members) > 1}
    groups = groups_of(second, placed)
    named = [g.story for g in groups if g.story]
    assert len(named) == len(set(named)), "a story gets one group"
    assert set(named) <= set(placed)
    assert sorted(m for g in groups for m in g.members) == list(range(len(second))), "only the new ones are sorted"


@settings(max_examples=40)
@given(SOME, st.integers(0, 25))
def test_articles_in_stories_are_compared_with_new_ones_as_with_any(articles: list[Labelled], placed: int) -> None:
    vectors = vectors_of([a.evidence for a in articles])
    every = neighbours(vectors)
    pairs = {(a, b): likeness for a, near in enumerate(every) for b, likeness in near.items()}
    found = {(a, b): likeness for a, near in enumerate(neighbours(vectors, placed)) for b, likeness in near.items()}
    assert found == {pair: likeness for pair, likeness in pairs.items() if max(pair) >= placed}


@settings(max_examples=40)
@given(SOME)
def test_a_story_is_as_like_an_article_as_its_articles_are_on_average(articles: list[Labelled]) -> None:
    vectors = vectors_of([a.evidence for a in articles])
    stories = {n: a.story for n, a in enumerate(articles) if a.story and n % 3}
    run = Grouping(vectors, [a.evidence.day for a in articles], neighbours(vectors), stories)
    for group in run.clusters.values():
        pairs = [product(vectors[a], vectors[b]) for a, b in combinations(group.members, 2)]
        assert group.cohesion == pytest.approx(fmean(pairs) if pairs else None)
        for other, likeness in group.near.items():
            across = [product(vectors[a], vectors[b]) for a in group.members for b in run.clusters[other].members]
            assert likeness == pytest.approx(fmean(across))
            assert not (group.story and run.clusters[other].story)
            assert run.clusters[other].near[group.members[0]] == likeness


def test_a_copy_stays_with_the_article_it_is_a_copy_of() -> None:
    articles = [ALL[0], ALL[20], ALL[0]]
    assert {0, 2} in [set(g.members) for g in groups_of(articles)]


def test_a_story_gets_the_article_that_fits_and_no_other() -> None:
    strike = [a for a in ALL if a.story == "tram-strike"]
    others = [a for a in ALL if a.story == "ferry-lake"]
    groups = groups_of([strike[-1], *others], {"trams": strike[:-1]})
    assert {g.story: set(g.members) for g in groups} == {"trams": {0}, "": {1, 2}}


def test_names_are_folders_even_if_no_headline_has_a_latin_letter() -> None:
    greek = [
        labelled("", "x", "2026-03-01", "Φωτιά στο λιμάνι", f"Φωτιά στο λιμάνι της πόλης. Μέρα {n}.") for n in (1, 2)
    ]
    (group,) = groups_of(greek)
    evidence = [a.evidence for a in greek]
    assert story_name(group, evidence, "2026") == "story-2026"
    assert story_name(group, evidence, "") == "story"
