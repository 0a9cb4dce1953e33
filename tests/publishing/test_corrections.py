"""Corrections are read from git alone: in each kind of commit, what is one and what is none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from explainery.project import Project
from explainery.publishing.corrections import Correction, corrections
from explainery.publishing.history import history_of
from explainery.publishing.steps import History
from explainery.publishing.tuning import TUNING
from making import ROOT
from reviewing.repository import INDEX, TRADE, committed, edited, git, write

PAGE = "docs/port/trade.md"
BASE = ".explainery/base/port/trade.md"
RENTS, UP = "Rents have doubled.", "Rents are up by half."


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose pages were generated and committed."""
    folder = tmp_path_factory.mktemp("first")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    for path, text in (("docs/port/index.md", INDEX), (PAGE, TRADE), (".explainery/base/port/index.md", INDEX)):
        write(folder, path, text)
    write(folder, BASE, TRADE)
    committed(folder, "Pages")
    return folder


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """A copy of that repository."""
    shutil.copytree(first, tmp_path / "root")
    return tmp_path / "root"


def history(root: Path) -> History:
    return history_of(Project.at(root))


def listed(root: Path) -> tuple[Correction, ...]:
    return corrections(history(root))


def told(root: Path) -> list[tuple[str, str, str]]:
    return [(c.before, c.after, c.reason.subject) for c in listed(root)]


def reworded(root: Path, old: str, new: str, message: str) -> None:
    edited(root, PAGE, old, new)
    committed(root, message)


def test_a_rewording_says_what_it_said_what_it_says_when_and_why(root: Path) -> None:
    reworded(
        root,
        RENTS,
        UP,
        "The figure was wrong\n\nThe Herald corrected it\non 3 March.\n\nSigned-off-by: A <a@b.example>",
    )
    (correction,) = listed(root)
    assert (correction.page, correction.key) == ("port/trade.md", "herald-abcd")
    assert (correction.before, correction.after) == (RENTS, UP)
    assert (correction.reason.subject, correction.reason.body) == (
        "The figure was wrong",
        "The Herald corrected it on 3 March.",
    )
    assert correction.commit == git(root, "rev-parse", "HEAD").strip()
    assert int(correction.time.timestamp()) == int(git(root, "log", "-1", "--format=%ct"))


def test_a_deletion_is_a_correction_and_so_is_its_return(root: Path) -> None:
    reworded(root, f"{RENTS}[^herald-abcd]\n", "", "Nobody says so")
    assert told(root) == [(RENTS, "", "Nobody says so")]
    reworded(root, "Ships wait", f"{RENTS}[^herald-abcd]\nShips wait", "The Herald does say so")
    assert told(root) == [("", RENTS, "The Herald does say so"), (RENTS, "", "Nobody says so")]


def test_a_revert_is_told_as_what_it_is(root: Path) -> None:
    reworded(root, RENTS, UP, "The figure was wrong")
    git(root, "revert", "--no-edit", "HEAD")
    assert told(root)[0] == (UP, RENTS, 'Revert "The figure was wrong"')
    assert told(root)[1] == (RENTS, UP, "The figure was wrong")


EDITS = [
    ("[^courier-abab]\nRents", "[^courier-abab]\n\nRents"),  # a paragraph more
    (
        "Ships wait outside the port.",
        "ships  wait,\noutside the **port**",
    ),  # white space, capitals, punctuation, emphasis
    ("Norsea wants longer shifts.", "Norsea wants [longer shifts](index.md)."),  # a link
    ("ships  wait", "A new sentence.[^herald-ffff]\nships  wait"),  # an addition
    ("doubled.[^herald-abcd]", "doubled.[^herald-abcd][^courier-acac]"),  # another citation
    ("# Who gives what", "# Who gives, and what"),  # a heading
    ("[^courier-acac]: **Courier**, “Ships wait.”", "[^courier-acac]: **Courier**, “Many ships wait.”"),  # a footnote
]


def test_edits_are_none(root: Path) -> None:
    for old, new in EDITS:
        edited(root, PAGE, old, new)
    committed(root, "Edits")
    assert told(root) == []
    assert any(row.statement.after == "A new sentence." for step in history(root).steps for row in step.changes)


def test_a_sentence_that_moves_is_none_even_to_another_page(root: Path) -> None:
    line = f"{RENTS}[^herald-abcd]\n"
    edited(root, PAGE, line, "")
    edited(root, "docs/port/index.md", "\n\n!!!", f"\n{line}\n!!!")
    committed(root, "To the overview")
    assert told(root) == []


def test_a_sentence_put_into_another_is_told_with_it(root: Path) -> None:
    edited(root, PAGE, f"{RENTS}[^herald-abcd]\n", "")
    reworded(
        root,
        "Norsea wants longer shifts.[^courier-abab]",
        "Norsea wants longer shifts although rents have tripled.[^courier-abab][^herald-abcd]",
        "Joined",
    )
    ((before, after, _),) = told(root)
    assert before == f"Norsea wants longer shifts. {RENTS}"
    assert after == "Norsea wants longer shifts although rents have tripled."


