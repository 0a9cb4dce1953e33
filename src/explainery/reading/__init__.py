"""Reading: a file of any supported format becomes Articles, their text as published."""

from explainery.reading.limits import Limits
from explainery.reading.story_folder import Unread, has_articles, read_story, story_files

__all__ = [
    "Limits",
    "Unread",
    "has_articles",
    "read_story",
    "story_files",
]
