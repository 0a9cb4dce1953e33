"""Roles: what a page may say of a person beside the name, where a passage gives it there and it stands alone."""

from __future__ import annotations

import re

from explainery.copyediting.tuning import TUNING
from explainery.lexicon.calendar import WEEKDAY
from explainery.lexicon.gazetteer import is_given
from explainery.lexicon.offices import Office, any_noun
from explainery.model import Person, Story
from explainery.patterns import regex

_ROLE = regex(
    rf"\b(?i:{any_noun(Office.ROLE)}|{any_noun(Office.HELD)}|{any_noun(Office.AFTER)}|{any_noun(Office.BEFORE)})\b"
)
_NOT_A_ROLE = regex(
    r"\b(?:who|whose|which|that|said|says|told|is|was|were|are|has|had|have|will|would|according|including|him|her"
    r"|he|she|and then|when|after"
    r"|my|our|your|i|we|us|not|but|if|here)\b|[“”\"\d;:]",
    re.IGNORECASE,
)
# In a role before a name these show that more than the role was taken.
_NOT_LEADING = regex(
    r"\b(?:[Uu]nder|[Dd]id|called|and|or|of|for|on|in|to|by|with|as|when|while|but|like)\b|\b[a-z]+ed\b|\b(?:said"
    r"|told|met|saw|led|held)\b|[,()]"
)
# Roles that leave open of what or of whom, so that they say nothing alone: "the founder Jo Roe".
_OF_SOMETHING = frozenset(
    "founder adviser advisor director executive head chair chairman chairwoman president spokesman spokeswoman"
    " spokesperson chief leader manager owner member minister secretary deputy aide editor partner father mother"
    " brother sister son daughter wife husband friend friends colleague official officer analyst host author"
    " coach".split()
)
# A role of nothing but these leaves open of what, too: "the chief executive Jo Roe".
_RANKS = _OF_SOMETHING | frozenset(
    "vice senior former founding managing financial operating general co-founder current".split()
)
# These point at something that a page has not told: "the agency’s engineer", "its owner", "chairman until Sunday".
_POINTS = regex(
    rf"(?:and|or|its|his|her|their)\b|the (?:agency|company|organi[sz]ation|group|union|institute|firm|bank|ministry"
    rf"|club|team|paper|party)[’']s"
    rf"|.*\b(?:{WEEKDAY}|last|this|next|then|now|until|since)\b",
    re.IGNORECASE,
)
# The only clauses that are one: "who leads the union".
_LEADS = regex(r"who (?:leads?|heads?|runs|chairs?|owns|founded|teaches|studies|represents) ")
_ENDS_LOOSE = regex(r"(?<![\w-])(?:of|the|a|an|and|for|in|at|to|with|by|on|former|or)$", re.IGNORECASE)


_BESIDE = regex(r", (?P<role>(?:an?|the|former|chief|senior|[a-z])[^,\0]{3,90}?),? ?(?=,|\0|$|said\b|says\b|told\b)")


def reads_well(role: str) -> bool:
    """Whether words read as a role by themselves: an office or a trade, whole, that points at nothing untold."""
    short = 0 < len(role.split()) <= TUNING.most_role_words
    leads = _LEADS.match(role)
    said = role[leads.end() :] if leads else role
    broken = _NOT_A_ROLE.search(said) or _ENDS_LOOSE.search(said) or _POINTS.match(said)
    return short and not broken and (leads is not None or _ROLE.search(said) is not None)


def role_beside(bare: str, end: int) -> str:
    """The role between commas behind a name that ends at `end`; "" if there is none."""
    match = _BESIDE.match(bare[end:])
    role = match["role"].strip(" .") if match else ""
    return role if reads_well(role) else ""


def licensed_role(story: Story, person: Person) -> tuple[str, bool, str]:
    """A person's role, if a passage gives it right beside the name and it reads as a role.

    Returns:
        The role as the passage words it, whether it leads the name there, and the sentence that says so; "", False, ""
        where there is none.
    """
    role = person.role.strip()
    if not reads_well(role):
        return "", False, ""
    follows = re.compile(rf"{re.escape(person.name)}, {re.escape(role)}(?=[,.”\"])")
    leads = re.compile(rf"(?<!\w)(?P<role>(?i:{re.escape(role)})) {re.escape(person.name)}")
    for sentence in person.sentences:
        words = story.passage(sentence).words
        if person.name not in words:
            continue
        if follows.search(words):
            return role, False, sentence
        if (led := leads.search(words)) and _leads_well(led["role"], words[: led.start()]):
            # "Tournament director Jo Roe" opens a sentence there; inside one it is the "tournament director".
            return role if led["role"][1:] == role[1:] else led["role"], True, sentence
    return "", False, ""


def _leads_well(role: str, before: str) -> bool:
    """Whether a role before a name is whole: nothing of it is cut off, and it says of what or of whom."""
    if re.search(r"(?:[A-Z&][\w.’']*|and|or|of|for|[’']s) $", before) or _NOT_LEADING.search(role):
        return False
    if any(is_given(word) for word in role.split()) or set(role.split()) <= _RANKS:
        return False
    return " " in role or role[0].isupper() or role not in _OF_SOMETHING
