"""Text that was made to take for ever: it is marked in proportion to its size, and a limit of time ends what is not."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from explainery import pipeline
from explainery.answers.labels import Labels
from explainery.cli.main import main
from explainery.config import StorySettings
from explainery.errors import SourceError
from explainery.marking import mark
from explainery.model import Article, MarkedArticle
from explainery.pipeline import mark_all, mark_within
from explainery.time_limit import OutOfTimeError, time_limit
from making import article, port_project

# Characters of one line, and what it repeats. Time once grew with the square of the size: a minute for each of these.
_LINES = (
    (50_000, "May "), (50_000, "Jan. "), (50_000, "on Monday "), (50_000, "2026 "), (50_000, "Von der "), (50_000, "a\n"),
    (15_000, "“Yes” “No” "), (30_000, "“Yes,” he said. "),
)  # fmt: skip


@pytest.mark.parametrize(("size", "piece"), _LINES)
def test_a_line_that_repeats_is_marked_in_time(size: int, piece: str) -> None:
    text = f"The union walked out on Monday.\n\n{piece * (size // len(piece))}\n\nNorsea offered 4 percent, it said.\n"
    marked = mark_within(article(text), StorySettings(), 10)
    assert next(marked.words_of(s) for s in marked.sentences) == "The union walked out on Monday."


def test_the_limit_ends_even_a_regular_expression() -> None:
    with pytest.raises(OutOfTimeError), time_limit(0.1):
        re.fullmatch(r"(a+)+", "a" * 60 + "b")


def test_the_limit_holds_in_a_thread() -> None:
    ended = []

    def work() -> None:
        try:
            with time_limit(0.1):
                while True:
                    re.match("a", "b")
        except OutOfTimeError:
            ended.append(True)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(30)
    assert ended


def test_what_ends_in_time_is_left_alone() -> None:
    with time_limit(60):
        pass
    with time_limit(None):
        pass


def never_ending(slow: Article) -> object:
    """Marks all articles but one, for which it goes on for ever."""

    def marking(article: Article, settings: StorySettings, labels: Labels) -> MarkedArticle:
        while article.id == slow.id:
            re.match("a", "b")
        return mark(article, settings, labels)

    return marking


def test_an_article_that_takes_too_long_is_named_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, quick = (
        article("The union walked out on Monday.\n", name="slow"),
        article("Norsea offered 4 percent.\n", name="b"),
    )
    monkeypatch.setattr(pipeline, "mark", never_ending(slow))
    with pytest.raises(SourceError, match=r"takes longer than 0\.5 seconds") as raised:
        mark_all([slow, quick], StorySettings(), seconds=0.5)
    assert raised.value.file == slow.file
    left_out: list[SourceError] = []
    marked = mark_all([slow, quick], StorySettings(), seconds=0.5, unread=left_out.append)
    assert [m.article.id for m in marked] == ["b"]
    assert [e.file for e in left_out] == [slow.file]


def test_a_story_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                              capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    project = port_project(tmp_path)
    (project.root / ".explainery").mkdir(exist_ok=True)
    (project.root / ".explainery/settings.yml").write_text("story_seconds: 0.5\n", "utf-8")

    def linking(*_: object) -> None:
        while True:
            re.match("a", "b")

    monkeypatch.setattr(pipeline, "link", linking)
    assert main(["--root", str(project.root), "build"]) == 2
    told = capsys.readouterr().err
    assert "comparing this story's 2 articles takes longer than 0.5 seconds" in told
    assert "sources/port/" in told
    assert "story_seconds" in told


def test_a_file_without_an_article_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = port_project(tmp_path)
    (project.sources / "port" / "photos.txt").write_text("Photo: Jo Roe\nPhoto: Mara Roe\n", "utf-8")
    assert main(["--root", str(project.root), "build"]) == 2
    assert main(["--root", str(project.root), "build", "--keep-going"]) == 1
    assert "photos.txt" in capsys.readouterr().err
    assert (project.docs / "port" / "index.md").is_file()
