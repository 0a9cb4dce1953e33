"""The home page as a new project gets it: a heading and a welcome. From then on only people write there."""

from __future__ import annotations

from explainery.curation.page_plan import Page
from explainery.languages import ENGLISH, Words
from explainery.page_format import OVERVIEW_FILE
from explainery.writing.page_writer import front_matter, page_text


def home_page(words: Words = ENGLISH) -> Page:
    """`index.md` of the site. The stories are not on it: the site draws them below its text."""
    front = front_matter(words["home.title"], words["home.description"])
    return Page(OVERVIEW_FILE, page_text([front, f"# {words['home.heading']}", words["home.welcome"]]))
