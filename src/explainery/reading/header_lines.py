"""What the lines at the top of a text say: the byline, the line of publication, the dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainery.reading.timestamps import WORDS, moment_in
from explainery.text import one_line

_TOP = 12  # lines of a text among which these stand
_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*|d[aeiu]|de la|van|von|der|al|bin|el|le|la)"
_PERSON = rf"{_NAME}(?:[ -]{_NAME}){{1,4}}"
_BYLINE = re.compile(
    rf"^(?:By|by|BY|Von|Par|Por|Di)[:\s]\s*(?P<names>{_PERSON}(?:(?:,| and| und| et| y| e| &)\s+{_PERSON}){{0,4}})"
    r"(?P<rest>\s*(?:[,|–—/(·•-].{0,80})?)$"
)
_SOURCE = re.compile(rf"^(?P<name>[A-ZÀ-Þ][\w&.’' -]{{2,50}}),\s+(?:\w+,?\s+)?(?P<date>{WORDS})$", re.IGNORECASE)
_DAY = re.compile(
    rf"(?:\w+,\s+)?{WORDS}(?:[\s,|·–@-]+(?:at )?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?\s*[A-Z]{{0,5}})?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^<?(https?://[^\s<>\"]{5,400})>?$")
_PUBLISHED = re.compile(
    r"^(?:(?:first )?published|posted|date|last updated|updated)\b[^.!?]{0,12}?[:\s]", re.IGNORECASE
)
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .,’'-]{2,40}(?:, [\w .]{2,30})?,\s+(?P<date>[^()—–-]{6,24})\s*(?:\([\w .]{2,20}\))?\s*[—–-]"
)
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|bureau|desk|news|service|special)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\s*(?:(?:analysis|opinion|story|text|words|reported|review) )?(?:by|von|par|por|di)\s*[: ]\s*", re.IGNORECASE
)
_MAILBOX = re.compile(r"^\S+@\S+ \((.+)\)$")  # RSS: an address, and the name in brackets
_ACCOUNT = re.compile(r"[a-z0-9_.-]+")  # of a content system, not of a person
_SPLIT = re.compile(r",\s+|\s+(?:(?i:and|und|et)|y|e|&)\s+")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Top:
    """What the top of a text says. `lines` are the numbers of the lines that say nothing else."""

    author: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    url: str | None = None
    lines: frozenset[int] = frozenset()


def top_of(text: str) -> Top:
    """The byline and the date of publication that stand above a text as lines of their own, or in its dateline."""
    said: dict[str, str] = {}
    used: set[int] = set()
    rows = [(i, one_line(row)) for i, row in enumerate(text[:6000].split("\n")) if row.strip()][:_TOP]
    for number, row in rows:
        found = _said(row.strip("*_# ")) if len(row) <= _LONGEST else {}
        if found.keys() - said.keys():
            used.add(number)
            said = found | said
        elif not found and "published" not in said:
            said |= {"published": day} if (day := dateline(row)) else {}
    return Top(**said, lines=frozenset(used))


def _said(line: str) -> dict[str, str]:
    """What a line says that is a byline, a date of publication, a source with its date, or an address, and nothing else."""
    names = byline(line)
    if names:
        when = moment_in(line)
        return {"author": names, "published": when} if when else {"author": names}
    address, source, when_said = _ADDRESS.match(line), _SOURCE.match(line), publication(line)
    if address:
        return {"url": address[1]}
    if when_said:
        return {when_said[0]: when_said[1]}
    if _DAY.fullmatch(line):
        day = moment_in(line)
        return {"published": day} if day else {}
    when = moment_in(source["date"]) if source else None
    return {"publisher": source["name"], "published": when} if source and when else {}


def byline(line: str) -> str | None:
    """The names of a byline: "By JANE MOOR and Ole Brandt, staff writers" is "Jane Moor, Ole Brandt"."""
    found = _BYLINE.match(line)
    if not found:
        return None
    names = [n.strip() for n in _SPLIT.split(found["names"]) if n.strip() and not _ROLE.search(n)]
    return ", ".join(_cased(n) for n in names) or None


def person(text: str) -> str | None:
    """A text that is a person's name and nothing else."""
    return _cased(text) if re.fullmatch(_PERSON, text) else None


def names_in(text: str) -> str | None:
    """Names as a field for the author has them: without "By", roles and the names of accounts, each once."""
    line = _MAILBOX.sub(r"\1", _BY.sub("", one_line(text)))
    if ";" in line:  # "Moor, Jane; Doe, John": family names first
        line = "; ".join(
            " ".join(reversed(n.split(", "))) if n.count(", ") == 1 else n for n in re.split(r"\s*;\s*", line)
        )
    parts = re.split(r"\s*[;|]\s*|,\s+|\s+(?:and|und|&)\s+", line)
    names = list(dict.fromkeys(n for n in (_BY.sub("", part) for part in parts) if n))
    people = [n for n in names if not _ACCOUNT.fullmatch(n) and (n is names[0] or not _ROLE.search(n))]
    fits = people and len(line) <= 2 * _LONGEST and not re.search(r"https?://|@\w|[<>{}]", line)
    return ", ".join(_cased(n) for n in people) if fits else None


def publication(line: str) -> tuple[str, str] | None:
    """("published" or "modified", when) of a line such as "Published: March 2, 2026"."""
    if not _PUBLISHED.match(line):
        return None
    parts = re.split(r"(?i)\b(?=(?:first )?published\b|posted\b|(?:last )?updated\b)", line)
    first = next((p for p in parts if re.match(r"(?i)(?:first )?published|posted", p) and moment_in(p)), line)
    when = moment_in(first)
    return ("modified" if re.match(r"(?:last )?updated", first, re.IGNORECASE) else "published", when) if when else None


def dateline(line: str) -> str | None:
    """The day in a dateline with a year: "ARLEN, March 2, 2026 (Agency) — ..."."""
    found = _DATELINE.match(line)
    return moment_in(found["date"]) if found else None


def without(text: str, numbers: Sequence[int] | frozenset[int]) -> str:
    """`text` without some of its lines."""
    return "\n".join(row for i, row in enumerate(text.split("\n")) if i not in numbers) if numbers else text


def _cased(name: str) -> str:
    """A name in capitals as it is written elsewhere."""
    return name.title() if name.isupper() and " " in name else name
