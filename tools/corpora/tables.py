"""The tables beside this module: kinds of stories with their facts, facts of any story, quotations, words.

A wording is kept in pieces: plain text at even places, the name of what fills a gap at odd ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
Wording = tuple[str, ...]
TAIL = "tail"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of fact: its facet, and the wordings that tell it."""

    facet: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of story: its settings by name (titles, names for the event, bodies, roles, things), and its facts."""

    name: str
    settings: Mapping[str, tuple[str, ...]]
    patterns: tuple[Pattern, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of story."""
    parts = re.split(r"^== (\w+)\n", _text("topics.txt"), flags=re.MULTILINE)[1:]
    return tuple(_kind(name, body) for name, body in zip(parts[::2], parts[1::2], strict=True))


@cache
def common() -> tuple[Pattern, ...]:
    """The facts that fit any story."""
    return tuple(p for p in _patterns(_text("common.txt")) if p.facet != TAIL)


@cache
def tails() -> tuple[Pattern, ...]:
    """What a sentence may go on with."""
    return tuple(p for p in _patterns(_text("common.txt")) if p.facet == TAIL)


@cache
def quotations() -> tuple[tuple[Wording, Wording], ...]:
    """What people say, in their own words and as a report."""
    rows = (line.split("|") for line in _text("quotes.txt").splitlines() if line)
    return tuple((pieces(said), pieces(reported)) for said, reported in rows)


@cache
def words(name: str) -> tuple[str, ...]:
    """One list of words."""
    lists = dict(line.split(": ", 1) for line in _text("words.txt").splitlines() if line)
    return tuple(dict.fromkeys(lists[name].split("|") if name == "streets" else lists[name].split()))


def pieces(text: str) -> Wording:
    """A wording in pieces."""
    return tuple(re.split(r"[{}]", text))


def _text(name: str) -> str:
    lines = (HERE / name).read_text("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))


def _kind(name: str, body: str) -> Kind:
    head, _, facts = body.partition("[")
    settings = dict(line.split(": ", 1) for line in head.splitlines() if line)
    listed = {key: tuple(value.split(" | ")) for key, value in settings.items()}
    return Kind(name, listed, tuple(_patterns("[" + facts)))


def _patterns(text: str) -> Iterator[Pattern]:
    for facet, body in re.findall(r"^\[(\w+)\]\n((?:(?!\[).+\n)+)", text, re.MULTILINE):
        yield Pattern(facet, tuple(pieces(line) for line in body.splitlines()))
