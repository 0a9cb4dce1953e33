"""`explainery ask` as a person runs it, against a server on loopback that answers as a script says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from asking.model_server import (
    Request,
    Served,
    answer_to,
    chat,
    obliging,
    one_after_another,
    serving,
    settle,
    with_articles,
)
from cli.test_branches import TIMES
from explainery.answers.files import answers_file, answers_of
from explainery.answers.records import Answer, line_of
from explainery.citation_keys import sentence_code
from explainery.commands.ask import Wanted, ask, ask_plan
from explainery.commands.build import build
from explainery.errors import AnswersError
from explainery.project import Project
from making import port_project, tree
from prefork import Ended, forked
from terminal import ENVIRONMENT, refused, run

KEY = "sk-verysecret123"
SENTENCE = "In 2019 a strike at the port lasted eleven days."
LABELS = ("--task", "labels")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    port_project(tmp_path)
    return tmp_path


def asked(root: Path, *options: str, key: str = "", says: str = "") -> Ended:
    done = run(root, "ask", "port", *options, env={"EXPLAINERY_KEY": key})
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert says in done.stdout
    return done


def text(root: Path) -> str:
    return answers_file(root, "port").read_text("utf-8")


def test_what_is_answered_is_kept_and_not_asked_again(root: Path) -> None:
    with serving() as server:
        settle(root, server.url)
        done = asked(root, *LABELS, says="2 questions answered by small at 127.0.0.1:")
        assert "; 200 tokens in, 20 out." in done.stdout
        assert done.stdout.splitlines()[-1] == "`explainery plan port` shows what would change."
        assert len(server.requests) == 2
        before = text(root)
        assert {(a.task, a.model) for a in answers_of(root, "port").rows} == {("labels", "small")}
        asked(root, *LABELS, says="Nothing is left to ask about port.")
        assert (len(server.requests), text(root)) == (2, before)
        source = root / "sources/port/herald.md"
        source.write_text(source.read_text("utf-8").replace("9 percent", "8 percent"), "utf-8")
        asked(root, *LABELS, says="1 question answered")
        assert len(server.requests) == 3


def test_a_plan_says_what_would_go_where_and_sends_nothing(root: Path) -> None:
    with serving() as server:
        settle(root, server.url)
        before = tree(root)
        told = asked(root, "--plan").stdout
        assert server.requests == []
        assert tree(root) == before
    assert "labels        2 questions, about 1," in told
    assert re.search(r"would send text of 2 articles to small at 127\.0\.0\.1:\d+:\n  courier\.md, herald\.md\n", told)
    assert (
        "depends on these answers: same, disputes, exchanges, events, facts, wording, rewording, headings, title."
        in told
    )
    assert told.endswith("Nothing was sent.\n")


def test_without_a_model_a_plan_can_be_made_and_asking_says_what_to_write(root: Path) -> None:
    assert "No model is set: write  model: {url:" in asked(root, "--plan").stdout
    refused(run(root, "ask", "port"), "no language model is set", "model: {url: http://127.0.0.1:8080/v1, name: NAME}")


@pytest.mark.parametrize(("script", "says"), [
    (one_after_another(Served("", 401)), ("wants a key", "EXPLAINERY_KEY")),
    (one_after_another(Served("", 404), Served({"data": [{"id": "big"}]})), ("no model 'small'", "big")),
    (one_after_another(Served("", 302, {"Location": "https://elsewhere.example/"})), ("to which nothing is sent",)),
])  # fmt: skip
def test_a_server_that_cannot_be_asked_is_an_error_of_one_line(
    root: Path, script: object, says: tuple[str, ...]
) -> None:
    with serving(script) as server:  # type: ignore[arg-type]
        settle(root, server.url, parallel=1)
        done = run(root, "ask", "port", *LABELS)
    refused(done, *says)
    assert "2 questions were not asked." in done.stdout


def test_a_model_that_is_not_named_is_asked_for_by_the_names_of_the_server(root: Path) -> None:
    with serving() as server:
        settle(root, server.url, name="")
        refused(run(root, "ask", "port"), "no model is named", "small")


@pytest.mark.parametrize(("arguments", "says"), [
    (["--task", "poems"], "there is no task 'poems'"), (["--limit", "-1"], "number from 0"),
    (["--explain", "herald-0000"], "no sentence 'herald-0000'"),
])  # fmt: skip
def test_wrong_use_is_told(root: Path, arguments: list[str], says: str) -> None:
    refused(run(root, "ask", "port", *arguments), says)


def test_a_story_that_does_not_exist_is_told(root: Path) -> None:
    refused(run(root, "ask", "prot"), "there is no story 'prot'", "Did you mean 'port'")


def test_a_limit_of_questions_and_one_of_tokens_stop_early(root: Path) -> None:
    with serving() as server:
        settle(root, server.url, most_tokens=10)
        done = run(root, "ask", "port", *LABELS)
        assert (done.returncode, len(server.requests)) == (1, 0)
        assert "2 questions were not asked: the limit of tokens is reached (`most_tokens`" in done.stdout
        settle(root, server.url)
        done = asked(root, "--limit", "1")
        assert len(server.requests) == 1
        assert done.stderr.startswith("asking small at 127.0.0.1:")
        assert "; Ctrl-C keeps what is answered by then\n" in done.stderr
        assert "1 question was not asked: the limit of questions is reached" in done.stdout
        assert "Not reached: same, disputes" in done.stdout


def test_parts_that_are_in_no_list_are_dropped_and_counted(root: Path) -> None:
    def script(_: Request, __: int) -> Served:
        row = {"id": "1", "body": True, "pages": ["event", "sport"], "speaker": "The Pope"}
        return chat({"sentences": [row, {**row, "id": "999"}]})

    with serving(script) as server:
        settle(root, server.url)
        asked(root, *LABELS, says="6 parts of answers were dropped: they are in no list, or too long (labels 6).\n")
    assert not {"Pope", "sport"} & set(text(root).split())


def test_the_name_is_the_one_that_the_server_gives_without_its_folders(root: Path) -> None:
    def script(request: Request, _: int) -> Served:
        said = chat(answer_to(request.schema))
        return Served({**said.body, "model": "/home/ada/models/tiny \x1b[2J.gguf"})  # type: ignore[dict-item]

    with serving(script) as server:
        settle(root, server.url)
        done = asked(root, *LABELS, says="The server calls the model tiny ⟨U+001B⟩[2J.gguf; so do the answers.")
    assert "by small at" in done.stdout
    assert "home" not in text(root)


def test_a_model_that_does_not_follow_is_told(root: Path) -> None:
    rows = [{"id": str(900 + n), "body": True, "pages": [], "speaker": ""} for n in range(9)]
    with serving(lambda *_: chat({"sentences": rows})) as server:
        settle(root, server.url)
        asked(root, *LABELS, says="does not follow the questions: try a larger one.")


def test_a_question_without_an_answer_is_named_and_the_others_are_kept(root: Path) -> None:
    def script(request: Request, number: int) -> Served:
        return chat("I would rather not.") if "Port strike begins" in request.prompt else obliging(request, number)

    with serving(script) as server:
        settle(root, server.url)
        done = run(root, "ask", "port", *LABELS)
    assert done.returncode == 1
    assert "1 question answered" in done.stdout
    assert "Not answered: labels, courier.md, sentences 1 to 6 (it is not JSON)" in done.stdout


def test_after_some_failures_in_a_row_no_more_is_asked(root: Path) -> None:
    with_articles(root, [f"p{n}" for n in range(9)])
    with serving(one_after_another(chat("No."))) as server:
        settle(root, server.url, parallel=1)
        done = run(root, "ask", "port", *LABELS)
        assert len(server.requests) == 2 * 5
    assert "6 questions were not asked: 5 questions in a row were not answered." in done.stdout


def test_text_under_quote_stays_here_unless_the_host_may_see_it(root: Path) -> None:
    with_articles(root, ["theirs"], rights="quote")
    file = root / ".explainery/settings.yml"
    with serving() as server:
        elsewhere = "model: {url: https://models.example/v1, name: small, may_see: [%s]}\n"
        file.parent.mkdir()
        file.write_text(elsewhere % "", "utf-8")
        told = asked(root, "--plan").stdout
        assert "1 question holds text under rights: quote and stays here: name models.example under may_see" in told
        assert "theirs.md" not in told
        file.write_text(elsewhere % "models.example", "utf-8")
        assert "theirs.md" in asked(root, "--plan").stdout
        settle(root, server.url)  # loopback may see everything
        asked(root, *LABELS)
        assert "Lindqvist told theirs" in server.prompts


class _Spy:
    """A model somewhere else, as far as the settings know."""

    name = "small"

    def __init__(self) -> None:
        self.prompts: list[str] = []

    def answer(self, prompt: str, schema: object) -> object:
        from asking.model_server import answer_to  # noqa: PLC0415
        from explainery.asking.protocol import Reply  # noqa: PLC0415

        self.prompts.append(prompt)
        return Reply(answer_to(schema), 1, 1)  # type: ignore[arg-type]


def test_no_prompt_holds_a_word_of_an_article_that_may_not_be_seen(root: Path) -> None:
    with_articles(root, ["theirs"], rights="quote")
    (root / ".explainery").mkdir()
    (root / ".explainery/settings.yml").write_text("model: {url: https://models.example, name: small}\n", "utf-8")
    spy = _Spy()
    result = ask(Project.at(root), Wanted("port"), model=spy)  # type: ignore[arg-type]
    assert result.withheld >= 1
    assert spy.prompts
    assert not any("theirs" in prompt for prompt in spy.prompts)
    assert ask_plan(Project.at(root), Wanted("port", model="other")).model.name == "other"


def test_the_key_is_sent_and_is_nowhere_else(root: Path) -> None:
    def script(request: Request, number: int) -> Served:
        key = request.headers["Authorization"]
        broken = Served({"error": {"message": f"{key} is odd"}}, 500)
        return [broken, chat(f"Your key is {key}"), obliging(request, number)][min(number, 2)]

    with serving(script) as server:
        settle(root, server.url, parallel=1)
        done = asked(root, *LABELS, key=KEY)
        assert {r.headers["Authorization"] for r in server.requests} == {f"Bearer {KEY}"}
    with serving(one_after_another(Served({"error": f"Bad {KEY}"}, 401))) as server:
        settle(root, server.url)
        source = root / "sources/port/herald.md"
        source.write_text(source.read_text("utf-8").replace("9 percent", "8 percent"), "utf-8")
        bad = run(root, "ask", "port", *LABELS, env={"EXPLAINERY_KEY": KEY})
    refused(bad, "refuses the key")
    refused(run(root, "ask", "port", env={"EXPLAINERY_KEY": f"two {KEY}"}), "blanks or special characters")
    assert KEY not in done.stdout + done.stderr + bad.stdout + bad.stderr
    assert not [name for name, raw in tree(root).items() if KEY.encode() in raw]


def test_no_proxy_is_asked(root: Path) -> None:
    with serving() as server, serving() as proxy:
        settle(root, server.url)
        at = proxy.url.removesuffix("/v1")
        done = run(
            root, "ask", "port", *LABELS, env={"HTTP_PROXY": at, "http_proxy": at, "ALL_PROXY": at, "no_proxy": ""}
        )
        assert (done.returncode, proxy.requests, len(server.requests)) == (0, [], 2)


@pytest.mark.parametrize("command", [["build"], ["plan"], ["check"], ["inspect", "port"], ["status"]])
def test_no_other_command_sends_anything(root: Path, command: list[str]) -> None:
    build(Project.at(root))
    with serving(one_after_another(Served("", 500))) as server:
        settle(root, server.url)
        done = run(root, *command)
        assert done.returncode in {0, 1}, done.stderr
        assert server.requests == []


def test_adding_sends_nothing_to_a_model(root: Path, tmp_path: Path) -> None:
    article = tmp_path / "times.md"
    article.write_text(TIMES, "utf-8")
    with serving(one_after_another(Served("", 500))) as server:
        settle(root, server.url)
        assert run(root, "add", "port", str(article)).returncode == 0
        assert server.requests == []


def test_a_sentence_is_explained_by_its_key_and_by_its_code(root: Path) -> None:
    with serving() as server:
        settle(root, server.url)
        asked(root, *LABELS)
    told = run(root, "ask", "port", "--explain", sentence_code(SENTENCE)).stdout
    assert SENTENCE in told
    assert "labels: answered by small on 20" in told
    assert "asked about herald.md, sentences 1 to " in told
    assert f'answer: {{"sentences": {{"{sentence_code(SENTENCE)}": {{"body": true' in told
    key = next(
        row.split()[0] for row in run(root, "inspect", "port", "--all").stdout.splitlines() if SENTENCE[:30] in row
    )
    assert run(root, "ask", "port", "--explain", key).stdout == told


def test_an_answer_whose_input_changed_is_shown_as_unused(root: Path) -> None:
    code = sentence_code(SENTENCE)
    file = answers_file(root, "port")
    file.parent.mkdir(parents=True)
    by_hand = Answer("labels", "", "Ada", "", {"sentences": {code: {"pages": ["background"]}}})
    old = Answer("labels", "0" * 24, "small", "2026-03-02", {"sentences": {code: {"body": False}}})
    file.write_text(f"{line_of(by_hand)}\n{line_of(old)}\n", "utf-8")
    told = run(root, "ask", "port", "--explain", code).stdout
    assert "labels: answered by Ada\n  answer:" in told
    assert "no longer asked in this form" in told


def test_a_broken_line_stops_a_build_and_is_a_finding_of_the_check(root: Path) -> None:
    build(Project.at(root))
    before = tree(root / "docs")
    file = answers_file(root, "port")
    file.parent.mkdir()
    good = line_of(Answer("labels", "", "Ada", "", {"sentences": {}}))
    file.write_text(f"{good}\n{good[:-2]}\n", "utf-8")
    with pytest.raises(AnswersError) as caught:
        build(Project.at(root))
    assert (caught.value.line, caught.value.file) == (2, str(file))
    refused(run(root, "ask", "port"), "port.jsonl:2: this line is not JSON")
    found = json.loads(run(root, "check", "--format", "json").stdout)
    rows = [f for f in found["findings"] if f["code"] == "EXP141"]
    assert [(f["file"], f["line"]) for f in rows] == [(".explainery/answers/port.jsonl", 2)]
    file.write_bytes(f"{good}\n".encode() + b"\xff\xfe\n")
    assert "port.jsonl:2" in run(root, "check").stdout
    file.unlink()
    build(Project.at(root))
    assert tree(root / "docs") == before


INTERRUPTED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from explainery.asking.ledger import Ledger
from explainery.cli.main import main
real, left = Ledger.add, int(sys.argv[2])
def add(self, answer):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGINT)
    return real(self, answer)
Ledger.add = add
sys.exit(main(["-C", sys.argv[1], "ask", "port", "--task", "labels"]))
"""


def test_ctrl_c_keeps_what_was_answered_and_says_so(root: Path) -> None:
    with_articles(root, [f"p{n}" for n in range(6)])
    held = Served(is_held=True)
    with serving(lambda request, number: obliging(request, number) if number < 3 else held) as server:
        settle(root, server.url, parallel=2)
        done = forked(INTERRUPTED, str(root), "3", environment=ENVIRONMENT)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("Interrupted. What was answered is kept; `explainery ask port` goes on")
    assert "3 questions answered" in done.stdout
    assert "5 questions were not asked." in done.stdout
    assert "Traceback" not in done.stderr
    assert text(root).count("\n") == 3


def test_two_processes_that_ask_at_once_keep_each_answer_once(root: Path) -> None:
    with_articles(root, [f"p{n}" for n in range(10)])
    with serving() as server:
        settle(root, server.url)
        command = [sys.executable, "-m", "explainery", "-C", str(root), "ask", "port", "--task", "labels"]
        both = [subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL) for _ in range(2)]
        assert [process.wait(120) for process in both] == [0, 0]
    rows = [json.loads(row)["question"] for row in text(root).splitlines()]
    assert len(rows) == len(set(rows)) == 12
