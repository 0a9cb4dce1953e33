"""Where the parts of a trade's picture go: two parties side by side, and an arrow between them for each row.

Rows between the same two parties stand together, one below the other, so that no arrow crosses another and no label
lies on another one. All lengths are in pixels of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainery.rendering.text_width import broken, width_of
from explainery.rendering.trade_words import HowSure, how_sure

_NAME_SIZE = 14.0
_KINDS = {"item": (13.0, 4), "said": (12.0, 3)}  # what stands above and below an arrow: its size, and its most lines
_LEADING = 1.35  # of a line of text, as a share of its size
_EDGE = 2.0  # from the picture's edge to a party's line
_PAD = 8.0  # inside a party's box, and beside the ends of an arrow's label
_AFTER = 14.0  # below an exchange
_AROUND_LINE = 7.0  # between an arrow and the labels above and below it
_BETWEEN = 22.0  # between two pairs of parties
_NAME_LINES = 3
_NAME_SHARE = 0.45  # of the picture's width


@dataclass(frozen=True, slots=True)
class TradeRow:
    """A row of a trade's table, as its readers see it."""

    giver: str
    item: str
    receiver: str
    cell: str


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text: the box that they take at most, and how they are set ("start", "middle" or "end")."""

    kind: str
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    anchor: str
    size: float

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.size * _LEADING

    def places(self) -> Iterator[tuple[float, float, str]]:
        """Each line with the point at which it is anchored, on its baseline."""
        x = {"start": self.left, "middle": self.left + self.width / 2, "end": self.left + self.width}[self.anchor]
        for i, line in enumerate(self.lines):
            yield x, self.top + self.size * (1 + i * _LEADING), line


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from a party to another at a height, and how sure it is."""

    begin: float
    end: float
    y: float
    sure: HowSure


@dataclass(frozen=True, slots=True)
class Upright:
    """A party's line, from below its name to the last of its arrows."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture's parts, and its size."""

    labels: tuple[Label, ...]
    arrows: tuple[Arrow, ...]
    uprights: tuple[Upright, ...]
    width: float
    height: float


def laid_out(rows: Sequence[TradeRow], width: float) -> Layout:
    """The picture of a table's rows."""
    labels: list[Label] = []
    arrows: list[Arrow] = []
    uprights: list[Upright] = []
    y = 0.0
    for (left, right), group in _pairs(rows):
        y += _BETWEEN if labels else 0
        names = _names(left, right, y, width)
        y = top = max(label.top + label.height for label in names) + _PAD
        labels += names
        for row in group:
            item = _label("item", row.item, y + _PAD, width)
            line = item.top + item.height + _AROUND_LINE
            sure = how_sure(row.cell)
            said = _label("said", sure.said, line + _AROUND_LINE, width)
            labels += [item, said]
            ends = (_EDGE, width - _EDGE)
            arrows.append(Arrow(*(ends if row.giver == left else ends[::-1]), line, sure))
            y = said.top + said.height + _AFTER - _PAD
        uprights += [Upright(x, top, y) for x in (_EDGE, width - _EDGE)]
    return Layout(tuple(labels), tuple(arrows), tuple(uprights), width, y + 2)


def _pairs(rows: Sequence[TradeRow]) -> list[tuple[tuple[str, str], list[TradeRow]]]:
    """The rows by their two parties, in either direction; the first row's giver is on the left."""
    groups: dict[frozenset[str], tuple[tuple[str, str], list[TradeRow]]] = {}
    for row in rows:
        parties = (row.giver, row.receiver)
        groups.setdefault(frozenset(parties), (parties, []))[1].append(row)
    return list(groups.values())


def _names(left: str, right: str, top: float, width: float) -> list[Label]:
    """The two parties' names, at the two sides of the picture."""
    most = width * _NAME_SHARE - 2 * _PAD
    labels = []
    for name, anchor in ((left, "start"), (right, "end")):
        lines = broken(name, most, _NAME_SIZE, lines=_NAME_LINES, bold=True)
        own = max((width_of(line, _NAME_SIZE, bold=True) for line in lines), default=0)
        x = 0.0 if anchor == "start" else width - own
        labels.append(Label("name", lines, x, top + _PAD / 2, own, anchor, _NAME_SIZE))
    return labels


def _label(kind: str, text: str, top: float, width: float) -> Label:
    size, lines = _KINDS[kind]
    most = width - 2 * (_EDGE + 2 * _PAD)
    return Label(kind, broken(text, most, size, lines=lines), (width - most) / 2, top, most, "middle", size)
