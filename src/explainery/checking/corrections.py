"""Corrections that need no decision, because only one answer is right. None changes a person's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from explainery.checking.cited_definition import passage_words, passages_with_words
from explainery.checking.cited_links import link_problems, sources_heading
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, holds, quotations, spans_of
from explainery.checking.line_numbers import repeated_definitions
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine, rendered
from explainery.checking.rules import exp120_definition_texts
from explainery.checking.rules.exp111_links import near_anchors
from explainery.checking.rules.exp112_unique_definitions import uncited
from explainery.checking.slips import key_names, mended, slips_in
from explainery.languages import any_of, each, words_of
from explainery.merging.line_layout import unchanged_layout
from explainery.model import Passage, Rights
from explainery.page_format import (
    CITATIONS_HEADING_LINE,
    DEFINITION_START,
    GENERATED_DEFINITION,
    SOURCES_FILE,
    citations_heading,
)
from explainery.patterns import regex
from explainery.text import anchor, folded, one_line
from explainery.writing.footnotes import definition

_READ = regex(rf"\[{any_of('page.read_link')}\]\(")  # begins the link to the original


class Correction(NamedTuple):
    """A line that is to be replaced or removed.

    Attributes:
        line: the line of the file, from 1.
        text: its new text, which may be several lines; None to remove it.
        reason: what was done, for the person who runs `check --fix`.
        lines: how many lines it replaces or removes.
    """

    line: int
    text: str | None
    reason: str
    lines: int = 1


def corrections(page: CheckedPage, context: Context) -> Iterator[Correction]:
    """The corrections of a story's page. Lines with a suppression are left alone."""
    source_lines = page.raw.split("\n")
    suppressed_lines = {page.start_line(suppression.line) for suppression in page.suppressions}
    evidence = context.evidence
    wanted = [*_repeated(page), *_marks(page, source_lines, evidence), *anchor_corrections(page, context)]
    if not evidence.locked:
        wanted += _unused(page, evidence)
        wanted += _altered(page, context)
        wanted += _typography(page, source_lines, evidence)
        wanted += _missing(page, source_lines, evidence)
    yield from (correction for correction in wanted if page.start_line(correction.line) not in suppressed_lines)


def _repeated(page: CheckedPage) -> Iterator[Correction]:
    for repeated in repeated_definitions(page.layout, page.first_line):
        if repeated.is_same:
            reason = f"removed the second definition of [^{repeated.key}]"
            yield Correction(repeated.line, None, reason, page.lines_of(repeated.line))


def _marks(page: CheckedPage, source_lines: list[str], evidence: Evidence) -> Iterator[Correction]:
    """Corrects slips in marks, and other spellings of a key, on the lines that show them as text."""
    names = key_names(page, evidence)
    lines = [slip.line for slip in slips_in(page, names, evidence)] if not page.is_sources else []
    lines += [number for key, number in page.shown.undefined if key.lower() != key or not key.isascii()]
    for start in dict.fromkeys(lines):
        for number in range(start, start + page.lines_of(start)):
            source = source_lines[number - 1]
            if (text := mended(source, names)) != source:
                yield Correction(number, text, "wrote the citations of this line as they should be")


def anchor_corrections(page: CheckedPage, context: Context) -> Iterator[Correction]:
    """Corrects links to a missing anchor if exactly one existing anchor is similar."""
    source_lines = page.raw.split("\n")
    for line in page.shown.all_lines:
        for link in dict.fromkeys(line.links):
            near = near_anchors(link, page, context)
            source = source_lines[line.number - 1]
            if len(near) == 1 and f"]({link})" in source:
                corrected = f"{link.split('#')[0]}#{near[0]}"
                text = source.replace(f"]({link})", f"]({corrected})")
                yield Correction(line.number, text, f"changed the link {link} to {corrected}")


def _unused(page: CheckedPage, evidence: Evidence) -> Iterator[Correction]:
    """Removes definitions that nothing cites, if the build would write the same text again."""
    for key in uncited(page):
        line, passage = page.shown.definitions[key], evidence.by_key.get(key)
        if passage and line.source in {_as_built(passage, evidence, reproduced=r) for r in (True, False)}:
            reason = f"removed the definition of [^{key}], which nothing cites"
            yield Correction(line.number, None, reason, page.lines_of(line.number))


def _altered(page: CheckedPage, context: Context) -> Iterator[Correction]:
    """Rewrites definitions of a known key that differ from the source, where no word of a person's is lost by it."""
    evidence = context.evidence
    for key, line in page.shown.definitions.items():
        passage, source = evidence.by_key.get(key), line.source
        if passage is None or not DEFINITION_START.match(source):
            continue
        words = passage_words(line)
        others = [p for p in passages_with_words(words, evidence) if p.key != key] if words else []
        as_built = _as_built(passage, evidence, reproduced=bool(words))
        if others or source == as_built or not _is_wrong(key, line, passage, evidence):
            continue
        if GENERATED_DEFINITION.fullmatch(source) or _says_the_same(line, as_built, context):
            reason = f"rewrote the definition of [^{key}] from its source"
            yield Correction(line.number, as_built, reason, page.lines_of(line.number))
        elif relinked := _relinked(source, line, as_built):
            reason = f"corrected the link of [^{key}]"
            yield Correction(line.number, relinked, reason, page.lines_of(line.number))


