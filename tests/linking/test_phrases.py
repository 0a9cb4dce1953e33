"""What a word may do in a sentence, by the word before it."""

from __future__ import annotations

import pytest

from explainery.linking.exchanges.phrases import Tag, words_of


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The union made three offers.", "offers", Tag.NOUN),
        ("Later the union offers a truce.", "offers", Tag.VERB),
        ("Norsea’s reported offers", "reported", Tag.NOUN),
        ("Norsea reported a loss", "reported", Tag.VERB),
        ("the\nreported loss", "reported", Tag.NOUN),
        ("they\nreported a loss", "reported", Tag.VERB),
        ("an \nreported", "reported", Tag.NOUN),
        ("“an reported”", "reported", Tag.NOUN),
        ("(an) reported", "reported", Tag.VERB),
        ("It was filed by Norsea Co. on Monday", ".", Tag.NOUN),
        ("It was filed by Norsea. On Monday", ".", Tag.STOP),
    ],
)
def test_the_word_before_tells_a_noun_from_a_verb(text: str, word: str, tag: Tag) -> None:
    assert next(w.tag for w in words_of(text, []) if w.low == word) is tag
