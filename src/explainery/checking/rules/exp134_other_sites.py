"""EXP134: a story's pages and the home page link to other sites in footnotes only."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.markup.allowed import host_of
from explainery.page_format import OVERVIEW_FILE


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Links in the text to hosts that no article of the story has. Pages about the site itself may link anywhere."""
    story = context.evidence.story
    is_about_the_site = "/" not in page.inner and page.inner != OVERVIEW_FILE
    if page.is_sources or is_about_the_site:
        return
    articles = story.articles if page.inner.startswith(f"{story.slug}/") else ()
    known = {host_of(marked.article.url or "") for marked in articles}
    for line in page.shown.lines:
        for link in dict.fromkeys(line.links):
            if host_of(link) and host_of(link) not in known:
                yield Fault(
                    line.number, f"the text links to {host_of(link)}: cite it in a footnote, as the other sources"
                )


RULE = Rule(
    "EXP134",
    "a story's pages and the home page link to other sites in footnotes only",
    """A link in the text does not say where it leads, and the check cannot tell whether what is there supports
the sentence. Cite the page in a footnote, with its publisher, title and date. Links to the story's own articles may
stand.
Example: The union has [a new leader](https://example.com/).""",
    on_any=_check_page,
)
