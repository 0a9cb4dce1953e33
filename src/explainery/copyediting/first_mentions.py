"""First mentions: a person gets full name and role where a page speaks of them first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explainery.copyediting.called import People, is_shared, is_surely_person, once_a_story, same_person, short_name
from explainery.copyediting.edits import edit_at, in_order, place_in_words
from explainery.copyediting.roles import licensed_role
from explainery.copyediting.subjects import SAYS
from explainery.curation.page_plan import Edit, Wording
from explainery.lexicon.abbreviations import Abbreviation, any_abbreviation
from explainery.lexicon.offices import Office, any_noun, any_title
from explainery.model import Story
from explainery.patterns import regex

_QUOTED = regex(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)")
_HONORIFIC = regex(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? $")
_TITLE = regex(
    rf"(?:\b(?:{any_title(Office.TITLE)}|{any_abbreviation(Abbreviation.RANK)}\.?|Sen\.|Rep\.|Gov\."
    rf"|{any_title(Office.POST)})"
    rf"|\b(?i:{any_noun(Office.ROLE)}|{any_noun(Office.BEFORE)}|{any_noun(Office.HELD)})|[’']s|\w+-\w+) $"
)
_PART_OF_NAME = regex(r"\b[A-Z][\w’'-]*\.? $")
# "The recluse Kim": a noun before the name describes already. A verb, a preposition or a conjunction does not.
_LINKS = (
    "that|and|or|but|with|of|to|by|for|from|in|on|at|as|if|than|like|when|while|after|before|against|between|where|because"
    "|since|until|whether|how|what|met|saw|then|now|also|so|is|was|are|were"
)
_DESCRIBED = regex(rf"\b(?!(?:{SAYS}|\w+ed|\w+ing|{_LINKS})\b)[a-z][\w-]+ $")
# A role is put in where the name is a noun by itself: before a verb or a preposition, or at the end.
_ROOM_FOR_ROLE = regex(
    rf" (?:(?:also|then|later|has|had|have|is|was|will|would|could|did|does) |(?:{SAYS})\b|\w+ed\b"
    r"|(?:in|on|at|to|for|with|from|as|that|about|by|after|before|during|when|while)\b)|[.;]|$"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A person as a page introduces them: the name, the role beside it, how it stands there, and where it says so."""

    name: str
    short: str
    role: str
    leads: bool  # whether the role stands before the name: "the economist Jo Roe"
    licence: str


def introduced(story: Story, wordings: Sequence[Wording]) -> tuple[Wording, ...]:
    """The statements of one page with each person's full name and role at the first mention.

    Args:
        story: the story.
        wordings: the page's statements in order.

    Returns:
        The same statements in order; those that speak of a person first have further edits.
    """
    known, seen, out = _known(story), set[str](), []
    for wording in wordings:
        done = wording
        if wording.speaker:
            seen |= {k.name for k in known if same_person(k.name, wording.speaker)}
        else:
            done = _with_names(story, wording, known, seen)
        out.append(done)
    return tuple(out)


@once_a_story
def _known(story: Story) -> tuple[_Known, ...]:
    """The people of a story with full names, each once."""
    out: list[_Known] = []
    people = People()
    for person in story.people:
        role, leads, licence = licensed_role(story, person) if " " in person.name else ("", False, "")
        if " " not in person.name or not (is_surely_person(person.name) or (leads and role[0].isupper())):
            continue
        if not people.has(person.name):
            people.add(person.name)
            out.append(_Known(person.name, short_name(story, person.name), role, leads, licence or person.sentences[0]))
    return tuple(out)


def _with_names(story: Story, wording: Wording, known: Sequence[_Known], seen: set[str]) -> Wording:
    edits = list(wording.edits)
    bare = _QUOTED.sub(lambda m: "\0" * len(m[0]), wording.text)
    for person in known:
        if person.name in seen or (match := _first_mention(story, bare, person)) is None:
            continue
        seen.add(person.name)
        start, end, text = _replacement(bare, match, person)
        if text != wording.text[start:end]:
            edits = _put(edits, (start, end, text), person, wording)
    if tuple(edits) == wording.edits:
        return wording
    return replace(wording, edits=in_order(edits), text=_retold(wording, edits))


