"""Sentences of a few words without a citation are statements; names, dates and labels of a few words are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.said import PARSER, sources
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.page import checked_page
from explainery.checking.rules import RULES
from explainery.checking.site_index import Site


@pytest.fixture(scope="module", name="evidence")
def _evidence() -> Evidence:
    return sources()


def uncited(line: str, evidence: Evidence) -> bool:
    """Whether the check wants a citation for a line."""
    page = checked_page(
        "docs/orlin/trade.md", "orlin/trade.md", f"---\ntitle: A\ndescription: B\n---\n{line}\n", PARSER
    )
    rule = RULES["EXP104"].on_page
    return bool(rule and list(rule(page, Context(evidence, Site(Path("docs"), "docs", PARSER)))))


@pytest.mark.parametrize(
    "line",
    [
        "Quist killed 7,000.",
        "Quist resigned yesterday.",
        "Quist resigned.",
        "- Quist resigned yesterday",
        "**Ilka Morn** lied.",
        "7,000 died.",
        "Quist has resigned from the council because of the sale.",
    ],
)
def test_a_sentence_of_a_few_words_needs_a_citation(line: str, evidence: Evidence) -> None:
    assert uncited(line, evidence)


@pytest.mark.parametrize(
    "line",
    [
        "- Petra Quist",
        "- Quist",
        "- Bastide Trust Ltd.",
        "Fellmark, 2026",
        "14 May 2026",
        "Written by Morn",
        "Photo: Morn",
        "*Updated 14 May*",
        "- Ilka Morn, chairwoman",
    ],
)
def test_a_name_a_date_or_a_label_needs_none(line: str, evidence: Evidence) -> None:
    assert not uncited(line, evidence)
