"""EXP121: giver and receiver, actor and target are those of the passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from explainery.checking.changed_objects import other_thing
from explainery.checking.context import CitedStatement, Context, statements
from explainery.checking.evidence import Evidence, passage_label, unquoted
from explainery.checking.findings import Fault, Severity
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.swapped_sides import swapped_sides
from explainery.checking.tuning import TUNING
from explainery.linking.exchanges.extraction import Parties, exchanges_of
from explainery.linking.similarity import stems
from explainery.marking.entities import entities_in
from explainery.model import Article, MarkedArticle, Passage, Sentence
from explainery.patterns import regex
from explainery.text import folded

_GIVER = regex(r"\b(?:giv(?:es|er)|from|sell(?:s|er)|suppli(?:es|er)|provider|offers|donor)\b", re.IGNORECASE)
_RECEIVER = regex(r"\b(?:gets|receiv(?:es|er)|to|buy(?:s|er)|recipient)\b", re.IGNORECASE)
# Stems of what two sides do together, and of words between names that do not say who acts.
_MUTUAL = frozenset(
    "me met meet talk discuss sign agree exchang join marri marry fac shar cooper near and alongsid togeth "
    "differ".split()
)
_APPOSITION = regex(
    rf", (?:the|an?|his|her|its|their|who|once|former) [^,;:]{{2,{TUNING.role_apposition_characters}}}, "
)
_PASSIVE = regex(r"\b(?:by|was|were|been|being|is|are|from)\b")
_BREAK = regex(r"[,;:.()]|\b(?:and|or|with)\b")
_IGNORED = frozenset("the a an had has have 's".split())


class _Tie(NamedTuple):
    """Two actors and the words between them that say what one does to the other."""

    actor: str
    verb: str
    target: str

    def reversed(self) -> _Tie:
        return _Tie(self.target, self.verb, self.actor)


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements and table rows whose sides are reversed in all that they cite."""
    for statement in statements(page, context):
        check = _in_row if statement.line.cells else _in_sentence
        yield from check(statement, context.evidence)
        yield from _changed_thing(statement, context.evidence)


