"""What tells from outside that a file is as it was."""

from __future__ import annotations

from explainery.store.file_signatures import are_as_left, is_past, packed, unpacked

SECOND = 1_000_000_000


def test_a_file_that_has_not_come_to_rest_says_nothing() -> None:
    assert not is_past((1, 5, 10 * SECOND + 7, 1), 10 * SECOND + 8)
    assert is_past((1, 5, 10 * SECOND + 7, 1), 11 * SECOND)


def test_a_clock_with_a_coarse_grain_has_to_be_waited_for() -> None:
    assert not is_past((1, 5, 10 * SECOND, 1), 11 * SECOND)
    assert is_past((1, 5, 10 * SECOND, 1), 14 * SECOND)


def test_a_new_file_is_known_again_by_what_it_was_when_it_was_written() -> None:
    file = (4, 7 * SECOND + 1, 10 * SECOND + 7, 2)
    staged = {"a": (2, 4, 7 * SECOND + 1)}
    at = 20 * SECOND
    assert are_as_left({"a": file}, {}, staged, 0, at)
    assert not are_as_left({"a": file}, {}, {"a": (2, 4, 7 * SECOND + 2)}, 0, at), "it was changed since"
    assert not are_as_left({"a": file, "b": file}, {}, staged, 0, at), "there is a file more"
    assert not are_as_left({"a": file}, {}, staged, 0, 7 * SECOND + 2), "it was moved as soon as it was written"
    assert not are_as_left({"a": file}, {"a": file}, {"a": None}, at, at), "a removed file came back"


def test_signatures_are_packed_and_unpacked() -> None:
    rows = {"sources/a b/\udcff.md": (1, 2, 3, 4), "docs/é.md": (0, 0, 0, 0)}
    assert unpacked(packed(rows)) == rows
    assert unpacked(packed({})) == {}


def test_names_may_hold_line_breaks() -> None:
    rows = {"sources/port/two\nlines 1 2.txt": (1, 2, 3, 4), "sources/port/\udcff.txt": (5, 6, 7, 8), "": (0, 0, 0, 0)}
    assert unpacked(packed(rows)) == rows
    assert unpacked(packed({})) == {}
