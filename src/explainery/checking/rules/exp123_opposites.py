"""EXP123: a statement does not say the opposite of its passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from explainery.checking.context import CitedStatement, Context, statements
from explainery.checking.evidence import Evidence, passage_label, unquoted
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.linking.similarity import stems
from explainery.marking.entities import entities_in
from explainery.model import Name
from explainery.text import folded

# Words and their opposites, as patterns.
_PAIRS = (
    ("accept(?:s|ed|ing)?|agreed to", "refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|declin(?:es|ed) (?:to|the|an?)"),
    ("approv(?:e|es|ed|ing)", "reject(?:s|ed|ing)?|veto(?:es|ed)"),
    ("w(?:in|ins|on)", "los(?:e|es|t|ing)"),
    ("r(?:ise|ises|ose|isen)|increas(?:e|es|ed)|climb(?:s|ed)|grew", "f(?:all|alls|ell|allen)|decreas(?:e|es|ed)|dropp?(?:s|ed)|shrank"),
    ("confirm(?:s|ed|ing)?", "den(?:y|ies|ied|ying)|refut(?:es|ed)"),
    ("support(?:s|ed|ing)?|back(?:s|ed|ing)", "oppos(?:e|es|ed|ing)"),
    ("strengthen(?:s|ed|ing)?", "weaken(?:s|ed|ing)?"),
    ("succeed(?:s|ed)?", "fail(?:s|ed)?"),
    ("impos(?:e|es|ed|ing)", "lift(?:s|ed|ing)?"),
    ("arriv(?:e|es|ed|ing)", "depart(?:s|ed|ing)?|left"),
    ("start(?:s|ed)?|beg(?:in|ins|an)", "end(?:s|ed)?|stopp(?:ed)?"),
    ("open(?:s|ed|ing)?", "clos(?:e|es|ed|ing)|shut(?:s|ting)?"),
    ("easier", "harder"),
    ("many|several|some|numerous", "no"),
    ("guilty", "innocent|not guilty|acquitted"),
    ("innocent", "guilty|convicted"),
    ("above|more than|at least|over", "below|less than|fewer than|at most"),
    ("best|largest|biggest|highest|most", "worst|smallest|lowest|least"),
    ("doubled|tripled", "halved"),
    ("warmed|improved", "cooled|worsened"),
    ("praised|welcomed|hailed", "criticized|criticised|condemned|denounced"),
)  # fmt: skip
_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{word})\b"), re.compile(rf"\b(?:{opposite})\b"))
    for one, two in _PAIRS
    for word, opposite in ((one, two), (two, one))
)
_NOT = re.compile(r"\b(?:not|never|cannot|no|without|neither|nor)\b|n't\b")


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that contain the opposite of a word in their passages."""
    for statement in statements(page, context):
        yield from _opposite(statement, context.evidence)


def _opposite(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    """The first opposite, if neither side negates its word and both are otherwise about the same."""
    text = folded(unquoted(statement.line.text))
    passages = {p.key: folded(unquoted(p.words)) for p in statement.cited}
    for pattern, opposite_pattern in _OPPOSITES:
        word = pattern.search(text)
        if not word or opposite_pattern.search(text) or any(pattern.search(p) for p in passages.values()):
            continue
        opposites = _matches(opposite_pattern, passages)
        is_negated = _is_negated(word) or any(map(_is_negated, opposites.values()))
        if opposites and not is_negated and _is_about_the_same(statement, evidence):
            key, opposite = next(iter(opposites.items()))
            label = passage_label(evidence.by_key[key])
            message = f"this statement says “{word[0]}”, but its passage says “{opposite[0]}”: {label}"
            yield Fault(statement.line.number, message)
            return


def _matches(pattern: re.Pattern[str], texts: Mapping[str, str]) -> dict[str, re.Match[str]]:
    return {key: match for key, text in texts.items() if (match := pattern.search(text))}


def _is_negated(word: re.Match[str]) -> bool:
    """Whether a "not" is shortly before a word; one that is further away belongs to something else."""
    before = word.string[max(0, word.start() - TUNING.negation_reach_characters) : word.start()]
    return _NOT.search(before) is not None


def _is_about_the_same(statement: CitedStatement, evidence: Evidence) -> bool:
    """Whether a statement shares most words with its passages, and the actor that it names first with one of them."""
    text, parties = statement.line.text, evidence.settings.parties
    statement_stems = set(stems(unquoted(text)))
    shared = statement_stems & evidence.stems_of(statement.cited)
    is_short = len(statement_stems) < TUNING.least_opposite_stems
    if is_short or len(shared) < TUNING.opposites_share * len(statement_stems):
        return False
    first = _first_actor(entities_in(text, parties), evidence)
    passage_firsts = {_first_actor(p.marked.names_in(p.sentence), evidence) for p in statement.cited}
    return first is None or None in passage_firsts or first in passage_firsts


def _first_actor(names: Iterable[Name], evidence: Evidence) -> str | None:
    return next((evidence.acting_for(name.actor) for name in names), None)


RULE = Rule(
    "EXP123",
    "a statement does not say the opposite of its passage",
    """One word can reverse a sentence: refused for accepted, fell for rose, denied for confirmed. An error is reported
if a statement contains the opposite of a word in its passages, is otherwise much like them, and neither side says
“not”. Correct the word, or cite the passage that says it.
Example: “the union had accepted an offer of 4 percent”, where the passage says “refused”.""",
    on_page=_check_page,
)
