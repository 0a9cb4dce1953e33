"""Copies follow a correction or a deletion; what a person wrote stays, and is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainery.commands.build import Planned, build, planned
from explainery.commands.copies import followed
from explainery.commands.corrected_words import Kept, corrected, undated
from explainery.commands.stale_copies import StaleCopy
from explainery.merging import Generated, State, merge_story
from explainery.page_format import MARKS
from explainery.project import Project
from terminal import run

INDEX = """\
---
title: "The Constance"
description: "The ferry Constance sank off Maro and 12 people died."
---

# The Constance

The ferry Constance sank off Maro and 12 people died.[^herald-aaaa][^courier-bbbb]
Norsea will pay 500 crowns.[^herald-cccc]

What all this rests on: [two sources](sources.md).

## What happened when

| When | What happened |
|---|---|
| 2020 | Norsea will pay 500 crowns.[^herald-cccc] |
| 3 March 2026 | Constance sank with twelve dead.[^herald-aaaa] |

## Who is who

| Who | Role |
|---|---|
| Constance | ferry[^herald-aaaa] |
"""
TRADE = """\
# Who gives what

| Who gives | What | Who gets | How sure |
|---|---|---|---|
| Norsea | 500 crowns | the families | offered; one source[^herald-cccc] |

Norsea gave 300 files.[^herald-dddd]
"""
BUILT = {"ferry/index.md": INDEX, "ferry/trade.md": TRADE}


def after(index: str = INDEX, trade: str = TRADE) -> tuple[dict[str, str], tuple[StaleCopy, ...]]:
    """The pages after a build of the same sources, which a second build does not change; and the stale copies."""
    state = State(BUILT, {"ferry/index.md": index, "ferry/trade.md": trade})
    result = followed(state, Generated(BUILT))
    merged = merge_story(state, result.generated)
    again = followed(merged.state, Generated(BUILT))
    assert merge_story(merged.state, again.generated).state == merged.state, "a second build changes nothing"
    assert [(s.page, s.words) for s in again.stale] == [(s.page, s.words) for s in result.stale]
    return dict(merged.state.live), again.stale


def test_without_edits_the_pages_are_as_built() -> None:
    assert followed(State(BUILT, BUILT), Generated(BUILT)).generated.pages == BUILT


def test_a_correction_reaches_every_copy() -> None:
    pages, stale = after(INDEX.replace("12 people died.[", "14 people died.["))
    page = pages["ferry/index.md"]
    assert 'description: "The ferry Constance sank off Maro and 14 people died."' in page
    assert "Constance sank with 14 dead.[^herald-aaaa] |" in page
    assert "| Constance | ferry[^herald-aaaa] |" in page, "who somebody is, is no copy"
    assert "12" not in page
    assert "twelve" not in page
    assert stale == ()


def test_a_correction_reaches_other_pages_and_tables() -> None:
    pages, _ = after(INDEX.replace("will pay 500 crowns.[^herald-cccc]\n\n", "may pay 700 crowns.[^herald-cccc]\n\n"))
    assert "| 2020 | Norsea may pay 700 crowns.[^herald-cccc] |" in pages["ferry/index.md"]
    assert "| Norsea | 700 crowns | the families |" in pages["ferry/trade.md"]


def test_a_line_of_the_timeline_does_not_tell_its_date_twice() -> None:
    pages, _ = after(
        INDEX.replace("Norsea will pay 500 crowns.[^herald-cccc]\n", "In 2020, it gave nothing.[^herald-cccc]\n", 1)
    )
    assert "| 2020 | It gave nothing.[^herald-cccc] |" in pages["ferry/index.md"]


@pytest.mark.parametrize(("sentence", "date", "told"), [
    ("On 3 March 2026, the ferry sank.", "3 March 2026", "The ferry sank."),
    ("On 3 March the ferry sank.", "3 March 2026", "The ferry sank."),
    ("The ferry sank on 3 March 2026.", "3 March 2026", "The ferry sank."),
    ("In March 2026, it sank.", "March 2026", "It sank."),
    ("On 3 March 2027, the ferry sank.", "3 March 2026", "On 3 March 2027, the ferry sank."),
    ("On 3 March 2026 and later, it sank.", "3 March 2026", "On 3 March 2026 and later, it sank."),
    ("In 2020s terms, it sank.", "2020", "In 2020s terms, it sank."),
    ("It sank.", "", "It sank."),
])  # fmt: skip
def test_undated(sentence: str, date: str, told: str) -> None:
    assert undated(sentence, date) == told


def test_a_correction_in_a_table_reaches_the_prose_by_its_facts_only() -> None:
    pages, _ = after(INDEX.replace("| 2020 | Norsea will pay 500 crowns.", "| 2020 | Pays 700 crowns."))
    assert "Norsea will pay 700 crowns.[^herald-cccc]\n" in pages["ferry/index.md"]
    pages, _ = after(INDEX.replace("| 2020 | Norsea will pay 500 crowns.", "| 2020 | Pays 500 crowns."))
    assert "Norsea will pay 500 crowns.[^herald-cccc]\n" in pages["ferry/index.md"], "a shortened line corrects nothing"


def test_a_deletion_reaches_every_copy() -> None:
    pages, stale = after(INDEX.replace("Norsea will pay 500 crowns.[^herald-cccc]\n", "", 1))
    assert "500" not in pages["ferry/index.md"]
    assert "500" not in pages["ferry/trade.md"]
    assert "Who gives | What" not in pages["ferry/trade.md"], "nor does a table without rows stay"
    assert "Norsea gave 300 files." in pages["ferry/trade.md"]
    assert stale == ()


def test_the_description_does_not_say_what_was_deleted() -> None:
    line = "The ferry Constance sank off Maro and 12 people died.[^herald-aaaa][^courier-bbbb]\n"
    pages, _ = after(INDEX.replace(line, ""))
    front = pages["ferry/index.md"].split("---")[1]
    assert "12" not in front
    assert 'description: "What happened, why, and who said what, from two sources."' in front


def test_moving_is_no_deletion() -> None:
    line = "Norsea will pay 500 crowns.[^herald-cccc]\n"
    pages, _ = after(INDEX.replace(line, "", 1), TRADE + line)
    assert "| 2020 | Norsea will pay 500 crowns.[^herald-cccc] |" in pages["ferry/index.md"]
    assert "| Norsea | 500 crowns |" in pages["ferry/trade.md"]


def test_a_row_that_was_deleted_takes_no_sentence_with_it() -> None:
    pages, _ = after(INDEX.replace("| 2020 | Norsea will pay 500 crowns.[^herald-cccc] |\n", ""))
    assert "Norsea will pay 500 crowns.[^herald-cccc]\n" in pages["ferry/index.md"]


def test_what_a_person_wrote_stays_and_is_named() -> None:
    index = INDEX.replace("12 people died.[", "14 people died.[").replace("sank with twelve dead", "went down, 12 dead")
    index = index.replace('Maro and 12 people died."', 'Maro: 12 people died, says the Herald."')
    pages, stale = after(index)
    assert "Constance went down, 12 dead.[^herald-aaaa]" in pages["ferry/index.md"]
    assert "Maro: 12 people died, says the Herald." in pages["ferry/index.md"]
    lines = pages["ferry/index.md"].split("\n")
    assert [(s.page, lines[s.line - 1][:16], s.words) for s in stale] == [
        ("ferry/index.md", 'description: "Th', "12"),
        ("ferry/index.md", "| 3 March 2026 |", "12"),
    ]


def test_an_edit_taken_back_is_followed_back() -> None:
    edited = INDEX.replace("12 people died.[", "14 people died.[")
    state = State(BUILT, {**BUILT, "ferry/index.md": edited})
    merged = merge_story(state, followed(state, Generated(BUILT)).generated).state
    live = dict(merged.live)
    live["ferry/index.md"] = live["ferry/index.md"].replace("14 people died.[", "12 people died.[")
    back = State(merged.base, live, merged.decisions, merged.proposals)
    assert merge_story(back, followed(back, Generated(BUILT)).generated).state.live == BUILT


@pytest.mark.parametrize(
    ("copy", "old", "new", "result"),
    [
        ("Twelve people died.", "The ferry sank and 12 people died.", "The ferry sank and 14 people died.", "14 people died."),
        ("It has 12,000 members.", "All 12 left.", "All 14 left.", Kept.AS_IS),
        ("12 left and 12 stayed.", "All 12 left.", "All 14 left.", Kept.UNCLEAR),
        ("The two agreed on a deal.", "The two agreed on a deal on Monday.", "The two have not agreed on a deal on Monday.",
         "The two have not agreed on a deal."),
        ("Lavrov spoke in Maro.", "Lavrov, the minister, spoke in Maro.", "Peskov, the minister, spoke in Maro.",
         "Peskov spoke in Maro."),
        ("He paid 500 crowns.", "He paid 500 crowns on Monday.", "Nobody knows what was paid, or when.", Kept.UNCLEAR),
        ("He left on Monday.", "He left on Monday.", "On Monday, he left.", Kept.AS_IS),
    ],
)  # fmt: skip
def test_corrected_words(copy: str, old: str, new: str, result: str | Kept) -> None:
    assert corrected(copy, old, new) == result


ARTICLE = """\
---
title: {title}
publisher: {publisher}
published: 2026-03-04
rights: open
---
{lead}

