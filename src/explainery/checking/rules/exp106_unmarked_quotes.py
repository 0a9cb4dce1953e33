"""EXP106: text of an article under `rights: quote` is in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainery.checking.cited_definition import without_source
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations, quote_only_articles, reprinted_runs
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.patterns import regex

_SPEAKER = regex(r"(?<=\w), (?=[^:“”]+: “)")  # between name and role, where they open a quotation


@dataclass(frozen=True, slots=True)
class _CopiedRun:
    """A run of words that an article contains, and the article's label."""

    words: str
    article: str


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Text of others as the page's own prose, also in the front matter."""
    evidence = context.evidence
    if not quote_only_articles(evidence):
        return
    for line in page.shown.all_lines:
        pieces = line.cells or _SPEAKER.split(line.text, maxsplit=1)  # a name and its role are no run of words
        copied = next((found for piece in pieces if (found := _copied_run(piece, evidence))), None)
        if copied:
            message = f"“{copied.words}” is the text of {copied.article}: put it in quotation marks"
            yield Fault(line.number, message)
    for name, value in page.values.items():
        copied = _copied_run(str(value), evidence)
        if copied:
            message = f"“{copied.words}” is the text of {copied.article}: say it in other words in the {name}"
            yield Fault(page.field_line(name), message)


def _copied_run(text: str, evidence: Evidence) -> _CopiedRun | None:
    """The first run of words outside quotation marks that is in an article under `rights: quote`."""
    text = without_source(text, (m.article for m in evidence.story.articles))
    for marked in evidence.story.articles:
        text = text.replace(marked.article.title, "\n")  # a title names an article and reproduces none of it
    for words in quotations(text):
        text = text.replace(words, "\n")
    runs = (run for piece in text.split("\n") for run in reprinted_runs(piece))
    return next((_CopiedRun(run, evidence.runs[run]) for run in runs if run in evidence.runs), None)


RULE = Rule(
    "EXP106",
    "text of an article under `rights: quote` is in quotation marks",
    """Eight words in a row that are also in someone else's article were copied; they are not a coincidence. On a page,
put them in quotation marks and name the publisher or speaker, or say it in your own words. In front matter, where
quotation marks show badly, always use your own words. If the articles are not available, only the passages that the
page quotes can be compared.
Example: a sentence of the article as a sentence of the page.""",
    on_page=_check_page,
)
