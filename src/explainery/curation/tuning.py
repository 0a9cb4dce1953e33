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
        least_chance: chance, 0 to 1, that a claim belongs on its page, from which it may stand there. Measured.
        least_chance_of_event: the same for what happened. Measured on twenty published stories: higher values dropped
            must-know facts, lower ones let in what belongs elsewhere.
        least_chance_near_top: the same where an article's top or several articles tell what happened. Measured so, too.
        near_top: sentences of an article that are near its top. Measured likewise: 3 to 7 score the same within 0.01.
        least_words: words of the shortest statement that is no quotation. Measured: of shorter ones half were trivial.
        least_shared: share of a passage's content words that other articles use, 0 to 1, from which it is about the
            story though none of them is in their openings. Measured: below it none told what a reader must know.
        least_in_section: statements that make a section of their own. By taste.
        lead_sentences: sentences from an article's top that may open the overview. By taste.
        lead_first: what an article's first sentence adds to its likeness to all openings, which is 0 to 1. Measured.
        lead_named: what a name behind the first word adds. By taste.
        lead_dated: what a date adds. By taste.
        lead_quoted: what a quotation takes off. By taste.
        most_dated: lines of the timeline. By taste.
        most_of_a_date: lines of one date. Measured on twenty published stories: with 2, labelled events are missing;
            with 4, more lines tell what is no event.
        least_named: sentences that name a person, from which "who is who" has them; a speaker needs one. By taste.
        most_cast: people in "who is who". By taste.
        most_role_words: words of a role; a longer one is a sentence cut wrongly. By taste.
        told_by_date: share of a dated line's words, 0 to 1, in another with a more exact date, from which it is left
            out. By taste.
        most_elsewhere: share of reactions without a section, 0 to 1, above which there are no sections. By taste:
            readers took a party's people under "Others" for a mistake.
        least_known: sentences that name a person without a role, from which a reader may know who that is. By taste.
        least_motives: statements below which there is no page of motives. By taste.
        most_item_words: words of an item in the table of trade, of an article under `rights: quote`. By taste.
        most_quotations: statements of one speaker on the page of reactions. By taste.
    """

    most_cites: int = 4
    first_round: int = 1
    least_worth: float = 0.3
    most_told: float = 0.93
    most_compared: int = 300
    least_chance: float = 0.62
    least_chance_of_event: float = 0.55
    least_chance_near_top: float = 0.25
    near_top: int = 5
    least_words: int = 6
    least_shared: float = 0.1
    least_in_section: int = 2
    lead_sentences: int = 3
    lead_first: float = 0.1
    lead_named: float = 0.1
    lead_dated: float = 0.02
    lead_quoted: float = 0.05
    most_dated: int = 16
    most_of_a_date: int = 3
    least_named: int = 2
    most_cast: int = 8
    most_role_words: int = 12
    least_motives: int = 2
    most_elsewhere: float = 0.5
    least_known: int = 2
    told_by_date: float = 0.7
    most_item_words: int = 7
    most_quotations: int = 2


TUNING = CurationTuning()
