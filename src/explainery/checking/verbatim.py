"""EXP102: a quotation's words stand in a cited passage; else where they stand, or what they should be."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from explainery.checking.evidence import Evidence, holds, quotations, where
from explainery.checking.rendered import RenderedPage, Unit
from explainery.model import Passage
from explainery.text import folded, plain

_LEAST_WORDS = 2  # one word in marks is a term
_LIKE = 0.6
_SAME_LENGTH = 0.1


def check(page: RenderedPage, evidence: Evidence) -> Iterator[tuple[int, str, str]]:
    """(line, code, what) for each quotation that no passage cited beside it has."""
    for unit in (*page.units, *page.definitions.values()):
        if unit.heading or not unit.keys:
            continue
        cited = evidence.cited(unit.keys)
        own = [page.definitions[k].text for k in unit.keys if k in page.definitions and k not in evidence.by_key]
        for words in quotations(_without_titles(unit, cited)):
            if len(words.split()) < _LEAST_WORDS or _stands(words, cited) or any(holds(folded(t), words) for t in own):
                continue
            if cited:
                yield unit.line, "EXP102", _explained(words, cited, evidence)
            elif own and unit not in page.definitions.values():
                yield unit.line, "EXP102", f"“{words}” is not in the definition of the citation beside it"


def _without_titles(unit: Unit, cited: Sequence[Passage]) -> str:
    """A definition without the title of its article, which may have quotation marks of its own."""
    text = unit.text
    for passage in cited:
        text = text.replace(f", {plain(passage.article.title)}, ", ", ", 1)
    return text


def _stands(words: str, cited: Sequence[Passage]) -> bool:
    return any(holds(folded(p.words), words) for p in cited) or holds(folded(" ".join(p.words for p in cited)), words)


def _explained(words: str, cited: Sequence[Passage], evidence: Evidence) -> str:
    """Misattributed (and where it stands), altered (and what it should be), or invented."""
    quote = f"“{words}”"
    here = {p.article.id for p in cited}
    elsewhere = evidence.standing(words)
    if elsewhere:
        same = [p for p in elsewhere if p.article.id in here]
        place = where((same or elsewhere)[0])
        kind = "another sentence of" if same else "another article,"
        return f"{quote} is not in the passage cited; it stands in {kind} {place}"
    articles = evidence.articles_with(words)
    if articles:
        return f"{quote} is not in the passage cited; it stands, over several sentences, in {articles[0].label}"
    passage, should = _nearest(words, cited)
    if should:
        return (
            f"{quote} is not what the source says; {where(passage)} has “{should}”: in full, “{plain(passage.words)}”"
        )
    return f"{quote} stands in no source of this story: it is invented, or its source is missing"


def _nearest(words: str, cited: Sequence[Passage]) -> tuple[Passage, str]:
    """The stretch of a cited passage that is most like the quotation; "" where none is like it."""
    best: tuple[float, Passage, str] = (0.0, cited[0], "")
    count = len(words.split())
    for passage in cited:
        rows = plain(passage.words).split()
        for size in {count - 1, count, count + 1}:
            for i in range(max(1, len(rows) - size + 1)):
                piece = " ".join(rows[i : i + size])
                ratio = difflib.SequenceMatcher(None, folded(piece), folded(words), autojunk=False).ratio()
                ratio += _SAME_LENGTH * (size == count)  # a word is more often changed than lost
                if size > 0 and ratio > best[0]:
                    best = (ratio, passage, piece)
    return (best[1], best[2].strip('“”"‘’,;')) if best[0] >= _LIKE else (best[1], "")


def check_sources(page: RenderedPage, evidence: Evidence) -> Iterator[tuple[int, str, str]]:
    """(line, code, what) for each passage that the sources page quotes and no source has."""
    for unit in page.units:
        found = quotations(unit.text) if unit.text.startswith("“") else []
        if found and not evidence.standing(found[0]) and not evidence.articles_with(found[0]):
            yield unit.line, "EXP102", f"“{found[0]}” stands in no source of this story"