def _changed_thing(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    """What is cut or raised in place of what its passages say: an error where it is something else of the story."""
    found = other_thing(unquoted(statement.line.text), [p.words for p in statement.cited])
    if found and not statement.line.cells:
        severity = Severity.ERROR if folded(found[0]) in evidence.vocabulary.words else Severity.WARNING
        place = f"the passage cited, {passage_label(statement.cited[0])}"
        yield Fault(statement.line.number, f"“{found[0]}” stands here in place of “{found[1]}” in {place}", severity)


def _in_row(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    """A row of a table with a column for the giver and one for the receiver."""
    line, cited = statement.line, statement.cited
    giver_column, receiver_column = _column(line, _GIVER), _column(line, _RECEIVER)
    if giver_column is None or receiver_column is None or giver_column == receiver_column:
        return
    giver, receiver = _actor(line.cells[giver_column], evidence), _actor(line.cells[receiver_column], evidence)
    parties = Parties(evidence.story.led, evidence.story.actors[:2])
    exchanges = [(e.giver, e.receiver) for e in exchanges_of(cited, parties, {}, implied=True)]
    is_known = giver is not None and receiver is not None
    if is_known and (receiver, giver) in exchanges and (giver, receiver) not in exchanges:
        passage = f"in the passage, {receiver} gives to {giver}: {passage_label(cited[0])}"
        yield Fault(line.number, f"in this row, {giver} gives to {receiver}; {passage}")


def _column(line: RenderedLine, pattern: re.Pattern[str]) -> int | None:
    """The number of the only column whose header matches."""
    fits = [i for i, cell in enumerate(line.header) if pattern.search(cell)]
    return fits[0] if len(fits) == 1 and len(line.cells) > fits[0] else None


def _actor(cell: str, evidence: Evidence) -> str | None:
    """The only actor that a cell names."""
    actors = {evidence.acting_for(name.actor) for name in entities_in(cell, evidence.settings.parties)}
    actors = actors or {party for party in evidence.settings.parties if party.casefold() == cell.casefold()}
    return actors.pop() if len(actors) == 1 else None


def _in_sentence(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    """Two names with the same words between them, or the two sides of an exchange, in reverse order."""
    line, cited = statement.line, statement.cited
    ties = _ties(unquoted(line.text), evidence)
    passage_ties = {tie for p in cited for tie in _ties(unquoted(p.words), evidence)} if ties else set()
    swapped = next((tie for tie in ties if tie.reversed() in passage_ties and tie not in passage_ties), None)
    if swapped:
        words, passage_words = " ".join(swapped), " ".join(swapped.reversed())
        label = passage_label(cited[0])
        yield Fault(line.number, f"this statement says “{words}”, its passage “{passage_words}”: {label}")
        return
    found = list(_in_exchange(statement, evidence)) or list(_in_frames(statement, evidence))
    yield from found[:1]


def _in_frames(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    """Who acts and who is acted on, by the verbs."""
    line, cited = statement.line, statement.cited
    for swapped in swapped_sides(unquoted(line.text), cited, evidence):
        message = f"this statement says “{swapped.own}”, its passage “{swapped.told}”: {passage_label(cited[0])}"
        yield Fault(line.number, message, Severity.ERROR if swapped.is_sure else Severity.WARNING)


def _in_exchange(statement: CitedStatement, evidence: Evidence) -> Iterator[Fault]:
    """The two sides of an exchange, if the statement is otherwise much like its passage."""
    text, cited = unquoted(statement.line.text), statement.cited
    statement_stems = set(stems(text))
    parties = Parties(evidence.story.led, ())  # only named sides: the other of two parties would be a guess
    passage_sides = {(e.giver, e.receiver) for e in exchanges_of(cited, parties, {}, implied=True)}
    shared = statement_stems & evidence.stems_of(cited)
    if not passage_sides or len(shared) < TUNING.roles_share * len(statement_stems):
        return
    sides = {(e.giver, e.receiver) for e in exchanges_of([_as_passage(text, evidence)], parties, {}, implied=True)}
    if sides and not sides & passage_sides and all(side[::-1] in passage_sides for side in sides):
        giver, receiver = min(sides)
        message = f"here, {giver} gives to {receiver}; in the passage it is the reverse: {passage_label(cited[0])}"
        yield Fault(statement.line.number, message)


def _as_passage(text: str, evidence: Evidence) -> Passage:
    """A statement in the form in which exchanges are extracted."""
    article = Article("page", "page.txt", text, "", "")
    sentence = Sentence("page", 1, 0, len(text), 0)
    return Passage(
        MarkedArticle(article, (sentence,), names=entities_in(text, evidence.settings.parties)), sentence, ""
    )


def _ties(text: str, evidence: Evidence) -> list[_Tie]:
    """The neighbouring names of different actors that a verb ties."""
    text = _APPOSITION.sub(" ", text)
    names = entities_in(text, evidence.settings.parties)
    ties = [
        _Tie(evidence.acting_for(a.actor), _verb(text[a.end : b.start]), evidence.acting_for(b.actor))
        for a, b in pairwise(names)
    ]
    return [tie for tie in ties if tie.actor != tie.target and tie.verb]


def _verb(between: str) -> str:
    """The words between two names, as they are compared; "" if they do not say what one does to the other."""
    text = folded(between)
    content, words = stems(text), text.split()
    if not content or set(content) & _MUTUAL or _BREAK.search(text) or _PASSIVE.search(text):
        return ""
    return " ".join(w for w in words if w not in _IGNORED) if len(words) <= TUNING.role_tie_words else ""


RULE = Rule(
    "EXP121",
    "no sides are swapped: giver and receiver, actor and target are those of the passage",
    """A sentence can be wrong although all its names are right: “Russia gave North Korea wheat” is not “North Korea
gave Russia wheat”. Two names with the same words between them are compared with the passage, and so are the table
columns for who gives and who gets. What stands before a verb and behind it is compared, also in the passive voice,
and so is “lent by” with “lent to”; it is a warning where only one side has changed its place. What two sides do
together (meet, sign, talk) has no direction. Swap the names.
Example: a row with the buyer under “Who gives”.""",
    on_page=_check_page,
)
