"""The thresholds of linking. Each decides which sentences are linked, and so what readers see.

Units. A similarity is the cosine of two sentences' vectors (`similarity.py`), from 0 to 1. A kinship is a similarity,
or -1 where two sentences conflict. A weight is added to a claim's salience, which is roughly 0 to 3. Log odds are in
hundredths, as in `disputes/disputes.tsv`.

Where each number comes from. "Measured" means that the number is a frequency or a choice counted on the stories in
`training/`. "Signal measured" means that `docs/reading.md` says what leaving the whole signal out costs ("Which
claims appear"), while the number itself is by taste. "By taste" means that no figure was recorded.

"Learnt table" means that the weights in `disputes/disputes.tsv` were learnt with this number: after a change, run
`tools/train_disputes.py`; "(`sameness.tsv`)" means those of `sameness.tsv`, learnt by `tools/train_claims.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

REMEMBERED = 1 << 14  # sentences whose figures and frames are remembered: a story of a thousand articles, a few MB


@dataclass(frozen=True, slots=True)
class SimilarityTuning:
    """How similar two sentences are. Learnt table: all fields.

    Attributes:
        gram_letters: letters of a letter group. Measured with groups of four: AUC 0.88, against 0.75 for words alone
            (`docs/decisions.md`).
        gram_weight: weight of a letter group, where a word stem counts 1. By taste.
        prior_sentences: sentences added to the story's when a feature's rarity is worked out, so that a shared word is
            rare in a short story, too. By taste.
        most_common: sentences with a feature, above which it proposes no pairs; this keeps the cost linear. By taste.
        commonest_share: share of a story's sentences, 0 to 1, above which a feature proposes no pairs. By taste.
        least: similarity below which a pair is not kept at all. By taste.
        few_sentences: sentences of a story up to which every pair is compared that shares a word which is not too common.
            By taste: twice the sentences of the story in `sources/`.
        most_proposed: in a larger story, later sentences that a sentence's rarest words propose, from which its other
            words propose no more; this bounds the cost of a sentence however many there are. By taste.
    """

    gram_letters: int = 4
    gram_weight: float = 0.35
    prior_sentences: int = 4
    most_common: int = 60
    commonest_share: float = 0.5
    least: float = 0.05
    few_sentences: int = 250
    most_proposed: int = 24


@dataclass(frozen=True, slots=True)
class ClaimTuning:
    """Which sentences become one claim, which of them is shown, and what its sources add to its weight.

    Attributes:
        same: log odds in hundredths from which sentences of different articles with one predicate are one claim, and
            one may be cited for the other. Measured: of such pairs nine in ten say the same.
        found_alike: log odds in hundredths that are added where the encoder finds two sentences alike, which then need not
            share a predicate. Measured on the stories of `training/`: precision stays, recall grows by two fifths.
        same_article: similarity from which sentences of one article may be one claim. An article rarely says a thing
            twice; when it does, it uses nearly the same words. By taste.
        also: log odds in hundredths from which a sentence may say a claim among other things; it is then noted, not
            cited. Measured: of such pairs three in four say the same, on stories left out.
        weighed: similarity from which a pair is weighed at all; this bounds the time. A pair below it is held to no
            predicate, so a higher one lets groups join that should not. By taste.
        believed: log odds in hundredths from which a model is believed that two sentences say the same. Measured on nine
            stories: 0.43 of the pairs that do are above it (the rules alone find 0.29), and half of those above it do.
        further_source: weight for each further independent source of a claim. Signal measured.
        names_actor: what a name adds to a sentence's weight when the shown sentence is chosen. By taste.
        easy_words: words above which each further one counts against showing the sentence. By taste.
        word_too_many: weight taken off for each of those words. By taste.
        filling_share: share of the shorter filling's stems, 0 to 1, below which two sentences of one frame ("the last
            trip was ...") fill it differently. By taste. Learnt table.
    """

    same: float = 100
    found_alike: float = 150
    same_article: float = 0.6
    also: float = 75
    weighed: float = 0.08
    believed: float = -100
    further_source: float = 0.6
    names_actor: float = 0.2
    easy_words: int = 25
    word_too_many: float = 0.01
    filling_share: float = 0.5


@dataclass(frozen=True, slots=True)
class PredicateTuning:
    """When two sentences say one thing of those they name.

    Attributes:
        retold: share of the shorter sentence's words that both have, 0 to 1, from which two sentences say the same
            though they share no deed, where one of them tells none. Measured.
        copied: the same, where both tell deeds. Measured.
        least_copied: words that both must have then. By taste.
        least_things: words that two sentences must share, apart from names, where they share no deed and no figure, to
            say one thing among others. By taste.
        negation_reach: words before a deed in which "not" or "nobody" means that it was not done. By taste.
    """

    retold: float = 0.6
    copied: float = 0.8
    least_copied: int = 5
    least_things: int = 2
    negation_reach: int = 3


@dataclass(frozen=True, slots=True)
class SamenessTuning:
    """The signals that two sentences say the same. Learnt table (`sameness.tsv`): all fields, some by name.

    Attributes:
        similarity_steps: similarities from which a pair has one more signal; the signals' names contain them. By taste.
        covered_steps: shares of the shorter sentence's squared weights, 0 to 1, that the other contains; likewise.
            By taste.
        most_deeds: shared deeds that count. By taste.
        most_things: other shared words that count. By taste.
        first_sentences: sentences of an article that are its first. By taste.
    """

    similarity_steps: tuple[float, ...] = (0.06, 0.08, 0.1, 0.12, 0.15, 0.18, 0.22, 0.26, 0.32, 0.4)
    covered_steps: tuple[float, ...] = (0.1, 0.2, 0.3, 0.45)
    most_deeds: int = 2
    most_things: int = 3
    first_sentences: int = 2


@dataclass(frozen=True, slots=True)
class IndependenceTuning:
    """When two texts are one text, so that their articles count as one source. Learnt table: all but the last field.

    Attributes:
        run_words: words of a run, few enough to survive an edit and too many to recur by chance. By taste.
        copied_share: share of the shorter article's runs, 0 to 1, from which one article is a copy of the other.
            By taste.
        least_runs: runs below which an article is too short to be called a copy. By taste.
        most_holders: articles with a run, above which the run is a formula ("did not immediately respond to a") and
            does not count. By taste.
        copied_sentence_share: share of the shorter sentence's runs, 0 to 1, from which one sentence is an edited copy
            of the other. By taste.
    """

    run_words: int = 6
    copied_share: float = 0.4
    least_runs: int = 20
    most_holders: int = 40
    copied_sentence_share: float = 0.7


@dataclass(frozen=True, slots=True)
class SalienceTuning:
    """What makes a sentence matter: the weights of its parts.

    Attributes:
        central: weight of the most central sentence; the others get their share. Signal measured.
        abroad: weight of the sentence that the other articles share most; the others get their share. Signal measured.
        early: weight of an article's first sentence, falling to nearly 0 at its last. Signal measured.
        headline_word: weight of a word that a headline contains. Signal measured.
        most_headline_words: headline words that count. By taste.
        word: weight of each word, up to `long_words`. By taste.
        long_words: words above which a sentence is long. By taste.
        word_too_many: weight taken off for each word of a long sentence above `long_words`. By taste.
        short_words: words below which a sentence is short. By taste.
        short: weight taken off a short sentence. By taste.
        dangling: weight taken off a sentence that needs the one before it. By taste.
        no_facet: weight taken off a sentence that belongs on no page. By taste.
    """

    central: float = 0.5
    abroad: float = 1.0
    early: float = 0.3
    headline_word: float = 0.09
    most_headline_words: int = 4
    word: float = 0.009
    long_words: int = 45
    word_too_many: float = 0.015
    short_words: int = 9
    short: float = 0.3
    dangling: float = 0.5
    no_facet: float = 0.8


@dataclass(frozen=True, slots=True)
class RedundancyTuning:
    """How likely one claim repeats another: chances from 0 to 1, and factors of chances.

    Attributes:
        from_similarity: similarity above which the chance grows. By taste.
        per_similarity: chance for each unit of similarity above that. Signal measured.
        one_article: factor where both sentences are in one article and not neighbours. By taste.
        neighbour_in_paragraph: chance for neighbours in one paragraph. Measured: four neighbours in ten share a point.
        neighbour_across: chance for neighbours in different paragraphs. Measured: one in fifteen shares a point.
        neighbour_same_voice: chance added where the same voice goes on. Signal measured, with the two above.
        neighbour_similarity: chance added for each unit of similarity of neighbours. By taste.
        next_but_one: chance added for two sentences with one between them. By taste.
        most: the highest chance for two different sentences. By taste.
        new_figures: factor where a claim contains a figure that the other does not. By taste.
        also: factor for sentences that say a claim among other things; also how much of a claim counts as told where
            its sentence says another one among other things. By taste.
        within: least chance where a sentence of one claim says the other among other things. By taste.
    """

    from_similarity: float = 0.03
    per_similarity: float = 3.0
    one_article: float = 0.4
    neighbour_in_paragraph: float = 0.35
    neighbour_across: float = 0.06
    neighbour_same_voice: float = 0.3
    neighbour_similarity: float = 2.0
    next_but_one: float = 0.07
    most: float = 0.95
    new_figures: float = 0.5
    also: float = 0.6
    within: float = 0.8


@dataclass(frozen=True, slots=True)
class PeopleTuning:
    """Who counts as an actor, and where a person's role and an event's date are found.

    Attributes:
        least_mentions: sentences that name an actor, from which it is a main actor of the story. By taste.
        comparison_before: characters before a date in which "since" or "as in" means that the event is another one.
            By taste.
        description_reach: sentences, its own included, in which "the company" or "the statement" looks for whose it is.
            By taste.
        unsure_days: days before publication from which a weekday may as well be the next one. By taste.
    """

    least_mentions: int = 3
    comparison_before: int = 24
    description_reach: int = 6
    unsure_days: int = 5


@dataclass(frozen=True, slots=True)
class ExchangeTuning:
    """How far from a verb of giving its sides and its item may be.

    Attributes:
        most_words: words of a sentence, above which it is a list and gives no exchanges; this bounds the time. By taste.
        most_sharing: verbs that may share one subject. By taste.
        side_reach: words after a verb in which its sides may be. By taste.
        most_item_words: words of an item; a longer one is not an item. By taste.
        most_actor_words: words that describe an actor; a longer phrase is not an actor. By taste.
    """

    most_words: int = 150
    most_sharing: int = 3
    side_reach: int = 22
    most_item_words: int = 16
    most_actor_words: int = 8


@dataclass(frozen=True, slots=True)
class SignalTuning:
    """The signals of a pair of sentences that may contradict each other. Learnt table: all fields, some by name.

    Attributes:
        similarity_steps: similarities from which a pair has one more signal; the signals' names contain them. By taste.
        framed: similarity from which two sentences of one frame are compared by what fills it. By taste.
        shared_steps: shares of the shorter sentence's stems, 0 to 1, from which a pair has one more signal; the
            signals' names contain them. The second also decides whether sentences of different dates are on one thing.
            By taste.
        near_sentences: sentences of one article between two that are near each other, at most. By taste.
        close_figures: times that one figure is the other, below which they differ little. By taste.
        distant_figures: the same, from which they differ greatly. By taste.
        most_shared_words: words around two figures that count as shared. By taste.
        most_stances: stances of denial that count. By taste.
        most_denied: words of the first sentence that count as denied by the second. By taste.
        denied_parts: equal parts into which the share of denied words is sorted. By taste.
        most_denied_before: words of the second sentence that count as denied by the first. By taste.
        most_names: shared names that count. By taste.
        most_reckoned: words of reckoning ("puts at") that count. By taste.
        denied_reach: words after a denial or negation that it denies. By taste.
        strong_force: what each stance of denial adds to how much a sentence is an answer; "but" adds 1. By taste.
        back_force: what pointing back ("that claim") adds to it. By taste.
    """

    similarity_steps: tuple[float, ...] = (0.05, 0.1, 0.15, 0.2, 0.28, 0.4)
    framed: float = 0.2
    shared_steps: tuple[float, ...] = (0.1, 0.2, 0.35)
    near_sentences: int = 3
    close_figures: float = 1.6
    distant_figures: float = 6
    most_shared_words: int = 5
    most_stances: int = 3
    most_denied: int = 3
    denied_parts: int = 3
    most_denied_before: int = 2
    most_names: int = 2
    most_reckoned: int = 2
    denied_reach: int = 9
    strong_force: int = 2
    back_force: int = 2


@dataclass(frozen=True, slots=True)
class DisputeTuning:
    """Which pairs of sentences are weighed, and which of them become disagreements.

    Attributes:
        denial: log odds in hundredths from which a denial of what another says is a disagreement. Measured: on stories
            left out three in four are; look at it again after learning, as at the next two.
        figures: the same for two figures for one thing. Measured likewise.
        accounts: the same for two voices that tell one thing otherwise. Measured likewise.
        repeated: words that a denial elsewhere must repeat of what it denies. By taste.
        most: disagreements of a story. By taste.
        always_weighed: sentences of one article that are always weighed lie at most this many apart. By taste. Learnt
            table.
        weighed: similarity from which all others are weighed. By taste. Learnt table.
        likest: most similar sentences of each sentence that count as nearest to it. By taste. Learnt table.
        one_side: similarity from which two sentences may state one side. By taste.
        certain: similarity from which two sentences of different outlets contradict by what differs in them, whatever
            their odds. By taste.
        certain_framed: the same for two sentences of one frame ("the cause was ..."). By taste.
        most_names: names that say what a disagreement is about. By taste.
        most_topic_words: other words that say so. By taste.
    """

    denial: int = -190
    figures: int = -120
    accounts: int = -120
    repeated: int = 3
    most: int = 3
    always_weighed: int = 3
    weighed: float = 0.08
    likest: int = 3
    one_side: float = 0.12
    certain: float = 0.45
    certain_framed: float = 0.3
    most_names: int = 2
    most_topic_words: int = 4


@dataclass(frozen=True, slots=True)
class FigureTuning:
    """Which range a figure admits, and which words say what it counts. Learnt table: all fields.

    Attributes:
        about: share of a figure after "about", 0 to 1, by which it may be off. By taste.
        beyond: times a figure that "more than" may mean: "more than 100" may be 145 and is hardly 200. By taste.
        share_slack: percentage points by which "half" or "one in three" may be off. By taste.
        word_slack: share of the scale, 0 to 1, by which "two million" may be off. By taste.
        digit_slack: share of the last digit that is not 0, from 0 to 1, by which a round number may be off. By taste.
        first_year: a number from this one to `last_year` is a year. By taste.
        last_year: see `first_year`. By taste.
        near_words: words on each side of a figure that say what happens to those it counts. By taste.
        context_before: words before a figure that two figures must share to be of one thing. By taste.
        context_after: the same, after it. By taste.
        unit_words: words after a figure of which the last before a link word is its unit. By taste.
        characters: on each side of a figure that are read at all; a sentence has half as many. By taste.
    """

    about: float = 0.12
    beyond: float = 1.45
    share_slack: float = 4.0
    word_slack: float = 0.4
    digit_slack: float = 0.45
    first_year: int = 1500
    last_year: int = 2100
    near_words: int = 7
    context_before: int = 14
    context_after: int = 7
    unit_words: int = 4
    characters: int = 600


@dataclass(frozen=True, slots=True)
class DevelopmentTuning:
    """When figures of different articles count one thing, so that the newer one overtakes the older.

    Attributes:
        shared: words around two figures of one unit that they must share to be of one thing. By taste.
        shared_group: the same where both count the dead, the hurt or another group. By taste.
        most_apart: times that one figure may be the other; more is another count. By taste.
        most_figures: figures of one kind in a sentence, above which none of them is taken. By taste.
    """

    shared: int = 4
    shared_group: int = 1
    most_apart: float = 12
    most_figures: int = 1


@dataclass(frozen=True, slots=True)
class LinkingTuning:
    """All thresholds of linking, by part."""

    similarity: SimilarityTuning = SimilarityTuning()
    claims: ClaimTuning = ClaimTuning()
    predicates: PredicateTuning = PredicateTuning()
    sameness: SamenessTuning = SamenessTuning()
    independence: IndependenceTuning = IndependenceTuning()
    salience: SalienceTuning = SalienceTuning()
    redundancy: RedundancyTuning = RedundancyTuning()
    people: PeopleTuning = PeopleTuning()
    exchanges: ExchangeTuning = ExchangeTuning()
    signals: SignalTuning = SignalTuning()
    disputes: DisputeTuning = DisputeTuning()
    figures: FigureTuning = FigureTuning()
    developments: DevelopmentTuning = DevelopmentTuning()


TUNING = LinkingTuning()
