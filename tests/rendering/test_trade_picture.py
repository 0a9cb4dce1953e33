"""The picture of a trade: what its lines say, that no label lies on another, and that text stays text."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.rendering.trade_layout import Label, TradeRow, laid_out
from explainery.rendering.trade_picture import MOST_ROWS, picture_of
from explainery.rendering.trade_words import Line, how_sure

ROWS = [
    TradeRow("North", "shells", "South", "sought; one source"),
    TradeRow("South", "grain", "North", "happened; two independent sources"),
    TradeRow("North", "rockets", "East", "alleged by West, denied by North"),
]


@pytest.mark.parametrize(
    ("cell", "line", "struck", "said"),
    [
        ("happened; one source", Line.SOLID, False, "happened"),
        ("delivered, the ministry says", Line.SOLID, False, "delivered"),
        ("delivered, reportedly", Line.DOTTED, False, "delivered, reportedly"),
        ("not delivered so far", Line.DOTTED, False, "not delivered so far"),
        ("agreed; one source", Line.DASHED, False, "agreed"),
        ("offered; three independent sources", Line.DASHED, False, "offered"),
        ("sought, reportedly; likely, experts say", Line.DASHED, False, "sought, reportedly, likely"),
        ("promised, and partly delivered", Line.DASHED, False, "promised"),
        ("alleged; one source", Line.DOTTED, False, "alleged"),
        ("alleged: delivered; both had denied any such intention", Line.DOTTED, False, "alleged"),
        ("denied; one source", Line.DOTTED, True, "denied"),
        ("refused; one source", Line.DOTTED, True, "refused"),
        ("somebody's guess", Line.DOTTED, False, "somebody's guess"),
        ("", Line.DOTTED, False, ""),
    ],
)
def test_a_line_says_no_more_than_the_words_of_its_cell(cell: str, line: Line, *, struck: bool, said: str) -> None:
    sure = how_sure(cell)
    assert (sure.line, sure.struck, sure.said) == (line, struck, said)


def overlap(one: Label, two: Label) -> bool:
    return (
        one.left < two.left + two.width
        and two.left < one.left + one.width
        and one.top < two.top + two.height
        and two.top < one.top + one.height
    )


NAMES = st.sampled_from(
    ["North", "South", "The Federation of Metal Workers and Allied Trades", "東方鉄道会社", "W" * 60]
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=200)


@given(
    st.lists(st.builds(TradeRow, NAMES, TEXTS, NAMES, TEXTS), min_size=1, max_size=8), st.sampled_from([340.0, 590.0])
)
def test_no_label_lies_on_another_or_leaves_the_picture(rows: list[TradeRow], width: float) -> None:
    layout = laid_out(rows, width)
    for one, two in combinations(layout.labels, 2):
        assert not overlap(one, two), (one, two)
    for label in layout.labels:
        assert label.left >= 0
        assert label.left + label.width <= width + 0.01
        assert label.top + label.height <= layout.height
    for arrow in layout.arrows:
        assert not any(label.top < arrow.y < label.top + label.height for label in layout.labels), arrow
    assert laid_out(rows, width) == layout


def test_rows_of_the_same_two_parties_stand_together_and_point_from_giver_to_receiver() -> None:
    layout = laid_out(ROWS, 590)
    assert [label.lines for label in layout.labels if label.kind == "name"] == [
        ("North",),
        ("South",),
        ("North",),
        ("East",),
    ]
    assert [arrow.end > arrow.begin for arrow in layout.arrows] == [True, False, True]


def parsed(html: str) -> ET.Element:
    return ET.fromstring(html)  # noqa: S314 (our own drawing)


def drawings(html: str) -> list[ET.Element]:
    return [element for element in parsed(html) if element.tag == "svg"]


def test_the_picture_is_drawn_for_wide_and_narrow_screens_and_says_in_words_what_it_shows() -> None:
    wide, narrow = drawings(picture_of(ROWS))
    for drawing in (wide, narrow):
        assert drawing.get("role") == "img"
        assert "North to South: shells (sought). South to North: grain (happened)." in (drawing.get("aria-label") or "")
        lines = [e.get("class", "").split("--")[1] for e in drawing if "__line--" in e.get("class", "")]
        assert lines == ["dashed", "solid", "dotted"]
        assert sum(e.get("class") == "ex-trade__struck" for e in drawing) == 1
    assert float(wide.get("width", "")) > 2 * float(narrow.get("width", "")) * 0.8
    assert "Solid line: happened." in picture_of(ROWS)
    assert "Solid" not in picture_of(ROWS[:1] * 2)


def test_hostile_cells_stay_text() -> None:
    evil = '</text></svg><script>alert(1)</script>"><a href="javascript:alert(1)" onload=x style="x">'
    html = picture_of([TradeRow(evil, evil, "South", evil), ROWS[0]])
    elements = list(parsed(html).iter())
    assert {e.tag for e in elements} == {"figure", "figcaption", "svg", "path", "text", "tspan"}
    names = {name for e in elements for name in e.attrib}
    assert not names & {"style", "href", "onload", "id"}
    assert "javascript:alert(1)" in "".join(parsed(html).itertext()).replace(" ", "").replace("\n", "")


def test_one_arrow_and_too_many_make_no_picture() -> None:
    assert picture_of(ROWS[:1]) == picture_of(ROWS[:1] * (MOST_ROWS + 1)) == ""
