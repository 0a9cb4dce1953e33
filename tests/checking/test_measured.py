"""How well the check sees, held: what it finds of each kind of wrong statement, and what it reports of true ones.

`make sight` prints the figures. A floor is what was reached; raise it when a rule improves. The set "measuring" is held
as a whole only: whoever looks at its lines one by one fits the rules to it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.measured import SETS, TRUE, WRONG, Rate, all_judged, by_kind

FOUND = {  # the least number of wrong statements that the check finds, of 25 each, in the set "building"
    "entity": 12,
    "number": 25,
    "unit": 15,
    "date": 18,
    "negation": 11,
    "antonym": 11,
    "hedge": 9,
    "roles": 4,
    "speaker": 24,
    "cause": 3,
    "addition": 4,
    "joined": 0,
}
REPORTED = {  # the largest number of true statements that it may report, of 20 each
    "shortened": 1,
    "voice": 0,
    "rounded": 14,
    "units": 2,
    "dates": 1,
    "names": 1,
    "synonyms": 2,
    "reported": 3,
    "combined": 0,
    "reordered": 0,
}
AT_LEAST, AT_MOST = 0.45, 0.12  # found and falsely reported, of all, in every set


SET_NAMES = sorted(p.name for p in SETS.iterdir() if p.is_dir())


@pytest.mark.parametrize("name", SET_NAMES)
def test_wrong_statements_are_found_and_true_ones_left_alone(name: str) -> None:
    results = all_judged(SETS / name)
    found, told = by_kind(results, WRONG), by_kind(results, TRUE)
    assert found["all"].share >= AT_LEAST
    assert told["all"].share <= AT_MOST
    if name == "building":  # `python tools/measure_checks.py --faults` shows what was missed, and what was reported
        assert {kind: found[kind].reported for kind, least in FOUND.items() if found[kind].reported < least} == {}
        assert {kind: told[kind].reported for kind, most in REPORTED.items() if told[kind].reported > most} == {}


def test_a_set_without_statements_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"statements\.tsv"):
        all_judged(tmp_path)


def test_an_interval_holds_the_share_and_narrows_with_the_number() -> None:
    few, many = Rate(3, 0, 4), Rate(300, 0, 400)
    assert few.interval[0] < few.share < few.interval[1]
    assert few.interval[0] < many.interval[0] < many.interval[1] < few.interval[1]
    assert Rate(0, 0, 20).interval[0] == 0
    assert Rate(20, 0, 20).interval[1] == 1