In January 2020 inspectors found faults in the hull of the Constance.
Norsea wants new ferries because the old ones are unsafe.
"""
LEAD = "The ferry Constance sank off Maro on 3 March 2026 and twelve people died."


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    folder = tmp_path / "sources/ferry"
    folder.mkdir(parents=True)
    (folder / "herald.md").write_text(ARTICLE.format(title="Ferry sinks", publisher="The Herald", lead=LEAD), "utf-8")
    (folder / "story.yml").write_text("title: Why the Constance sank\n", "utf-8")
    build(Project.at(tmp_path))
    assert LEAD in (tmp_path / "docs/ferry/index.md").read_text("utf-8")
    return tmp_path


def rebuilt(root: Path) -> Planned:
    """Build, and check that a second build has nothing to do."""
    plan = build(Project.at(root))
    assert planned(Project.at(root)).writes == {}
    return plan


def edit(root: Path, page: str, old: str, new: str) -> None:
    text = (root / page).read_text("utf-8")
    assert old in text
    (root / page).write_text(text.replace(old, new), "utf-8")


def test_a_line_about_the_story_on_the_home_page_is_named(ferry: Path) -> None:
    line = f"{LEAD} Why?"
    (ferry / "docs/index.md").write_text(f"# News\n\n### [The ferry](ferry/index.md)\n\n{line}\n", "utf-8")
    edit(ferry, "docs/ferry/index.md", "twelve people died.[", "fourteen people died.[")
    done = run(ferry, "build")
    assert "docs/index.md:5: still says “twelve”, which was corrected or deleted on docs/ferry/index.md" in done.stdout


OWN = {"ferry/index.md": INDEX, "ferry/trade.md": TRADE}


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[str, str], list[str]]:
    """The pages after one to four edits of a person's, and the lines that they wrote."""
    pages, written = dict(OWN), []
    for number in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(sorted(pages)))
        lines = pages[path].split("\n")
        at = draw(st.sampled_from([n for n, line in enumerate(lines) if "[^" in line] or [0]))
        how = draw(st.sampled_from(["delete", "number", "words", "move", "anew"]))
        if how == "number":
            lines[at] = re.sub(r"\b(?:12|twelve|500|300)\b", str(draw(st.integers(600, 999))), lines[at])
        elif how == "words":
            lines[at] = lines[at].replace("[^", f" Word{number}.[^", 1)
        elif how == "anew" and not lines[at].startswith("|"):
            lines[at] = f"Nobody says so {number}." + "".join(MARKS.findall(lines[at]))
        elif how in {"delete", "move"}:
            line = lines.pop(at)
            other = next(p for p in pages if p != path)
            if how == "move" and not line.startswith("|"):
                pages[other] += f"\n{line}\n"
        pages[path] = "\n".join(lines)
    written = [line for p, t in pages.items() for line in t.split("\n") if line not in OWN[p]]
    return pages, written


@settings(max_examples=40, deadline=None)
@given(histories())
def test_law_nothing_of_a_person_is_lost_and_a_second_build_changes_nothing(
    history: tuple[dict[str, str], list[str]],
) -> None:
    pages, written = history
    result, _ = after(pages["ferry/index.md"], pages["ferry/trade.md"])
    text = "\n".join(result.values())
    assert all(line in text for line in written)
