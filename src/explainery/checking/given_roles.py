"""Which roles the sources give to a person, and which role that a page gives to one they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from explainery.checking.evidence import Evidence, unquoted
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.tuning import TUNING
from explainery.copyediting.called import last_name, same_person
from explainery.lexicon.offices import Office, any_noun
from explainery.model import Passage
from explainery.patterns import regex
from explainery.text import folded

_NOUN = rf"(?i:{any_noun(Office.ROLE)}|{any_noun(Office.HELD)}|{any_noun(Office.AFTER)}|{any_noun(Office.TITLE)})"
_LED_NOUN = regex(rf"(?P<lead>(?:[\w’'.-]+ ){{0,4}}?)(?P<noun>{_NOUN})(?![\w’'-])")
_NO_ROLE = r"(?!(?:in|on|at|by|met|said|told|who|whose|which|with|and|as|including)\b)"
_ROLE_FIRST = regex(rf"(?:{_NO_ROLE}[\w’'.-]+ ){{0,4}}{_NO_ROLE}{_NOUN}(?![\w-])")
_PERSON = regex(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_OPEN = frozenset("the a an his her its their and or of for who was is as then when said says new".split())
# Words before a noun that change which office it is, also in capitals before a name.
_KINDS = frozenset(
    "prime vice deputy foreign finance defence defense interior transport health justice trade energy labour labor"
    " education environment culture agriculture economy economics minority majority senate house attorney press chief"
    " state former acting assistant".split()
)
_SECONDS = frozenset(["deputy", "vice", "acting"])  # whose deputy is for people to put in words
_LEADING = (
    "leader head heads headed chief ceo executive boss runs ran leads led leading president chairman chairwoman"
    " chancellor king premier secretary founder director directed ruler minister"
)
_PEOPLE = 1 << 8  # whose patterns are kept: compiling them takes longer than all else that a line needs
_BEFORE_AFTER = frozenset(["predecessor", "successor"])
# Beside each noun, the words of the sources by which a person may be called that.
_ALSO = {
    noun: frozenset(words.split())
    for nouns, words in (
        ("spokesman spokeswoman spokesperson", "spokesman spokeswoman spokesperson spokesmen"),
        ("chairman chairwoman chair chairperson", "chairman chairwoman chair chairperson chairs chaired heads head"),
        ("executive", "ceo chief head heads headed boss runs leads led"),
        ("leader head chief boss", _LEADING),
        ("president", "presidential presidency"),
        ("minister secretary", "ministry ministerial secretary minister premier"),
        ("ambassador envoy diplomat", "ambassador envoy diplomat embassy"),
        ("professor", "lecturer teaches university academic"),
        ("expert analyst scholar researcher", "professor expert analyst scholar researcher specialist fellow studies"),
        ("director", "directs heads head runs leads led chief"),
        ("lawyer attorney", "lawyer attorney counsel represents representing represented defends defence defense"),
        ("official officer", "adviser aide minister secretary spokesman spokeswoman director chief deputy"),
        ("adviser advisor aide", "adviser advisor advises advised aide"),
        ("member", "lawmaker mp representative senator congressman congresswoman deputy legislator"),
        ("lawmaker legislator", "senator representative congressman congresswoman mp legislator lawmaker sen rep"),
        ("senator", "sen senate"),
        ("representative congressman congresswoman", "rep congressman congresswoman representative congress"),
        ("founder", "founded co-founder cofounder"),
        ("governor", "gov gubernatorial"),
        ("mayor", "mayoral"),
        ("general", "gen"),
        ("editor", "edits edited"),
        ("author writer", "wrote writer writes author book"),
        ("judge justice", "judge justice magistrate"),
        ("defence", "defense"),
        ("defense", "defence"),
        ("labour", "labor"),
        ("labor", "labour"),
    )
    for noun in nouns.split()
}


@dataclass(frozen=True, slots=True)
class StatedRole:
    """A role that a page gives to a person, and the words of it that must be in the sources."""

    person: str
    role: str
    words: list[str]


def ungiven_roles(line: RenderedLine, evidence: Evidence) -> Iterator[StatedRole]:
    """The roles in a line that no sentence of the story gives to the person beside them.

    Args:
        line: a line of a page that cites.
        evidence: the story's sources, with the articles.
    """
    for stated in _stated(line, evidence):
        if stated.words:
            near = _said_of(stated.person, evidence)
            follows = bool(_BEFORE_AFTER & near)  # the one who held an office before: whose, is for people to see
            if not follows and not (
                all(_is_given(w, near) for w in stated.words) or _SECONDS & near & set(stated.words)
            ):
                yield stated


def is_called(person: str, noun: str, evidence: Evidence) -> bool:
    """Whether the sources call a person by the noun of an office."""
    return _is_given(noun, _said_of(person, evidence))


def _stated(line: RenderedLine, evidence: Evidence) -> Iterator[StatedRole]:
    text = " ".join(unquoted(line.text).split())
    cells = [" ".join(cell.split()) for cell in line.cells]
    others = frozenset(w for p in evidence.story.people for w in p.role.split() if w[0].islower()) - _OPEN
    for person in sorted(p for p in evidence.people if last_name(p) in text or p in text):
        called = rf"(?<![\w-])(?:{re.escape(person)}|{re.escape(last_name(person))})(?![\w-])"
        if len(cells) > 1:
            if re.fullmatch(called, cells[0]):
                yield StatedRole(person, cells[1], _words(cells[1], others))
            continue
        for match in _beside(called).finditer(text):
            is_other = not match[0].startswith(person) and re.search(r"[A-Z][\w’'.-]* $", text[: match.start()])
            if not is_other and _begins_as_role(match[1]):
                yield StatedRole(person, match[1], _words(match[1], others))
        for match in _before(called).finditer(text):
            yield StatedRole(
                person, match[1], [w for w in _words(match[1]) if w in _KINDS or w in match["noun"].lower()]
            )


@lru_cache(_PEOPLE)
def _beside(called: str) -> re.Pattern[str]:
    """A role between a comma behind a name and the next mark."""
    return re.compile(rf"{called}, (?:the |an? )?([^,.:;“”]{{3,{TUNING.stated_role_characters}}}?)(?=[,.:;]|$)")


@lru_cache(_PEOPLE)
def _before(called: str) -> re.Pattern[str]:
    """A role right before a name."""
    return re.compile(rf"\b((?:[\w.-]+ ){{0,3}}?(?P<noun>{_NOUN})) {called}")


def _begins_as_role(text: str) -> bool:
    """Whether the noun of a role is among the first words: "transport minister", not "met the minister"."""
    return " and " not in text and _ROLE_FIRST.match(text) is not None


def _words(role: str, others: frozenset[str] = frozenset()) -> list[str]:
    """The noun of a role, and the words before it that make it another office, folded.

    Args:
        role: as a page gives it.
        others: words in small letters of the roles that the story gives to anybody.
    """
    match = _LED_NOUN.match(role)
    if match is None:
        return []
    lead = [w for w in match["lead"].split() if w.lower() in _KINDS or w in others]
    return [folded(w) for w in (*lead, *match["noun"].split()) if folded(w) not in _OPEN]


def _said_of(person: str, evidence: Evidence) -> set[str]:
    """The words around a person's name in every sentence, and of sentences behind it that speak of "he" or "she".

    Quotations, and the titles and roles of other people, are left out.
    """
    found, follows = set[str](), False
    last = last_name(person)
    for passage in evidence.by_key.values():
        if not follows and last not in passage.words:
            continue
        rest = unquoted(_without_others(passage, person))
        near = _near(last, rest)
        if near or (follows and _PERSON.search(rest)):
            found |= _all_words(near or rest)
        follows = bool(near)
    titles = " ".join(m.article.title for m in evidence.story.articles)
    return found | _all_words(_near(last, titles))


def _near(name: str, text: str) -> str:
    """The words around each place of a name."""
    if name not in text:
        return ""
    reach = rf"(?:\S+\s+){{0,{TUNING.role_reach_words}}}"
    return " ".join(
        re.findall(rf"{reach}\S*(?<!\w){re.escape(name)}(?!\w)\S*(?:\s+\S+){{0,{TUNING.role_reach_words}}}", text)
    )


def _without_others(passage: Passage, person: str) -> str:
    """A passage's words without the titles and roles beside the names of other people."""
    words = passage.words
    others = {n.actor for n in passage.marked.names_in(passage.sentence) if n.kind == "person"}
    for other in sorted(o for o in others if not same_person(o, person)):
        titles, roles = _of_other(rf"(?:{re.escape(other)}|{re.escape(last_name(other))})\b")
        words = roles.sub(r"\1", titles.sub(" ", words))
    return words


@lru_cache(_PEOPLE)
def _of_other(called: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A title before a name, and a name with a role behind it."""
    return (
        re.compile(rf"\b{_NOUN} (?:[A-Z]\w+ )?(?={called})"),
        re.compile(rf"({called}), (?:the |an? )?[^,.;“”]{{0,60}}?{_NOUN}\b[^,.;“”]{{0,60}}(?=[,.;]|$)"),
    )


def _all_words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", folded(text)))


def _is_given(word: str, words: set[str]) -> bool:
    forms = {word, f"{word}s", word.removesuffix("s"), word.removesuffix("’s").removesuffix("'s")}
    return bool(forms & words) or bool(_ALSO.get(word, frozenset()) & words)
