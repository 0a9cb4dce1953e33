"""Nouns for those who act, speak or hold an office: each noun once, with the uses that marking, linking and checking make of it."""

from __future__ import annotations

from enum import StrEnum

from explainery.lexicon.tables import by_use, either


class Office(StrEnum):
    """Where a noun may appear, or what it tells."""

    TITLE = "title"  # before a name, in capitals: "President Roe"
    LEADS_TITLE = "leads_title"  # before such a title: "Vice President Roe"
    POST = "post"  # between a body and a name, in capitals: "Norsea Chairman Jo Roe"
    LEADS_POST = "leads_post"  # before such a post: "Norsea Chief Executive Jo Roe"
    NO_NAME = "no_name"  # part of a title, not of the name behind it, when two names are compared
    BEFORE = "before"  # right before a person's name: "the historian Jo Roe"
    AFTER = "after"  # right after it: "Jo Roe, director of"
    ROLE = "role"  # ends or begins the role that an article gives beside a name
    HELD = "held"  # "the mayor" is whoever the article names as mayor
    ACTS_FOR = "acts_for"  # their deeds are those of what they lead or speak for
    SPEAKER = "speaker"  # says something without being named: "a harbour official"
    AGENT = "agent"  # speaks or acts in another's name: "a lawyer for"
    ANYONE = "anyone"  # may be the speaker of a quotation on a page
    EXPERT = "expert"  # a signal of facets: an expert's voice
    OFFICIAL = "official"  # a signal of facets: an official's voice
    OF_STATE = "of_state"  # with a state's name, that state: "Norlandic negotiators"
    ACTOR = "actor"  # can give or receive something, described and not named
    VAGUE = "vague"  # too vague to be an actor when it is alone
    HE = "he"  # a title of men, in capitals
    SHE = "she"  # a title of women, in capitals


def nouns(use: Office) -> tuple[str, ...]:
    """The nouns of a use in lower case, the longest first."""
    return by_use("lexicon/data/offices.tsv")[use]


def any_noun(use: Office) -> str:
    """A pattern for any noun of a use, in lower case."""
    return either(nouns(use))


def any_title(use: Office) -> str:
    """A pattern for any noun of a use, in capitals."""
    return either(word.title() for word in nouns(use))
