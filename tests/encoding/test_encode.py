"""`explainery encode`: what it records, what builds make of it, and that a second run changes nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from explainery.answers.encoded import SCHEME, Weights, alike_answer, encoded_in, labels_answer
from explainery.answers.files import answers_file
from explainery.answers.questions import Task
from explainery.answers.records import Answer, Answers, line_of
from explainery.citation_keys import sentence_code
from explainery.cli.main import main
from explainery.commands.build import build
from explainery.commands.encode import encode, encode_plan
from explainery.config import story_settings
from explainery.encoding.weights import Installed, installed_in
from explainery.linking import questions_about as questions_across
from explainery.marking import questions_about
from explainery.model import FACETS, Passage, Story
from explainery.pipeline import mark_all, read_and_link
from explainery.project import Project
from explainery.reading import read_story
from making import ROOT, port_project, tree
from small_encoder import package
from terminal import started

RENTS = (
    "The union wants a pay rise of 9 percent because it fears for its members: rents in Arlen have doubled since 2020."
)
ELEVEN = "In 2019 a strike at the port lasted eleven days."
NINE = "A strike at the port in 2019 lasted nine days."
WALKED = "Dockers walked out at the port of Arlen on Monday after talks with the harbour company failed."
DOWNED = "In Arlen, port workers laid down their tools on Monday when negotiations with their employer broke down."
STOOD = "The port of Arlen stood still on Tuesday after dockers walked out over pay."
WEIGHTS = Weights("explainery-encoder 1", "0123456789ab")
DAY = "2026-11-29"
SURE = {"trade": (0.0, 0.0, 0.0, 1.0, 0.0), "event": (1.0, 0.0, 0.0, 0.0, 0.0)}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return port_project(tmp_path / "project")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return installed_in(package(tmp_path_factory.mktemp("site")))


def recorded(project: Project) -> str:
    return answers_file(project.root, "port").read_text("utf-8")


def write(project: Project, *rows: Answer) -> None:
    file = answers_file(project.root, "port")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as handle:
        handle.writelines(f"{line_of(row)}\n" for row in rows)


def story_of(project: Project) -> Story:
    return read_and_link(project, "port")


def passage(project: Project, words: str) -> Passage:
    return next(p for p in story_of(project).passages.values() if p.words == words)


def test_the_command_tells_what_it_did_and_what_comes_next(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The golden transcript of a day with the encoder."""
    package(tmp_path / "site")
    monkeypatch.syspath_prepend(tmp_path / "site")
    for options in (["--plan"], [], [], ["--plan"]):
        assert main(["-C", str(project.root), "encode", "port", *options]) == 0
    pairs = len(json.loads(recorded(project).splitlines()[-1])["answer"]["alike"])
    assert (
        capsys.readouterr().out
        == f"""\
explainery-encoder 1 would read 12 of 12 sentences of port.
It would compare them all with each other.
Nothing was read or written.
explainery-encoder 1 read 12 of 12 sentences of port.
It found {pairs} pairs of sentences that may say the same.
`explainery plan port` shows what would change.
explainery-encoder 1 has read all of port: 12 sentences.
explainery-encoder 1 has read all of port: 12 sentences.
"""
    )


