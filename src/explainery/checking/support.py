"""EXP103 and EXP104: a statement's names, figures and words occur in its passages; a statement of fact has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explainery.checking.evidence import Evidence, quotations, where
from explainery.checking.rendered import RenderedPage, Unit
from explainery.linking.facts import negated
from explainery.linking.similarity import stems
from explainery.marking.names import names_in
from explainery.model import Name, Passage
from explainery.text import folded, plain, spoken_date

_FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w-])")
_POINTER = re.compile(r"\b(?:paragraph|sentence) \d+\b")  # where a passage stands that is not reproduced
_MISPLACED, _WELL_PLACED = 0.5, 0.85  # shares of a statement's words that its own and another passage have
_LEAST_STEMS = 4
_SPELLED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NOT = re.compile(r"\b(?:not|never|cannot)\b|n't\b")
_NO_COUNT = {"0", "1", "2"}  # "one of them", "the two"
_REVERSED = 0.6  # share of a statement's words that its passages have, from which a "not" turns their meaning round
_LEAST_WORDS = 4


def check(page: RenderedPage, evidence: Evidence) -> Iterator[tuple[int, str, str]]:
    """(line, code, what) for what a statement says and its passages do not."""
    for unit in page.units:
        if unit.heading:
            continue
        if not unit.keys:
            yield from _uncited(unit, evidence)
            continue
        cited = evidence.cited(unit.keys)
        if cited:
            yield from _unsupported(unit, cited, evidence)


def _uncited(unit: Unit, evidence: Evidence) -> Iterator[tuple[int, str, str]]:
    """A line without a mark that names somebody or counts something, outside its links.

    A line that ends in a colon introduces the cited lines after it; one without a full stop goes on in the next.
    """
    text = unit.text
    if re.search(r"[:?]$", text) or (re.search(r"\w$", text) and not unit.linked):
        return  # it introduces, it asks, or its sentence goes on in the next line with the mark
    for piece in filter(None, unit.linked.split("  ")):
        text = text.replace(piece, " ")
    facts = [n.actor for n in names_in(text, evidence.settings.parties)] + _FIGURE.findall(text)
    if facts and len(text.split()) >= _LEAST_WORDS and "[^" not in text:
        _, best = evidence.likest(unit.text)
        hint = f"; {where(best)} comes nearest" if best else ""
        yield unit.line, "EXP104", f"this statement names {facts[0]} and cites nothing{hint}"


def _unsupported(unit: Unit, cited: Sequence[Passage], evidence: Evidence) -> Iterator[tuple[int, str, str]]:
    text = _without_attribution(unit.text, cited)
    mine = set(stems(text))
    own = len(mine & {s for p in cited for s in stems(p.words)}) / len(mine) if mine else 1.0
    share, best = evidence.likest(text)
    if len(mine) >= _LEAST_STEMS and own < _MISPLACED and share >= _WELL_PLACED and best and best not in cited:
        yield (
            unit.line,
            "EXP103",
            (
                f"the words of this statement are not those of {where(cited[0])}, “{cited[0].words}”; "
                f"they stand in {where(best)}"
            ),
        )
        return
    yield from ((unit.line, "EXP103", what) for what in _turned_round(text, cited))
    for missing in (*_missing_names(text, cited, evidence), *_missing_figures(text, cited)):
        yield (
            unit.line,
            "EXP103",
            f"{missing!r} is not in the passage cited, {where(cited[0])}{_elsewhere(missing, evidence)}",
        )


def _turned_round(text: str, cited: Sequence[Passage]) -> Iterator[str]:
    """A "not" that the passages do not have, or one that all of them have and the statement has not.

    "No" and "without" are left to editors: "had made no trip since" is "was the first trip since".
    """
    here, there = _unquoted(text), [_unquoted(p.words) for p in cited]
    mine = set(stems(here))
    shared = mine & {s for p in cited for s in stems(p.words)}
    if len(mine) < _LEAST_STEMS or len(shared) < _REVERSED * len(mine):
        return
    place = f"{where(cited[0])}, “{cited[0].words}”"
    if _NOT.search(folded(here)) and not any(map(negated, there)):
        yield f"this statement says “not” or “never”, and its passage does not: {place}"
    elif all(_NOT.search(folded(t)) for t in there) and not negated(here):
        yield f"this statement leaves out the “not” or “never” of its passage: {place}"


def _unquoted(text: str) -> str:
    """The text without its quotations, which EXP102 holds to the letter."""
    for words in quotations(text):
        text = text.replace(words, " ")
    return text


def _without_attribution(text: str, cited: Sequence[Passage]) -> str:
    """The statement without the publishers' names before a quotation, and without where a passage stands."""
    for passage in cited:
        text = re.sub(rf"(?<!\w){re.escape(plain(passage.article.publisher))}(?=:| has more on this)", " ", text)
    return _POINTER.sub(" ", text)


def _missing_names(text: str, cited: Sequence[Passage], evidence: Evidence) -> list[str]:
    led = evidence.story.led
    there = {led.get(n.actor, n.actor) for p in cited for n in p.marked.names_in(p.sentence)}
    there |= {n.actor for p in cited for n in p.marked.names_in(p.sentence)}
    # Who says a passage stands beside it; naming them is no addition.
    there |= {v for p in cited for v in (p.sentence.speaker, p.sentence.voice) if v}
    tokens = _tokens(cited)

    def known(name: Name) -> bool:
        words = folded(text[name.start : name.end])
        said = set(re.findall(r"[a-z]{2,}", words))
        if name.actor in there or led.get(name.actor, name.actor) in there or said <= tokens:
            return True
        # The article names in full whom the passage calls by one name.
        return bool(said & tokens) and any(words in evidence.texts[p.article.id] for p in cited)

    return list(dict.fromkeys(text[n.start : n.end] for n in names_in(text, evidence.settings.parties) if not known(n)))


def _tokens(cited: Sequence[Passage]) -> set[str]:
    """Every word of the passages and of what is known about their articles."""
    parts = [f"{p.words} {p.article.label} {p.article.title} {p.article.author or ''}" for p in cited]
    return set(re.findall(r"[a-z]{2,}", folded(" ".join(parts))))


def _missing_figures(text: str, cited: Sequence[Passage]) -> list[str]:
    dates = [d.value for p in cited for d in p.marked.dates_in(p.sentence)]
    published = [spoken_date(p.article.published) for p in cited]
    known = " ".join([*(p.words for p in cited), *published, *map(spoken_date, dates)])
    there = {f.replace(",", "") for f in _FIGURE.findall(known)} | set(re.findall(r"\d+", known)) | _spelled(known)
    figures = [f for f in dict.fromkeys(_FIGURE.findall(text)) if f.replace(",", "") not in there]
    words = [_SPELLED[int(n)] for n in sorted(_spelled(text) - there - _NO_COUNT, key=int)]
    days = [
        d for d in dict.fromkeys(_WEEKDAY.findall(text)) if d.lower() not in known.lower() and _WEEKDAY.search(known)
    ]
    return [*figures, *words, *days]


def _spelled(text: str) -> set[str]:
    """The figures that are written as words, as digits."""
    rows = set(re.findall(r"[a-z]+", text.lower()))
    return {str(i) for i, word in enumerate(_SPELLED) if word in rows}


def _elsewhere(missing: str, evidence: Evidence) -> str:
    found = [
        p for p in evidence.by_key.values() if re.search(rf"(?<!\w){re.escape(folded(missing))}(?!\w)", folded(p.words))
    ]
    return f"; {where(found[0])} has it" if found else "; no source of this story has it"
