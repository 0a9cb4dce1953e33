"""EXP109: a quotation has its speaker, and it is the one whom the passage gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, holds, quotation_spans, where
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.quote_speakers import Speaker, attributed, nobody, said_in
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.model import Passage

_LEAST_WORDS = 4  # fewer are a term in quotation marks rather than somebody's sentence


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Quotations of a page without a speaker, or with somebody else's name."""
    if page.is_sources:
        return
    before: Unit | None = None
    for unit in page.shown.units:
        cited = context.evidence.cited(unit.keys)
        if cited and not unit.heading:
            yield from _in_unit(unit, before, cited, context.evidence)
        before = unit


def _in_unit(unit: Unit, before: Unit | None, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    for start, end in quotation_spans(unit.text):
        words = unit.text[start + 1 : end - 1]
        said = [p for p in cited if holds(evidence.folded[p.key], words)]
        if len(words.split()) < _LEAST_WORDS or not said:
            continue
        found = [said_in(p, words, evidence) for p in said]
        what = _fault(unit, (start, end), before, found, evidence)
        if what:
            yield Fault(unit.line, f"“{words}”: {what}, {where(said[0])}")


def _fault(
    unit: Unit, span: tuple[int, int], before: Unit | None, found: Sequence[Speaker | None], evidence: Evidence
) -> str:
    """What is wrong with the attribution; "" where it is right or in doubt."""
    sure = [f for f in found if f]
    if len(sure) < len(found) or len({f.name for f in sure}) != 1:
        return ""  # the passages do not say, or disagree
    speaker = sure[0]
    if nobody(unit.text, (m.article.publisher for m in evidence.story.articles)):
        near = before is not None and before.line == unit.line - 1
        leads = near and before is not None and (before.text.endswith(":") or speaker.is_named_in(before.text))
        return "" if leads or unit.cells else f"nobody is named as its speaker; it is {speaker.name}’s in the passage"
    named = attributed(unit.text, span, evidence)
    if named is None or not speaker.excludes(named, unit.text, evidence):
        return ""
    return f"the page gives it to {named.name}, but the passage says that {speaker.name} said it"


RULE = Rule(
    "EXP109",
    "a quotation names its speaker, who is the one in the passage cited",
    """Words in quotation marks are somebody's. A reader must learn whose, and putting one person's words into another's
mouth is among the worst things that a news page can do. The check compares clear cases only: a name beside the
quotation against the name that the passage gives. A publisher's name, a pronoun, a description of the speaker
(“the ministry”) and terms of fewer than four words are left to people.
Example: “We will not sell our weekends,” said Olle Brandt, where the passage has Mara Lindqvist.""",
    on_page=check,
)
