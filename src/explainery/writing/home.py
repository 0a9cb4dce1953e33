"""The home page: every story with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainery.curation.page_plan import Page
from explainery.languages import ENGLISH, Words
from explainery.page_format import OVERVIEW_FILE
from explainery.writing.markdown import escaped
from explainery.writing.page_writer import front_matter, page_text


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story on the home page."""

    slug: str
    title: str
    description: str


def home_page(stories: Sequence[StoryLine], words: Words = ENGLISH) -> Page:
    """`index.md` of the site."""
    rows = [
        f"### [{escaped(s.title, at_start=False)}]({s.slug}/{OVERVIEW_FILE})\n\n{escaped(s.description)}"
        for s in stories
    ]
    return Page(
        OVERVIEW_FILE,
        page_text(
            [
                front_matter(words["home.title"], words["home.description"]),
                f"# {words['home.heading']}",
                words["home.welcome"],
                f"## {words['home.stories']}",
                *rows,
            ]
        ),
    )
