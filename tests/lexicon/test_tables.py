"""The lexicon's tables, and the tables of patterns beside the modules that read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

import explainery
from explainery.lexicon.abbreviations import Abbreviation
from explainery.lexicon.gazetteer import gazetteer, genders, is_given, places
from explainery.lexicon.name_words import NameWord, Opener, openers
from explainery.lexicon.offices import Office
from explainery.lexicon.sieve import lowered
from explainery.lexicon.tables import by_group, by_use, either, table_rows
from explainery.linking.disputes.stances import stances
from explainery.marking.facets.classify import facet_weights
from explainery.marking.facets.cues import THEMES, cue_words
from explainery.marking.furniture import TABLE, flags_of, sieves, spelled_out

PACKAGE = Path(explainery.__file__).parent
ALL = sorted(p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.tsv"))
LEARNT = {
    "marking/facets/facets.tsv",
    "linking/sameness.tsv",
    "linking/disputes/disputes.tsv",
    "sorting/common_words.tsv",
}
USES: Mapping[str, type[StrEnum]] = {
    "abbreviations": Abbreviation,
    "name_words": NameWord,
    "offices": Office,
    "openers": Opener,
}


@pytest.mark.parametrize("path", ALL)
def test_a_table_says_where_it_comes_from_and_holds_each_entry_once(path: str) -> None:
    head = (PACKAGE / path).read_text("utf-8").splitlines()[0]
    assert head.startswith("# ")
    assert ("Ours" in head) or (path in LEARNT and "made by tools/" in head)
    keys = 2 if path in PATTERNS else 1
    entries = [row[:keys] for row in table_rows(path)]
    assert [entry for entry, times in Counter(entries).items() if times > 1] == []
    assert all(cell == cell.strip(" ") and cell for row in table_rows(path) for cell in row[:1])


PATTERNS = [
    "linking/disputes/stances.tsv",
    "linking/exchanges/things.tsv",
    "marking/facets/cues.tsv",
    "marking/furniture.tsv",
]


@pytest.mark.parametrize("path", PATTERNS)
def test_each_pattern_of_a_table_is_one_by_itself(path: str) -> None:
    for _, pattern, *_ in table_rows(path):
        re.compile(spelled_out(pattern) if path == TABLE else pattern)


@pytest.mark.parametrize("name", USES)
def test_the_uses_in_a_table_are_those_that_the_program_knows(name: str) -> None:
    assert set(by_use(f"lexicon/data/{name}.tsv")) == set(USES[name])


@pytest.mark.parametrize(("group", "pattern", "example"), table_rows(TABLE), ids=lambda cell: cell[:30])
def test_each_pattern_of_furniture_fits_its_example(group: str, pattern: str, example: str) -> None:
    assert re.search(spelled_out(pattern), example, flags_of(group))
    assert sieves()[group].fits(example, lowered(example))


def test_words_come_longest_first_so_that_a_pattern_takes_the_longest() -> None:
    words = by_use("lexicon/data/offices.tsv")["role"]
    assert words.index("chief executive") < words.index("chief")
    found = re.match(either(words), "chief executive of Norsea")
    assert found is not None
    assert found[0] == "chief executive"


def test_comments_and_empty_lines_are_no_rows() -> None:
    text = (PACKAGE / "marking/facets/cues.tsv").read_text("utf-8")
    assert "\n# Motives.\n" in text
    assert all(not row[0].startswith("#") for row in table_rows("marking/facets/cues.tsv"))


def test_groups_keep_the_order_of_their_patterns() -> None:
    assert by_group("marking/facets/cues.tsv")["because"][:3] == ("because", "as a result", "due to")


def test_every_theme_is_made_of_cues() -> None:
    assert frozenset().union(*THEMES.values()) <= frozenset(cue_words())
    assert {f"cue:{name}" for name in cue_words()} & set(facet_weights())


def test_the_gazetteer_knows_an_actor_by_any_of_its_names() -> None:
    assert {gazetteer()[name] for name in ("Norway", "Norwegian", "Oslo")} == {"Norway"}
    assert "Lombardy" in places()


def test_given_names_have_the_pronouns_that_go_with_them() -> None:
    assert [genders()[name] for name in ("Albert", "Alice", "Kim")] == ["m", "f", "mf"]
    assert is_given("Jean-Luc")
    assert not is_given("Harbour")


def test_openers_have_days_months_and_numbers() -> None:
    assert {"Monday", "May", "Sept.", "Seven", "The", "Mrs"} <= openers(Opener.NAMELESS)
    assert {"The", "Two"} <= openers(Opener.OPENS)
    assert "Monday" not in openers(Opener.OPENS)


def test_a_stance_is_told_with_words_for_what_was_said_put_in() -> None:
    assert "rejects" in stances("The board rejected the union's claim.")
    assert "rejects" not in stances("The board rejected an offer of 4 percent.")
    assert "back" in stances("Nobody believes such a claim.")
