"""EXP121: who gives and who receives, who acts and who suffers it, are as in the passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from explainery.checking.context import Context, statements
from explainery.checking.evidence import Evidence, unquoted, where
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.linking.exchanges.extraction import Parties, exchanges_of
from explainery.linking.similarity import stems
from explainery.marking.entities import names_in
from explainery.model import Article, MarkedArticle, Name, Passage, Sentence
from explainery.text import folded

_GIVER = re.compile(r"\b(?:giv(?:es|er)|from|sell(?:s|er)|suppli(?:es|er)|provider|offers|donor)\b", re.IGNORECASE)
_RECEIVER = re.compile(r"\b(?:gets|receiv(?:es|er)|to|buy(?:s|er)|recipient)\b", re.IGNORECASE)
# What two do together, and what stands between names without saying who acts.
_MUTUAL = frozenset(
    "me met meet talk discuss sign agree exchang join marri marry fac shar cooper near and alongsid togeth "
    "differ".split()
)
_APPOSITION = re.compile(r", (?:the|an?|his|her|its|their|who|once|former) [^,;:]{2,70}, ")
_ALIKE = 0.6
_MOST_BETWEEN = 5  # words between two names within which one verb ties them
_BY = re.compile(r"\b(?:by|was|were|been|being|is|are|from)\b")


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Statements and rows whose sides are the other way round than in all that they cite."""
    for unit, cited in statements(page, context):
        check_unit = _in_row if unit.cells else _in_statement
        yield from check_unit(unit, cited, context.evidence)


def _in_row(unit: Unit, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    """A row of a table with a column for who gives and one for who gets."""
    giver, receiver = _column(unit, _GIVER), _column(unit, _RECEIVER)
    if giver is None or receiver is None or giver == receiver:
        return
    sides = _actor(unit.cells[giver], evidence), _actor(unit.cells[receiver], evidence)
    parties = Parties(evidence.story.led, evidence.story.actors[:2])
    found = [(e.giver, e.receiver) for e in exchanges_of(cited, parties, {})]
    if None not in sides and sides[::-1] in found and sides not in found:
        what = f"{sides[0]} gives to {sides[1]} here; in the passage {sides[1]} gives to {sides[0]}, {where(cited[0])}"
        yield Fault(unit.line, what)


def _column(unit: Unit, pattern: re.Pattern[str]) -> int | None:
    fits = [i for i, cell in enumerate(unit.header) if pattern.search(cell)]
    return fits[0] if len(fits) == 1 and len(unit.cells) > fits[0] else None


def _actor(cell: str, evidence: Evidence) -> str | None:
    """The one actor whom a cell names."""
    led = evidence.story.led
    actors = {led.get(n.actor, n.actor) for n in names_in(cell, evidence.settings.parties)}
    actors = actors or {p for p in evidence.settings.parties if p.casefold() == cell.casefold()}
    return actors.pop() if len(actors) == 1 else None


def _in_statement(unit: Unit, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    """Two names with the same words between them, or the sides of what is given, the other way round."""
    mine = _ties(unquoted(unit.text), evidence)
    theirs = {tie for p in cited for tie in _ties(unquoted(p.words), evidence)} if mine else set()
    for one, verb, two in mine:
        if (two, verb, one) in theirs and (one, verb, two) not in theirs:
            what = f"“{one} {verb} {two}” here; in the passage it is {two} that does so to {one}, {where(cited[0])}"
            yield Fault(unit.line, what)
            return

    yield from _in_exchange(unit, cited, evidence)


def _in_exchange(unit: Unit, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    """Who gives what to whom, where the statement is otherwise much like its passage."""
    text = unquoted(unit.text)
    mine = set(stems(text))
    parties = Parties(evidence.story.led, ())  # both sides named: the other of two parties would be a guess
    found = {(e.giver, e.receiver) for e in exchanges_of(cited, parties, {})}
    if not found or len(mine & {s for p in cited for s in evidence.stems[p.key]}) < _ALIKE * len(mine):
        return
    sides = {(e.giver, e.receiver) for e in exchanges_of([_as_passage(text, evidence)], parties, {})}
    if sides and not sides & found and all(side[::-1] in found for side in sides):
        giver, receiver = min(sides)
        yield Fault(
            unit.line, f"{giver} gives to {receiver} here; in the passage it is the other way, {where(cited[0])}"
        )


def _as_passage(text: str, evidence: Evidence) -> Passage:
    """A statement in the shape in which exchanges are looked for."""
    article = Article("page", "page.txt", text, "", "")
    sentence = Sentence("page:1", 0, len(text), 0)
    return Passage(MarkedArticle(article, (sentence,), names=names_in(text, evidence.settings.parties)), sentence, "")


_Tie = tuple[str, str, str]


def _ties(text: str, evidence: Evidence) -> list[_Tie]:
    """(actor, words between, actor) for neighbouring names that a verb may tie."""
    led = evidence.story.led

    def actor(name: Name) -> str:
        return led.get(name.actor, name.actor)

    text = _APPOSITION.sub(" ", text)
    names = names_in(text, evidence.settings.parties)
    rows = [(actor(a), text[a.end : b.start], actor(b)) for a, b in pairwise(names)]
    return [(one, _verb(between), two) for one, between, two in rows if one != two and _verb(between)]


def _verb(between: str) -> str:
    """The words between two names, as compared: "" where they do not say who acts on whom."""
    words = folded(between)
    content = stems(words)
    if not content or set(content) & _MUTUAL or re.search(r"[,;:.()]|\b(?:and|or|with)\b", words) or _BY.search(words):
        return ""
    short = len(words.split()) <= _MOST_BETWEEN
    return (
        " ".join(w for w in words.split() if w not in {"the", "a", "an", "had", "has", "have", "'s"}) if short else ""
    )


RULE = Rule(
    "EXP121",
    "who gives and who receives, who acts and on whom, are as in the passage",
    """All names can be right and the sentence wrong: “Russia gave North Korea wheat” is not “North Korea gave Russia
wheat”. The check compares two names with the same words between them, and the columns of a table that say who gives
and who gets. What two sides do together (meet, sign, talk) has no direction. Put the names the right way round.
Example: a row with the buyer under “Who gives”.""",
    on_page=check,
)
