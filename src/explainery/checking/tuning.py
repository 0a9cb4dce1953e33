"""The thresholds of the check. Each decides what an editor is shown.

"Measured" means: varied alone, on the seeded faults and true rewordings of `tests/checking/seeded.py`, by
`tools/faults.py --set NAME=VALUE`. The range in which nothing changes is given, with the nearest value tried that lost
a fault or reported a correct sentence. Where no value tried changed anything, the threshold is a matter of taste.
`tests/checking/test_thresholds.py` holds each value, but for the two lengths around a speaker's
name and the thresholds of EXP129 and EXP130, which `test_said.py` holds together.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckingTuning:
    """Thresholds of what counts as a fault, of what a message suggests, and of the line that it names.

    Shares and likenesses are from 0 to 1. A stem is the stem of a content word, as `linking/similarity.py` forms it.

    Attributes:
        least_quoted_words: words in quotation marks that make a quotation; fewer are a term (EXP102, EXP124). By taste.
        altered_quotation_likeness: `SequenceMatcher` ratio from which a message offers the words of the passage
            (EXP102). Measured: 0.5 to 0.9; at 0.4 an invented quotation is taken for an altered one.
        same_length_bonus: added to that ratio if the numbers of words are equal. By taste.
        least_attributed_words: words of a quotation from which its speaker is checked (EXP109). By taste; measured
            at most 5.
        speaker_apposition_characters: length of a description between a speaker's name and the verb (EXP109). By taste.
        speaker_label_characters: length of a name in front of a colon and a quotation (EXP109). By taste.
        reprint_run_words: words in a row that are copied and not a coincidence (EXP106). From the project's design: at
            most seven words in a row of an article may appear outside quotation marks.
        least_statement_stems: stems from which a statement is compared as a whole (EXP103, EXP119). By taste.
        misplaced_share: share of a statement's stems that its passages must contain, or else another passage may
            fit better (EXP103). By taste.
        well_placed_share: share that this other passage must contain (EXP103). Measured: 0.7 to 0.95; at 0.5, true
            rewordings are reported.
        least_number_in_words: smallest number in words that is compared: "one of them" and "the two" count nothing
            (EXP103, EXP124). By taste.
        page_seconds: processor seconds that rendering a page may take, and again comparing it (EXP107). By taste: the
            largest page of the example takes 0.5.
        least_uncited_words: words from which any line without a citation can state a fact; fewer must be a sentence
            (EXP104). By taste; measured less than 6.
        key_likeness: `SequenceMatcher` ratio from which a message suggests a key for a mistyped one (EXP101). By taste.
        least_told_stems: stems beside names from which a line without a full stop says something (EXP104). By taste.
        said_share: share of a sentence's stems that something cited must contain if the sentence has no citation of its
            own, in a title or a heading (EXP124). Measured: true descriptions have 0.43 and more, headings 0.4.
        successor_share: shared part of all stems of two sentences, from which one may succeed the other (EXP113). By
            taste.
        roles_share: share that the passages must contain before the sides of an exchange are compared (EXP121). By
            taste; measured at most 0.75, 0.9 misses swapped sides.
        role_tie_words: words between two names that can still be one verb (EXP121). By taste.
        role_apposition_characters: length of a description after a name that is passed over (EXP121). By taste.
        opposites_share: share that the passages must contain before opposites are compared (EXP123). By taste.
        least_opposite_stems: stems from which a statement is compared for opposites (EXP123). By taste; measured at
            most 5.
        suggestion_likeness: `SequenceMatcher` ratio from which a message suggests an anchor, a file or a code (EXP111,
            EXP117). The default of Python's `difflib`.
        located_letters: letters at the beginning of a rendered line by which its source line is found. By taste.
        denial_reach_words: content words over which a "not" or "refused to" reaches (EXP103, EXP123). By taste.
        opposite_reach_words: content words on each side of a word and of its opposite, of which they must have one in
            common (EXP123). By taste.
        given_cause_share: the same where a passage gives some cause in so many words (EXP128). By taste.
        cause_share: share of a cause's content words, 0 to 1, that the passages must have (EXP128). By taste.
        alike_letters: letters by which two words begin alike (EXP128). By taste.
        best_passages: sentences of an article with which a statement is compared where its footnote names the article
            alone (`check --against`). By taste.
        least_hedged_words: content words of what is hedged that a statement must tell (EXP119). By taste.
        hedged_share: share of them, 0 to 1 (EXP119). By taste.
        caution_reach_words: words before a verb in which a statement can be cautious about it (EXP119). By taste.
        rounded_share: how far a figure may be off what "more than" rounds, 0 to 1; half of it for "nearly" and "about"
            (EXP103, EXP122). By taste.
        part_points: by how many of a hundred a part ("a third") may be off without an "about" (EXP103). By taste.
        conversion_share: how far a figure in another unit may be off, 0 to 1 (EXP103, EXP122). By taste.
        longest_list: the most things that a statement may count in a list of its passage (EXP103). By taste.
        sentences_before: sentences before a passage in which a name that a statement puts in may stand. By taste.
        aligned_share: share of a passage's words, 0 to 1, that a statement must have in order to be laid beside it, so
            as to see what stands for what (EXP126). By taste.
        stated_role_characters: length of a role beside a name that is compared (EXP126). By taste.
        role_reach_words: words before and behind a name in the sources among which its role can be (EXP126). By
            taste.
        added_cover: share of a statement's words of weight that its passages must have before a stretch of it counts as
            added (EXP129). By taste.
        added_words: words of weight more than it replaces from which a stretch is an addition (EXP129). By taste.
        added_phrase: words of any kind more than it replaces from which one word of weight is enough (EXP129). By
            taste.
        renamed_cover: share of a statement's words of weight that its passages must have before a name in another's
            place counts (EXP103). By taste.
        renamed_alone: share of the words of weight, names left out, that one passage must have before a name in
            another's place counts that another passage has (EXP103). By taste.
        renamed_excess: words by which a name in another's place may be shorter than what it replaces, where many
            passages are cited (EXP103). By taste.
        source_cover: share of them, without the source that the statement names, that one passage must have before
            sources are compared (EXP109). By taste.
        most_aligned: cited passages with which a statement is laid side by side, those that have most of it (EXP103,
            EXP129). By taste.
        least_aligned_words: words of a statement that another of many cited passages must have, and those chosen before
            do not, to be laid beside it too (EXP103, EXP129). By taste.
        overlap_share: share of a sentence's words of content that its passages must have, each sentence with half a
            word of credit (EXP142). Chosen on the 600 true statements of `tests/checking/sight` (building, rewording),
            of which it newly reports one; with one story left out at a time, 0.7 %. `test_overlap.py` holds it.
        overlap_around: what a word counts that only stands around the passages (EXP142). Chosen with overlap_share.
        overlap_side: what a shared figure, a quotation, or a shared word without content of its own counts (EXP142).
            Chosen with overlap_share.
        lead_in_share: share of a lead-in's words of content that the lines below it must have (EXP124). By taste.
        turned_cover: share of the words of content of what a passage only denies, from which a statement tells it
            (EXP103). By taste.
        most_joined: cited passages up to which the clauses of a statement are compared with each (EXP130). By taste.
    """

    least_quoted_words: int = 2
    altered_quotation_likeness: float = 0.6
    same_length_bonus: float = 0.1
    least_attributed_words: int = 4
    speaker_apposition_characters: int = 90
    speaker_label_characters: int = 80
    reprint_run_words: int = 8
    least_statement_stems: int = 4
    misplaced_share: float = 0.5
    well_placed_share: float = 0.85
    least_number_in_words: int = 3
    page_seconds: float = 30
    least_uncited_words: int = 4
    key_likeness: float = 0.85
    least_told_stems: int = 2
    said_share: float = 0.4
    successor_share: float = 0.5
    roles_share: float = 0.6
    role_tie_words: int = 5
    role_apposition_characters: int = 70
    opposites_share: float = 0.5
    least_opposite_stems: int = 3
    suggestion_likeness: float = 0.6
    located_letters: int = 20
    denial_reach_words: int = 3
    opposite_reach_words: int = 5
    cause_share: float = 0.5
    given_cause_share: float = 0.4
    alike_letters: int = 5
    best_passages: int = 4
    least_hedged_words: int = 2
    hedged_share: float = 0.5
    caution_reach_words: int = 6
    rounded_share: float = 0.2
    part_points: float = 1.5
    conversion_share: float = 0.03
    longest_list: int = 12
    sentences_before: int = 3
    aligned_share: float = 0.5
    stated_role_characters: int = 70
    role_reach_words: int = 12
    added_cover: float = 0.4
    added_words: int = 2
    added_phrase: int = 3
    renamed_cover: float = 0.5
    renamed_alone: float = 0.8
    renamed_excess: int = 3
    source_cover: float = 0.5
    most_aligned: int = 3
    least_aligned_words: int = 2
    overlap_share: float = 0.27
    overlap_around: float = 0.25
    overlap_side: float = 0.5
    lead_in_share: float = 0.5
    turned_cover: float = 0.75
    most_joined: int = 3


TUNING = CheckingTuning()
