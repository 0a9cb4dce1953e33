"""EXP102: a quotation's words stand in a cited passage; else where they stand, or what they should be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from explainery.checking.cited_definition import passage_words
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, holds, quotations, spans_of, where
from explainery.checking.findings import Fault
from explainery.checking.headings import cited_in_section
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedPage, Unit
from explainery.checking.rule import Rule
from explainery.linking.assertions import negated
from explainery.model import Passage, Rights
from explainery.text import folded, plain

_LEAST_WORDS = 2  # one word in marks is a term
_LIKE = 0.6
_SAME_LENGTH = 0.1
_SENTENCE_END = re.compile(r"[.!?]'?\s")


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Each quotation that no passage cited beside it has, or that leaves a "not" out."""
    if page.is_sources:
        yield from _on_sources(page.shown, context)
        return
    evidence = context.evidence
    for unit in (*page.shown.units, *page.shown.definitions.values()):
        if unit.heading:
            yield from _in_heading(unit, page, evidence)
        elif unit.keys and _is_changed(unit, page.shown, evidence):
            yield Fault(unit.line, f"the words of [^{unit.keys[0]}] are not those that the lock file knows")
        elif unit.keys:
            yield from _in_statement(unit, page.shown, evidence)


def _is_changed(unit: Unit, page: RenderedPage, evidence: Evidence) -> bool:
    """Whether a definition has words that do not have the hash of its key; only where articles are not at hand."""
    key = unit.keys[0]
    unknown = evidence.locked and key in evidence.known and key not in evidence.by_key
    return unknown and page.definitions.get(key) is unit and bool(passage_words(unit))


def _in_statement(unit: Unit, page: RenderedPage, evidence: Evidence) -> Iterator[Fault]:
    cited = evidence.cited(unit.keys)
    own = [page.definitions[k].text for k in unit.keys if k in page.definitions and k not in evidence.by_key]
    for words in quotations(_without_titles(unit, cited)):
        if len(words.split()) < _LEAST_WORDS or any(holds(folded(t), words) for t in own):
            continue
        if _stands(words, cited, evidence):
            yield from _left_out(unit, words, cited, evidence)
        elif cited:
            yield Fault(unit.line, _explained(words, cited, evidence))
        elif own and unit not in page.definitions.values():
            yield Fault(unit.line, f"“{words}” is not in the definition of the citation beside it")


def _in_heading(unit: Unit, page: CheckedPage, evidence: Evidence) -> Iterator[Fault]:
    """A heading's quotation stands in a passage that its section cites; under the page's title, anywhere on it."""
    cited = evidence.cited(cited_in_section(unit, page.shown))
    for words in quotations(unit.text):
        if len(words.split()) < _LEAST_WORDS or _stands(words, cited, evidence):
            continue
        stands = evidence.standing(words)
        hint = f"; it stands in {where(stands[0])}" if stands else ""
        if cited or not stands:
            yield Fault(unit.line, f"“{words}” in this heading is in no passage that its section cites{hint}")


def _without_titles(unit: Unit, cited: Sequence[Passage]) -> str:
    """A definition without the title of its article, which may have quotation marks of its own."""
    text = unit.text
    for passage in cited:
        text = text.replace(f", {plain(passage.article.title)}, ", ", ", 1)
    return text


def _stands(words: str, cited: Sequence[Passage], evidence: Evidence) -> bool:
    texts = [evidence.folded[p.key] for p in cited]
    return any(holds(t, words) for t in texts) or holds(" ".join(texts), words)


def _left_out(unit: Unit, words: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    """An ellipsis, or brackets, in place of words of one sentence that deny."""
    for passage in cited:
        text = evidence.folded[passage.key]
        spans = spans_of(text, words) or []
        gaps = [text[a[1] : b[0]] for a, b in pairwise(spans)]
        bad = next((g for g in gaps if negated(g) and not _SENTENCE_END.search(g)), None)
        if bad is None and spans:
            return  # one cited passage has it without any such words between
        if bad is not None:
            yield Fault(
                unit.line, f"“{words}” leaves out “{bad.strip()}”, which turns round what {where(passage)} says"
            )
            return


def _explained(words: str, cited: Sequence[Passage], evidence: Evidence) -> str:
    """Misattributed (and where it stands), altered (and what it should be), or invented."""
    quote = f"“{words}”"
    here = {p.article.id for p in cited}
    elsewhere = evidence.standing(words)
    if elsewhere:
        same = [p for p in elsewhere if p.article.id in here]
        place = where((same or elsewhere)[0])
        kind = "another sentence of" if same else "another article,"
        return f"{quote} is not in the passage cited; it stands in {kind} {place}"
    articles = evidence.articles_with(words)
    if articles:
        return f"{quote} is not in the passage cited; it stands, over several sentences, in {articles[0].label}"
    passage, should = _nearest(words, cited)
    if should:
        has = f"{where(passage)} has “{should}”: in full, “{plain(passage.words)}”"
        return f"{quote} is not what {_whose(passage)} says; {has}"
    if evidence.locked:
        return f"{quote} is not in the passage cited; whether an article has it cannot be said, as none is at hand"
    return f"{quote} stands in no source of this story: it is invented, or its source is missing"


def _whose(passage: Passage) -> str:
    """A digest is not the article: the article may well have the words."""
    return "our digest" if passage.article.rights is Rights.DIGEST else "the source"


def _nearest(words: str, cited: Sequence[Passage]) -> tuple[Passage, str]:
    """The stretch of a cited passage that is most like the quotation; "" where none is like it."""
    best: tuple[float, Passage, str] = (0.0, cited[0], "")
    count = len(words.split())
    for passage in cited:
        rows = plain(passage.words).split()
        for size in {count - 1, count, count + 1}:
            for i in range(max(1, len(rows) - size + 1)):
                piece = " ".join(rows[i : i + size])
                ratio = difflib.SequenceMatcher(None, folded(piece), folded(words), autojunk=False).ratio()
                ratio += _SAME_LENGTH * (size == count)  # a word is more often changed than lost
                if size > 0 and ratio > best[0]:
                    best = (ratio, passage, piece)
    return (best[1], best[2].strip('“”"‘’,;')) if best[0] >= _LIKE else (best[1], "")


def _on_sources(page: RenderedPage, context: Context) -> Iterator[Fault]:
    """Each passage that the sources page quotes and no source has. One that is withdrawn is EXP113's."""
    evidence = context.evidence
    for unit in page.units:
        found = quotations(unit.text) if unit.text.startswith("“") else []
        if not found or folded(found[0]) in context.withdrawn:
            continue
        if not evidence.standing(found[0]) and not evidence.articles_with(found[0]):
            yield Fault(unit.line, f"“{found[0]}” stands in no source of this story")


RULE = Rule(
    "EXP102",
    "a quotation is verbatim: its words stand in a passage that is cited beside it",
    """What stands in quotation marks is somebody's words, to the letter; only kinds of marks and dashes may differ, an
ellipsis may leave words out and brackets may put some in. Words left out may not turn the meaning round: “We will …
talk” is no quotation of “We will not talk”. A quotation in a heading stands in a passage that its section cites.
The check says where the words stand, or what they should be; correct them, or cite the passage that has them.
Example: “We will not sell our evenings”, where the source has “weekends”.""",
    on_page=check,
)
