"""EXP134: a story's pages link to other sites in their footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.markup.allowed import host_of


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Links in the text to hosts that no article of the story has."""
    if page.is_sources:
        return
    known = {host_of(marked.article.url or "") for marked in context.evidence.story.articles}
    for line in page.shown.lines:
        for link in dict.fromkeys(line.links):
            if host_of(link) and host_of(link) not in known:
                yield Fault(line.number, f"the text links to {host_of(link)}: cite it in a footnote, as the other sources")


RULE = Rule(
    "EXP134",
    "a story's pages link to other sites in their footnotes, where readers see whose page it is",
    """A link in the text says nothing about where it leads, and the check cannot say whether what is there supports
the sentence. Cite the page in a footnote, with its publisher, title and date. Links to the story's own articles may
stand.
Example: The union has [a new leader](https://example.com/).""",
    on_page=_check_page,
)
