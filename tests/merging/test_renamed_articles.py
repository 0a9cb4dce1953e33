"""An article under another name: what people deleted or corrected of it stays so, whatever of its name has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from explainery.commands.build import build, planned
from explainery.merging import Generated, State, merge_story
from explainery.project import Project
from making import port_project

SENTENCE = "The union wants a pay rise of 9 percent because it fears for its members"
TYPED = "They ask for more."


def rewritten(folder: Path, *changes: tuple[str, str]) -> None:
    text = (folder / "herald.md").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "herald.md").write_text(text, "utf-8")


def respelt(folder: Path) -> None:
    rewritten(folder, ("publisher: The Herald", "publisher: Arlen Morning Post"))
    (folder / "herald.md").rename(folder / "morning-post.md")


def everything(folder: Path) -> None:
    rewritten(
        folder,
        ("title: Dockers walk out", "title: A strike"),
        ("published: 2026-03-02", "published: 2026-03-01"),
        ("herald.example/port", "post.example/strike"),
    )
    respelt(folder)


def reflowed(folder: Path) -> None:
    rewritten(folder, ("pay rise of 9 percent because", "pay  rise of\n9 percent because"))
    respelt(folder)


def typeset(folder: Path) -> None:
    rewritten(folder, ("2020.", "2020.  "), ("“We will not sell our weekends,”", '"We will not sell our weekends,"'))
    respelt(folder)


def split(folder: Path) -> None:
    text = (folder / "herald.md").read_text("utf-8")
    head, one = text.split("\n\n", 1)
    front = head[: head.index("---\n", 4) + 4].replace("The Herald", "Arlen Morning Post")
    (folder / "part-1.md").write_text(head.replace("The Herald", "Arlen Morning Post") + "\n", "utf-8")
    (folder / "part-2.md").write_text(front + one, "utf-8")
    (folder / "herald.md").unlink()


def beside(folder: Path) -> None:
    """The front matter goes to a file beside the text."""
    _, front, text = (folder / "herald.md").read_text("utf-8").split("---\n", 2)
    (folder / "post.txt").write_text(text, "utf-8")
    (folder / "post.txt.yml").write_text(front.replace("The Herald", "Arlen Morning Post"), "utf-8")
    (folder / "herald.md").unlink()


def html(folder: Path) -> None:
    _, front, text = (folder / "herald.md").read_text("utf-8").split("---\n", 2)
    paragraphs = "".join(f"<p>{p}</p>\n" for p in text.strip().split("\n\n"))
    page = f"<!DOCTYPE html>\n<html><body><article><h1>A</h1>\n{paragraphs}</article></body></html>\n"
    (folder / "post.html").write_text(page, "utf-8")
    (folder / "post.html.yml").write_text(front.replace("The Herald", "Arlen Morning Post"), "utf-8")
    (folder / "herald.md").unlink()


CHANGES = (respelt, everything, reflowed, typeset, split, beside, html)


@pytest.fixture(params=["open", "quote"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    made = port_project(tmp_path, request.param)
    build(made)
    return made


def pages(project: Project) -> dict[str, str]:
    """The pages without definitions and without the list of sources."""
    texts = {p.name: p.read_text("utf-8") for p in (project.docs / "port").glob("*.md") if p.name != "sources.md"}
    return {name: text.split("## Sources for this page", 1)[0] for name, text in texts.items()}


def edited(project: Project, how: Callable[[str], str]) -> tuple[str, str]:
    """The Herald's first statement of a page is edited; returns its page and words."""
    for name, text in pages(project).items():
        for row in text.splitlines():
            if "[^herald-" in row and name != "index.md" and not row.startswith("|"):
                file = project.docs / "port" / name
                file.write_text(file.read_text("utf-8").replace(row + "\n", how(row)), "utf-8")
                return name, row.split("[^")[0]
    raise AssertionError("no page has a statement of the Herald")


