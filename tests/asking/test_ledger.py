"""Answers are added to their file whole or not at all, once, and to nothing but a plain file."""

from __future__ import annotations

import errno
import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from explainery.answers.files import answers_file, answers_of
from explainery.answers.records import Answer, line_of
from explainery.asking.ledger import Ledger
from explainery.errors import AnswersError, WritingError


def row(question: str, word: str = "yes") -> Answer:
    return Answer("labels", question, "small", "2026-03-02", {"says": word})


def ledger(root: Path) -> Ledger:
    return Ledger(root, "port", nullcontext)


def text(root: Path) -> str:
    return answers_file(root, "port").read_text("utf-8")


def given(root: Path, content: str) -> Ledger:
    file = answers_file(root, "port")
    file.parent.mkdir(parents=True)
    file.write_text(content, "utf-8")
    return ledger(root)


def test_an_answer_is_a_line(tmp_path: Path) -> None:
    kept = ledger(tmp_path)
    assert kept.add(row("a"))
    assert kept.add(row("b"))
    assert text(tmp_path) == f"{line_of(row('a'))}\n{line_of(row('b'))}\n"
    assert kept.answers == answers_of(tmp_path, "port")


def test_no_question_is_answered_twice_and_the_first_answer_stands(tmp_path: Path) -> None:
    one, other = ledger(tmp_path), ledger(tmp_path)
    assert one.add(row("a"))
    assert not other.add(row("a", "no"))
    assert other.add(row("b"))
    assert not one.add(row("b", "no"))
    assert text(tmp_path) == f"{line_of(row('a'))}\n{line_of(row('b'))}\n"
    assert one.answers == other.answers


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_piece_of_a_line_is_taken_away_by_who_writes_next(tmp_path: Path, cut: int) -> None:
    kept = given(tmp_path, f"{line_of(row('a'))}\n{line_of(row('b'))[:cut]}")
    assert kept.answers.rows == (row("a"),)
    kept.add(row("c"))
    assert text(tmp_path) == f"{line_of(row('a'))}\n{line_of(row('c'))}\n"


def test_a_last_line_that_lacks_only_its_line_feed_stays(tmp_path: Path) -> None:
    given(tmp_path, line_of(row("a"))).add(row("b"))
    assert text(tmp_path) == f"{line_of(row('a'))}\n{line_of(row('b'))}\n"


def test_a_broken_line_stops_before_anything_is_asked(tmp_path: Path) -> None:
    with pytest.raises(AnswersError) as caught:
        given(tmp_path, f"{line_of(row('a'))}\noops\n")
    assert caught.value.line == 2


def test_a_line_that_is_broken_meanwhile_stops_and_stays(tmp_path: Path) -> None:
    kept = given(tmp_path, "")
    answers_file(tmp_path, "port").write_text("oops\n", "utf-8")
    with pytest.raises(AnswersError):
        kept.add(row("a"))
    assert text(tmp_path) == "oops\n"


def test_a_file_that_git_replaced_meanwhile_is_the_one_that_is_added_to(tmp_path: Path) -> None:
    kept = ledger(tmp_path)
    kept.add(row("a"))
    merged = tmp_path / "merged"
    merged.write_text(f"{line_of(row('x'))}\n", "utf-8")
    merged.replace(answers_file(tmp_path, "port"))
    kept.add(row("b"))
    assert [r.question for r in answers_of(tmp_path, "port").rows] == ["x", "b"]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder link"])
def test_links_and_pipes_are_refused(tmp_path: Path, kind: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "project"
    file = answers_file(root, "port")
    if kind == "folder link":
        file.parent.parent.mkdir(parents=True)
        file.parent.symlink_to(outside)
    else:
        file.parent.mkdir(parents=True)
        os.mkfifo(file) if kind == "pipe" else file.symlink_to(outside / "x")
    with pytest.raises(AnswersError):
        ledger(root)
    assert not list(outside.iterdir())


@pytest.mark.parametrize("part", [0, 10, None])
def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int | None
) -> None:
    kept = ledger(tmp_path)
    kept.add(row("a"))
    real = os.write

    def full(handle: int, raw: bytes) -> int:
        if part is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, raw[:part])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WritingError, match=r"room|space"):
        kept.add(row("b"))
    monkeypatch.undo()
    assert text(tmp_path) == f"{line_of(row('a'))}\n"
    assert kept.add(row("b"))
