"""Figures as they are kept in `figures.tsv`: one line a measurement, with the day and the machine."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

KEPT = Path(__file__).resolve().parent / "figures.tsv"
_FEW = 2  # points through which a line can be drawn


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement.

    Attributes:
        part: what was measured ("many stories"), by which figures are compared.
        size: articles, or pages.
        processor, clock: seconds.
        memory: megabytes at the peak.
        against: seconds of a peer, or of the same work done another way; 0 if there is none.
        files: how many.
        disk: megabytes of files.
        note: what else there is to say.
    """

    part: str
    size: int
    processor: float = 0.0
    clock: float = 0.0
    memory: float = 0.0
    against: float = 0.0
    files: int = 0
    disk: float = 0.0
    note: str = ""


def exponent(points: Iterable[tuple[float, float]]) -> float | None:
    """The exponent b of y = a * x ** b by least squares of the logarithms, or None of fewer than two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _ in logs}) < _FEW:
        return None
    middle_x, middle_y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    spread = sum((x - middle_x) ** 2 for x, _ in logs)
    return float(sum((x - middle_x) * (y - middle_y) for x, y in logs) / spread)


def continued(points: Sequence[tuple[float, float]], size: float) -> float | None:
    """Where the two largest points lead at a larger size; None of fewer than two.

    A straight line, as most costs are a fixed one and so much an article; a curve where it rises faster than that.
    """
    last = sorted(points)[-2:]
    power = exponent(last)
    if power is None:
        return None
    (x1, y1), (x2, y2) = last
    straight = y2 + (y2 - y1) / (x2 - x1) * (size - x2)
    return float(max(straight, y2 * (size / x2) ** power if power > 1 else y2))


def of_part(figures: Iterable[Figure], part: str) -> list[Figure]:
    """The figures of one part, by size."""
    return sorted((f for f in figures if f.part == part), key=lambda f: f.size)


def kept(path: Path = KEPT) -> tuple[str, str, list[Figure]]:
    """The day of the run, the machine, and its figures."""
    first, _, *rows = path.read_text("utf-8").splitlines()
    day, machine = first.removeprefix("# ").split(": ", 1)
    return day, machine, [_figure(row.split("\t")) for row in rows]


def keep(day: str, machine: str, figures: Sequence[Figure], path: Path = KEPT) -> None:
    """Write the figures of a run. Parts that it did not measure stay as they were."""
    measured = {f.part for f in figures}
    older = [f for f in kept(path)[2] if f.part not in measured] if path.exists() else []
    head = (f"# {day}: {machine}", "\t".join(f.name for f in fields(Figure)))
    path.write_text("\n".join((*head, *_rows([*older, *figures]))) + "\n", "utf-8")


def _rows(figures: Iterable[Figure]) -> Iterator[str]:
    for figure in sorted(figures, key=lambda f: (f.part, f.size, f.note)):
        yield "\t".join(f"{v:.6g}" if isinstance(v, float) else str(v) for v in astuple(figure))


def _figure(cells: Sequence[str]) -> Figure:
    part, size, processor, clock, memory, against, files, disk, note = cells
    seconds = (float(processor), float(clock))
    return Figure(part, int(size), *seconds, float(memory), float(against), int(files), float(disk), note)
