"""Groups articles by average linkage: the two groups that are most alike become one, until no two are alike enough.

Average linkage is Sokal and Michener's (1958). The mean likeness of two groups comes from the sums of their vectors,
so it counts every pair of articles; which groups are compared comes from the neighbours of their articles alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from explainery.sorting.neighbours import Links
from explainery.sorting.tuning import TUNING
from explainery.sorting.vectors import Vector, product


@dataclass(slots=True)
class Cluster:
    """A group as it grows.

    Attributes:
        members: the numbers of its articles.
        total: the sum of their vectors.
        day: the sum of their days, as far as they are known.
        dated: the number of articles whose day is known.
        pairs: the sum of the likeness of its pairs of articles, each once.
        story: the story that they are in already; "" for a new group.
        near: the groups it is compared with, and the mean likeness of the pairs of articles, whatever their days.
        version: how often it has grown.
    """

    members: list[int]
    total: Vector
    day: int
    dated: int
    story: str
    near: dict[int, float]
    pairs: float = 0.0
    version: int = 0

    @property
    def cohesion(self) -> float | None:
        """The mean likeness of its pairs of articles; None for a single one."""
        size = len(self.members)
        return 2 * self.pairs / (size * (size - 1)) if size > 1 else None


def clusters_of(
    vectors: Sequence[Vector], days: Sequence[int | None], links: Links, stories: Mapping[int, str]
) -> list[list[int]]:
    """Group a pile's articles.

    Args:
        vectors: of each article.
        days: the day of each article, as a number; None if it is not known.
        links: the neighbours of each article.
        stories: the story of each article that is in one. It stays there, and two stories never become one.

    Returns:
        The numbers of each group's articles, in order; the groups by their first numbers.
    """
    run = Grouping(vectors, days, links, stories)
    run.join_all()
    return sorted(sorted(c.members) for c in run.clusters.values())


class Grouping:
    """One grouping as it goes on. A group has the number of one of its articles."""

    def __init__(
        self, vectors: Sequence[Vector], days: Sequence[int | None], links: Links, stories: Mapping[int, str]
    ) -> None:
        self.clusters = {
            i: Cluster([i], dict(v), day or 0, int(day is not None), stories.get(i, ""), dict(near))
            for i, (v, day, near) in enumerate(zip(vectors, days, links, strict=True))
        }
        self._gather(stories)
        self._queue: list[tuple[float, int, int, int, int]] = []
        for number in self.clusters:
            self._queue += (row for row in self._offers(number) if row[1] < row[2])
        heapify(self._queue)

    def _gather(self, stories: Mapping[int, str]) -> None:
        """Make one group of each story that exists, compared with articles that are in none: no two become one."""
        members: dict[str, list[int]] = defaultdict(list)
        for number, story in sorted(stories.items()):
            members[story].append(number)
        for numbers in members.values():
            articles = [self.clusters.pop(n) for n in numbers]
            near = {third for article in articles for third in article.near if third not in stories}
            self.clusters[numbers[0]] = gathered = _together(articles)
            for third in near:
                its = self.clusters[third]
                likeness = product(its.total, gathered.total) / len(numbers)
                gathered.near[third] = its.near[numbers[0]] = likeness
                for number in numbers[1:]:
                    its.near.pop(number, None)

    def join_all(self) -> None:
        """Join the groups that are most alike, again and again. Among equals the first articles' order decides."""
        while self._queue:
            _, one, other, *versions = heappop(self._queue)
            if self._versions(one, other) == versions:
                kept = self._join(one, other)
                for row in self._offers(kept):
                    heappush(self._queue, row)

    def _versions(self, one: int, other: int) -> list[int]:
        """The versions of two groups; -1 for one that is gone."""
        return [self.clusters[n].version if n in self.clusters else -1 for n in (one, other)]

    def _offers(self, number: int) -> Iterator[tuple[float, int, int, int, int]]:
        """The groups that a group may join, as rows of the queue."""
        cluster = self.clusters[number]
        for other, likeness in cluster.near.items():
            its = self.clusters[other]
            closeness = likeness * kept_after(days_between(cluster, its))
            if closeness >= _least_between(cluster, its) and not (cluster.story and its.story):
                one, two = sorted((number, other))
                yield (-closeness, one, two, self.clusters[one].version, self.clusters[two].version)

    def _join(self, one: int, other: int) -> int:
        """Put two groups together; returns the number of the result."""
        if len(self.clusters[one].total) < len(self.clusters[other].total):
            one, other = other, one
        big, small = self.clusters[one], self.clusters.pop(other)
        across = self._likeness(big, other, small) * len(big.members) * len(small.members)
        big.pairs += small.pairs + across
        self._compare(one, big, other, small)
        for word, weight in small.total.items():
            big.total[word] = big.total.get(word, 0.0) + weight
        big.members += small.members
        big.day += small.day
        big.dated += small.dated
        big.story = big.story or small.story
        big.version += 1
        return one

    def _compare(self, one: int, big: Cluster, other: int, small: Cluster) -> None:
        """Work out the likeness of two groups together to all that either of them is compared with."""
        share = len(big.members) / (len(big.members) + len(small.members))
        in_story = big.story or small.story
        for third in {*big.near, *small.near} - {one, other}:
            its = self.clusters[third]
            near = its.near
            if in_story and its.story:  # two stories never become one
                for number in (one, other):
                    near.pop(number, None)
                big.near.pop(third, None)
                continue
            likeness = share * self._likeness(big, third, its) + (1 - share) * self._likeness(small, third, its)
            near.pop(other, None)
            near[one] = big.near[third] = likeness
        big.near.pop(other, None)

    @staticmethod
    def _likeness(cluster: Cluster, number: int, its: Cluster) -> float:
        """The mean likeness of a group to another one, whether they have been compared or not."""
        if number in cluster.near:
            return cluster.near[number]
        return product(cluster.total, its.total) / (len(cluster.members) * len(its.members))


def _together(articles: Sequence[Cluster]) -> Cluster:
    """The group of a story's articles, each given as a group of its own; compared with none."""
    total: dict[str, float] = defaultdict(float)
    for article in articles:
        for word, weight in article.total.items():
            total[word] += weight
    # Of all pairs, those of an article with itself left out, each once.
    pairs = (product(total, total) - sum(product(a.total, a.total) for a in articles)) / 2
    return Cluster(
        members=[a.members[0] for a in articles],
        total=dict(total),
        day=sum(a.day for a in articles),
        dated=sum(a.dated for a in articles),
        story=articles[0].story,
        near={},
        pairs=pairs,
    )


def _least_between(one: Cluster, other: Cluster) -> float:
    """The least likeness of two groups that are one story.

    Two groups that are both much more alike within than they are to each other are two stories with the same people.
    """
    within = min(one.cohesion or 0.0, other.cohesion or 0.0)
    return max(TUNING.least, TUNING.of_cohesion * within)


def days_between(one: Cluster, other: Cluster) -> float | None:
    """Days between the mean days of two groups; None if one of them has no day.

    From the end of one to the beginning of the other would be less, and would let accidents of one kind, each some
    weeks after the one before, become one story of many years.
    """
    if not one.dated or not other.dated:
        return None
    return abs(one.day / one.dated - other.day / other.dated)


def kept_after(days: float | None) -> float:
    """What remains of a likeness after so many days, 0 to 1."""
    if days is None:
        return TUNING.undated
    return TUNING.apart_least + (1 - TUNING.apart_least) * math.exp(-days / TUNING.apart_days)
