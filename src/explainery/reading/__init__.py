"""Reading: a file of any supported format becomes an Article, its text as published."""

from explainery.reading.articles import FORMATS, article_of, has_articles, read_article, read_story, story_files

__all__ = ["FORMATS", "article_of", "has_articles", "read_article", "read_story", "story_files"]
