"""EXP101: every mark is defined, every key is that of a sentence of the sources, every link fits."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.cited_definition import passage_words, same_words
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import Unit
from explainery.checking.rule import Rule
from explainery.citation_keys import KEY
from explainery.writing.markdown import address


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Marks without a definition, mistyped keys, and links that lead astray."""
    evidence = context.evidence
    for key, line in page.shown.undefined:
        known = key in evidence.by_key
        hint = "; the sources have it, so that `explainery check --fix` or the next build defines it" if known else ""
        yield Fault(line, f"the citation [^{key}] is not defined on this page{hint}")
    for key, unit in page.shown.definitions.items():
        yield from astray(key, unit, evidence)
        if KEY.fullmatch(key) and key not in evidence.known:
            yield from _mistyped(key, unit, evidence)


def astray(key: str, unit: Unit, evidence: Evidence) -> Iterator[Fault]:
    """A link of a definition that leads to another address than that of its article."""
    passage = evidence.by_key.get(key)
    url = address(passage.article.url or "").split("#")[0] if passage else ""
    others = [link for link in unit.links if link.startswith("http") and url and link.split("#")[0] != url]
    if others:
        yield Fault(unit.line, f"the link of [^{key}] leads to {others[0]}; its article is at {url}")


def _mistyped(key: str, unit: Unit, evidence: Evidence) -> Iterator[Fault]:
    """A key that no sentence has: a slip where its words have another key, or where it comes without any words."""
    words = passage_words(unit)
    others = same_words(words, evidence) if words else []
    if others:
        yield Fault(unit.line, f"no sentence of the sources has the key {key}; these words have {others[0].key}")
    elif not words:
        yield Fault(unit.line, f"no sentence of the sources has the key {key}, and its definition quotes no passage")


RULE = Rule(
    "EXP101",
    "a citation resolves: its mark is defined, a sentence of the sources has its key, its link fits",
    """A reader points at the number and must find what the sentence rests on. A mark without a definition shows as
text; a key that no sentence has leads nowhere; a link to another address shows a reader the wrong article.
Copy the definition from another page, correct the key, or run `explainery check --fix`, which writes the definition
of a key that the sources know.
Example: “Rents have doubled.[^herald-1a2c]” on a page that has no line “[^herald-1a2c]: …”.""",
    on_page=check,
)
