"""Checks one page of any Markdown against a folder of articles, without a story or a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from explainery.checking.best_passages import best_passages
from explainery.checking.check import Report
from explainery.checking.context import Context
from explainery.checking.coverage import UNDEFINED, Coverage, Uncompared
from explainery.checking.evidence import Evidence, evidence_of
from explainery.checking.findings import Finding
from explainery.checking.loose_markdown import LooseMarkdown, loose_markdown
from explainery.checking.markdown_extensions import parser_of
from explainery.checking.named_articles import Named, named_by
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine, rendered
from explainery.checking.rules import RULES
from explainery.checking.site_index import Site
from explainery.checking.story_evidence import story_of
from explainery.config import StorySettings
from explainery.errors import ExplaineryError
from explainery.merging.line_layout import unchanged_layout
from explainery.model import Passage
from explainery.reading import ReadingLimits, has_articles
from explainery.reading.front_matter import split_front_matter
from explainery.store.page_files import read_page

# The rules that compare a statement with its passages, and those that need no format of ours. Without EXP130: nobody
# cited the best passages, so that a clause may take a word from one that was picked for another.
COMPARING = tuple("EXP102 EXP103 EXP109 EXP110 EXP119 EXP121 EXP122 EXP123 EXP126 EXP128 EXP129 EXP142".split())
_EXTENSIONS = ["footnotes", "tables", "fenced_code", "admonition", "attr_list", "def_list", "md_in_html"]
_UNNAMED = "no article of the folder is the one that the footnote names"
_UNLIKE = "no sentence of the article that the footnote names shares a word with it"


def check_against(page: Path, folder: Path, limits: ReadingLimits = ReadingLimits()) -> Report:
    """Check a page against the articles of a folder.

    Args:
        page: a Markdown file with footnotes of any form.
        folder: of articles, in any format that `add` reads.
        limits: what an article may hold.

    Returns:
        The findings by line, and what could not be compared.

    Raises:
        ExplaineryError: the page or an article cannot be read, or the folder has no article.
    """
    evidence = evidence_at(folder, page, limits)
    raw = read_page(page)
    header = split_front_matter(raw, page)
    loose = loose_markdown(header.text, header.first_line)
    layout = unchanged_layout(loose.text)
    shown = rendered(layout, 1, parser_of((_EXTENSIONS, {})))
    named = {key: named_by(key, definition, evidence) for key, definition in shown.definitions.items()}
    lines, uncompared = list[RenderedLine](), list[Uncompared]()
    for line in shown.lines:
        cited = _cited(line, named, evidence)
        lines.append(replace(line, keys=tuple(p.key for p in cited), number=loose.number(line.number)))
        if line.keys and not line.is_heading and not cited:
            uncompared.append(Uncompared(page.as_posix(), loose.number(line.number), _reason(line, named)))
    total = sum(bool(line.keys) and not line.is_heading for line in shown.lines)
    known = replace(shown, lines=tuple(lines), definitions={}, undefined=())
    checked = CheckedPage(page.as_posix(), page.name, raw, header.text, header.first_line, {}, layout, known)
    findings = [*_findings(checked, evidence), *_unfound(named, shown.definitions, loose, page)]
    return Report(
        findings=tuple(sorted(dict.fromkeys(findings))),
        pages=1,
        citations=len(shown.definitions),
        coverage=Coverage(total - len(uncompared), tuple(sorted(uncompared))),
    )


def evidence_at(folder: Path, page: Path, limits: ReadingLimits = ReadingLimits()) -> Evidence:
    """The passages of a folder of articles. Raises ExplaineryError if there is none, or the page is one of them."""
    if not folder.is_dir():
        raise ExplaineryError("there is no such folder", file=folder, hint="Name the folder that holds the articles")
    if not page.is_file():
        raise ExplaineryError("there is no such page", file=page, hint="Name a Markdown file")
    if page.resolve().parent == folder.resolve():
        raise ExplaineryError(
            "the page is in the folder of its articles", file=page, hint="Move it, or it would be its own source"
        )
    if not has_articles(folder):
        raise ExplaineryError("this folder has no articles", file=folder, hint="See `explainery inspect --help`")
    return evidence_of(story_of(folder, folder.name, limits), StorySettings(), 1.0)


def _cited(line: RenderedLine, named: Mapping[str, Named], evidence: Evidence) -> list[Passage]:
    """What a line is compared with: what its footnotes quote, or the best passages of the articles that they name."""
    found = [named[key] for key in line.keys if key in named]
    passages = dict.fromkeys(p for n in found for p in n.passages)
    whole = {a.id for n in found if not n.passages and not n.unfound for a in n.articles}
    rows = [p for p in evidence.by_key.values() if p.article.id in whole]
    return list(dict.fromkeys([*passages, *best_passages(line.text, rows, evidence)]))


def _reason(line: RenderedLine, named: Mapping[str, Named]) -> str:
    found = [named[key] for key in line.keys if key in named]
    if not found:
        return UNDEFINED
    if any(n.unfound for n in found):
        return "no article has the words that the footnote quotes"
    return _UNLIKE if any(n.articles for n in found) else _UNNAMED


def _findings(page: CheckedPage, evidence: Evidence) -> Iterator[Finding]:
    context = Context(evidence, Site(Path(), "", parser_of((_EXTENSIONS, {}))))
    for code in (c for c in COMPARING if c in RULES):
        rule = RULES[code]
        for check in filter(None, (rule.on_page, rule.on_any)):
            for fault in check(page, context):
                yield Finding(page.path, fault.line, code, fault.message, fault.severity or rule.severity)


def _unfound(
    named: Mapping[str, Named], definitions: Mapping[str, RenderedLine], loose: LooseMarkdown, page: Path
) -> Iterator[Finding]:
    """Footnotes that quote what their article does not have."""
    for key, row in named.items():
        if row.unfound:
            message = f"{row.articles[0].label} does not have the words that this footnote quotes: “{row.unfound}”"
            yield Finding(page.as_posix(), loose.number(definitions[key].number), "EXP102", message)
