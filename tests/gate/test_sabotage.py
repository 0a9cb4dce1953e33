"""The rows of `tools/sabotage.py` find their numbers. What the numbers are is no test's business."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from making import ROOT
from sabotage import SABOTAGES, Sabotage, place_of


@pytest.mark.parametrize("row", SABOTAGES, ids=lambda row: row.name)
def test_each_number_has_one_place(row: Sabotage) -> None:
    place = place_of(row, ROOT)
    assert re.fullmatch(r"-?[\d._]+", place.file.read_text("utf-8")[place.start : place.end])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("REACH", "REACH = 22  # words\n"),
        ("REACH", "NEAR, REACH = 3, 22\n"),
        ("REACH", "REACH: int = 22\nclass Other:\n    REACH = 3\n"),
        ("Tuning.reach", "class Tuning:\n    near: int = 3\n    reach: int = 22\nclass Other:\n    reach: int = 3\n"),
    ],
)
def test_a_number_is_found_as_a_constant_or_a_field(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / "src" / "explainery" / "linking" / "tuning.py"
    file.parent.mkdir(parents=True)
    file.write_text(f"{text}# “reach” is a word\n", "utf-8")
    place = place_of(Sabotage(name, "6", "rows are missing"), tmp_path)
    assert (place.file, file.read_text("utf-8")[place.start : place.end]) == (file, "22")


def test_a_number_that_is_nowhere_is_an_error() -> None:
    with pytest.raises(LookupError, match="NO_SUCH_NUMBER"):
        place_of(Sabotage("NO_SUCH_NUMBER", "1", ""), ROOT)
