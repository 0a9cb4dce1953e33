"""What steps made is used again where nothing differs, and nowhere else: with the cache and without, all is the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainery.answers.files import answers_file
from explainery.answers.questions import Task
from explainery.answers.records import Answer, line_of
from explainery.citation_keys import sentence_code
from explainery.commands.build import build
from explainery.config import settings_of, story_settings
from explainery.errors import SourceError
from explainery.model import Article, Story
from explainery.pipeline import mark_all, read_and_link, story_in
from explainery.project import Project
from explainery.reading import ReadingLimits, read_story
from explainery.store.kept_bytes import SealedBytes
from explainery.store.step_cache import StepCache, step_cache
from laws import examples
from making import port_project, tree

STORIES = Path(__file__).parent.parent / "stories"
LATE = "The port of Arlen reopens\n\nThe port of Arlen reopened on Friday, Norsea said, after the union agreed to 6 percent.\n"
FAR = "In 2019 a strike at the port lasted eleven days."


@dataclass
class Table:
    """A store in the memory, which tells what was put into it."""

    rows: dict[str, bytes] = field(default_factory=dict)
    puts: list[str] = field(default_factory=list)

    def get(self, key: str) -> bytes | None:
        return self.rows.get(key)

    def put(self, key: str, value: bytes) -> None:
        self.rows[key] = value
        self.puts.append(key)


def entries(root: Path) -> list[Path]:
    return sorted(p for p in (root / ".explainery/cache/steps").rglob("*") if p.is_file())


# What people do to a story, each as a function of its project.


def edit(project: Project, folder: Path) -> None:  # noqa: ARG001
    path = min(p for p in folder.iterdir() if p.suffix in {".txt", ".md"})
    path.write_text(path.read_text("utf-8") + "\nAnother 40 people came on Sunday, the police said.\n", "utf-8")


def add(project: Project, folder: Path) -> None:  # noqa: ARG001
    number = len(list(folder.iterdir()))
    (folder / f"late{number}.txt").write_text(f"{LATE}\nIt was day {number} of the strike at the port.\n", "utf-8")


def remove(project: Project, folder: Path) -> None:  # noqa: ARG001
    files = sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".md"})
    if len(files) > 1:
        files[-1].unlink()
        files[-1].with_name(f"{files[-1].name}.yml").unlink(missing_ok=True)


def rename(project: Project, folder: Path) -> None:  # noqa: ARG001
    path = min(p for p in folder.iterdir() if p.suffix in {".txt", ".md"})
    if not path.with_name(f"{path.name}.yml").exists():
        path.rename(path.with_name(f"x{path.name}"))


def describe(project: Project, folder: Path) -> None:  # noqa: ARG001
    for path in sorted(folder.glob("*.txt"))[:1]:
        path.with_name(f"{path.name}.yml").write_text("publisher: Evening Post\npublished: 2026-03-05\n", "utf-8")


def title(project: Project, folder: Path) -> None:  # noqa: ARG001
    with_setting(folder, "title: Another title\n")


def party(project: Project, folder: Path) -> None:  # noqa: ARG001
    with_setting(folder, "parties: {Norsea: [the harbour company, the company], The union: []}\n")


def drop(project: Project, folder: Path) -> None:  # noqa: ARG001
    with_setting(folder, f"drop: [{FAR!r}]\n")


def with_setting(folder: Path, line: str) -> None:
    path, name = folder / "story.yml", line.partition(":")[0]
    rows = path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []
    path.write_text("".join([*(r for r in rows if not r.startswith(f"{name}:")), line]), "utf-8")


def answer(project: Project, folder: Path) -> None:
    """A person's label of a sentence: whatever the article's first says goes to the page of motives."""
    marked = mark_all(read_story(folder), story_settings(folder))[0]
    said = {sentence_code(marked.words_of(marked.sentences[0])): {"body": True, "pages": ["motives"], "speaker": ""}}
    file = answers_file(project.root, folder.name)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as handle:
        handle.write(line_of(Answer(Task.LABELS, "", "a person", "2026-11-29", {"sentences": said})) + "\n")


CHANGES: tuple[Callable[[Project, Path], None], ...] = (
    edit, add, remove, rename, describe, title, party, drop, answer,
)  # fmt: skip


def without_cache(project: Project, name: str) -> Story:
    return story_in(project.sources / name, name, limits=project.limits, answers=project.answers(name))


@settings(max_examples=examples(12, 5), deadline=None)
@given(st.sampled_from(["port", "strike", "merger"]), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=6))
def test_with_the_cache_a_story_is_what_it_is_without(
    name: str, changes: list[Callable[[Project, Path], None]]
) -> None:
    with TemporaryDirectory() as folder:
        project = port_project(Path(folder))
        if name != "port":
            shutil.copytree(STORIES / name, project.sources / name)
        for change in (None, *changes):
            if change is not None:
                change(project, project.sources / name)
            cached, plain = read_and_link(project, name), without_cache(project, name)
            assert repr(cached) == repr(plain)
            assert cached == plain


def test_every_change_is_one(tmp_path: Path) -> None:
    """Otherwise the law above would say nothing."""
    for number, change in enumerate(CHANGES):
        project = port_project(tmp_path / str(number))
        add(project, project.sources / "port")
        before = without_cache(project, "port")
        change(project, project.sources / "port")
        assert without_cache(project, "port") != before, change.__name__


def test_builds_with_the_cache_write_what_builds_without_write(tmp_path: Path) -> None:
    project = port_project(tmp_path / "cached")
    build(project)
    for number, change in enumerate((add, drop, edit, answer, title, remove)):
        change(project, project.sources / "port")
        plain = tmp_path / f"plain{number}"
        shutil.copytree(project.root, plain, ignore=shutil.ignore_patterns("cache"))
        for root in (project.root, plain):
            build(Project(root, project.settings))
        assert pages(plain) == pages(project.root)


def pages(root: Path) -> dict[str, bytes]:
    return {name: raw for name, raw in tree(root).items() if ".explainery/cache/" not in name}


def test_an_article_more_is_one_reading_and_one_marking(tmp_path: Path) -> None:
    project, table = port_project(tmp_path), Table()
    folder = project.sources / "port"
    story_in(folder, "port", cache=step_cache(project, table))
    assert len(table.puts) == 4, "two articles, each read and marked"
    for change, new in ((add, 2), (title, 0), (drop, 3), (edit, 2)):
        table.puts.clear()
        change(project, folder)
        story_in(folder, "port", cache=step_cache(project, table))
        assert len(table.puts) == new, change.__name__


def test_a_label_marks_the_article_that_has_its_sentence(tmp_path: Path) -> None:
    project, table = port_project(tmp_path), Table()
    story_in(project.sources / "port", "port", cache=step_cache(project, table))
    table.puts.clear()
    answer(project, project.sources / "port")
    story_in(project.sources / "port", "port", answers=project.answers("port"), cache=step_cache(project, table))
    assert len(table.puts) == 1


def test_other_code_reads_and_marks_anew(tmp_path: Path) -> None:
    project, table = port_project(tmp_path), Table()
    cache = step_cache(project, table)
    story_in(project.sources / "port", "port", cache=cache)
    for other, new in ((replace(cache, marking="other"), 2), (replace(cache, reading="other"), 2)):
        table.puts.clear()
        story_in(project.sources / "port", "port", cache=other)
        assert len(table.puts) == new


def test_other_limits_read_anew(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    story_in(project.sources / "port", "port", cache=step_cache(project))
    with pytest.raises(SourceError, match="more than the limit"):
        story_in(project.sources / "port", "port", limits=ReadingLimits(megabytes=0.000_01), cache=step_cache(project))


def spoilt(raw: bytes, other: bytes) -> Iterator[bytes]:
    """What may become of an entry."""
    yield b""
    yield raw[: len(raw) // 2]
    yield raw + b"\n"
    yield raw.replace(raw[-1:], bytes([raw[-1] ^ 1]))
    yield raw[:20] + raw[21:]
    yield other
    yield b"explainery step 2 " + raw[18:]
    yield raw.decode("latin-1").encode("utf-8")


def test_an_entry_that_is_broken_foreign_or_changed_is_made_again(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    plain = without_cache(project, "port")
    read_and_link(project, "port")
    good = {path: path.read_bytes() for path in entries(tmp_path)}
    assert len(good) == 4
    for number in range(len(list(spoilt(b"xxx", b"")))):
        for path, raw in good.items():
            other = next(r for p, r in good.items() if p != path)
            path.write_bytes(list(spoilt(raw, other))[number])
        assert read_and_link(project, "port") == plain
        assert {path: path.read_bytes() for path in entries(tmp_path)} == good


def test_an_entry_that_somebody_else_sealed_is_not_taken(tmp_path: Path) -> None:
    project, table = port_project(tmp_path), Table()
    ours = step_cache(project, table)
    theirs = replace(ours, kept=SealedBytes(table, b"the key of another machine"))
    folder = project.sources / "port"
    raised = (folder / "herald.md").read_text("utf-8").replace("9 percent", "90 percent")
    lie = story_in(folder, "port", cache=ours).articles[1].article
    key = next(k for k in table.rows if b"9 percent" in (ours.kept.get(k) or b""))
    theirs.kept.put(key, (ours.kept.get(key) or b"").replace(b"9 percent", b"90 percent"))
    assert "90 percent" in raised
    assert story_in(folder, "port", cache=ours).articles[1].article == lie


def test_an_entry_that_unpacks_to_more_than_anything_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explainery.store.kept_bytes._LARGEST", 1000)
    kept = SealedBytes(Table(), b"key")
    kept.put("aa", b"x" * 1000)
    assert kept.get("aa") == b"x" * 1000
    kept.put("ab", b"x" * 1001)
    assert kept.get("ab") is None


def test_a_disk_that_cannot_be_written_costs_no_build(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    (tmp_path / ".explainery/cache").mkdir(parents=True)
    (tmp_path / ".explainery/cache/steps").write_text("a file where the folder should be", "utf-8")
    assert read_and_link(project, "port") == without_cache(project, "port")


def test_a_file_saved_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    project, table = port_project(tmp_path), Table()
    path = project.sources / "port" / "herald.md"

    def read(at: Path, _: ReadingLimits) -> list[Article]:
        at.write_text(at.read_text("utf-8") + "\nMore.\n", "utf-8")
        return [Article("a", "a.md", "Text.", "Title", "Paper")]

    step_cache(project, table).read(path, ReadingLimits(), read)
    assert not table.puts


def test_errors_are_not_kept(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    (project.sources / "port" / "new.md").write_text("", "utf-8")
    for _ in range(2):
        with pytest.raises(SourceError, match="no text"):
            read_and_link(project, "port")


def test_no_disk_for_the_cache_is_no_cache(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    (tmp_path / ".explainery").mkdir()
    (tmp_path / ".explainery/settings.yml").write_text("cache_megabytes: 0\n", "utf-8")
    read_and_link(Project(tmp_path, settings_of(tmp_path)), "port")
    assert not entries(tmp_path)
    assert isinstance(step_cache(project), StepCache)


LINK = "import sys\nfrom pathlib import Path\nfrom explainery.pipeline import read_and_link\n"
LINK += (
    "from explainery.project import Project\nprint(len(read_and_link(Project.at(Path(sys.argv[1])), 'port').claims))"
)


def test_several_processes_at_once_keep_the_same(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    for _ in range(6):
        add(project, project.sources / "port")
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "home")}
    running = [
        subprocess.Popen([sys.executable, "-c", LINK, str(tmp_path)], env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in running}) == 1
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    assert len(entries(tmp_path)) == 16
    times = [path.stat().st_mtime_ns for path in entries(tmp_path)]
    subprocess.run([sys.executable, "-c", LINK, str(tmp_path)], env=env, capture_output=True, check=True)
    assert [path.stat().st_mtime_ns for path in entries(tmp_path)] == times, "one key, so nothing was made again"
