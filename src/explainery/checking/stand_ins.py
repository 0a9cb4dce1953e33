"""Names that a statement puts in for a passage's "he" or "the ministry", and which of them are surely wrong.

A name is wrong where its kind, gender or office does not fit the words it stands for, where copy-editing resolves
them to another name, or where the sentences before name one fitting person and that is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explainery.checking.evidence import Evidence
from explainery.checking.replaced_words import Replaced, replaced
from explainery.copyediting.antecedents import body_before, body_of_kind, holder_before, person_before
from explainery.copyediting.called import fullest, gender_of, is_surely_person, same_person
from explainery.copyediting.edits import Unfit
from explainery.copyediting.lines import Line
from explainery.copyediting.subjects import PERSON_NOUN, SAYS, main_start
from explainery.copyediting.wording import worded
from explainery.lexicon.gazetteer import gazetteer
from explainery.lexicon.offices import Office, any_noun
from explainery.lexicon.reporting_verbs import TAGGING
from explainery.marking.entities import entities_in
from explainery.model import Name, Passage
from explainery.patterns import regex
from explainery.text import folded

_PRONOUN = regex(r"\b(?P<word>he|she|his|her)(?:[’'](?:s|d|ll))?$", re.IGNORECASE)
_IT = regex(r"\bit$", re.IGNORECASE)
_THEY = regex(r"\b(?:they|the two|the pair|both)$", re.IGNORECASE)
_HOLDER = regex(rf"\bthe (?P<noun>{any_noun(Office.HELD)}|spokesman|spokeswoman|judge|senator)$", re.IGNORECASE)
_BODY_NOUN = "company|firm|bank|ministry|agency|union|party|airline|court|council|commission|university|retailer"
_BODY = regex(rf"\bthe (?P<noun>{_BODY_NOUN})$", re.IGNORECASE)
_SAYING = regex(rf" (?:(?:also|then|later|\w+ly) )?(?:{SAYS}|{TAGGING})\b", re.IGNORECASE)
_NAMING = frozenset(["names", "quotations"])
_GENDERS = {"he": "m", "his": "m", "she": "f", "her": "f"}
_PRONOUNS = {"m": "he", "f": "she"}
_DESCRIBED = regex(rf"\b(?:the|a|an|his|her|their) (?:\w+ )?{PERSON_NOUN}\b", re.IGNORECASE)
_AND = regex(r" (?:and|with) |,")
_BODIES = regex(rf"\b(?:{_BODY_NOUN})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StandIn:
    """A name in a statement, and the words of the passage in whose place it stands."""

    passage: Passage
    words: str
    start: int  # of those words in the passage
    end: int
    name: str
    is_person: bool
    joined: bool = False  # whether others are named beside it


def wrong_stand_ins(text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[str]:
    """What is wrong with names that a statement puts in for words of its passages; only where no passage allows them.

    Args:
        text: the statement.
        cited: its passages.
        evidence: the story's sources, with the articles.
    """
    problems = [list(_in_passage(text, p, evidence)) for p in cited]
    if all(problems):
        yield from problems[0]


def _in_passage(text: str, passage: Passage, evidence: Evidence) -> Iterator[str]:
    for stand_in in _stand_ins(text, passage, evidence):
        if problem := _problem(stand_in, evidence):
            yield f"{stand_in.name!r} stands for “{stand_in.words}” of the passage, {problem}"


def _stand_ins(text: str, passage: Passage, evidence: Evidence) -> Iterator[StandIn]:
    names = entities_in(text, evidence.settings.parties)
    for pair in replaced(passage.words, text):
        inside = [n for n in names if pair.by_start <= n.start and n.end <= pair.by_end]
        inside = inside or _known_body(text, pair, evidence)
        people = [n for n in inside if _is_person(n, text, evidence)]
        chosen = people if len(people) == 1 else inside if len(inside) == 1 else []
        before = passage.words[: pair.end]
        match = next((m for p in (_PRONOUN, _IT, _THEY, _HOLDER, _BODY) if (m := p.search(before))), None)
        if chosen and match and match.start() >= pair.start - len("the "):
            called = text[chosen[0].start : chosen[0].end]
            before_name = text[pair.by_start : chosen[0].start].strip().lower()
            is_all = chosen[0].end == pair.by_end and before_name in {"", "the"}  # not "the head of Norsea"
            if people or is_all:
                joined = len(names) > 1 or bool(_AND.search(text, pair.by_start, pair.by_end + len(" and ")))
                yield StandIn(passage, match[0], match.start(), match.end(), called, bool(people), joined)


def _known_body(text: str, pair: Replaced, evidence: Evidence) -> list[Name]:
    """A body of the story that is all that stands there, where the statement alone does not tell that it is one."""
    called = text[pair.by_start : pair.by_end]
    names = (n for m in evidence.story.articles for n in m.names if n.kind == "body" and n.actor == called)
    return [replace(n, start=pair.by_start, end=pair.by_end) for n in names][:1]


def _is_person(name: Name, text: str, evidence: Evidence) -> bool:
    called = text[name.start : name.end]
    return name.kind == "person" or any(same_person(called, p) for p in evidence.people)


def _problem(stand_in: StandIn, evidence: Evidence) -> str:
    """Why a name cannot stand for those words; "" where it may."""
    line = Line(evidence.story, stand_in.passage)
    if match := _PRONOUN.search(stand_in.words):
        return _of_pronoun(stand_in, match["word"].lower(), line)
    if _IT.search(stand_in.words):
        return _of_it(stand_in, line)
    if _THEY.search(stand_in.words):
        return "but is one person" if stand_in.is_person and not stand_in.joined else ""
    if match := _HOLDER.search(stand_in.words):
        return _of_holder(stand_in, match["noun"].lower(), line)
    match = _BODY.search(stand_in.words)
    return _of_body(stand_in, match["noun"].lower(), line) if match else ""


def _of_pronoun(stand_in: StandIn, word: str, line: Line) -> str:
    gender = _GENDERS[word]
    if not stand_in.is_person:
        return "which is a person" if _is_body(stand_in.name, line) else ""
    if gender_of(line, _full(line, stand_in.name)) not in {"", gender}:
        return "which does not fit"
    at = stand_in.start
    opens = at in {0, main_start(line)}
    says = word in {"he", "she"} and bool(_SAYING.match(line.bare, stand_in.end))
    found = person_before(line, _PRONOUNS[gender], says=says) if opens or says else None
    sure = _edited(stand_in, line) or (found.name if found else "")
    if sure:
        return "" if same_person(sure, stand_in.name) else f"which is {sure}"
    only = _only_person(line, gender) if opens else ""
    return f"which is {only}" if only and not same_person(only, stand_in.name) else ""


def _edited(stand_in: StandIn, line: Line) -> str:
    """The name that copy-editing puts for those words; "" where it is not sure of one."""
    wording = worded(line.story, stand_in.passage.id)
    edits = () if isinstance(wording, Unfit) else wording.edits
    after = next((e.after for e in edits if e.after and e.start <= stand_in.start < e.end and e.kind in _NAMING), "")
    name = re.sub(r"(?:[’']s)?(?: (?:said: .*|is|has|will|have))?$", "", after)
    return name if re.match(r"(?:[Tt]he )?[A-Z]", name) else ""  # and not the words of a quotation that moved


def _only_person(line: Line, gender: str) -> str:
    """The one person of a gender in this sentence and the two before; "" where there are none or several."""
    nearby = [*line.before(2), line]
    if any(not row.people and _DESCRIBED.search(row.bare) for row in nearby[:-1]):
        return ""  # "the minister" can be anybody
    people = {p.actor for row in nearby for p in row.people}
    people |= {
        s for row in nearby for s in (row.passage.sentence.speaker, row.passage.sentence.voice) if s and " " in s
    }
    fitting = [_full(line, p) for p in sorted(people) if gender_of(line, p) in {"", gender}]
    first = fitting[0] if fitting else ""
    sure = bool(first) and gender_of(line, first) == gender
    return first if sure and all(same_person(first, p) for p in fitting) else ""


def _of_it(stand_in: StandIn, line: Line) -> str:
    if stand_in.start:
        return ""
    if stand_in.is_person:
        return "which is not a person" if is_surely_person(_full(line, stand_in.name)) else ""
    sure = body_before(line)
    return f"which is {sure.name}" if sure and not _related(sure.name, stand_in.name) else ""


def _related(one: str, two: str) -> bool:
    """Whether two names of bodies share a word."""
    words = [set(re.findall(r"\w{3,}", folded(name))) - {"the"} for name in (one, two)]
    return bool(words[0] & words[1])


def _of_holder(stand_in: StandIn, noun: str, line: Line) -> str:
    if not stand_in.is_person:
        return "which is a person" if _is_body(stand_in.name, line) else ""
    sure = holder_before(line, noun)
    return f"which is {sure.name}" if sure and not same_person(sure.name, stand_in.name) else ""


def _of_body(stand_in: StandIn, noun: str, line: Line) -> str:
    if stand_in.is_person:
        return "which is not a person" if is_surely_person(_full(line, stand_in.name)) else ""
    named = [m.lower() for m in _BODIES.findall(stand_in.name)]
    if named and noun not in named and set(named) & {"ministry", "union", "party", "court", "university", "bank"}:
        return "which does not fit"
    sure = body_of_kind(line, noun)
    return f"which is {sure.name}" if sure and not _related(sure.name, stand_in.name) else ""


def _is_body(name: str, line: Line) -> bool:
    """Whether a name that is no known person's is surely a body's or a place's."""
    if " " in name or name in gazetteer():
        return True
    return any(n.kind == "body" and n.actor == name for m in line.story.articles for n in m.names)


def _full(line: Line, name: str) -> str:
    return fullest(line.story, name)
