"""The short ways of text functions make the same of a text as what they shorten."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from explainery.text import folded, one_line, visible

# Signs that a short way might treat in another way, among plain ones.
SIGNS = st.one_of(
    st.sampled_from(" \t\n\r\x0b\x1c\x85\xa0\u2009\u2028\u3000\u00ad\u200b\u200e\u202e\ufeff\ud800"),
    st.sampled_from("'\"`´‘’‚‛“”„«»‟‐‑‒–—-aßİÉ😀"),
    st.characters(exclude_categories=()),
)
TEXTS = st.text(SIGNS, max_size=12)
APOSTROPHES, QUOTATION_MARKS, DASHES = "‘’‚‛`´", "“”„«»‟", "‐‑‒–—"


@given(TEXTS)
@example("  a")
@example(" a\xa0 b ")
def test_a_text_on_one_line_has_its_words_with_a_blank_between(text: str) -> None:
    assert one_line(text) == " ".join(text.split())


@given(TEXTS)
@example("a\u202eb\u00ad")
def test_each_sign_is_shown_as_it_is_shown_before_a_line_break(text: str) -> None:
    assert visible(text) == "".join(visible(f"{sign}\n")[:-1] for sign in text)


@given(TEXTS)
@example("``a'' \"b\"")
@example("“a”" + "x" * 1_001)  # longer than what is remembered
def test_marks_of_one_kind_fold_to_one(text: str) -> None:
    line = one_line(visible(text))
    for marks, plain in ((APOSTROPHES, "'"), (QUOTATION_MARKS, '"'), (DASHES, "-")):
        line = re.sub(f"[{marks}]", plain, line)
    assert folded(text) == one_line(line.replace('"', "'").replace("''", "'").casefold())
