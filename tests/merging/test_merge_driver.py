"""Two branches of one page: cases that a person can read, and what holds of any."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import two_people
from explainery.merging.merge_driver import merged_branches
from golden import Case, cases
from laws import examples

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


ANY = settings(max_examples=examples(150), deadline=None)
BETWEEN = st.sampled_from(["\n", "\n\n"])


def merged(pages: tuple[Rows, Rows, Rows], between: str) -> Counter[str]:
    """The lines of the merge."""
    text, _ = merged_branches(*(between.join(["# Title", *rows]) + "\n" for rows in pages))
    return Counter(text.split("\n"))


SEEDS = st.integers(0, 2**63)
SOUP = st.lists(
    st.sampled_from(
        [
            "", "", "Words.", "Words that go on", "Other words here, and more of them.", "Fact.[^p-0001]", "Fact.[^p-0002]",
            "Fact, retold.[^p-0001]", "# Title", "## Part", "- item[^p-0004]", "- an item", "    - side", "| a | b |",
            "|---|---|", "| a | c |", '!!! note "N"', "    inside the note", "```", "<div>", "</div>", "[^p-0001]: One.",
            "[^p-0001]: Another.", "    more of it", "---", "title: x", "title: y", "tags: [a, b]", "> said", "— somebody",
            "**Links**", "* https://a.example/1", "* https://a.example/2",
        ]
    ),
    max_size=12,
)  # fmt: skip


@st.composite
def tangled(draw: st.DrawFn) -> tuple[str, str, str]:
    """Any three versions of anything, which have parts in common."""
    base = draw(SOUP)
    sides = []
    for _ in range(2):
        side = list(base)
        for _ in range(draw(st.integers(0, 3))):
            at, end = sorted((draw(st.integers(0, len(side))), draw(st.integers(0, len(side)))))
            side[at : min(end, at + 2)] = draw(SOUP)[:3]
        sides.append("\n".join(side) + draw(st.sampled_from(["\n", "", "\n\n"])))
    return "\n".join(base) + "\n", sides[0], sides[1]


def swapped(text: str) -> str:
    """A merge with the sides of its conflicts exchanged."""
    rows: list[str] = []
    block: list[list[str]] = []
    for row in text.split("\n"):
        if row == "<<<<<<< ours":
            block = [[]]
        elif row == "=======" and len(block) == 1:
            block.append([])
        elif row == ">>>>>>> theirs" and block:
            rows += ["<<<<<<< ours", *block[1], "=======", *block[0], ">>>>>>> theirs"]
            block = []
        else:
            (block[-1] if block else rows).append(row)
    return "\n".join(rows)


def two_people_pages(seed: int) -> tuple[str, str, str]:
    pages = two_people.branches(seed)
    return pages.base, pages.ours, pages.theirs


PAGES = st.one_of(tangled(), st.builds(two_people_pages, SEEDS))


@given(PAGES)
@ANY
def test_the_sides_are_equal(pages: tuple[str, str, str]) -> None:
    base, ours, theirs = pages
    text, disputed = merged_branches(base, ours, theirs)
    assert (swapped(text), disputed) == merged_branches(base, theirs, ours)


@given(PAGES)
@ANY
def test_what_one_side_alone_changed_is_taken(pages: tuple[str, str, str]) -> None:
    base, ours, theirs = pages
    assert merged_branches(base, ours, base) == (ours, False)
    assert merged_branches(base, base, theirs) == (theirs, False)
    assert merged_branches(base, ours, ours) == (ours, False)


@given(PAGES)
@ANY
def test_a_conflict_has_its_marks_on_lines_of_their_own(pages: tuple[str, str, str]) -> None:
    text, disputed = merged_branches(*pages)
    marks = [row for row in text.split("\n") if row.startswith(("<<<<<<<", ">>>>>>>"))]
    assert marks == ["<<<<<<< ours", ">>>>>>> theirs"] * (len(marks) // 2)
    assert text.count("<<<<<<<") == text.count(">>>>>>>") == len(marks) // 2
    assert disputed == bool(marks)


@given(PAGES)
@ANY
def test_a_line_that_is_once_in_every_version_is_once_in_the_merge(pages: tuple[str, str, str]) -> None:
    text, _ = merged_branches(*pages)
    counts = [Counter(page.split("\n")) for page in pages]
    once = [row for row in counts[0] if row.strip() and all(c[row] == 1 for c in counts)]
    for number in (0, 1):
        after = Counter(chosen(text, number).split("\n"))
        assert not [row for row in once if after[row] != 1], text


def chosen(text: str, number: int) -> str:
    """A merge with one side of each conflict taken: 0 ours, 1 theirs."""
    return re.sub(
        r"<<<<<<< ours\n((?:.*\n)*?)=======\n((?:.*\n)*?)>>>>>>> theirs(?:\n|$)", lambda m: m[1 + number], text
    )


@given(PAGES)
@ANY
def test_a_line_that_a_side_added_is_in_the_merge(pages: tuple[str, str, str]) -> None:
    text, _ = merged_branches(*pages)
    base, *sides = (set(page.split("\n")) for page in pages)
    said = [set(re.findall(r"\w+", row)) for row in text.split("\n")]
    new = [row for side in sides for row in side - base if row.strip()]
    lost = [row for row in new if row not in text.split("\n") and not _is_in_one(row, base, said)]
    assert not lost, text


def _is_in_one(row: str, base: set[str], said: list[set[str]]) -> bool:
    """Whether a line was merged with the other side's: one line has all the words that are new in it."""
    old = {word for line in base for word in re.findall(r"\w+", line)}
    new = set(re.findall(r"\w+", row)) - old
    return bool(new) and any(new <= line for line in said)


@given(SEEDS)
@settings(max_examples=examples(200), deadline=None)
def test_a_merge_without_a_conflict_has_both_peoples_edits_once(seed: int) -> None:
    pages = two_people.branches(seed)
    text, disputed = merged_branches(pages.base, pages.ours, pages.theirs)
    assert disputed or not two_people.faults(pages, text)


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
