"""The thresholds of curation. Each decides what readers see, or in which order.

Where a field says "measured", it was chosen on the training stories together with five hand-labelled news stories,
by the figures that `tests/gate` and `docs/reading.md` describe; other values near it did as well or worse.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CurationTuning:
    """Thresholds of which claims are shown and how a page is arranged.

    Attributes:
        most_cites: citations after one statement; more are hard to read. By taste.
        first_round: claims of each facet that come before all others, so that no page is empty. By taste.
        least_worth: weight times freshness, from which a claim takes part in the first round. Measured.
        most_told: chance, 0 to 1, that another claim on the pages has told this one, above which it is left out.
            Measured: a lower value dropped must-know facts.
        most_compared: claims, by weight, among which repeats are avoided; cost grows with its square. By taste.
        self_standing_words: words from which a sentence may open with "but" or "it" and still tell something. By taste.
        most_pointers: passages on a page that are named and not reproduced. By taste.
        most_events: statements on an overview, which is read in a minute or two. Measured on a story of 11 articles.
        least_in_section: statements that make a section of their own. By taste.
    """

    most_cites: int = 4
    first_round: int = 1
    least_worth: float = 0.3
    most_told: float = 0.93
    most_compared: int = 300
    self_standing_words: int = 8
    most_pointers: int = 3
    most_events: int = 16
    least_in_section: int = 2


TUNING = CurationTuning()
