"""`explainery marks`: a table of sentences and labels that a person edits and gives back."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.answers.files import answers_of
from explainery.cli.main import main
from explainery.commands.marks import COLUMNS, marks_of, table_of
from explainery.pipeline import read_and_link
from explainery.project import Project
from making import port_project

RENTS = "rents in Arlen have doubled since 2020"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = port_project(tmp_path)
    herald = made.sources / "port" / "herald.md"
    herald.write_text(herald.read_text("utf-8") + "\nPhoto: Jo Roe. They are forty.\n", "utf-8")
    return made


def table(project: Project) -> str:
    return table_of(marks_of(read_and_link(project, "port").articles))


def run(project: Project, *words: str) -> int:
    return main(["-C", str(project.root), "marks", "port", *words])


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def edited(project: Project, words: str, column: str, value: str) -> str:
    """The table with one cell changed."""
    out = rows(table(project))
    row = next(r for r in out if words in r[-1])
    row[COLUMNS.index(column)] = value
    return "".join("\t".join(r) + "\n" for r in out)


def test_the_table_has_every_sentence_and_every_line_of_furniture(project: Project) -> None:
    head, *told = rows(table(project))
    assert tuple(head) == COLUMNS
    by_words = {r[4]: r[1:4] for r in told}
    assert by_words["They are forty."] == ["no", "", ""]
    assert next(v for w, v in by_words.items() if RENTS in w)[:2] == ["yes", "motives"]
    assert next(v for w, v in by_words.items() if "sell our weekends" in w)[2] == "Mara Lindqvist"
    assert all(len(r) == len(COLUMNS) for r in told)


def test_an_edited_table_is_taken_and_stands(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = project.root / "marks.tsv"
    file.write_text(edited(project, RENTS, "pages", "trade, background"), "utf-8")
    assert run(project, "--take", str(file), "--by", "Ada") == 0
    assert "Took 1 label." in capsys.readouterr().out
    assert [a.model for a in answers_of(project.root, "port").rows] == ["Ada"]
    assert next(r for r in rows(table(project)) if RENTS in r[4])[2] == "trade, background"
    assert run(project, "--take", str(file)) == 0
    assert "nothing to take" in capsys.readouterr().out


def test_a_line_of_furniture_becomes_a_sentence_and_back(project: Project) -> None:
    file = project.root / "marks.tsv"
    for value in ("yes", "no"):
        file.write_text(edited(project, "They are forty.", "body", value), "utf-8")
        run(project, "--take", str(file))
        words = {p.words for p in read_and_link(project, "port").passages.values()}
        assert ("They are forty." in words) is (value == "yes")


def test_a_table_as_a_spreadsheet_saves_it(project: Project) -> None:
    text = edited(project, RENTS, "pages", "trade")
    quoted = "".join("\t".join(f'"{c}"' for c in row) + "\r\n" for row in rows(text))
    file = project.root / "marks.tsv"
    file.write_bytes(b"\xef\xbb\xbf" + quoted.encode())
    assert run(project, "--take", str(file)) == 0
    assert next(r for r in rows(table(project)) if RENTS in r[4])[2] == "trade"


@pytest.mark.parametrize(("column", "value", "told"), [
    ("body", "maybe", "should be yes"), ("pages", "sport", "should be at most two"),
    ("pages", "trade, event, motives", "at most two"), ("speaker", "Mickey Mouse", "nobody whom the article names"),
    ("sentence", "abc", "first column"),
])  # fmt: skip
def test_a_wrong_cell_is_named_by_its_line(
    project: Project, capsys: pytest.CaptureFixture[str], column: str, value: str, told: str
) -> None:
    text = edited(project, RENTS, column, value)
    file = project.root / "marks.tsv"
    file.write_text(text, "utf-8")
    assert run(project, "--take", str(file)) == 2
    number = next(n for n, row in enumerate(rows(text), 1) if RENTS in row[4])
    err = capsys.readouterr().err
    assert f"marks.tsv:{number}: " in err
    assert told in err
    assert not answers_of(project.root, "port")


def test_a_table_that_cannot_be_read(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "--take", str(project.root / "none.tsv")) == 2
    (project.root / "bad.tsv").write_bytes(b"\xff\xfe\xff")
    assert run(project, "--take", str(project.root / "bad.tsv")) == 2
    assert "UTF-8" in capsys.readouterr().err
