"""The thresholds of marking. Each decides what readers see of an article, who speaks in it, or on which page.

"Measured" means tried against other values on the stories of `training/`, five folds, each classified with weights
learnt without it (`tools/train_facets.py --tune`). "The same" means within 0.002 of its accuracy, 0.754. "By taste"
means that no measurement of the value is on record: it was chosen by reading the results.

"Learnt with" means that signals depend on the value, and `facets.tsv` contains their weights: after a change, run
`make train`. Three numbers are spelled out in the names of signals and stay in `facets/features.py`: the fifths of an
article, the quarters of a share, and the sentences in `at:2-3` and `at:4-6`, which must agree with this table.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkingTuning:
    """Thresholds of furniture, sentences, names, quotations, dates and facets.

    Attributes:
        wrap_least: characters of the shortest line that an editor or a mail program wrapped. By taste.
        wrap_most: characters of the longest such line. By taste.
        longest_sentence: characters above which a sentence is left out; 400 words are fewer. By taste.
        tag_sentence_words: words up to which "Roe said." after a closing mark belongs to the quotation. By taste.
        boundary_reach: characters before a possible end of a sentence that its rules look at. By taste.
        abbreviation_reach: characters before a full stop in which an abbreviation is sought. By taste.
        heading_words: words up to which a line without an end mark, or in capitals, is a heading. By taste.
        unfinished_words: words up to which a line without an end mark is a caption, in an article whose lines have
            one. Measured on 134 articles of some 50 publishers: captions have up to 40.
        finished_share: share of an article's longer lines, 0 to 1, with an end mark, from which that holds. By taste.
        finished_lines: longer lines that an article needs for it. By taste.
        least_report_words: words of a whole sentence with subject and verb. By taste.
        caption_words: words up to which a line may be a caption or an imprint. By taste.
        marked_caption_words: words up to which a line with a caption's own words or credit is one. By taste.
        caption_stops: full stops inside a line from which it is a paragraph, not a caption above a credit. By taste.
        title_words: words of a gallery's title, at least, that its captions repeat. By taste.
        least_pictures: lines in a row that share such a title, from which they are a gallery. By taste.
        pointer_words: words up to which a line may point to another text. By taste.
        earliest_cut: share of the lines before which a line such as "More from" introduces the article. By taste.
        topic_lines: lines of the article, after its headline, whose names say what it is about. By taste.
        shared_names: names that a line after a cut shares with those, from which it is the article's. By taste.
        resumed_lines: long lines with an end mark, from which the article goes on behind a box of links. By taste.
        resumed_share: share of the lines behind the box that they must be. By taste.
        kept_tail: share of the lines after a cut that must be the article's, for all of them to be kept. By taste.
        least_name_words: words of the shortest run that may be a person's full name. By taste.
        most_name_words: words of the longest such run. By taste.
        before_name_reach: characters before a run in which "the" or a role settles whether it is a person. By taste.
        after_name_reach: characters after a run in which a verb or a role does. By taste.
        scare_words: words up to which quotation marks without a speaker only mark a term. By taste.
        single_mark_words: words up to which single quotation marks only mark a term. By taste.
        via_reach: characters after a quotation in which the outlet that reported it is sought. By taste.
        line_reach: characters of a paragraph before and after a quotation in which its speaker is sought. By taste: far
            more than a paragraph has, and a text that came without line ends is marked in proportion to its size.
        told_verbs: reporting verbs before a quotation whose subjects are sought, the nearest ones. By taste.
        subject_reach: characters before a verb, or behind an inverted one, in which its subject is sought. By taste.
        object_reach: characters before a name in which a preposition governs it. By taste.
        tag_reach: characters after a quotation in which its speaker is sought. By taste.
        short_tag_words: words after a quotation that ends, above which they are a sentence of their own. By taste.
        body_reach: characters before "the company" in which its name is sought. By taste.
        nearest_name_reach: characters after an inverted verb in which its subject is sought. By taste.
        complement_words: words behind a nameless speaker that say for whom: "a spokesman for the port". By taste.
        least_questions: questions from which an article is an interview. By taste.
        question_words: words of the longest question. By taste.
        role_before_reach: characters before a name in which a role may lead to it. By taste.
        role_after_reach: characters after a name in which a role may follow it. By taste.
        role_reach: characters beside a name in which its role may be. By taste.
        most_role_words: words of the longest role. By taste.
        most_clause_words: words of the longest clause that is one: "who leads the union". By taste.
        pronoun_reach: characters before a pronoun in which the person it means is sought. By taste.
        title_reach: characters before a name in which a title gives the person's gender. By taste.
        verb_reach: characters before a date in which a verb says whether it lies ahead. By taste.
        nearest_year_days: days from publication beyond which a date without a year is of the year before or after.
            Half a year, so that the nearest date is meant.
        quoted_words: words from which a quotation makes a sentence speech. By taste; learnt with.
        lead_sentences: sentences that count as the article's lead. By taste; learnt with.
        lead_word_letters: letters from which a word counts when a sentence is compared with the lead. By taste;
            learnt with.
        most_lead_words: shared words up to which the lead's signal counts. By taste; learnt with.
        recent_days: days on either side of publication in which a date is of "this week". By taste; learnt with.
        year_old_days: days from which a date in another year counts as a year old. By taste; learnt with.
        long_ago_years: years above which a date is "long ago". By taste; learnt with.
        top_sentences: sentences at the top of an article; part of a signal's name. By taste; learnt with.
        upper_sentences: sentences at the top and below it; part of a signal's name. By taste; learnt with.
        mostly_quoted: share of quoted words above which a sentence is mostly quotation. By taste; learnt with.
        shared_part: share of what an article's sentences have in common that is subtracted from each. Measured: 0.1 to
            0.6 score the same, none 0.004 less, all 0.009 less.
        mean_sentences: sentences of other articles added to that mean, so that a short article's counts less. By
            taste: 0 to 8 score the same.
        stay: bonus for the facet of the sentence before, in hundredths of the weights' unit. Measured: 0 to 40 score the
            same, 60 scores 0.007 less.
        stay_in_paragraph: the same bonus inside a paragraph. Measured: 40 to 80 score the same, none 0.012 less, 120
            scores 0.010 less.
        stay_with_voice: added to it if the same person goes on speaking. By taste: 0 to 120 score the same.
        late_background: added to background at the end of an article, in the same unit, falling to nothing at its start.
            Measured: nine published stories are sorted 0.03 better than without, eleven others as well as without,
            invented stories 0.02 worse.
        aim: added to motives where a sentence says what somebody wants, needs or fears, in the same unit. Measured on
            twenty published stories: 8 of 10 such sentences are told as motives by a reader.
        second_facet: share of the best facet's chance from which the second is given too. Measured on nine published
            stories: a second facet is right about as often as not from here, below it a third of the time.
        temperature: hundredths of log odds that make one unit of certainty. 100 is as learnt; more is less certain.
            Measured: chances are right about as often as they say, on stories left out.
        most_called_furniture: share of the sentences that the rules keep of an article, 0 to 1, above which a model that
            calls them furniture is not believed. Measured: people called at most 0.04 furniture, in 58 articles.
        signals_beside: what the scores of the signals count beside the encoder's, where there are both. Measured on 43
            stories left out: 0.25 to 0.75 score the same, nothing 0.008 less.
        encoder: what the encoder's log odds count. Measured likewise: 0.5 to 1 score the same; from 1 on, what comes out is
            surer than it is right.
        fragment_words: words below which a sentence serves no page. By taste.
        most_reasons: reasons for a facet that `inspect` prints. By taste.
    """

    # Lines and sentences
    wrap_least: int = 45
    wrap_most: int = 110
    longest_sentence: int = 3_000
    tag_sentence_words: int = 10
    boundary_reach: int = 60
    abbreviation_reach: int = 8

    # Furniture
    heading_words: int = 12
    unfinished_words: int = 45
    finished_share: float = 0.6
    finished_lines: int = 4
    least_report_words: int = 5
    caption_words: int = 60
    marked_caption_words: int = 120
    caption_stops: int = 1
    title_words: int = 4
    least_pictures: int = 3
    pointer_words: int = 30
    earliest_cut: float = 0.25
    topic_lines: int = 4
    shared_names: int = 2
    kept_tail: float = 0.5
    resumed_lines: int = 3
    resumed_share: float = 0.8

    # Names
    least_name_words: int = 2
    most_name_words: int = 4
    before_name_reach: int = 40
    after_name_reach: int = 60

    # Quotations and speakers
    scare_words: int = 4
    single_mark_words: int = 2
    via_reach: int = 220
    line_reach: int = 2_000
    told_verbs: int = 4
    subject_reach: int = 600
    object_reach: int = 200
    tag_reach: int = 260
    short_tag_words: int = 12
    body_reach: int = 500
    nearest_name_reach: int = 90
    complement_words: int = 7
    least_questions: int = 3
    question_words: int = 60
    role_before_reach: int = 40
    role_after_reach: int = 80
    role_reach: int = 140
    most_role_words: int = 14
    most_clause_words: int = 8
    pronoun_reach: int = 1_500
    title_reach: int = 24

    # Dates
    verb_reach: int = 60
    nearest_year_days: int = 183

    # Facets: what signals depend on, learnt with the table
    quoted_words: int = 3
    lead_sentences: int = 2
    lead_word_letters: int = 4
    most_lead_words: int = 4
    recent_days: int = 8
    year_old_days: int = 300
    long_ago_years: int = 5
    top_sentences: int = 3
    upper_sentences: int = 6
    mostly_quoted: float = 0.6

    # Facets: the choice among them, independent of the table
    shared_part: float = 0.25
    mean_sentences: int = 4
    stay: int = 25
    stay_in_paragraph: int = 60
    stay_with_voice: int = 50
    late_background: int = 70
    aim: int = 250
    second_facet: float = 0.8
    temperature: float = 115.0
    most_called_furniture: float = 0.5
    signals_beside: float = 0.5
    encoder: float = 0.75
    fragment_words: int = 5
    most_reasons: int = 4


TUNING = MarkingTuning()
