"""Parse dates and times as publishers write them into one form of ISO text. An ambiguous date is None."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from explainery.lexicon.calendar import MONTHS, month_number
from explainery.patterns import regex

_ISO = regex(
    r"""
    (?P<y>\d{4})
    (?: -(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?                                # 2026-03, 2026-03-02
      | /(?P<m2>\d{1,2})/(?P<d2>\d{1,2})                                   # 2026/03/02
      | (?P<m3>\d{2})(?P<d3>\d{2})                                         # 20260302
    )?
    (?:
        [T ]+ (?P<h>\d{2}) :?(?P<min>\d{2}) (?: :?(?P<s>\d{2}) (?:[.,]\d+)? )?   # T18:30:00.123, T183000
        \s* (?P<zone> Z | UTC | GMT | [+-]\d{2}:?\d{2} | [+-]\d{2} )?        # +01:00, +0100, +01
    )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTH = "|".join(rf"{m[:3]}(?:{m[3:]})?\.?" for m in MONTHS) + r"|Sept\.?"
_CLOCK = (
    r"(?:,?\s*(?:at\s+)?(?P<h>\d{1,2})[:.](?P<min>\d{2})\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>UTC|GMT|Z)?(?![\w:]))?"
)
SPELLED_OUT_DAY = (
    rf"(?:(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH}),?)\s+\d{{4}}"
)
_SPELLED_OUT = regex(
    rf"""
    (?: (?P<m>{_MONTH}) \s+ (?P<d>\d{{1,2}})(?:st|nd|rd|th)? ,?             # March 2nd,
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)? \s+ (?P<m2>{_MONTH}) ,?           # 2nd March
    )
    \s+ (?P<y>\d{{4}})\b
    {_CLOCK}                                                                # at 6:30 pm GMT
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MAIL = regex(r"(?:\w{3},\s*)?\d{1,2} \w{3} \d{4} \d{2}:\d{2}(?::\d{2})? \S+")  # RFC 5322
_FIRST, _LAST = 1600, 2200  # years, both excluded; by taste: newspapers begin in the 17th century


def timestamp_of(text: object) -> str | None:
    """Parse a timestamp.

    Args:
        text: ISO 8601, the date of a mail, or a day spelled out in English; a number is read as its digits.

    Returns:
        `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS+HH:MM`. A time without a zone is left out. None for
        anything else, and for a date that could mean two days (03/02/2026).
    """
    words = " ".join(str(text).split())[:80] if isinstance(text, str | int) else ""
    iso = _ISO.fullmatch(words)
    if iso:
        return _from_iso(iso)
    if _MAIL.fullmatch(words):
        return _from_mail(words)
    return timestamp_in(words)


def timestamp_in(line: str) -> str | None:
    """The first date with a year that a line spells out in English, in the form of `timestamp_of`; otherwise None."""
    match = _SPELLED_OUT.search(line)
    return _from_spelled_out(match) if match else None


def day_of(stamp: str | None) -> str | None:
    """The day (or month, or year) of a timestamp, in the publisher's zone."""
    return stamp[:10] if stamp else None


def is_exact(stamp: str | None) -> bool:
    """Whether a timestamp has a time of day."""
    return stamp is not None and "T" in stamp


def _from_iso(match: re.Match[str]) -> str | None:
    month, day = match["m"] or match["m2"] or match["m3"], match["d"] or match["d2"] or match["d3"]
    if not month:
        return match["y"] if match["h"] is None and _FIRST < int(match["y"]) < _LAST else None
    if not day:
        return f"{match['y']}-{int(month):02}" if match["h"] is None and 1 <= int(month) <= 12 else None  # noqa: PLR2004
    return _checked_iso((int(match["y"]), int(month), int(day)), (match["h"], match["min"], match["s"]), match["zone"])


def _from_spelled_out(match: re.Match[str]) -> str | None:
    month = month_number(match["m"] or match["m2"])
    hour = match["h"]
    if hour is not None and match["half"]:
        hour = str(int(hour) % 12 + 12 * (match["half"][0] in "pP"))
    return _checked_iso(
        (int(match["y"]), month, int(match["d"] or match["d2"])), (hour, match["min"], None), match["zone"]
    )


def _from_mail(words: str) -> str | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 (it imports socket, and few files have such a date)

    try:
        sent = parsedate_to_datetime(words)
    except (ValueError, TypeError, OverflowError):
        return None
    zone_is_unknown = sent.tzinfo is None or words.endswith("-0000")  # RFC 5322, 3.3
    return sent.date().isoformat() if zone_is_unknown else _iso(sent)


def _checked_iso(
    day: tuple[int, int, int], clock: tuple[str | None, str | None, str | None], zone: str | None
) -> str | None:
    try:
        hour, minute, second = (int(part or 0) for part in clock)
        when = datetime(*day, hour, minute, second, tzinfo=_zone(zone) if zone else None)
    except (ValueError, OverflowError):
        return None
    if not _FIRST < when.year < _LAST:
        return None
    return _iso(when) if zone and clock[0] is not None else when.date().isoformat()


def _zone(name: str) -> timezone:
    if name.upper() in {"Z", "UTC", "GMT"}:
        return timezone.utc  # noqa: UP017 (the return type is `timezone`)
    sign = -1 if name[0] == "-" else 1
    digits = re.sub(r"\D", "", name).ljust(4, "0")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _iso(when: datetime) -> str:
    try:
        return when.replace(microsecond=0).isoformat()
    except (ValueError, OverflowError):
        return when.date().isoformat()
