"""Marking: divides one article into furniture and sentences, and says who speaks and which page each serves.

A pure function of the article and the story's settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from explainery.answers.labels import NO_LABELS, Labels
from explainery.config import StorySettings
from explainery.errors import SourceError
from explainery.lexicon.reporting_verbs import VERBS
from explainery.marking.entities import entities_in
from explainery.marking.facets.classify import classified
from explainery.marking.facets.features import MaskedSentence, masked_words
from explainery.marking.facets.surroundings import ArticleContext, SentenceSpan
from explainery.marking.furniture import furniture, sentence_reason
from explainery.marking.offsets import overlapping
from explainery.marking.quotes.attribution import SpeakerFinder
from explainery.marking.quotes.interviews import answers_in
from explainery.marking.quotes.spans import quotes_in
from explainery.marking.relabelling import readings_of, relabelled, relabelled_reasons, released, weighed_reasons
from explainery.marking.segmentation.lines import Line, lines_of
from explainery.marking.segmentation.sentences import sentence_spans
from explainery.marking.temporal import dates_in
from explainery.marking.tuning import TUNING
from explainery.model import Article, Dropped, MarkedArticle, Name, Quote, Rights, Sentence
from explainery.patterns import regex
from explainery.text import count_words, folded

_OF_SAME = regex(r"(?:He|She|They|His|Her|Their)\b")


def mark(article: Article, settings: StorySettings, labels: Labels = NO_LABELS) -> MarkedArticle:
    """Marks an article's furniture, sentences, quotations, dates and names.

    Args:
        article: the article.
        settings: the story's settings.
        labels: what is recorded about sentences; it stands where the rules say otherwise.

    Returns:
        The marked article. All offsets count characters of the article's own text.

    Raises:
        SourceError: if nothing but furniture is left.
    """
    lines = lines_of(article.text)
    dropped = furniture(article, lines, settings.keep, settings.drop)
    starts = released(article, lines, dropped, labels)
    back = {d.start: d.why for d in dropped if d.start in starts}
    dropped = tuple(d for d in dropped if d.start not in back)
    dropped_starts = {d.start for d in dropped}
    body = [line for line in lines if line.start not in dropped_starts]
    names = _names(_without(article.text, dropped), settings)
    quotes = _quotes(article, body, names)
    finder = SpeakerFinder.of(article.text, [(q.start, q.end) for q in quotes], names)
    dates = dates_in(article.text, article.day)
    spans, stray = _sentence_spans(article, body, back, labels)
    if not spans and article.rights is Rights.DIGEST:
        raise SourceError(
            "this digest has no sentence yet",
            file=article.file,
            line=article.first_line,
            hint="Write what the article says in words of your own, above the comment of each passage",
        )
    if not spans:
        raise SourceError(
            "nothing in this file reads as an article: every line is a caption, a credit, a link or a heading",
            file=article.file,
            line=article.first_line,
            hint="Quote the lines to keep under `keep:` in story.yml, or remove the file",
        )
    sentences = tuple(_sentences(ArticleContext(article, spans, finder, quotes, dates), labels))
    return relabelled(MarkedArticle(article, sentences, (*dropped, *stray), quotes, dates, names), labels)


def _quotes(article: Article, body: Sequence[Line], names: Sequence[Name]) -> tuple[Quote, ...]:
    """The quotations between marks, and the answers of an interview."""
    marked = quotes_in(article.text, body, names)
    return tuple(sorted((*marked, *answers_in(body, names)), key=lambda q: q.start))


def _without(text: str, dropped: Sequence[Dropped]) -> str:
    """Replaces furniture by blanks, so that offsets stay: a photographer is not a person of the story."""
    pieces, last = [], 0
    for drop in sorted(dropped, key=lambda d: d.start):
        pieces += [text[last : drop.start], " " * (drop.end - max(last, drop.start))]
        last = max(last, drop.end)
    return "".join([*pieces, text[last:]])


def _names(text: str, settings: StorySettings) -> tuple[Name, ...]:
    return entities_in(text, settings.parties)


def _sentence_spans(
    article: Article, body: Sequence[Line], back: Mapping[int, str], labels: Labels
) -> tuple[list[SentenceSpan], list[Dropped]]:
    """The sentences of the body lines, and those pieces that are furniture or too long to be a sentence.

    `back`: why a line, by its start, was dropped before a label brought it back.
    """
    rows = [
        (SentenceSpan(line.start + start, line.start + end, line.block), back.get(line.start, ""))
        for line in body
        for start, end in sentence_spans(line.text)
    ]
    spans = [span for span, _ in rows]
    reasons = {} if article.rights is Rights.DIGEST else dict(_furniture_among(article.text, spans))
    reasons = relabelled_reasons(article, spans, reasons, dict(rows), labels)
    reasons |= {s: "longer than any sentence" for s in spans if s.end - s.start > TUNING.longest_sentence}
    return [s for s in spans if s not in reasons], [Dropped(s.start, s.end, why) for s, why in reasons.items()]


def _furniture_among(text: str, spans: Sequence[SentenceSpan]) -> Iterator[tuple[SentenceSpan, str]]:
    """The sentences that are furniture; what a reporter's biography goes on with ("She began in 1981") is, too."""
    previous: SentenceSpan | None = None
    why: str | None = None
    for span in spans:
        words = text[span.start : span.end]
        same = previous is not None and previous.paragraph == span.paragraph
        goes_on = same and why == "imprint" and _OF_SAME.match(words)
        why = sentence_reason(words) or ("imprint" if goes_on else None)
        if why:
            yield span, why
        previous = span


