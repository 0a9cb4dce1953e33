"""The thresholds of sorting: when two articles, or two groups of articles, are of one story.

Units. A likeness is the mean cosine of the articles of two groups (`vectors.py`), lowered for days between them: from
0 (nothing in common) to 1 (one text). A weight is a share of it; the three weights add up to 1.

"Measured" means: on piles made of the stories in `training/`, of published stories, and of published news pages of two
days, none of them by itself (`docs/decisions.md`). All of them lie on a plateau: a third more or less of any one number
costs less than a point of F1 on their mean, where nothing else is said.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SortingTuning:
    """How articles are compared and grouped.

    Attributes:
        words: weight of the words of the whole text. Measured.
        names: weight of the names of people, bodies and places. Measured.
        lead: weight of the words of the headline and of the text's beginning. Measured.
        lead_words: words of the beginning, without those that say too little. Measured: 40 to 100 are as good.
        headline: how often a word of the headline counts. Measured: 1 to 4 are as good.
        most_words: words of a text that are kept, the most telling ones; this bounds the memory. Measured: 100 to all
            are as good.
        most_names: names of a text that are kept, likewise. By taste.
        prior_articles: articles that are added to the pile's when a word's rarity is worked out, with words as in
            `common_words.tsv`: a word that every article of a small pile shares is telling all the same. Measured: 300
            to 5,000 are as good.
        apart_days: days between two groups after which two thirds of the lowering is reached. Measured: 60 to 365.
        apart_least: what remains of a likeness across years, 0 to 1. Measured: 0.5 to 0.7. An archive's date is often
            wrong, so no gap forbids anything.
        undated: what remains if a day is not known. By taste.
        least: likeness from which two groups are one story. Measured: from 0.05 to 0.09 the mean F1
            of sixteen piles is between 0.955 and 0.964.
        of_cohesion: share of the likeness within the less alike of two groups that the likeness between them must
            reach. Measured: 0.5 tells stories with the same people apart (F1 1.0, without it 0.66) and costs nothing
            elsewhere; 0.35 does so in part, and 0.65 costs a point.
        probes: words and names of an article by which its neighbours are looked up, the most telling ones. By taste.
        most_holders: articles with a word, above which the word looks up nothing; this keeps the cost linear. By taste.
        neighbours: articles that an article is compared with, the likeliest ones. By taste.
        least_link: likeness below which two articles are not neighbours. By taste.
    """

    words: float = 0.3
    names: float = 0.3
    lead: float = 0.4
    lead_words: int = 60
    headline: int = 3
    most_words: int = 120
    most_names: int = 40
    prior_articles: int = 1000
    apart_days: float = 120
    apart_least: float = 0.6
    undated: float = 0.85
    least: float = 0.07
    of_cohesion: float = 0.5
    probes: int = 40
    most_holders: int = 100
    neighbours: int = 20
    least_link: float = 0.02


TUNING = SortingTuning()
