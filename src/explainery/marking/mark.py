"""Marking: what stands where in one article. A pure function of the article and the story's settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.config import StorySettings
from explainery.errors import SourceError
from explainery.lexicon.reporting_verbs import VERBS
from explainery.marking.entities import names_in
from explainery.marking.facets.classify import Seen, placed
from explainery.marking.facets.features import masked_words
from explainery.marking.facets.surroundings import QUOTED_WORDS, Setting
from explainery.marking.furniture import furniture, loose
from explainery.marking.quotes.attribution import Around
from explainery.marking.quotes.spans import quotes_in
from explainery.marking.segmentation.lines import lines_of
from explainery.marking.segmentation.sentences import split
from explainery.marking.spacy_names import with_recognised
from explainery.marking.temporal import dates_in
from explainery.model import Article, Dropped, MarkedArticle, Rights, Sentence
from explainery.text import count_words, folded

_LONGEST = 3_000  # characters; a sentence of four hundred words has fewer


def mark(article: Article, settings: StorySettings) -> MarkedArticle:
    """The article with its furniture, sentences, quotations, dates and names.

    Raises:
        SourceError: where nothing but furniture is left.
    """
    lines = lines_of(article.text)
    dropped = furniture(article, lines, settings.keep, settings.drop)
    out = {d.start for d in dropped}
    body = [line for line in lines if line.start not in out]
    clean = _without(article.text, dropped)
    names = names_in(clean, settings.parties)
    if settings.names == "spacy":
        names = with_recognised(clean, names)
    quotes = quotes_in(article.text, body, names)
    around = Around.of(article.text, [(q.start, q.end) for q in quotes], names)
    dates = dates_in(article.text, article.day)
    pieces = [(line.start + a, line.start + b, line.block) for line in body for a, b in split(line.text)]
    stray = {} if is_ours(article) else {p: why for p in pieces if (why := loose(article.text[p[0] : p[1]]))}
    stray |= {p: "longer than any sentence" for p in pieces if p[1] - p[0] > _LONGEST}
    dropped = (*dropped, *(Dropped(p[0], p[1], why) for p, why in stray.items()))
    spans = [p for p in pieces if p not in stray]
    if not spans:
        raise SourceError(
            "nothing in this file reads as an article: every line is a caption, a credit, a link or a heading",
            file=article.file,
            line=article.first_line,
            hint="Quote the lines to keep under `keep:` in story.yml, or remove the file",
        )
    sentences = tuple(_sentences(Setting(article, spans, around, quotes, dates)))
    return MarkedArticle(article, sentences, dropped, quotes, dates, names)


def _without(text: str, dropped: Sequence[Dropped]) -> str:
    """The text with furniture as blanks: a photographer is nobody in the story. Offsets stay."""
    pieces, last = [], 0
    for drop in sorted(dropped, key=lambda d: d.start):
        pieces += [text[last : drop.start], " " * (drop.end - max(last, drop.start))]
        last = max(last, drop.end)
    return "".join([*pieces, text[last:]])


def _sentences(setting: Setting) -> Iterator[Sentence]:
    """The article's sentences, each with its facets, and who speaks in it."""
    seen, speakers, voices = seen_in(setting)
    rows = zip(setting.spans, placed(seen), speakers, voices, strict=True)
    for number, ((start, end, block), place, speaker, voice) in enumerate(rows, 1):
        name = f"{setting.article.id}:{number}"
        yield Sentence(name, start, end, block, place.facets, place.confidence, speaker, voice, place.reasons)


_Voices = list[str | None]


def seen_in(setting: Setting) -> tuple[list[Seen], _Voices, _Voices]:
    """An article's sentences as their facets are judged, whose words each quotes, and who says each at all."""
    article, around = setting.article, setting.around
    speakers = [_speaker(setting, start, end) for start, end, _ in setting.spans]
    voices = [s or _voice(setting, a, b) for s, (a, b, _) in zip(speakers, setting.spans, strict=True)]
    near = setting.all(speakers, voices)
    seen = [
        Seen(masked_words(article.text, start, _told_until(article, start, end), around.names), surroundings)
        for (start, end, _), surroundings in zip(setting.spans, near, strict=True)
    ]
    return seen, speakers, voices


def _told_until(article: Article, start: int, end: int) -> int:
    """Where what a sentence tells ends: before "..., Paper A reported", which says only where it stood."""
    tail = re.search(rf",? {re.escape(article.publisher)} (?:{VERBS})\W*$", article.text[start:end])
    return start + tail.start() if tail else end


def _voice(setting: Setting, start: int, end: int) -> str | None:
    """Who says a sentence; nobody where that is the article's own publisher."""
    voice = setting.around.voice(start, end)
    return None if voice and folded(voice) in folded(setting.article.publisher) else voice


def _speaker(setting: Setting, start: int, end: int) -> str | None:
    """Whose words the first quotation in a sentence is that is long enough to speak."""
    here = (q for q in setting.quotes if q.start < end and q.end > start)
    text = setting.article.text
    return next((q.speaker for q in here if q.speaker and count_words(text[q.start : q.end]) >= QUOTED_WORDS), None)


def is_ours(article: Article) -> bool:
    """Whether the article's words may stand on a page as prose."""
    return article.rights in {Rights.OPEN, Rights.DIGEST}