def _says_the_same(line: RenderedLine, as_built: str, context: Context) -> bool:
    """Whether a definition differs from what the build writes only in its links and images."""
    key, parser = line.keys[0], context.site.parser
    built = rendered(unchanged_layout(f"[^{key}]\n\n{as_built}"), 1, parser).definitions[key]
    return _words_of(line) == _words_of(built)


def _words_of(definition: RenderedLine) -> str:
    """The words of a definition, without the label of its link to the article, or an address in its place."""
    text = definition.text
    for label in (*each("page.read_link"), *definition.links):
        text = text.replace(label, "")
    return one_line(text)


def _relinked(source: str, line: RenderedLine, as_built: str) -> str:
    """A definition with the right address in place of its only wrong one; "" where that is not certain."""
    right = _READ.split(as_built)[-1].removesuffix(")")
    outside = [link for link in line.links if not link.startswith(SOURCES_FILE)]
    is_certain = len(outside) == 1 and not line.images and source.count(f"]({outside[0]})") == 1
    return source.replace(f"]({outside[0]})", f"]({right})") if is_certain and right != as_built else ""


def _is_wrong(key: str, line: RenderedLine, passage: Passage, evidence: Evidence) -> bool:
    words = passage_words(line)
    if words and not holds(evidence.folded[passage.key], words):
        return True
    return any(link_problems(key, line, evidence)) or any(
        exp120_definition_texts.definition_faults(key, line, evidence)
    )


def _typography(page: CheckedPage, source_lines: list[str], evidence: Evidence) -> Iterator[Correction]:
    """Corrects quotation marks, dashes and white space in a quotation that exactly one cited passage contains."""
    for line in page.shown.lines if not page.is_sources else ():
        cited, source = evidence.cited(line.keys), source_lines[line.number - 1]
        for words in quotations(line.text) if cited else ():
            passages = [p for p in cited if holds(evidence.folded[p.key], words)]
            published = _as_published(words, passages[0]) if len(passages) == 1 else ""
            if published and published != words and source.count(words) == 1:
                text = source.replace(words, published)
                yield Correction(line.number, text, f"set the punctuation of “{published}” as in the source")


def _as_published(words: str, passage: Passage) -> str:
    """The words of a passage that differ from a quotation only in typography; "" if that is not certain."""
    text = one_line(passage.words)
    spans = spans_of(folded(text), words) or []
    if len(spans) != 1 or len(folded(text)) != len(text):
        return ""
    published = text[spans[0][0] : spans[0][1]]
    edge = re.search(r"[ .,;:!?]*$", words)
    published += edge[0] if edge else ""
    has_markup = re.search(r"[\\&<>*_`\[\]“”\"]", published + words)
    return published if not has_markup and _has_same_letters(words, published) else ""


def _has_same_letters(words: str, published: str) -> bool:
    """Whether two texts have the same letters, in the same case, and differ in typography at most."""
    return folded(words) == folded(published) and re.findall(r"\w", words) == re.findall(r"\w", published)


def _missing(page: CheckedPage, source_lines: list[str], evidence: Evidence) -> Iterator[Correction]:
    """Adds the definitions of known keys, below the last definition or under a heading of their own."""
    keys = [key for key in dict.fromkeys(k for k, _ in page.shown.undefined) if key in evidence.by_key]
    if not keys:
        return
    definitions = [_as_built(evidence.by_key[k], evidence, reproduced=_is_reproduced(k, page, evidence)) for k in keys]
    numbered = list(enumerate(source_lines, 1))
    defined = [i for i, source in numbered if DEFINITION_START.match(source)]
    headings = [i for i, source in numbered if CITATIONS_HEADING_LINE.match(source)]
    last = max((i for i, source in numbered if source.strip()), default=1)
    number = defined[-1] if defined else headings[-1] if headings else last
    between = [] if defined else [""] if headings else ["", citations_heading(words_of(evidence.language)), ""]
    text = "\n".join([source_lines[number - 1], *between, *definitions])
    yield Correction(number, text, f"added the definition of {', '.join(f'[^{k}]' for k in keys)}")


def _is_reproduced(key: str, page: CheckedPage, evidence: Evidence) -> bool:
    """Whether a definition may contain the passage's words: not under `rights: quote`, unless the page quotes it."""
    if evidence.by_key[key].article.rights is not Rights.QUOTE:
        return True
    quoted = (words for line in page.shown.lines if key in line.keys for words in quotations(line.text))
    return any(holds(evidence.folded[key], words) for words in quoted)


def _as_built(passage: Passage, evidence: Evidence, *, reproduced: bool) -> str:
    """A definition as the build writes it, with the passage's words or only its place."""
    at, words = anchor(sources_heading(passage.article, evidence)), words_of(evidence.language)
    return definition(passage, at, passage.words if reproduced else None, words)
