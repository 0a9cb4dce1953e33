"""Days that have a name and no number: Christmas Day, New Year's Eve, Easter Monday."""

from __future__ import annotations

from datetime import date, timedelta

from explainery.lexicon.tables import either

_FIXED = {
    "new year's day": (1, 1),
    "independence day": (7, 4),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_BY_EASTER = {  # days from Easter Sunday
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "ascension day": 39,
    "whit monday": 50,
}
FEAST = either(name.replace("'", "[’']") for name in (*_FIXED, *_BY_EASTER))  # for any case
FEAST_WORD = either(sorted({name.split()[0] for name in (*_FIXED, *_BY_EASTER)}))  # the first word of each


def feast_day(name: str, year: int) -> date:
    """The day of a feast in a year, by its name as `FEAST` finds it."""
    known = name.lower().replace("’", "'")
    return date(year, *_FIXED[known]) if known in _FIXED else _easter(year) + timedelta(days=_BY_EASTER[known])


def _easter(year: int) -> date:
    """Easter Sunday of the Western churches, after J.-M. Oudin (1940)."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    shift = epact - weekday
    month = 3 + (shift + 40) // 44
    return date(year, month, shift + 28 - 31 * (month // 4))
