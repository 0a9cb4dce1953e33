"""What the program costs as stories and archives grow: prints it, and renews `docs/scale.md` where that is asked.

    python tools/bench_scale.py              small sizes, two minutes
    python tools/bench_scale.py --full       up to 1,000 articles in a story and 10,000 in an archive, an hour
    python tools/bench_scale.py --only sort  one part
    python tools/bench_scale.py --docs       draw the tables and the plot of docs/scale.md from the figures kept

With --keep the figures go to tools/scale/figures.tsv, and from there into the page. Seconds are of the processor, of
all processes together; only where processes are compared with each other it is the clock.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from corpora.story import LARGEST
from scale import experiments as e
from scale.figures import KEPT, Figure, keep, kept
from scale.plot import plot
from scale.tables import blocks, growth

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "scale.md"
PICTURE = ROOT / "docs" / "assets" / "scale.svg"
QUICK: dict[str, tuple[int, ...]] = {
    "one": (10, 30, 100),
    "many": (30, 100, 300),
    "turns": (100,),
    "added": (50,),
    "pile": (100, 300, 1000),
}
FULL: dict[str, tuple[int, ...]] = {
    "one": (10, 30, 100, 300, 1000),
    "many": (100, 1000, 10_000),
    "turns": (1000,),
    "added": (200,),
    "pile": (100, 1000, 10_000),
}
PARTS = ("one", "marking", "many", "small", "added", "processes", "dask", "sort")


def main() -> int:
    """Measure and print, or draw what was kept."""
    options = _options()
    if options.docs:
        write_page()
        return 0
    measured = []
    for figure in _measured(options):
        measured.append(figure)
        print(_shown(figure), flush=True)
    for part in dict.fromkeys(f.part for f in measured):
        time, memory = (growth(measured, part, field) for field in ("processor", "memory"))
        if time is not None:
            print(f"{part:32} exponent of time {time:5.2f}" + (f", of memory {memory:5.2f}" if memory else ""))
    if options.keep:
        keep(options.day, _machine(), measured)
        write_page()
    return 0


def write_page() -> None:
    """Put the tables between their marks in docs/scale.md, and draw the plot."""
    day, machine, figures = kept(KEPT)
    text = PAGE.read_text("utf-8")
    for name, table in {**blocks(figures), "day": f"Measured on {day}: {machine}."}.items():
        text = _with_block(text, name, table)
    PAGE.write_text(text, "utf-8")
    PICTURE.write_text(plot(figures, day), "utf-8")


def _with_block(text: str, name: str, block: str) -> str:
    begin, end = f"<!-- measured: {name} -->", f"<!-- end of {name} -->"
    head, found, rest = text.partition(begin)
    return f"{head}{begin}\n\n{block}\n\n{end}{rest.partition(end)[2]}" if found else text


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="the sizes of the page; an hour")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part alone; may be repeated")
    parser.add_argument("--one", type=_sizes, help="sizes of one story: 10,30,100")
    parser.add_argument("--many", type=_sizes, help="sizes of archives: 100,1000")
    parser.add_argument("--pile", type=_sizes, help="sizes of piles")
    parser.add_argument("--turns", type=_sizes, help="size of the archives that processes build in turns")
    parser.add_argument("--added", type=_sizes, help="size of the story that gets an article more")
    parser.add_argument(
        "--largest", type=int, default=LARGEST, help=f"largest story of an archive (default: {LARGEST})"
    )
    parser.add_argument("--keep", action="store_true", help="keep the figures and renew docs/scale.md")
    parser.add_argument("--day", default=f"{dt.datetime.now(tz=dt.UTC):%-d %B %Y}", help="the day it bears")
    parser.add_argument("--docs", action="store_true", help="only draw docs/scale.md from the figures kept")
    return parser.parse_args()


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(","))


def _measured(options: argparse.Namespace) -> Iterator[Figure]:
    default = FULL if options.full else QUICK
    sizes: dict[str, tuple[int, ...]] = {name: getattr(options, name) or value for name, value in default.items()}
    largest = options.largest
    works: dict[str, Callable[[], Iterator[Figure]]] = {
        "one": lambda: e.one_story(sizes["one"]),
        "marking": lambda: e.marking_and_linking(sizes["one"]),
        "many": lambda: e.many_stories(sizes["many"], largest),
        "small": lambda: e.many_small_stories(sizes["many"]),
        "added": lambda: e.one_added(sizes["added"][0]),
        "processes": lambda: e.two_processes(sizes["turns"][0], largest),
        "dask": lambda: e.dask(sizes["turns"][0], largest),
        "sort": lambda: e.pile(sizes["pile"], largest),
    }
    for name, work in works.items():
        if not options.only or name in options.only:
            yield from work()


def _shown(f: Figure) -> str:
    against = f" against {f.against:8.2f}" if f.against else ""
    files = f" {f.files:8,} files {f.disk:9.3f} MB" if f.disk else ""
    costs = f"{f.processor:9.2f} s of processor {f.clock:9.2f} s {f.memory:7.0f} MB" if f.processor else ""
    return f"{f.part:32}{f.size:8,} {costs}{against}{files} {f.note}"


def _machine() -> str:
    return f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
