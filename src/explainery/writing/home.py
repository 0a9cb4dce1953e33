"""The home page: every story with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainery.curation.page_plan import Page
from explainery.writing.markdown import escaped
from explainery.writing.page_writer import front_matter, page_text

_WELCOME = """\
Each explainer says what happened, what came before, why each side acts, what passes between them and what others say.
Every sentence names the passage that it rests on: point at a number to read it."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story on the home page."""

    slug: str
    title: str
    description: str


def home_page(stories: Sequence[StoryLine]) -> Page:
    """`index.md` of the site."""
    rows = [f"### [{escaped(s.title, at_start=False)}]({s.slug}/index.md)\n\n{escaped(s.description)}" for s in stories]
    return Page(
        "index.md",
        page_text(
            [
                front_matter("Explainers", "The news explained, every sentence cited to the passage it rests on."),
                "# The news, explained and cited",
                _WELCOME,
                "## Stories",
                *rows,
            ]
        ),
    )
