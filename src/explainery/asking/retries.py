"""How long to wait before a request is tried again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from explainery.asking.tuning import TUNING


def wait_before(number: int, retry_after: str = "", now: datetime | None = None) -> float:
    """Seconds before the next try.

    Args:
        number: of tries that failed, from 0.
        retry_after: what the server asks for: seconds, or a date (RFC 9110, 10.2.3).
        now: the time, for dates.
    """
    asked = _asked_for(retry_after.strip(), now or datetime.now(UTC))
    own = TUNING.waits[min(number, len(TUNING.waits) - 1)]
    return min(max(asked, own), TUNING.longest_wait)


def _asked_for(value: str, now: datetime) -> float:
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
