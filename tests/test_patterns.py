"""Patterns are those of `re.compile`, and none is compiled before it is used."""

from __future__ import annotations

import ast
import gc
import re
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.patterns import Uncompiled, regex
from test_direction import sources

_EXTRAS = ("_dask", "dask_", "plugged", "encoder", "network")  # modules that need a library which may be absent


@given(st.text("ab ("), st.sampled_from([re.NOFLAG, re.IGNORECASE, re.MULTILINE]))
def test_it_finds_what_the_compiled_pattern_finds(text: str, flags: re.RegexFlag) -> None:
    late, compiled = regex(r"^(?P<word>A|b)+ ?", flags), re.compile(r"^(?P<word>A|b)+ ?", flags)
    assert late.sub("_", text) == compiled.sub("_", text)
    assert late.findall(text) == compiled.findall(text)
    assert [m.span("word") for m in late.finditer(text)] == [m.span("word") for m in compiled.finditer(text)]
    assert (late.pattern, late.flags, late.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_a_mistake_shows_at_its_first_use() -> None:
    late = regex("(")
    assert late.pattern == "("
    with pytest.raises(re.error):
        late.search("(")


def test_what_no_pattern_has_it_has_not() -> None:
    assert not hasattr(regex("a"), "_private")
    assert not hasattr(regex("a"), "unheard_of")


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    for module in sources().keys() - {"explainery.__main__"}:
        try:
            import_module(module)
        except ImportError:
            assert any(name in module for name in _EXTRAS), module
    late = [o for o in gc.get_objects() if isinstance(o, Uncompiled) and o.pattern != "("]
    assert len(late) > len(sources())
    for pattern in late:
        pattern.search("")


def test_no_module_compiles_a_pattern_as_it_is_loaded() -> None:
    eager = [name for name, text in sources().items() for node in ast.parse(text).body if _compiles(node)]
    assert eager == []


def _compiles(node: ast.stmt) -> bool:
    """Whether a statement compiles a pattern of text where it stands, and not in a function that somebody calls."""
    if isinstance(node, ast.FunctionDef):
        return False
    if isinstance(node, ast.ClassDef):
        return any(map(_compiles, node.body))
    calls = (n for n in ast.walk(node) if isinstance(n, ast.Call) and ast.unparse(n.func) == "re.compile")
    return any(not isinstance(c.args[0], ast.Constant) or isinstance(c.args[0].value, str) for c in calls)
