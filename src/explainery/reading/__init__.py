"""Reading: a file of any supported format becomes Articles, their text as published."""

from explainery.reading.assemble import article_of, articles_in, read_article
from explainery.reading.limits import Limits
from explainery.reading.story_folder import FORMATS, Unread, has_articles, read_story, story_files

__all__ = [
    "FORMATS",
    "Limits",
    "Unread",
    "article_of",
    "articles_in",
    "has_articles",
    "read_article",
    "read_story",
    "story_files",
]
