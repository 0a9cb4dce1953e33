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
# Single marks, as British papers set them; an apostrophe inside a word is none.
_SINGLE_PAIR = re.compile(
    r"(?<!\w)‘((?:[^‘’\n]|(?<=\w)’(?=\w))*)’(?!\w)|(?<![\w'])'((?:[^'\n]|(?<=\w)'(?=\w))*)'(?!\w)"
)
_VERB = re.compile(rf"\b(?:{VERBS})\b")
_BEFORE = re.compile(
    rf"\b(?:{VERBS})(?:\s+(?:that|in|on|at|to|of|as|the|a|an|by|during|with|it|{MEDIA}|\w+day)\b|\s+[A-Z][\w.]*|[\s,:]){{0,12}}\s*$"
)
_VIA = re.compile(
    rf"(?:\b(?:told|tells|to|with|by|citing)\s+(?:the\s+)?(?P<a>{MEDIA})\b)|(?:,\s*(?P<b>(?:the\s+)?{MEDIA})\s+(?:reported|said|reports))"
)
_ACCORDING = re.compile(r"\baccording to\s+([^,.;“\"]{3,80})|^\s*[-–—]\s*([A-Z][\w. ’'-]{2,40})$")
_PRONOUN = re.compile(r"\b(he|she|they)\b", re.IGNORECASE)
_GROUP = re.compile(
    r"\b((?:an?|the|one|two|three|some|many|several|senior|most|another)\s+)?((?:[\w.’'-]+\s+){0,3}"
    r"(?:officials?|spokes(?:man|woman|person|people)|sources?|experts?|analysts?|statement|lawyers?|aides?|police|ministry|"
    r"military|army|government|office|company|bank|court|report|residents?|witness(?:es)?|critics|researchers?|diplomats?|prosecutors?|investigators?))\b", re.IGNORECASE)  # fmt: skip
_OFFICE = re.compile(
    r"\b[Tt]he (?:[A-Z][\w.’'-]+ ){1,2}(?:leader|president|premier|prime minister|chancellor|king|chairman)\s*$"
)
_ROLE_AFTER = re.compile(r"^,\s+((?:an?|the|who|former|chief|senior|head|director|[a-z])[^,“”\"]{3,110}),")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+|\n")
_SCARE_WORDS, _TAG_REACH, _LOOK_BACK = 4, 220, 900


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
        last = by_line[span.line][-1] if by_line.get(span.line) else _running_on(span, line, out)
        if quote.speaker is None and last:
            quote = replace(quote, speaker=last.speaker, role=last.role, via=quote.via or last.via)
        if quote.speaker is None and _is_scare(text[span.start : span.end]):
            continue
        by_line.setdefault(span.line, []).append(quote)
        out.append(quote)
    return tuple(_backfilled(out, by_line))


