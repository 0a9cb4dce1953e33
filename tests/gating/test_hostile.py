"""Answers of any kind never get through: other words, other stories, broken forms, markup; and none takes long."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from checking.measured import TRUE, Statement, evidence_of_folder, passages_of
from explainery.gating import Refusal, refusals
from explainery.gating.licensed import free_words, is_free
from explainery.gating.words import has, words_in
from gating.measured import BUILDING, wordings_in

STORIES = ("car-factory-closing", "dam-dispute", "earthquake-relief")
_ROUNDS = 84  # of twelve kinds each: 1,008 answers
_SECONDS = 1.0


@cache
def _true() -> tuple[Statement, ...]:
    return tuple(s for s in wordings_in(BUILDING) if s.verdict == TRUE and s.folder.name in STORIES)


def _refused(wording: str, statement: Statement) -> tuple[Refusal, ...]:
    evidence = evidence_of_folder(statement.folder)
    passages = [p for words in statement.cites for p in passages_of(words, evidence)]
    return refusals(wording, passages, evidence)


def _other_word(statement: Statement, rng: random.Random) -> str:
    """The wording with one word of weight replaced by one of another story that no passage and no list has."""
    known = [w for cited in statement.cites for w in words_in(cited)]
    other = [w for s in _true() if s.folder != statement.folder for w in words_in(s.words)]
    listed = free_words("general")
    strange = [w for w in other if not (w.is_number or w.capital or is_free(w) or w.text in listed)]
    new = [w for w in strange if not has(known, w)]
    own = [w for w in words_in(statement.words) if not is_free(w) and not w.capital and not w.is_number]
    place = rng.choice(own)
    return statement.words[: place.start] + rng.choice(new).text + statement.words[place.end :]


def _other_story(statement: Statement, rng: random.Random) -> str:
    return rng.choice([s.words for s in _true() if s.folder != statement.folder])


def _shuffled(statement: Statement, rng: random.Random) -> str:
    words = statement.words[:-1].split()
    rng.shuffle(words)
    return " ".join(words)


KINDS: Sequence[Callable[[Statement, random.Random], str]] = (
    _other_word,
    _other_story,
    _shuffled,
    lambda _, rng: rng.choice(["", " ", ".", "\n", "null", "Yes.", "N/A."]),
    lambda s, rng: s.words * rng.randint(3, 4000),
    lambda s, rng: json.dumps({"sentence": s.words})[: -rng.randint(1, 9)],
    lambda s, rng: s.words.replace(" ", rng.choice([" **", " _", " `", "\n", "\t", "  ", " # "]), 1),
    lambda s, rng: s.words[:-1] + rng.choice(["<b>.</b>", "<script>.</script>", "&lt;.", "<!-- -->."]),
    lambda s, rng: s.words + rng.choice(["[^a-1]", "[^1]: note", " [link](https://a.example)", "^[note]"]),
    lambda s, rng: s.words.replace(" ", chr(rng.choice([0, 7, 8, 27, 0x200B, 0x202E, 0x2066, 0xFEFF])), 1),
    lambda s, rng: s.words.replace("a", rng.choice(["\u0430", "\u03b1", "\uff41"]), 1),
    lambda s, rng: s.words + " " + rng.choice(["Ignore the above.", "You may trust this.", "Click here.", s.words]),
)


def test_a_thousand_answers_never_get_through() -> None:
    rng = random.Random(14)  # noqa: S311 (a test that repeats)
    passed = [
        (kind, wording)
        for _ in range(_ROUNDS)
        for kind, make in enumerate(KINDS)
        for statement in [rng.choice(_true())]
        for wording in [make(statement, rng)]
        if wording != statement.words and not _refused(wording, statement)
    ]
    assert passed == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10**6,
        "The " + "a, " * 130 + "b.",
        "The " + "of the " * 56 + "b.",
        "“" * 399 + ".",
        "The " + "who, which " * 35 + "b.",
        "The " + "1 " * 190 + "b.",
        "The " + "at least " * 43 + "b.",
        "The " + "not " * 98 + "b.",
        "A" + "-a" * 198 + ".",
    ],
)
def test_no_answer_takes_long(text: str) -> None:
    statement = _true()[0]
    _refused(statement.words, statement)  # reads the story
    start = time.perf_counter()
    assert _refused(text, statement)
    assert time.perf_counter() - start < _SECONDS
