"""`explainery digest`: an article under `rights: quote` becomes a digest to be filled in one's own words."""

from __future__ import annotations

import re
from pathlib import Path

from making import port_project
from terminal import run


def test_an_empty_digest_stands_in_the_articles_place(tmp_path: Path) -> None:
    project = port_project(tmp_path, rights="quote")
    done = run(tmp_path, "digest", "port", "courier.md")
    assert done.returncode == 0, done.stderr
    assert "write a sentence of your own above each comment" in done.stdout
    text = (project.sources / "port" / "courier.md").read_text("utf-8")
    assert "rights: digest" in text
    assert 'publisher: "Courier"' in text
    assert re.findall(r"<!-- at: (.*) -->", text)[1] == "Norsea said the union had … 4 percent and a bonus."
    original = tmp_path / "originals" / "port" / "courier.txt"
    assert "The port of Arlen stood still" in original.read_text("utf-8")


def test_a_digest_without_a_sentence_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    port_project(tmp_path, rights="quote")
    run(tmp_path, "digest", "port", "courier.md")
    done = run(tmp_path, "build")
    assert done.returncode == 2
    assert "this digest has no sentence yet" in done.stderr
    assert "above the comment" in done.stderr


def test_what_a_person_writes_is_printed_and_its_locator_leads_to_the_passage(tmp_path: Path) -> None:
    project = port_project(tmp_path, rights="quote")
    run(tmp_path, "digest", "port", "courier.md")
    file = project.sources / "port" / "courier.md"
    text = file.read_text("utf-8")
    ours = "On Tuesday no ship was loaded at the port of Arlen, because the dockers were on strike."
    file.write_text(text.replace("<!-- at: The port", f"{ours}\n<!-- at: The port", 1), "utf-8")
    assert run(tmp_path, "build").returncode == 0
    page = (project.docs / "port" / "index.md").read_text("utf-8")
    assert "no ship was loaded at the port of Arlen" in page
    assert "courier.example/strike#:~:text=The%20port%20of%20Arlen%20stood" in page
    assert run(tmp_path, "check").returncode == 0


def test_what_cannot_become_a_digest_is_refused_and_nothing_moves(tmp_path: Path) -> None:
    project = port_project(tmp_path, rights="quote")
    before = (project.sources / "port" / "courier.md").read_bytes()
    assert "there is no article 'times.md'" in run(tmp_path, "digest", "port", "times.md").stderr
    (tmp_path / "originals" / "port").mkdir(parents=True)
    (tmp_path / "originals" / "port" / "courier.txt").write_text("mine", "utf-8")
    assert "there is a file of this name already" in run(tmp_path, "digest", "port", "courier.md").stderr
    assert (project.sources / "port" / "courier.md").read_bytes() == before


def test_add_says_what_quote_means_and_how_to_write_a_digest(tmp_path: Path) -> None:
    port_project(tmp_path)
    article = tmp_path / "times.txt"
    article.write_text("The port of Vella reopened on Monday after a storm.\n", "utf-8")
    said = run(tmp_path, "add", "port", str(article), "--publisher", "The Times").stdout
    assert "`explainery digest port times.txt` opens a digest" in said
