"""EXP123: a statement does not say the opposite of its passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.checking.context import Context, statements
from explainery.checking.evidence import Evidence, unquoted, where
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.linking.similarity import stems
from explainery.marking.entities import names_in
from explainery.model import Passage
from explainery.text import folded

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
    (re.compile(rf"\b(?:{mine})\b"), re.compile(rf"\b(?:{theirs})\b"))
    for one, two in _PAIRS
    for mine, theirs in ((one, two), (two, one))
)
_NOT = re.compile(r"\b(?:not|never|cannot|no|without|neither|nor)\b|n't\b")
_ALIKE, _LEAST_STEMS = 0.6, 3
_REACH = 40  # characters before a word in which a "not" turns it round


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that have the opposite of a word which all their passages have."""
    for unit, cited in statements(page, context):
        yield from _opposite(unit, cited, context.evidence)


def _opposite(unit: Unit, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    here = folded(unquoted(unit.text))
    there = {p.key: folded(unquoted(p.words)) for p in cited}
    for mine, theirs in _OPPOSITES:
        word = mine.search(here)
        if not word or theirs.search(here) or any(mine.search(t) for t in there.values()):
            continue
        others = [(key, found[0]) for key, text in there.items() if (found := theirs.search(text))]
        turned = _is_turned(here, word) or any(_is_turned(there[key], theirs.search(there[key])) for key, _ in others)
        if others and not turned and _is_about_the_same(unit, cited, evidence):
            passage = evidence.by_key[others[0][0]]
            yield Fault(
                unit.line, f"this statement says “{word[0]}”, and its passage “{others[0][1]}”: {where(passage)}"
            )
            return


def _is_turned(text: str, word: re.Match[str] | None) -> bool:
    """Whether a "not" stands shortly before a word; one elsewhere in the sentence belongs to something else."""
    return word is not None and _NOT.search(text[max(0, word.start() - _REACH) : word.start()]) is not None


def _is_about_the_same(unit: Unit, cited: Sequence[Passage], evidence: Evidence) -> bool:
    """Whether the statement is otherwise that of its passages, and begins with a name that one of them begins with."""
    mine = set(stems(unquoted(unit.text)))
    shared = mine & {s for p in cited for s in evidence.stems[p.key]}
    if len(mine) < _LEAST_STEMS or len(shared) < _ALIKE * len(mine):
        return False
    led = evidence.story.led
    first = next((led.get(n.actor, n.actor) for n in names_in(unit.text, evidence.settings.parties)), None)
    firsts = {next((led.get(n.actor, n.actor) for n in p.marked.names_in(p.sentence)), None) for p in cited}
    return first is None or None in firsts or first in firsts


RULE = Rule(
    "EXP123",
    "a statement does not say the opposite of its passage",
    """One word can turn a sentence round: refused for accepted, fell for rose, denied for confirmed. Where a statement
has the opposite of a word that all its passages have, is otherwise much like them, and neither side says “not”, the
check stops. Correct the word, or cite the passage that has it.
Example: “the union had accepted an offer of 4 percent”, where the passage has “refused”.""",
    on_page=check,
)
