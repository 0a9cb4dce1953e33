"""EXP120: a definition gives its article's publisher, title, date and place as the source does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from explainery.checking.cited_definition import without_source
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.languages import english, languages, words_of
from explainery.model import Article, Passage, Rights
from explainery.page_format import PLACE
from explainery.patterns import regex
from explainery.text import folded
from explainery.writing.footnotes import original_link, place

_TEXT_FRAGMENT = ":~:"
_PLACE = regex(rf"\b({PLACE}) (\d+)\.(?!.*“)", re.IGNORECASE)


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Definitions of known keys that differ from the source."""
    for key, definition in page.shown.definitions.items():
        yield from definition_faults(key, definition, context.evidence)


def definition_faults(key: str, definition: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    """What differs from the source in one definition."""
    passage = evidence.by_key.get(key)
    if passage is None:
        return
    number = definition.number
    for name, value in _missing(definition, passage.article):
        yield Fault(number, f"the definition of [^{key}] does not give the article's {name}, {value}")
    if evidence.locked:
        return  # the lock file has no locators, and gives places only for whole articles
    link = _right_fragment(definition, original_link(passage, _reproduced(definition, passage)))
    if link:
        yield Fault(number, f"the link of [^{key}] marks a passage that is not the one cited: it should be {link}")
    if passage.article.rights is Rights.QUOTE and (wrong := _wrong_place(definition, place(passage))):
        yield Fault(number, f"[^{key}] is in {place(passage)}, not in {wrong}")


def _reproduced(definition: RenderedLine, passage: Passage) -> str:
    """The words that the definition's address marks: the quotation in it of another's text, the passage otherwise."""
    text = without_source(definition.text, [passage.article])
    given = quotations(text) if passage.article.rights is Rights.QUOTE else []
    return given[-1] if given else passage.words


def _missing(definition: RenderedLine, article: Article) -> Iterator[tuple[str, str]]:
    """Name and value of what a definition should say about its article and does not."""
    text = folded(definition.text)
    published = [words_of(code).date(article.published) for code in languages()]  # English first
    if not _contains(text, article.publisher):
        yield "publisher", article.publisher
    if not _contains(text, article.title):
        yield "title", f"“{article.title}”"
    # "September 2023" is not contained in "13 September 2023".
    dates = "|".join(re.escape(folded(day)) for day in published)
    if article.published and not re.search(rf"(?<!\d )(?<!\w)(?:{dates})(?!\w)", text):
        yield "date", published[0]


def _contains(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(folded(words))}(?!\w)", text) is not None


def _right_fragment(definition: RenderedLine, expected: str) -> str:
    """The expected link, if all links to the same address mark another passage by their text fragment; else ""."""
    base, _, fragment = expected.partition("#")
    fragments = [link.partition("#")[2] for link in definition.links if link.split("#")[0] == base]
    wrong = [f for f in fragments if f.startswith(_TEXT_FRAGMENT) and _words(f) != _words(fragment)]
    return expected if fragment.startswith(_TEXT_FRAGMENT) and wrong and len(wrong) == len(fragments) else ""


def _words(fragment: str) -> str:
    """The words of a text fragment, whatever marks of quotation are in it: a definition may set other ones."""
    return folded(unquote(fragment))


def _wrong_place(definition: RenderedLine, expected: str) -> str:
    """The place that a definition without words gives, if it is not the expected one; else ""."""
    match = _PLACE.search(definition.text)
    stated = f"{english(match[1]).lower()} {match[2]}" if match else ""
    return stated if stated != expected else ""


RULE = Rule(
    "EXP120",
    "a definition gives its article's publisher, title, date and place as the source does",
    """The definition tells readers who says it, in which article, when, and where in the article. A wrong publisher,
title or date attributes the passage to someone else; a wrong text fragment in the link opens the article in the wrong
place. `explainery check --fix` rewrites the definition from the source. (A link to another address is EXP101, changed
words of the passage are EXP102.)
Example: **Courier** in the definition of a passage from The Herald.""",
    on_page=_check_page,
)
