"""The merge, case by case, as pages that a person can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainery.merging import DecisionKind, Generated, State, decisions_in, merge_story
from golden import Case, cases

_PART = re.compile(r"^=== (?P<what>[a-z ]+)(?:: (?P<page>\S+))?$", re.MULTILINE)


def parts(text: str) -> tuple[dict[str, dict[str, str]], str]:
    """The pages of each version by path, and the decisions that were taken before."""
    found: dict[str, dict[str, str]] = {"last build": {}, "page": {}, "this build": {}}
    decided = ""
    rows = list(_PART.finditer(text))
    for match, after in zip(rows, [*rows[1:], None], strict=True):
        body = text[match.end() + 1 : after.start() if after else len(text)]
        if match["what"] == "decided":
            decided = body
        else:
            found[match["what"]][f"s/{match['page']}"] = body
    return found, decided


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("merging.md")), ids=str)
def test_merging(case: Case) -> None:
    pages, decided = parts(case.given)
    before = State(pages["last build"], pages["page"], decisions_in(decided, "decisions.yml"))
    generated = Generated(pages["this build"])
    merged = merge_story(before, generated)
    after = merged.state
    rows = [f"=== {path.removeprefix('s/')}\n{text}" for path, text in sorted(after.live.items())]
    decided_on = [d for d in sorted(after.decisions) if d.kind is not DecisionKind.WAITS]
    if decided_on:
        rows.append("=== decided\n" + "".join(f"{d}\n" for d in decided_on))
    if after.proposals:
        rows.append("=== waits\n" + "".join(
            f"{p.id} on {p.page}{f' instead of {p.instead}' if p.instead else ''}: {p.build}\n" for p in after.proposals
        ))  # fmt: skip
    assert "".join(rows) == case.expected
    assert merge_story(after, generated).state == after, "a second build changes something"
