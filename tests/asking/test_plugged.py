"""Models of the library llm: a stand-in for it, and the library itself where it is installed."""

from __future__ import annotations

import json
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from explainery.answers.questions import choice, list_of, object_of
from explainery.asking.models import model_for
from explainery.asking.plugged import PluggedModel
from explainery.asking.protocol import Reply, UnansweredError
from explainery.errors import ModelError
from explainery.model_settings import ModelSettings

SCHEMA = object_of({"pages": list_of(choice("event", "trade"), 2)})
KEY = "sk-verysecret123"


class _UnknownModelError(KeyError):
    pass


class NeedsKeyException(Exception):  # noqa: N818 (the library's name)
    pass


class _Model:
    model_id, needs_key, supports_schema = "echo", "echo", True
    Options = SimpleNamespace(model_fields={"temperature": None})

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.says: str | Exception = json.dumps({"pages": ["trade"]})

    def prompt(self, prompt: str, **more: object) -> SimpleNamespace:
        self.asked.append((prompt, more))
        if isinstance(self.says, Exception):
            raise self.says
        return SimpleNamespace(text=lambda: self.says, usage=lambda: SimpleNamespace(input=7, output=None))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> _Model:
    made, library = _Model(), ModuleType("llm")

    def get_model(name: str) -> _Model:
        if name != "echo":
            raise _UnknownModelError(name)
        return made

    vars(library).update(get_model=get_model, get_models=lambda: [made], UnknownModelError=_UnknownModelError)
    monkeypatch.setitem(sys.modules, "llm", library)
    return made


def test_a_plug_in_is_asked_with_the_schema(model: _Model) -> None:
    asked = model_for(ModelSettings(name="echo", adapter="llm"), KEY)
    assert asked.answer("Which?", SCHEMA) == Reply({"pages": ["trade"]}, 7, 5)
    assert model.asked == [("Which?", {"stream": False, "schema": SCHEMA, "temperature": 0, "key": KEY})]
    assert KEY not in repr(asked)


def test_a_plug_in_without_schemas_is_told_in_words(model: _Model) -> None:
    model.supports_schema = False
    PluggedModel.of("echo").answer("Which?", SCHEMA)
    ((prompt, more),) = model.asked
    assert json.dumps(SCHEMA) in prompt
    assert "schema" not in more


def test_the_errors_of_a_plug_in_are_sentences_without_the_key(model: _Model) -> None:
    model.says = ValueError(f"no luck with {KEY}")
    with pytest.raises(UnansweredError, match="no luck with …"):
        PluggedModel.of("echo", KEY).answer("Which?", SCHEMA)
    model.says = NeedsKeyException("no key")
    with pytest.raises(ModelError, match="llm keys set"):
        PluggedModel.of("echo").answer("Which?", SCHEMA)


@pytest.mark.usefixtures("model")
def test_an_unknown_model_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ModelError, match=r"has no model 'nonesuch'.*: echo"):
        PluggedModel.of("nonesuch")
    with pytest.raises(ModelError, match="no model is named"):
        model_for(ModelSettings(adapter="llm"), "")


def test_without_the_library_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llm", None)
    with pytest.raises(ModelError, match=r"explainery\[llm\]"):
        PluggedModel.of("echo")


def test_the_library_itself_is_called_as_it_wants_to_be() -> None:
    llm = pytest.importorskip("llm", reason="the library llm is not installed: pip install llm llm-echo tests it")
    pytest.importorskip("llm_echo", reason="the plug-in llm-echo is not installed: pip install llm llm-echo tests it")
    assert llm.get_model("echo")
    said = PluggedModel.of("echo")._say("Which?", SCHEMA)  # noqa: SLF001 (an echo is no answer)
    assert "Which?" in said.text
    assert said.tokens_in > 0
