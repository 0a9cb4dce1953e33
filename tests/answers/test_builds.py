"""Recorded answers in a build: they stand in the place of what the rules read, and without them nothing changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from explainery.answers.files import answers_file
from explainery.answers.questions import Question, Task
from explainery.answers.records import Answer, line_of
from explainery.checking.check import check_project
from explainery.citation_keys import sentence_code
from explainery.commands.build import build, planned
from explainery.commands.story_questions import doubted_labels
from explainery.config import story_settings
from explainery.curation.select import ranked
from explainery.errors import AnswersError
from explainery.linking import questions_about as questions_across
from explainery.linking.questions import fact_questions
from explainery.marking import questions_about
from explainery.model import MarkedArticle, Status, Story
from explainery.pipeline import mark_all, read_and_link
from explainery.project import Project
from explainery.reading import read_story
from making import port_project, tree

RENTS = (
    "The union wants a pay rise of 9 percent because it fears for its members: rents in Arlen have doubled since 2020."
)
ELEVEN = "In 2019 a strike at the port lasted eleven days."
NINE = "A strike at the port in 2019 lasted nine days."
WALKED = "Dockers walked out at the port of Arlen on Monday after talks with the harbour company failed."
STOOD = "The port of Arlen stood still on Tuesday after dockers walked out over pay."
OFFERED = (
    "The harbour company Norsea offered the union 4 percent and a bonus of 500 crowns in return for longer shifts."
)
STAYS = "“The offer stays on the table,” Norsea director Olle Brandt told the Courier."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return port_project(tmp_path)


def marked_of(project: Project) -> tuple[MarkedArticle, ...]:
    folder = project.sources / "port"
    return mark_all(read_story(folder), story_settings(folder), answers=project.answers("port"))


def asked(project: Project, task: Task) -> list[Question]:
    if task is Task.LABELS:
        folder = project.sources / "port"
        return [q for m in mark_all(read_story(folder), story_settings(folder)) for q in questions_about(m)]
    if task is Task.FACTS:
        story = story_of(project)
        return list(fact_questions(story.claims, story.passages))
    return list(questions_across(marked_of(project), story_settings(project.sources / "port")).of(task))


def record(project: Project, task: Task, answer: Mapping[str, Any], question: str | None = None) -> None:
    """Add an answer: to the first question of a task, or by hand."""
    hashed = asked(project, task)[0].hash if question is None else question
    file = answers_file(project.root, "port")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as handle:
        handle.write(line_of(Answer(task, hashed, "a model", "2026-11-29", answer)) + "\n")


def label(project: Project, words: str, *, by_hand: bool = True, **values: object) -> None:
    answer = {"sentences": {sentence_code(words): values}}
    question = next(q.hash for q in asked(project, Task.LABELS) if words in q.data["sentences"].values())
    record(project, Task.LABELS, answer, "" if by_hand else question)


def story_of(project: Project) -> Story:
    return read_and_link(project, "port")


def sentence_at(story: Story, words: str) -> str:
    return next(p.id for p in story.passages.values() if p.words == words)


def test_a_label_moves_a_sentence_to_another_page(project: Project) -> None:
    before = story_of(project)
    assert before.passage(sentence_at(before, RENTS)).sentence.facets[:1] == ("motives",)
    label(project, RENTS, body=True, pages=["trade"], speaker="")
    sentence = (story := story_of(project)).passage(sentence_at(story, RENTS)).sentence
    assert (sentence.facets, sentence.reasons) == (("trade",), ("labelled by a model",))
    build(project)
    assert "rents in Arlen have doubled" in (project.docs / "port" / "trade.md").read_text("utf-8")


def test_a_sentence_labelled_as_furniture_is_no_sentence(project: Project) -> None:
    label(project, RENTS, by_hand=False, body=False)
    assert RENTS not in {p.words for p in story_of(project).passages.values()}
    build(project)
    assert not any("doubled" in p.read_text("utf-8") for p in project.docs.rglob("*.md"))


def test_a_line_of_furniture_labelled_as_body_comes_back_alone(project: Project) -> None:
    file = project.sources / "port" / "herald.md"
    file.write_text(file.read_text("utf-8") + "\nPhoto: Jo Roe. They are forty.\n", "utf-8")
    assert "They are forty." not in {p.words for p in story_of(project).passages.values()}
    label(project, "They are forty.", body=True, pages=["event"])
    words = {p.words for p in story_of(project).passages.values()}
    assert "They are forty." in words
    assert not any("Jo Roe" in w for w in words), "the rest of the line stays furniture"
    build(project)
    assert check_project(project, [], lambda _: None).findings == (), "the check reads the same sentences"


def test_a_speaker_is_somebody_whom_the_article_knows(project: Project) -> None:
    label(project, STAYS, speaker="Mickey Mouse", pages=["reactions"])
    story = story_of(project)
    assert story.passage(sentence_at(story, STAYS)).sentence.voice == "Olle Brandt"


def test_an_answer_to_what_is_not_asked_any_more_is_not_used(project: Project) -> None:
    label(project, RENTS, by_hand=False, pages=["trade"])
    story = story_of(project)
    assert story.passage(sentence_at(story, RENTS)).sentence.facets == ("trade",)
    file = project.sources / "port" / "herald.md"
    file.write_text(file.read_text("utf-8").replace("eleven", "twelve"), "utf-8")
    story = story_of(project)
    assert story.passage(sentence_at(story, RENTS)).sentence.facets[:1] == ("motives",)


def furniture(project: Project, most: int) -> None:
    """A model's answers that call the first sentences of each article furniture."""
    for question in asked(project, Task.LABELS):
        rows = list(question.data["sentences"].items())
        labels = [{"id": i, "body": n >= most, "pages": [], "speaker": ""} for n, (i, _) in enumerate(rows)]
        record(project, Task.LABELS, question.keep({"sentences": labels}).answer, question.hash)


