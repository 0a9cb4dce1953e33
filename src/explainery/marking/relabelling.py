"""Recorded labels in the place of what the rules say of one article: furniture or body, pages, speakers.

Which sentences there are is for the splitter to say, and where a quotation is for its marks: a label chooses among them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from explainery.answers.encoded import Encoded, Reading
from explainery.answers.labels import NO_LABELS, Labels, SentenceLabel
from explainery.answers.questions import Question
from explainery.answers.tasks.labels import Candidate, questions
from explainery.citation_keys import sentence_code
from explainery.marking.facets.surroundings import SentenceSpan
from explainery.marking.furniture import is_quoted
from explainery.marking.segmentation.lines import Line, lines_of
from explainery.marking.segmentation.sentences import sentence_spans
from explainery.marking.tuning import TUNING
from explainery.model import FACETS, Article, Dropped, MarkedArticle, Quote, Rights, Sentence
from explainery.text import one_line, unmarked

LABELLED = "labelled by "  # opens the reason of a sentence's page
FURNITURE = "labelled as furniture by "  # opens the reason why a sentence is none of the body's


def candidates(article: Article, lines: Sequence[Line]) -> Iterator[tuple[SentenceSpan, str]]:
    """Every piece of an article that may be a sentence of its body, with its words on one line."""
    for line in lines:
        for start, end in sentence_spans(line.text):
            span = SentenceSpan(line.start + start, line.start + end, line.block)
            yield span, _words(article, span)


def _words(article: Article, span: SentenceSpan) -> str:
    text = article.text[span.start : span.end]
    return one_line(unmarked(text) if article.file.endswith(".md") else text)


def questions_about(marked: MarkedArticle) -> tuple[Question, ...]:
    """What may be asked about the sentences of an article, as it is marked without labels.

    A digest has no furniture, so only its sentences are asked about.
    """
    article = marked.article
    rows = [marked.words_of(s) for s in marked.sentences]
    if article.rights is not Rights.DIGEST:
        rows = [words for _, words in candidates(article, lines_of(article.text))]
    once = {sentence_code(words): words for words in rows if words}
    return tuple(questions(article, [Candidate(c, w) for c, w in once.items()], speakers(marked)))


def believed(
    marked: MarkedArticle, labels: Mapping[str, SentenceLabel], keep: Sequence[str] = ()
) -> dict[str, SentenceLabel]:
    """A model's labels of an article, without those that no rule may give way to.

    A model that calls most of an article furniture has not read it. Its word on this is left out, and so is all else
    that it says of these sentences. A line that `keep:` in story.yml quotes stays in any case.

    Args:
        marked: the article as the rules mark it.
        labels: what the model says, by the code of a sentence.
        keep: quotations of lines that a person keeps.
    """
    kept = [line for line in lines_of(marked.article.text) if is_quoted(line.text, keep)] if keep else []
    doubted = {sentence_code(words) for _, words in candidates(marked.article, kept)}
    if doubts(marked, labels):
        doubted |= {sentence_code(marked.words_of(s)) for s in marked.sentences}
    return {code: label for code, label in labels.items() if label.body is not False or code not in doubted}


def doubts(marked: MarkedArticle, labels: Mapping[str, SentenceLabel]) -> int:
    """How many sentences of an article a model calls furniture, if these are too many to be believed; else 0."""
    found = [labels.get(sentence_code(marked.words_of(s))) for s in marked.sentences]
    called = sum(label is not None and label.body is False for label in found)
    return called if called > TUNING.most_called_furniture * len(found) else 0


def labels_of(article: Article, labels: Labels) -> Labels:
    """What is recorded about an article's sentences, by itself: what is recorded about others changes nothing in it."""
    if not labels.sentences and not labels.encoded.sentences:
        return NO_LABELS
    codes = dict.fromkeys(sentence_code(words) for _, words in candidates(article, lines_of(article.text)))
    sentences = {code: labels.sentences[code] for code in codes if code in labels.sentences}
    encoded = {code: labels.encoded.sentences[code] for code in codes if code in labels.encoded.sentences}
    return Labels(sentences=sentences, encoded=Encoded(encoded))


