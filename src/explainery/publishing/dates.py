"""Times as feeds, sitemaps and data write them, and as readers do. None reads a clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from explainery.languages import ENGLISH, Words
from explainery.publishing.published_story import PublishedStory
from explainery.publishing.steps import History


def iso_time(time: datetime | None) -> str:
    """A time in UTC as RFC 3339 has it; "" for None."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time else ""


def spoken_day(time: datetime, words: Words = ENGLISH) -> str:
    """The day of a time: "11 September 2023"."""
    return words.date(time.date().isoformat())


def story_changed(story: PublishedStory, history: History) -> datetime | None:
    """When a page of a story was last changed; None where that is not known of each."""
    times = [history.modified.get(page.path) for page in story.pages]
    return None if None in times else max(filter(None, times), default=None)


def article_day(story: PublishedStory) -> str:
    """The newest whole day of an article that a story cites, "" without one."""
    return newest_day(c.date for page in story.pages for c in page.citations.values())


def newest_day(dates: Iterable[str]) -> str:
    """The newest of dates that name a day."""
    return max((d for d in dates if len(d) == len("2023-09-11")), default="")
