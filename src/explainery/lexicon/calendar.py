"""Months and weekdays, as English writes them out and as newspapers shorten them."""

from __future__ import annotations

MONTHS = "January February March April May June July August September October November December".split()
# Newspapers shorten no others: May, June and July are short enough (the usage of American agencies).
SHORT_MONTHS = "Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

MONTH = "|".join(MONTHS)
SHORT_MONTH = "|".join(SHORT_MONTHS)  # without the stop behind it
MONTH_START = "|".join(month[:3] for month in MONTHS)  # three letters, which every way to write a month begins with
WEEKDAY = "|".join(WEEKDAYS)
WEEKDAY_START = "|".join(day[:3] for day in WEEKDAYS)


def month_number(name: str) -> int:
    """The number of a month, 1 to 12, by its name or the beginning of it, in capitals or not."""
    start = name[:3].lower()
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == start)
