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
    assert re.fullmatch(r"-?[\d.]+", place.file.read_text("utf-8")[place.start : place.end])


@pytest.mark.parametrize(
    "text",
    [
        "_REACH = 22  # words\n",
        "_NEAR, _REACH = 3, 22\n",
        "_REACH: int = 22\n",
        "class Tuning:\n    near: int = 3\n    reach: int = 22\n",
    ],
)
def test_a_number_is_found_as_a_constant_or_a_field(tmp_path: Path, text: str) -> None:
    file = tmp_path / "src" / "explainery" / "linking" / "objects.py"
    file.parent.mkdir(parents=True)
    file.write_text(f"{text}# “reach” is a word\n", "utf-8")
    place = place_of(Sabotage("reach", "objects", "6", "rows are missing"), tmp_path)
    assert (place.file, file.read_text("utf-8")[place.start : place.end]) == (file, "22")


def test_a_number_that_is_nowhere_is_an_error() -> None:
    with pytest.raises(LookupError, match="no_such_number"):
        place_of(Sabotage("no_such_number", "linking", "1", ""), ROOT)
