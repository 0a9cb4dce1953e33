"""The pages of a story as JSON: every statement that stands on one, in the page's order, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explainery.curation.page_plan import CastMember, Difference, Edit, Explainer, FacetPage, Section, Statement
from explainery.languages import ENGLISH
from explainery.model import EVENT, Exchange, Figure
from explainery.writing.page_writer import Writer, spoken
from explainery.writing.pages import row_cites

Json = dict[str, Any]


def pages_json(explainer: Explainer) -> list[Json]:
    """The statements of each page: the overview first."""
    overview = {"page": EVENT, "statements": list(_overview(explainer))}
    return [overview, *({"page": p.facet, "statements": list(_page(explainer, p))} for p in explainer.pages)]


def _overview(explainer: Explainer) -> Iterator[Json]:
    yield from _section(explainer, explainer.overview)
    yield from (_box(explainer, d) for d in explainer.differences)
    for section in explainer.outlook:
        yield from _section(explainer, section)
    for figure in explainer.figures:
        yield from (_figure(figure, value, sentence) for value, sentence in figure.entries)
    for entry in explainer.timeline:
        yield {**_statement(explainer, entry, ENGLISH["section.timeline"]), "kind": "event", "date": entry.date}
    yield from (_person(m) for m in explainer.cast)


def _page(explainer: Explainer, page: FacetPage) -> Iterator[Json]:
    yield from (_row(explainer, e) for e in page.exchanges)
    for section in page.sections:
        yield from _section(explainer, section)


def _section(explainer: Explainer, section: Section) -> Iterator[Json]:
    yield from (_statement(explainer, s, section.heading) for s in section.statements)


def _statement(explainer: Explainer, statement: Statement, heading: str) -> Json:
    wording = statement.wording
    text = Writer(explainer).words(statement)
    spoken_by = wording.speaker if wording else ""
    if wording and spoken_by:
        text = f"{spoken(spoken_by, wording.role)}“{text}”"
    return {
        "kind": "quotation" if spoken_by else "prose",
        "text": text,
        "heading": heading,
        "sentences": list(statement.cites),
        "edits": [_edit(e) for e in wording.edits] if wording else [],
    }


def _edit(edit: Edit) -> Json:
    return {
        "kind": edit.kind,
        "start": edit.start,
        "end": edit.end,
        "after": edit.after,
        "licence": edit.licence,
        "reason": edit.reason,
    }


def _box(explainer: Explainer, difference: Difference) -> Json:
    writer = Writer(explainer)
    return {
        "kind": "box",
        "text": " / ".join(writer.words(s) for s in difference.sides),
        "heading": ENGLISH["page.differ"],
        "sentences": [c for s in difference.sides for c in s.cites],
        "sides": [{"sentences": list(s.claim.sentences)} for s in difference.sides],
    }


def _row(explainer: Explainer, exchange: Exchange) -> Json:
    return {
        "kind": "row",
        "text": f"{exchange.giver}, {exchange.item}, {exchange.receiver}",
        "heading": "",
        "sentences": list(row_cites(explainer, exchange)),
        "giver": exchange.giver,
        "item": exchange.item,
        "receiver": exchange.receiver,
        "status": exchange.status.value,
    }


def _figure(figure: Figure, value: str, sentence: str) -> Json:
    heading = ENGLISH["section.figures"]
    return {"kind": "figure", "text": f"{figure.what}: {value}", "heading": heading, "sentences": [sentence]}


def _person(member: CastMember) -> Json:
    text = ", ".join(t for t in (member.name, member.role) if t)
    return {"kind": "person", "text": text, "heading": ENGLISH["section.cast"], "sentences": list(member.cites)}
