"""Direct quotations, who says them and by whom they are reported.

Curly and straight marks are paired inside a paragraph; a quotation that a paragraph leaves open runs on into
the next. The speaker stands after the quotation, before it, or as `NAME:`; a pronoun is the last person named,
and a quotation without any attribution in its paragraph keeps the last speaker of that paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from explainery.marking.lines import Line
from explainery.marking.speech import MEDIA, VERBS
from explainery.model import Name, Quote
from explainery.text import one_line

_PAIR = re.compile(r"“([^“”]*)(?:”|$)|\"([^\"]*)(?:\"|$)")
_VERB = re.compile(rf"\b(?:{VERBS})\b")
_BEFORE = re.compile(rf"\b(?:{VERBS})(?:\s+(?:that|in|on|at|to|of|as|the|a|an|by|during|with|it|{MEDIA}|\w+day)\b|\s+[A-Z][\w.]*|[\s,:]){{0,12}}\s*$")
_VIA = re.compile(rf"(?:\b(?:told|tells|to|with|by|citing)\s+(?:the\s+)?(?P<a>{MEDIA})\b)|(?:,\s*(?P<b>(?:the\s+)?{MEDIA})\s+(?:reported|said|reports))")
_ACCORDING = re.compile(r"\baccording to\s+([^,.;“\"]{3,80})|^\s*[-–—]\s*([A-Z][\w. ’'-]{2,40})$")
_PRONOUN = re.compile(r"\b(he|she|they)\b", re.IGNORECASE)
_GROUP = re.compile(
    r"\b((?:an?|the|one|two|three|some|many|several|senior|most|another)\s+)?((?:[\w.’'-]+\s+){0,3}"
    r"(?:officials?|spokes(?:man|woman|person|people)|sources?|experts?|analysts?|statement|lawyers?|aides?|police|ministry|"
    r"residents?|witness(?:es)?|critics|researchers?|diplomats?|prosecutors?|investigators?))\b", re.IGNORECASE)  # fmt: skip
_ROLE_AFTER = re.compile(r"^,\s+((?:an?|the|who|former|chief|senior|head|director|[a-z])[^,“”\"]{3,110}),")
_SCARE_WORDS, _LEAST_WORDS, _TAG_REACH = 4, 1, 220


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    line: int


def quotes_in(text: str, lines: Sequence[Line], names: Sequence[Name]) -> tuple[Quote, ...]:
    """Every direct quotation in the body lines, with its speaker where the text gives one."""
    speakers = [n for n in names if n.kind != "place" or n.actor]
    out: list[Quote] = []
    by_line: dict[int, list[Quote]] = {}
    found = list(_spans(lines))
    for span in found:
        line = lines[span.line]
        others = [(f.start, f.end) for f in found if f.line == span.line]
        quote = _attributed(span, line, text, others, speakers)
        if quote.speaker is None and by_line.get(span.line):
            last = by_line[span.line][-1]
            quote = replace(quote, speaker=last.speaker, role=last.role, via=quote.via or last.via)
        if quote.speaker is None and _is_scare(text[span.start : span.end]):
            continue
        by_line.setdefault(span.line, []).append(quote)
        out.append(quote)
    return tuple(_backfilled(out, by_line))


def _spans(lines: Sequence[Line]) -> Iterator[_Found]:
    for i, line in enumerate(lines):
        for pair in _PAIR.finditer(line.text):
            group = 1 if pair[1] is not None else 2
            inside = pair[group]
            if len(inside.split()) >= _LEAST_WORDS and inside.strip():
                yield _Found(line.start + pair.start(group), line.start + pair.end(group), i)


def _is_scare(words: str) -> bool:
    """Marks around a term rather than around somebody's words."""
    return len(words.split()) <= _SCARE_WORDS