def test_a_model_that_calls_most_of_an_article_furniture_is_not_believed(project: Project) -> None:
    build(project)
    before = tree(project.docs)
    furniture(project, 99)
    build(project)
    assert tree(project.docs) == before
    assert doubted_labels(project, "port", project.answers("port")) == {"courier.md": (6, 6), "herald.md": (6, 6)}


def test_the_check_says_why_a_cited_sentence_is_gone(project: Project) -> None:
    build(project)
    page = project.docs / "port" / "motives.md"
    page.write_text(page.read_text("utf-8").replace("rents in Arlen", "the rents in Arlen", 1), "utf-8")
    label(project, RENTS, by_hand=False, body=False, pages=[])
    build(project)
    told = "\n".join(map(str, check_project(project, [], lambda _: None).findings))
    assert "no longer counts as part of its article (herald.md: labelled as furniture by a model)" in told
    assert "- a model: sorted 1 sentence" in (project.docs / "port" / "sources.md").read_text("utf-8")


def test_a_line_that_a_person_keeps_is_no_furniture(project: Project) -> None:
    furniture(project, 1)
    assert WALKED not in [m.words_of(s) for m in marked_of(project) for s in m.sentences]
    settings = project.sources / "port" / "story.yml"
    settings.write_text(settings.read_text("utf-8") + "keep: [Dockers walked out]\n", "utf-8")
    assert WALKED in [m.words_of(s) for m in marked_of(project) for s in m.sentences]


def test_a_person_s_label_stands_over_a_model_s(project: Project) -> None:
    label(project, RENTS, pages=["background"])
    label(project, RENTS, by_hand=False, pages=["trade"])
    story = story_of(project)
    assert story.passage(sentence_at(story, RENTS)).sentence.facets == ("background",)


def test_without_the_file_the_pages_are_as_they_were(project: Project) -> None:
    build(project)
    before = tree(project.docs)
    label(project, RENTS, pages=["trade"])
    build(project)
    assert tree(project.docs) != before
    answers_file(project.root, "port").unlink()
    build(project)
    assert tree(project.docs) == before


def test_sentences_recorded_as_the_same_are_one_claim(project: Project) -> None:
    codes = [sentence_code(WALKED), sentence_code(STOOD)]
    before = story_of(project)
    ids = {sentence_at(before, WALKED), sentence_at(before, STOOD)}
    record(project, Task.SAME, {"compared": codes, "groups": []}, "")
    assert not any(ids <= set(c.sentences) for c in story_of(project).claims)
    record(project, Task.SAME, {"compared": codes, "groups": [codes]}, "")
    assert any(ids <= set(c.sentences) for c in story_of(project).claims)


