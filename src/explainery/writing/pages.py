"""The pages of a story: overview, one for each facet that has something to say, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainery.curation.page_plan import Explainer, FacetPage, Page, Section, Statement
from explainery.lexicon.numbers import DIGITS
from explainery.model import TRADE, Claim, Disagreement, Exchange, Rights
from explainery.page_format import OVERVIEW_FILE, SOURCES_FILE
from explainery.text import spoken_date
from explainery.writing.labels import DIFFERENCES, DIFFERENCES_MORE, FACET_LABELS, TABLE_HEAD
from explainery.writing.markdown import escaped
from explainery.writing.page_writer import Writer, front_matter, page_text
from explainery.writing.tuning import TUNING

_NUMBERS = ["no", *DIGITS]


def write(explainer: Explainer) -> tuple[Page, ...]:
    """The story's pages without the sources page, the overview first."""
    writer = Writer(explainer)
    folder = explainer.story.slug
    texts = {OVERVIEW_FILE: _overview(writer)}
    texts |= {FACET_LABELS[page.facet].file: _facet_page(writer, page) for page in explainer.pages}
    return tuple(Page(f"{folder}/{name}", text) for name, text in texts.items())


def definitions(explainer: Explainer) -> dict[str, str]:
    """The footnote definition of every passage of the story, by its key."""
    writer = Writer(explainer)
    return {p.key: writer.definition(s) for s, p in explainer.story.passages.items()}


def _cited_on(explainer: Explainer, name: str) -> Iterable[str]:
    """Every sentence that a page cites, in order."""
    if name == OVERVIEW_FILE:
        leads = [lead(explainer, page) for page in explainer.pages]
        statements = [*explainer.overview.statements, *(s for s in leads if s)]
        yield from (c for s in statements for c in s.cites)
        yield from (s for d in explainer.disagreements for side in d.sides for s in side)
        return
    page = next(p for p in explainer.pages if FACET_LABELS[p.facet].file == name)
    yield from (s for e in page.exchanges for s in _row_cites(explainer, e))
    yield from (c for s in page.statements for c in s.cites)


def lead(explainer: Explainer, page: FacetPage) -> Statement | None:
    """The statement that represents a page on the overview: the one of greatest weight that the page shows."""
    story = explainer.story
    able = [
        s for s in page.statements
        if not s.pointer and not explainer.deleted.intersection(story.passage(c).key for c in s.cites)
    ]  # fmt: skip
    return max(able, key=lambda s: s.claim.weight, default=None)


def _overview(writer: Writer) -> str:
    explainer = writer.explainer
    story = explainer.story
    first = writer.passage(explainer.overview.statements[0].claim.shown).words if explainer.overview.statements else ""
    ours = all(m.article.rights is not Rights.QUOTE for m in story.articles)
    description = story.description or (
        first if ours else f"What happened, why, and who said what, from {_sources(writer)}."
    )
    return page_text(
        [
            front_matter(story.title, description),
            f"# {escaped(story.title)}",
            *_section(writer, explainer.overview),
            *(_onward(writer, page) for page in explainer.pages),
            _differences(writer, explainer.disagreements),
            f"What all this rests on: [{_sources(writer)}]({SOURCES_FILE}).",
            writer.definitions(_cited_on(explainer, OVERVIEW_FILE)),
        ]
    )


def _sources(writer: Writer) -> str:
    count = len(writer.explainer.story.articles)
    return "one source" if count == 1 else f"{_number(count)} sources"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _onward(writer: Writer, page: FacetPage) -> str:
    """A facet in one line, with the link to its page."""
    labels, statement = FACET_LABELS[page.facet], lead(writer.explainer, page)
    link = f"[{labels.heading}]({labels.file})"
    return (
        f"**{labels.name}.** {writer.sentence(statement, at_start=False)} {link}"
        if statement
        else f"**{labels.name}.** {link}"
    )


def _differences(writer: Writer, disagreements: Sequence[Disagreement]) -> str:
    """The note that shows disagreements side by side, each side cited."""
    if not disagreements:
        return ""
    groups = ["\n".join(f"    - {_side(writer, side[0])}" for side in d.sides) for d in disagreements]
    return "\n\n".join([f'!!! note "{DIFFERENCES}"', f"\n\n    {DIFFERENCES_MORE}\n\n".join(groups)])


def _side(writer: Writer, sentence: str) -> str:
    """One side: whose it is, and what it says."""
    passage = writer.passage(sentence)
    claim = Claim(passage.key, None, (sentence,), sentence)
    text = writer.sentence(Statement(claim, (sentence,)), at_start=False)
    if passage.article.rights is Rights.QUOTE:
        return text  # it names its publisher itself
    return f"{escaped(passage.article.publisher, at_start=False)}: {text}"


def _facet_page(writer: Writer, page: FacetPage) -> str:
    labels, story = FACET_LABELS[page.facet], writer.explainer.story
    blocks = [
        front_matter(f"{labels.heading}: {story.title}", f"{labels.about}. {story.title}."),
        f"# {labels.heading}",
    ]
    if page.facet == TRADE and page.exchanges:
        blocks.append(_table(writer, page.exchanges))
    for section in page.sections:
        blocks += [f"## {escaped(section.heading)}" if section.heading else "", *_section(writer, section)]
    blocks.append(writer.definitions(_cited_on(writer.explainer, labels.file)))
    return page_text(blocks)


def _section(writer: Writer, section: Section) -> list[str]:
    """A section's statements: paragraphs, a list, or a timeline."""
    from explainery.curation.arrange import date_of  # noqa: PLC0415 (a build with nothing new writes no page)

    if section.layout == "prose":
        lines = [writer.sentence(s) for s in section.statements]
        size = TUNING.paragraph_sentences
        return ["\n".join(lines[i : i + size]) for i in range(0, len(lines), size)]
    if section.layout == "timeline":
        rows = [(spoken_date(date_of(writer.explainer.story, s)), s) for s in section.statements]
        return ["\n".join(f"- **{day}:** {writer.sentence(s, at_start=False)}" for day, s in rows)]
    return ["\n".join(f"- {writer.sentence(s)}" for s in section.statements)]


def _row_cites(explainer: Explainer, exchange: Exchange) -> tuple[str, ...]:
    """What a row of the table cites: its own sentence, then one of each other article."""
    seen: dict[str, str] = {}
    for sentence in exchange.sentences:
        seen.setdefault(explainer.story.passage(sentence).article.id, sentence)
    return tuple(seen.values())


def _table(writer: Writer, exchanges: Sequence[Exchange]) -> str:
    rows = [TABLE_HEAD, "|---|---|---|---|"]
    for exchange in exchanges:
        cites = _row_cites(writer.explainer, exchange)
        rights = writer.passage(exchange.sentences[0]).article.rights
        item = escaped(exchange.item, at_start=False)
        shown_item = f"“{item}”" if rights is Rights.QUOTE else item
        sides = [escaped(side, at_start=False) for side in (exchange.giver, exchange.receiver)]
        rows.append(
            f"| {sides[0]} | {shown_item} | {sides[1]} | {_how_sure(writer, exchange, cites)}{writer.cited(cites)} |"
        )
    return "\n".join(rows)


def _how_sure(writer: Writer, exchange: Exchange, cites: Sequence[str]) -> str:
    """The status in the sources' own terms, and how many independent sources say so."""
    groups = {writer.explainer.story.independent_groups[writer.passage(s).article.id] for s in cites}
    count = "one source" if len(groups) == 1 else f"{_number(len(groups))} independent sources"
    return f"{exchange.status}; {count}"
