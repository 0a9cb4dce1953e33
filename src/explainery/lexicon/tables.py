"""Tables of words: tab-separated text below the package, one entry a line; a line that begins with "#" is a comment.

The first comment of each table says what it is, who wrote it and what its columns are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from explainery.patterns import regex

_LETTER = regex(r"[a-zA-Z ](?![?*+{])")
_GROUP = regex(r"\(\?:[^()]*\)")
_PACKAGE = Path(__file__).parent.parent


def table_rows(path: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, each as its cells. `path`: below the package's folder, as `lexicon/data/actors.tsv`."""
    lines = (_PACKAGE / path).read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def by_use(path: str) -> Mapping[str, tuple[str, ...]]:
    """The words of each use, in a table of words and their uses (separated by blanks); the longest word first.

    Longest first, so that a pattern of them takes "chief executive" before "chief".
    """
    words: dict[str, list[str]] = {}
    for word, uses in table_rows(path):
        for use in uses.split():
            words.setdefault(use, []).append(word)
    return MappingProxyType({use: tuple(sorted(listed, key=lambda w: (-len(w), w))) for use, listed in words.items()})


def by_group(path: str) -> Mapping[str, tuple[str, ...]]:
    """The patterns of each group, in a table of groups and patterns (further columns are for people); in order."""
    patterns: dict[str, list[str]] = {}
    for group, pattern, *_ in table_rows(path):
        patterns.setdefault(group, []).append(pattern)
    return MappingProxyType({group: tuple(listed) for group, listed in patterns.items()})


def either(branches: Iterable[str]) -> str:
    """A pattern that fits where one of some patterns fits; the first that does is taken."""
    return f"(?:{alternatives(branches)})"


def alternatives(branches: Iterable[str]) -> str:
    """What `either` gives, without the group around it.

    Branches with the same letters at the start are put together, as in "s(?:aid|ays)": of a hundred verbs, few are then
    tried on a word. What is taken, and of two branches that fit the first, is the same as of a plain list.
    """
    listed = list(branches)
    by_letter: dict[str, list[str]] = {}
    for branch in listed:
        by_letter.setdefault(branch[:1], []).append(branch[1:])
    ends_last = "" not in by_letter or listed.index("") == len(listed) - 1
    if not (
        ends_last and all(map(_opens_with_letter, listed)) and len({a.lower() for a in by_letter}) == len(by_letter)
    ):
        return "|".join(listed)
    return "|".join(a + (rest[0] if len(rest) == 1 else either(rest)) for a, rest in by_letter.items())


def _opens_with_letter(branch: str) -> bool:
    """Whether the first letter of a branch can be written once for several: one branch, not repeated, no own group."""
    inside = _GROUP.sub("", branch)
    return not branch or (_LETTER.match(branch) is not None and "|" not in inside and "(" not in inside)
