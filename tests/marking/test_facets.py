"""Facets: the learnt weights on sentences of any story, and how the weights are made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import labelled_stories
import train_disputes
import train_facets
import weights_lock
from explainery.marking.facets.classify import facet_weights
from explainery.model import BACKGROUND, EVENT, FACETS, MOTIVES, REACTIONS, TRADE, Rights
from making import marked

KINDS = "diplomacy war tradewar court election business disaster science protest merger rights".split()
# The page of each sentence, in a short report as wires print it.
REPORT = (
    (EVENT, "Dockers at the port of Arlen walked off the job on Monday after talks with the harbour company Norsea collapsed."),
    (EVENT, "The strike began at 6 a.m. and will last until Thursday, the union said."),
    (MOTIVES, "Norsea wants to cut its costs because it fears that shipping lines will move to cheaper ports."),
    (TRADE, "The company had offered a 4 percent raise and a $500 bonus in exchange for longer night shifts."),
    (REACTIONS, "“This is a disgrace, and the company should be ashamed of it,” said Mara Lindqvist, a councillor."),
    (BACKGROUND, "The port, founded in 1874, is one of the largest in the country and had last been on strike in 2009."),
)  # fmt: skip


def test_each_sentence_of_a_plain_report_goes_to_its_page() -> None:
    sentences = marked("\n\n".join(text for _, text in REPORT), rights=Rights.OPEN).sentences
    assert [s.facets[0] for s in sentences] == [facet for facet, _ in REPORT]


@pytest.mark.parametrize(
    ("words", "facet"),
    [
        ("Norland’s ruling party hopes to win back voters before the election in May, analysts said.", MOTIVES),
        ("The court could impose a fine of up to 40,000 crowns under a law passed in 1998.", BACKGROUND),
        ("The opposition condemned the ruling as an attack on the free press.", REACTIONS),
        ("Under the deal Westland will pay 3 million crowns a year for the gas.", TRADE),
    ],
)
def test_a_sentence_deep_in_a_report(words: str, facet: str) -> None:
    lead = "Norland signed an accord with Westland on Monday in the border town of Vella.\n\n"
    filler = "The ceremony lasted an hour and was shown on television in both countries on Monday.\n\n"
    assert marked(lead + 4 * filler + words, rights=Rights.OPEN).sentences[-1].facets[0] == facet


def test_a_question_or_a_fragment_serves_no_page() -> None:
    sentences = marked(
        "Dockers walked out at the port on Monday over pay.\n\nBut who will pay for all of it?"
    ).sentences
    assert sentences[-1].facets == ()


def test_every_reason_is_one_that_a_person_can_read() -> None:
    for sentence in marked("\n\n".join(text for _, text in REPORT), rights=Rights.OPEN).sentences:
        assert sentence.reasons
        assert not any(":" in r or "<" in r for r in sentence.reasons)


def test_the_training_stories_are_of_many_kinds_and_well_formed() -> None:
    stories = labelled_stories.stories()
    assert set(KINDS) <= {s.kind for s in stories}
    for story in stories:
        for piece in story.pieces:
            assert all(set(s.facets) <= set(FACETS) and len(s.facets) <= 2 for s in piece.sentences)
            assert all(piece.article.text[s.start : s.end].strip() for s in piece.sentences)


def test_the_weights_are_small_and_whole() -> None:
    assert len(train_facets.DATA.read_bytes()) < 2_000_000
    assert {len(row) for row in facet_weights().values()} == {len(FACETS)}
    assert all(v == int(v) for row in facet_weights().values() for v in row)


LEARNT: dict[Path, Callable[[str], bool]] = {
    train_facets.DATA: lambda _: True,
    train_disputes.DATA: train_disputes.is_learnt_from,
}


@pytest.mark.parametrize("table", LEARNT, ids=lambda table: table.name)
def test_the_committed_weights_were_learnt_from_the_committed_stories(table: Path) -> None:
    """Fails where a story or a table was changed and nothing learnt: then run `make train`."""
    slugs = [path.stem for path in labelled_stories.STORIES.glob("*.txt") if LEARNT[table](path.stem)]
    assert len(slugs) > 50
    assert weights_lock.hashes(table, slugs) == weights_lock.locked()[table.name]


def test_a_changed_story_and_a_story_more_change_the_hash(tmp_path: Path) -> None:
    table = train_facets.DATA
    (tmp_path / "a.txt").write_bytes(b"One.\nTwo.\n")
    before, weights = weights_lock.hashes(table, ["a"], tmp_path)
    (tmp_path / "a.txt").write_bytes(b"One.\r\nTwo.\r\n")
    assert weights_lock.hashes(table, ["a"], tmp_path) == (before, weights), "line ends do not count"
    (tmp_path / "b.txt").write_bytes(b"One.\nTwo.\n")
    assert weights_lock.hashes(table, ["a", "b"], tmp_path)[0] != before
    assert weights_lock.hashes(table, ["b"], tmp_path)[0] != before
    (tmp_path / "a.txt").write_bytes(b"One.\nThree.\n")
    assert weights_lock.hashes(table, ["a"], tmp_path)[0] != before


def test_a_trainer_writes_its_own_line(tmp_path: Path) -> None:
    lock, slugs = tmp_path / "weights.lock", ["war-wire-hormuz-boats"]
    for table in LEARNT:
        weights_lock.lock(table, slugs, lock)
    assert weights_lock.locked(lock) == {table.name: weights_lock.hashes(table, slugs) for table in LEARNT}
