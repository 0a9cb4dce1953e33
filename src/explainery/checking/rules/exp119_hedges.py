"""EXP119: a statement keeps the caution of its passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.checking.context import Context, statements
from explainery.checking.evidence import Evidence, unquoted, where
from explainery.checking.findings import WARNING, Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.lexicon.reporting_verbs import DOUBT, JUDGING, VERBS
from explainery.lexicon.stems import stem
from explainery.linking.similarity import stems
from explainery.model import Passage

# What surely marks doubt in a passage; a statement may say its doubt in many more words.
_DOUBTED = re.compile(
    r"\b(?:reportedly|allegedly|alleged|apparently|may|might|(?:is|are|was|were) (?:believed|suspected|thought|said) to)\b"
)
_CAREFUL = re.compile(
    rf"\b(?:{'|'.join(DOUBT)}|{VERBS}|{'|'.join(JUDGING)}|according|alleg\w+|report\w*|account|believ\w*|experts?|analysts?|"
    r"worr\w+|hopes?|wants?|whether|if|plans?|can|sought|offered|unclear|unknown|claim\w*|denied|probab\w+|threat\w*)\b"
)
_ALIKE, _LEAST_STEMS = 0.7, 4
_DOUBT_STEMS = frozenset(map(stem, DOUBT))


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that say as certain what all their passages say with caution."""
    for unit, cited in statements(page, context):
        if not unit.cells:
            yield from _dropped(unit, cited, context.evidence)


def _dropped(unit: Unit, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    hedges = [_DOUBTED.search(unquoted(p.words)) for p in cited]
    if not all(hedges) or _CAREFUL.search(unit.text.replace("May ", "")):
        return
    mine = set(stems(unquoted(unit.text))) - _DOUBT_STEMS
    shared = max(len(mine & evidence.stems[p.key]) for p in cited)
    if len(mine) >= _LEAST_STEMS and shared >= _ALIKE * len(mine) and hedges[0]:
        what = f"this statement is certain where its passage says “{hedges[0][0]}”: {where(cited[0])}"
        yield Fault(unit.line, what)


RULE = Rule(
    "EXP119",
    "a statement keeps the caution of its passages",
    """“Reportedly”, “allegedly”, “may” and “is believed to” are facts about what is known. Where all passages cited
have such a word, and the statement says nearly the same without any, a reader takes for certain what nobody was sure
of. Put the caution back, or name who says so. It is a warning, since caution can be said in ways that no list has.
Example: “North Korea wants cheap oil”, where the passage has “reportedly wants”.""",
    severity=WARNING,
    on_page=check,
)