def _sentences(context: ArticleContext, labels: Labels) -> Iterator[Sentence]:
    """The article's sentences, each with its facets, and who speaks in it."""
    speakers, voices = speakers_and_voices(context)
    readings = readings_of(context.article, context.spans, labels)
    chosen = classified(masked_sentences(context, speakers, voices), readings=readings)
    rows = zip(context.spans, chosen, speakers, voices, readings, strict=True)
    for number, ((start, end, block), choice, speaker, voice, reading) in enumerate(rows, 1):
        article = context.article.id
        yield Sentence(
            article,
            number,
            start,
            end,
            block,
            choice.facets,
            choice.confidence,
            speaker,
            voice,
            weighed_reasons(choice.reasons, reading if choice.facets else None),
            choice.chances,
        )


_Voices = list[str | None]


def speakers_and_voices(context: ArticleContext) -> tuple[_Voices, _Voices]:
    """For each sentence, the person whose words it quotes, and the person who says it, quoted or not."""
    speakers = [_speaker(context, span) for span in context.spans]
    voices = [speaker or _voice(context, span) for speaker, span in zip(speakers, context.spans, strict=True)]
    return speakers, voices


def masked_sentences(
    context: ArticleContext, speakers: Sequence[str | None], voices: Sequence[str | None]
) -> list[MaskedSentence]:
    """The article's sentences as the choice of facets needs them.

    Args:
        context: the article.
        speakers: whose words each sentence quotes.
        voices: who says each sentence.
    """
    article, names = context.article, context.finder.names
    return [
        MaskedSentence(masked_words(article.text, span.start, _content_end(article, span), names), surroundings)
        for span, surroundings in zip(context.spans, context.surroundings(speakers, voices), strict=True)
    ]


def _content_end(article: Article, span: SentenceSpan) -> int:
    """The end of a sentence without "..., Paper A reported", which only says where it was published."""
    words = article.text[span.start : span.end]
    tail = article.publisher in words and re.search(rf",? {re.escape(article.publisher)} (?:{VERBS})\W*$", words)
    return span.start + tail.start() if tail else span.end


def _voice(context: ArticleContext, span: SentenceSpan) -> str | None:
    """Who says a sentence, or None if it is the article's own publisher."""
    voice = context.finder.voice(span.start, span.end)
    return None if voice and folded(voice) in folded(context.article.publisher) else voice


def _speaker(context: ArticleContext, span: SentenceSpan) -> str | None:
    """The speaker of the first quotation in a sentence that is more than a term in quotation marks."""
    text, least = context.article.text, TUNING.quoted_words
    quotes = overlapping(context.quotes, span.start, span.end)
    return next((q.speaker for q in quotes if q.speaker and count_words(text[q.start : q.end]) >= least), None)


def is_ours(article: Article) -> bool:
    """Whether a page may print the article's words as its own prose."""
    return article.rights in {Rights.OPEN, Rights.DIGEST}
