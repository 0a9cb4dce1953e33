"""Dates and times as publishers write them become one form of ISO text; what is ambiguous becomes nothing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from explainery.lexicon.calendar import MONTHS, month_number

_ISO = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?|/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})|(?P<m3>\d{2})(?P<d3>\d{2}))?"
    r"(?:[T ]+(?P<h>\d{2}):?(?P<min>\d{2})(?::?(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_MONTH = "|".join(rf"{m[:3]}(?:{m[3:]})?\.?" for m in MONTHS) + r"|Sept\.?"
_CLOCK = (
    r"(?:,?\s*(?:at\s+)?(?P<h>\d{1,2})[:.](?P<min>\d{2})\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>UTC|GMT|Z)?(?![\w:]))?"
)
WORDS = rf"(?:(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH}),?)\s+\d{{4}}"  # a day spelled out
_WORDS = re.compile(rf"(?:(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH}),?)\s+"
                    rf"(?P<y>\d{{4}})\b{_CLOCK}", re.IGNORECASE)  # fmt: skip
_MAIL = re.compile(r"(?:\w{3},\s*)?\d{1,2} \w{3} \d{4} \d{2}:\d{2}(?::\d{2})? \S+")
_FIRST, _LAST = 1600, 2200  # years that newspapers can have


def moment(text: object) -> str | None:
    """A timestamp as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS+HH:MM`, or None for what is none or may mean two days.

    A time without a zone gives its day alone: nobody can say which moment it was.
    """
    words = " ".join(str(text).split())[:80] if isinstance(text, str | int) else ""
    iso = _ISO.fullmatch(words)
    if iso:
        return _from_iso(iso)
    if _MAIL.fullmatch(words):
        return _from_mail(words)
    found = _WORDS.search(words)
    return _from_words(found) if found else None


def moment_in(line: str) -> str | None:
    """The first date with a year that a line of English spells out."""
    found = _WORDS.search(line)
    return _from_words(found) if found else None


def day_of(stamp: str | None) -> str | None:
    """The day (or month, or year) of a moment, where its publisher is."""
    return stamp[:10] if stamp else None


def is_exact(stamp: str | None) -> bool:
    """Whether a moment has a time of day."""
    return stamp is not None and "T" in stamp


def _from_iso(found: re.Match[str]) -> str | None:
    month, day = found["m"] or found["m2"] or found["m3"], found["d"] or found["d2"] or found["d3"]
    if not month:
        return found["y"] if found["h"] is None and _FIRST < int(found["y"]) < _LAST else None
    if not day:
        return f"{found['y']}-{int(month):02}" if found["h"] is None and 1 <= int(month) <= 12 else None  # noqa: PLR2004
    return _stamp((int(found["y"]), int(month), int(day)), (found["h"], found["min"], found["s"]), found["zone"])


def _from_words(found: re.Match[str]) -> str | None:
    month = month_number(found["m"] or found["m2"])
    hour = found["h"]
    if hour is not None and found["half"]:
        hour = str(int(hour) % 12 + 12 * (found["half"][0] in "pP"))
    return _stamp((int(found["y"]), month, int(found["d"] or found["d2"])), (hour, found["min"], None), found["zone"])


def _from_mail(words: str) -> str | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 (it imports socket, and few files have such a date)

    try:
        found = parsedate_to_datetime(words)
    except (ValueError, TypeError, OverflowError):
        return None
    # RFC 5322: "-0000" says nothing of the sender's zone.
    unknown_zone = found.tzinfo is None or words.endswith("-0000")
    return found.date().isoformat() if unknown_zone else _written(found)


def _stamp(day: tuple[int, int, int], clock: tuple[str | None, str | None, str | None], zone: str | None) -> str | None:
    try:
        hour, minute, second = (int(part or 0) for part in clock)
        when = datetime(*day, hour, minute, second, tzinfo=_zone(zone) if zone else None)
    except (ValueError, OverflowError):
        return None
    if not _FIRST < when.year < _LAST:
        return None
    return _written(when) if zone and clock[0] is not None else when.date().isoformat()


def _zone(name: str) -> timezone:
    if name.upper() in {"Z", "UTC", "GMT"}:
        return timezone.utc  # noqa: UP017 (the class is what is returned here)
    sign = -1 if name[0] == "-" else 1
    digits = re.sub(r"\D", "", name).ljust(4, "0")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _written(when: datetime) -> str:
    try:
        return when.replace(microsecond=0).isoformat()
    except (ValueError, OverflowError):
        return when.date().isoformat()
