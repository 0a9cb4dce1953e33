"""What has one right answer on a page, as edits of its lines. None changes a person's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from explainery.checking.cited_definition import passage_words, same_words
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, holds, quotations, spans_of
from explainery.checking.line_numbers import defined_twice
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rules import exp101_citations, exp120_definition_texts
from explainery.checking.rules.exp111_links import near_anchors
from explainery.checking.rules.exp112_unique_definitions import unused
from explainery.model import Article, Passage, Rights
from explainery.page_format import CITATIONS_HEADING, CITATIONS_HEADING_LINE, DEFINITION_START, GENERATED_DEFINITION
from explainery.text import anchor, folded, one_line
from explainery.writing.footnotes import definition


class Edit(NamedTuple):
    """A line (of the file, from 1) that becomes another text, or goes where that is None; and why."""

    line: int
    text: str | None
    what: str


def edits(page: CheckedPage, context: Context) -> Iterator[Edit]:
    """Every edit that a page of a story needs, the lines with a switch left alone."""
    rows = page.raw.split("\n")
    kept = {a.line for a in page.allowed}
    evidence = context.evidence
    found = [*_twice(page), *dead_anchors(page, context)]
    if not evidence.locked:
        found += [*_unused(page, rows, evidence), *_altered(page, rows, evidence), *_marks(page, rows, evidence)]
        found += _missing(page, rows, evidence)
    yield from (e for e in found if e.line not in kept)


def _twice(page: CheckedPage) -> Iterator[Edit]:
    for key, line, _, same in defined_twice(page.body, page.first_line):
        if same:
            yield Edit(line, None, f"took away the second definition of [^{key}]")


def dead_anchors(page: CheckedPage, context: Context) -> Iterator[Edit]:
    """Links to an anchor that is gone, where exactly one that is there is near."""
    rows = page.raw.split("\n")
    for unit in (*page.shown.units, *page.shown.definitions.values()):
        for link in dict.fromkeys(unit.links):
            near = near_anchors(link, page, context)
            row = rows[unit.line - 1]
            if len(near) == 1 and f"]({link})" in row:
                after = f"{link.split('#')[0]}#{near[0]}"
                yield Edit(unit.line, row.replace(f"]({link})", f"]({after})"), f"{link} is now {after}")


def _unused(page: CheckedPage, rows: list[str], evidence: Evidence) -> Iterator[Edit]:
    """Definitions that nothing cites, where the build would write the same again if something did."""
    for key in unused(page):
        line, passage = page.shown.definitions[key].line, evidence.by_key.get(key)
        if passage and rows[line - 1] in {written(passage, evidence, reproduced=r) for r in (True, False)}:
            yield Edit(line, None, f"took away the definition of [^{key}], which nothing cites")


def _altered(page: CheckedPage, rows: list[str], evidence: Evidence) -> Iterator[Edit]:
    """Definitions of a known key that say otherwise than its source, and have nothing of a person's."""
    for key, unit in page.shown.definitions.items():
        passage, row = evidence.by_key.get(key), rows[unit.line - 1]
        if passage is None or not GENERATED_DEFINITION.fullmatch(row):
            continue
        words = passage_words(unit)
        others = [p for p in same_words(words, evidence) if p.key != key] if words else []
        right = written(passage, evidence, reproduced=bool(words))
        if _is_wrong(unit, key, words, passage, evidence) and not others and row != right:
            yield Edit(unit.line, right, f"wrote the definition of [^{key}] again as its source has it")


def _is_wrong(unit: Unit, key: str, words: str, passage: Passage, evidence: Evidence) -> bool:
    wrong = bool(words) and not holds(evidence.folded[passage.key], words)
    return (
        wrong
        or any(exp101_citations.astray(key, unit, evidence))
        or any(exp120_definition_texts.faults(key, unit, evidence))
    )


def _marks(page: CheckedPage, rows: list[str], evidence: Evidence) -> Iterator[Edit]:
    """Quotations whose kinds of marks or white space are not those of the one passage cited that has them."""
    for unit in page.shown.units:
        fits = evidence.cited(unit.keys)
        row = rows[unit.line - 1]
        for words in quotations(unit.text) if fits and not page.is_sources else ():
            having = [p for p in fits if holds(evidence.folded[p.key], words)]
            right = _as_published(words, having[0]) if len(having) == 1 else ""
            if right and right != words and row.count(words) == 1:
                yield Edit(unit.line, row.replace(words, right), f"“{right}” has its marks as in the source")


def _as_published(words: str, passage: Passage) -> str:
    """The stretch of a passage that differs from a quotation only in marks and white space; "" where none is simple."""
    text = one_line(passage.words)
    spans = spans_of(folded(text), words) or []
    if len(spans) != 1 or len(folded(text)) != len(text):
        return ""
    found = text[spans[0][0] : spans[0][1]]
    edge = re.search(r"[ .,;:!?]*$", words)
    found += edge[0] if edge else ""
    plain = not re.search(r"[\\&<>*_`\[\]“”\"]", found + words)
    return found if plain and found.casefold() == _same_marks(words, found).casefold() else ""


def _same_marks(words: str, model: str) -> str:
    """The quotation with the letters of its own, for a comparison that lets no letter change."""
    return model if folded(words) == folded(model) and _case(words) == _case(model) else ""


def _case(text: str) -> list[str]:
    return re.findall(r"\w", text)


def _missing(page: CheckedPage, rows: list[str], evidence: Evidence) -> Iterator[Edit]:
    """Definitions of marks that the sources know, below the last one, or below a heading of their own."""
    keys = [key for key in dict.fromkeys(k for k, _ in page.shown.undefined) if key in evidence.by_key]
    if not keys:
        return
    wanted = [written(evidence.by_key[k], evidence, reproduced=_reproduced(k, page, evidence)) for k in keys]
    defined = [i for i, row in enumerate(rows, 1) if DEFINITION_START.match(row)]
    headed = [i for i, row in enumerate(rows, 1) if CITATIONS_HEADING_LINE.match(row)]
    what = f"added the definition of {', '.join(f'[^{k}]' for k in keys)}"
    last = max((i for i, row in enumerate(rows, 1) if row.strip()), default=1)
    at = defined[-1] if defined else headed[-1] if headed else last
    between = [] if defined else [""] if headed else ["", CITATIONS_HEADING, ""]
    yield Edit(at, "\n".join([rows[at - 1], *between, *wanted]), what)


def _reproduced(key: str, page: CheckedPage, evidence: Evidence) -> bool:
    """Whether a definition may have the passage's words: our own always, others' where the page quotes them."""
    if evidence.by_key[key].article.rights is not Rights.QUOTE:
        return True
    said = (w for u in page.shown.units if key in u.keys for w in quotations(u.text))
    return any(holds(evidence.folded[key], w) for w in said)


def written(passage: Passage, evidence: Evidence, *, reproduced: bool) -> str:
    """A definition as the build writes it."""
    return definition(passage, anchor(_heading(passage.article, evidence)), reproduced=reproduced)


def _heading(article: Article, evidence: Evidence) -> str:
    """The article's heading on the page of sources; its id, too, where a publisher has two of one day."""
    labels = [m.article.label for m in evidence.story.articles]
    return article.label if labels.count(article.label) == 1 else f"{article.label} ({article.id})"
