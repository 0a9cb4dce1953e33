"""Users of the library can tell errors apart by their codes."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import explainery
from explainery.errors import ExplaineryError, SourceError


def error_classes(base: type[ExplaineryError] = ExplaineryError) -> Iterator[type[ExplaineryError]]:
    """The base class and every class below it."""
    yield base
    for subclass in base.__subclasses__():
        yield from error_classes(subclass)


@pytest.fixture(scope="module", autouse=True)
def whole_program() -> None:
    """Import every module, so that an error class defined anywhere is known."""
    for module in pkgutil.walk_packages(explainery.__path__, "explainery."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def test_every_error_class_states_its_own_code() -> None:
    assert [e.__name__ for e in error_classes() if "code" not in vars(e)] == []


def test_codes_are_unique() -> None:
    codes = [e.code for e in error_classes()]
    assert len(codes) >= 6
    assert len(codes) == len(set(codes))


def test_codes_are_words_joined_by_hyphens() -> None:
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", e.code) for e in error_classes())


def test_released_codes_stay_as_they_are() -> None:
    released = {
        "ExplaineryError": "usage",
        "SourceError": "source",
        "SettingsError": "settings",
        "PageConflictError": "page-conflict",
        "UnresolvedError": "unresolved-merge",
        "WritingError": "write-failed",
    }
    assert released.items() <= {e.__name__: e.code for e in error_classes()}.items()


@pytest.mark.parametrize(("error", "text"), [
    (SourceError("this file has no text"), "this file has no text."),
    (SourceError("this file has no text", file="a.txt"), "a.txt:1: this file has no text."),
    (SourceError("this file has no text", file="a.txt", line=4, hint="Add some"), "a.txt:4: this file has no text. Add some."),
    (SourceError("this page has no text", file="https://a.example/b"), "https://a.example/b: this page has no text."),
])  # fmt: skip
def test_an_error_names_file_and_line_and_what_to_do(error: ExplaineryError, text: str) -> None:
    assert str(error) == text
