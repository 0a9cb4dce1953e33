"""EXP123: a statement does not say the opposite of its passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explainery.checking.context import CitedStatement, Context, statements
from explainery.checking.evidence import Evidence, passage_label, unquoted
from explainery.checking.findings import Fault
from explainery.checking.opposed_words import opposed
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.checking.word_forms import content, words_in
from explainery.linking.similarity import stems
from explainery.marking.entities import entities_in
from explainery.model import Name


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements that contain the opposite of a word in their passages."""
    for statement in statements(page, context):
        yield from _opposite(statement, context.evidence)


def _opposite(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    """The first opposite, if statement and passages are otherwise about the same."""
    text, passages = unquoted(statement.line.text), [unquoted(p.words) for p in statement.cited]
    found = next(opposed(text, passages), None)
    if found and _is_about_the_same(statement, evidence):
        label = passage_label(statement.cited[found.passage])
        message = f"this statement says “{found.said}”, but its passage says “{found.written}”: {label}"
        yield Fault(statement.line.number, message)


def _is_about_the_same(statement: CitedStatement, evidence: Evidence) -> bool:
    """Whether a statement shares most words with its passages, and its opening or first actor with one of them."""
    text, parties = statement.line.text, evidence.settings.parties
    statement_stems = set(stems(unquoted(text)))
    shared = statement_stems & evidence.stems_of(statement.cited)
    is_short = len(statement_stems) < TUNING.least_opposite_stems
    if is_short or len(shared) < TUNING.opposites_share * len(statement_stems):
        return False
    opening = {w.base for w in content(words_in(text))[:1]}
    if any(opening == {w.base for w in content(words_in(p.words))[:1]} for p in statement.cited):
        return True
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
