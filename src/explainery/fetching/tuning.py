"""The limits of fetching that no setting changes.

Size and time of a page are settings (`megabytes`, `seconds`); their defaults are in `config.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchingTuning:
    """How politely, and how far, an address is followed.

    Attributes:
        pause: seconds between two requests to one host, at least. By taste.
        longest_pause: seconds of a pause at most, whatever Crawl-delay robots.txt asks for. By taste.
        answer_wait: seconds without a byte, after which a host does not answer. By taste.
        redirects: for one address; RFC 9309, 2.3.1.2 asks for at least five for robots.txt.
        robots_bytes: of a robots.txt; RFC 9309, 2.5 asks for at least 500 kibibytes.
    """

    pause: float = 1.0
    longest_pause: float = 30.0
    answer_wait: float = 10.0
    redirects: int = 5
    robots_bytes: int = 512_000


TUNING = FetchingTuning()
