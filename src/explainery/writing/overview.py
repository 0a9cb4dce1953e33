"""The overview: the event in prose, the other pages, where the sources differ, what comes, when, and who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainery.curation.outlook import MATTERS
from explainery.curation.page_plan import CastMember, Difference, Explainer, FacetPage, Section, Statement
from explainery.languages import Words
from explainery.model import Figure
from explainery.page_format import SOURCES_FILE
from explainery.text import anchor
from explainery.writing.dateline import dateline
from explainery.writing.descriptions import description_of
from explainery.writing.labels import cast_head, facet_labels, figures_head, timeline_head
from explainery.writing.markdown import escaped
from explainery.writing.page_writer import Writer, front_matter, page_text


def overview(writer: Writer) -> str:
    """The text of a story's overview."""
    explainer = writer.explainer
    story, words = explainer.story, writer.interface
    return page_text(
        [
            front_matter(story.title, description_of(writer)),
            f"# {escaped(story.title)}",
            f"*{dateline(story, words)}*",
            *_event(writer, explainer.overview),
            *_outlook(writer, [s for s in explainer.outlook if s.label == MATTERS]),
            *([f"## {words['section.onward']}"] if explainer.pages else []),
            *(_onward(words, page) for page in explainer.pages),
            _rests_on(writer),
            _differences(writer, explainer.differences),
            *_outlook(writer, [s for s in explainer.outlook if s.label != MATTERS]),
            *_figures(writer, explainer.figures),
            *_timeline(writer, explainer.timeline),
            *_cast(writer, explainer.cast),
            writer.definitions(cited_on_overview(explainer)),
        ]
    )


def _event(writer: Writer, told: Section) -> list[str]:
    """What happened, under its heading. The picture comes behind the first paragraph: on a phone, words come first."""
    picture = _picture(writer)
    if not told.statements:
        return [picture]
    first, *others = writer.section(told)
    return [f"## {writer.interface['section.event']}", first, picture, *others]


def _outlook(writer: Writer, sections: Iterable[Section]) -> list[str]:
    return [block for s in sections for block in (f"## {writer.heading_of(s)}", *writer.section(s))]


def _picture(writer: Writer) -> str:
    """The picture that a person gave, with its credit."""
    picture = writer.explainer.picture
    if picture is None:
        return ""
    alt, credit = (escaped(text, at_start=False) for text in (picture.alt, picture.credit))
    return f"![{alt}]({picture.file})\n*{writer.interface['page.picture']}: {credit}*"


def cited_on_overview(explainer: Explainer) -> Iterable[str]:
    """Every sentence that the overview cites, in order."""
    yield from (c for s in explainer.overview.statements for c in s.cites)
    yield from (c for d in explainer.differences for side in d.sides for c in side.cites)
    yield from (c for section in explainer.outlook for s in section.statements for c in s.cites)
    yield from (sentence for f in explainer.figures for _, sentence in f.entries)
    yield from (c for e in explainer.timeline for c in e.cites)
    yield from (c for m in explainer.cast for c in m.cites)


def _rests_on(writer: Writer) -> str:
    words, count = writer.interface, len(writer.explainer.story.articles)
    return f"{words['overview.rests_on']}: [{words.told(count, 'source')}]({SOURCES_FILE}).{_made(writer)}"


def _made(writer: Writer) -> str:
    """The link to who helped, other than by the rules."""
    heading = writer.interface["page.made"]
    return f" [{heading}]({SOURCES_FILE}#{anchor(heading)})." if writer.explainer.help else ""


def _onward(words: Words, page: FacetPage) -> str:
    """A facet in one line, with the link to its page."""
    labels = facet_labels(words)[page.facet]
    return f"**{labels.name}.** [{labels.heading}]({labels.file})"


def _differences(writer: Writer, differences: Sequence[Difference]) -> str:
    """The note that shows disagreements side by side, each side cited."""
    if not differences:
        return ""
    groups = [
        "\n".join(f"    - {writer.side(side, labelled=_is_between_publishers(writer, d))}" for side in d.sides)
        for d in differences
    ]
    words = writer.interface
    more = f"\n\n    {words['overview.differ_more']}\n\n"
    return "\n\n".join([f'!!! note "{words["page.differ"]}"', more.join(groups)])


def _is_between_publishers(writer: Writer, difference: Difference) -> bool:
    return len({writer.publisher(side) for side in difference.sides}) > 1


def _figures(writer: Writer, counted: Sequence[Figure]) -> list[str]:
    """What the sources count as a table, with its heading; a row for each value, the newest of a thing first."""
    rows = [
        f"| {f.what.capitalize()} | {escaped(value, at_start=False)} | {_who(writer, sentence)} |"
        for f in counted
        for value, sentence in f.entries
    ]
    words = writer.interface
    table = "\n".join([figures_head(words), "|---|---|---|", *rows])
    return [f"## {words['section.figures']}", table] if rows else []


def _who(writer: Writer, sentence: str) -> str:
    """Who counts and when, with the mark."""
    article = writer.passage(sentence).article
    day = f", {writer.interface.date(article.published)}" if article.published else ""
    return f"{escaped(article.publisher, at_start=False)}{day}{writer.cited((sentence,))}"


def _timeline(writer: Writer, entries: Sequence[Statement]) -> list[str]:
    """The timeline as a table, with its heading."""
    if not entries:
        return []
    words = writer.interface
    rows = [f"| {words.date(e.date)} | {writer.line(e)} |" for e in entries]
    return [f"## {words['section.timeline']}", "\n".join([timeline_head(words), "|---|---|", *rows])]


def _cast(writer: Writer, cast: Sequence[CastMember]) -> list[str]:
    """Who is who as a table, with its heading; the column of sides only where there are some."""
    if not cast:
        return []
    words, sided = writer.interface, any(m.side for m in cast)
    head = [cast_head(words, sided=sided), "|---|---|---|" if sided else "|---|---|"]
    return [f"## {words['section.cast']}", "\n".join([*head, *(_member(writer, m, sided=sided) for m in cast)])]


def _member(writer: Writer, member: CastMember, *, sided: bool) -> str:
    cells = [member.name, member.role, *([member.side or "-"] if sided else [])]
    shown = [escaped(cell, at_start=False) for cell in cells]
    return "| " + " | ".join([*shown[:-1], f"{shown[-1]}{writer.cited(member.cites)}"]) + " |"
