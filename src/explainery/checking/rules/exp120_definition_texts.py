"""EXP120: a definition names its article's publisher, title and date as the source does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.model import Article, Rights
from explainery.text import folded, spoken_date
from explainery.writing.footnotes import original_link, place


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """What a definition of a known key says otherwise than its source."""
    for key, unit in page.shown.definitions.items():
        yield from faults(key, unit, context.evidence)


def faults(key: str, unit: Unit, evidence: Evidence) -> Iterator[Fault]:
    """The same for one definition."""
    passage = evidence.by_key.get(key)
    if passage is None:
        return
    for name, value in _missing(unit, passage.article):
        yield Fault(unit.line, f"the {name} of [^{key}] is {value}, which its definition does not say")
    if evidence.locked:
        return  # the lock has no locators, and places only of whole articles
    link = _fragment(unit, original_link(passage))
    if link:
        yield Fault(unit.line, f"the link of [^{key}] marks another passage than the one cited; it should be {link}")
    if passage.article.rights is Rights.QUOTE and (wrong := _misplaced(unit, place(passage))):
        yield Fault(unit.line, f"[^{key}] stands in {place(passage)}, not in {wrong}")


def _missing(unit: Unit, article: Article) -> Iterator[tuple[str, str]]:
    text = folded(unit.text)
    dated = spoken_date(article.published)
    if not _has(text, article.publisher):
        yield "publisher", article.publisher
    if not _has(text, article.title):
        yield "title", f"“{article.title}”"
    # "September 2023" is no part of "13 September 2023".
    if article.published and not re.search(rf"(?<!\d )(?<!\w){re.escape(folded(dated))}(?!\w)", text):
        yield "date", dated


def _has(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(folded(words))}(?!\w)", text) is not None


def _fragment(unit: Unit, expected: str) -> str:
    """The link that should be there, where a link to the same address marks another passage by its text fragment."""
    base, _, fragment = expected.partition("#")
    mine = [link.partition("#")[2] for link in unit.links if link.split("#")[0] == base]
    wrong = [m for m in mine if m.startswith(":~:") and fragment.startswith(":~:") and m != fragment]
    return expected if wrong and len(wrong) == len(mine) else ""


def _misplaced(unit: Unit, expected: str) -> str:
    """The place that a definition without words gives, where it is another."""
    found = re.search(r"\b(Paragraph|Sentence) (\d+)\.(?!.*“)", unit.text)
    said = f"{found[1].lower()} {found[2]}" if found else ""
    return said if said != expected else ""


RULE = Rule(
    "EXP120",
    "a definition names its article's publisher, title, date and place as the source does",
    """The definition tells a reader who says it, in which article, when and where in it. A changed publisher, title or
date gives the passage to somebody else; a changed text fragment in the link opens the article at another place.
`explainery check --fix` writes the definition again as the source has it. (A link to another address is EXP101, changed
words of the passage are EXP102.)
Example: **Courier** in the definition of a passage of The Herald.""",
    on_page=check,
)
