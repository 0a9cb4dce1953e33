"""Header lines: the byline, the line of publication and the dateline at the top of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from explainery.patterns import regex
from explainery.reading.timestamps import SPELLED_OUT_DAY, timestamp_in
from explainery.text import one_line

_TOP = 12  # non-empty lines of a text; by taste: header lines are among them
_TOP_CHARACTERS = 6_000  # of a text in which header lines are sought
_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*|d[aeiu]|de la|van|von|der|al|bin|el|le|la)"
_PERSON = rf"{_NAME}(?:[ -]{_NAME}){{1,4}}"
_BYLINE = regex(
    rf"^(?:By|by|BY|Von|Par|Por|Di)[:\s]\s*(?P<names>{_PERSON}(?:(?:,| and| und| et| y| e| &)\s+{_PERSON}){{0,4}})"
    r"(?P<rest>\s*(?:[,|–—/(·•-].{0,80})?)$"
)
_SOURCE = regex(rf"^(?P<name>[A-ZÀ-Þ][\w&.’' -]{{2,50}}),\s+(?:\w+,?\s+)?(?P<date>{SPELLED_OUT_DAY})$", re.IGNORECASE)
_DAY = regex(
    rf"""
    (?:\w+,\s+)?                                                            # Monday,
    {SPELLED_OUT_DAY}
    (?:
        [\s,|·–@-]+ (?:at[ ])? \d{{1,2}} [:.] \d{{2}} (?: :\d{{2}} )?         # at 10:15:00
        \s* (?:[ap]\.?m\.?)? \s* [A-Z]{{0,5}}                               # p.m. GMT
    )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = regex(r"^<?(https?://[^\s<>\"]{5,400})>?$")
_PUBLISHED = regex(r"^(?:(?:first )?published|posted|date|last updated|updated)\b[^.!?]{0,12}?[:\s]", re.IGNORECASE)
_DATELINE = regex(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,’'-]{2,40}(?:, [\w .]{2,30})?,\s+(?P<date>[^()—–-]{6,24})\s*(?:\([\w .]{2,20}\))?\s*[—–-]"
)
_ROLE = regex(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|bureau|desk|news|service|special)\b",
    re.IGNORECASE,
)
_BY = regex(
    r"^\s*(?:(?:analysis|opinion|story|text|words|reported|review) )?(?:by|von|par|por|di)\s*[: ]\s*", re.IGNORECASE
)
# Who took the pictures or edited the text is no author: "Photographs by Ann Lee", "Ann Lee (photos)", "Jo Roe/Getty Images".
_CREDIT = regex(
    r"^(?:photo(?:graph)?s?|pictures?|images?|illustrations?|videos?|graphics?|art|design|edit(?:ed|ing)|produced|production|translat(?:ed|ion))\b"
    r"(?:\s+(?:by|from)\b|\s*:)|\((?:photo(?:graph)?s?|pictures?|images?|video|illustrations?)\)|\b(?:Getty(?: Images)?|Shutterstock|iStock)$",
    re.IGNORECASE,
)
_WROTE = regex(r"^(?:words|text|story|written|reported|updated|updates)\s*(?::|by\b)\s*", re.IGNORECASE)
_OUTLET = regex(r"(?<=\w)\s*(?:/\s*[A-Z][\w ]*|\sfor (?:the )?[A-Z][\w ]*)$")  # "Jo Roe/AP", "Jo Roe for the Post"
_MAILBOX = regex(r"^\S+@\S+ \((.+)\)$")  # RSS 2.0: a mail address, and the name in brackets
_ACCOUNT = regex(r"[a-z0-9_.-]+")  # the name of an account in a CMS, not of a person
_SPLIT = regex(r",\s+|\s+(?:(?i:and|und|et)|y|e|&)\s+")
_LONGEST = 120  # characters of a header line; by taste


@dataclass(frozen=True, slots=True)
class HeaderLines:
    """The metadata in the lines at the top of a text; None for a field that no line states.

    `numbers` are the numbers, counted from 0, of the lines that state metadata and nothing else.
    """

    author: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    url: str | None = None
    numbers: frozenset[int] = frozenset()


