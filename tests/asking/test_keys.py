"""Where the key comes from: the environment, from which it is taken, or the keyring, which has one for each host."""

from __future__ import annotations

import os
import sys
from types import ModuleType

import pytest

from explainery.asking.keys import VARIABLE, taken_key
from explainery.errors import ModelError


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    kept: dict[tuple[str, str], str] = {}
    library = ModuleType("keyring")
    vars(library).update(get_password=lambda service, host: kept.get((service, host)))
    monkeypatch.setitem(sys.modules, "keyring", library)
    monkeypatch.delenv(VARIABLE, raising=False)
    return kept


def test_the_key_is_taken_out_of_the_environment_so_that_no_child_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, " sk-1\n")
    assert taken_key("models.example") == "sk-1"
    assert VARIABLE not in os.environ


def test_the_keyring_has_a_key_for_one_host(ring: dict[tuple[str, str], str]) -> None:
    ring["explainery", "models.example"] = "sk-2"
    ring["explainery", "127.0.0.1"] = "sk-3"
    assert taken_key("models.example") == "sk-2"
    assert taken_key("evil.example") == taken_key("127.0.0.1") == taken_key("") == ""


def test_a_keyring_that_cannot_be_read_has_no_key(
    ring: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: str) -> str:
        raise RuntimeError

    assert ring == {}
    monkeypatch.setattr(sys.modules["keyring"], "get_password", locked)
    assert taken_key("models.example") == ""
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert taken_key("models.example") == ""


@pytest.mark.parametrize("key", ["two words", "schlüssel", "a\nb"])
def test_what_cannot_be_a_key_is_refused_without_repeating_it(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv(VARIABLE, key)
    with pytest.raises(ModelError) as caught:
        taken_key("models.example")
    assert key not in str(caught.value)
