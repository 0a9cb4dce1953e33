"""Direct quotations: where they are, who says them, and which outlet reported them.

Curly and straight marks are paired inside a paragraph. `attribution.py` finds the speaker. A quotation without a tag
takes the speaker of the one before it in its paragraph, or of the one after it; a paragraph that is a quotation
without a tag goes on with the speaker of the quotation before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explainery.lexicon.agencies import MEDIA
from explainery.marking.quotes.attribution import SpeakerFinder
from explainery.marking.quotes.pronouns import Spoken
from explainery.marking.quotes.subjects import TELL, Attribution
from explainery.marking.segmentation.lines import Line
from explainery.marking.tuning import TUNING
from explainery.model import Name, Quote
from explainery.patterns import regex

# A closing mark at the start of a paragraph is an opening mark set the wrong way round.
_PAIR = regex(r"(?:“|^”)([^“”]*)(?:”|$)|\"([^\"]*)(?:\"|$)")
# Single marks, as British papers set them; an apostrophe inside a word does not count.
_SINGLE_PAIR = regex(r"(?<!\w)‘((?:[^‘’\n]|(?<=\w)’(?=\w))*)’(?!\w)|(?<![\w'])'((?:[^'\n]|(?<=\w)'(?=\w))*)'(?!\w)")
_VIA = regex(
    rf"\b(?:told|tells|to|with|by|citing)\s+(?:the\s+)?(?P<told>{MEDIA})\b"
    rf"|\b(?:according to|quoted by)\s+(?:[Tt]he\s+)?(?P<quoting>{MEDIA})\b"
    rf"|(?:^|[,.:;]\s*)\s*(?:[Tt]he\s+)?(?P<reporting>{MEDIA})\s+(?:(?:has|had|also|first)\s+)?(?:reported|reports|quoted|said)\b"
)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    line: int


def quotes_in(text: str, lines: Sequence[Line], names: Sequence[Name]) -> tuple[Quote, ...]:
    """Finds every direct quotation in the body lines, with its speaker if the text gives one.

    Args:
        text: the article's text.
        lines: its lines without furniture.
        names: its names.

    Returns:
        The quotations in order, without their marks. Terms in quotation marks are left out.
    """
    spans = list(_spans(lines))
    finder = SpeakerFinder.of(text, [(s.start, s.end) for s in spans], names)
    out: list[Quote] = []
    by_line: dict[int, list[Quote]] = {}
    spoken: list[Spoken] = []
    for span in spans:
        line = lines[span.line]
        quote, said = _attributed(span, lines, finder, spoken)
        last = by_line[span.line][-1] if by_line.get(span.line) else _running_on(span, line, finder, out)
        if quote.speaker is None and last:
            quote = replace(quote, speaker=last.speaker, role=last.role, via=quote.via or last.via)
        elif said:
            spoken.append(said)
        if quote.speaker is None and _is_scare(text[span.start : span.end]):
            continue
        by_line.setdefault(span.line, []).append(quote)
        out.append(quote)
    return tuple(_backfilled(out, by_line))


def _attributed(
    span: _Span, lines: Sequence[Line], finder: SpeakerFinder, spoken: Sequence[Spoken]
) -> tuple[Quote, Spoken | None]:
    """The quotation with the speaker that its own paragraph or the line above gives, and how it names the speaker."""
    line = lines[span.line]
    first, last = finder.around(span.start, span.end, line)
    after = finder.outside[span.end + 1 : min(last, span.end + 1 + TUNING.via_reach)].split("\0")[0]
    before = finder.outside[first : span.start].split("\0")[-1]
    via = next((m[m.lastgroup or 0] for m in (_VIA.search(after), _VIA.search(before)) if m), None)
    speaker = finder.speaker(span.start, span.end, (first, last), spoken)
    if speaker is None and _is_alone(span, line, finder):
        speaker = _introduced(span, lines, finder, spoken)
    quote = Quote(span.start, span.end, via=via)
    if speaker is None:
        return quote, None
    return replace(quote, speaker=speaker.who, role=speaker.role), Spoken(speaker.at, speaker.who, speaker.pronoun)


def _introduced(
    span: _Span, lines: Sequence[Line], finder: SpeakerFinder, spoken: Sequence[Spoken]
) -> Attribution | None:
    """The speaker whom the line above names, if it ends with a colon."""
    above = lines[span.line - 1] if span.line else None
    is_lead = above is not None and above.text.rstrip().endswith(":")
    return finder.introduced((above.start, above.end), spoken) if above and is_lead else None


def _spans(lines: Sequence[Line]) -> Iterator[_Span]:
    for i, line in enumerate(lines):
        pairs = list(_PAIR.finditer(line.text))
        starts = [p.start() for p in pairs]
        single = [
            m
            for m in _SINGLE_PAIR.finditer(line.text)
            if not (at := bisect_left(starts, m.start())) or pairs[at - 1].end() <= m.start()
        ]
        for pair in sorted(
            [*pairs, *(m for m in single if len((m[1] or m[2] or "").split()) > TUNING.single_mark_words)],
            key=re.Match.start,
        ):
            group = 1 if pair[1] is not None else 2
            if pair[group].strip():
                yield _Span(line.start + pair.start(group), line.start + pair.end(group), i)


def _running_on(span: _Span, line: Line, finder: SpeakerFinder, out: Sequence[Quote]) -> Quote | None:
    """The quotation before, if this one begins a paragraph that names no speaker."""
    return out[-1] if out and _is_alone(span, line, finder) else None


def _is_alone(span: _Span, line: Line, finder: SpeakerFinder) -> bool:
    """Whether a quotation begins a paragraph, and no verb of reporting follows in it."""
    begins = not line.text[: span.start - line.start].strip("“\"‘' ")
    return begins and not TELL.search(finder.outside, span.end, line.end)


def _is_scare(words: str) -> bool:
    """Whether the marks are around a term, not around a speaker's words."""
    return len(words.split()) <= TUNING.scare_words


def _backfilled(quotes: list[Quote], by_line: dict[int, list[Quote]]) -> Iterator[Quote]:
    """Gives quotations without a speaker that of the first one in the same paragraph that has one."""
    owner = {id(q): line for line, group in by_line.items() for q in group}
    for quote in quotes:
        if quote.speaker is None:
            later = next((q for q in by_line[owner[id(quote)]] if q.speaker), None)
            yield replace(quote, speaker=later.speaker, role=later.role) if later else quote
        else:
            yield quote
