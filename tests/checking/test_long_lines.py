"""Lines that make a pattern try every way to part a word: the check reads them as quickly as any other."""

from __future__ import annotations

import pytest

from explainery.checking.quantities import quantities_in
from explainery.reading.web.jsonld import value_in
from explainery.time_limit import time_limit

SECONDS = 5  # of processor time; each takes less than a tenth of a second, and took minutes


@pytest.mark.parametrize("line", ["5 " + "a" * 20_000, "2026 " * 4_000, "5 " + "a-" * 10_000, "5" + ", a" * 7_000])
def test_the_figures_of_a_long_line(line: str) -> None:
    with time_limit(SECONDS):
        assert quantities_in(line)


def test_what_a_figure_is_counted_by() -> None:
    assert [q.every for q in quantities_in("5 tonnes a day; 70 km/hour; 3 new ships per year; 9 in all")] == [
        "day", "hour", "year", "",
    ]  # fmt: skip


@pytest.mark.parametrize("script", [
    '{"a":' + " " * 50_000 + "1}",
    "<!--" * 20_000 + '{"a": 1}' + " -->" * 20_000,
    '\n//<![CDATA[\n{"a": 1}\n//]]>\n',
    '/* <![CDATA[ */{"a": 1};/* ]]> */',
    '<!--\n{"a": 1,}\n//-->',
])  # fmt: skip
def test_marks_around_a_script(script: str) -> None:
    with time_limit(SECONDS):
        assert value_in(script) == {"a": 1}
