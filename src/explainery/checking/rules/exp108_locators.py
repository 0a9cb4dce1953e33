"""EXP108: each locator of a digest names a passage of its original, where that is at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.model import Rights
from explainery.reading.locators import occurs_in
from explainery.text import line_of


def check(_: Mapping[str, CheckedPage], context: Context) -> Iterator[tuple[str, Fault]]:
    """Locators of the story's digests whose originals (ID.txt) do not have them."""
    for marked in context.evidence.story.articles:
        article, original = marked.article, context.originals / f"{marked.article.id}.txt"
        if article.rights is not Rights.DIGEST or not original.is_file():
            continue
        text = original.read_text("utf-8", "replace")
        for locator in article.locators:
            if not occurs_in(locator, text):
                line = article.first_line + line_of(article.text, locator.start) - 1
                what = f"the original has no passage from “{locator.first}” to “{locator.last or locator.first}”"
                yield f"{context.sources}/{article.file}", Fault(line, what)


RULE = Rule(
    "EXP108",
    "a digest's locator names a passage that stands in the original, wherever that is at hand",
    """A locator gives the first and last words of the passage that a digest's sentence rests on; the citation's link
opens the article there. Where the original lies in originals/STORY/ID.txt (never committed), its words are compared.
Copy the words from the original.
Example: <!-- at: On Monday … have failed -->, where the article says “had failed”.""",
    on_story=check,
)
