"""Whether two descriptions can mean one: "Lamothe" and "the chief executive", "the union" and "the federation"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from explainery.checking.evidence import Evidence
from explainery.checking.word_kin import Word, is_among, related, words_in
from explainery.copyediting.called import once_a_story
from explainery.lexicon.stems import STOP_WORDS
from explainery.model import Story
from explainery.text import folded

_APPOSITION = 6  # words between a name and a description beside it


def can_be_one(one: Sequence[Word], other: Sequence[Word], evidence: Evidence) -> bool:
    """Whether two descriptions share a word, act for one another, or stand side by side for one in the sources."""
    if any(related(a.text, b.text) for a in one for b in other if a.text not in STOP_WORDS):
        return True
    if _actors(one, evidence) & _actors(other, evidence):
        return True
    kinds = _kinds(one, evidence), _kinds(other, evidence)
    alike = kinds[0] and kinds[1] and ("person" in kinds[0]) == ("person" in kinds[1])
    return not alike and _side_by_side(one, other, evidence)


def acts_for_any(words: Sequence[Word], others: Sequence[Word], evidence: Evidence) -> bool:
    """Whether some words name an actor, or its leader or capital, whom others name by another name."""
    return bool(_actors(words, evidence) & _actors(others, evidence))


def _kinds(words: Sequence[Word], evidence: Evidence) -> set[str]:
    """The kinds of names among some words that are nothing but a name; none of a description."""
    if any(not w.capital for w in words):
        return set()
    named = {w.text for w in words}
    return {kind for kind, names in _kinds_of(evidence.story).items() if named & names}


@once_a_story
def _kinds_of(story: Story) -> dict[str, set[str]]:
    """The words of all names, by their kind."""
    out: dict[str, set[str]] = {}
    for marked in story.articles:
        for name in marked.names:
            out.setdefault(name.kind, set()).update(
                w.text for w in words_in(f"{name.actor} {marked.article.text[name.start : name.end]}")
            )
    return out


def is_publisher(words: Sequence[Word], evidence: Evidence) -> bool:
    """Whether some words name the publisher of an article: of what it prints, it is a source beside the speaker."""
    return any({w.text for w in words} <= set(folded(m.article.publisher).split()) for m in evidence.story.articles)


def _actors(words: Sequence[Word], evidence: Evidence) -> set[str]:
    """The states, bodies and people that some words name, with what they lead."""
    named = {w.text for w in words}
    out = set[str]()
    for actor, names in _called(evidence.story).items():
        if any(name and name <= named for name in names):
            out |= {actor, evidence.acting_for(actor)}
    for party, aliases in evidence.settings.parties.items():
        if any(set(folded(n).split()) <= named for n in (party, *aliases)):
            out.add(party)
    return out


@once_a_story
def _called(story: Story) -> dict[str, set[frozenset[str]]]:
    """How the articles call each actor: the words of each of its names, and a person's last name."""
    out: dict[str, set[frozenset[str]]] = {}
    for marked in story.articles:
        for name in marked.names:
            words = frozenset(
                w.text for w in words_in(marked.article.text[name.start : name.end]) if w.text not in STOP_WORDS
            )
            out.setdefault(name.actor, set()).add(words)
            if name.kind == "person":
                out[name.actor].add(frozenset({folded(name.actor).split()[-1]}))
    return out


def _side_by_side(one: Sequence[Word], other: Sequence[Word], evidence: Evidence) -> bool:
    """Whether some sentence has words of both within one phrase, as in "the insurer Alta" or "Roe, the mayor"."""
    ones, others = _telling(one), _telling(other)
    return bool(ones and others) and any(_has_both(words, ones, others) for words in _phrases(evidence.story))


def _telling(words: Iterable[Word]) -> list[str]:
    return [w.text for w in words if w.has_weight or w.capital]


@once_a_story
def _phrases(story: Story) -> list[list[str]]:
    """The phrases of the articles that may describe one thing: no verb and no "and" inside."""
    texts = [m.words_of(s) for m in story.articles for s in m.sentences]
    parts = [
        part
        for text in texts
        for part in re.split(r"[;:“”\"]| and | or | with | by | from | to | for | in | at | against ", text)
    ]
    return [[w.text for w in words_in(part)] for part in parts]


def _has_both(words: Sequence[str], ones: Sequence[str], others: Sequence[str]) -> bool:
    at = [i for i, w in enumerate(words) if is_among(w, ones)]
    by = [i for i, w in enumerate(words) if is_among(w, others)]
    return any(abs(i - j) <= _APPOSITION and i != j for i in at for j in by)
