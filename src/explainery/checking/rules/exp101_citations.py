"""EXP101: every citation is defined, has the key of a source sentence, and links to its article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainery.checking.cited_definition import passage_words, passages_with_words
from explainery.checking.cited_links import foreign_links, link_problems
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.rule import Rule
from explainery.checking.slips import key_names, meant, slips_in
from explainery.citation_keys import KEY


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Marks that stay text or are not defined, mistyped keys, and links to the wrong address."""
    evidence = context.evidence
    if page.is_sources:
        yield from (Fault(number, problem) for number, problem in foreign_links(page.shown, evidence))
    names = key_names(page, evidence)
    for key, number in page.shown.undefined:
        yield Fault(number, f"the citation [^{key}] is not defined on this page{_hint(key, names, evidence)}")
    for slip in slips_in(page, names, evidence) if not page.is_sources else ():
        hint = f"write {slip.right}" if slip.right else "write each citation as [^key], with nothing before or between"
        yield Fault(slip.line, f"{slip.seen!r} appears as text: {hint}")
    for key, definition in page.shown.definitions.items():
        yield from (Fault(definition.number, problem) for problem in link_problems(key, definition, evidence))
        if key not in evidence.known and (right := names.get(key.lower(), key)) != key:
            yield Fault(definition.number, f"[^{key}] is another spelling of [^{right}]: write [^{right}]")
        elif KEY.fullmatch(key) and key not in evidence.known:
            yield from _mistyped(key, definition, evidence)


def _hint(key: str, names: Mapping[str, str], evidence: Evidence) -> str:
    """What to do about a mark without a definition."""
    if key in evidence.by_key:
        return "; `explainery check --fix` or the next build adds the definition"
    return f"; did you mean [^{right}]?" if (right := meant(key, names)) else ""


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
and no image. A slip in a mark, such as a missing bracket, a blank or a long dash, shows it as text.
To fix it, copy the definition from another page, or correct the mark, the key or the link. `explainery check --fix`
adds the definition of every key that the sources know, and corrects links and marks where it is clear what is meant.
Example: “Rents have doubled.[^herald-1a2c]” on a page without a line “[^herald-1a2c]: …”.""",
    on_page=_check_page,
)