def test_without_the_weights_the_command_says_what_to_install_and_writes_nothing(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(project.root)
    assert main(["-C", str(project.root), "encode", "port"]) == 2
    out, err = capsys.readouterr()
    assert re.fullmatch(r"explainery: the encoder's weights are not installed\. Install them: .*make encoder.*\n", err)
    assert not out
    assert tree(project.root) == before


def test_a_second_run_changes_nothing(project: Project, installed: Installed) -> None:
    encode(project, "port", installed, DAY)
    before = recorded(project)
    assert encode(project, "port", installed, "2027-01-01").planned.is_done
    assert recorded(project) == before


def test_what_is_recorded_is_read_back(project: Project, installed: Installed) -> None:
    encode(project, "port", installed, DAY)
    answers = project.answers("port")
    found = encoded_in(answers)
    assert set(found.sentences) == {sentence_code(p.words) for p in story_of(project).passages.values()}
    assert "".join(f"{line_of(row)}\n" for row in answers.rows) == recorded(project)
    assert encoded_in(Answers(answers.rows[::-1])) == found


def test_only_a_new_sentence_is_read_and_only_changed_words_are_read_anew(
    project: Project, installed: Installed
) -> None:
    encode(project, "port", installed, DAY)
    first = recorded(project).splitlines()
    article = project.sources / "port" / "courier.md"
    article.write_text(article.read_text("utf-8").replace("nine days", "ten days"), "utf-8")
    plan = encode_plan(project, "port", installed)
    assert (plan.missing, plan.is_compared, plan.old) == (1, False, 1), "the comparison is of all sentences"
    encode(project, "port", installed, DAY)
    rows = recorded(project).splitlines()
    assert rows[: len(first) - 1] == first[:-1]
    new = json.loads(rows[-2])["answer"]["sentences"]
    assert list(new) == [sentence_code(NINE.replace("nine", "ten"))]


def test_other_weights_read_all_and_take_the_lines_of_the_others_out(
    project: Project, installed: Installed, tmp_path: Path
) -> None:
    hand = Answer(Task.LABELS, "", "Ada", DAY, {"sentences": {sentence_code(RENTS): {"pages": ["trade"]}}})
    write(project, hand)
    encode(project, "port", installed, DAY)
    other = installed_in(package(tmp_path / "other", seed=2, version="2.0.0"))
    assert encode_plan(project, "port", other).missing == 12
    encode(project, "port", other, DAY)
    rows = project.answers("port").rows
    assert {row.model for row in rows} == {"Ada", "explainery-encoder 2"}
    assert recorded(project).splitlines()[0] == line_of(hand), "a person's line stays byte by byte"


def test_a_line_that_was_cut_off_goes_and_the_others_stay(project: Project, installed: Installed) -> None:
    odd = '{"answer": {"x": 1}, "task":"facts",   "day": ""}\n'
    file = answers_file(project.root, "port")
    file.parent.mkdir(parents=True)
    file.write_text(f'{odd}{{"task": "labels", "ques', "utf-8")
    encode(project, "port", installed, DAY)
    assert recorded(project).startswith(odd)
    assert '"ques\n' not in recorded(project)


def test_a_story_of_one_article_has_nothing_to_compare(project: Project, installed: Installed) -> None:
    (project.sources / "port" / "courier.md").unlink()
    assert encode_plan(project, "port", installed).is_compared
    encode(project, "port", installed, DAY)
    assert {row.task for row in project.answers("port").rows} == {"labels"}


def test_builds_need_neither_the_weights_nor_numpy_and_make_the_same_bytes(
    project: Project, tmp_path: Path, installed: Installed
) -> None:
    encode(project, "port", installed, DAY)
    other = tmp_path / "other"
    shutil.copytree(project.root, other)
    build(project, ["port"])
    for name in ("numpy", "explainery_encoder"):
        (tmp_path / f"{name}.py").write_text("raise ImportError('builds need no such thing')\n", "utf-8")
    done = started(other, "build", env={"PYTHONPATH": f"{tmp_path}:{ROOT / 'src'}"})
    assert done.returncode == 0, done.stderr
    assert tree(other / "docs") == tree(project.docs)


def test_the_sources_page_says_who_helped(project: Project, installed: Installed) -> None:
    encode(project, "port", installed, DAY)
    build(project, ["port"])
    made = (project.docs / "port" / "sources.md").read_text("utf-8").split("## How this was made")[1]
    assert re.search(r"- explainery-encoder 1: sorted \d+ sentences, last on 29 November 2026", made)


def test_chances_are_weighed_with_the_signals(project: Project) -> None:
    assert passage(project, RENTS).sentence.facets == ("motives",)
    write(project, labels_answer(WEIGHTS, DAY, {sentence_code(RENTS): SURE["trade"]}))
    sentence = passage(project, RENTS).sentence
    assert sentence.facets[0] == "trade"
    assert 0 < sentence.chances[FACETS.index("trade")] <= 1
    assert sentence.reasons[0] == "labelled by explainery-encoder 1"
    write(project, labels_answer(WEIGHTS, "2026-11-30", {sentence_code(RENTS): (0.3, 0.3, 0.3, 0.3, 0.3)}))
    assert passage(project, RENTS).sentence.facets == ("motives",), "chances that are all alike leave it to the signals"


def test_a_person_stands_over_a_model_a_model_over_the_encoder(project: Project) -> None:
    write(project, labels_answer(WEIGHTS, DAY, {sentence_code(RENTS): SURE["trade"]}))
    assert passage(project, RENTS).sentence.facets[0] == "trade"
    articles = read_story(project.sources / "port")
    settings = story_settings(project.sources / "port")
    question = next(
        q for m in mark_all(articles, settings) for q in questions_about(m) if RENTS in q.data["sentences"].values()
    )
    said = {"sentences": {sentence_code(RENTS): {"body": True, "pages": ["reactions"]}}}
    write(project, Answer(Task.LABELS, question.hash, "a model", DAY, said))
    assert passage(project, RENTS).sentence.facets == ("reactions",)
    write(project, Answer(Task.LABELS, "", "Ada", DAY, {"sentences": {sentence_code(RENTS): {"pages": ["event"]}}}))
    assert passage(project, RENTS).sentence.facets == ("event",)


def test_a_person_who_says_only_who_speaks_leaves_the_page_to_the_encoder(project: Project) -> None:
    write(project, labels_answer(WEIGHTS, DAY, {sentence_code(RENTS): SURE["trade"]}))
    write(project, Answer(Task.LABELS, "", "Ada", DAY, {"sentences": {sentence_code(RENTS): {"speaker": ""}}}))
    assert passage(project, RENTS).sentence.facets[0] == "trade"


@pytest.fixture
def two_ways(project: Project) -> Project:
    """A story in which two articles tell one thing in different words."""
    file = project.sources / "port" / "courier.md"
    file.write_text(file.read_text("utf-8").replace(STOOD, DOWNED), "utf-8")
    return project


def same(project: Project, one: str, two: str) -> bool:
    story = story_of(project)
    ids = {p.words: p.id for p in story.passages.values()}
    return any({ids[one], ids[two]} <= set(c.sentences) for c in story.claims)


def alike(*sentences: str) -> Answer:
    codes = sorted(map(sentence_code, sentences))
    return alike_answer(WEIGHTS, DAY, codes, [(codes[0], codes[1])])


def test_figures_that_conflict_are_never_one_claim_however_alike(project: Project) -> None:
    write(project, alike(ELEVEN, NINE))
    assert not same(project, ELEVEN, NINE)


def test_sentences_that_the_encoder_finds_alike_are_one_claim_where_they_agree(two_ways: Project) -> None:
    assert not same(two_ways, WALKED, DOWNED)
    write(two_ways, alike(WALKED, DOWNED))
    assert same(two_ways, WALKED, DOWNED)
    assert story_of(two_ways).helped_by == {"explainery-encoder 1"}


def test_a_model_that_told_two_sentences_apart_stands_over_the_encoder(two_ways: Project) -> None:
    write(two_ways, alike(WALKED, DOWNED))
    settings = story_settings(two_ways.sources / "port")
    marked = mark_all(read_story(two_ways.sources / "port"), settings)
    question = next(q for q in questions_across(marked, settings).same if WALKED in str(q.data))
    codes = [sentence_code(WALKED), sentence_code(DOWNED)]
    write(two_ways, Answer(Task.SAME, question.hash, "a model", DAY, {"compared": codes, "groups": []}))
    assert not same(two_ways, WALKED, DOWNED)


@pytest.mark.parametrize("answer", [
    {"encoder": SCHEME + 1, "weights": "x", "sentences": {sentence_code(ELEVEN): {"chances": {}}}},
    {"encoder": SCHEME, "weights": "x", "sentences": {sentence_code(ELEVEN): {"chances": {"trade": 1}}}},
    {"encoder": SCHEME, "weights": "x", "sentences": [1]},
    {"encoder": SCHEME, "weights": 5, "alike": [[1, 2], "ab", ["a"]]},
    {"encoder": None, "alike": 3},
])  # fmt: skip
def test_lines_that_make_no_sense_or_are_of_another_scheme_change_nothing(project: Project, answer: object) -> None:
    before = story_of(project)
    for task in (Task.LABELS, Task.SAME):
        write(project, Answer(task, "f" * 24, "explainery-encoder 1", DAY, dict(answer)))  # type: ignore[call-overload]
    assert story_of(project).claims == before.claims


def test_explain_tells_what_the_encoder_said(
    project: Project, installed: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    encode(project, "port", installed, DAY)
    assert main(["-C", str(project.root), "ask", "port", "--explain", sentence_code(RENTS)]) == 0
    told = capsys.readouterr().out
    assert "labels: answered by explainery-encoder 1 on 2026-11-29" in told
    assert "Weighed together with the program's own signals; a model's or a person's label stands over it." in told
    assert "no longer asked" not in told
