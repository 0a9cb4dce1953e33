"""Reading: turn files of any supported format into articles, their text as published."""

from explainery.reading.limits import ReadingLimits
from explainery.reading.story_folder import Read, Unread, has_articles, read_story, story_files

__all__ = [
    "Read",
    "ReadingLimits",
    "Unread",
    "has_articles",
    "read_story",
    "story_files",
]
