"""A law of word starts: they find the groups that a search for every group finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from explainery.lexicon.tables import by_group, either
from explainery.lexicon.word_starts import WordStarts

GROUPS = {n: b for n, b in by_group("linking/disputes/stances.tsv").items() if not any("<" in row for row in b)}
GROUPS |= {"one letter": ("a\\w*",), "unknown": (r"\w+ing",), "a mark": ("n't", ", but")}
PATTERNS = {name: rf"(?<!\w){either(branches)}" for name, branches in GROUPS.items()}
STARTS = WordStarts.of({name: (GROUPS[name], pattern) for name, pattern in PATTERNS.items()})
PIECES = st.one_of(
    st.sampled_from(sorted(PATTERNS)).flatmap(lambda name: st.from_regex(PATTERNS[name], fullmatch=True)),
    st.sampled_from(
        [*" ".join(b for rows in GROUPS.values() for b in rows if b.isascii()).split(), "n't", ", ", "_", "é"]
    ),
)


@given(st.lists(PIECES, max_size=8), st.sampled_from([" ", "", "-"]))
def test_the_groups_of_a_text_are_those_that_a_search_finds(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces).lower()
    assert STARTS.fitting(text) == {name for name, pattern in PATTERNS.items() if re.search(pattern, text)}
