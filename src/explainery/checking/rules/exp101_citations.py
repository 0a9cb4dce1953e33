"""EXP101: every citation is defined, has the key of a source sentence, and links to its article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.cited_definition import passage_words, passages_with_words
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.citation_keys import KEY
from explainery.writing.markdown import address

# A citation that stays text: `\\[^time-a0d4]`, `[^time-a0d4, ^time-be01]`, `[^time-a0d4`.
_BROKEN = re.compile(rf"\[ ?\^ ?{KEY.pattern}(?:[,; ]+\^?{KEY.pattern})*\]?")


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Marks without a definition, mistyped keys, and links to the wrong address."""
    evidence = context.evidence
    for key, number in page.shown.undefined:
        hint = "; `explainery check --fix` or the next build adds the definition" if key in evidence.by_key else ""
        yield Fault(number, f"the citation [^{key}] is not defined on this page{hint}")
    for line in page.shown.lines if not page.is_sources else ():
        if match := _BROKEN.search(line.text):
            message = f"{match[0]!r} appears as text: write each citation as [^key], with nothing before or between"
            yield Fault(line.number, message)
    for key, definition in page.shown.definitions.items():
        yield from wrong_link(key, definition, evidence)
        if KEY.fullmatch(key) and key not in evidence.known:
            yield from _mistyped(key, definition, evidence)


def wrong_link(key: str, definition: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    """A link of a definition to another address than that of its article."""
    passage = evidence.by_key.get(key)
    url = address(passage.article.url or "").split("#")[0] if passage else ""
    others = [link for link in definition.links if link.startswith("http") and url and link.split("#")[0] != url]
    if others:
        message = f"the link of [^{key}] goes to {others[0]}, but the article is at {url}: correct the link"
        yield Fault(definition.number, message)


def _mistyped(key: str, definition: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    """An unknown key whose words belong to another key, or that comes without words. EXP113 reports the others."""
    words = passage_words(definition)
    others = passages_with_words(words, evidence) if words else []
    if others:
        message = f"no source sentence has the key {key}: the sentence quoted here has the key {others[0].key}"
        yield Fault(definition.number, message)
    elif not words:
        message = f"no source sentence has the key {key}, and the definition quotes none: correct the key"
        yield Fault(definition.number, message)


RULE = Rule(
    "EXP101",
    "every citation is defined on the page, has the key of a source sentence, and links to its article",
    """Readers follow a citation to see what a statement rests on. A citation without a definition appears as plain
text, an unknown key leads nowhere, and a wrong link opens a different article.
To fix it, copy the definition from another page, or correct the key or the link. `explainery check --fix` adds the
definition of every key that the sources know.
Example: “Rents have doubled.[^herald-1a2c]” on a page without a line “[^herald-1a2c]: …”.""",
    on_page=_check_page,
)