def released(article: Article, lines: Sequence[Line], dropped: Sequence[Dropped], labels: Labels) -> frozenset[int]:
    """Where the dropped lines begin that have a sentence which is labelled as body."""
    starts = {d.start for d in dropped} if labels.sentences else set()
    return frozenset(
        line.start
        for line in lines
        if line.start in starts and any(_body(article, span, labels) for span, _ in candidates(article, [line]))
    )


def relabelled_reasons(
    article: Article,
    spans: Sequence[SentenceSpan],
    reasons: Mapping[SentenceSpan, str],
    why: Mapping[SentenceSpan, str],
    labels: Labels,
) -> dict[SentenceSpan, str]:
    """Why each sentence that is none of the body's is left out, by the rules and the labels.

    Args:
        article: the article.
        spans: its sentences.
        reasons: why the rules leave some of them out.
        why: why the lines of others were dropped, before a label brought them back.
        labels: what is recorded.
    """
    out = {}
    for span in spans if labels.sentences else ():
        label = labels.sentences.get(sentence_code(_words(article, span)), SentenceLabel())
        reason = f"{FURNITURE}{label.by}" if label.body is False else ""
        if label.body is None:
            reason = reasons.get(span, why.get(span, ""))
        if reason:
            out[span] = reason
    return out if labels.sentences else dict(reasons)


def _body(article: Article, span: SentenceSpan, labels: Labels) -> bool | None:
    label = labels.sentences.get(sentence_code(_words(article, span)))
    return label.body if label else None


def readings_of(article: Article, spans: Sequence[SentenceSpan], labels: Labels) -> list[Reading | None]:
    """What the encoder says of each sentence of an article; None where it said nothing."""
    known = labels.encoded.sentences
    return [known.get(sentence_code(_words(article, span))) if known else None for span in spans]


def weighed_reasons(reasons: tuple[str, ...], reading: Reading | None) -> tuple[str, ...]:
    """Why a sentence is on its page: who else was heard, then the signals."""
    return (f"{LABELLED}{reading.by}", *reasons) if reading else reasons


def relabelled(marked: MarkedArticle, labels: Labels) -> MarkedArticle:
    """An article with the pages and speakers that its sentences are labelled with."""
    if not labels.sentences:
        return marked
    found = {s.number: label for s in marked.sentences if (label := _of(marked, s, labels))}
    known = speakers(marked)
    sentences = tuple(_with_label(s, found.get(s.number), known) for s in marked.sentences)
    spoken = [(s.start, s.end, s.voice) for s in sentences if s.number in found and s.voice]
    return replace(marked, sentences=sentences, quotes=tuple(_said_by(q, spoken) for q in marked.quotes))


def speakers(marked: MarkedArticle) -> tuple[str, ...]:
    """Everybody who may speak in an article: its people, and whomever the rules found speaking."""
    people = [n.actor for n in marked.names if n.kind == "person"]
    found = [*(q.speaker for q in marked.quotes), *(s.voice for s in marked.sentences)]
    return tuple(dict.fromkeys([*people, *(who for who in found if who)]))


def _of(marked: MarkedArticle, sentence: Sentence, labels: Labels) -> SentenceLabel | None:
    return labels.sentences.get(sentence_code(marked.words_of(sentence)))


def _with_label(sentence: Sentence, label: SentenceLabel | None, known: Container[str]) -> Sentence:
    """The sentence with its label; a speaker whom the article does not know is none."""
    if label is None:
        return sentence
    if label.facets is not None:
        chances = label.chances or tuple(float(f == next(iter(label.facets), None)) for f in FACETS)
        sentence = replace(
            sentence, facets=label.facets, confidence=max(chances), chances=chances, reasons=(f"{LABELLED}{label.by}",)
        )
    if label.speaker is not None and (label.speaker in known or not label.speaker):
        speaker = label.speaker or None
        sentence = replace(sentence, voice=speaker, speaker=speaker if sentence.speaker is not None else None)
    return sentence


def _said_by(quote: Quote, spoken: Sequence[tuple[int, int, str]]) -> Quote:
    """A quotation with the speaker of the sentence that it begins in; a role belongs to the speaker it was read with."""
    speaker = next((who for start, end, who in spoken if start <= quote.start < end), None)
    return quote if speaker in {None, quote.speaker} else replace(quote, speaker=speaker, role=None)
