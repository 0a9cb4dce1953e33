"""`model:` in the settings: what may be set, and where an error is."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.answers.questions import Task
from explainery.config import DEFAULTS, settings_of
from explainery.errors import SettingsError
from explainery.model_settings import TASK_NAMES, ModelSettings, is_loopback


def settings(tmp_path: Path, text: str) -> ModelSettings:
    (tmp_path / ".explainery").mkdir(exist_ok=True)
    (tmp_path / ".explainery/settings.yml").write_text(text, "utf-8")
    return settings_of(tmp_path).model


def test_the_tasks_of_the_settings_are_those_of_the_questions() -> None:
    assert tuple(Task) == TASK_NAMES


def test_without_settings_there_is_no_model(tmp_path: Path) -> None:
    assert settings(tmp_path, "budget: 0.4\nmodel:\n") == DEFAULTS.model == ModelSettings()
    assert not ModelSettings().host
    assert not ModelSettings().sees_quotes


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """\
model:
  url: https://Models.example:8443/v1
  name: small
  tasks: [labels, same]
  may_see: [MODELS.example]
  parallel: 2
  most_tokens: 1000
  adapter: chat
"""
    read = settings(tmp_path, text)
    assert read == ModelSettings(
        "https://Models.example:8443/v1", "small", ("labels", "same"), ("models.example",), 2, 1000
    )
    assert read.host == "models.example"
    assert read.sees_quotes


@pytest.mark.parametrize(("line", "says"), [
    ("nmae: small", "Did you mean name"),
    ("api_key: sk-1", "a key does not belong in this file"),
    ("token: sk-1", "a key does not belong in this file"),
    ("url: models.example", "not the address of a model"),
    ("url: ftp://models.example", "not the address of a model"),
    ("url: https://models.example:port", "not the address of a model"),
    ("url: https://me:sk-1@models.example", "contains no password"),
    ("url: https://models.example/v1?key=sk-1", "contains no password"),
    ("url: http://models.example/v1", "for everybody to read. Use https://"),
    ("url: http://127.0.0.1.example/v1", "for everybody to read"),
    ("url: [1]", "url should be one line of text"),
    ("tasks: [labels, poems]", "'poems' is not among the possible values of tasks. They are labels"),
    ("adapter: soap", "They are chat, llm"),
    ("may_see: https://models.example", "Name the host only"),
    ("parallel: 0", "whole number above 0"),
    ("parallel: 1.5", "whole number above 0"),
    ("most_tokens: many", "whole number above 0"),
])  # fmt: skip
def test_an_error_names_its_line_and_what_to_write(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, f"budget: 0.4\nmodel:\n  # which one\n  {line}\n")
    assert says in str(caught.value)
    assert caught.value.line == 4
    assert "sk-1" not in str(caught.value)


def test_an_error_in_one_line_names_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, "budget: 0.4\nmodel: {name: small, url: http://models.example}\n")
    assert caught.value.line == 2
    with pytest.raises(SettingsError, match="settings of its own"):
        settings(tmp_path, "model: small\n")


@pytest.mark.parametrize(("host", "is_ours"), [
    ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("localhost.example", False),
    ("10.0.0.1", False), ("192.168.0.1", False), ("models.example", False), ("", False), ("::ffff:8.8.8.8", False),
])  # fmt: skip
def test_only_this_machine_is_loopback(host: str, is_ours: bool) -> None:  # noqa: FBT001
    assert is_loopback(host) is is_ours


def test_the_host_of_a_plug_in_is_not_known_and_sees_quotes_only_by_name() -> None:
    assert not ModelSettings(url="http://127.0.0.1", adapter="llm").sees_quotes
    assert ModelSettings(adapter="llm", may_see=("llm",)).sees_quotes