def _attributed(span: _Found, line: Line, text: str, others: Iterable[tuple[int, int]], names: Sequence[Name]) -> Quote:
    """The quotation with the speaker that its own line gives."""
    blank = list(text[line.start : line.end])
    for a, b in others:
        blank[a - line.start : b - line.start] = "\0" * (b - a)
    outside = "".join(blank)
    here, there = span.start - line.start, span.end - line.start
    after, before = outside[there + 1 : there + 1 + _TAG_REACH].split("\0")[0], outside[:here].split("\0")[-1]
    via = next((m["a"] or m["b"] for m in (_VIA.search(after), _VIA.search(before)) if m), None)
    start = line.start + there + 1
    base = Quote(span.start, span.end, via=via)
    for clause, offset in ((_first_clause(after), start), (before.rstrip("“\" ,"), line.start + here - len(before))):
        if clause and (_VERB.search(clause) or _ACCORDING.search(clause) or clause.rstrip().endswith(":")):
            speaker, role = _subject(clause, offset, names, text)
            if speaker:
                return replace(base, speaker=speaker, role=role)
    return base


def _first_clause(after: str) -> str:
    """What follows a quotation, up to the end of its sentence."""
    clause = re.split(r"(?<=[a-z’')])[.;](?:\s|$)", after, maxsplit=1)[0]
    return clause if _VERB.search(clause) or _ACCORDING.search(clause) else ""


def _subject(clause: str, offset: int, names: Sequence[Name], text: str) -> tuple[str | None, str | None]:
    """Who speaks in a clause that has a reporting verb, and in what role."""
    according = _ACCORDING.search(clause)
    verb = None if according else _VERB.search(clause)
    left, right = (clause[: verb.start()], clause[verb.end() :]) if verb else (clause, "")
    if according:
        left, right = "", clause[according.start() :]
    inside = [n for n in names if offset <= n.start < offset + len(clause)]
    cut = offset + len(left)
    head = left.split(",")[0] if left.rstrip().endswith(",") and left.count(",") > 1 else left
    lefts = [n for n in inside if n.end <= offset + len(head)] or [n for n in inside if n.end <= cut]
    rights = [n for n in inside if n.start >= cut]
    inverted = not re.search(r"\w", left) or (not lefts and not _PRONOUN.search(left) and not _GROUP.search(left))
    if _PRONOUN.search(left) and not lefts:
        return _antecedent(offset, names), None
    if inverted:
        rights = [n for n in rights if not re.fullmatch(rf"(?:the )?(?:{MEDIA})", text[n.start : n.end])] or rights
        if right and _PRONOUN.match(right.strip()):
            return _antecedent(offset, names), None
        near = [n for n in rights if n.start - (offset + len(clause) - len(right)) < _TAG_REACH // 3]
        person = next((n for n in near if n.kind == "person"), None) or (near[0] if near else None)
        return (_called(person, text), _role(person, text)) if person else (_group(right), None)
    person = next((n for n in reversed(lefts) if n.kind == "person"), None) or (lefts[-1] if lefts else None)
    group = _group(left)
    if group and (person is None or person.kind == "place"):
        return (f"{person.actor} {group.split()[-1]}" if person and person.kind == "place" and person.actor not in group else group), None
    return (_called(person, text), _role(person, text)) if person else (group, None)


def _called(name: Name, text: str) -> str:
    """A person by the full name; a body or a seat of government as the text calls it ("Kremlin")."""
    return name.actor if name.kind == "person" else text[name.start : name.end]


def _group(clause: str) -> str | None:
    match = _GROUP.search(clause)
    return one_line(match[0]) if match else None


def _antecedent(offset: int, names: Sequence[Name]) -> str | None:
    """Whom a pronoun at `offset` means: the last person named before it."""
    before = [n for n in names if n.end <= offset and n.kind == "person"]
    return before[-1].actor if before else None


def _role(person: Name, text: str) -> str | None:
    """The role that stands after a name between commas."""
    match = _ROLE_AFTER.match(text[person.end : person.end + 140])
    return one_line(match[1]) if match else None


def _backfilled(quotes: list[Quote], by_line: dict[int, list[Quote]]) -> Iterator[Quote]:
    """A quotation before the one that is attributed in the same paragraph has the same speaker."""
    owner = {id(q): line for line, group in by_line.items() for q in group}
    for quote in quotes:
        if quote.speaker is None:
            later = next((q for q in by_line[owner[id(quote)]] if q.speaker), None)
            yield replace(quote, speaker=later.speaker, role=later.role) if later else quote
        else:
            yield quote
