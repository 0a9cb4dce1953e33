"""Words become the pieces of the vocabulary, as the network was trained with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.encoding.tokens import Vocabulary, words_of
from small_encoder import pieces

VOCABULARY = Vocabulary(pieces())


def named(text: str, most: int = 99) -> list[str]:
    return [VOCABULARY.pieces[n] for n in VOCABULARY.tokens(text, most)]


@pytest.mark.parametrize(("text", "words"), [
    ("Dockers walked out.", ["dockers", "walked", "out", "."]),
    ("“It’s 4.5%,” he said", ["“", "it", "’", "s", "4", ".", "5", "%", ",", "”", "he", "said"]),
    ("naïve Café, ÅNGSTRÖM", ["naive", "cafe", ",", "angstrom"]),
    ("a\tb\u00a0c\r\nd", ["a", "b", "c", "d"]),
    ("zero\u200bwidth \ufffd", ["zerowidth"]),
    ("港口stands", ["港", "口", "stands"]),
    ("", []),
])  # fmt: skip
def test_a_text_is_words_and_marks_in_small_letters_without_accents(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


def test_a_word_is_its_longest_pieces() -> None:
    assert named("port ports") == ["<s>", "port", "port", "##s", "</s>"]


def test_what_the_vocabulary_cannot_spell_is_one_unknown() -> None:
    assert named("портsport 港") == ["<s>", "[UNK]", "[UNK]", "</s>"]
    assert named("a" * 101) == ["<s>", "[UNK]", "</s>"], "a word of more than 100 letters is none"


def test_a_long_text_is_cut_and_keeps_its_end_mark() -> None:
    assert named("port port port port", 4) == ["<s>", "port", "port", "</s>"]


@given(st.text(max_size=60), st.integers(2, 20))
def test_any_text_has_tokens_of_the_vocabulary_and_no_more_than_allowed(text: str, most: int) -> None:
    tokens = VOCABULARY.tokens(text, most)
    assert 2 <= len(tokens) <= most
    assert all(0 <= n < len(VOCABULARY.pieces) for n in tokens)
