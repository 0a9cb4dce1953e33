"""Measures the gate on wordings whose verdict is known: which wrong ones it lets through, and which true ones it refuses.

A set is a folder of stories in the form of `checking/measured.py`: two articles, and `statements.tsv` with a line for
each wording: its verdict, its kind, its passages, and its words. "building" was there while the gate was written;
"others", by other writers, was measured unseen once, and rules were built on it since. Nobody who writes rules opens
"measuring", which is by other writers, too: only its totals are looked at, and no rule is chosen by them.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checking.measured import TRUE, WRONG, Rate, Statement, evidence_of_folder, passages_of
from explainery.gating import Refusal, refusals

BUILDING = Path(__file__).parent / "building"
OTHERS = Path(__file__).parent / "others"
_JOIN = " || "


@dataclass(frozen=True, slots=True)
class Gated:
    """A wording, and what the gate says against it."""

    statement: Statement
    refusals: tuple[Refusal, ...]


def wordings_in(root: Path) -> Iterator[Statement]:
    """The wordings of a set, story by story. Raises FileNotFoundError if the folder has none."""
    files = sorted(root.glob("*/statements.tsv"))
    if not files:
        raise FileNotFoundError(f"no statements.tsv in the folders of {root}")
    for file in files:
        rows = csv.reader(file.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        for line, (verdict, kind, cites, words, *_) in enumerate(rows, 1):
            if verdict in {TRUE, WRONG}:  # a file may begin with its columns' names
                yield Statement(file.parent, line, verdict, kind, tuple(cites.split(_JOIN)), words)


def gated(statement: Statement) -> Gated:
    """Put a wording and its passages to the gate."""
    evidence = evidence_of_folder(statement.folder)
    passages = list(dict.fromkeys(p for words in statement.cites for p in passages_of(words, evidence)))
    return Gated(statement, refusals(statement.words, passages, evidence))


def all_gated(root: Path) -> list[Gated]:
    """Every wording of a set with what the gate says against it."""
    return [gated(statement) for statement in wordings_in(root)]


def passed(rows: Iterable[Gated], verdict: str) -> dict[str, Rate]:
    """How many wordings of a verdict the gate lets pass, by kind; "all" at the end."""
    rows = [r for r in rows if r.statement.verdict == verdict]
    kinds = dict.fromkeys(r.statement.kind for r in rows)
    return {kind: _rate(r for r in rows if r.statement.kind == kind) for kind in kinds} | {"all": _rate(rows)}


def refused(rows: Iterable[Gated], verdict: str) -> dict[str, Rate]:
    """How many wordings of a verdict the gate refuses, by kind; "all" at the end."""
    return {kind: Rate(r.total - r.reported, 0, r.total) for kind, r in passed(rows, verdict).items()}


def _rate(rows: Iterable[Gated]) -> Rate:
    rows = list(rows)
    return Rate(sum(not r.refusals for r in rows), 0, len(rows))


def reasons(rows: Sequence[Gated], verdict: str) -> Counter[tuple[str, bool]]:
    """How often each kind of refusal occurs, and whether it is the only one of its wording."""
    found: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        kinds = {r.code or r.kind.value for r in row.refusals}
        if row.statement.verdict == verdict:
            found.update((kind, len(kinds) == 1) for kind in kinds)
    return found
