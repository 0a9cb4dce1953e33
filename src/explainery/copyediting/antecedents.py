"""Antecedents: what an opening "he", "it" or "the ministry" stands for, only where the resolver is sure.

It is sure of a person who is the subject of the sentence before, or says it, where nobody else there can be meant; and
of a body where the two sentences before name exactly one of its kind. Everything else stays unresolved: a wrong name
is worse than a sentence that is not shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainery.copyediting.called import full_name, gender_of, is_shared, same_person
from explainery.copyediting.lines import Line, Mention
from explainery.copyediting.subjects import PERSON_NOUN, SAYS, main_start, speaker_in, speaks, subject_of
from explainery.copyediting.tuning import TUNING
from explainery.lexicon.agencies import MEDIA
from explainery.lexicon.reporting_verbs import TAGGING
from explainery.patterns import regex

_HE = regex(r"(he|she)\b", re.IGNORECASE)
_PERSONS = regex(rf"\b{PERSON_NOUN}\b", re.IGNORECASE)
_MEDIA = regex(rf"(?:the )?{MEDIA}", re.IGNORECASE)
_PRONOUN_TAG = regex(rf"\b(?P<pronoun>he|she) (?:also |then |later )?(?:{SAYS}|{TAGGING})\b", re.IGNORECASE)
_LINKS = regex(r"\b(?:of|in|for|to|and|or|by|with|at|on|that|who)\b")
_NO_COMPANY = frozenset(
    "union party charity federation association ministry agency committee council court commission church police army"
    " university league movement coalition watchdog regulator campaign institute".split()
)
_COMPANY = frozenset(
    "company firm bank group giant retailer carmaker maker start-up startup developer business airline".split()
)


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Who or what words stand for: its full name, its kind, and the id of the sentence that names it."""

    name: str
    kind: str
    licence: str


def person_before(line: Line, pronoun: str, *, says: bool, depth: int = 0) -> Antecedent | None:
    """The person that "he" or "she" (or "his", "her") means at the beginning of a sentence or in its tag.

    Args:
        line: the sentence of the pronoun.
        pronoun: "he" or "she".
        says: whether the pronoun is the subject of a verb of reporting; then it goes on with who spoke before.
        depth: how many pronouns led here.
    """
    if depth > TUNING.chain:
        return None
    for i, earlier in enumerate(line.before(2)):
        near = earlier.passage.sentence.paragraph == line.passage.sentence.paragraph
        if i and not near:
            return None
        if i == 0 and not near and not line.begins_paragraph():
            return None
        found = _focus(earlier, pronoun, says=says, depth=depth)
        if found or _mentions_person(earlier):
            return found
    return None


def _mentions_person(line: Line) -> bool:
    return bool(line.people or any(s.quote and s.quote.speaker for s in line.said) or _PERSONS.search(line.bare))


def _focus(line: Line, pronoun: str, *, says: bool, depth: int) -> Antecedent | None:
    """The one person that a sentence is about, by name or by a pronoun that is resolved in turn."""
    fitting = [p for p in line.people if _fits(line, p.actor, pronoun)]
    speaker, subject = speaker_in(line), subject_of(line)
    focus = next((m for m in (subject, speaker) if m and m.kind == "person"), None)
    if focus is None:
        return _carried(line, pronoun, fitting, says=says, depth=depth)
    if says and speaker and speaker.kind == "person":
        rivals = [p for p in fitting if speaks(line, p) and not same_person(p.actor, speaker.actor)]
        return _named(line, speaker) if speaker in fitting and not rivals else None
    others = any(not same_person(p.actor, focus.actor) for p in fitting) or speaker not in {None, focus}
    others = others or _speaks_of_somebody(line, pronoun)
    unsure = gender_of(line, focus.actor) != _GENDER[pronoun] and _others_described(line, focus)
    return _named(line, focus) if focus in fitting and not others and not unsure else None


_GENDER = {"he": "m", "she": "f"}


def _fits(line: Line, person: str, pronoun: str) -> bool:
    return gender_of(line, person) in {"", _GENDER[pronoun]}


def _speaks_of_somebody(line: Line, pronoun: str) -> bool:
    """Whether a quotation in a sentence is about somebody of the pronoun's gender, who may be meant by it."""
    words = {"he": r"\b(?:he|him|his)\b", "she": r"\b(?:she|her)\b"}[pronoun]
    opens = re.search(rf"['‘](?={words})", line.words, re.IGNORECASE)  # single marks around few words are no quotation
    return bool(opens) or any(re.search(words, line.words[s.start : s.end], re.IGNORECASE) for s in line.said)


def is_subject_of(line: Line, found: Antecedent) -> bool:
    """Whether the sentence that names an antecedent has it as its subject, and not only as who says it."""
    named = Line(line.story, line.story.passage(found.licence))
    subject = subject_of(named)
    return subject is not None and same_person(subject.actor, found.name)


def _others_described(line: Line, focus: Mention) -> bool:
    """Whether a sentence speaks of somebody without a name, beside its focus: "met the ambassador"."""
    rest = line.bare[focus.end :]
    aside = re.match(r" \([^)]*\)|, [^,]*?(?:,|\0 )", rest)
    return bool(_PERSONS.search(rest[aside.end() if aside else 0 :]))


