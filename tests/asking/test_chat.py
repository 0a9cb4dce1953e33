"""The client against a real server on loopback: whatever that does, there is an answer, or a sentence that says why not."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from asking.model_server import Request, Script, Served, chat, one_after_another, serving
from explainery.answers.questions import choice, list_of, object_of
from explainery.asking.chat import ChatModel
from explainery.asking.protocol import Reply, UnansweredError
from explainery.asking.retries import wait_before
from explainery.asking.server import Server, base_url
from explainery.errors import ModelError

SCHEMA = object_of({"pages": list_of(choice("event", "trade"), 2)})
GOOD = {"pages": ["event"]}
KEY = "sk-verysecret123"


def ask(script: Script, *, key: str = "", seconds: float = 20) -> tuple[Reply, list[Request], list[float]]:
    """An answer, what was sent for it, and how long was waited between."""
    waits: list[float] = []
    with serving(script) as server:
        model = ChatModel(Server(server.url, key, seconds, waits.append), "small")
        return model.answer("Which pages?", SCHEMA), server.requests, waits


def unanswered(script: Script, kind: type[Exception] = UnansweredError, **more: object) -> str:
    with pytest.raises(kind) as caught:
        ask(script, **more)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_question_is_sent_with_its_schema_and_answered_with_its_cost() -> None:
    reply, (request,), waits = ask(one_after_another(chat(GOOD)), key=KEY)
    assert reply == Reply(GOOD, 100, 10)
    assert request.path == "/v1/chat/completions"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.body["model"] == "small"
    assert request.body["temperature"] == 0
    assert request.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": SCHEMA, "strict": True},
    }
    assert (request.prompt, waits) == ("Which pages?", [])


@pytest.mark.parametrize("wrapped", [
    "```json\n{}\n```", "Here you are:\n{}\nAnything else?", "<think>Is {{}} right?</think>{}", " \n{}\n",
])  # fmt: skip
def test_json_is_found_within_other_words(wrapped: str) -> None:
    said = wrapped.replace("{{}}", "{x}").replace("{}", json.dumps(GOOD))
    assert ask(one_after_another(chat(said)))[0].answer == GOOD


@pytest.mark.parametrize(("first", "problem"), [
    ("I cannot do that.", "it is not JSON"),
    ('{"pages": NaN}', "it is not JSON"),
    ('{"pages": 1e999}', "it is not JSON"),
    ('{"pages": ["\\ud800"]}', "it is not JSON"),
    ("[" * 100_000, "it is not JSON"),
    ({"pages": ["event"], "also": 1}, "should not have 'also'"),
    ({"pages": ["sport"]}, "not 'sport'"),
    ({"pages": "event"}, "should be of type array"),
])  # fmt: skip
def test_a_wrong_answer_is_asked_for_once_more_with_what_is_wrong(first: object, problem: str) -> None:
    reply, requests, _ = ask(one_after_another(chat(first), chat(GOOD)))
    assert reply == Reply(GOOD, 200, 20)
    assert len(requests) == 2
    assert requests[1].prompt.startswith("Which pages?")
    assert problem in requests[1].prompt


def test_a_second_wrong_answer_is_none() -> None:
    assert unanswered(one_after_another(chat("No."))) == "it is not JSON"
    assert unanswered(one_after_another(chat('{"pages": ["ev', finish="length"))) == "it was cut off before its end"


def test_what_is_wrong_inside_a_second_answer_is_left_to_whoever_keeps_parts_of_it() -> None:
    assert ask(one_after_another(chat({"pages": ["sport", "trade"]})))[0].answer == {"pages": ["sport", "trade"]}


@pytest.mark.parametrize(("refusal", "left_out"), [
    ("Unknown parameter: response_format", "response_format"),
    ("json_schema is not supported", "response_format"),
    ("Unsupported value: 'temperature' does not support 0", "temperature"),
    ("max_tokens is too large", "max_tokens"),
])  # fmt: skip
def test_what_a_server_does_not_take_is_left_out(refusal: str, left_out: str) -> None:
    error = Served({"error": {"message": refusal}}, 400)
    reply, requests, _ = ask(one_after_another(error, chat(GOOD)))
    assert reply.answer == GOOD
    assert set(requests[0].body) - set(requests[1].body) == {left_out}
    assert ("JSON schema" in requests[1].prompt) == (left_out == "response_format")


def test_a_server_that_takes_nothing_is_believed_after_a_few_tries() -> None:
    with serving(one_after_another(Served({"error": "no"}, 400))) as server:
        model = ChatModel(Server(server.url, wait=lambda _: None), "small")
        with pytest.raises(UnansweredError, match="answers 400: no"):
            model.answer("Which pages?", SCHEMA)
        assert len(server.requests) <= 4


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_what_may_pass_is_tried_again(status: int) -> None:
    reply, requests, waits = ask(one_after_another(Served("busy", status), Served("busy", status), chat(GOOD)))
    assert (reply.answer, len(requests), waits) == (GOOD, 3, [0.5, 1.0])


def test_a_server_is_waited_for_as_long_as_it_asks_within_reason() -> None:
    busy = Served("busy", 429, {"Retry-After": "7"})
    endless = Served("busy", 503, {"Retry-After": "99999999999999999999"})
    assert ask(one_after_another(busy, endless, chat(GOOD)))[2] == [7.0, 60.0]
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert wait_before(0, "Mon, 02 Mar 2026 12:00:20 GMT", now) == 20.0
    assert wait_before(3, "Mon, 02 Mar 2026 11:00:00 GMT", now) == wait_before(3, "soon") == wait_before(9) == 4.0


def test_a_server_that_stays_busy_ends_the_run_and_one_that_fails_only_the_question() -> None:
    assert "takes no more questions now" in unanswered(one_after_another(Served("busy", 429)), ModelError)
    assert "answers 500: oh" in unanswered(one_after_another(Served({"error": {"message": "oh"}}, 500)))


def test_a_slow_answer_is_not_waited_for() -> None:
    assert "took longer than 0.3 seconds" in unanswered(one_after_another(Served(is_held=True)), seconds=0.3)


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    assert "sent more than 1,000,000 bytes" in unanswered(one_after_another(Served(b" " * 9_000_000)))


def test_a_closed_connection_is_tried_again() -> None:
    closed = Served(is_closed=True)
    assert ask(one_after_another(closed, closed, chat(GOOD)))[2] == [0.5, 1.0]
    assert "closed the connection" in unanswered(one_after_another(closed))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with serving() as other:
        moved = Served("", status, {"Location": f"{other.url}/chat/completions"})
        assert "to which nothing is sent" in unanswered(one_after_another(moved), ModelError, key=KEY)
        assert other.requests == []


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_ends_the_run_and_is_not_repeated(status: int) -> None:
    told = unanswered(one_after_another(Served({"error": {"message": f"Bad key {KEY}"}}, status)), ModelError, key=KEY)
    assert "refuses the key" in told
    assert "EXPLAINERY_KEY" in told
    assert KEY not in told
    assert "wants a key" in unanswered(one_after_another(Served("", status)), ModelError)


def test_a_key_that_the_server_sends_back_is_taken_out() -> None:
    assert KEY not in unanswered(one_after_another(Served({"error": {"message": f"Oh {KEY}"}}, 500)), key=KEY)
    reply, _, _ = ask(one_after_another(chat({"pages": [KEY]})), key=KEY)
    assert reply.answer == {"pages": ["…"]}
    assert KEY not in repr(Server("https://models.example/v1", KEY))


def test_a_host_has_to_prove_its_name_before_it_is_sent_anything(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with: install it, or leave this to a machine that has it")
    pem = tmp_path / "both.pem"
    made = ["-keyout", str(pem), "-out", str(tmp_path / "cert.pem")]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", *made]
    subprocess.run(command, check=True, capture_output=True)
    with serving(certificate=(tmp_path / "cert.pem", pem)) as server:
        model = ChatModel(Server(server.url, KEY, wait=lambda _: None), "small")
        with pytest.raises(ModelError, match="cannot prove that it is this host"):
            model.answer("Which pages?", SCHEMA)
        assert server.requests == []


def test_an_unknown_model_is_told_with_the_names_that_the_server_lists() -> None:
    def script(request: Request, _: int) -> Served:
        return (
            Served({"error": "not found"}, 404)
            if request.body
            else Served({"data": [{"id": "big"}, {"id": "bigger"}, 3]})
        )

    told = unanswered(script, ModelError)
    assert "no model 'small'" in told
    assert "big, bigger" in told


def test_no_server_is_told_with_what_to_do() -> None:
    with serving() as server:
        url = server.url
    with pytest.raises(ModelError, match="no server answers at this address") as caught:
        ChatModel(Server(url, wait=lambda _: None), "small").answer("Which?", SCHEMA)
    assert "Start it" in str(caught.value)


@pytest.mark.parametrize("body", [b"<html>", {}, {"choices": []}, {"choices": [{"message": None}]}, [1], b"\xff\xfe"])
def test_what_is_no_reply_of_a_model_is_no_answer(body: object) -> None:
    assert "does not answer as a model does" in unanswered(one_after_another(Served(body)))


@pytest.mark.parametrize("usage", ["many", {"prompt_tokens": -5}, {"prompt_tokens": 10**30, "completion_tokens": None}])
def test_tokens_that_a_server_does_not_count_are_estimated(usage: object) -> None:
    reply, _, _ = ask(one_after_another(chat(GOOD, usage=usage)))
    assert (reply.tokens_in, reply.tokens_out) == (3, 5)


def test_an_address_may_be_written_with_or_without_its_usual_end() -> None:
    for url in ("http://127.0.0.1:1", "http://127.0.0.1:1/v1/", "http://127.0.0.1:1/v1/chat/completions"):
        assert base_url(url) == "http://127.0.0.1:1/v1"
    assert base_url("https://models.example/openai") == "https://models.example/openai"
