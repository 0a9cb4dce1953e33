"""What the rules of `check` report about a wording that stands on a page and cites its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import markdown

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.markdown_extensions import parser_of
from explainery.checking.page import checked_page
from explainery.checking.rule_runner import check_story
from explainery.checking.site_index import Site
from explainery.gating.refusal import Kind, Refusal
from explainery.model import Passage
from explainery.writing.footnotes import definition

_PAGE = "docs/story/page.md"


@cache
def _parser() -> markdown.Markdown:
    return parser_of((["footnotes", "toc", "tables"], {}), "mkdocs.yml")


def findings(wording: str, passages: Sequence[Passage], evidence: Evidence) -> Iterator[Refusal]:
    """Each finding on the wording's line, of every rule."""
    marks = "".join(f"[^{p.key}]" for p in dict.fromkeys(passages))
    definitions = "\n".join(definition(p, "anchor", p.words) for p in dict.fromkeys(passages))
    raw = f"---\ntitle: A page\ndescription: A page.\n---\n{wording}{marks}\n\n{definitions}\n"
    page = checked_page(_PAGE, _PAGE.removeprefix("docs/"), raw, _parser())
    for finding in check_story({_PAGE: page}, Context(evidence, Site(Path("docs"), "docs", _parser()))):
        if finding.file == _PAGE and finding.line == page.first_line:
            yield Refusal(Kind.CHECK, finding.message, finding.code)
