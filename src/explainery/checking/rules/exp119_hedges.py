"""EXP119: a statement is as cautious as its passages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.context import CitedStatement, Context, statements
from explainery.checking.evidence import Evidence, passage_label, unquoted
from explainery.checking.findings import Fault, Severity
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.lexicon.reporting_verbs import DOUBT, JUDGING, VERBS
from explainery.lexicon.stems import stem
from explainery.linking.similarity import stems

# Certain signs of doubt in a passage.
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|alleged|apparently|may|might"
    r"|(?:is|are|was|were|been|be) (?:\w+ )?(?:believed|suspected|thought|said|rumou?red|understood|presumed) to"
    r"|(?:believed|suspected|thought|rumou?red|presumed) to (?:be|have))\b"
)
# Signs of doubt in a statement, which may express it in many more ways, as patterns.
_CAUTION = (
    "|".join(DOUBT),
    rf"{VERBS}|{'|'.join(JUDGING)}|denied",  # someone says so
    r"according|alleg\w+|report\w*|account|believ\w*|claim\w*|experts?|analysts?",  # with a source
    r"worr\w+|hopes?|wants?|plans?|sought|offered|threat\w*",  # not yet a fact
    r"whether|if|can|unclear|unknown|probab\w+",  # not certain
)
_CAUTIOUS = re.compile(rf"\b(?:{'|'.join(_CAUTION)})\b")
_DOUBT_STEMS = frozenset(map(stem, DOUBT))


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that present as certain what all their passages say with caution."""
    for statement in statements(page, context):
        if not statement.line.cells:
            yield from _dropped_hedge(statement, context.evidence)


def _dropped_hedge(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    line, cited = statement.line, statement.cited
    hedges = [_HEDGE.search(unquoted(p.words)) for p in cited]
    if not all(hedges) or _is_cautious(statement, evidence):
        return
    statement_stems = set(stems(unquoted(line.text))) - _DOUBT_STEMS
    shared = max(len(statement_stems & evidence.stems[p.key]) for p in cited)
    is_long_enough = len(statement_stems) >= TUNING.least_statement_stems
    if is_long_enough and shared >= TUNING.hedge_share * len(statement_stems) and hedges[0]:
        message = f"this statement is certain, but its passage says “{hedges[0][0]}”: {passage_label(cited[0])}"
        yield Fault(line.number, message)


def _is_cautious(statement: CitedStatement, evidence: Evidence) -> bool:
    """Whether a statement has a word of caution that is not just its passage's "he said" beside the one left out."""
    cautions = set(_CAUTIOUS.findall(statement.line.text.replace("May ", "")))
    if not cautions:
        return False
    own = set(stems(unquoted(statement.line.text))) - _DOUBT_STEMS
    for passage in statement.cited:
        kept = set(_CAUTIOUS.findall(_HEDGE.sub(" ", unquoted(passage.words))))
        whole = evidence.stems[passage.key] - _DOUBT_STEMS
        is_copy = own and len(own & whole) >= TUNING.copied_share * max(len(own), len(whole))
        if not is_copy or not cautions <= kept:
            return True
    return False


RULE = Rule(
    "EXP119",
    "a statement is as cautious as its passages",
    """“Reportedly”, “allegedly”, “may” and “is believed to” tell readers how certain something is. If every passage
cited contains such a word and the statement says nearly the same without one, readers take a report for a fact. Restore
the caution, or say whose claim it is. This is a warning, because caution can be expressed in ways that no list covers.
Example: “North Korea wants cheap oil”, where the passage says “reportedly wants”.""",
    severity=Severity.WARNING,
    on_page=_check_page,
)
