"""The grammatical subject of a sentence, and who says it: only where its words leave no doubt."""

from __future__ import annotations

import re

from explainery.copyediting.lines import Line, Mention
from explainery.lexicon.offices import Office, any_noun
from explainery.lexicon.reporting_verbs import INVERTING, SAYING, TAGGING
from explainery.patterns import regex

SAYS = rf"(?:{'|'.join(v for v in SAYING if not v.endswith('ing'))}|tweeted|posted|went on to say)"
_CONNECTIVE = regex(r"(?:(?:And|But|So|Yet|Meanwhile|However|Still|Also|Later|Earlier|Then|Instead),? )+")
# "In his address, ", "Asked about it, ", "At a news conference on Monday, "
_LEAD_IN = regex(
    r"(?:In|On|At|After|Before|During|By|With|As|While|Under|Despite|Since|Until|For|From|Following|According|Asked"
    r"|Within|Without|Over|Amid|To|Rather|Through|Through|Even|Last|This|Earlier|Later|When|Although|Though|Because"
    r"|If|Once|Beyond|Among|[A-Z]\w+ing|[A-Z]\w+ed)\b[^,\0]{0,140}, "
)
PERSON_NOUN = (
    rf"(?:{any_noun(Office.BEFORE)}|{any_noun(Office.HELD)}|{any_noun(Office.AFTER)}|{any_noun(Office.ROLE)}"
    r"|man|men|woman|women|boys?|girls?|teenagers?|father|mother|brother|sister|son|daughter|husband|wife|widow|cousin"
    r"|uncle|aunt|nephew|niece|friend|child|children|soldiers?|suspects?|victims?|fugitive|prisoners?|hostages?"
    r"|patients?|residents?|neighbou?rs?|workers?|colleagues?|officials?|spokes\w+|lawyers?|sources?|users?|drivers?"
    r"|players?|owners?|candidates?|voters?|members?|employees?|students?|experts?|analysts?|witness|interviewer"
    r"|driver|guard|person|someone|star|lad|kids?|baby|babies|toddler|infant|teens?|mum|mom|dad|parents?|couple|hero"
    r"|rapper|model|legend|youth|fans?|guests?|customers?|tourists?|visitors?|passengers?|pupils?|teachers?|no one"
    r"|anyone|everyone|who)"
)
_SMALL = (
    r"(?:the|a|an|former|then|acting|senior|deputy|chief|top|vice|veteran|outgoing|incoming|prime|foreign|finance"
    r"|interior|defen[cs]e|transport|health|justice|trade|energy|opposition|national|security|\w+-born|\w+-based"
    r"|\w+-old|fellow)"
)
# The words before a subject's name that belong to it: titles, offices, "the opposition lawmaker".
_LEADS = regex(
    rf"(?:(?:{_SMALL}|{PERSON_NOUN}|host|star|ceo"
    rf"|(?-i:[A-Z])[\w.’'-]*)[ ]){{0,9}}$",
    re.IGNORECASE,
)
# "The chairman of the board, Odile Kramm, said"
_BY_ROLE = regex(r"(?:The|A|An|His|Her|Its|Their|[A-Z][\w’'.]+[’']s?) [^,\0]{3,90}, (?:[A-Z][\w.]+ )?$")
_OWNS = regex(r"[’']s?\b|[’'](?!\w)")
_JOINED = regex(r"(?:,? (?:and|or|&) )|, [A-Z][^,\0]+,? and ")
_ASIDE = (
    r"(?: of (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)*)?(?:,? who\b)?"
    r"(?: \([^)\0]*\))?(?:, [^\0]{1,110}?,)?(?: (?:also|then|later|again|once|has|had|have|did|not|n[o’']t|\w+ly))*"
)
_BEFORE_VERB = regex(rf"{_ASIDE} (?:{SAYS}|{TAGGING})\b")
# Behind these comes who is told, not who says it.
_TO_SOMEBODY = r"(?!told|tells|ask|call|warn|urge|remind|inform|assure|accuse|thank|praise|blame|critici|condemn)"
_AFTER_VERB = regex(
    rf"(?:^|[,;:\0]) ?{_TO_SOMEBODY}(?:{INVERTING}) (?:(?!of|from|by|in|for)[A-Za-z][\w’'.-]* ){{0,6}}"
    r"(?:[\w’'-]+, )?$"  # "said the union's leader, Mara Lindqvist"
)
# A name behind a preposition is no subject: "a spokeswoman for Speaker Roe said".
_OBJECT = regex(
    r"\b(?:of|by|to|from|with|for|against|about|in|on|at|than)\s+(?:the\s+)?(?:(?-i:[A-Z])[\w.]*\s+){0,3}$",
    re.IGNORECASE,
)
_ACCORDING = regex(r"\b[Aa]ccording to (?:(?!by|from|of|in|seen)[A-Za-z][\w’'.-]* ){0,6}$")


# What may follow a body behind "said": anything else makes it an adjective ("said his Norwegian counterpart").
_WHOLE = regex(r"[,.;:]|$| (?:in|on|at|who|which|after|during|when|as|and)\b")


def main_start(line: Line) -> int:
    """Where a sentence's main clause begins: behind a connective and words that lead in."""
    at = 0
    if match := _CONNECTIVE.match(line.bare):
        at = match.end()
    if match := _LEAD_IN.match(line.bare, at):
        at = match.end()
    return at


def subject_of(line: Line) -> Mention | None:
    """The name that is a sentence's subject, or None where the subject is anything but a single name."""
    if line.bare[:1] == "\0":
        return None
    for begin in dict.fromkeys((main_start(line), 0)):
        for name in (n for n in line.names if n.start >= begin):
            before = line.bare[begin : name.start]
            if not (_leads(before) or _BY_ROLE.fullmatch(before)):
                break
            if _is_alone(line, name):
                return name
    return None


def _leads(before: str) -> bool:
    if not before:
        return True
    return bool(_LEADS.match(before)) and not re.search(r"\b(?:and|or)\b|[’']s? ", before)


def _is_alone(line: Line, name: Mention) -> bool:
    """Whether a name is neither an owner nor one of several nor the beginning of another name."""
    after = line.bare[name.end :]
    if _OWNS.match(after) or _JOINED.match(after):
        return False
    return not re.match(r"[-/&]| [A-Z]", after)


def speaker_in(line: Line) -> Mention | None:
    """The name beside a reporting verb, outside quotation marks: the last one that has one. People come first."""
    beside = [n for n in line.names if speaks(line, n)]
    people = [n for n in beside if n.kind == "person"]
    return (people or beside)[-1] if beside else None


def speaks(line: Line, name: Mention) -> bool:
    """Whether a name stands beside a reporting verb as its subject."""
    before, after = line.bare[: name.start], line.bare[name.end :]
    if _OWNS.match(after):
        return False
    if _AFTER_VERB.search(before) or _ACCORDING.search(before):
        return name.kind == "person" or bool(_WHOLE.match(after))
    if before.endswith(", ") and name.kind == "person" and after.startswith(","):
        after = after[1:]  # "Norsea's director, Olle Brandt, said"
    return bool(_BEFORE_VERB.match(after)) and not _OBJECT.search(before)
