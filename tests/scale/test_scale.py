"""The measurements of scale: what a command cost is counted whole, and the page shows the figures that are kept."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import bench_scale
from scale import experiments as e
from scale.figures import Figure, continued, exponent, keep, kept
from scale.plot import plot
from scale.running import cost_of, explainery
from scale.tables import blocks, duration

SVG = "{http://www.w3.org/2000/svg}"
BURN = "import time\nwhile time.process_time() < 0.3: pass"
FIGURES = [
    *(Figure(e.ONE, n, n * 0.1, n * 0.1, 60.0) for n in (10, 100)),
    *(Figure(e.MARKED, n, n * 0.02) for n in (10, 100)),
    *(Figure(e.MANY, n, n * 0.05, n * 0.06, 70.0, note=f"{n // 10} stories") for n in (100, 1000)),
    *(Figure(e.UNCHANGED, n, 0.5 + n * 0.0001, 0.6, 60.0, against=n * 0.05) for n in (100, 1000)),
    Figure(e.DASK, 100, note=e.NOT_THERE),
    *(Figure(e.SITE, n, n * 0.03, n * 0.03, 90.0 + n * 0.1, against=n * 0.025) for n in (60, 600)),
]


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 1.6])
def test_the_exponent_of_a_power_is_that_power(power: float) -> None:
    assert exponent((x, 3 * x**power) for x in (10.0, 100.0, 1000.0)) == pytest.approx(power)


def test_a_fixed_cost_and_so_much_an_article_go_on_in_a_straight_line() -> None:
    assert continued([(n, 5 + 0.1 * n) for n in (10, 100, 1000)], 10_000) == pytest.approx(1005)


def test_what_rises_faster_goes_on_in_its_curve() -> None:
    assert continued([(n, 0.1 * n**1.5) for n in (10, 100, 1000)], 10_000) == pytest.approx(0.1 * 10_000**1.5)


def test_what_fell_by_chance_is_not_continued_below_its_last_figure() -> None:
    assert continued([(10, 5.0), (100, 4.0)], 10_000) == 4.0


def test_one_point_has_no_exponent() -> None:
    assert exponent([(10, 1.0)]) is None


def test_the_processor_time_of_a_command_is_that_of_its_children_too() -> None:
    """Of the processor, not of the clock: a busy machine makes it no more."""
    inner = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}], check=True)"
    assert cost_of((sys.executable, "-c", inner)).processor >= 0.3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only children that are waited for are counted")
def test_children_that_nobody_waits_for_are_counted() -> None:
    """As the processes of a pool, whose parent is a server of forks."""
    inner = (
        f"import os, subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {BURN!r}], stdout=subprocess.PIPE)"
    )
    assert cost_of((sys.executable, "-c", f"{inner}; p.stdout.read(); os._exit(0)")).processor >= 0.2


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured on Linux alone")
def test_the_memory_of_a_command_is_not_that_of_the_process_that_started_it() -> None:
    ballast = bytearray(200 << 20)
    small = cost_of((sys.executable, "-c", "import time; time.sleep(0.3)"))
    large = cost_of((sys.executable, "-c", "import time; b = bytearray(100 << 20); time.sleep(0.3)"))
    assert small.memory < 100 < large.memory < len(ballast) >> 20


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured on Linux alone")
def test_the_memory_of_children_counts() -> None:
    child = "import time; b = bytearray(60 << 20); time.sleep(0.5)"
    inner = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in '12']]"
    assert cost_of((sys.executable, "-c", inner)).memory > 120


def test_an_option_that_the_program_does_not_know_is_told_from_a_failure(tmp_path: Path) -> None:
    assert explainery(tmp_path, "build", "--no-such-option").is_unknown
    (tmp_path / "sources").mkdir()
    failed = explainery(tmp_path, "build", "no-such-story")
    assert failed.error
    assert not failed.is_unknown


def test_figures_are_kept_and_a_later_run_renews_only_what_it_measured(tmp_path: Path) -> None:
    path = tmp_path / "figures.tsv"
    keep("1 May 2026", "a machine: fast", FIGURES, path)
    keep("2 May 2026", "another", [Figure(e.DASK, 100, 3.0, 2.0, 80.0, 2.5)], path)
    day, machine, figures = kept(path)
    assert (day, machine) == ("2 May 2026", "another")
    assert [f.clock for f in figures if f.part == e.DASK] == [2.0]
    assert len(figures) == len(FIGURES)


def test_the_tables_say_what_was_measured_and_what_was_not() -> None:
    tables = blocks(FIGURES)
    assert "| 1,000 | 100 | 50.0 s | 50 ms | 70 MB | 0.60 s (1.20%) | – |" in tables["many"]
    assert "| Dask | 100 articles | not there |" in tables["ratios"]
    assert "| Many stories | 100 | 1,000 articles | 1.00 | 0.00 |" in tables["exponents"]
    assert f"| Many stories, processor | 50.0 s | 1,000 | {duration(50_000)} |" in tables["million"]


def test_the_plot_can_be_read_without_being_seen() -> None:
    drawing = ET.fromstring(plot(FIGURES, "1 May 2026"))  # noqa: S314 (we have just drawn it)
    assert drawing.attrib["role"] == "img"
    named = drawing.attrib["aria-labelledby"].split()
    title, told = (drawing.find(f"{SVG}{kind}") for kind in ("title", "desc"))
    assert title is not None
    assert told is not None
    assert [title.attrib["id"], told.attrib["id"]] == named
    assert "1 May 2026" in str(title.text)
    assert "many stories, first build: from 5 seconds for 100 articles to 50 for 1,000" in str(told.text)


def test_every_line_has_a_name_and_a_mark_of_its_own() -> None:
    level = [Figure(part, n, 5.0) for part in (e.ONE, e.MANY, e.PILE, e.CHANGED, e.UNCHANGED) for n in (10, 100)]
    drawing = ET.fromstring(plot(level, "1 May 2026"))  # noqa: S314 (the same)
    names = [t for t in drawing.iter(f"{SVG}text") if t.attrib.get("class") == "name"]
    marks = {p.attrib["class"]: p.attrib["d"] for p in drawing.iter(f"{SVG}path") if "mark" in p.attrib["class"]}
    assert len({(t.attrib["x"], t.attrib["y"]) for t in names}) == len(names) == 5
    assert len(set(marks.values())) == len(marks) == 5


def test_the_page_shows_the_figures_that_are_kept() -> None:
    day, _, figures = kept()
    page = bench_scale.PAGE.read_text("utf-8")
    assert all(table in page for table in blocks(figures).values())
    assert day in page
    assert bench_scale.PICTURE.read_text("utf-8") == plot(figures, day)
