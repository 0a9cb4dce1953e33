"""Names and bodies that a statement puts in another's place, and sources that are not those of its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from explainery.checking.acting_nouns import is_acting_noun, is_participant
from explainery.checking.evidence import Evidence
from explainery.checking.gaps import Gap, covered, gaps_between, nearest
from explainery.checking.named_sources import has_source, sources_in
from explainery.checking.nearby import nearby_words
from explainery.checking.same_actor import acts_for_any, can_be_one, is_publisher
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import Word, is_among, words_in
from explainery.model import Passage
from explainery.text import folded

_POSSESSIVE = frozenset("his her its their".split())
_PRONOUNS = frozenset("he she it they who which his her its their him them we our us i my".split())


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
    kept_new += _owners(own, passage, cited, evidence)
    fuller = _of_fuller_names(own, passage, cited)
    openers = [w for w in _openers(cited, evidence) if w in passage]
    kept_lost += _left_beside_role(passage, own)
    speaks = _pronouns(passage) > _pronouns(own)
    opening = own[0] if own else None
    for gap in gaps_between(passage, own):
        gone = [w for w in gap.lost if w not in kept_lost and w not in openers and not is_acting_noun(w.text)]
        kept = kept_new if _are_names(gone) else [*kept_new, *fuller]  # another name gone is one replaced
        new = _named([w for w in gap.new if w not in kept], opening)
        lost = _named([w for w in gap.lost if w not in kept_lost], next((w for w in gap.lost if w in openers), None))
        if len(cited) > TUNING.most_aligned and len(lost) > len(new) + TUNING.renamed_excess:
            continue  # laid beside passages that speak of something else
        known = can_be_one(new, lost, evidence) or acts_for_any(new, passage, evidence)
        if new and lost and not known and not _may_stand_there(gap, new, lost, passage, speaks=speaks):
            if not _are_names(lost) and _stands_before(new, cited):
                continue  # whom "the company" means
            sure = _are_names([w for w in new if w is not opening]) and _are_names(
                [w for w in lost if w not in openers]
            )
            yield Renamed(_in_words(new), _in_words(lost), sure)


def _owners(
    own: Sequence[Word], passage: Sequence[Word], cited: Sequence[Passage], evidence: Evidence
) -> Iterator[Word]:
    """The words right before what a passage gives to "her" or "its", if they stand near it: "the mayor's office"."""
    owned = {word.text for before, word in pairwise(passage) if before.text in _POSSESSIVE}
    owners = [a for a, b in pairwise(own) if b.text in owned and a.end - a.start > len(a.text)]
    if owners:
        near = nearby_words(" ".join(w.text for w in own), cited, evidence)
        yield from (w for w in owners if is_among(w.text, near))


def _openers(cited: Sequence[Passage], evidence: Evidence) -> list[Word]:
    """The first words of passages where they are no names: their capital letter says nothing."""
    firsts = [next(iter(words_in(p.words)), None) for p in cited]
    return [w for w in firsts if w and w.text not in evidence.names]


def _of_fuller_names(own: Sequence[Word], passage: Sequence[Word], cited: Sequence[Passage]) -> list[Word]:
    """The words of names that end in what a passage calls a body ("the Halden Centre" for "the centre").

    The whole name must stand before the passage.
    """
    described = {w.text for w in passage if not w.capital}
    fuller = [name for name in _names_of(own, own) if len(name) > 1 and name[-1].text in described]
    return [w for name in fuller if _stands_before(name, cited) for w in name]


def _of_shared_names(words: Sequence[Word], others: Sequence[Word], evidence: Evidence) -> list[Word]:
    """The words that belong to a person's full name of which the others have a part."""
    there = {w.text for w in others}
    full = {w for p in evidence.people if (parts := set(folded(p).split())) & there for w in parts}
    return [w for w in words if w.text in full]


def _named(words: Sequence[Word], opening: Word | None) -> list[Word]:
    """The words of names, and of bodies and people that are described; none if they describe nobody."""
    some = any(is_participant(w, opens=w is opening) for w in words)
    return list(words) if some else []


def _may_stand_there(
    gap: Gap, new: Sequence[Word], lost: Sequence[Word], passage: Sequence[Word], *, speaks: bool
) -> bool:
    """Whether the words of a gap may stand for others than those lost there: for a pronoun, or for several names.

    Args:
        gap: the gap.
        new: its words of names and bodies.
        lost: those of the passage.
        passage: all words of the passage.
        speaks: whether the passage has more pronouns than the statement, which some name must replace.
    """
    if any(w.text in _PRONOUNS for w in gap.replaced):
        return True
    is_moved = any(w not in gap.replaced for w in lost)
    several = len(_names_of(passage, lost)) > 1 and not _are_names(new) and any(w.text.endswith("s") for w in new)
    return several or (is_moved and (speaks or not _are_names(lost)))


def _pronouns(words: Sequence[Word]) -> int:
    return sum(w.text in _PRONOUNS for w in words)


def _names_of(words: Sequence[Word], some: Sequence[Word]) -> list[list[Word]]:
    """The names, of one word or several in a row, that stand in a text and belong to some of its words."""
    rows: list[list[Word]] = []
    for before, word in pairwise((None, *words)):
        if word is None or not word.capital or word not in some:
            continue
        if before is not None and rows and rows[-1][-1] is before:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _left_beside_role(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words of names that others leave out and whose role they keep: "the mayor, Jo Roe" and "the mayor".

    A role beside which the others have another name does not count.
    """
    here, there = {w.text for w in words}, {w.text for w in others}
    left = []
    for name in _names_of(words, [w for w in words if w.text not in there]):
        roles = {w.text for w in _beside(words, name) if is_acting_noun(w.text)} & there
        if any(
            not any(b.capital and b.has_weight and b.text not in here for b in _beside(others, [w]))
            for w in others
            if w.text in roles
        ):
            left += name
    return left


def _beside(words: Sequence[Word], some: Sequence[Word]) -> Sequence[Word]:
    """The words close to some in a row: two before, four behind ("Jo Roe, the former mayor")."""
    first, last = words.index(some[0]), words.index(some[-1])
    return [*words[max(0, first - 2) : first], *words[last + 1 : last + 5]]


def _stands_before(new: Sequence[Word], cited: Sequence[Passage]) -> bool:
    """Whether all of a name stands before one of the passages in its article, or in the title."""
    if not all(w.capital for w in new):
        return False
    before = [
        set(folded(f"{p.article.title} {p.article.text[: p.sentence.start]}").replace("'s", "").split()) for p in cited
    ]
    return any(all(any(w.text == b.strip(".,;:!?'()") for b in words) for w in new) for words in before)


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
