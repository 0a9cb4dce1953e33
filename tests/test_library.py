"""The public library: as documented, typed, silent, and with an example that runs."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from dataclasses import is_dataclass, replace
from enum import EnumType
from pathlib import Path
from typing import Any

import pytest

import explainery
from asking.model_server import answer_to
from explainery import ExplaineryError, Settings, analyse, build, check, curate, plan, read_articles, render
from making import PARTIES, ROOT, port_project, tree

PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")
FUNCTIONS = sorted(n for n in explainery.__all__ if inspect.isfunction(getattr(explainery, n)))


def test_the_public_names_are_the_documented_ones() -> None:
    table = PAGE.split("## Names")[1].split("\n## ")[0]
    documented = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert sorted(documented) == sorted(explainery.__all__)
    assert set(dir(explainery)) == set(explainery.__all__)


def test_every_name_is_described() -> None:
    for name in set(explainery.__all__) - {"__version__"}:
        value = getattr(explainery, name)
        assert value.__doc__, name
        assert inspect.isfunction(value) or is_dataclass(value) or isinstance(value, EnumType | type), name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_annotated_and_says_what_it_raises(name: str) -> None:
    function = getattr(explainery, name)
    signature = inspect.signature(function)
    assert signature.return_annotation is not signature.empty
    assert all(p.annotation is not p.empty for p in signature.parameters.values())
    assert name == "render" or "Raises:" in function.__doc__


def test_an_unknown_name_is_no_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        explainery.frobnicate  # noqa: B018 (looking it up is the point)


def test_importing_the_package_imports_no_step() -> None:
    code = "import sys, explainery\nprint(*(m for m in sys.modules if m.startswith('explainery')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )
    assert done.stdout.split() == ["explainery"]


def test_the_example_runs_and_prints_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    values: dict[str, Any] = {"complete": lambda _, schema: answer_to(schema)}  # the model that a reader has
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        exec(block, values)  # noqa: S102 (the page's own example)
    assert capfd.readouterr() == ("", "")
    assert "We will not sell our weekends" in Path("pages/port-strike/reactions.md").read_text("utf-8")
    assert "[^herald-" in "".join(p.read_text("utf-8") for p in Path("pages/port-strike").glob("*.md"))
    assert Path("project/docs/port-strike/index.md").is_file()
    assert all(path.is_file() for path in values["pages"])
    assert values["errors"] == []
    assert values["asked"].tally.answered == 1
    assert {a.model for a in values["answers"].rows} == {"house-1"}
    assert Path("project/.explainery/answers/port-strike.jsonl").is_file()
    assert values["message"] == "there is no story 'no-such-story'"


def test_pages_without_a_project_are_those_of_a_first_build(tmp_path: Path) -> None:
    project = port_project(tmp_path, rights="quote")
    settings = explainery.StorySettings(title="Why the port stands still", parties=PARTIES)
    articles = read_articles(project.sources / "port")
    pages = render(curate(analyse(articles, "port", settings), budget=1.0))
    build(project)
    assert {p.path: p.text.encode() for p in pages} == {
        f"port/{name}": text for name, text in tree(project.docs / "port").items()
    }


def test_recorded_answers_give_the_pages_of_a_build(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    settings = explainery.StorySettings(title="Why the port stands still", parties=PARTIES)
    articles = read_articles(project.sources / "port")
    assert any(s.facets for m in analyse(articles, "port", settings).articles for s in m.sentences)
    asked = explainery.ask(project, "port", Nowhere(), tasks=[explainery.Task.LABELS])
    assert asked.withheld == 0
    assert asked.tally.answered
    answers = project.answers("port")
    story = analyse(articles, "port", settings, answers=answers)
    pages = render(curate(story, settings, budget=1.0, answers=answers))
    build(project)
    built = {f"port/{name}": text for name, text in tree(project.docs / "port").items()}
    assert {p.path: p.text.encode() for p in pages} == built
    assert not any(s.facets for m in story.articles for s in m.sentences)


class Nowhere:
    """A model that finds no page for any sentence."""

    name = "nowhere"

    def answer(self, prompt: str, schema: Any) -> explainery.Reply:
        return explainery.Reply(answer_to(schema), len(prompt), 1)


def test_a_plan_writes_nothing_and_a_check_finds_what_is_wrong(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    before = tree(tmp_path)
    assert plan(project).writes
    assert tree(tmp_path) == before
    build(project)
    assert not plan(project).writes
    assert check(project).findings == ()
    page = project.docs / "port" / "motives.md"
    page.write_text(page.read_text("utf-8").replace("9 percent", "7 percent", 1), "utf-8")
    assert "EXP103" in {finding.code for finding in check(project, ["port"]).findings}


def test_reading_files_in_their_order_and_leaving_out_what_cannot_be_read(tmp_path: Path) -> None:
    folder = port_project(tmp_path).sources / "port"
    bad = folder / "bad.txt"
    bad.write_bytes(b"\0\1")
    files: list[Path | str] = [folder / "herald.md", bad, str(folder / "courier.md")]
    unread: list[ExplaineryError] = []
    assert [a.id for a in read_articles(files, unread=unread.append)] == ["herald", "courier"]
    assert [error.file for error in unread] == [str(bad)]
    assert [a.id for a in read_articles(str(folder / "herald.md"))] == ["herald"]
    sources: tuple[Path | list[Path | str], ...] = (bad, files, folder, folder / "missing.txt")
    for source in sources:
        with pytest.raises(ExplaineryError):
            read_articles(source)
    with pytest.raises(ExplaineryError, match="more than the limit of 100"):
        read_articles(folder / "herald.md", Settings(megabytes=0.0001))


def test_articles_that_make_no_story(tmp_path: Path) -> None:
    articles = read_articles(port_project(tmp_path).sources / "port")
    with pytest.raises(ExplaineryError, match="there are no articles"):
        analyse([])
    with pytest.raises(ExplaineryError, match=r"id 'courier' is taken by courier\.md"):
        analyse([*articles, articles[0]])
    with pytest.raises(ExplaineryError, match="is not a valid name for a story"):
        analyse(articles, "../x")
    with pytest.raises(ExplaineryError, match="reads as an article"):
        analyse([replace(articles[0], text="Leave a comment\n")])
    story = analyse(articles)
    for budget, quote_share in ((0.0, 0.1), (1.5, 0.1), (0.3, -1.0)):
        with pytest.raises(ExplaineryError, match="over 0 and at most 1"):
            curate(story, budget=budget, quote_share=quote_share)
