"""Names: an opening "he", "his", "it", "the ministry" becomes whoever it stands for, where the resolver is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.copyediting.antecedents import (
    Antecedent,
    body_before,
    body_of_kind,
    described_before,
    holder_before,
    is_subject_of,
    person_before,
)
from explainery.copyediting.edits import Unfit, apart
from explainery.copyediting.lines import Line, Mention
from explainery.copyediting.openings import opening_end
from explainery.copyediting.subjects import PERSON_NOUN, SAYS, speaks
from explainery.curation.page_plan import Edit
from explainery.lexicon.calendar import MONTH, WEEKDAY
from explainery.lexicon.offices import Office, any_noun
from explainery.lexicon.reporting_verbs import TAGGING
from explainery.patterns import regex

_VERB = rf"(?:{SAYS}|{TAGGING})"
_ADVERB = r"(?:(?:also|then|later|again|further|nevertheless|nonetheless|\w+ly) )?"
_PERSON = regex(r"(?P<word>he|she|his|her)\b(?P<short>[’'](?:s|d|ll|ve|re)\b)?", re.IGNORECASE)
# A time that opens a sentence: what follows it opens it as well.
_AFTER_TIME = regex(
    rf"(?:(?:In|On|By|Since|Until|During|Early|Late|Earlier|Later|Last|This|Next|Over|At) [^,\0]{{0,30}}?)?\b"
    rf"(?:\d{{4}}|{WEEKDAY}|{MONTH}|year|month|week|weekend|day|morning|afternoon|evening|night|today|yesterday),? "
    r"(?=(?:he|she|his|her|it|they|their|its|this|that|these|those)\b)",
    re.IGNORECASE,
)
_LOOSE = regex(
    r"(?:they|their|its|this|that|these|those"
    r"|it(?!(?: is| was| remains| became|[’']s) \w+ (?:that|who|whether|how|to)\b))\b",
    re.IGNORECASE,
)
_OWNER = {"his", "her"}
_IT = regex(
    rf"it (?=(?:has |had )?{_ADVERB}(?:{_VERB}|declined|refused|plans|planned|disclosed|accused|denied)\b)",
    re.IGNORECASE,
)
_BODY_NOUN = (
    r"company|firm|bank|group|giant|ministry|agency|organi[sz]ation|association|union|party|club|committee"
    r"|commission|board"
    r"|department|council|network|newspaper|paper|broadcaster|retailer|carmaker|automaker|maker|operator|airline"
    r"|regulator"
    r"|watchdog|service|charity|foundation|institute|university|bureau|fund|exchange|developer|federation"
    r"|publisher|business|start-?up|chain|consortium|coalition|movement|faction|court"
)
_DESCRIBED = regex(
    rf"(?P<the>[Tt]he )(?P<kind>(?:[a-z][\w-]+ ){{0,2}})(?P<noun>{_BODY_NOUN})(?P<own>[’']s)?(?=,? )"
    r"(?! (?:of|that|which|who|in|for|behind|at|on|from|to|by|with)\b)(?! [A-Z])"
)
_HOLDER = regex(
    rf"(?P<the>[Tt]he )(?P<noun>{any_noun(Office.HELD)}|spokesman|spokeswoman|spokesperson|professor|judge|lawyer"
    rf"|attorney|official|officer|analyst|economist)"
    rf"(?P<own>[’']s)?(?= )(?! (?:of|that|which|who|in|for|at|from|to|by|with)\b)"
)
# Nouns that stay vague whatever stands before them: "the banking giant".
_VAGUE = frozenset(["bank", "firm", "giant", "group"])
# Offices that one person of a country holds: "the president" is understood without a name.
_KNOWN_OFFICE = frozenset(["president", "prime minister", "chancellor", "king", "queen", "pope", "premier"])
_FIRM = frozenset(
    ["company", "firm", "bank", "group", "giant", "organisation", "organization", "association", "club", "agency"]
)
_TAG = regex(rf"(?:(?<=, )|(?<=\0 )|(?<=\0)|(?<=^))(?P<who>he|she|it)(?= {_ADVERB}{_VERB}\b)", re.IGNORECASE)
_TAG_THE = regex(rf"(?:(?<=, )|(?<=\0 ))the (?P<noun>{_BODY_NOUN})(?= {_ADVERB}{_VERB}\b)")
_ANY_PERSON = regex(rf"\b{PERSON_NOUN}\b", re.IGNORECASE)
# Somebody may be meant by these as well: "the lodger", "a pianist".
_AGENT = regex(
    r"\b(?:the|an?|its|their|some|one) (?:[\w-]+ ){0,3}[\w-]*(?:er|or|ist|ian|man|ee|ant|ard)\b", re.IGNORECASE
)
_HIS = frozenset({"he", "him", "his", "himself"})
_OF_WOMEN = ("woman", "women", "girl", "girls", "mother", "mum", "mom", "sister", "daughter", "wife", "widow", "aunt",
             "niece", "actress", "queen", "princess")  # fmt: skip
_INNER = regex(r"\b(?P<word>he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
# Behind "her" these make it an object: "sentenced her to".
_OWNED = regex(
    r" (?!(?:to|for|in|on|at|of|with|by|from|and|or|as|after|before|when|because|without|into|over|that|if|during"
    r"|under|since|until|out|up|off|down|about|against)\b)[a-z]"
)
_PARTICIPLE = regex(r" (?:been|\w+ed|made|done|gone|seen|taken|had|become|come|given|told)\b")


def name_edits(line: Line, edits: Sequence[Edit]) -> tuple[Edit, ...] | Unfit:
    """The edits that put names for what opens a sentence or says it, or why one cannot be put.

    Args:
        line: the passage.
        edits: the edits made so far; what they changed is left alone.
    """
    out: list[Edit] = []
    for step in (_opened, _tagged, _inner):
        made = step(line, [*edits, *out])
        if isinstance(made, Unfit):
            return made
        out += [e for e in made if apart([*edits, *out], e.start, e.end)]
    return tuple(out)


def _opened(line: Line, edits: Sequence[Edit]) -> list[Edit] | Unfit:
    """What stands for the first words of the sentence, or for those behind a time that opens it."""
    at = opening_end(tuple(edits))
    if not apart(edits, at, at + 1):
        return []
    if after_time := _AFTER_TIME.match(line.bare, at):
        at = after_time.end()
        if match := _LOOSE.match(line.bare, at):
            return Unfit(f"opens with “{match[0].lower()}” behind a time")
    kinds = ((_PERSON, _person), (_IT, _it), (_HOLDER, _holder), (_DESCRIBED, _body))
    return next((put(line, match) for pattern, put in kinds if (match := pattern.match(line.bare, at))), [])


def _it(line: Line, match: re.Match[str]) -> list[Edit] | Unfit:
    found = body_before(line)
    return [_edit(line, match.start(), match.end() - 1, found)] if found else Unfit("opens with “it”")


def _is_party(line: Line, match: re.Match[str]) -> bool:
    """Whether "the union" is what the story itself calls one of its parties."""
    called = line.bare[match.start() : match.end("noun")].lower()
    return called in {actor.lower() for actor in line.story.actors}


def _person(line: Line, match: re.Match[str]) -> list[Edit] | Unfit:
    word = match["word"].lower()
    pronoun = "he" if word in {"he", "his"} else "she"
    says = bool(re.match(rf" {_ADVERB}{_VERB}\b", line.bare[match.end() :])) and word not in _OWNER
    found = person_before(line, pronoun, says=says)
    if found is None:
        return Unfit(f"opens with “{match['word'].lower()}”, and nobody is surely meant")
    if word in _OWNER:
        return [_edit(line, match.start(), match.end("word"), found, "’s")]
    tail = _long_form(line, match)
    return (
        [_edit(line, match.start(), match.end(), found, tail)]
        if tail is not None
        else Unfit("opens with a contraction")
    )


def _long_form(line: Line, match: re.Match[str]) -> str | None:
    """What a contraction behind a pronoun stands for: "he’s been" is "has"."""
    short = (match["short"] or "")[1:]
    if short == "s":
        return " has" if _PARTICIPLE.match(line.bare[match.end() :]) else " is"
    return {"": "", "ll": " will", "ve": " have"}.get(short)


def _holder(line: Line, match: re.Match[str]) -> list[Edit] | Unfit:
    noun = match["noun"].lower()
    found = holder_before(line, noun)
    if found:
        return [_edit(line, match.start(), match.end("noun"), found)]
    return [] if noun in _KNOWN_OFFICE else Unfit(f"opens with “the {noun}”, and nobody is surely meant")


def _body(line: Line, match: re.Match[str]) -> list[Edit] | Unfit:
    if _is_party(line, match):
        return []
    noun, kind = match["noun"].lower(), match["kind"]
    found = body_of_kind(line, noun)
    if found:
        return [_edit(line, match.start(), match.end("noun"), found)]
    if noun not in _FIRM and (described := described_before(line, noun)):
        return [_put(line, match.start(), match.end("noun"), described[0], described[1])]
    return [] if kind and noun not in _VAGUE else Unfit(f"opens with “the {noun}”, and no body is surely meant")


def _tagged(line: Line, edits: Sequence[Edit]) -> list[Edit] | Unfit:
    """What stands for "he", "it" or "the company" in ", he said"."""
    out: list[Edit] = []
    for match in _TAG.finditer(line.bare):
        if match.start() <= opening_end(tuple(edits)) or not apart(edits, match.start(), match.end()):
            continue
        if _antecedent_inside(line, match.start(), match["who"]):
            continue
        found = (
            body_before(line) if match["who"].lower() == "it" else person_before(line, match["who"].lower(), says=True)
        )
        if found is None:
            return Unfit(f"“{match['who']} said” without a sure name")
        out.append(_edit(line, match.start(), match.end(), found))
    for match in _TAG_THE.finditer(line.bare):
        if apart(edits, match.start(), match.end()):
            found = body_of_kind(line, match["noun"])
            if found:
                out.append(_edit(line, match.start(), match.end(), found))
            elif not line.names or line.names[0].start > match.start():
                return Unfit(f"“the {match['noun']} said” without a sure name")
    return out


def _antecedent_inside(line: Line, at: int, pronoun: str) -> bool:
    """Whether the sentence names before the tag what its pronoun means: its speaker, or the body that opens it."""
    if pronoun.lower() != "it" and any(p.end < at and speaks(line, p) for p in line.people):
        return True
    return pronoun.lower() == "it" and any(
        n.end < at and n.kind != "person" for n in line.names[:1] if n.start <= len("The ")
    )


def _inner(line: Line, edits: Sequence[Edit]) -> list[Edit] | Unfit:
    """What stands for "he" or "her" in the middle of a sentence that names or describes nobody before it."""
    start = opening_end(tuple(edits))
    if any(e.kind in {"names", "quotations"} and e.after for e in edits):
        return []
    match = next((m for m in _INNER.finditer(line.bare) if m.start() > start), None)
    if match is None or not apart(edits, *match.span()) or _means_somebody_inside(line, match):
        return []
    word = match["word"].lower()
    found = person_before(line, "he" if word in _HIS else "she", says=False)
    sure = found and is_subject_of(line, found) and not _AGENT.search(line.bare, 0, match.start())
    if found is None or not sure or word in {"himself", "herself", "hers"}:
        return Unfit(f"“{word}” stands for nobody in the sentence")
    owns = word == "his" or (word == "her" and _OWNED.match(line.bare[match.end() :]))
    return [_edit(line, match.start(), match.end(), found, "’s" if owns else "")]


def _means_somebody_inside(line: Line, match: re.Match[str]) -> bool:
    """Whether somebody in the sentence may be meant: named or described before a pronoun, or named behind a comma."""
    at = match.start()
    # Perhaps a surname, or a party's other name: "Kim" for a country.
    single = any(n.start < at and (_is_one_word(n) or _is_party_by_person(n)) for n in line.names)
    named = single or any(p.start < at for p in line.people)
    behind = any(p.start > match.end() and "," in line.bare[match.end() : p.start] for p in line.people)
    return named or behind or _is_described(line.bare[:at], match["word"].lower())


def _is_one_word(name: Mention) -> bool:
    return name.kind == "body" and " " not in name.actor


def _is_party_by_person(name: Mention) -> bool:
    return name.kind == "place" and " " not in name.called and name.called != name.actor


def _is_described(before: str, pronoun: str) -> bool:
    """Whether words describe somebody whom a pronoun may mean: not a spokeswoman by "he"."""
    nouns = [m[0].lower() for m in _ANY_PERSON.finditer(before)]
    return any(not _is_woman(noun) for noun in nouns) if pronoun in _HIS else bool(nouns)


def _is_woman(noun: str) -> bool:
    return noun.endswith(_OF_WOMEN)


def _edit(line: Line, start: int, end: int, found: Antecedent, tail: str = "") -> Edit:
    return _put(line, start, end, found.name + tail, found.licence)


def _put(line: Line, start: int, end: int, name: str, licence: str) -> Edit:
    """The edit that puts a name for words; with a capital only where they had one."""
    if name[:4].lower() == "the ":
        name = ("The " if line.words[start].isupper() else "the ") + name[4:]
    return Edit("names", start, end, name, licence, f"“{line.words[start:end]}” is {name}")
