"""Two branches of one page: cases that a person can read, and what holds of any."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainery.merging.merge_driver import merged_branches
from golden import Case, cases

_PART = re.compile(r"^=== (?:base|ours|theirs)\n", re.MULTILINE)
OPENINGS = ["", "- ", "    - ", "> ", "## ", "* "]
ENDS = [".", ",", "", ".[^p-{0:04}]"]


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("merge_file.md")), ids=str)
def test_two_branches(case: Case) -> None:
    base, ours, theirs = _PART.split(case.given)[1:]
    text, disputed = merged_branches(base, ours, theirs)
    assert text == case.expected
    assert disputed == ("<<<<<<<" in text)
    assert merged_branches(base, ours, base) == (ours, False), "what one side alone changed is taken"
    assert merged_branches(base, base, theirs) == (theirs, False)


Rows = list[str]


@st.composite
def branches(draw: st.DrawFn) -> tuple[Rows, Rows, Rows]:
    """A page and how two people changed it: lines that were reworded, replaced, deleted and added; none moved."""
    count = draw(st.integers(1, 6))
    shape = [(draw(st.sampled_from(OPENINGS)), draw(st.sampled_from(ENDS)).format(n)) for n in range(count)]
    base = [f"{opening}line {n} of the page{end}" for n, (opening, end) in enumerate(shape)]

    def changed(side: str) -> Rows:
        rows: Rows = []
        for row, (opening, end) in zip(base, shape, strict=True):
            new = f"{opening}{side} says {len(rows)}{end}"
            rows += draw(st.sampled_from([[row], [row], [row.replace("page", side)], [new], [], [row, new]]))
        return rows

    return base, changed("ours"), changed("theirs")


ANY = settings(max_examples=400, deadline=None)
BETWEEN = st.sampled_from(["\n", "\n\n"])


def merged(pages: tuple[Rows, Rows, Rows], between: str) -> Counter[str]:
    """The lines of the merge."""
    text, _ = merged_branches(*(between.join(["# Title", *rows]) + "\n" for rows in pages))
    return Counter(text.split("\n"))


@given(branches(), BETWEEN)
@ANY
def test_a_line_that_nobody_changed_is_in_the_result_as_often(pages: tuple[Rows, Rows, Rows], between: str) -> None:
    after, (base, ours, theirs) = merged(pages, between), pages
    assert not [row for row in base if row in ours and row in theirs and after[row] != 1]


@given(branches(), BETWEEN)
@ANY
def test_no_line_that_one_side_wrote_is_lost(pages: tuple[Rows, Rows, Rows], between: str) -> None:
    after = "\n".join(merged(pages, between))
    said = {said for rows in pages for row in rows for said in re.findall(r"\w+ says \d", row)}
    assert not {words for words in said if words not in after}
