"""The command line as a person uses it: what it prints, what it writes, how it exits."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from explainery.cli.parser import parser
from making import COURIER, PORT, ROOT, SHARED, kept_tree, port_project, tree, with_site
from terminal import ENVIRONMENT, refused, run, started

SEEDS = SHARED / "seeds"


def test_the_whole_way(tmp_path: Path) -> None:
    articles = tmp_path / "in"
    articles.mkdir()
    (articles / "herald.md").write_text(PORT.format(rights="open"), "utf-8")
    (articles / "courier.txt").write_text(COURIER.format(rights="open").split("---\n")[2], "utf-8")
    root = tmp_path / "project"
    root.mkdir()
    assert started(root, "new", "port", "--title", "Why the port stands still").returncode == 0
    added = started(root, "add", "port", str(articles / "herald.md"), str(articles / "courier.txt"),
                "--publisher", "Courier", "--published", "2026-03-03", "--rights", "open")  # fmt: skip
    assert added.returncode == 0, added.stderr
    assert "Not known: title, author, url; write it into" in added.stdout
    assert "publisher: The Herald" in (root / "sources/port/herald.md").read_text("utf-8"), "front matter wins"
    built = started(root, "build", "port")
    assert built.returncode == 0, built.stderr
    assert "docs/port/index.md  new page" in built.stdout
    checked = started(root, "check")
    assert checked.returncode == 0, checked.stderr
    assert re.search(r"\d pages checked, \d+ citations: nothing found", checked.stdout)
    assert "Left out" in started(root, "inspect", "port").stdout


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    before = kept_tree(tmp_path)
    assert run(tmp_path, "build").stdout.count("\n") == 1
    assert kept_tree(tmp_path) == before


def test_the_same_bytes_from_any_folder_and_any_hash_seed(tmp_path: Path) -> None:
    built = []
    for name, seed in (("one", "0"), ("a longer name", "4242")):
        root = tmp_path / name
        root.mkdir()
        port_project(root, rights="quote")
        assert started(root, "build", env={"PYTHONHASHSEED": seed}).returncode == 0
        built.append(tree(root))
    assert built[0] == built[1]


def test_an_edit_stays_where_the_build_has_nothing_new(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    page = tmp_path / "docs/port/motives.md"
    page.write_text(page.read_text("utf-8") + "\nMine.\n", "utf-8")
    done = run(tmp_path, "build")
    assert done.returncode == 0
    assert "1 page kept as edited" in done.stdout
    assert page.read_text("utf-8").endswith("Mine.\n")


def test_an_edit_and_a_change_of_the_sources_both_come_to_stand(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    page = tmp_path / "docs/port/motives.md"
    page.write_text(page.read_text("utf-8") + "\nMine.\n", "utf-8")
    source = tmp_path / "sources/port/herald.md"
    source.write_text(source.read_text("utf-8").replace("9 percent", "8 percent"), "utf-8")
    before = kept_tree(tmp_path)
    plan = run(tmp_path, "plan")
    assert plan.returncode == 1
    assert kept_tree(tmp_path) == before, "a plan writes nothing"
    assert "+ added" in plan.stdout
    assert "8 percent" in plan.stdout
    done = run(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    text = page.read_text("utf-8")
    assert text.endswith("Mine.\n")
    assert "8 percent" in text
    assert "9 percent" not in text
    after = kept_tree(tmp_path)
    assert run(tmp_path, "build").returncode == 0
    assert kept_tree(tmp_path) == after
    assert run(tmp_path, "plan").returncode == 0


def test_a_build_refuses_a_plan_that_is_stale(tmp_path: Path) -> None:
    port_project(tmp_path)
    stamp = re.search(r"--plan (\w+)", run(tmp_path, "plan").stdout)
    assert stamp
    source = tmp_path / "sources/port/herald.md"
    text = source.read_text("utf-8")
    source.write_text(text.replace("9 percent", "8 percent"), "utf-8")
    stale = run(tmp_path, "build", "--plan", stamp[1])
    assert stale.returncode == 2
    assert "stale" in stale.stderr
    assert not (tmp_path / "docs").exists()
    source.write_text(text, "utf-8")
    assert run(tmp_path, "build", "--plan", stamp[1]).returncode == 0
    assert (tmp_path / "docs/port/index.md").is_file()


def edited(root: Path, page: str, old: str, new: str) -> None:
    path = root / "docs/port" / page
    text = path.read_text("utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """A project where a person reworded a sentence whose source was then corrected."""
    port_project(tmp_path)
    run(tmp_path, "build")
    edited(tmp_path, "motives.md", "The union wants a pay rise of 9 percent", "The union asks for 9 percent more")
    source = tmp_path / "sources/port/herald.md"
    source.write_text(source.read_text("utf-8").replace("9 percent", "8 percent"), "utf-8")
    assert run(tmp_path, "build").returncode == 0
    return tmp_path


def test_what_a_source_says_no_more_waits_beside_what_it_says_now(waiting: Path) -> None:
    page = (waiting / "docs/port/motives.md").read_text("utf-8")
    assert "asks for 9 percent" in page
    assert "8 percent" not in page
    proposals = (waiting / ".explainery/proposals/port.md").read_text("utf-8")
    assert "> The union wants a pay rise of 8 percent" in proposals
    assert "What it would replace reads:\n\n> The union asks for 9 percent more" in proposals
    status = run(waiting, "status")
    assert status.returncode == 0
    assert "1 proposal waiting" in status.stdout
    assert "1 withdrawn statement" in status.stdout
    assert "now perhaps" in status.stdout


def key_in(root: Path, words: str) -> str:
    match = re.search(rf"{words}[^\n]*?\[\^([\w-]+)\]", (root / ".explainery/proposals/port.md").read_text("utf-8"))
    assert match
    return match[1]


def test_accepting_takes_the_builds_text_in_the_persons_place(waiting: Path) -> None:
    done = run(waiting, "accept", key_in(waiting, "8 percent"))
    assert done.returncode == 0, done.stderr
    page = (waiting / "docs/port/motives.md").read_text("utf-8")
    assert "The union wants a pay rise of 8 percent" in page
    assert "asks for 9 percent" not in page
    assert not (waiting / ".explainery/proposals/port.md").exists()
    assert run(waiting, "build").returncode == 0
    assert "No edits." in run(waiting, "status").stdout
    assert run(waiting, "check").returncode == 0


def test_keeping_acknowledges_and_asks_no_more(waiting: Path) -> None:
    done = run(waiting, "keep", key_in(waiting, "8 percent"))
    assert done.returncode == 0, done.stderr
    page = waiting / "docs/port/motives.md"
    before = page.read_text("utf-8")
    assert run(waiting, "build").returncode == 0
    assert page.read_text("utf-8") == before
    status = run(waiting, "status").stdout
    assert "waiting" not in status
    assert "withdrawn" not in status
    assert "- acknowledged:" in (waiting / ".explainery/decisions.yml").read_text("utf-8")


def test_what_was_deleted_can_be_restored(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    before = tree(tmp_path / "docs")
    page = tmp_path / "docs/port/motives.md"
    row = next(r for r in page.read_text("utf-8").splitlines() if r.startswith("The union wants"))
    edited(tmp_path, "motives.md", row + "\n", "")
    run(tmp_path, "build")
    assert row not in page.read_text("utf-8")
    key = re.findall(r"\[\^([\w-]+)\]", row)[0]
    assert f"deleted   [{key}]" in run(tmp_path, "status").stdout
    assert run(tmp_path, "restore", key).returncode == 0
    assert row in page.read_text("utf-8")
    run(tmp_path, "build")
    assert tree(tmp_path / "docs") == before
    assert not (tmp_path / ".explainery/decisions.yml").exists()


def body_of(root: Path, page: str) -> str:
    return (root / "docs" / page).read_text("utf-8").split("## Sources for this page")[0]


def corrected(root: Path, old: str, new: str) -> None:
    source = root / "sources/port/herald.md"
    text = source.read_text("utf-8")
    assert old in text
    source.write_text(text.replace(old, new), "utf-8")


def test_another_name_of_the_publisher_changes_nothing_that_people_did(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    edited(tmp_path, "motives.md", "The union wants a pay rise of 9 percent", "The union asks for 9 percent more")
    page = tmp_path / "docs/port/reactions.md"
    page.write_text(re.sub(r"(?m)^.*sell our weekends.*\n(?!.*Read it)", "", page.read_text("utf-8"), count=1), "utf-8")
    run(tmp_path, "build")
    corrected(tmp_path, "publisher: The Herald", "publisher: The Daily Herald")
    done = run(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert "[^daily-herald-" in body_of(tmp_path, "port/motives.md")
    assert "asks for 9 percent more" in body_of(tmp_path, "port/motives.md")
    assert "wants a pay rise" not in body_of(tmp_path, "port/motives.md")
    assert "sell our weekends" not in body_of(tmp_path, "port/reactions.md")
    assert run(tmp_path, "check").returncode == 0
    assert run(tmp_path, "plan").returncode == 0


def test_another_name_of_an_articles_file_changes_nothing_that_people_did(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    edited(tmp_path, "motives.md", "The union wants a pay rise of 9 percent", "The union asks for 9 percent more")
    run(tmp_path, "build")
    (tmp_path / "sources/port/herald.md").rename(tmp_path / "sources/port/herald-march.md")
    done = run(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert "proposed" not in done.stdout
    assert "asks for 9 percent more" in body_of(tmp_path, "port/motives.md")
    assert "wants a pay rise" not in body_of(tmp_path, "port/motives.md")
    assert run(tmp_path, "check").returncode == 0
    assert run(tmp_path, "plan").returncode == 0


def test_another_name_of_the_storys_folder_changes_nothing_that_people_did(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    edited(tmp_path, "motives.md", "The union wants a pay rise of 9 percent", "The union asks for 9 percent more")
    (tmp_path / "sources/port").rename(tmp_path / "sources/harbour")
    assert run(tmp_path, "build").returncode == 0
    assert "asks for 9 percent more" in body_of(tmp_path, "harbour/motives.md")
    assert not (tmp_path / "docs/port").exists()
    assert not (tmp_path / ".explainery/base/port").exists()
    assert run(tmp_path, "plan").returncode == 0


def test_proposals_whose_file_was_lost_are_asked_again(waiting: Path) -> None:
    (waiting / ".explainery/proposals/port.md").unlink()
    run(waiting, "build")
    assert "8 percent" in (waiting / ".explainery/proposals/port.md").read_text("utf-8")
    assert "deleted" not in (waiting / ".explainery/decisions.yml").read_text("utf-8")


def test_accepting_leaves_a_joined_sentence_that_is_still_half_true(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    page = tmp_path / "docs/port/motives.md"
    one, two = [r for r in body_of(tmp_path, "port/motives.md").splitlines() if "[^" in r][:2]
    marks = "".join(re.findall(r"\[\^[\w-]+\]", one + two))
    text = page.read_text("utf-8").replace(f"{two}\n", "", 1)
    page.write_text(text.replace(one, f"Both sides want something.{marks}", 1), "utf-8")
    run(tmp_path, "build")
    corrected(tmp_path, "9 percent", "8 percent")
    run(tmp_path, "build")
    assert run(tmp_path, "accept", "--all").returncode == 0
    assert "Both sides want something." in page.read_text("utf-8")


def test_accepting_puts_the_correction_where_the_person_had_the_sentence(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    row = next(r for r in body_of(tmp_path, "port/motives.md").splitlines() if r.startswith("The union wants"))
    edited(tmp_path, "motives.md", f"{row}\n", "")
    edited(tmp_path, "reactions.md", "\n## Sources for", f"\n{row}\n\n## Sources for")
    run(tmp_path, "build")
    corrected(tmp_path, "9 percent", "8 percent")
    run(tmp_path, "build")
    assert "9 percent" in body_of(tmp_path, "port/reactions.md")
    assert run(tmp_path, "accept", "--all").returncode == 0
    assert "8 percent" in body_of(tmp_path, "port/reactions.md")
    assert "8 percent" not in body_of(tmp_path, "port/motives.md")
    run(tmp_path, "build")
    assert "8 percent" in body_of(tmp_path, "port/reactions.md")


def test_an_editors_byte_order_mark_is_no_edit(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    page = tmp_path / "docs/port/trade.md"
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))
    assert run(tmp_path, "plan").returncode == 0
    assert "No edits." in run(tmp_path, "status").stdout


def test_a_deleted_page_can_be_restored_by_its_name(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    before = tree(tmp_path / "docs")
    (tmp_path / "docs/port/trade.md").unlink()
    run(tmp_path, "build")
    assert run(tmp_path, "restore", "docs/port/trade.md").returncode == 0
    run(tmp_path, "build")
    assert tree(tmp_path / "docs") == before


@pytest.mark.parametrize("command", ["accept", "keep", "restore"])
def test_answers_to_nothing(tmp_path: Path, command: str) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    before = tree(tmp_path)
    for arguments in (("herald-9999",), (), ("x", "--all"), ("--all", "--story", "nowhere")):
        done = run(tmp_path, command, *arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
    assert run(tmp_path, command, "--all").returncode == 0
    assert tree(tmp_path) == before


def test_a_page_with_both_sides_of_a_conflict_in_git_stops_the_build(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    page = tmp_path / "docs/port/trade.md"
    page.write_text(page.read_text("utf-8") + "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n", "utf-8")
    before = tree(tmp_path)
    done = run(tmp_path, "build")
    assert done.returncode == 2
    line = page.read_text("utf-8").splitlines().index("<<<<<<< ours") + 1
    assert f"trade.md:{line}: a merge in git left a conflict" in done.stderr
    assert tree(tmp_path) == before


def test_decisions_that_are_not_understood(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    (tmp_path / ".explainery/decisions.yml").write_text("# mine\n- forgotten: x\n", "utf-8")
    done = run(tmp_path, "build")
    assert done.returncode == 2
    assert "decisions.yml:2: this is not a decision" in done.stderr


def test_a_deleted_page_is_not_made_again(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    (tmp_path / "docs/port/reactions.md").unlink()
    source = tmp_path / "sources/port/herald.md"
    source.write_text(source.read_text("utf-8").replace("sell our weekends", "sell our Sundays"), "utf-8")
    assert run(tmp_path, "build").returncode == 0
    assert not (tmp_path / "docs/port/reactions.md").exists()


def test_a_story_without_articles_holds_up_no_other(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "new", "flood")
    done = run(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert "flood: no articles yet" in done.stdout
    assert (tmp_path / "docs/port/index.md").is_file()


def test_the_pages_of_a_story_that_is_gone_go_unless_they_were_edited(tmp_path: Path) -> None:
    port_project(tmp_path)
    shutil.copytree(tmp_path / "sources/port", tmp_path / "sources/strike")
    run(tmp_path, "build")
    shutil.rmtree(tmp_path / "sources/strike")
    assert run(tmp_path, "build").returncode == 0
    assert not (tmp_path / "docs/strike").exists()
    assert "strike/index.md" not in (tmp_path / "docs/index.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["about", "assets"])
def test_a_story_cannot_take_the_address_of_something_else(tmp_path: Path, name: str) -> None:
    port_project(tmp_path)
    with_site(tmp_path)
    before = tree(tmp_path)
    refused(run(tmp_path, "new", name), "something else at the address")
    (tmp_path / "sources" / name).mkdir()
    shutil.copy(tmp_path / "sources/port/herald.md", tmp_path / "sources" / name)
    refused(run(tmp_path, "build"), "the address of something else")
    shutil.rmtree(tmp_path / "sources" / name)
    assert tree(tmp_path) == before


def test_a_page_of_ones_own_is_left_alone(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    own = tmp_path / "docs/port/glossary.md"
    own.write_text("# Words\n", "utf-8")
    assert run(tmp_path, "build").returncode == 0
    assert own.read_text("utf-8") == "# Words\n"


def test_pages_without_a_base_are_a_stop(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    page = tmp_path / "docs/port/motives.md"
    page.write_text("# Mine\n", "utf-8")
    shutil.rmtree(tmp_path / ".explainery")
    before = kept_tree(tmp_path)
    done = run(tmp_path, "build")
    assert done.returncode == 1
    assert "without a base" in done.stderr
    assert kept_tree(tmp_path) == before


def test_a_page_whose_facet_has_nothing_left_goes(tmp_path: Path) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    for name in ("herald.md", "courier.md"):
        source = tmp_path / "sources/port" / name
        rows = [r for r in source.read_text("utf-8").splitlines() if "“" not in r and "refused" not in r]
        source.write_text("\n".join(rows) + "\n", "utf-8")
    done = run(tmp_path, "build")
    assert "docs/port/reactions.md  removed" in done.stdout, (done.stdout, done.stderr)
    assert not (tmp_path / "docs/port/reactions.md").exists()
    assert "reactions.md" not in (tmp_path / "docs/port/index.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["../x", "/etc", "a/b", "..", "A B", ".hidden", ""])
def test_a_name_that_would_leave_the_folder(tmp_path: Path, name: str) -> None:
    port_project(tmp_path)
    before = tree(tmp_path)
    for command in (("build", name), ("new", name), ("add", name, str(ROOT / "README.md"))):
        refused(run(tmp_path, *command), "is not a valid name for a story")
    assert tree(tmp_path) == before


BAD: dict[str, tuple[str, bytes, str]] = {
    "binary": ("bad.txt", b"\x00\x01\x02", "bad.txt:1: "),
    "wrong encoding": (
        "bad.txt",
        "A.\nÄ.\n".encode("latin-1"),
        "bad.txt:2: the encoding of this text is not utf-8",
    ),
    "broken front matter": ("bad.md", b"---\ntitle: [x\n---\nText.\n", "bad.md:2: this is not YAML"),
    "unknown rights": ("bad.md", b"---\nrights: mine\n---\nText.\n", "bad.md:2: unknown rights 'mine'"),
    "an impossible date": (
        "bad.md",
        b"---\npublished: 2026-13-01\n---\nText.\n",
        "bad.md:2: '2026-13-01' is not a date",
    ),
    "two articles with one id": ("bad.md", b"---\nid: herald\n---\nText.\n", "id 'herald' is taken by bad.md"),
    "all furniture": (
        "bad.txt",
        b"REUTERS/Kari Nord\nRead more: all strikes\nLeave a comment\n",
        "nothing in this file reads as an article",
    ),
    "a broken story.yml": ("story.yml", b"titel: x\n", "story.yml:1: unknown setting 'titel'. Did you mean title"),
    "a budget over one": ("story.yml", b"budget: 33\n", "budget should be a number above 0 and at most 1"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_named_and_changes_nothing(tmp_path: Path, kind: str) -> None:
    name, data, says = BAD[kind]
    port_project(tmp_path)
    run(tmp_path, "build")
    (tmp_path / "sources/port" / name).write_bytes(data)
    source = tmp_path / "sources/port/herald.md"
    source.write_text(source.read_text("utf-8").replace("Monday", "Sunday"), "utf-8")
    before = tree(tmp_path)
    refused(run(tmp_path, "build"), says)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(("command", "says"), [
    (("build", "nope"), "there is no story 'nope'"),
    (("inspect", "nope"), "there is no story 'nope'"),
    (("check", "nope"), "there is no story 'nope'"),
    (("check", "port"), "has no pages"),
    (("add", "nope", "x.txt"), "there is no story 'nope'"),
    (("add", "port", "missing.txt"), "missing.txt"),
    (("add", "port", "x.docx"), "x.docx:1: cannot read this file"),
    (("new", "port"), "there is a story 'port' already"),
    (("frobnicate",), "invalid choice"),
    ((), "required"),
])  # fmt: skip
def test_wrong_use(tmp_path: Path, command: tuple[str, ...], says: str) -> None:
    port_project(tmp_path)
    refused(run(tmp_path, *command), says)


def test_an_empty_story(tmp_path: Path) -> None:
    run(tmp_path, "new", "port")
    refused(run(tmp_path, "build", "port"), "this story has no articles", "explainery add port FILE")


def test_a_project_without_sources(tmp_path: Path) -> None:
    refused(run(tmp_path, "build"), "this folder does not exist")


def test_adding_is_all_or_nothing(tmp_path: Path) -> None:
    port_project(tmp_path)
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Ships wait outside the port.\n", "utf-8")
    bad.write_bytes(b"\x00")
    before = tree(tmp_path)
    refused(run(tmp_path, "add", "port", str(good), str(bad)), "bad.txt")
    assert tree(tmp_path) == before


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """The kernel refuses to write beyond a size, as a full disk refuses to write at all."""
    port_project(tmp_path)
    before = kept_tree(tmp_path)
    done = started(tmp_path, "build", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700)))
    refused(done, "cannot write here", "nothing was changed")
    assert kept_tree(tmp_path) == before
    assert not (tmp_path / "docs").exists()


def test_docs_that_cannot_be_written(tmp_path: Path) -> None:
    port_project(tmp_path)
    if os.geteuid():
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs").chmod(0o500)
    else:  # for root no mode is read-only: there, a link to where nothing can be written, which is refused as a link
        (tmp_path / "docs").symlink_to("/sys")
    before = tree(tmp_path / "sources")
    refused(
        run(tmp_path, "build"),
        *(("cannot write here", "nothing was changed") if os.geteuid() else ("this is a symbolic link to /sys",)),
    )
    assert tree(tmp_path / "sources") == before
    assert not (tmp_path / ".explainery").exists()


def test_help_has_an_example_and_the_exit_codes() -> None:
    commands = next(a for a in parser()._actions if a.choices)  # noqa: SLF001 (argparse names it no other way)
    assert commands.choices
    for name in commands.choices:
        done = run(ROOT, str(name), "--help")
        assert done.returncode == 0
        assert f"Example:\n  explainery {name}" in done.stdout
        assert "Exit codes: 0 fine, 1 findings" in done.stdout


def test_inspect_as_json_follows_the_contract(tmp_path: Path) -> None:
    port_project(tmp_path)
    found = json.loads(run(tmp_path, "inspect", "port", "--json").stdout)
    assert set(found) >= {"story", "articles", "claims", "exchanges", "timeline", "disagreements", "people"}
    text = {a["id"]: a["text"] for a in found["articles"]}
    ids = {s["id"] for a in found["articles"] for s in a["sentences"]}
    for one in found["articles"]:
        path = tmp_path / "sources/port" / one["file"]
        assert one["text"] == path.read_text("utf-8").split("---\n", 2)[2]
        assert all(text[one["id"]][s["start"] : s["end"]].strip() for s in one["sentences"])
    assert {s for c in found["claims"] for s in c["sentences"]} == ids
    assert {c["shown"] for c in found["claims"] if c["selected"]} <= ids
    assert any(c["selected"] for c in found["claims"])


def test_inspect_of_a_folder_of_unrelated_articles(tmp_path: Path) -> None:
    port_project(tmp_path)
    (tmp_path / "sources/port/bad.txt").write_bytes(b"\x00")
    done = run(tmp_path, "inspect", str(tmp_path / "sources/port"), "--articles-only", "--json")
    assert done.returncode == 2
    assert "bad.txt" in done.stderr
    assert [a["id"] for a in json.loads(done.stdout)["articles"]] == ["courier", "herald"]


def test_inspect_of_one_file(tmp_path: Path) -> None:
    port_project(tmp_path)
    done = run(tmp_path, "inspect", str(tmp_path / "sources/port/herald.md"))
    assert done.returncode == 0
    assert "because:" in done.stdout


def test_no_control_character_of_a_source_reaches_the_terminal(tmp_path: Path) -> None:
    port_project(tmp_path)
    source = tmp_path / "sources/port/herald.md"
    source.write_text(
        source.read_text("utf-8") + "\nThe port \x1b[2J of Arlen \u202ewas sold to Norsea in 2020.\n", "utf-8"
    )
    done = run(tmp_path, "inspect", "port")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "⟨U+001B⟩" in done.stdout


def test_a_reader_who_has_seen_enough(tmp_path: Path) -> None:
    """`explainery inspect port | head`, where `head` has closed its end before anything was written."""
    port_project(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "explainery", "-C", str(tmp_path), "inspect", "port"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, env=ENVIRONMENT)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two seed articles are not at hand: ../shared/seeds")
def test_the_seed_articles_under_quote(tmp_path: Path) -> None:
    run(tmp_path, "new", "seeds")
    for name, publisher in (("gzero", "GZERO Media"), ("time", "TIME")):
        done = run(
            tmp_path, "add", "seeds", str(SEEDS / f"{name}.txt"), "--publisher", publisher, "--published", "2023-09-11"
        )
        assert done.returncode == 0, done.stderr
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    assert run(tmp_path, "build").returncode == 0
    pages = {p.name: p.read_text("utf-8") for p in (tmp_path / "docs/seeds").glob("*.md")}
    assert {"index.md", "reactions.md", "sources.md"} <= set(pages)
    everything = "\n".join(pages.values())
    for word in (
        "Assad",
        "Tartus",
        "Yoon",
        "martial law",
        "Romania",
        "Georgescu",
        "Scholz",
        "Bundestag",
        "Bildt",
        "Bremmer",
    ):
        assert word not in everything, word
    for name, text in pages.items():
        for line in re.findall(r"^(?!\[\^|#|!|\|).*\[\^[\w-]+\].*$", text, re.MULTILINE):
            assert re.match(r"(?:- )?\*\*[A-Z][\w -]+\*\*(?:, [^:]+)?: “.*”\[\^", line), (name, line)
    checked = run(tmp_path, "check")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "no sources at all"])
def test_pages_whose_articles_are_kept_elsewhere_stand(tmp_path: Path, left: str) -> None:
    port_project(tmp_path)
    run(tmp_path, "build")
    assert run(tmp_path, "lock").returncode == 0
    before = tree(tmp_path / "docs")
    shutil.rmtree(tmp_path / ("sources" if left == "no sources at all" else "sources/port"))
    if left == "an empty folder":
        (tmp_path / "sources/port").mkdir()
    done = run(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "docs") == before
    assert "withdrawn" not in run(tmp_path, "status").stdout
    assert run(tmp_path, "accept", "--all").returncode == 0
    assert tree(tmp_path / "docs") == before
    assert run(tmp_path, "check").returncode == 0


def test_a_build_of_one_story_leaves_the_others_on_the_home_page(tmp_path: Path) -> None:
    port_project(tmp_path)
    shutil.copytree(tmp_path / "sources/port", tmp_path / "sources/strike")
    run(tmp_path, "build")
    before = tree(tmp_path / "docs")
    assert run(tmp_path, "build", "strike").returncode == 0
    assert tree(tmp_path / "docs") == before
