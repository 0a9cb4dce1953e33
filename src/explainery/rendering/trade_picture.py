"""The picture of a trade: an SVG drawn from the rows of the page's own table, which stands below it.

It is drawn twice, for a wide screen and for a narrow one; the style sheet shows one of them, and gives both their
colours. All text is escaped here: nothing of a page can become markup of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from explainery.languages import ENGLISH, Words
from explainery.rendering.trade_layout import Arrow, Label, Layout, TradeRow, Upright, laid_out
from explainery.rendering.trade_words import Line, how_sure

LEAST_ROWS, MOST_ROWS = 2, 16  # of a table that gets a picture. By taste: one arrow shows nothing, many show too much.
_WIDTHS = {"wide": 590.0, "narrow": 340.0}
_HEAD, _HALF = 9.0, 4.5  # an arrow's head: its length, and half of its width
_STROKE = 6.0  # half of the slanted strokes that strike an arrow through


def picture_of(rows: Sequence[TradeRow], words: Words = ENGLISH) -> str:
    """The picture as HTML; "" for a table that does not get one."""
    if not LEAST_ROWS <= len(rows) <= MOST_ROWS:
        return ""
    label = words.put("picture.label", rows=" ".join(_spoken(row, words) for row in rows))
    drawings = "".join(_drawing(laid_out(rows, width), name, label) for name, width in _WIDTHS.items())
    legend = escape(" ".join([*_legend(rows, words), words["picture.end"]]))
    return f'<figure class="ex-trade" data-search-exclude="">{drawings}<figcaption>{legend}</figcaption></figure>'


def _spoken(row: TradeRow, words: Words) -> str:
    said = how_sure(row.cell).said
    return words.put("picture.row", giver=row.giver, receiver=row.receiver, item=row.item, said=said)


def _legend(rows: Sequence[TradeRow], words: Words) -> Iterator[str]:
    """What the lines that occur stand for."""
    sure = [how_sure(row.cell) for row in rows]
    used = {str(s.line) for s in sure} | {"struck" for s in sure if s.struck}
    yield from (words[f"picture.{kind}"] for kind in (*map(str, Line), "struck") if kind in used)


def _drawing(layout: Layout, name: str, label: str) -> str:
    parts = [
        *map(_upright, layout.uprights),
        *map(_arrow, layout.arrows),
        *map(_text, layout.labels),
    ]
    size = (
        f'viewBox="0 0 {_n(layout.width)} {_n(layout.height)}" width="{_n(layout.width)}" height="{_n(layout.height)}"'
    )
    said = escape(label)
    return f'<svg class="ex-trade__{name}" role="img" aria-label="{said}" {size}>{"".join(parts)}</svg>'


def _upright(upright: Upright) -> str:
    return f'<path class="ex-trade__party" d="M{_n(upright.x)} {_n(upright.top)}V{_n(upright.bottom)}"/>'


def _arrow(arrow: Arrow) -> str:
    """A line with its head, and two slanted strokes where it is struck through."""
    way = 1 if arrow.end > arrow.begin else -1
    tip, y = arrow.end - way * 2, arrow.y
    neck = tip - way * _HEAD
    line = f'<path class="ex-trade__line ex-trade__line--{arrow.sure.line}" d="M{_n(arrow.begin)} {_n(y)}H{_n(neck)}"/>'
    head = f'<path class="ex-trade__head" d="M{_n(tip)} {_n(y)}L{_n(neck)} {_n(y - _HALF)}V{_n(y + _HALF)}Z"/>'
    middle = (arrow.begin + arrow.end) / 2
    strokes = "".join(f"M{_n(x - 3)} {_n(y + _STROKE)}L{_n(x + 3)} {_n(y - _STROKE)}" for x in (middle - 4, middle + 4))
    struck = f'<path class="ex-trade__struck" d="{strokes}"/>' if arrow.sure.struck else ""
    return line + head + struck


def _text(label: Label) -> str:
    spans = "".join(f'<tspan x="{_n(x)}" y="{_n(y)}">{escape(line)}</tspan>' for x, y, line in label.places())
    return (
        f'<text class="ex-trade__{label.kind}" text-anchor="{label.anchor}" font-size="{_n(label.size)}">{spans}</text>'
    )


def _n(value: float) -> str:
    """A length with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
