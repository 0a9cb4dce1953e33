"""The words after a verb of giving: the receiver, the item, and the sides after prepositions."""

from __future__ import annotations

import re

from explainery.lexicon.calendar import MONTH
from explainery.lexicon.tables import either
from explainery.linking.exchanges.giving import VERBS, is_good
from explainery.linking.exchanges.parties import Clause
from explainery.linking.exchanges.phrases import Tag, at, halves, phrase_from, phrase_to
from explainery.linking.exchanges.subjects import Span
from explainery.linking.tuning import TUNING
from explainery.patterns import regex
from explainery.text import one_line

_TUNING = TUNING.exchanges
_TURN = either(
    (
        # a word that leads to something else
        r"(?<!\bup)(?<!\baccess)\s(?:to|from|for|in|at(?! least)|as(?! much)|by|with|through|under|into|amid|against|over|on|via)\b",
        r"(?<!\bup)\s(?:because|while|during|after|before|since|when|if|unless|including|despite|according|not to mention)\b",
        r"(?<!\bup)\s(?:so|but|or else|that|which|who)\b",
        # a verb
        r"(?<!\bup)\s(?:would|could|may|might|will|has|have|had|is|are|was|were|said|says)\b",
        r"(?:(?<!\b[A-Z])\.|[;:()“”\"…—–])(?!\d)",
        # a comma, except in a list
        r",\s(?!\d)(?!(?:[\w-]+\s){0,3}[\w-]+(?:,|\sand\b|\sor\b))",
        r",\s(?=[A-Z])",
        # another verb of the subject
        r"\sand\s(?=(?:has|have|is|was|will|to|could|may)\b)",
    )
)
_COMMA_TURN = "but|as|while|which|who|the|he|she|it|they"
_ITEM_END = regex(rf"{_TURN}|,\s(?:and|{_COMMA_TURN})\b")
# For lists that end in ", and": "nuclear, submarine, | and missile technologies".
_LIST_END = regex(rf"(?!,\s(?:and|or)\s)(?:{_TURN}|,\s(?:{_COMMA_TURN})\b)")
_HOLDER = regex(r"^(?:the |its |their |his |her |some |any |such |a |an |of |with )+", re.IGNORECASE)
_NO_ITEM = regex(
    rf"(?:to|not|that|whether|how|what|than|it|them|him|her|off|up(?! to)|down|out|back|once|and|or|as|last|next|{MONTH}|\w+day)\b",
    re.IGNORECASE,
)
_ADJECTIVE = regex(r"(?:an|ese|ish|ern|ch|i|U\.S\.|US|EU)$")  # "Russian", "Chinese": what follows is theirs
_PARTICLES = frozenset("over back up down out away in".split())
_BARS = frozenset({Tag.STOP, Tag.LINK, Tag.REL, Tag.MODAL})
_OPENS_ITEM = frozenset({Tag.DET, Tag.NUM, Tag.NOUN, Tag.NAME, Tag.VERB})
_NO_SIDE = frozenset(
    "up according due response addition contrast access relation prior close reaction".split()
)  # before "to"
_SELF = frozenset("it himself herself itself themselves".split())


def after(clause: Clause, v: int) -> int:
    """Where the object of a verb begins: "hand over | the keys"."""
    k = v + 1
    while k < len(clause.words) and (clause.words[k].tag is Tag.ADV or clause.low(k) in _PARTICLES):
        k += 1
    return k


def objects(clause: Clause, k: int) -> tuple[Span | None, int]:
    """(receiver before the item or None, where the item begins) in the words after a verb."""
    if k < len(clause.words) and clause.words[k].tag is Tag.PRON and clause.low(k) not in _SELF:
        return (k, k + 1), k + 1
    j = phrase_from(clause.words, k)
    cut = halves(clause.words, k, j, _ends_of_names(clause))
    if cut == j > k:
        cut = _after_of(clause, k, j) or j
    return ((k, cut), cut) if cut != j else (None, k)


def _after_of(clause: Clause, k: int, j: int) -> int | None:
    """Where the item begins after a receiver of several words: "the armies of Norland and Westland | 120 trucks"."""
    if clause.words[k].tag not in {Tag.DET, Tag.NOUN}:
        return None
    while clause.low(j) in {"of", "and"} and (end := phrase_from(clause.words, j + 1)) > j + 1:
        cut = halves(clause.words, j + 1, end, _ends_of_names(clause))
        if cut < end:
            return cut
        j = end
    return None


def _ends_of_names(clause: Clause) -> frozenset[int]:
    """Indexes of the words after a name that is not an adjective."""
    return frozenset(
        at(clause.words, n.end)
        for n in clause.names
        if not _ADJECTIVE.search(clause.text[n.start : n.end]) and clause.text[n.end : n.end + 1] == " "
    )


_WORD_GIVEN = regex(
    r"(?:an?|the|its|their|his|her) (?:promise|pledge|undertaking|vow|guarantee) (?:not )?to [^.,;:“”\"]+"
)


