"""Words to numbers: the WordPiece tokens that the network was trained with (Wu et al., 2016; BERT's rules for English).

A text is put into small letters without accents, divided at blanks and punctuation, and each word into the longest
pieces that the vocabulary has. These few lines are ours, because the library for it brings 40 MB and a network client.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

START, END, UNKNOWN = "<s>", "</s>", "[UNK]"
_GOES_ON = "##"  # before a piece inside a word
_LONGEST_WORD = 100  # characters; a longer one is unknown, as in training
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
               (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))  # fmt: skip
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(frozen=True)
class Vocabulary:
    """The pieces that the network knows, in the order of their numbers."""

    pieces: Sequence[str]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each piece."""
        return {piece: number for number, piece in enumerate(self.pieces)}

    def tokens(self, text: str, most: int) -> list[int]:
        """The numbers of a text's pieces, at most so many, with those that mark its start and end."""
        inner = [n for word in words_of(text) for n in self._pieces(word)]
        return [self.numbers[START], *inner[: most - 2], self.numbers[END]]

    def _pieces(self, word: str) -> list[int]:
        """The numbers of a word's pieces, from its start each as long as can be; one unknown if that leads nowhere."""
        out: list[int] = []
        at = 0
        while at < len(word) <= _LONGEST_WORD:
            prefix = _GOES_ON if at else ""
            ends = range(len(word), at, -1)
            end = next((e for e in ends if prefix + word[at:e] in self.numbers), None)
            if end is None:
                break
            out.append(self.numbers[prefix + word[at:end]])
            at = end
        return out if at == len(word) else [self.numbers[UNKNOWN]]


def words_of(text: str) -> Iterator[str]:
    """A text's words and marks, in small letters without accents."""
    spaced = "".join(_spaced(c) for c in text)
    letters = (c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
    for word in "".join(letters).lower().split():
        yield from _divided(word)


def _spaced(letter: str) -> str:
    """A letter as it counts: blanks are alike, control characters are none, and an ideograph is a word."""
    if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
        return " "
    if letter in "\0\ufffd" or unicodedata.category(letter)[0] == "C":
        return ""
    point = ord(letter)
    return f" {letter} " if any(first <= point <= last for first, last in _IDEOGRAPHS) else letter


def _divided(word: str) -> Iterator[str]:
    """A word without its punctuation marks, and each of them by itself."""
    piece = ""
    for letter in word:
        if letter in _ASCII_MARKS or unicodedata.category(letter)[0] == "P":
            yield from (p for p in (piece, letter) if p)
            piece = ""
        else:
            piece += letter
    if piece:
        yield piece
