"""Direct quotations: where they stand, who says them and by whom they are reported.

Curly and straight marks are paired inside a paragraph; a quotation that a paragraph leaves open runs on into
the next. Who speaks is found in `attribution.py`; a quotation without any attribution in its paragraph keeps the
speaker of the one before it there, or takes that of the one after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explainery.lexicon.agencies import MEDIA
from explainery.marking.quotes.attribution import TELL, Around
from explainery.marking.segmentation.lines import Line
from explainery.model import Name, Quote

# A closing mark where a paragraph begins is an opening one that was set the wrong way round.
_PAIR = re.compile(r"(?:“|^”)([^“”]*)(?:”|$)|\"([^\"]*)(?:\"|$)")
# Single marks, as British papers set them; an apostrophe inside a word is none.
_SINGLE_PAIR = re.compile(
    r"(?<!\w)‘((?:[^‘’\n]|(?<=\w)’(?=\w))*)’(?!\w)|(?<![\w'])'((?:[^'\n]|(?<=\w)'(?=\w))*)'(?!\w)"
)
_VIA = re.compile(
    rf"(?:\b(?:told|tells|to|with|by|citing)\s+(?:the\s+)?(?P<a>{MEDIA})\b)|(?:,\s*(?P<b>{MEDIA})\s+(?:reported|said|reports))"
)
_SCARE_WORDS, _TAG_REACH = 4, 220


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    line: int


def quotes_in(text: str, lines: Sequence[Line], names: Sequence[Name]) -> tuple[Quote, ...]:
    """Every direct quotation in the body lines, with its speaker where the text gives one."""
    spans = list(_spans(lines))
    around = Around.of(text, [(s.start, s.end) for s in spans], names)
    out: list[Quote] = []
    by_line: dict[int, list[Quote]] = {}
    spoken: list[tuple[int, str]] = []
    for span in spans:
        line = lines[span.line]
        quote, named_at = _attributed(span, line, around, spoken)
        last = by_line[span.line][-1] if by_line.get(span.line) else _running_on(span, line, around, out)
        if quote.speaker is None and last:
            quote = replace(quote, speaker=last.speaker, role=last.role, via=quote.via or last.via)
        elif quote.speaker:
            spoken.append((named_at, quote.speaker))
        if quote.speaker is None and _is_scare(text[span.start : span.end]):
            continue
        by_line.setdefault(span.line, []).append(quote)
        out.append(quote)
    return tuple(_backfilled(out, by_line))


def _attributed(span: _Span, line: Line, around: Around, spoken: Sequence[tuple[int, str]]) -> tuple[Quote, int]:
    """The quotation with the speaker that its own paragraph gives, and where that one is named."""
    here = around.outside[line.start : line.end]
    after = here[span.end + 1 - line.start :][:_TAG_REACH].split("\0")[0]
    before = here[: span.start - line.start].split("\0")[-1]
    via = next((m["a"] or m["b"] for m in (_VIA.search(after), _VIA.search(before)) if m), None)
    speaker = around.speaker(span.start, span.end, (line.start, line.end), spoken)
    quote = Quote(span.start, span.end, via=via)
    return (replace(quote, speaker=speaker.who, role=speaker.role), speaker.at) if speaker else (quote, span.start)


def _spans(lines: Sequence[Line]) -> Iterator[_Span]:
    for i, line in enumerate(lines):
        pairs = list(_PAIR.finditer(line.text))
        single = [
            m for m in _SINGLE_PAIR.finditer(line.text) if not any(p.start() < m.start() < p.end() for p in pairs)
        ]
        for pair in sorted(
            [*pairs, *(m for m in single if len((m[1] or m[2] or "").split()) > _SCARE_WORDS // 2)],
            key=re.Match.start,
        ):
            group = 1 if pair[1] is not None else 2
            if pair[group].strip():
                yield _Span(line.start + pair.start(group), line.start + pair.end(group), i)


def _running_on(span: _Span, line: Line, around: Around, out: Sequence[Quote]) -> Quote | None:
    """The quotation before, where this one is a paragraph of its own without any attribution."""
    begins = not around.outside[line.start : span.start].strip("“\"‘' ")
    bare = begins and not TELL.search(around.outside[span.end : line.end])
    return out[-1] if bare and out else None


def _is_scare(words: str) -> bool:
    """Marks around a term rather than around somebody's words."""
    return len(words.split()) <= _SCARE_WORDS


def _backfilled(quotes: list[Quote], by_line: dict[int, list[Quote]]) -> Iterator[Quote]:
    """A quotation before the one that is attributed in the same paragraph has the same speaker."""
    owner = {id(q): line for line, group in by_line.items() for q in group}
    for quote in quotes:
        if quote.speaker is None:
            later = next((q for q in by_line[owner[id(quote)]] if q.speaker), None)
            yield replace(quote, speaker=later.speaker, role=later.role) if later else quote
        else:
            yield quote
