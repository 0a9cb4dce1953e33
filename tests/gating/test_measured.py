"""How well the gate judges, held: what it lets through and what it refuses of the stories on which it was built.

`python tools/measure_gate.py FOLDER` prints the figures. A limit is what was reached; lower it when a rule improves.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.measured import TRUE, WRONG
from gating.measured import BUILDING, OTHERS, all_gated, passed, reasons, refused

MOST_THROUGH = 0.01  # the share of wrong wordings that may get through; of each kind at most one
MOST_REFUSED = {BUILDING: 0.34, OTHERS: 0.51}  # the share of true wordings that may be refused


@pytest.mark.parametrize("folder", [BUILDING, OTHERS], ids=lambda folder: folder.name)
def test_wrong_wordings_are_refused_and_many_true_ones_pass(folder: Path) -> None:
    rows = all_gated(folder)
    wrong = passed(rows, WRONG)
    assert wrong["all"].share <= MOST_THROUGH
    assert {kind: rate.reported for kind, rate in wrong.items() if kind != "all" and rate.reported > 1} == {}
    assert refused(rows, TRUE)["all"].share <= MOST_REFUSED[folder]
    assert sum(reasons(rows, WRONG).values()) > wrong["all"].total  # most are refused for more than one reason


def test_a_set_without_wordings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"statements\.tsv"):
        all_gated(tmp_path)
