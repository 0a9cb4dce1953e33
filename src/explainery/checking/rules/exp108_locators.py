"""EXP108: a digest's locator matches a passage of the original article, if the original is available."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.model import Rights
from explainery.reading.locators import occurs_in
from explainery.text import line_of


def _check_story(_: Mapping[str, CheckedPage], context: Context) -> Iterator[tuple[str, Fault]]:
    """Locators of the story's digests that do not match their originals (ID.txt)."""
    for marked in context.evidence.story.articles:
        article, original = marked.article, context.originals / f"{marked.article.id}.txt"
        if article.rights is not Rights.DIGEST or not original.is_file():
            continue
        text = original.read_text("utf-8", "replace")
        for locator in article.locators:
            if not occurs_in(locator, text):
                line = article.first_line + line_of(article.text, locator.start) - 1
                words = f"from “{locator.first}” to “{locator.last or locator.first}”"
                message = f"the original has no passage {words}: copy the words from {original.name}"
                yield f"{context.sources}/{article.file}", Fault(line, message)


RULE = Rule(
    "EXP108",
    "a digest's locator matches a passage of the original article, if the original is available",
    """A locator gives the first and last words of the passage that a sentence of a digest rests on, and the citation
links to that passage. If the locator is wrong, the link opens the article at the top. The words are compared with the
original in originals/STORY/ID.txt, which is never committed. Copy them from there.
Example: <!-- at: On Monday … have failed -->, where the article says “had failed”.""",
    is_suppressible=False,
    on_story=_check_story,
)
