"""How well the gate judges, held: what it lets through and what it refuses of the stories on which it was built.

`python tools/measure_gate.py FOLDER` prints the figures. A limit is what was reached; lower it when a rule improves.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.measured import TRUE, WRONG
from gating.measured import BUILDING, OTHERS, all_gated, gated, passed, reasons, refused, wordings_in

MOST_THROUGH = 0.01  # the share of wrong wordings that may get through; of each kind at most one
MOST_REFUSED = 0.34  # the share of true wordings that may be refused,
MOST_REFUSED_OF_OTHERS = 0.61  # and of every third of "others", which is harder than the rest


def test_wrong_wordings_are_refused_and_most_true_ones_pass() -> None:
    rows = all_gated(BUILDING)
    wrong = passed(rows, WRONG)
    assert wrong["all"].share <= MOST_THROUGH
    assert {kind: rate.reported for kind, rate in wrong.items() if kind != "all" and rate.reported > 1} == {}
    assert refused(rows, TRUE)["all"].share <= MOST_REFUSED
    assert sum(reasons(rows, WRONG).values()) > wrong["all"].total  # most are refused for more than one reason


def test_so_it_is_with_the_other_stories() -> None:
    """Every third wording: all of them take too long."""
    rows = [gated(statement) for statement in list(wordings_in(OTHERS))[::3]]
    assert passed(rows, WRONG)["all"].reported == 0
    assert refused(rows, TRUE)["all"].share <= MOST_REFUSED_OF_OTHERS


def test_a_set_without_wordings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"statements\.tsv"):
        all_gated(tmp_path)
