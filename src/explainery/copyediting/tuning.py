"""The thresholds of copy-editing. Each decides which passage stands as a statement, and in which words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyeditingTuning:
    """Thresholds of names, dates, quotations and of what stands alone.

    Attributes:
        direct_words: words from which quotation marks hold a person's words and not a term. By the guide for labelling.
        single_mark_words: words from which single quotation marks hold words and not a term. By taste.
        least_quoted: words of the shortest quotation that is shown alone. By taste.
        least_words: words of the shortest statement. By taste.
        chain: sentences in a row that may go on about one person by pronouns. By taste.
        description_reach: sentences before "the ministry" in which the ministry is sought. By taste.
        sure_days_back: days before publication up to which a weekday is taken for the last one, unless the words
            look ahead. By taste.
        verb_days_back: days before publication up to which it is so only with a verb of the past beside it. By taste:
            a weekday five or six days back is as often the next one.
        near_days: days ahead up to which a day without a year is taken for the next one, whatever the verbs say. By
            taste.
        approximate_days: days on either side by which "two weeks ago" may be off. By taste.
        most_role_words: words of the longest role that is put beside a name. By taste.
    """

    direct_words: int = 3
    single_mark_words: int = 4
    least_quoted: int = 4
    least_words: int = 4
    chain: int = 4
    description_reach: int = 2
    sure_days_back: int = 2
    verb_days_back: int = 4
    near_days: int = 120
    approximate_days: int = 4
    most_role_words: int = 12


TUNING = CopyeditingTuning()


@dataclass(frozen=True, slots=True)
class DeskTuning:
    """Lengths of lines, and what a draft's doubts weigh.

    Attributes:
        line_words: words above which a line of the timeline is cut to its main clause. By taste.
        least_line_words: words of a main clause that tells something. By taste.
        phrase_words: words that may run as in an article under `rights: quote`, outside quotation marks. By taste.
        least_phrase_words: words of a phrase that tells who did what. By taste.
        mostly_quoted: share of a passage's words, 0 to 1, from which it is shown as its speaker's quotation. By taste.
        most_weak_lines: lines that a build asks an editor to look at first. By taste.
        sure_of_page: chance, 0 to 1, of a statement on its page, below which an editor should look. By taste.
        doubt_of_edit: what a name or a date that was put in adds to a line's doubt, 0 to 1. By taste.
        doubt_of_dispute: what a contradiction adds. By taste.
    """

    line_words: int = 15
    least_line_words: int = 5
    phrase_words: int = 7
    least_phrase_words: int = 3
    mostly_quoted: float = 0.35
    most_weak_lines: int = 4
    sure_of_page: float = 0.6
    doubt_of_edit: float = 0.15
    doubt_of_dispute: float = 0.2


DESK_TUNING = DeskTuning()
