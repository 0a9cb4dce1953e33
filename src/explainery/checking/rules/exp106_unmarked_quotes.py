"""EXP106: the words of an article under `rights: quote` stand in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations, quoting, runs_of
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Somebody else's words as our own prose, also in the front matter."""
    evidence = context.evidence
    if not quoting(evidence):
        return
    for unit in (*page.shown.units, *page.shown.definitions.values()):
        found = unmarked(unit.text, evidence)
        if found:
            yield Fault(unit.line, f"“{found[0]}” is the text of {found[1]}: put it in quotation marks")
    for name, value in page.values.items():
        found = unmarked(str(value), evidence)
        if found:
            what = f"“{found[0]}” is the text of {found[1]}: the {name} should say it in other words"
            yield Fault(page.field_line(name), what)


def unmarked(text: str, evidence: Evidence) -> tuple[str, str] | None:
    """The first run of words outside quotation marks that stands in an article under `rights: quote`, and where."""
    for marked in evidence.story.articles:
        text = text.replace(marked.article.title, "\n")  # a title names an article and reproduces none of it
    for words in quotations(text):
        text = text.replace(words, "\n")
    runs = (run for piece in text.split("\n") for run in runs_of(piece))
    return next(((run, evidence.runs[run]) for run in runs if run in evidence.runs), None)


RULE = Rule(
    "EXP106",
    "the words of an article under `rights: quote` stand in quotation marks",
    """Eight words in a row of somebody else's text are that text and no chance. On a page they stand in quotation
marks, with the publisher or speaker, or they are said in words of our own; in the front matter, where marks show badly,
always in words of our own. Where articles are not at hand only the passages that the page quotes can be compared.
Example: a sentence of the article as a sentence of the page.""",
    on_page=check,
)
