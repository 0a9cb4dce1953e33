"""No build loses or undoes an edit: the laws of the design, over random pages and random histories.

`make laws` plays many thousand histories more.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import histories
import real_histories
from explainery.merging import Generated, State, merge_story
from explainery.merging.units import parsed, unparsed
from laws import examples
from people import typed

HISTORIES, REAL_HISTORIES = 250, 6
LINE = st.sampled_from(
    [
        "", " ", "\t", "Words.", "Words that go on", "Fact.[^p-0001]", "Fact.[^p-0002][^q-0003]", "# Title", "## Part",
        "- item[^p-0004]", "    - side[^p-0005]", "| a | b |", "|---|---|", "| a | b[^p-0006] |", '!!! note "N"', "```",
        "~~~", "<div>", "</div>", "<!--", "-->", "[^p-0001]: Definition.", "    more of it", "---", "title: x", "> said",
        "![i](i.png)", "**Trade.** Line.[^p-0007] [More](trade.md)", "\\", "===", "1. one", "Fact. <!-- why -->",
    ]
)  # fmt: skip
PAGE = st.lists(LINE, max_size=14).map(lambda rows: "\n".join(["Start.", *rows]))
PAGES = st.dictionaries(st.sampled_from(["s/a.md", "s/b.md", "s/index.md"]), PAGE, min_size=1)
RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@given(st.text())
@RELAXED
def test_a_page_is_put_together_again_to_the_same_text(text: str) -> None:
    assert unparsed(parsed(text)) == text


@given(PAGE)
@RELAXED
def test_units_cover_the_page(text: str) -> None:
    page = parsed(text)
    assert unparsed(page) == text
    assert not any(u.gap.strip() for u in page.units)
    assert all(u.text.strip() for u in page.units)


def live(state: State, new: dict[str, str]) -> dict[str, str]:
    return dict(merge_story(state, Generated(new)).state.live)


@given(PAGES, PAGES)
@RELAXED
def test_pages_that_nobody_edited_become_the_new_ones(base: dict[str, str], new: dict[str, str]) -> None:
    assert live(State(base, base), new) == new


@given(PAGES, PAGES)
@RELAXED
def test_a_build_with_nothing_new_changes_nothing(base: dict[str, str], mine: dict[str, str]) -> None:
    assert live(State(base, mine), base) == mine


@given(PAGES, PAGES)
@RELAXED
def test_what_a_person_and_the_build_both_wrote_stays(base: dict[str, str], both: dict[str, str]) -> None:
    both = {p: t for p, t in both.items() if p in base}
    assert live(State(base, both), both) == both


@given(PAGES, PAGES, PAGES)
@RELAXED
def test_a_second_build_changes_nothing(base: dict[str, str], mine: dict[str, str], new: dict[str, str]) -> None:
    mine = {p: t for p, t in mine.items() if p in base or p not in new}
    first = merge_story(State(base, mine), Generated(new))
    assert merge_story(first.state, Generated(new)).state == first.state


@given(PAGES, PAGES, PAGES)
@RELAXED
def test_no_line_of_a_person_is_lost(base: dict[str, str], mine: dict[str, str], new: dict[str, str]) -> None:
    marked = {p: "\n".join(f"{row} typed{n}." if row.startswith("Words") else row for n, row in enumerate(t.split("\n")))
              for p, t in mine.items() if p in base or p not in new}  # fmt: skip
    after = live(State(base, marked), new)
    assert typed(marked) <= typed(after)


@given(st.integers(0, 2**63))
@settings(max_examples=examples(HISTORIES, 60), deadline=None)
def test_histories(seed: int) -> None:
    histories.play(seed)


@given(st.integers(0, 2**63))
@settings(max_examples=examples(REAL_HISTORIES, 3), deadline=None)
def test_histories_of_the_whole_program(seed: int) -> None:
    real_histories.play(seed)


def test_a_history_can_fail() -> None:
    """The laws bite: a merge that takes the new pages as they are breaks them."""
    memory = histories.Memory(words={"typed1"})
    base = {"s/index.md": "---\n---\n\nOne.[^p-0001]\n"}
    lost = State(base, {"s/index.md": "---\n---\n\nOne typed1.[^p-0001]\n"})
    kept = histories.built(lost, Generated(base), memory)
    assert "typed1" in kept.state.live["s/index.md"]
    try:
        histories.built(replace(lost, live=base), Generated(base), memory)
    except AssertionError:
        return
    raise AssertionError("a lost word went unnoticed")