def _spans(lines: Sequence[Line]) -> Iterator[_Found]:
    for i, line in enumerate(lines):
        pairs = list(_PAIR.finditer(line.text))
        single = [
            m for m in _SINGLE_PAIR.finditer(line.text) if not any(p.start() < m.start() < p.end() for p in pairs)
        ]
        for pair in sorted(
            [*pairs, *(m for m in single if len((m[1] or m[2] or "").split()) > _SCARE_WORDS // 2)],
            key=re.Match.start,
        ):
            group = 1 if pair[1] is not None else 2
            if pair[group].strip():
                yield _Found(line.start + pair.start(group), line.start + pair.end(group), i)


def _running_on(span: _Found, line: Line, out: Sequence[Quote]) -> Quote | None:
    """The quotation before, where this one is a paragraph of its own without any attribution."""
    bare = line.text[: span.start - line.start].strip('“" ') == "" and not _VERB.search(
        line.text[span.end - line.start :]
    )
    return out[-1] if bare and out else None


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
    for clause, offset in (
        (_first_clause(after), start),
        (before.rstrip('“" ,'), line.start + here - len(before)),
    ):
        if clause and (_VERB.search(clause) or _ACCORDING.search(clause) or clause.rstrip().endswith(":")):
            speaker, role = _subject(clause, offset, names, text)
            if speaker:
                return replace(base, speaker=speaker, role=role)
    return base


def _first_clause(after: str) -> str:
    """What follows a quotation, up to the end of its sentence."""
    clause = re.split(r"(?<=[a-z’')])[.;](?:\s|$)", after, maxsplit=1)[0]
    return clause if _VERB.search(clause) or _ACCORDING.search(clause) else ""


def _subject(  # noqa: PLR0911 (a list of cases, the surest first)
    clause: str, offset: int, names: Sequence[Name], text: str
) -> tuple[str | None, str | None]:
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
    if _PRONOUN.search(left) and not any(n.kind == "person" for n in lefts):
        return _antecedent(offset, names, text), None
    office = _OFFICE.search(left)
    if office and (holder := _holder(one_line(office[0]), text)):
        return holder, one_line(office[0])
    if verb and verb[0].endswith("ing") and (first := next((n for n in inside if n.kind == "person"), None)):
        return first.actor, None
    if inverted:
        rights = [n for n in rights if not re.fullmatch(rf"(?:the )?(?:{MEDIA})", text[n.start : n.end])] or rights
        if right and _PRONOUN.match(right.strip()):
            return _antecedent(offset, names, text), None
        near = [n for n in rights if n.start - (offset + len(clause) - len(right)) < _TAG_REACH // 3]
        person = next((n for n in near if n.kind == "person"), None) or (near[0] if near else None)
        return (_called(person, text), _role(person, text)) if person else (_group(right), None)
    person = next((n for n in reversed(lefts) if n.kind == "person"), None) or (lefts[-1] if lefts else None)
    group = _group(left)
    if group and (person is None or person.kind == "place"):
        return (
            f"{person.actor} {group.split()[-1]}"
            if person and person.kind == "place" and person.actor not in group
            else group
        ), None
    return (_called(person, text), _role(person, text)) if person else (group, None)


def _holder(office: str, text: str) -> str | None:
    """Who holds an office that the same text names together with its holder: "the North Korean leader"."""
    words_of_it = re.escape(office.split(" ", 1)[1])
    match = re.search(rf"\b{words_of_it} ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{1,3}})", text, re.IGNORECASE)
    return match[1] if match and match[1][0].isupper() else None


def voice_in(text: str, start: int, end: int, names: Sequence[Name]) -> str | None:
    """Who says a sentence that quotes nobody: "..., the Kremlin said", "analysts say that ...", "according to ..."."""
    sentence = text[start:end]
    tail = max(sentence.rfind(", "), sentence.rfind("” "))
    after = sentence[tail + 1 :] if tail >= 0 else ""
    if after and (_VERB.search(after) or _ACCORDING.search(after)):
        spoken = _subject(after, start + tail + 1, names, text)[0]
        if spoken:
            return spoken
    if _VERB.search(sentence) or _ACCORDING.search(sentence):
        return _subject(sentence, start, names, text)[0]
    return None


def _called(name: Name, text: str) -> str:
    """A person by the full name; a body or a seat of government as the text calls it ("Kremlin")."""
    return name.actor if name.kind == "person" else text[name.start : name.end]


def _group(clause: str) -> str | None:
    match = _GROUP.search(clause)
    return one_line(match[0]) if match else None


def _antecedent(offset: int, names: Sequence[Name], text: str) -> str | None:
    """Whom a pronoun at `offset` means: the person whom the nearest earlier sentence names first."""
    end = offset
    reach = max(0, offset - _LOOK_BACK)
    for bound in reversed([reach, *(m.end() for m in _SENTENCE_END.finditer(text, reach, offset))]):
        first = next((n for n in names if bound <= n.start < end and n.kind == "person"), None)
        if first:
            return first.actor
        end = bound
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
