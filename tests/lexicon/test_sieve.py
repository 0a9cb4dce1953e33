"""Laws of sieves: what they leave out never fits, and patterns that share letters fit what a plain list fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.lexicon.sieve import Sieve, heads, lowered, may_fit, needed
from explainery.lexicon.tables import either, table_rows
from explainery.marking.furniture import TABLE, flags_of, sieves, spelled_out

FURNITURE = [(group, spelled_out(pattern)) for group, pattern, _ in table_rows(TABLE)]
EXAMPLES = [example for _, _, example in table_rows(TABLE)]
CUES = [pattern for _, pattern, *_ in table_rows("marking/facets/cues.tsv")]
PIECES = st.sampled_from([*EXAMPLES, *" ".join(EXAMPLES).split(), "ſ", "ı", "İ", "\N{KELVIN SIGN}", "\n", ""])
LINES = st.lists(PIECES, max_size=6).flatmap(lambda ps: st.sampled_from([" ", "", "\n"]).map(lambda gap: gap.join(ps)))


@given(LINES, st.sampled_from([str.upper, str.lower, str.title, str]), st.sampled_from(sorted(sieves())))
def test_a_sieve_finds_what_its_patterns_find(line: str, case: type[str], group: str) -> None:
    text = case(line)
    found = any(re.search(pattern, text, flags_of(group)) for name, pattern in FURNITURE if name == group)
    assert sieves()[group].fits(text, lowered(text)) == found


@given(LINES, st.sampled_from([str.upper, str.lower, str]), st.sampled_from(FURNITURE))
def test_a_pattern_that_may_not_fit_fits_nowhere(line: str, case: type[str], furniture: tuple[str, str]) -> None:
    pattern = re.compile(furniture[1], flags_of(furniture[0]))
    assert may_fit(pattern, lowered(case(line))) or not pattern.search(case(line))


@given(st.data())
def test_whatever_fits_a_pattern_contains_what_the_pattern_needs(data: st.DataObject) -> None:
    group, pattern = data.draw(st.sampled_from(FURNITURE))
    text = lowered(data.draw(st.from_regex(re.compile(pattern, flags_of(group)))))
    assert all(any(t in text for t in texts) for texts in needed(pattern, flags_of(group)))


@given(st.data(), st.integers(1, 12))
def test_whatever_fits_a_pattern_begins_as_its_heads_say(data: st.DataObject, letters: int) -> None:
    pattern = data.draw(st.sampled_from(CUES))
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert text.lower().startswith(tuple(heads(pattern, letters)))


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"\bnot a robot\b", ["not a robot"]),
        (r"^more (?:from|on)\b.*now$", ["more from", "more on", "now"]),
        (r"(?:photo|image)s? by \w+", ["photo by ", "photos by ", "image by ", "images by "]),
        (r"(?i:PIC\.twitter)", ["pic.twitter"]),
        (r"\w+\d*", []),
        (r"(?:abc|\d)+", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, texts: list[str]) -> None:
    assert sorted(t for need in needed(pattern) for t in need) == sorted(texts)


@pytest.mark.parametrize("line", ["Read MORE", "read more", "READ More\nand more"])
def test_a_sieve_takes_capitals_as_its_flags_say(line: str) -> None:
    assert Sieve.of(["^read more"], re.IGNORECASE).fits(line, lowered(line))
    assert Sieve.of(["^read more"]).fits(line, lowered(line)) == line.startswith("read more")


WORDS = st.lists(st.text("abAB s", max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("abAB s", max_size=12), st.sampled_from([re.NOFLAG, re.IGNORECASE]), st.sampled_from(["", r"\b"]))
def test_branches_that_share_letters_fit_what_a_plain_list_fits(
    words: list[str], text: str, flags: re.RegexFlag, end: str
) -> None:
    plain = re.compile(f"{end}(?:{'|'.join(words)}){end}", flags)
    assert [m.span() for m in re.compile(f"{end}{either(words)}{end}", flags).finditer(text)] == [
        m.span() for m in plain.finditer(text)
    ]


@given(st.lists(st.sampled_from(CUES), min_size=1, max_size=12), st.data())
def test_branches_with_parts_of_their_own_fit_what_a_plain_list_fits(branches: list[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(data.draw(st.sampled_from(branches)), fullmatch=True))
    plain, shared = re.match("|".join(branches), text), re.match(either(branches), text)
    assert plain is not None
    assert shared is not None
    assert shared.span() == plain.span()
