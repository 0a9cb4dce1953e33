"""Sorts a pile: each article to a story that exists, to a new one with others, or to none.

The result depends on what the articles say, never on the order in which they come or on how their files are called:
they are put in the order of a hash of their contents before anything is compared. An article that is in a story stays
there, so more articles never rearrange what has been sorted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explainery.sorting.clusters import clusters_of
from explainery.sorting.evidence import Evidence
from explainery.sorting.neighbours import neighbours
from explainery.sorting.vectors import Vector, vectors_of


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one story.

    Attributes:
        members: the numbers of the articles of the pile, the most typical ones first.
        story: the story that exists; "" for a new one.
        shared: words and names that most of the group's articles have, the most telling first: a name begins with
            "@", a word of a headline or a beginning with "^".
    """

    members: tuple[int, ...]
    story: str
    shared: tuple[str, ...]


def sorted_pile(pile: Sequence[Evidence], stories: Mapping[str, Sequence[Evidence]]) -> list[Group]:
    """Sort a pile.

    Args:
        pile: the articles; their numbers are their places.
        stories: the articles of each story that exists.

    Returns:
        A group for each story that gets articles, and for each new one; one of a single member is an article that
        is like no other. The largest first, then by what the articles say.
    """
    known = [(article, name) for name, articles in stories.items() for article in articles]
    order = sorted(range(len(pile)), key=lambda i: (pile[i].key, i))
    copies = defaultdict(list)  # articles with one content are one article here, and stay together
    for number in order:
        copies[pile[number].key].append(number)
    firsts = [numbers[0] for numbers in copies.values()]
    articles = [article for article, _ in sorted(known, key=lambda k: (k[1], k[0].key))]
    names = sorted(name for _, name in known)
    articles += [pile[number] for number in firsts]
    vectors = vectors_of(articles)
    days = [article.day for article in articles]
    clusters = clusters_of(vectors, days, neighbours(vectors, len(names)), dict(enumerate(names)))
    groups = [_group(members, names, vectors) for members in clusters if members[-1] >= len(names)]
    offset = len(names)
    return [
        Group(tuple(c for m in g.members for c in copies[pile[firsts[m - offset]].key]), g.story, g.shared)
        for g in sorted(groups, key=lambda g: (-len(g.members), min(g.members)))
    ]


def _group(members: Sequence[int], names: Sequence[str], vectors: Sequence[Vector]) -> Group:
    """A group of articles, of which those in a story have the first numbers."""
    total: Vector = defaultdict(float)
    holders: dict[str, int] = defaultdict(int)
    for member in members:
        for word, weight in vectors[member].items():
            total[word] += weight
            holders[word] += 1
    least = max(2, len(members) / 2)
    shared = sorted((w for w in total if holders[w] >= least), key=lambda w: (-total[w], w))
    new = [m for m in members if m >= len(names)]
    typical = sorted(new, key=lambda m: (-sum(w * total[word] for word, w in vectors[m].items()), m))
    return Group(tuple(typical), names[members[0]] if members[0] < len(names) else "", tuple(shared))