def test_a_model_that_calls_everything_the_same_adds_no_citation(project: Project) -> None:
    before = story_of(project).claims
    codes = [sentence_code(words) for words in (WALKED, RENTS, OFFERED, STAYS)]
    record(project, Task.SAME, {"compared": codes, "groups": [codes]})
    assert [c.sentences for c in story_of(project).claims] == [c.sentences for c in before]
    record(project, Task.SAME, {"compared": codes, "groups": [codes]}, "")  # a person is believed
    assert [c.sentences for c in story_of(project).claims] != [c.sentences for c in before]


@pytest.mark.parametrize(("task", "answer", "field"), [
    (Task.DISPUTES, {"pairs": [{"first": "1", "second": "1", "about": "x"}]}, "compared"),
    (Task.SAME, {"groups": [["98", "99"]]}, "compared"),
    (Task.EXCHANGES, {"exchanges": [{"sentence": "1", "giver": "", "item": "", "receiver": "", "status": ""}]}, "searched"),
    (Task.EVENTS, {"events": [{"sentence": "1", "date": "soon"}]}, "dated"),
])  # fmt: skip
def test_nonsense_is_not_taken_for_nothing(project: Project, task: Task, answer: Mapping[str, Any], field: str) -> None:
    question = asked(project, task)[0]
    kept = question.keep(answer)
    assert kept.dropped
    assert kept.answer[field] == []
    assert question.keep({}).answer[field], "an empty answer says that there is nothing"


def test_sentences_whose_figures_conflict_are_never_the_same(project: Project) -> None:
    codes = [sentence_code(ELEVEN), sentence_code(NINE)]
    record(project, Task.SAME, {"compared": codes, "groups": [codes]}, "")
    story = story_of(project)
    assert not any({sentence_at(story, ELEVEN), sentence_at(story, NINE)} <= set(c.sentences) for c in story.claims)


def test_contradictions_are_the_recorded_ones(project: Project) -> None:
    pair = {sentence_at(before := story_of(project), ELEVEN), sentence_at(before, NINE)}
    assert any({side[0] for side in d.sides} == pair for d in before.disagreements)
    codes = [sentence_code(ELEVEN), sentence_code(NINE)]
    record(project, Task.DISPUTES, {"compared": codes, "pairs": []}, "")
    assert not any({side[0] for side in d.sides} == pair for d in story_of(project).disagreements)
    row = {"first": codes[0], "second": codes[1], "about": "lasted"}
    record(project, Task.DISPUTES, {"compared": codes, "pairs": [row]}, "")
    assert any({side[0] for side in d.sides} == pair for d in story_of(project).disagreements)


def test_exchanges_are_the_recorded_ones_that_may_be_rows(project: Project) -> None:
    code = sentence_code(OFFERED)
    assert story_of(project).exchanges
    rows = [
        {
            "sentence": code,
            "giver": "Norsea",
            "item": "a bonus of 500 crowns",
            "receiver": "The union",
            "status": "offered",
        },
        {
            "sentence": code,
            "giver": "Norsea",
            "item": "a bonus of 900 crowns",
            "receiver": "The union",
            "status": "offered",
        },
        {"sentence": code, "giver": "Norsea", "item": "the union", "receiver": "The union", "status": "offered"},
        {
            "sentence": code,
            "giver": "Norsea",
            "item": "a bonus of 500 crowns",
            "receiver": "Norsea",
            "status": "offered",
        },
        {"sentence": code, "giver": "Norsea", "item": "a bonus", "receiver": "The union", "status": "promised"},
    ]
    every = [sentence_code(p.words) for p in story_of(project).passages.values()]
    record(project, Task.EXCHANGES, {"searched": every, "exchanges": rows}, "")
    found = [(e.giver, e.item, e.receiver, e.status) for e in story_of(project).exchanges]
    assert found == [("Norsea", "a bonus of 500 crowns", "The union", Status.OFFERED)]


