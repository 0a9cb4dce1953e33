"""Denials: an accusation and the sentence that denies it, as reports set them beside each other.

"The White House said that the North sold arms. Both governments denied it." A denial answers what its article said just
before, of whoever denies. That is surer than any likeness of words, which an accusation and its denial need not share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.linking.similarity import stems
from explainery.linking.tuning import TUNING
from explainery.model import Passage, Rights

_TUNING = TUNING.disputes
_CHARGE = r"(?:allegations?|accusations?|charges?|claims?|reports?|suggestions?|wrongdoing|involvement|criticism)"
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b(?! (?:access|entry|bail|permission|a (?:visa|permit)|the right))"
    rf"|(?:reject|dismiss|refut|disput)(?:s|ed|ing) (?:\w+ ){{0,3}}?(?:{_CHARGE}|it|this|that|them)\b"
    rf"|{_CHARGE} (?:is|are|was|were) (?:\w+ )?(?:false|untrue|baseless|groundless|unfounded|wrong|politically motivated)"
    rf"|(?:false|untrue|baseless|groundless|unfounded) {_CHARGE}"
    r"|(?:had|has|have) no knowledge of|did not know (?:of|about|the)|had nothing to do with|did nothing wrong)",
    re.IGNORECASE,
)
_ACCUSES = re.compile(
    r"\b(?:accus\w+|alleg\w+|charged?|claim\w*|blam\w+|implicat\w+|indict\w+|suspect\w*|said|says|told|show(?:s|ed)?|found"
    r"|reported|according to|appears? in|warned|revealed|exposed|complain\w+)\b",
    re.IGNORECASE,
)


# "Denied it", "such claims", "any wrongdoing": what is denied stands before, in other words.
_POINTS_BACK = re.compile(
    rf"\b(?:it|this|that such|such an?|any|(?:the|those|these|all|such) {_CHARGE}|{_CHARGE} of|wrongdoing|involvement)\b",
    re.IGNORECASE,
)


def denials(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences by number: what is alleged, and the denial, in the order of the articles."""
    numbers = {p.id: i for i, p in enumerate(passages)}
    for i, passage in enumerate(passages):
        if _DENIES.search(passage.words):
            earlier = _answered(passage, numbers, passages)
            if earlier is not None:
                yield earlier, i


def _answered(denial: Passage, numbers: dict[str, int], passages: Sequence[Passage]) -> int | None:
    """The sentence that a denial answers: the nearest before it that accuses, of the same people or of the same thing.

    The sentences of a digest are in no order of the original's, so that there only the same words tell.
    """
    if denial.article.rights is Rights.DIGEST:
        return None
    before = [s for s in denial.marked.sentences if 0 < denial.number - s.number <= _TUNING.answered_reach]
    for sentence in reversed(before):
        number = numbers.get(sentence.id)
        if number is not None and _accuses(passages[number], denial):
            return number
    return None


def _accuses(said: Passage, denial: Passage) -> bool:
    """Whether a sentence says what another denies: of whoever denies, or in its words, and by another voice."""
    if _DENIES.search(said.words) or not _ACCUSES.search(said.words):
        return False
    voice = denial.sentence.voice
    if voice is not None and voice == said.sentence.voice:
        return False
    names = [{n.actor for n in p.marked.names_in(p.sentence)} for p in (denial, said)]
    shared = set(stems(_DENIES.sub(" ", denial.words))) & set(stems(said.words))
    points_back = _POINTS_BACK.search(denial.words) is not None
    beside = denial.number - said.number == 1 and bool(shared)
    return bool(names[0] & names[1]) and (points_back or beside or len(shared) >= _TUNING.answered_words)
