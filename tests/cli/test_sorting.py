"""`explainery sort` as a newsroom uses it: piles of any kind, moved whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dying import killed
from making import ROOT, tree
from piles import Labelled, pile
from terminal import refused, run, started

STRIKE = [a for a in pile("one-cast") if a.story == "tram-strike"]
FERRY = [a for a in pile("one-day") if a.story == "ferry-lake"]
THEATRE = [a for a in pile("mixed-forms") if a.story == "theater"]


def put(folder: Path, articles: Sequence[Labelled], prefix: str = "") -> list[str]:
    """Write articles as files; returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"{prefix}{a.story}-{n}.txt" for n, a in enumerate(articles)]
    for name, labelled in zip(names, articles, strict=True):
        (folder / name).write_text(labelled.file_text, "utf-8")
    return names


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A project with an inbox of two stories and a single article."""
    put(tmp_path / "inbox", [*STRIKE, *FERRY, THEATRE[0]])
    return tmp_path


def sorted_json(root: Path, *options: str, code: int = 0) -> dict[str, Any]:
    done = run(root, "sort", str(root / "inbox"), "--json", *options)
    assert done.returncode == code, (done.stdout, done.stderr)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_a_pile_is_shown_and_nothing_is_moved(newsroom: Path) -> None:
    before = tree(newsroom)
    done = run(newsroom, "sort", str(newsroom / "inbox"))
    assert done.returncode == 0, done.stderr
    assert "(new story): 4 articles, 2 March 2026 to 10 April 2026" in done.stdout
    assert "joined by" in done.stdout
    assert (
        "tram-strike-0.txt: Tram drivers in Varnholm walk out over night shifts (The Herald, 2 March 2026)"
        in done.stdout
    )
    assert "Alone: 1 article like no other" in done.stdout
    assert "--apply` moves 6 articles into 2 stories." in done.stdout
    assert tree(newsroom) == before


def test_the_files_move_with_their_sidecars_and_the_next_run_has_nothing_to_do(newsroom: Path) -> None:
    (newsroom / "inbox" / "ferry-lake-4.txt.yml").write_text("section: News\n", "utf-8")
    proposed = sorted_json(newsroom)["stories"]
    done = sorted_json(newsroom, "--apply")
    assert done["stories"] == proposed
    for story in proposed:
        folder = newsroom / "sources" / story["name"]
        assert {p.name for p in folder.iterdir()} >= {"story.yml", *story["files"]}
    assert sorted(p.name for p in (newsroom / "inbox").iterdir()) == ["theater-6.txt"]
    assert list(newsroom.rglob("sources/*/ferry-lake-4.txt.yml"))
    again = sorted_json(newsroom, "--apply")
    assert (again["stories"], again["moved"], again["alone"]) == ([], {}, ["theater-6.txt"])
    assert run(newsroom, "build").returncode == 0


def test_a_second_batch_joins_the_stories_that_exist(newsroom: Path) -> None:
    inbox = newsroom / "inbox"
    for name in ("tram-strike-3.txt", "theater-6.txt"):
        (inbox / name).rename(newsroom / name)
    first = {s["name"]: s["files"] for s in sorted_json(newsroom, "--apply")["stories"]}
    sorted_before = tree(newsroom / "sources")
    (newsroom / "tram-strike-3.txt").rename(inbox / "tram-strike-3.txt")
    put(inbox, THEATRE)
    second = {s["name"]: s for s in sorted_json(newsroom, "--apply")["stories"]}
    (trams,) = (name for name, files in first.items() if "tram-strike-0.txt" in files)
    assert (second[trams]["files"], second[trams]["new"]) == (["tram-strike-3.txt"], False)
    assert len(second) == 2
    assert sorted_before.items() <= tree(newsroom / "sources").items(), "what was sorted stays as it is"


def test_the_names_of_files_decide_nothing_and_every_process_says_the_same(newsroom: Path) -> None:
    inbox = newsroom / "inbox"
    texts = {p.name: p.read_bytes() for p in inbox.iterdir()}
    said = sorted_json(newsroom)
    other = started(newsroom, "sort", str(inbox), "--json", env={"PYTHONHASHSEED": "7"})
    assert json.loads(other.stdout) == said
    for path in list(inbox.iterdir()):
        path.unlink()
    renamed = {name: f"{99 - number}.txt" for number, name in enumerate(sorted(texts))}
    for name, new_name in renamed.items():
        (inbox / new_name).write_bytes(texts[name])
    again = sorted_json(newsroom)
    assert [[renamed[f] for f in s["files"]] for s in said["stories"]] == [s["files"] for s in again["stories"]]
    assert [s["name"] for s in said["stories"]] == [s["name"] for s in again["stories"]]


def test_names_that_exist_are_not_taken_and_no_file_is_overwritten(newsroom: Path) -> None:
    name = next(s["name"] for s in sorted_json(newsroom)["stories"] if "ferry-lake-4.txt" in s["files"])
    (newsroom / "docs").mkdir()
    (newsroom / "docs" / f"{name}.md").write_text("# A page of ours\n", "utf-8")
    put(newsroom / "sources" / "trams", STRIKE[:2], "old-")
    (newsroom / "sources" / "trams" / "TRAM-strike-3.txt").write_text(STRIKE[2].file_text, "utf-8")
    for number in (0, 1, 2):
        (newsroom / "inbox" / f"tram-strike-{number}.txt").unlink()
    before = tree(newsroom / "sources")
    stories = {s["name"]: s for s in sorted_json(newsroom, "--apply")["stories"]}
    assert set(stories) == {"trams", f"{name}-2026"}
    assert (newsroom / "sources/trams/tram-strike-3-2.txt").read_text("utf-8") == STRIKE[3].file_text
    assert before.items() <= tree(newsroom / "sources").items()


def test_what_cannot_be_sorted_stays_and_is_named(newsroom: Path) -> None:
    inbox = newsroom / "inbox"
    (inbox / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (inbox / "empty.txt").write_text("", "utf-8")
    (inbox / "broken.md").write_text("---\ntitle: [\n---\nWords.\n", "utf-8")
    (inbox / "gone.txt.yml").write_text("title: x\n", "utf-8")
    (inbox / "link.txt").symlink_to("/etc/hostname")
    (inbox / "folder").mkdir()
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "feed.xml").write_bytes((ROOT / "tests/reading/files/feed-rss.xml").read_bytes())
    done = run(newsroom, "sort", str(inbox), "--apply")
    assert done.returncode == 1
    named = [row for row in done.stderr.splitlines() if "left out" in row]
    for name in ("picture.png", "empty.txt", "broken.md", "gone.txt.yml", "link.txt", "pipe.txt", "feed.xml"):
        assert any(name in row for row in named), (name, named)
        assert os.path.lexists(inbox / name), name
    assert "Moved 6 articles into 2 stories" in done.stdout


@pytest.mark.parametrize(
    "name", ["-rf.txt", "a\nb.txt", "\x1b[31m.txt", "\udcff7.txt", "a" * 200 + ".txt", "Grüße & Küsse.txt"]
)
def test_hostile_names_are_moved_under_safe_ones(tmp_path: Path, name: str) -> None:
    put(tmp_path / "inbox", FERRY[:1])
    (tmp_path / "inbox" / name).write_text(FERRY[1].file_text, "utf-8")
    done = run(tmp_path, "sort", str(tmp_path / "inbox"), "--apply")
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    files = list((tmp_path / "sources").rglob("*.txt"))
    assert len(files) == 2
    assert all(p.name.isprintable() and p.name[0] not in "-." and len(p.name) < 100 for p in files)
    assert not list((tmp_path / "inbox").iterdir())


def test_a_text_that_is_there_already_is_named_and_left(newsroom: Path) -> None:
    put(newsroom / "sources" / "trams", STRIKE[:2], "old-")
    (newsroom / "inbox" / "tram-strike-1.txt").write_text(
        STRIKE[1].file_text.replace("title:", "section: x\ntitle:"), "utf-8"
    )
    (newsroom / "inbox" / "z.txt").write_text(FERRY[0].file_text, "utf-8")
    said = sorted_json(newsroom, "--apply")
    assert said["duplicates"] == [
        {"file": "tram-strike-0.txt", "of": "trams/old-tram-strike-0.txt"},
        {"file": "tram-strike-1.txt", "of": "trams/old-tram-strike-1.txt"},
        {"file": "z.txt", "of": "inbox/ferry-lake-4.txt"},
    ]
    left = {p.name for p in (newsroom / "inbox").iterdir()}
    assert left == {"tram-strike-1.txt", "z.txt", "theater-6.txt"}, "only the copy that is the same in every byte goes"


def test_two_publishers_with_one_text_are_two_articles(tmp_path: Path) -> None:
    put(tmp_path / "inbox", FERRY)
    copy = FERRY[0].file_text.replace("Northern Wire", "Amsel Gazette")
    (tmp_path / "inbox" / "copy.txt").write_text(copy, "utf-8")
    said = sorted_json(tmp_path)
    assert (len(said["stories"][0]["files"]), said["duplicates"]) == (3, [])


def test_an_id_that_a_story_has_already_stays_and_says_what_to_do(newsroom: Path) -> None:
    put(newsroom / "sources" / "trams", STRIKE[:2], "old-")
    for path in (newsroom / "sources/trams/old-tram-strike-0.txt", newsroom / "inbox/tram-strike-2.txt"):
        path.write_text(path.read_text("utf-8").replace("---\ntitle", "---\nid: herald\ntitle", 1), "utf-8")
    done = run(newsroom, "sort", str(newsroom / "inbox"), "--apply")
    assert done.returncode == 1
    assert "Write another `id:` into its front matter" in done.stderr
    assert (newsroom / "inbox/tram-strike-2.txt").exists()
    assert (newsroom / "sources/trams/tram-strike-3.txt").exists()


def test_an_empty_inbox_is_fine_and_a_missing_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    done = run(tmp_path, "sort", str(tmp_path / "inbox"), "--apply")
    assert (done.returncode, "nothing to sort" in done.stdout) == (0, True)
    assert list(tmp_path.iterdir()) == [tmp_path / "inbox"]
    refused(run(tmp_path, "sort", str(tmp_path / "outbox")), "there is no such folder")
    refused(run(tmp_path, "sort", __file__), "this is not a folder")


@pytest.mark.parametrize("place", [".", "..", "sources", "sources/trams", "docs", ".explainery"])
def test_a_folder_of_the_project_is_not_an_inbox(newsroom: Path, place: str) -> None:
    put(newsroom / "sources" / "trams", STRIKE)
    (newsroom / "docs").mkdir()
    (newsroom / ".explainery").mkdir()
    refused(run(newsroom, "sort", str(newsroom / place)), "belongs to the project", "such as inbox/")


def test_a_folder_that_cannot_be_written_changes_nothing(newsroom: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    (newsroom / "inbox").chmod(0o500)
    refused(run(newsroom, "sort", str(newsroom / "inbox"), "--apply"), "nothing was changed")
    assert not (newsroom / "sources").exists()


IMPORTS = "from explainery.cli.main import main"
SORTING = 'sys.exit(main(["-C", root, "sort", root + "/inbox", "--apply"]))'


@pytest.mark.parametrize("moment", range(1, 25, 2))
def test_killed_at_any_moment_no_article_is_lost_and_the_next_run_completes_it(newsroom: Path, moment: int) -> None:
    texts = {p.read_bytes() for p in (newsroom / "inbox").iterdir()}
    assert killed(IMPORTS, SORTING, newsroom, moment), "it ended before the moment: take an earlier one"
    assert texts <= set(tree(newsroom).values())
    done = run(newsroom, "sort", str(newsroom / "inbox"), "--apply")
    assert done.returncode == 0, done.stderr
    files = list((newsroom / "sources").rglob("*.txt"))
    assert {p.read_bytes() for p in files} | {THEATRE[0].file_text.encode()} == texts
    assert len(files) == 6, "none is there twice"
    assert [p.name for p in (newsroom / "inbox").iterdir()] == ["theater-6.txt"]