def test_events_are_the_recorded_ones(project: Project) -> None:
    assert any(e.date == "2019" for e in story_of(project).timeline)
    every = [sentence_code(p.words) for p in story_of(project).passages.values()]
    record(project, Task.EVENTS, {"dated": every, "events": {sentence_code(STOOD): "2026-03-03"}}, "")
    assert [e.date for e in story_of(project).timeline] == ["2026-03-03"]


def test_needed_facts_come_first(project: Project) -> None:
    last = list(ranked(story_of(project)))[-1].shown
    record(project, Task.FACTS, {"facts": [sentence_code(story_of(project).passage(last).words)]}, "")
    story = story_of(project)
    assert story.needed == {last}
    assert last in next(ranked(story)).sentences


@pytest.mark.parametrize("answer", [
    {"sentences": []}, {"sentences": {"x": 5}}, {"sentences": {"x": {"pages": "trade", "body": "no", "speaker": 5}}},
    {"sentences": {"x": {"pages": None}}}, {}, {"compared": [[]], "groups": [5, {}]},
    {"pairs": [{"first": 1}]}, {"exchanges": [{"sentence": []}]}, {"events": {"a": 5}, "dated": "x"}, {"facts": [[]]},
    {"searched": [None], "exchanges": None}, {"groups": "abc", "compared": "abc"},
])  # fmt: skip
def test_lines_that_make_no_sense_change_nothing(project: Project, answer: Mapping[str, Any]) -> None:
    before = story_of(project)
    for task in Task:
        record(project, task, answer, "")
    assert story_of(project) == before


@pytest.mark.parametrize(("line", "told"), [
    ("{", "not JSON"), ("[]", "no answer"), ('{"task": "labels"}', "no answer"),
    ('{"task": "labels", "answer": {}, "day": "yesterday"}', "day"),
    ('{"task": "labels", "answer": {}, "model": 5}', "model"),
    ("<<<<<<< ours", "not JSON"), ("[" * 100_000, "not JSON"), ("1" * 300_000, "characters"),
])  # fmt: skip
def test_a_broken_line_is_named(project: Project, line: str, told: str) -> None:
    label(project, RENTS, pages=["trade"])
    file = answers_file(project.root, "port")
    file.write_text(file.read_text("utf-8") + line + "\n" + "{}", "utf-8")
    with pytest.raises(AnswersError, match=told) as caught:
        build(project)
    assert caught.value.line == 2
    assert not project.docs.exists()


def test_a_line_that_was_cut_off_is_none_yet(project: Project) -> None:
    label(project, RENTS, pages=["trade"])
    file = answers_file(project.root, "port")
    whole = file.read_text("utf-8")
    for end in range(len(whole)):
        file.write_text(whole + whole[:end], "utf-8")
        assert len(project.answers("port").rows) == 1


def test_a_plan_tells_what_answers_change(project: Project) -> None:
    build(project)
    label(project, RENTS, pages=["trade"])
    assert planned(project).writes


def test_lines_by_hand_are_as_readable_as_the_others(project: Project) -> None:
    label(project, RENTS, pages=["trade"])
    row = json.loads(answers_file(project.root, "port").read_text("utf-8"))
    assert list(row) == ["task", "question", "model", "day", "answer"]


def test_a_label_that_is_not_sure_has_to_pass_the_limits(project: Project) -> None:
    sure = {"event": 0, "background": 0, "motives": 0, "trade": 0.9, "reactions": 0.1}
    label(project, RENTS, pages=["trade"], chances=sure)
    story = story_of(project)
    assert story.passage(sentence_at(story, RENTS)).sentence.chances == (0, 0, 0, 0.9, 0.1)
    build(project)
    trade = project.docs / "port" / "trade.md"
    assert "rents in Arlen have doubled" in trade.read_text("utf-8")
    label(project, RENTS, pages=["trade"], chances={**sure, "trade": 0.1, "reactions": 0.05})
    build(project)
    assert "rents in Arlen have doubled" not in trade.read_text("utf-8")


@pytest.mark.parametrize("chances", [{}, {"trade": 1}, [1, 2], {"event": 2}, "x", None])
def test_chances_that_make_no_sense_do_not_count(project: Project, chances: object) -> None:
    label(project, RENTS, pages=["trade"], chances=chances)
    story = story_of(project)
    assert max(story.passage(sentence_at(story, RENTS)).sentence.chances) == 1
