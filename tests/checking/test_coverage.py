"""What a report says that it compared, and why it passed over the rest."""

from __future__ import annotations

from pathlib import Path

from checking.put_in import BRIDGE, evidence_from
from explainery.checking.context import Context
from explainery.checking.coverage import OWN, UNDEFINED, UNKNOWN, Coverage, coverage_of, coverage_text, joined
from explainery.checking.markdown_extensions import parser_of
from explainery.checking.page import checked_page
from explainery.checking.site_index import Site

PARSER = parser_of((["footnotes", "toc", "tables"], {}), "mkdocs.yml")


def coverage(text: str) -> Coverage:
    evidence = evidence_from(BRIDGE)
    key = next(iter(evidence.by_key))
    raw = "---\ntitle: A\ndescription: B\n---\n" + text.replace("KEY", key)
    page = checked_page("docs/selm/trade.md", "selm/trade.md", raw, PARSER)
    return coverage_of({page.path: page}, Context(evidence, Site(Path("docs"), "docs", PARSER)))


def test_each_statement_with_a_citation_is_compared_or_has_a_reason() -> None:
    seen = coverage(
        "# Head[^KEY]\n\nOne.[^KEY]\n\nTwo.[^gone]\n\nThree.[^post-0000]\n\nFour.[^own]\n\nFive.\n\n"
        "[^KEY]: A letter.\n[^post-0000]: A letter.\n[^own]: A book.\n"
    )
    assert (seen.compared, seen.total) == (1, 4)
    assert [(row.line, row.reason) for row in seen.uncompared] == [(9, UNDEFINED), (11, UNKNOWN), (13, OWN)]


def test_the_text_gives_the_numbers_and_the_reasons() -> None:
    assert coverage_text(Coverage()) == ""
    seen = coverage("One.[^KEY]\n\nTwo.[^gone]\n\n[^KEY]: A letter.\n")
    assert coverage_text(seen) == f"1 of 2 statements compared; 1 not, because {UNDEFINED}."
    both = joined([seen, coverage("Three.[^own]\n\n[^own]: A book.\n")])
    assert coverage_text(both) == f"1 of 3 statements compared; 2 not, because {OWN} (1); {UNDEFINED} (1)."
