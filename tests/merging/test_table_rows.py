"""A row of a generated table is what it says, whichever article supports it: a person, an exchange, a figure."""

from __future__ import annotations

import pytest

from explainery.merging import Generated, Merged, State, merge_story
from explainery.merging.edits import edits_in
from explainery.merging.resolution import restored

PAGE = "s/index.md"
TABLES = {
    "who": (
        "| Who | Role |\n|---|---|",
        "| Olle Brandt | {words}[^{key}] |",
        "Norsea director",
        "a director at Norsea",
    ),
    "sides": (
        "| Who | Role | Side |\n|---|---|---|",
        "| Olle Brandt | {words} | Norsea[^{key}] |",
        "director",
        "chief",
    ),
    "trade": (
        "| Who gives | What | Who gets | How sure |\n|---|---|---|---|",
        "| Norsea | 4 percent | The union | {words}; one source[^{key}] |",
        "offered",
        "agreed",
    ),
    "figures": (
        "| What | How many | Who says so |\n|---|---|---|",
        "| Ships | 12 | {words}[^{key}] |",
        "Herald",
        "Post",
    ),
}


def definition(key: str) -> str:
    return f"[^{key}]: **Paper {key}**, [*T*](sources.md#{key}), 2 March 2026. The article: “Passage {key}.”"


def generated(table: str, keys: dict[str, str]) -> Generated:
    """Pages with a row that cites the first of some keys; each key comes with the words of its article."""
    head, row, *_ = TABLES[table]
    rows = [row.format(words=words, key=key) for key, words in keys.items()][:1]
    texts = ["---\ntitle: T\n---", "# T", "A sentence.[^aa-0001]"]
    texts += ["## A table", "\n".join([head, "| Zoe | other[^aa-0001] |", *rows])] if rows else []
    known = {k: definition(k) for k in ("aa-0001", *keys)}
    texts += ["## Sources for this page { data-search-exclude }"]
    texts += ["\n".join(known[k] for k in ("aa-0001", *list(keys)[:1]))]
    return Generated({PAGE: "\n\n".join(texts) + "\n"}, known, passages={k: f"code {k}" for k in known})


@pytest.fixture(params=TABLES)
def table(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def both(table: str) -> tuple[Generated, Generated, Generated]:
    """What is generated with two articles, with the second only, and with neither."""
    one, two = TABLES[table][2:]
    return generated(table, {"bb-0002": one, "cc-0003": two}), generated(table, {"cc-0003": two}), generated(table, {})


def edited(state: State, old: str, new: str) -> State:
    assert old in state.live[PAGE]
    return State(
        state.base, {PAGE: state.live[PAGE].replace(old, new)}, state.decisions, state.proposals, {}, state.memory
    )


def built(state: State, sources: Generated) -> Merged:
    merged = merge_story(state, sources)
    assert merge_story(merged.state, sources).state == merged.state
    return merged


def row_of(state: State) -> str:
    (row,) = [r for r in state.live[PAGE].splitlines() if r.startswith("| ") and "-000" in r and "Zoe" not in r]
    return row


def rows(state: State) -> int:
    return sum(r.startswith(("| Olle", "| Norsea", "| Ships", "| Typed")) for r in state.live[PAGE].splitlines())


def test_a_row_that_was_deleted_stays_deleted_when_its_source_goes(table: str) -> None:
    first, second, _ = both(table)
    state = built(State(), first).state
    state = edited(state, row_of(state) + "\n", "")
    for sources in (second, first):
        state = built(state, sources).state
        assert not rows(state)


def test_a_row_that_was_edited_stands_once_when_its_source_goes(table: str) -> None:
    first, second, _ = both(table)
    state = built(State(), first).state
    cell = TABLES[table][2]
    state = edited(state, cell, f"typed {cell}")
    for sources in (second, first):
        state = built(state, sources).state
        assert rows(state) == 1
        assert f"typed {cell}" in row_of(state)


@pytest.mark.parametrize("table", ["who", "sides"])
def test_a_deleted_person_stays_deleted_after_a_time_without_any_source(table: str) -> None:
    first, second, none = both(table)
    state = built(State(), first).state
    state = edited(state, row_of(state) + "\n", "")
    for sources in (first, none, second):
        state = built(state, sources).state
    assert not rows(state)


@pytest.mark.parametrize("table", ["who", "sides"])
def test_a_person_that_was_edited_stands_once_after_a_time_without_any_source(table: str) -> None:
    first, second, none = both(table)
    state = built(State(), first).state
    state = edited(state, TABLES[table][2], "typed")
    for sources in (none, second, none, first):
        state = built(state, sources).state
    assert rows(state) == 1
    assert "typed" in row_of(state)


def test_an_untouched_row_takes_the_other_articles_words(table: str) -> None:
    first, second, _ = both(table)
    state = built(built(State(), first).state, second).state
    assert state.live == second.pages
    assert not state.decisions
    assert not edits_in(state)


def test_a_row_of_ones_own_for_a_person_is_not_doubled_by_the_builds() -> None:
    first, _, none = both("who")
    state = built(State(), none).state
    page = state.live[PAGE].replace(
        "## Sources", "## Who\n\n| Who | Role |\n|---|---|\n| Olle Brandt | Typed |\n\n## Sources"
    )
    state = built(State(state.base, {PAGE: page}), first).state
    assert state.live[PAGE].count("| Olle Brandt |") == 1
    assert "Typed" in state.live[PAGE]


def test_a_person_who_was_deleted_and_restored_is_there_with_any_source() -> None:
    first, second, none = both("who")
    state = built(State(), first).state
    state = edited(state, row_of(state) + "\n", "")
    state = built(built(state, first).state, second).state
    state = restored(state, ["cc-0003:olle-brandt"]).state
    assert rows(state) == 1
    for sources in (second, none, first):
        state = built(state, sources).state
    assert rows(state) == 1


def test_two_events_of_one_day_are_two_rows() -> None:
    def page(key: str) -> Generated:
        text = f"# T\n\n| When | What happened |\n|---|---|\n| 2019 | Event {key}.[^{key}] |\n\n{definition(key)}\n"
        return Generated({PAGE: text}, {key: definition(key)}, passages={key: key})

    state = built(State(), page("bb-0002")).state
    state = edited(state, "| 2019 | Event bb-0002.[^bb-0002] |\n", "")
    state = built(state, page("cc-0003")).state
    assert "Event cc-0003" in state.live[PAGE]


def test_a_deleted_row_stays_deleted_when_the_other_article_is_cited_first_and_on_another_page() -> None:
    def page(path: str, *keys: str) -> Generated:
        marks = "".join(f"[^{k}]" for k in keys)
        table = f"| Who gives | What | How sure |\n|---|---|---|\n| Norsea | 4 percent | offered{marks} |"
        known = {k: definition(k) for k in keys}
        text = "\n\n".join(["# T", table, "\n".join(known.values())]) + "\n"
        return Generated({path: text}, known, passages=dict.fromkeys(keys, "one sentence"))

    state = built(State(), page(PAGE, "bb-0002")).state
    state = edited(state, "| Norsea | 4 percent | offered[^bb-0002] |\n", "")
    state = built(state, page("s/trade.md", "cc-0003", "bb-0002")).state
    assert "Norsea" not in "".join(state.live.values())
