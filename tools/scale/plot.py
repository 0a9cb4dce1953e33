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

_WIDTH, _HEIGHT = 720, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 210, 48, 56
_FIRST, _LAST = 10, 1_000_000  # articles
_LINES = (  # part, its name, its class
    (e.ONE, "one story, first build", "one"),
    (e.MANY, "many stories, first build", "many"),
    (e.PILE, "sorting a pile", "pile"),
    (e.CHANGED, "one article changed", "changed"),
    (e.UNCHANGED, "nothing changed", "unchanged"),
)
_STYLE = """
.ground{fill:#fff}text{fill:#1b1f24;font:13px system-ui,sans-serif}.grid{stroke:#d5d9de}.axis{stroke:#57606a}
.line{fill:none;stroke-width:2.5}.ahead{stroke-dasharray:3 5}
.one{stroke:#b3261e}.many{stroke:#0b57d0}.pile{stroke:#146c2e}.changed{stroke:#8e24aa}.unchanged{stroke:#8a5a00}
circle{stroke:none}circle.one{fill:#b3261e}circle.many{fill:#0b57d0}circle.pile{fill:#146c2e}
circle.changed{fill:#8e24aa}circle.unchanged{fill:#8a5a00}
@media (prefers-color-scheme:dark){.ground{fill:#16181d}text{fill:#e6e8eb}.grid{stroke:#33383f}.axis{stroke:#9aa4af}
.one{stroke:#ff8a80}.many{stroke:#8ab4f8}.pile{stroke:#81c995}.changed{stroke:#d7a6f0}.unchanged{stroke:#f0c36d}
circle.one{fill:#ff8a80}circle.many{fill:#8ab4f8}circle.pile{fill:#81c995}circle.changed{fill:#d7a6f0}
circle.unchanged{fill:#f0c36d}}
"""


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
    parts = [*_grid(low, high), *(p for line in lines for p in _line(line, low, high)), *_names(lines, low, high)]
    head = f"Cost of building against the number of articles, {day}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="title desc">\n<title id="title">{escape(head)}</title>\n'
        f'<desc id="desc">{escape(_spoken(lines))}</desc>\n<style>{_STYLE}</style>\n'
        f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}" rx="8"/>\n'
        f'<text x="{_LEFT}" y="26" font-weight="600">{escape("Processor seconds against articles, " + day)}</text>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
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
    for power in range(1, 7):
        x = _x(10.0**power)
        yield f'<path class="grid" d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}"/>'
        yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>'
    yield f'<path class="axis" d="M{_LEFT} {_HEIGHT - _BOTTOM}H{_WIDTH - _RIGHT}"/>'
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield f'<text x="{middle:.0f}" y="{_HEIGHT - 14}" text-anchor="middle">articles (dotted: not measured)</text>'


def _line(line: _Line, low: int, high: int) -> Iterator[str]:
    yield f'<path class="line {line.mark}" d="{_path(line.points, low, high)}"/>'
    if line.ahead:
        yield f'<path class="line ahead {line.mark}" d="{_path(line.ahead, low, high)}"/>'
    for x, y in line.points:
        yield f'<circle class="{line.mark}" cx="{_x(x):.1f}" cy="{_y(y, low, high):.1f}" r="4"/>'


def _path(points: Sequence[tuple[float, float]], low: int, high: int) -> str:
    return "M" + "L".join(f"{_x(x):.1f} {_y(y, low, high):.1f}" for x, y in points)


def _names(lines: Sequence[_Line], low: int, high: int) -> Iterator[str]:
    """Each line's name where it ends, moved apart where two would meet."""
    ends = [(_y((line.ahead or line.points)[-1][1], low, high), line.name, line.mark) for line in lines]
    below = 0.0
    for y, name, mark in sorted(ends):
        below = max(y, below + 18)
        x = _WIDTH - _RIGHT + 8
        yield f'<path class="line {mark}" d="M{x} {below:.1f}h14"/>'
        yield f'<text x="{x + 20}" y="{below + 4:.1f}">{escape(name)}</text>'


def _spoken(lines: Sequence[_Line]) -> str:
    said = []
    for line in lines:
        (x, y), (x2, y2) = line.points[0], line.points[-1]
        said.append(f"{line.name}: from {y:.3g} seconds for {x:,.0f} articles to {y2:.3g} for {x2:,.0f}")
    return "Both axes are logarithmic. " + "; ".join(said) + ". The table on the page has every figure."
