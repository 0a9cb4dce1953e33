"""How much of a sentence its passages have: the less, the less the citation vouches for.

The other rules lay a sentence beside its passage, and where nothing lies beside anything they have nothing to compare.
Here the words of content count that a passage has, or a word of one family, or of one group of the tables. A sentence
of one or two such words says little either way, so each sentence begins with a little credit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from explainery.checking.evidence import Evidence, pieces_of, quotations, spans_of_pieces, unquoted
from explainery.checking.general_words import general_words
from explainery.checking.nearby import nearby_words
from explainery.checking.numerals import digits, spelled
from explainery.checking.sentence_forms import sentences_of
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import Word, is_among, words_in
from explainery.lexicon.stems import STOP_WORDS
from explainery.marking.entities import entities_in
from explainery.model import Passage
from explainery.text import folded

_LEAST_LETTERS = 3  # of a word beside those of content that shows what a sentence is about


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence may rest on.

    Attributes:
        words: the words of its passages.
        figures: their figures.
        around: the words around them.
        is_quoted: whether the statement quotes one of them word for word.
    """

    words: Collection[str]
    figures: Collection[str]
    around: Collection[str]
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Overlap:
    """A sentence, the share of it that its passages have (0 to 1), and its words of content that they do not have."""

    text: str
    share: float
    missing: tuple[str, ...]


def too_low(text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Overlap]:
    """The sentences of a statement that its passages hardly touch."""
    ground = _ground(text, cited, evidence)
    for sentence in sentences_of(unquoted(text)):
        found = overlap(sentence, ground, evidence)
        if len(sentence.split()) > 1 and found.missing and found.share < TUNING.overlap_share:
            yield found


def overlap(sentence: str, ground: Ground, evidence: Evidence) -> Overlap:
    """How much of a sentence its ground has."""
    words = words_in(sentence)
    names = _names(sentence, words, evidence)
    own = [w for w in words if w.has_weight and w not in names and w.text not in general_words()]
    rest = [w.text for w in words if w not in own and w not in names and _may_show(w)]
    missing = [w.text for w in own if not is_among(w.text, ground.words)]
    near = sum(is_among(w, ground.around) for w in missing)
    figures = (digits(sentence) | spelled(sentence)) & set(ground.figures)
    shared = sum(is_among(w, ground.words) for w in rest)
    side = TUNING.overlap_side * (len(figures) + shared + ground.is_quoted)
    told = len(own) - len(missing) + TUNING.overlap_around * near + side
    return Overlap(sentence.strip(), (told + 1 / 2) / (len(own) + side + 1), tuple(missing))


def _ground(text: str, cited: Sequence[Passage], evidence: Evidence) -> Ground:
    passages = " ".join(p.words for p in cited)
    around: Collection[str] = nearby_words(text, cited, evidence)
    if evidence.locked:  # what stands before a passage is not here: anything that the pages cite may be it
        around = evidence.vocabulary.words
    words = {w.text for w in words_in(passages)}
    quoted = any(_holds(p, quotation, evidence) for p in cited for quotation in quotations(text))
    return Ground(words, digits(passages) | spelled(passages), around, quoted)


def _holds(passage: Passage, quotation: str, evidence: Evidence) -> bool:
    return spans_of_pieces(evidence.folded[passage.key], pieces_of(quotation)) is not None


def _names(sentence: str, words: Sequence[Word], evidence: Evidence) -> set[Word]:
    """The words of names, which EXP103 compares."""
    spans = [(n.start, n.end) for n in entities_in(sentence, evidence.settings.parties)]
    known = {part for person in evidence.people for part in folded(person).split()}
    return {w for w in words if w.capital and (w.text in known or any(a <= w.start < b for a, b in spans))}


def _may_show(word: Word) -> bool:
    """Whether a word that carries no fact still shows what a sentence is about: "week", "account", "ministry"."""
    return not word.is_number and word.text not in STOP_WORDS and len(word.text) >= _LEAST_LETTERS
