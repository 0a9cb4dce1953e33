"""Names and bodies that a statement puts in another's place, and sources that are not those of its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainery.checking.acting_nouns import is_participant
from explainery.checking.evidence import Evidence
from explainery.checking.gaps import Gap, covered, gaps_between, nearest
from explainery.checking.named_sources import has_source, sources_in
from explainery.checking.same_actor import acts_for_any, can_be_one, is_publisher
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import Word, words_in
from explainery.model import Passage
from explainery.text import folded


@dataclass(frozen=True, slots=True)
class Renamed:
    """Whom a statement speaks of, and whom its passage; `is_sure`: whether both are named, and not only described."""

    own: str
    told: str
    is_sure: bool


def other_names(text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Renamed]:
    """The names or bodies that stand in another's place: the statement's words and the passage's.

    Args:
        text: the statement.
        cited: its passages.
        evidence: the story's sources, with the articles.
    """
    own = words_in(text)
    found = list(_against([w for p in nearest(own, cited) for w in words_in(p.words)], own, cited, evidence))
    yield from found or (_in_best(own, cited, evidence) if len(cited) > 1 else ())


def _in_best(own: Sequence[Word], cited: Sequence[Passage], evidence: Evidence) -> Iterator[Renamed]:
    """Names in another's place of the one passage that has nearly all else, though another has the name."""
    best = max(cited, key=lambda p: covered(own, words_in(p.words)))
    rest = [w for w in own if not w.capital]
    if covered(rest, words_in(best.words)) >= TUNING.renamed_alone:
        found = _against(words_in(best.words), own, [best], evidence)
        yield from (renamed for renamed in found if renamed.is_sure)


def _against(
    passage: Sequence[Word], own: Sequence[Word], cited: Sequence[Passage], evidence: Evidence
) -> Iterator[Renamed]:
    """The names in another's place, of a statement laid beside the words of some of its passages."""
    if covered([w for w in own if not w.capital], passage) < TUNING.renamed_cover:
        return
    kept_new, kept_lost = _of_shared_names(own, passage, evidence), _of_shared_names(passage, own, evidence)
    opening = own[0] if own else None
    for gap in gaps_between(passage, own):
        new = _named([w for w in gap.new if w not in kept_new], opening)
        lost = _named([w for w in gap.lost if w not in kept_lost], None)
        if len(cited) > TUNING.most_aligned and len(lost) > len(new) + TUNING.renamed_excess:
            continue  # laid beside passages that speak of something else
        known = can_be_one(new, lost, evidence) or acts_for_any(new, passage, evidence)
        if new and lost and not _has_pronoun(gap) and not known:
            yield Renamed(_in_words(new), _in_words(lost), _are_names(new) and _are_names(lost))


def _of_shared_names(words: Sequence[Word], others: Sequence[Word], evidence: Evidence) -> list[Word]:
    """The words that belong to a person's full name of which the others have a part."""
    there = {w.text for w in others}
    full = {w for p in evidence.people if (parts := set(folded(p).split())) & there for w in parts}
    return [w for w in words if w.text in full]


def _named(words: Sequence[Word], opening: Word | None) -> list[Word]:
    """The words of names, and of bodies and people that are described; none if they describe nobody."""
    some = any(is_participant(w, opens=w is opening) for w in words)
    return list(words) if some else []


def _has_pronoun(gap: Gap) -> bool:
    return any(w.text in {"he", "she", "it", "they", "who", "which"} for w in gap.replaced)


def other_sources(text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Renamed]:
    """The source that a statement names and that of the passage that says the same, where they are not one.

    Args:
        text: the statement.
        cited: its passages.
        evidence: the story's sources, with the articles.
    """
    for source in sources_in(text):
        best = max(cited, key=lambda p: covered(source.what, words_in(p.words)))
        there = words_in(best.words)
        if covered(source.what, there) < TUNING.source_cover or not has_source(best.words):
            continue
        if is_publisher(source.who, evidence):
            continue
        told = [s.who for s in sources_in(best.words)]  # not of "he said": marking may err there
        if told and not any(can_be_one(source.who, t, evidence) for t in told):
            yield Renamed(_in_words(source.who), _in_words(told[0]), _are_names(source.who))


def _are_names(words: Sequence[Word]) -> bool:
    return any(w.capital for w in words)


def _in_words(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)
