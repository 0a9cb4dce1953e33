"""`check PAGE.md --against FOLDER` on footnotes of every form, and what a report says that it compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from explainery.checking.against import check_against
from explainery.checking.loose_markdown import loose_markdown
from explainery.cli.main import main

HEAD = "---\ntitle: {title}\npublisher: {publisher}\npublished: {day}\nurl: https://{site}.example/{slug}?id=7\nrights: open\n---\n"
POST = (
    HEAD.format(title="Mill at Arn to close", publisher="The Arn Post", day="2026-03-07", site="post", slug="mill")
    + """\
The abbey of Arn will close its mill on 20 March, the abbot, Odo Kramm, said on Friday.
“We have ground flour here for 300 years,” he said.
The mill employs 14 people, and most of them live in the village.
"""
)
HERALD = (
    HEAD.format(title="Millers look for work", publisher="Herald", day="2026-03-21", site="herald", slug="work")
    + """\
The bakers of Belk offered the millers nine places.
The millers rejected the offer within a day.
"""
)


@pytest.fixture(name="articles")
def _articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "post.md").write_text(POST, "utf-8")
    (folder / "herald.md").write_text(HERALD, "utf-8")
    return folder


def findings(tmp_path: Path, articles: Path, text: str) -> list[tuple[int, str]]:
    """The line and the code of each finding on a page with that text."""
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    return [(f.line, f.code) for f in check_against(page, articles).findings]


@pytest.mark.parametrize(
    "note",
    [
        "*Mill at Arn to close*, The Arn Post.",
        "https://post.example/mill?id=7",
        "See [the report](http://www.post.example/mill?id=7#top).",
        "Arn Post, March 7, 2026",
        "The Arn Post: “The mill employs 14 people, and most of them live in the village.”",
        "Post, 2026: 'The mill employs 14 people, and most of them live in the village.'",
    ],
)
def test_a_footnote_names_its_article_in_any_form(tmp_path: Path, articles: Path, note: str) -> None:
    right, wrong = "The mill employs 14 people.", "The mill employs 41 people."
    assert findings(tmp_path, articles, f"{right}[^a]\n\n[^a]: {note}\n") == []
    assert findings(tmp_path, articles, f"# A\n\n{wrong}[^a]\n\n[^a]: {note}\n") == [(3, "EXP103")]
    if "“" not in note and "'" not in note and "[" not in note:
        assert findings(tmp_path, articles, f"{wrong}^[{note}]\n") == [(1, "EXP103")]


def test_wrapped_sentences_are_compared_one_by_one(tmp_path: Path, articles: Path) -> None:
    text = (
        "The mill employs\n14 people.[^1] The millers accepted the offer\nwithin a day.[^2] It will close on\n"
        "21 March.[^1]\n\n[^1]: https://post.example/mill?id=7\n[^2]: https://herald.example/work?id=7\n"
    )
    assert findings(tmp_path, articles, text) == [(2, "EXP123"), (3, "EXP103"), (3, "EXP126")]


def test_a_passage_that_no_article_has_is_reported_at_its_footnote(tmp_path: Path, articles: Path) -> None:
    text = "The mill employs 14 people.[^1]\n\n[^1]: Herald, 21 March 2026: “The mill employs hardly anybody now.”\n"
    assert findings(tmp_path, articles, text) == [(3, "EXP102")]


def run(*arguments: str) -> int:
    return main(list(arguments))


def test_the_command_says_what_it_compared(tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "The mill employs 14 people.[^1]\n\nNothing else is known.[^2]\n\nIt rained.[^3]\n\n"
        "[^1]: https://post.example/mill?id=7\n[^2]: The Weekly, 1998.\n",
        "utf-8",
    )
    assert run("check", str(page), "--against", str(articles)) == 0
    said = capsys.readouterr().out
    assert "1 of 3 statements compared; 2 not, because " in said
    assert "no article of the folder is the one that the footnote names (1)" in said
    assert run("check", str(page), "--against", str(articles), "--format", "json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["statements"], report["compared"]) == (3, 1)
    assert [row["line"] for row in report["uncompared"]] == [3, 5]
    page.write_text("The mill employs 15 people.[^1]\n\n[^1]: https://post.example/mill?id=7\n", "utf-8")
    assert run("check", str(page), "--against", str(articles), "--format", "github") == 1
    error, notice = capsys.readouterr().out.splitlines()
    assert re.match(r"::error file=.*page\.md,line=1,title=EXP103 ", error)
    assert notice == "::notice title=What the check compared::1 of 1 statements compared."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["page.md", "--against", "nowhere"], "there is no such folder"),
        (["nothing.md", "--against", "articles"], "there is no such page"),
        (["page.md", "--against", "empty"], "this folder has no articles"),
        (["articles/post.md", "--against", "articles"], "the page is in the folder of its articles"),
        (["page.md", "other.md", "--against", "articles"], "--against takes one page"),
        (["page.md", "--against", "articles", "--fix"], "--against does not go with --fix"),
    ],
)
@pytest.mark.usefixtures("articles")
def test_wrong_use_is_explained(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.md").write_text("A page.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("check", *arguments) == 2
    assert said in capsys.readouterr().err


def test_code_tables_and_lists_keep_their_lines() -> None:
    text = "- one\n  more[^1]\n- two\n\n```\na\nb\n```\n\n| a |\n|---|\n| b[^1] c |\n\n[^1]: Here.\n    More.\n"
    loose = loose_markdown(text, 5)
    assert "- one more[^1]\n- two\n\n```\na\nb\n```\n\n| a |\n|---|\n| b[^1] c |" in loose.text
    at = loose.text.split("\n").index("| b[^1] c |") + 1
    assert loose.number(at) == 5 + text.split("\n").index("| b[^1] c |")
