"""Laws of what is sought by the words that it begins with: cues, tenses, dates and known names are found all the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainery.lexicon.gazetteer import gazetteer
from explainery.lexicon.tables import table_rows
from explainery.marking.facets.cue_index import cues_in
from explainery.marking.facets.cues import cue_pattern, cue_words
from explainery.marking.facets.features import GROUPS, MASKS, ONE_WORD, PURPOSE, tenses_in
from explainery.marking.known_names import known_names, pattern_of
from explainery.marking.temporal import RULES, matches_at, places_of
from laws import examples

CUES = [pattern for _, pattern, *_ in table_rows("marking/facets/cues.tsv")]
GLUE = st.sampled_from([" ", " ", " ", ", ", "", "-", "'", "<", ">", "_", ". ", "n't "])
WORD = st.sampled_from(
    "the a will won't had been sold has 've is due to mend running not need needs ought it was seen <person> <money> é ſ".split()
)


def texts_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(words, GLUE), max_size=8).map(lambda pairs: "".join(a + b for a, b in pairs))


PHRASES = st.sampled_from(CUES).flatmap(lambda pattern: st.from_regex(pattern, fullmatch=True))


@settings(max_examples=examples(400))  # of 1,300 words and phrases
@given(texts_of(st.one_of(PHRASES, PHRASES, WORD)))
def test_cues_are_those_that_their_patterns_find(words: str) -> None:
    assert cues_in(words) == {name for name in cue_words() if cue_pattern(name).search(words)}


@pytest.mark.parametrize(
    ("words", "cue"),
    [("they gave aid", "giving"), ("it cost <money> a year", "money"), ("in exchange for oil", "swap"), ("cause", "")],
)
def test_a_cue_is_a_word_or_a_phrase(words: str, cue: str) -> None:
    assert (cue in cues_in(words)) == bool(cue)


@given(texts_of(WORD))
def test_tenses_are_those_that_their_patterns_find(words: str) -> None:
    patterns = [(name, rf"\b(?:{p.pattern})\b") for name, p in ONE_WORD]
    patterns += [(name, group.pattern) for name, _, group in GROUPS]
    patterns.append(("purpose", PURPOSE.pattern))
    assert tenses_in(words) == {name for name, pattern in patterns if re.search(pattern, words)}


@given(st.data())
def test_what_is_masked_has_the_letters_by_which_it_is_sought(data: st.DataObject) -> None:
    sign, pattern, _ = data.draw(st.sampled_from(MASKS))
    assert sign.search(data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags))))


DATED = st.sampled_from(
    "Monday monday May March 12 12th 2019 2019-03-02 Jan. Sept of week a on the after next before last LAST year years ago "
    "ten yesterday TOMORROW day this morning Christmas christmas Day Eve New Year's Mayors through - 3 $2019 2019% ſ".split()
)


@given(texts_of(DATED), st.integers(0, len(RULES) - 1))
def test_dates_are_those_that_their_rules_find(text: str, rule: int) -> None:
    pattern = RULES[rule][1]
    found = matches_at(pattern, text, places_of(text)[rule])
    assert [m.span() for m in found] == [m.span() for m in pattern.finditer(text)]


NAMES = st.one_of(
    st.sampled_from(sorted(gazetteer())), st.sampled_from(["Kim", "The Board", "’t Hof", "(Norsea)", "of", "U.S"])
)
PARTIES = st.lists(st.tuples(st.just("Norsea"), st.tuples(NAMES)), max_size=3).map(tuple)


@given(texts_of(NAMES), PARTIES)
def test_known_names_are_those_that_one_pattern_finds(text: str, parties: tuple[tuple[str, tuple[str]], ...]) -> None:
    known = known_names(parties)
    pattern = pattern_of(tuple(sorted(known.table, key=lambda name: (-len(name), name))))
    assert [m.span() for m in known.within(text)] == [m.span() for m in pattern.finditer(text)]
