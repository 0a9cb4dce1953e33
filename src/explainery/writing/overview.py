"""The overview: the event in prose, the other pages, where the sources differ, what comes, when, and who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainery.config import Picture
from explainery.curation.outlook import MATTERS
from explainery.curation.page_plan import CastMember, Difference, Explainer, FacetPage, Section, Statement
from explainery.model import Figure
from explainery.page_format import SOURCES_FILE, WORDS
from explainery.text import anchor, spoken_date
from explainery.writing.dateline import dateline, spelled
from explainery.writing.descriptions import description_of
from explainery.writing.labels import (
    CAST_HEAD,
    CAST_HEADING,
    CAST_SIDE_HEAD,
    DIFFERENCES,
    DIFFERENCES_MORE,
    EVENT_HEADING,
    FACET_LABELS,
    FIGURES_HEAD,
    FIGURES_HEADING,
    MADE_HEADING,
    ONWARD_HEADING,
    TIMELINE_HEAD,
    TIMELINE_HEADING,
)
from explainery.writing.markdown import escaped
from explainery.writing.page_writer import Writer, front_matter, page_text


def overview(writer: Writer) -> str:
    """The text of a story's overview."""
    explainer = writer.explainer
    story = explainer.story
    return page_text(
        [
            front_matter(story.title, description_of(writer)),
            f"# {escaped(story.title)}",
            f"*{dateline(story)}*",
            *_event(writer, explainer.overview),
            *_outlook(writer, [s for s in explainer.outlook if s.heading == MATTERS]),
            *([f"## {ONWARD_HEADING}"] if explainer.pages else []),
            *(_onward(page) for page in explainer.pages),
            f"What all this rests on: [{_sources(explainer)}]({SOURCES_FILE}).{_made(explainer)}",
            _differences(writer, explainer.differences),
            *_outlook(writer, [s for s in explainer.outlook if s.heading != MATTERS]),
            *_figures(writer, explainer.figures),
            *_timeline(writer, explainer.timeline),
            *_cast(writer, explainer.cast),
            writer.definitions(cited_on_overview(explainer)),
        ]
    )


def _event(writer: Writer, told: Section) -> list[str]:
    """What happened, under its heading. The picture comes behind the first paragraph: on a phone, words come first."""
    picture = _picture(writer.explainer.picture)
    if not told.statements:
        return [picture]
    first, *others = writer.section(told)
    return [f"## {EVENT_HEADING}", first, picture, *others]


def _outlook(writer: Writer, sections: Iterable[Section]) -> list[str]:
    return [block for s in sections for block in (f"## {s.heading}", *writer.section(s))]


def _picture(picture: Picture | None) -> str:
    """The picture that a person gave, with its credit."""
    if picture is None:
        return ""
    alt, credit = (escaped(text, at_start=False) for text in (picture.alt, picture.credit))
    return f"![{alt}]({picture.file})\n*{WORDS.picture}: {credit}*"


def cited_on_overview(explainer: Explainer) -> Iterable[str]:
    """Every sentence that the overview cites, in order."""
    yield from (c for s in explainer.overview.statements for c in s.cites)
    yield from (c for d in explainer.differences for side in d.sides for c in side.cites)
    yield from (c for section in explainer.outlook for s in section.statements for c in s.cites)
    yield from (sentence for f in explainer.figures for _, sentence in f.entries)
    yield from (c for e in explainer.timeline for c in e.cites)
    yield from (c for m in explainer.cast for c in m.cites)


def _sources(explainer: Explainer) -> str:
    count = len(explainer.story.articles)
    return f"{spelled(count)} {'source' if count == 1 else 'sources'}"


def _made(explainer: Explainer) -> str:
    """The link to who helped, other than by the rules."""
    return f" [{MADE_HEADING}]({SOURCES_FILE}#{anchor(MADE_HEADING)})." if explainer.help else ""


def _onward(page: FacetPage) -> str:
    """A facet in one line, with the link to its page."""
    labels = FACET_LABELS[page.facet]
    return f"**{labels.name}.** [{labels.heading}]({labels.file})"


def _differences(writer: Writer, differences: Sequence[Difference]) -> str:
    """The note that shows disagreements side by side, each side cited."""
    if not differences:
        return ""
    groups = [
        "\n".join(f"    - {writer.side(side, labelled=_is_between_publishers(writer, d))}" for side in d.sides)
        for d in differences
    ]
    return "\n\n".join([f'!!! note "{DIFFERENCES}"', f"\n\n    {DIFFERENCES_MORE}\n\n".join(groups)])


def _is_between_publishers(writer: Writer, difference: Difference) -> bool:
    return len({writer.publisher(side) for side in difference.sides}) > 1


def _figures(writer: Writer, counted: Sequence[Figure]) -> list[str]:
    """What the sources count as a table, with its heading; a row for each value, the newest of a thing first."""
    rows = [
        f"| {f.what.capitalize()} | {escaped(value, at_start=False)} | {_who(writer, sentence)} |"
        for f in counted
        for value, sentence in f.entries
    ]
    return [f"## {FIGURES_HEADING}", "\n".join([FIGURES_HEAD, "|---|---|---|", *rows])] if rows else []


def _who(writer: Writer, sentence: str) -> str:
    """Who counts and when, with the mark."""
    article = writer.passage(sentence).article
    day = f", {spoken_date(article.published)}" if article.published else ""
    return f"{escaped(article.publisher, at_start=False)}{day}{writer.cited((sentence,))}"


def _timeline(writer: Writer, entries: Sequence[Statement]) -> list[str]:
    """The timeline as a table, with its heading."""
    if not entries:
        return []
    rows = [f"| {spoken_date(e.date)} | {writer.line(e)} |" for e in entries]
    return [f"## {TIMELINE_HEADING}", "\n".join([TIMELINE_HEAD, "|---|---|", *rows])]


def _cast(writer: Writer, cast: Sequence[CastMember]) -> list[str]:
    """Who is who as a table, with its heading; the column of sides only where there are some."""
    if not cast:
        return []
    sided = any(m.side for m in cast)
    head = [CAST_SIDE_HEAD, "|---|---|---|"] if sided else [CAST_HEAD, "|---|---|"]
    return [f"## {CAST_HEADING}", "\n".join([*head, *(_member(writer, m, sided=sided) for m in cast)])]


def _member(writer: Writer, member: CastMember, *, sided: bool) -> str:
    cells = [member.name, member.role, *([member.side or "-"] if sided else [])]
    shown = [escaped(cell, at_start=False) for cell in cells]
    return "| " + " | ".join([*shown[:-1], f"{shown[-1]}{writer.cited(member.cites)}"]) + " |"
