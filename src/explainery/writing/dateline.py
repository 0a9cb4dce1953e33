"""The dateline under the title: the days that a story covers, and how many articles and publishers tell it.

It is made of the sources alone, so that the same sources give the same line.
"""

from __future__ import annotations

from explainery.languages import ENGLISH, Words
from explainery.model import Story
from explainery.text import is_iso_day


def dateline(story: Story, words: Words = ENGLISH) -> str:
    """The days of the articles, and how many there are: "6 to 13 May 2023 · eleven articles · seven publishers"."""
    dated = sorted(m.article.published for m in story.articles if m.article.published)
    days = [d for d in dated if is_iso_day(d)] or dated
    publishers = {m.article.publisher for m in story.articles}
    counts = (words.told(len(story.articles), "article"), words.told(len(publishers), "publisher"))
    return " · ".join([*([span(days[0], days[-1], words)] if days else []), *counts])


def span(first: str, last: str, words: Words = ENGLISH) -> str:
    """Two ISO dates as people write a span: "6 to 13 May 2023", "30 May to 2 June 2023"."""
    if first == last:
        return words.date(first)
    one, two = words.date(first).split(), words.date(last).split()
    shared = 0  # words at the end that both dates have
    while shared < min(len(one), len(two)) - 1 and one[-1 - shared] == two[-1 - shared]:
        shared += 1
    return f"{' '.join(one[: len(one) - shared])} {words['page.span']} {' '.join(two)}"