def header_lines_of(text: str) -> HeaderLines:
    """Find the metadata in the lines at the top of a text, and in its dateline."""
    fields: dict[str, str] = {}
    used: set[int] = set()
    rows = [(i, one_line(row)) for i, row in enumerate(text[:_TOP_CHARACTERS].split("\n")) if row.strip()][:_TOP]
    for number, row in rows:
        stated = _fields_in(row.strip("*_# ")) if len(row) <= _LONGEST else {}
        if stated.keys() - fields.keys():
            used.add(number)
            fields = stated | fields
        elif not stated and "published" not in fields:
            fields |= {"published": day} if (day := dateline(row)) else {}
    return HeaderLines(**fields, numbers=frozenset(used))


def _fields_in(line: str) -> dict[str, str]:
    """The metadata in a line that is a byline, a date of publication, a source with its date, or an address."""
    names = byline(line)
    if names:
        when = timestamp_in(line)
        return {"author": names, "published": when} if when else {"author": names}
    address, source, published = _ADDRESS.match(line), _SOURCE.match(line), publication(line)
    if address:
        return {"url": address[1]}
    if published:
        return {published[0]: published[1]}
    if _DAY.fullmatch(line):
        day = timestamp_in(line)
        return {"published": day} if day else {}
    when = timestamp_in(source["date"]) if source else None
    return {"publisher": source["name"], "published": when} if source and when else {}


def byline(line: str) -> str | None:
    """The names in a byline: "By JANE MOOR and Ole Brandt, staff writers" gives "Jane Moor, Ole Brandt"."""
    match = _BYLINE.match(line)
    if not match:
        return None
    names = [n.strip() for n in _SPLIT.split(match["names"]) if n.strip() and not _ROLE.search(n)]
    return ", ".join(_cased(n) for n in names) or None


def person(text: str) -> str | None:
    """The name, if `text` is one person's name and nothing else; otherwise None."""
    return _cased(text) if re.fullmatch(_PERSON, text) else None


def author_names(text: str) -> str | None:
    """The names in an author field, each once, joined by commas: without "By", roles and names of accounts."""
    line = _MAILBOX.sub(r"\1", _BY.sub("", one_line(text)))
    if ";" in line:  # "Moor, Jane; Doe, John": family names first
        line = "; ".join(
            " ".join(reversed(n.split(", "))) if n.count(", ") == 1 else n for n in re.split(r"\s*;\s*", line)
        )
    parts = re.split(r"\s*[;|]\s*|,\s+|\s+(?:and|und|&)\s+", line)
    whole = [_WROTE.sub("", _BY.sub("", part)) for part in parts if not _CREDIT.search(part)]
    names = list(dict.fromkeys(n for n in (_OUTLET.sub("", name) for name in whole) if n))
    people = [n for n in names if not _ACCOUNT.fullmatch(n) and (n is names[0] or not _ROLE.search(n))]
    fits = people and len(line) <= 2 * _LONGEST and not re.search(r"https?://|@\w|[<>{}]", line)
    return ", ".join(_cased(n) for n in people) if fits else None


def publication(line: str) -> tuple[Literal["published", "modified"], str] | None:
    """The field and the timestamp that a line such as "Published: March 2, 2026" states; otherwise None."""
    if not _PUBLISHED.match(line):
        return None
    parts = re.split(r"(?i)\b(?=(?:first )?published\b|posted\b|(?:last )?updated\b)", line)
    first = next((p for p in parts if re.match(r"(?i)(?:first )?published|posted", p) and timestamp_in(p)), line)
    when = timestamp_in(first)
    return ("modified" if re.match(r"(?:last )?updated", first, re.IGNORECASE) else "published", when) if when else None


def dateline(line: str) -> str | None:
    """The day in a dateline that states the year: "ARLEN, March 2, 2026 (Agency) — ..."; otherwise None."""
    match = _DATELINE.match(line)
    return timestamp_in(match["date"]) if match else None


def without_lines(text: str, numbers: Sequence[int] | frozenset[int]) -> str:
    """`text` without the lines of some numbers, counted from 0."""
    return "\n".join(row for i, row in enumerate(text.split("\n")) if i not in numbers) if numbers else text


def _cased(name: str) -> str:
    """A name in capitals with capital initials only."""
    return name.title() if name.isupper() and " " in name else name
