"""No build loses or undoes an edit: the design's table, and its laws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainery.merging import Outcome, merge, outcome
from explainery.merging_home import with_entries

TEXT = st.sampled_from(["x", "y", "z"])
MAYBE = st.one_of(st.none(), TEXT)
PAGES = st.dictionaries(st.sampled_from(["a.md", "b.md", "c.md"]), TEXT)


def test_the_table() -> None:
    assert outcome("x", "x", "y") is Outcome.UPDATED
    assert outcome("x", "y", "x") is Outcome.KEPT
    assert outcome("x", "y", "z") is Outcome.CONFLICT
    assert outcome("x", None, "y") is Outcome.GONE
    assert outcome("x", "y", "y") is Outcome.SAME
    assert outcome(None, None, "y") is Outcome.ADDED
    assert outcome(None, "x", "y") is Outcome.UNKNOWN
    assert outcome("x", "x", None) is Outcome.REMOVED
    assert outcome("x", "y", None) is Outcome.CONFLICT


@given(PAGES, PAGES)
def test_an_unedited_project_becomes_the_new_pages(base: dict[str, str], new: dict[str, str]) -> None:
    found = merge(base, base, new)
    assert not found.conflicts
    assert {**base, **found.live} == {p: new.get(p) for p in {*base, *new}}


@given(PAGES, PAGES)
def test_a_build_with_nothing_new_changes_nothing(base: dict[str, str], live: dict[str, str]) -> None:
    live = {p: t for p, t in live.items() if p in base}
    found = merge(base, live, base)
    assert not found.live
    assert not found.base
    assert not found.conflicts


@given(PAGES, PAGES)
def test_what_a_person_and_the_build_both_wrote_stays(base: dict[str, str], both: dict[str, str]) -> None:
    live = {p: t for p, t in both.items() if p in base}
    assert not set(merge(base, live, both).live) & set(live)


@given(PAGES, PAGES, PAGES)
def test_a_page_with_a_persons_words_is_never_written_over(
    base: dict[str, str], live: dict[str, str], new: dict[str, str]
) -> None:
    found = merge(base, live, new)
    for path in found.live:
        assert live.get(path) in {None, base.get(path)}
        assert not (path in base and path not in live), "a deleted page came back"


@given(PAGES, PAGES, PAGES)
def test_a_second_build_changes_nothing(base: dict[str, str], live: dict[str, str], new: dict[str, str]) -> None:
    first = merge(base, live, new)
    if first.conflicts:
        return
    after_live = {p: t for p, t in {**live, **first.live}.items() if t is not None}
    after_base = {p: t for p, t in {**base, **first.base}.items() if t is not None}
    second = merge(after_base, after_live, new)
    assert not second.live
    assert not second.base


@given(PAGES, PAGES, PAGES)
def test_a_kept_page_stays_and_the_build_goes_on(
    base: dict[str, str], live: dict[str, str], new: dict[str, str]
) -> None:
    conflicts = merge(base, live, new).conflicts
    found = merge(base, live, new, keep=conflicts)
    assert all(found.outcomes[p] in {Outcome.HELD, Outcome.UNKNOWN} for p in conflicts)
    assert not set(conflicts) & set(found.live)


def test_a_deleted_page_stays_deleted_when_its_sources_leave_and_return() -> None:
    gone = merge({"a.md": "x"}, {}, {})
    assert not gone.base, "the base remembers the page"
    assert merge({"a.md": "x"}, {}, {"a.md": "x"}).outcomes["a.md"] is Outcome.GONE


ENTRIES = st.dictionaries(st.sampled_from(["flood", "port", "strike"]), st.sampled_from(["One.", "Two."]), max_size=3)


def home(entries: dict[str, str]) -> str:
    rows = [f"### [{slug.title()}]({slug}/index.md)\n\n{text}" for slug, text in sorted(entries.items())]
    return "\n\n".join(["# News", "Welcome.", "## Stories", *rows]) + "\n"


def test_a_new_story_reaches_a_home_page_that_people_edited() -> None:
    base, new = home({"port": "One."}), home({"flood": "Two.", "port": "One."})
    live = base.replace("# News", "# Our news").replace("Welcome.", "Come in.") + "\nWrite to us.\n"
    found = with_entries(base, live, new)
    assert found == live.replace("One.\n", "One.\n\n### [Flood](flood/index.md)\n\nTwo.\n", 1)


def test_an_entry_that_a_person_reworded_or_removed_stays_so() -> None:
    base, new = home({"flood": "One.", "port": "One."}), home({"flood": "Two.", "port": "Two."})
    live = home({"port": "Mine."})
    assert with_entries(base, live, new) == live


@given(ENTRIES, ENTRIES)
def test_an_unedited_home_page_becomes_the_new_one_but_for_order(base: dict[str, str], new: dict[str, str]) -> None:
    found = with_entries(home(base), home(base), home(new))
    assert sorted(found.strip().split("\n\n")) == sorted(home(new).strip().split("\n\n"))


@given(ENTRIES, ENTRIES)
def test_words_on_the_home_page_are_never_lost(base: dict[str, str], new: dict[str, str]) -> None:
    live = home(base).replace("Welcome.", "Come in.\n\nMine.") + "\nMine too.\n"
    found = with_entries(home(base), live, home(new))
    assert "Come in." in found
    assert "Mine." in found
    assert "Mine too." in found
    assert with_entries(home(new), found, home(new)) == found


def test_both_changed_and_the_builds_text_is_wanted() -> None:
    found = merge({"a.md": "x"}, {"a.md": "y"}, {"a.md": "z"}, take=["a.md"])
    assert found.outcomes["a.md"] is Outcome.REPLACED
    assert found.live == {"a.md": "z"}
