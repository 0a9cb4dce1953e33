"""EXP101: every citation is defined, has the key of a source sentence, and links to its article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.checking.cited_definition import passage_words, passages_with_words
from explainery.checking.cited_links import foreign_links, link_problems
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.citation_keys import KEY

# A citation that stays text: `\\[^time-a0d4]`, `[^time-a0d4, ^time-be01]`, `[^time-a0d4`.
_BROKEN = re.compile(rf"\[ ?\^ ?{KEY.pattern}(?:[,; ]+\^?{KEY.pattern})*\]?")


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Marks without a definition, mistyped keys, and links to the wrong address."""
    evidence = context.evidence
    if page.is_sources:
        yield from (Fault(number, problem) for number, problem in foreign_links(page.shown, evidence))
    for key, number in page.shown.undefined:
        hint = "; `explainery check --fix` or the next build adds the definition" if key in evidence.by_key else ""
        yield Fault(number, f"the citation [^{key}] is not defined on this page{hint}")
    for line in page.shown.lines if not page.is_sources else ():
        if match := _BROKEN.search(line.text):
            message = f"{match[0]!r} appears as text: write each citation as [^key], with nothing before or between"
            yield Fault(line.number, message)
    for key, definition in page.shown.definitions.items():
        yield from (Fault(definition.number, problem) for problem in link_problems(key, definition, evidence))
        if KEY.fullmatch(key) and key not in evidence.known:
            yield from _mistyped(key, definition, evidence)


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
text, an unknown key leads nowhere, and a wrong link opens a different article. A definition has one link to its
article, written as the source gives the address, and may link its title to the page of sources. It has no other link
and no image.
To fix it, copy the definition from another page, or correct the key or the link. `explainery check --fix` adds the
definition of every key that the sources know.
Example: “Rents have doubled.[^herald-1a2c]” on a page without a line “[^herald-1a2c]: …”.""",
    on_page=_check_page,
)
