"""The plot of cost against size, as SVG drawn from the figures: both axes logarithmic, each line with its name.

It has a ground of its own, light or dark as the reader's system is, so that it can be read on any page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from scale import experiments as e
from scale.figures import Figure, continued, of_part

_WIDTH, _HEIGHT = 560, 520  # narrow, so that its letters can be read on a phone
_LEFT, _RIGHT, _TOP, _BOTTOM = 92, 44, 52, 164
_LEGEND, _ROW, _COLUMN = 418, 28, 250  # where the names begin; how far they are apart
_FIRST, _POWERS = 10, 6
_LAST = 10**_POWERS  # articles
_LINES = (  # part, its name, its mark
    (e.ONE, "one story, first build", "one"),
    (e.MANY, "many stories, first build", "many"),
    (e.PILE, "sorting a pile", "pile"),
    (e.CHANGED, "one article changed", "changed"),
    (e.UNCHANGED, "nothing changed", "unchanged"),
)
_COLOURS = {  # on light and on dark
    "one": ("#b3261e", "#ff8a80"),
    "many": ("#0b57d0", "#8ab4f8"),
    "pile": ("#146c2e", "#81c995"),
    "changed": ("#8e24aa", "#d7a6f0"),
    "unchanged": ("#8a5a00", "#f0c36d"),
}
_SHAPES = {  # around the point, so that no line is known by its colour alone
    "one": "M-5 -5h10v10h-10z",
    "many": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z",
    "pile": "M0 -7l7 12h-14z",
    "changed": "M0 -7l7 7l-7 7l-7 -7z",
    "unchanged": "M-7 -5h14l-7 12z",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the plot: its points, and where it leads; nobody has one story of a million articles."""

    name: str
    mark: str
    points: list[tuple[float, float]]
    ahead: list[tuple[float, float]]


def plot(figures: Sequence[Figure], day: str) -> str:
    """The drawing."""
    lines = list(_lines(figures))
    low, high = _decades(lines)
    parts = [*_grid(low, high), *(p for line in lines for p in _line(line, low, high)), *_names(lines)]
    head = f"Processor seconds against articles, {day}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="title desc">\n<title id="title">{escape(head)}</title>\n'
        f'<desc id="desc">{escape(_spoken(lines))}</desc>\n<style>{_style()}</style>\n'
        f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}" rx="8"/>\n'
        f'<text x="16" y="30" font-weight="600">{escape(head)}</text>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _style() -> str:
    light, dark = (
        "".join(f".line.{mark}{{stroke:{c[i]}}}.mark.{mark}{{fill:{c[i]}}}" for mark, c in _COLOURS.items())
        for i in (0, 1)
    )
    return (
        ".ground{fill:#fff}text{fill:#1b1f24;font-family:system-ui,sans-serif;font-size:16px}"
        ".grid{stroke:#d5d9de}.axis{stroke:#57606a}.line{fill:none;stroke-width:2.5}.ahead{stroke-dasharray:3 5}"
        f"{light}@media (prefers-color-scheme:dark){{.ground{{fill:#16181d}}text{{fill:#e6e8eb}}"
        f".grid{{stroke:#33383f}}.axis{{stroke:#9aa4af}}{dark}}}"
    )


def _lines(figures: Sequence[Figure]) -> Iterator[_Line]:
    for part, name, mark in _LINES:
        points = [(float(f.size), f.processor) for f in of_part(figures, part) if f.processor]
        there = None if part == e.ONE else continued(points, _LAST)
        if points:
            yield _Line(name, mark, points, [] if there is None else [points[-1], (_LAST, there)])


def _decades(lines: Sequence[_Line]) -> tuple[int, int]:
    """The powers of ten between which all seconds lie."""
    seconds = [y for line in lines for _, y in (*line.points, *line.ahead)]
    return math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))


def _x(articles: float) -> float:
    share = math.log10(articles / _FIRST) / math.log10(_LAST / _FIRST)
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(seconds: float, low: int, high: int) -> float:
    share = (math.log10(seconds) - low) / (high - low)
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _grid(low: int, high: int) -> Iterator[str]:
    for power in range(low, high + 1):
        y = _y(10.0**power, low, high)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,.10g}</text>'
    for power in range(1, _POWERS + 1):
        x = _x(10.0**power)
        yield f'<path class="grid" d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}"/>'
        if power == 1 or power % 2 == 0:
            yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 22}" text-anchor="middle">{10**power:,}</text>'
    yield f'<path class="axis" d="M{_LEFT} {_HEIGHT - _BOTTOM}H{_WIDTH - _RIGHT}"/>'
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    y = _HEIGHT - _BOTTOM + 44
    yield f'<text x="{middle:.0f}" y="{y}" text-anchor="middle">articles (dotted: not measured)</text>'


def _line(line: _Line, low: int, high: int) -> Iterator[str]:
    yield f'<path class="line {line.mark}" d="{_path(line.points, low, high)}"/>'
    if line.ahead:
        yield f'<path class="line ahead {line.mark}" d="{_path(line.ahead, low, high)}"/>'
    for x, y in line.points:
        yield _mark(line.mark, _x(x), _y(y, low, high))


def _mark(mark: str, x: float, y: float) -> str:
    return f'<path class="mark {mark}" d="{_SHAPES[mark]}" transform="translate({x:.1f} {y:.1f})"/>'


def _path(points: Sequence[tuple[float, float]], low: int, high: int) -> str:
    return "M" + "L".join(f"{_x(x):.1f} {_y(y, low, high):.1f}" for x, y in points)


def _names(lines: Sequence[_Line]) -> Iterator[str]:
    """Below the plot, each line's mark and its name, in two columns."""
    for number, line in enumerate(lines):
        x, y = 32 + number % 2 * _COLUMN, _LEGEND + number // 2 * _ROW
        yield f'<path class="line {line.mark}" d="M{x - 14} {y}h28"/>'
        yield _mark(line.mark, x, y)
        yield f'<text class="name" x="{x + 22}" y="{y + 5}">{escape(line.name)}</text>'


def _spoken(lines: Sequence[_Line]) -> str:
    said = []
    for line in lines:
        (x, y), (x2, y2) = line.points[0], line.points[-1]
        said.append(f"{line.name}: from {y:.3g} seconds for {x:,.0f} articles to {y2:.3g} for {x2:,.0f}")
    return "Both axes are logarithmic. " + "; ".join(said) + ". The table on the page has every figure."
