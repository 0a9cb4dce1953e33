"""The thresholds of the gate. Each was chosen with one story left out, and holds on that story."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GateTuning:
    """The thresholds; words and letters are counted."""

    words_inside_a_phrase: int = 3  # "turned the offer down"
    sure_family: int = 7  # letters at the beginning of two words of one family, whatever follows
    least_family: int = 4  # letters that shorter words must share,
    family_share: float = 0.6  # and the share of the longer one that these must be
    least_demonym: int = 3  # letters that a country and its people share
    least_words: int = 4
    most_words: int = 45
    most_characters: int = 400
    crossed_reach: int = 2  # words of weight on each side of a figure or name that tell its place
    crossed_margin: float = 0.5  # by which an exchanged pair must fit better than as it stands
    quantifier_reach: int = 3  # words of weight on each side of an "all" or "only" that tell what it is said of
    shared_marks: int = 3  # names and figures that two passages share where they tell one event
    copied_run: int = 7  # words of an article that may follow each other; a setting
    denial_reach: int = 8  # words around what a passage denies in which the wording must have a denial
    particle_reach: int = 8  # words before a "down" among which its verb stands
    denial_field: int = 12  # words around two denials of which one must be the same
    topic_sentences: int = 3  # sentences of a story that have a noun which may stand for "it"
    sentences_before: int = 2  # of an article, in which the name of a "he" is looked for


TUNING = GateTuning()