def _first_mention(story: Story, bare: str, person: _Known) -> re.Match[str] | None:
    """Where a text first names a person, by the full name or by a name that is only theirs."""
    if person.name not in bare and person.short not in bare:
        return None  # so it is with nearly everybody in a large story
    single = person.short != person.name and not is_shared(story, person.short)
    pattern = "|".join(re.escape(n) for n in (person.name, *([person.short] if single else [])))
    return re.search(rf"(?<![\w’'.&-])(?:{pattern})(?![\w&-]| [A-Z][a-z])", bare)


def _replacement(bare: str, match: re.Match[str], person: _Known) -> tuple[int, int, str]:
    """What stands for a first mention, and which stretch of the text it replaces."""
    start, end, after = match.start(), match.end(), bare[match.end() :]
    if honorific := _HONORIFIC.search(bare[:start]):
        start = honorific.start()
    before = bare[:start]
    titled = bool(_TITLE.search(before.removesuffix(", ") + " " if before.endswith(", ") else before))
    if (_PART_OF_NAME.search(before) and not titled) or re.search(r"\b(?:the|a|an) $", before, re.IGNORECASE):
        return match.start(), end, match[0]  # "Jo M. Roe", "the Roe administration"
    if titled or not person.role or not _ROOM_FOR_ROLE.match(after):
        return start, end, person.name
    if person.leads and _DESCRIBED.search(before):
        return start, end, person.name
    if person.leads:
        lead = (
            person.role if person.role[0].isupper() or re.match(r"(?:the|an?) ", person.role) else f"the {person.role}"
        )
        return start, end, f"{lead[0].upper() + lead[1:] if start == 0 else lead} {person.name}"
    comma = "" if re.match(r"[.;:]|$", after) else ","
    return start, end, f"{person.name}, {person.role}{comma}"


def _put(edits: list[Edit], change: tuple[int, int, str], person: _Known, wording: Wording) -> list[Edit]:
    """The edits with one more, which puts a text for a stretch of the wording's; as they were where none can be."""
    start, end, text = change
    current = list(in_order(edits))
    reason = f"{person.name} is named first here"
    made = edit_at(wording.edits, start, end)
    if made:
        old, offset = made
        now = next((e for e in current if (e.start, e.end) == (old.start, old.end)), None)
        if now is None or now.after != old.after:
            return edits
        after = now.after[:offset] + text + now.after[offset + end - start :]
        return [replace(e, after=after, reason=f"{e.reason}; {reason}") if e is now else e for e in current]
    place = place_in_words(wording.edits, start, end)
    if place is None or any(e.start < place[1] and place[0] < e.end for e in current):
        return edits
    return [*current, Edit("names", *place, text, person.licence, reason)]


def _retold(wording: Wording, edits: Sequence[Edit]) -> str:
    """The text that the edits make, told from the text that the wording's own edits made."""
    pieces, last = [], 0
    for start, end, after in _changes(wording, edits):
        pieces += [wording.text[last:start], after]
        last = end
    return "".join([*pieces, wording.text[last:]])


def _changes(wording: Wording, edits: Sequence[Edit]) -> Iterator[tuple[int, int, str]]:
    """What further edits change in a wording's text, in order."""
    shift, old = 0, {(e.start, e.end): e for e in wording.edits}
    for edit in in_order(edits):
        before = old.get((edit.start, edit.end))
        begins = edit.start - shift
        if before is None:
            yield begins, begins + edit.end - edit.start, edit.after
        else:
            if before.after != edit.after:
                yield begins, begins + len(before.after), edit.after
            shift += edit.end - edit.start - len(before.after)
