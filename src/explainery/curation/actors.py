"""Whose a statement is: whose aims it tells, and for whom the voice in it speaks."""

from __future__ import annotations

import re

from explainery.curation.page_plan import Statement
from explainery.lexicon.offices import Office, any_noun
from explainery.marking.entities import entities_in
from explainery.model import Name, Passage, Story
from explainery.patterns import regex
from explainery.text import count_words

_AFTER_PREPOSITION = regex(
    r"\b(?:in|of|from|to|with|by|for|against|on|at|over|into|through|between|among|like|and|than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AT_PLACE = regex(r"\b(?:in|from|near|around|outside) (?:the )?$")  # "a baker in Arlen"
_BASED = regex(r"[\s-]+based\b")  # "Arlen-based Norline" is Norline
_BEFORE_SUBJECT = 1  # words before a name that a sentence begins with: "The", "President"; by taste
_BESIDE = 80  # characters from a speaker's name in which an office is an apposition; by taste
_EXPERT = regex(rf"\b(?:{any_noun(Office.EXPERT)}|former)\b", re.IGNORECASE)
# Who stands beside a party or against it: "an early Norline investor".
_BESIDE_IT = regex(
    r"\b(?:investors?|shareholders?|critics?|users?|customers?|early|ex|fans?|supporters?|opponents?|rivals?|activists?"
    r"|victims?|neighbou?rs?|residents?)\b",
    re.IGNORECASE,
)
_OFFICE = regex(rf"\b{any_noun(Office.ROLE)}\b", re.IGNORECASE)


def actor_of(story: Story, statement: Statement) -> str:
    """Whose aims a statement tells: the first of the story's actors that it names as more than a place or a partner."""
    passage = story.passage(statement.claim.shown)
    text, start = passage.article.text, passage.sentence.start
    names = passage.marked.names_in(passage.sentence)
    acting = (n for n in names if not _is_aside(text, start, n))
    named = (story.led.get(n.actor, n.actor) for n in acting)
    return next((actor for actor in named if actor in story.actors), "")


def _is_aside(text: str, start: int, name: Name) -> bool:
    """Whether a name is a place, a partner or a seat ("in Arlen", "with Arlen", "Arlen-based")."""
    return bool(_AFTER_PREPOSITION.search(text[start : name.start]) or _BASED.match(text[name.end :]))


def speaker_of(story: Story, statement: Statement) -> str:
    """Who says it, quoted or not; "" for the newspaper itself."""
    passage = story.passage(statement.claim.shown)
    return passage.sentence.speaker or passage.sentence.voice or ""


def party_of(story: Story, statement: Statement) -> str:
    """The actor that a statement's speaker speaks for, by name, office and apposition; "" for all others.

    An expert speaks for nobody, wherever they work. Where nobody speaks, the party is who the sentence begins with.
    """
    voice = speaker_of(story, statement)
    if not voice:
        return _opening_actor(story, statement)
    role = next((p.role for p in story.people if p.name == voice), "")
    if _EXPERT.search(f"{voice} {role}"):
        return ""
    if voice in story.actors or voice in story.led:
        return story.led.get(voice, voice)
    if party := _first_actor(story, voice):
        return party
    speaks_for = "" if _BESIDE_IT.search(role) else _first_actor(story, role)
    return speaks_for or _beside(story, story.passage(statement.claim.shown), voice)


def _opening_actor(story: Story, statement: Statement) -> str:
    """The actor that a statement begins with; "" where it begins with anybody else."""
    passage = story.passage(statement.claim.shown)
    first = next(iter(passage.marked.names_in(passage.sentence)), None)
    if first is None or count_words(passage.article.text[passage.sentence.start : first.start]) > _BEFORE_SUBJECT:
        return ""
    actor = story.led.get(first.actor, first.actor)
    return actor if actor in story.actors else ""


def _first_actor(story: Story, words: str) -> str:
    """The first of the story's actors that some words name, other than as a place where somebody is or is based."""
    names = [
        n for n in entities_in(words, {}) if not _BASED.match(words[n.end :]) and not _AT_PLACE.search(words[: n.start])
    ]
    acting = (story.led.get(n.actor, n.actor) for n in names)
    return next((actor for actor in acting if actor in story.actors), "")


def _beside(story: Story, passage: Passage, voice: str) -> str:
    """The actor in an apposition beside the speaker's name: "Ada Moor, the chief executive of Norline"."""
    words = passage.words
    at = words.find(voice.rsplit(maxsplit=1)[-1])
    after = words[at : at + _BESIDE] if at >= 0 else ""
    apposition = re.match(r"[\w’'-]+, ([^,“”\"]+)", after)
    return _first_actor(story, apposition[1]) if apposition and _OFFICE.search(apposition[1]) else ""
