"""The pages of a story: overview, one for each facet that has something to say, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainery.curation.page_plan import Explainer, FacetPage, Page
from explainery.model import TRADE, Exchange
from explainery.page_format import OVERVIEW_FILE
from explainery.writing.labels import FACET_FILES, facet_labels, trade_head
from explainery.writing.markdown import escaped
from explainery.writing.overview import overview
from explainery.writing.page_writer import Writer, front_matter, page_text


def write(explainer: Explainer) -> tuple[Page, ...]:
    """The story's pages without the sources page, the overview first."""
    writer = Writer(explainer)
    folder = explainer.story.slug
    texts = {OVERVIEW_FILE: overview(writer)}
    texts |= {FACET_FILES[page.facet]: _facet_page(writer, page) for page in explainer.pages}
    return tuple(Page(f"{folder}/{name}", text) for name, text in texts.items())


def definitions(explainer: Explainer) -> dict[str, str]:
    """The footnote definition of every passage of the story, by its key."""
    writer = Writer(explainer)
    return {p.key: writer.definition(s) for s, p in explainer.story.passages.items()}


def _cited_on(explainer: Explainer, page: FacetPage) -> Iterable[str]:
    """Every sentence that a facet's page cites, in order."""
    yield from (s for e in page.exchanges for s in row_cites(explainer, e))
    yield from (c for s in page.statements for c in s.cites)


def _facet_page(writer: Writer, page: FacetPage) -> str:
    labels, story = facet_labels(writer.interface)[page.facet], writer.explainer.story
    blocks = [
        front_matter(f"{labels.heading}: {story.title}", labels.about),
        f"# {labels.heading}",
    ]
    if page.facet == TRADE and page.exchanges:
        blocks.append(_table(writer, page.exchanges))
    for section in page.sections:
        blocks += [f"## {escaped(writer.heading_of(section))}" if section.heading else "", *writer.section(section)]
    blocks.append(writer.definitions(_cited_on(writer.explainer, page)))
    return page_text(blocks)


def row_cites(explainer: Explainer, exchange: Exchange) -> tuple[str, ...]:
    """What a row of the table cites: its own sentence, then one of each other article."""
    seen: dict[str, str] = {}
    for sentence in exchange.sentences:
        seen.setdefault(explainer.story.passage(sentence).article.id, sentence)
    return tuple(seen.values())


def _table(writer: Writer, exchanges: Sequence[Exchange]) -> str:
    rows = [trade_head(writer.interface), "|---|---|---|---|"]
    for exchange in exchanges:
        cites = row_cites(writer.explainer, exchange)
        item = escaped(exchange.item, at_start=False)
        sides = [escaped(side, at_start=False) for side in (exchange.giver, exchange.receiver)]
        rows.append(f"| {sides[0]} | {item} | {sides[1]} | {_how_sure(writer, exchange, cites)}{writer.cited(cites)} |")
    return "\n".join(rows)


def _how_sure(writer: Writer, exchange: Exchange, cites: Sequence[str]) -> str:
    """The status in the sources' own terms, and how many independent sources say so."""
    groups = {writer.explainer.story.independent_groups[writer.passage(s).article.id] for s in cites}
    words, number = writer.interface, len(groups)
    count = words.one_or_many(number, "count.independent").format(number=words.spelled(number))
    return f"{words[f'status.{exchange.status}']}; {count}"
