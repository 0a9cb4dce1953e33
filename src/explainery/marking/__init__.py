"""Marking: what stands where in one article. A pure function of the article and the story's settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from explainery.errors import SourceError
from explainery.marking.dates import dates_in
from explainery.marking.facets import Surroundings, facets_of
from explainery.marking.furniture import furniture, loose
from explainery.marking.lines import lines_of
from explainery.marking.names import names_in
from explainery.marking.quotes import quotes_in
from explainery.marking.speakers import Around
from explainery.marking.sentences import split
from explainery.model import Article, DateMention, Dropped, MarkedArticle, Name, Quote, Rights, Sentence
from explainery.settings import StorySettings
from explainery.text import count_words, one_line

__all__ = ["mark"]

_QUOTED_WORDS = 3  # a quotation this long speaks; a shorter one is a term in quotation marks
_DAYS_RECENT = 8


def mark(article: Article, settings: StorySettings) -> MarkedArticle:
    """The article with its furniture, sentences, quotations, dates and names.

    Raises:
        SourceError: where nothing but furniture is left.
    """
    lines = lines_of(article.text)
    dropped = furniture(article, lines, settings.keep, settings.drop)
    out = {d.start for d in dropped}
    body = [line for line in lines if line.start not in out]
    names = names_in(_without(article.text, dropped), settings.parties)
    quotes = quotes_in(article.text, body, names)
    around = Around.of(article.text, [(q.start, q.end) for q in quotes], names)
    dates = dates_in(article.text, article.day)
    pieces = [(line.start + a, line.start + b, line.block) for line in body for a, b in split(line.text)]
    stray = {} if is_ours(article) else {p: why for p in pieces if (why := loose(article.text[p[0] : p[1]]))}
    dropped = (*dropped, *(Dropped(p[0], p[1], why) for p, why in stray.items()))
    spans = [p for p in pieces if p not in stray]
    if not spans:
        raise SourceError(
            "nothing in this file reads as an article: every line is a caption, a credit, a link or a heading",
            file=article.file,
            line=article.first_line,
            hint="Quote the lines to keep under `keep:` in story.yml, or remove the file",
        )
    sentences = tuple(
        _sentence(around, article, number, span, len(spans), (names, quotes, dates))
        for number, span in enumerate(spans, 1)
    )
    return MarkedArticle(article, sentences, dropped, quotes, dates, names)


def _without(text: str, dropped: Sequence[Dropped]) -> str:
    """The text with furniture as blanks: a photographer is nobody in the story. Offsets stay."""
    for drop in dropped:
        text = text[: drop.start] + " " * (drop.end - drop.start) + text[drop.end :]
    return text


_Found = tuple[Sequence[Name], Sequence[Quote], Sequence[DateMention]]


def _sentence(
    around: Around, article: Article, number: int, span: tuple[int, int, int], total: int, found: _Found
) -> Sentence:
    start, end, paragraph = span
    text = one_line(article.text[start:end])
    names, quotes, dates = found
    here = [q for q in quotes if q.start < end and q.end > start]
    spoken = [q for q in here if count_words(article.text[q.start : q.end]) >= _QUOTED_WORDS]
    # "doubled since 2020" tells of now, not of 2020.
    since = {d for d in dates if article.text[max(0, d.start - 6) : d.start].lower() == "since "}
    ages = tuple(_age(d, article.day) for d in dates if start <= d.start < end and d not in since)
    near = Surroundings(
        number=number,
        place=(number - 1) / max(1, total - 1),
        quoted=bool(spoken),
        speaker=any(q.speaker for q in spoken),
        ages=tuple(max(0, years) for years, _ in ages),
        recent=any(recent for _, recent in ages),
    )
    facets, confidence, reasons = facets_of(text, near)
    speaker = next((q.speaker for q in spoken if q.speaker), None)
    voice = speaker or around.voice(start, end)
    return Sentence(f"{article.id}:{number}", start, end, paragraph, facets, confidence, speaker, voice, reasons)


def _age(mention: DateMention, published: str | None) -> tuple[int, bool]:
    """Years between a date and publication, and whether it lies within the week before or after it."""
    if published is None:
        return 0, False
    years = int(published[:4]) - int(mention.value[:4])
    if len(mention.value) < len("2023-09-11"):
        return years, False
    gap = (date.fromisoformat(published) - date.fromisoformat(mention.value)).days
    return years if gap >= 300 else 0, abs(gap) <= _DAYS_RECENT  # noqa: PLR2004 (nearly a year)


def is_ours(article: Article) -> bool:
    """Whether the article's words may stand on a page as prose."""
    return article.rights in {Rights.OPEN, Rights.DIGEST}