def test_what_a_build_changes_is_none_and_what_a_person_changes_beside_it_is(root: Path) -> None:
    for path in (PAGE, BASE):
        edited(root, path, "Ships wait outside", "Forty ships wait outside")
        edited(root, path, "Norsea wants longer shifts.[^courier-abab]\n", "")
    edited(root, PAGE, RENTS, UP)
    committed(root, "Rebuilt, and a figure put right")
    assert told(root) == [(RENTS, UP, "Rebuilt, and a figure put right")]


def test_a_persons_words_given_up_for_the_builds_are_a_correction(root: Path) -> None:
    reworded(root, RENTS, UP, "By hand")
    reworded(root, UP, RENTS, "The build was right")
    assert told(root)[0] == (UP, RENTS, "The build was right")


def many(root: Path, count: int) -> None:
    lines = "".join(f"Crane {n} is broken.[^herald-{n:04}]\n" for n in range(count))
    write(root, "docs/port/background.md", f"# Cranes\n\n{lines}")
    committed(root, "Cranes")


def mended(root: Path, count: int, message: str) -> None:
    path = root / "docs" / "port" / "background.md"
    text = path.read_text("utf-8")
    path.write_text(re.sub("is broken", "stands still", text, count=count), "utf-8")
    committed(root, message)


def test_a_commit_that_changes_many_sentences_is_a_revision_unless_it_says_otherwise(root: Path) -> None:
    many(root, 2 * TUNING.bulk)
    mended(root, TUNING.bulk + 1, "Other words")
    assert told(root) == []
    git(root, "commit", "--quiet", "--amend", "--message", "Other words\n\nCorrection: yes")
    assert len(listed(root)) == TUNING.bulk + 1
    git(root, "commit", "--quiet", "--amend", "--message", "Other words\n\nCorrection: They were mended in May")
    assert {c.reason.subject for c in listed(root)} == {"They were mended in May"}


def test_as_many_as_a_revision_has_at_least_are_told(root: Path) -> None:
    many(root, 2 * TUNING.bulk)
    mended(root, TUNING.bulk, "Other words")
    assert len(listed(root)) == TUNING.bulk


def test_a_message_may_say_that_a_commit_corrects_nothing(root: Path) -> None:
    reworded(root, RENTS, "Rents have dubbled.", "A slip\n\nCorrection: no\nSigned-off-by: A <a@b.example>")
    assert told(root) == []


def test_what_went_to_and_fro_on_a_branch_was_never_published(root: Path) -> None:
    git(root, "switch", "--quiet", "--create", "work")
    reworded(root, RENTS, "Rents are down.", "First try")
    reworded(root, "Rents are down.", UP, "The figure was wrong")
    reworded(root, "Ships wait", "Few ships wait", "Fewer ships")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge branch 'work'", "work")
    assert told(root) == [(RENTS, UP, "The figure was wrong"), (
        "Ships wait outside the port.", "Few ships wait outside the port.", "Fewer ships",
    )]  # fmt: skip


def test_a_code_hosts_merge_gives_the_pull_requests_title(root: Path) -> None:
    git(root, "switch", "--quiet", "--create", "work")
    edited(root, PAGE, "a bonus", "no bonus")
    committed(root, "Update trade.md")  # what the code host writes if nobody says why
    git(root, "switch", "--quiet", "main")
    message = "Merge pull request #7 from somebody/work\n\nNorsea offers no bonus"
    git(root, "merge", "--quiet", "--no-ff", "--no-commit", "work")
    edited(root, PAGE, "Ships wait", "Few ships wait")  # made while merging
    committed(root, message)
    assert [reason for _, _, reason in told(root)] == ["Norsea offers no bonus"] * 2


def test_a_story_that_was_renamed_keeps_its_corrections(root: Path) -> None:
    reworded(root, RENTS, UP, "The figure was wrong")
    git(root, "mv", "docs/port", "docs/harbour")
    committed(root, "Another name")
    assert [c.page for c in listed(root)] == ["harbour/trade.md"]


def test_dates_of_pages_come_from_git_and_one_with_changes_not_committed_has_none(root: Path) -> None:
    reworded(root, RENTS, UP, "The figure was wrong")
    times = history(root).modified
    assert int(times["port/trade.md"].timestamp()) == int(git(root, "log", "-1", "--format=%ct"))
    edited(root, PAGE, UP, RENTS)
    assert set(history(root).modified) == {"port/index.md"}
    assert len(listed(root)) == 1, "what is not committed has no date and no reason yet"


def test_without_git_nothing_is_known(tmp_path: Path) -> None:
    write(tmp_path, PAGE, TRADE)
    assert history(tmp_path) == History(is_known=False)


def test_a_clone_without_its_past_says_so(root: Path, tmp_path: Path) -> None:
    reworded(root, RENTS, UP, "The figure was wrong")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), str(clone))
    known = history(clone)
    assert (known.is_known, known.is_whole, known.steps, dict(known.modified)) == (True, False, (), {})


def test_the_projects_own_history() -> None:
    own = [c for c in listed(ROOT) if c.time.isoformat() < "2026-11-29T18"]
    if not own:
        pytest.skip("a clone without its past")
    assert [(c.key, c.reason.subject) for c in own] == [("associated-press-03b1", "The table says who says so")]