def _carried(line: Line, pronoun: str, fitting: list[Mention], *, says: bool, depth: int) -> Antecedent | None:
    """Where a sentence is itself about "he": whoever that is, if no other person is named in it."""
    opening = _HE.match(line.bare, main_start(line))
    tag = _PRONOUN_TAG.search(line.bare)
    inner = opening or tag
    if inner is None or inner[1].lower() != pronoun:
        return _run_on(line, pronoun, fitting)
    found = person_before(line, pronoun, says=bool(tag), depth=depth + 1)
    if found and all(same_person(p.actor, found.name) for p in fitting):
        return found
    return found if found and says and tag else None


def _run_on(line: Line, pronoun: str, fitting: list[Mention]) -> Antecedent | None:
    """Where a sentence is a quotation without a tag that goes on from one whose speaker the sentence before names."""
    if not line.said or line.bare.strip("\0 ") or fitting or _speaks_of_somebody(line, pronoun):
        return None
    quote = line.said[0].quote
    for earlier in line.before(1):
        speaker = speaker_in(earlier)
        if (
            quote
            and quote.speaker
            and speaker
            and speaker.kind == "person"
            and same_person(speaker.actor, quote.speaker)
            and _fits(line, speaker.actor, pronoun)
            and earlier.said
        ):
            return _named(earlier, speaker)
    return None


def _named(line: Line, mention: Mention) -> Antecedent | None:
    """The person that a name means; None where two people of the story share it."""
    if is_shared(line.story, mention.called):
        return None
    return Antecedent(full_name(line, mention.actor), "person", line.passage.id)


def body_before(line: Line, depth: int = 0) -> Antecedent | None:
    """The body that "it" means where it says something: the speaker or subject of the sentence before."""
    if depth > TUNING.chain:
        return None
    earlier = next(line.before(1), None)
    if earlier is None:
        return None
    speaker, subject = speaker_in(earlier), subject_of(earlier)
    bodies = {m.called for m in (speaker, subject) if m and m.kind != "person" and not _MEDIA.fullmatch(m.called)}
    if len(bodies) == 1 and not (subject and subject.kind == "person") and not (speaker and speaker.kind == "person"):
        return Antecedent(bodies.pop(), "body", earlier.passage.id)
    if speaker is None and subject is None and re.match(r"it\b", earlier.bare, re.IGNORECASE):
        return body_before(earlier, depth + 1)
    return None


def body_of_kind(line: Line, noun: str) -> Antecedent | None:
    """The body that "the ministry" or "the company" means: the one of its kind in the sentences before.

    A body is of a kind where its name contains the noun, where "a ..." with the noun follows its name, or, for
    companies, where it is the subject and no other body is named.
    """
    named: dict[str, Antecedent] = {}
    nearby = list(line.before(TUNING.description_reach))
    for earlier in nearby:
        for m in earlier.names:
            if m.kind == "body" and (noun in m.actor.lower().split() or _is_described(earlier, m, noun)):
                named.setdefault(_key(m.actor), Antecedent(m.called, "body", earlier.passage.id))
    if named:
        return next(iter(named.values())) if len(named) == 1 else None
    return _only_company(nearby) if noun in _COMPANY else None


def _key(actor: str) -> str:
    return actor.split(maxsplit=1)[0]


def _is_described(line: Line, mention: Mention, noun: str) -> bool:
    return bool(re.match(rf", (?:an?|the) (?:[\w’'-]+ ){{0,4}}{noun}\b", line.bare[mention.end :])) or bool(
        re.search(rf"\b{noun} $", line.bare[: mention.start])
    )


def _only_company(nearby: list[Line]) -> Antecedent | None:
    """The only body that two sentences name, where it is the subject of one of them."""
    bodies = [(e, m) for e in nearby for m in e.names if m.kind == "body" and not _MEDIA.fullmatch(m.called)]
    if not bodies or len({_key(m.actor) for _, m in bodies}) > 1:
        return None
    if any(_is_of_another_kind(e, m) for e, m in bodies):
        return None
    for earlier in nearby:
        subject = subject_of(earlier) or speaker_in(earlier)
        if subject and subject.kind == "body":
            return Antecedent(max((m.called for _, m in bodies), key=len), "body", earlier.passage.id)
    return None


def _is_of_another_kind(line: Line, mention: Mention) -> bool:
    """Whether a body is a union, a party, a ministry or something else that no company is."""
    if any(word in _NO_COMPANY for word in mention.actor.lower().split()):
        return True
    return any(_is_described(line, mention, noun) for noun in _NO_COMPANY)


def described_before(line: Line, noun: str) -> tuple[str, str] | None:
    """The full description behind "the court" ("the military court"), and the sentence that opens with it."""
    hits = {
        f"the {match[1]}": earlier.passage.id
        for earlier in line.before(TUNING.description_reach)
        if (match := re.match(rf"An? ((?:[\w’'-]+ ){{1,3}}{noun})\b", earlier.bare)) and not _LINKS.search(match[1])
    }
    return next(iter(hits.items())) if len(hits) == 1 else None


def holder_before(line: Line, noun: str) -> Antecedent | None:
    """The person that "the senator" means: the only one in the sentences before whose office it is."""
    held: dict[str, Antecedent] = {}
    for earlier in line.before(TUNING.description_reach):
        for person in earlier.people:
            before, after = earlier.bare[: person.start], earlier.bare[person.end :]
            leads = re.search(rf"\b{noun}\s+$", before, re.IGNORECASE)
            follows = re.match(rf", (?:[\w’'-]+ ){{0,5}}{noun}\b", after, re.IGNORECASE)
            if (leads or follows) and (named := _named(earlier, person)):
                held.setdefault(named.name, named)
    return next(iter(held.values())) if len(held) == 1 else None
