"""Sentences: divides a line at its boundaries and joins pieces that belong to one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from explainery.lexicon.agencies import DATELINE
from explainery.lexicon.reporting_verbs import CALLING
from explainery.marking.segmentation.boundaries import cuts
from explainery.marking.tuning import TUNING
from explainery.patterns import regex

_CLOSED = regex(r"[.!?…]['’]?[\"”»]$|[.!?…]’$")
_TELLS = f"(?:{CALLING})"
# A clause after `that` says something new, and "said nothing" is not the tag of the words before.
_NEW = r"(?!.*\bthat (?!day|night|week|month|year)| (?:nothing|little|no)\b)"
_WHO = r"(?:[A-Z][\w.’'-]*|he|she|they|the|a|an|van|von|de|al-\w+)(?:[ ,]+[\w.’'-]+){0,7}?"
_TAG = regex(
    "|".join(
        (
            rf"^{_WHO} {_TELLS}\b{_NEW}[^.“\"]{{0,60}}[.]?$",  # "the mayor of Arlen said on Monday."
            rf"^{_TELLS} [A-Z][^.“\"]{{0,80}}[.]?$",  # "said Jo Roe of the harbour board."
            r"^(?:Said|Says|Asked|Added|Wrote)(?: [A-Z][\w’'-]+){1,4}\.?$",  # "Said Jo Roe."
        )
    )
)
_SIGNED = regex(r"[—–-]+ ?[A-Z]\S*(?: \S+){0,5}$")
_TRAIL = regex(r"(?:(?:#\w+|@\w+|https?://\S+)\s*)+$")
_AGENCY = rf"\({DATELINE}\)"
_TOWN = r"[A-Z][A-Z .,/’'-]{2,40}(?:, [A-Z][\w. ]{2,24})?"
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_DATELINE = regex(
    "|".join(
        (
            rf"(?:{_TOWN}(?:, {_DAY})?\s*|{_DAY}\s+)?{_AGENCY}\s*(?:[-–—]+\s*)?",  # "ARLEN, March 2 (AP) —"
            # "ARLEN (Tidewire) —": an agency that the lexicon does not list
            rf"(?:{_TOWN}, {_DAY}|{_TOWN}|{_DAY})\s+\([A-Z][\w. ]{{1,28}}\)\s*[-–—]+\s+",
            rf"[A-Z]\w+(?: [A-Z]\w+)?(?:, {_DAY})? {_AGENCY}\s*[-–—]+\s+",  # "Arlen (AP) —"
            rf"{_TOWN}(?:, {_DAY})?\s+[-–—]+\s+(?=[A-Z])",  # "ARLEN, March 2 —"
            r"[A-Z][A-Z ]{2,30}, \w+ \d{1,2}\.? /?\w+/?\.\s+",  # "ARLEN, March 2. /TASS/."
        )
    )
)
_BULLET = regex(r"(?:[-*+•–]|\d{1,2}[.)])\s+")
_ITEM = regex(r"\d{1,2}[.)](?:\s+|$)")
_BREAK = regex(r"\n\s*\n|\n(?=\s*[•*] )|(?<=[.:;!?])\n(?=\s*[-+–] )|(?<=:)\n(?=\s*\d{1,2}[.)] )")
_WORD = regex(r"\w")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Divides a line into sentences.

    A closed quotation or bracket is never cut. Bullets, numbers of items and datelines are left out.

    Returns:
        The offsets (start, end) of each sentence in the line, without white space at its ends.
    """
    edges = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    blocks = [(at, text[at:end].rstrip().replace("\n", " ")) for at, end in pairwise(edges)]
    return [(a + at, b + at) for at, block in blocks for a, b in _sentences(block)]


def _sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text without breaks."""
    at, is_numbered = _opening(text)
    spans: list[tuple[int, int]] = []
    for start, end in _pieces(text, at):
        item = _ITEM.match(text, start, end) if is_numbered else None
        if spans and _belongs(text[slice(*spans[-1])], text[start:end]):
            spans[-1] = (spans[-1][0], end)
        elif not item or item.end() < end:
            spans.append((item.end() if item else start, end))
    return [s for s in spans if _WORD.search(text[slice(*s)])]


def _opening(text: str) -> tuple[int, bool]:
    """Where the first sentence begins, after a bullet or a dateline, and whether items are numbered."""
    at = len(text) - len(text.lstrip())
    lead = _BULLET.match(text, at) or _DATELINE.match(text, at)
    return (lead.end(), _ITEM.match(lead[0]) is not None) if lead else (at, False)


def _pieces(text: str, at: int) -> Iterator[tuple[int, int]]:
    rest = text[at:]
    for a, b in pairwise([*cuts(rest), len(rest)]):
        piece = rest[a:b]
        if stripped := piece.strip():
            start = at + a + len(piece) - len(piece.lstrip())
            yield start, start + len(stripped)


def _belongs(before: str, piece: str) -> bool:
    """Whether `piece` is part of the sentence before: marks, hashtags after a post, or the tag of a quotation."""
    if not _WORD.search(piece) or _TRAIL.match(piece):
        return True
    if not _CLOSED.search(before):
        return False
    return bool(_SIGNED.match(piece)) or (len(piece.split()) <= TUNING.tag_sentence_words and bool(_TAG.match(piece)))