def settled(project: Project) -> None:
    """A build; a second one has nothing to do."""
    build(project)
    assert not planned(project).writes


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_deleted_stays_deleted(project: Project, change: Callable[[Path], None]) -> None:
    page, words = edited(project, lambda _: "")
    change(project.sources / "port")
    settled(project)
    assert words not in pages(project).get(page, "")
    assert "herald-" not in (project.root / ".explainery/decisions.yml").read_text("utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_corrected_stands_once_with_its_new_citation(project: Project, change: Callable[[Path], None]) -> None:
    page, words = edited(project, lambda row: f"{TYPED}[^{row.split('[^', 1)[1]}\n")
    change(project.sources / "port")
    settled(project)
    text = pages(project)[page]
    assert words not in text
    assert f"{TYPED}[^arlen-morning-post-" in text


@pytest.mark.parametrize("change", [respelt, everything, split])
def test_a_deletion_of_which_no_page_knows_any_more_holds(project: Project, change: Callable[[Path], None]) -> None:
    page, words = edited(project, lambda _: "")
    herald = (project.sources / "port/herald.md").read_text("utf-8")
    build(project)
    (project.sources / "port/herald.md").unlink()
    build(project)
    (project.sources / "port/herald.md").write_text(herald, "utf-8")
    change(project.sources / "port")
    settled(project)
    assert words not in pages(project).get(page, "")


def test_a_sentence_corrected_by_a_word_under_another_name_waits(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    file = project.docs / "port/motives.md"
    row = next(
        r for r in file.read_text("utf-8").splitlines() if r.startswith("The union wants a pay rise of 9 percent")
    )
    file.write_text(file.read_text("utf-8").replace(row + "\n", ""), "utf-8")
    rewritten(project.sources / "port", ("9 percent", "8 percent"))
    respelt(project.sources / "port")
    settled(project)
    assert "8 percent" not in pages(project)["motives.md"]
    assert "8 percent" in (tmp_path / ".explainery/proposals/port.md").read_text("utf-8")


def test_an_article_that_was_in_another_storys_folder_for_a_while(project: Project) -> None:
    edited(project, lambda _: "")
    before = pages(project)
    other = project.sources / "strike"
    other.mkdir()
    (project.sources / "port/herald.md").rename(other / "herald.md")
    build(project)
    (other / "herald.md").rename(project.sources / "port/herald.md")
    other.rmdir()
    settled(project)
    assert pages(project) == before


def test_a_renamed_folder_with_another_publisher_keeps_what_people_did(project: Project) -> None:
    page, _ = edited(project, lambda row: f"{TYPED}[^{row.split('[^', 1)[1]}\n")
    respelt(project.sources / "port")
    (project.sources / "port").rename(project.sources / "harbour")
    settled(project)
    assert TYPED in (project.docs / "harbour" / page).read_text("utf-8")
    assert not (project.docs / "port").exists()
    assert not (project.root / ".explainery/memory/port.json").exists()


def test_without_the_memory_the_same_passage_tells(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    build(project)
    page, words = edited(project, lambda _: "")
    (tmp_path / ".explainery/memory/port.json").unlink()
    everything(project.sources / "port")
    settled(project)
    assert words not in pages(project)[page]


def test_a_line_that_people_kept_from_an_earlier_build_gets_its_new_citation() -> None:
    def page(words: str, key: str) -> str:
        return f"# T\n\n**Trade.** {words}.[^{key}] [More](trade.md)\n\n{definition(key)}\n"

    def definition(key: str) -> str:
        publisher = key.partition("-")[0].title()
        return f"[^{key}]: **{publisher}**, [*T*](sources.md#{publisher}), 2 March 2026. The article: “Passage {key[-4:]}.”"

    before = State({"s/index.md": page("New", "old-0002")}, {"s/index.md": page("Old", "old-0001")})
    known = {k: definition(k) for k in ("young-0001", "young-0002")}
    generated = Generated({"s/index.md": page("New", "young-0002")}, known)
    after = merge_story(before, generated).state
    assert "Old.[^young-0001] [More](trade.md)\n\n[^young-0001]: " in after.live["s/index.md"]
    assert merge_story(after, generated).state == after
