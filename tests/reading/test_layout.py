"""Printed lines become paragraphs in reading order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.reading.formats.pdf_layout import SOFT_HYPHEN, PrintedLine, join_lines, laid_out


def rows(
    lines: list[str], *, left: float = 50, width: float = 200, top: float = 150, page: int = 0, size: float = 10
) -> list[PrintedLine]:
    """Lines of a column, one below the other; a line that ends in "/" is a short one."""
    column = []
    for i, line in enumerate(lines):
        y = top + i * 1.2 * size
        column.append(
            PrintedLine(
                line.rstrip("/"), page, left, left + width * (0.5 if line.endswith("/") else 1), y, y + size, size
            )
        )
    return column


LEFT = [
    "The dockers of Arlen walked",
    "out on Monday because the",
    "company refused to talk./",
    "Ships waited in the roads,",
    "and nothing moved at the",
]
RIGHT = [
    "quay until the evening, when",
    "the mayor asked both sides",
    "to meet in the town hall./",
    "They agreed to do so on the",
    "following day at noon./",
]
PARAGRAPHS = (
    "The dockers of Arlen walked out on Monday because the company refused to talk.",
    "Ships waited in the roads, and nothing moved at the quay until the evening, when the mayor asked both sides to meet in the town hall.",
    "They agreed to do so on the following day at noon.",
)


def test_columns_are_read_one_after_another() -> None:
    assert laid_out([*rows(LEFT), *rows(RIGHT, left=280)]).paragraphs == PARAGRAPHS


def test_columns_whose_lines_the_file_has_in_turns() -> None:
    mixed = [row for pair in zip(rows(LEFT), rows(RIGHT, left=280), strict=True) for row in pair]
    assert laid_out(mixed).paragraphs == PARAGRAPHS


def test_a_headline_across_both_columns_is_the_title() -> None:
    head = PrintedLine("Port of Arlen stands still", 0, 50, 480, 100, 124, 24)
    layout = laid_out([head, *rows(LEFT), *rows(RIGHT, left=280)])
    assert (layout.title, layout.paragraphs) == ("Port of Arlen stands still", PARAGRAPHS)


@pytest.mark.parametrize(
    "edge", ["The Arlen Herald", "Page 3 of 7", "3", "11/24/26, 11:15 AM Port of Arlen", "https://herald.example/a 1/2"]
)
def test_running_heads_and_what_browsers_print_are_left_out(edge: str) -> None:
    pages = [
        [PrintedLine(edge, page, 50, 200, 20, 30, 10), *rows(LEFT if page == 0 else RIGHT, page=page)]
        for page in (0, 1)
    ]
    assert laid_out([r for page in pages for r in page]).paragraphs == PARAGRAPHS


def test_small_print_is_left_out() -> None:
    caption = PrintedLine("Cranes at the quay. Photo: Nils Abara", 0, 50, 200, 220, 227, 7)
    assert laid_out([*rows(LEFT), caption, *rows(RIGHT, left=280)]).paragraphs == PARAGRAPHS


def test_bullets_are_lines_of_their_own() -> None:
    lines = ["The union asks for three", "things./", "• shorter nights", "• higher pay", "• a seat on the board"]
    assert laid_out(rows(lines)).paragraphs == (
        "The union asks for three things.",
        "- shorter nights",
        "- higher pay",
        "- a seat on the board",
    )


@pytest.mark.parametrize(("lines", "due"), [
    (["the har-", "bour"], "the harbour"), ([f"the har{SOFT_HYPHEN}", "bour"], "the harbour"), (["the har‐", "bour"], "the harbour"),
    (["a long-", "term plan"], "a long-term plan"), (["the Anglo-", "French pact"], "the Anglo-French pact"), (["in 2019-", "20"], "in 2019-20"),
    (["so he said -", "and left"], "so he said - and left"), (["the end.", "The start"], "the end. The start"),
])  # fmt: skip
def test_broken_words(lines: list[str], due: str) -> None:
    assert join_lines(lines, set()) == due


def test_a_compound_that_stands_whole_elsewhere_keeps_its_hyphen() -> None:
    assert join_lines(["a twist-", "lock"], {"twist-lock"}) == "a twist-lock"


@given(st.lists(st.text("abc -", min_size=1, max_size=20), min_size=1, max_size=30), st.integers(1, 3))
def test_no_letter_is_lost(lines: list[str], columns: int) -> None:
    lines_of_columns = [
        r for c in range(columns) for r in rows([line.strip() or "x" for line in lines], left=50 + 230 * c)
    ]
    text = "".join(laid_out(lines_of_columns).paragraphs)
    assert sorted(text.replace(" ", "").replace("-", "")) == sorted(
        "".join(r.text for r in lines_of_columns).replace(" ", "").replace("-", "")
    )


def test_a_page_of_scattered_letters_is_no_reason_to_stop() -> None:
    chance = random.Random(7)  # noqa: S311 (not for secrets)
    letters = [
        PrintedLine("x", 0, left := chance.uniform(0, 590), left + 5, top := chance.uniform(0, 790), top + 5, 10)
        for _ in range(4_000)
    ]
    assert laid_out(letters).paragraphs
