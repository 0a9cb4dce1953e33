"""EXP127: a draft's lines stand alone: no pronoun to begin with, no nameless quotation, full dates, a year on top."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations, unquoted
from explainery.checking.findings import Fault, Severity
from explainery.checking.page import CheckedPage
from explainery.checking.publisher_names import without_publishers
from explainery.checking.quote_speakers import is_unattributed
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.copyediting.fitness import unfit_after
from explainery.copyediting.subjects import SAYS
from explainery.lexicon.offices import Office, any_noun
from explainery.marking.entities import entities_in
from explainery.merging.relayout import loose
from explainery.page_format import OVERVIEW_FILE
from explainery.patterns import regex

_YEAR = regex(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_PRONOUN_SAYS = regex(rf"\b(?:he|she|they|it) (?:\w+ )?(?:{SAYS})\b", re.IGNORECASE)
_DESCRIBED = regex(rf"\b{any_noun(Office.SPEAKER)}\b", re.IGNORECASE)
_LEAD = regex(r"^(?:[^“”\":]{2,80}:\s*)?[“\"]")  # a quotation alone, perhaps behind its speaker's name


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Lines that stand as the build wrote them and that an editor would not publish; the overview's missing year."""
    drafts = context.drafts.get(page.path, frozenset())
    for before, line in pairwise((None, *page.shown.lines)) if not page.is_sources else ():
        if line is None or line.is_heading or not line.keys or loose(line.source) not in drafts:
            continue
        for problem in _problems(line, before, context.evidence):
            if before is not None and _is_side(line) and _is_side(before):
                continue  # it answers the side above
            yield Fault(line.number, f"this draft {problem}")
    if page.inner.endswith(f"/{OVERVIEW_FILE}") and drafts:
        yield from _no_year(page, context.evidence)


def _problems(line: RenderedLine, before: RenderedLine | None, evidence: Evidence) -> Iterator[str]:
    """What keeps a line from standing alone."""
    for words in line.cells or (line.text,):
        text = without_publishers(words, evidence)
        if (unfit := unfit_after(text, unquoted(text))) and not _LEAD.match(text):
            yield f"{_as_clause(unfit.reason)}: say who, what or when"
    is_led = before is not None and before.text.endswith(":")
    if not line.cells and not is_led and _is_nameless(line.text, evidence):
        yield "quotes somebody without saying whose words these are"


def _is_side(line: RenderedLine) -> bool:
    """Whether a line is an item inside a note."""
    return line.source.startswith("    - ")


def _as_clause(reason: str) -> str:
    """A reason of copy-editing behind "this draft"."""
    return reason if reason.startswith("opens") else f"says {reason}"


def _is_nameless(text: str, evidence: Evidence) -> bool:
    """Whether a line has a quotation of several words, and neither name nor description of a speaker beside it."""
    if not any(len(words.split()) >= TUNING.least_attributed_words for words in quotations(text)):
        return False
    if is_unattributed(text, (m.article.publisher for m in evidence.story.articles)):
        return True
    bare = unquoted(text)
    has_name = bool(entities_in(bare, evidence.settings.parties)) or bool(_DESCRIBED.search(bare))
    return not has_name and bool(_PRONOUN_SAYS.search(bare))


def _no_year(page: CheckedPage, evidence: Evidence) -> Iterator[Fault]:
    """The overview without any year outside its front matter, where the articles have dates."""
    dated = any(m.article.published for m in evidence.story.articles)
    if dated and not any(_YEAR.search(line.text) for line in page.shown.lines):
        number = next((line.number for line in page.shown.lines if line.is_heading), page.first_line)
        yield Fault(number, "this overview names no year: readers must learn when it happened")


RULE = Rule(
    "EXP127",
    "a draft's lines stand alone: they say who, when and whose words",
    """Readers jump to a line from a search or a link, and a build takes its lines from inside articles. A warning is
reported for a line that the build wrote and nobody edited, if it opens with a pronoun or a connective, quotes without a
name, or gives a time that only the article's date tells; and for an overview without a year in its text. Edit the
line: put a name for “he”, a date for “on Thursday”. Lines that people wrote are not judged.
Example: “He had refused on Thursday.”""",
    severity=Severity.WARNING,
    on_page=_check_page,
)
