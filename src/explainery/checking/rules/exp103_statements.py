"""EXP103: a statement's names, figures and words occur in its passages, and so does its "not"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, unquoted, where
from explainery.checking.findings import Fault
from explainery.checking.headings import cited_in_section
from explainery.checking.numerals import FIGURE, SPELLED, digits, spelled
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.lexicon.calendar import WEEKDAY
from explainery.linking.assertions import negated
from explainery.linking.similarity import stems
from explainery.marking.entities import names_in
from explainery.model import Name, Passage
from explainery.page_format import WORDS
from explainery.text import folded, plain, spoken_date

_POINTER = re.compile(r"\b(?:paragraph|sentence) \d+\b")  # where a passage stands that is not reproduced
_MISPLACED, _WELL_PLACED = 0.5, 0.85  # shares of a statement's words that its own and another passage have
_LEAST_STEMS = 4
_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY})\b")
_NOT = re.compile(r"\b(?:not|never|cannot)\b|n't\b")
_INFINITIVE = re.compile(r"\bnot to\b")  # "in return for a promise not to sue" denies nothing
_NO_COUNT = {"0", "1", "2"}  # "one of them", "the two"
_REVERSED = 0.6  # share of a statement's words that its passages have, from which a "not" turns their meaning round


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """What a statement says and its passages do not."""
    if page.is_sources:
        return
    for unit in page.shown.units:
        if unit.heading:
            yield from _in_heading(unit, page, context.evidence)
        elif cited := context.evidence.cited(unit.keys):
            for what in _unsupported(unit, cited, context.evidence):
                yield Fault(unit.line, what)
        else:
            yield from _against_own(unit, page)


def _against_own(unit: Unit, page: CheckedPage) -> Iterator[Fault]:
    """A figure against the words of a citation that a person wrote, which no article at hand has."""
    own = [page.shown.definitions[k].text for k in unit.keys if k in page.shown.definitions]
    there = {n for text in own for n in (*digits(text), *spelled(text))}
    for figure in FIGURE.findall(unquoted(unit.text)) if len(own) == len(unit.keys) and own else ():
        if figure.replace(",", "") not in there:
            yield Fault(unit.line, f"{figure!r} is not in the definition of the citation beside it")


def _in_heading(unit: Unit, page: CheckedPage, evidence: Evidence) -> Iterator[Fault]:
    """A figure of a section's heading is in a passage that the section cites."""
    cited = evidence.cited(cited_in_section(unit, page.shown))
    if cited and unit.level > 1:
        for missing in missing_figures(unquoted(unit.text), cited):
            yield Fault(unit.line, f"{missing!r} in this heading is in no passage that its section cites")


def _unsupported(unit: Unit, cited: Sequence[Passage], evidence: Evidence) -> Iterator[str]:
    text = _without_attribution(unit.text, cited)
    mine = set(stems(text))
    own = len(mine & _stems(cited, evidence)) / len(mine) if mine else 1.0
    if len(mine) >= _LEAST_STEMS and own < _MISPLACED:
        share, best = evidence.likest(text)
        if share >= _WELL_PLACED and best and best not in cited:
            yield (
                f"the words of this statement are not those of {where(cited[0])}, “{cited[0].words}”; "
                f"they stand in {where(best)}"
            )
            return
    yield from _turned_round(text, cited, evidence)
    for missing in (*_missing_names(text, cited, evidence), *missing_figures(text, cited)):
        yield f"{missing!r} is not in the passage cited, {where(cited[0])}{_elsewhere(missing, evidence)}"


def _stems(cited: Iterable[Passage], evidence: Evidence) -> set[str]:
    return {s for p in cited for s in evidence.stems[p.key]}


def _turned_round(text: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[str]:
    """A "not" that the passages do not have, or one that all of them have and the statement has not.

    "No" and "without" are left to editors: "had made no trip since" is "was the first trip since".
    """
    here, there = unquoted(text), [unquoted(p.words) for p in cited]
    mine = set(stems(here))
    shared = mine & _stems(cited, evidence)
    if len(mine) < _LEAST_STEMS or len(shared) < _REVERSED * len(mine):
        return
    place = f"{where(cited[0])}, “{cited[0].words}”"
    if _NOT.search(folded(here)) and not any(map(negated, there)):
        yield f"this statement says “not” or “never”, and its passage does not: {place}"
    elif all(_NOT.search(_INFINITIVE.sub(" ", folded(t))) for t in there) and not negated(here):
        yield f"this statement leaves out the “not” or “never” of its passage: {place}"


def _without_attribution(text: str, cited: Sequence[Passage]) -> str:
    """The statement without the publishers' names before a quotation, and without where a passage stands."""
    for passage in cited:
        text = re.sub(rf"(?<!\w){re.escape(plain(passage.article.publisher))}(?=:| {WORDS.pointer})", " ", text)
    return _POINTER.sub(" ", text)


def _missing_names(text: str, cited: Sequence[Passage], evidence: Evidence) -> list[str]:
    led = evidence.story.led
    found = {n.actor for p in cited for n in p.marked.names_in(p.sentence)}
    # Who says a passage stands beside it; naming them is no addition.
    there = (
        found | {led.get(a, a) for a in found} | {v for p in cited for v in (p.sentence.speaker, p.sentence.voice) if v}
    )
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


def missing_figures(text: str, cited: Sequence[Passage]) -> list[str]:
    """The figures and weekdays of a text that none of the passages has."""
    figures, numbers, days = FIGURE.findall(text), spelled(text) - _NO_COUNT, _WEEKDAY.findall(text)
    if not figures and not numbers and not days:
        return []
    dates = [d.value for p in cited for d in p.marked.dates_in(p.sentence)]
    published = [spoken_date(p.article.published) for p in cited]
    known = " ".join([*(p.words for p in cited), *published, *map(spoken_date, dates)])
    there = digits(known) | spelled(known)
    return [
        *(f for f in dict.fromkeys(figures) if f.replace(",", "") not in there),
        *(SPELLED[int(n)] for n in sorted(numbers - there, key=int)),
        *(d for d in dict.fromkeys(days) if d.lower() not in known.lower() and _WEEKDAY.search(known)),
    ]


def _elsewhere(missing: str, evidence: Evidence) -> str:
    pattern = re.compile(rf"(?<!\w){re.escape(folded(missing))}(?!\w)")
    found = next((evidence.by_key[key] for key, text in evidence.folded.items() if pattern.search(text)), None)
    if found:
        return f"; {where(found)} has it"
    return "" if evidence.locked else "; no source of this story has it"


RULE = Rule(
    "EXP103",
    'a statement says what its passage says: names, figures, words and a "not" occur there',
    """The number behind a sentence promises that the passage says so. A name, a figure or a weekday that no cited
passage has is a slip or belongs to another citation; so is a “not” that came or went. A figure in a section's heading
stands in a passage that the section cites. Other words may be changed freely. Correct the statement, or cite the
passage that has it; the check names one.
Example: “offered the union 7 percent”, where the passage has 4.""",
    on_page=check,
)