def item_at(clause: Clause, k: int, *, strict: bool) -> str | None:
    """The item: the words from `k` up to the end of the clause, if they name one."""
    if k >= len(clause.words) or clause.words[k].tag not in _OPENS_ITEM:
        return None
    rest = clause.text[clause.words[k].start :]
    if (word := _WORD_GIVEN.match(rest)) and 0 < len(bare(word[0]).split()) <= _TUNING.most_item_words:
        return bare(word[0])  # "a promise" alone, without "not to sue", says nothing
    cuts = (_cut(rest, ending) for ending in (_ITEM_END, _LIST_END))
    return next((item for item in cuts if item and is_good(item, strict=strict)), None)


def _cut(rest: str, ending: re.Pattern[str]) -> str | None:
    """The words up to an ending, if they may be an item."""
    end = ending.search(rest)
    item = re.sub(r"\s(?:and|or)$", "", bare(rest[: end.start()] if end else rest))
    return item if 0 < len(item.split()) <= _TUNING.most_item_words and not _NO_ITEM.match(item) else None


def bare(text: str) -> str:
    """The words on one line, without a determiner."""
    return _HOLDER.sub("", one_line(text)).strip(" ,’'")


def item_before(clause: Clause, v: int) -> str | None:
    """The item if it comes before the verb: "the oil | it sells to", "has shells | to offer"."""
    j = _end_before(clause, v)
    i = phrase_to(clause.words, j)
    while i > 1 and clause.low(i - 1) in {"of", "and", ","} and phrase_to(clause.words, i - 1) < i - 1:
        i = phrase_to(clause.words, i - 1)
    thing = bare(clause.cut((i, j)))
    return thing if thing and is_good(thing, strict=True) else None


def _end_before(clause: Clause, v: int) -> int:
    """Where a phrase before the verb's own clause ends; 0 if there cannot be one."""
    span, k = clause.subject(v), clause.chain(v)
    if span and span[1] == k and clause.words[span[0]].tag in {Tag.PRON, Tag.NAME, Tag.DET}:
        return span[0] - (clause.words[span[0] - 1].tag is Tag.REL) if span[0] else 0
    return k - 1 if k and clause.words[k - 1].tag in {Tag.TO, Tag.REL} else 0


def after_prep(clause: Clause, k: int, preps: frozenset[str]) -> Span | None:
    """The noun phrase after one of `preps`, within the clause that begins at `k`."""
    for x in range(k, min(len(clause.words) - 1, k + _TUNING.side_reach)):
        if x > k and _bars(clause, x):
            return None
        if clause.low(x) in preps and (span := _side_at(clause, x)):
            return span
    return None


def _bars(clause: Clause, x: int) -> bool:
    """Whether another clause, or another verb of giving, begins at a word."""
    low, after_next = clause.low(x), clause.words[x + 2] if x + 2 < len(clause.words) else None
    # "needs arms | to protect itself from a neighbour": what follows is no side of the first verb
    aim = clause.words[x].tag is Tag.TO and clause.words[x + 1].tag is Tag.NOUN and after_next is not None
    if aim and after_next is not None and after_next.tag is Tag.PRON:
        return True
    return clause.words[x].tag in _BARS or (low in VERBS and low.endswith("ing"))


def _side_at(clause: Clause, prep: int) -> Span | None:
    """The noun phrase or pronoun right after a preposition."""
    i, j = prep + 1, phrase_from(clause.words, prep + 1)
    if clause.words[i].tag is Tag.PRON:
        return (i, i + 1)
    if i == j or clause.low(prep - 1) in _NO_SIDE or _is_infinitive(clause, i, j):
        return None
    return _apposed(clause, with_of(clause, i, j))


def _is_infinitive(clause: Clause, i: int, j: int) -> bool:
    """Whether the words after "to" begin with a verb: "to finance | the company"."""
    word = clause.words[i]
    if clause.low(i - 1) != "to" or word.tag is not Tag.NOUN or clause.text[word.start].isupper():
        return False
    opens = any(w.tag in {Tag.DET, Tag.NUM, Tag.NAME} for w in clause.words[i + 1 : j])
    return opens or (j == i + 1 and not word.low.endswith("s"))


def with_of(clause: Clause, i: int, j: int) -> Span:
    """A noun phrase with the phrases that "of" and "and" add to it."""
    while clause.low(j) in {"of", "and"} and j + 1 < len(clause.words):
        end = phrase_from(clause.words, j + 1)
        if end == j + 1 or (clause.low(j) == "and" and clause.words[j + 1].tag is not Tag.NAME):
            break
        j = end
    return (i, j)


def _apposed(clause: Clause, span: Span) -> Span:
    """The name that follows a description: "its chief executive, | Jo Roe"."""
    words, end = clause.words, span[1] + 1
    if clause.low(end - 1) != "," or words[end - 2].tag is not Tag.NOUN:
        return span
    while end < len(words) and words[end].tag is Tag.NAME:
        end += 1
    closes = end == len(words) or words[end].tag in {Tag.COMMA, Tag.STOP, Tag.AND}
    return (span[1] + 1, end) if closes and end > span[1] + 1 else span
