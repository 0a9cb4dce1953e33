"""EXP102: a quotation is verbatim: a passage cited beside it contains its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from explainery.checking.cited_definition import passage_words, without_source
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, holds, passage_label, quotations, spans_of
from explainery.checking.findings import Fault
from explainery.checking.headings import cited_in_section
from explainery.checking.labelled_words import invented_words
from explainery.checking.nearest_words import nearest_words
from explainery.checking.page import CheckedPage
from explainery.checking.quotation_brackets import bracketed
from explainery.checking.quotation_marks import block_quotation, unbroken
from explainery.checking.quoted_letters import shouted
from explainery.checking.rendered_page import RenderedLine, RenderedPage
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.linking.assertions import negated
from explainery.model import Passage, Rights
from explainery.patterns import regex
from explainery.text import folded, plain

_BLOCK_LINES = 3  # below a line of a block quotation in which "— Roe" may cite for it
_LIMITS = regex(
    r"\b(?:refus\w+|declin(?:e|es|ed)|fail\w*|hardly|barely|scarcely|rarely|seldom|doubt\w*|stop|avoid"
    r"|unless|only if|provided)\b"
)
_SENTENCE_END = regex(r"[.!?]'?\s")


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Quotations that no passage cited beside them contains, or that leave out a "not"."""
    if page.is_sources:
        yield from _on_sources_page(page.shown, context)
        return
    evidence = context.evidence
    for line in (*unbroken(page.shown.lines), *page.shown.definitions.values()):
        if line.is_heading:
            yield from _in_heading(line, page.shown, evidence)
        elif line.keys and _is_changed_definition(line, page.shown, evidence):
            message = f"the words of [^{line.keys[0]}] differ from those recorded in the lock file: restore them"
            yield Fault(line.number, message)
        elif line.keys:
            yield from _in_line(line, page.shown, evidence)
            if line not in page.shown.definitions.values():
                yield from _behind_label(line, evidence)
        if line.is_quoted:
            yield from _in_block(line, page.shown, evidence)


def _in_block(line: RenderedLine, page: RenderedPage, evidence: Evidence) -> Iterator[Fault]:
    """A line set as a block quotation whose words no passage has that it, or the line below, cites."""
    words = block_quotation(line)
    below = (other.keys for other in page.lines if other.is_quoted and 0 <= other.number - line.number <= _BLOCK_LINES)
    cited = evidence.cited(dict.fromkeys(key for keys in below for key in keys))
    if cited and not _is_term(words) and not _is_in(words, cited, evidence):
        yield Fault(line.number, _explanation(words, cited, evidence))


def _is_changed_definition(line: RenderedLine, page: RenderedPage, evidence: Evidence) -> bool:
    """Whether a definition's words do not match the hash of its key; only if the articles are not available."""
    key = line.keys[0]
    is_unverified = evidence.locked and key in evidence.known and key not in evidence.by_key
    return is_unverified and page.definitions.get(key) is line and bool(passage_words(line))


def _in_line(line: RenderedLine, page: RenderedPage, evidence: Evidence) -> Iterator[Fault]:
    cited = evidence.cited(line.keys)
    own_definitions = [page.definitions[k] for k in line.keys if k in page.definitions and k not in evidence.by_key]
    for words in quotations(without_source(line.text, (p.article for p in cited))):
        if _is_term(words) or any(holds(folded(own.text), words) for own in own_definitions):
            continue
        if _is_in(words, cited, evidence):
            turned = list(_left_out_negation(line, words, cited, evidence))
            yield from turned or _turned_by_brackets(line, words, cited, evidence)
            if word := _shouted(words, cited):
                message = f"“{words}” has “{word}”, whose capital letters {passage_label(cited[0])} does not have"
                yield Fault(line.number, message)
        elif cited:
            yield Fault(line.number, _explanation(words, cited, evidence))
        elif own_definitions and line not in page.definitions.values():
            yield Fault(line.number, f"“{words}” is not in the definition of the citation beside it")


def _shouted(words: str, cited: Sequence[Passage]) -> str:
    """A word of a quotation that its passages do not have in capital letters; "" if there is none."""
    return shouted(words, " ".join(f"{p.words} {p.article.title}" for p in cited))


def _behind_label(line: RenderedLine, evidence: Evidence) -> Iterator[Fault]:
    """What somebody is made to say behind a name and a colon, without quotation marks."""
    cited = evidence.cited(line.keys)
    words = invented_words(line.text, cited, evidence) if cited and not line.cells else ""
    if words:
        yield Fault(line.number, f"“{words}” stands here as somebody's words: {_explanation(words, cited, evidence)}")


def _in_heading(heading: RenderedLine, page: RenderedPage, evidence: Evidence) -> Iterator[Fault]:
    """Quotations in a heading that no passage cited in its section contains; under a page's title, on the page."""
    cited = evidence.cited(cited_in_section(heading, page))
    for words in quotations(heading.text):
        if _is_term(words) or _is_in(words, cited, evidence):
            continue
        passages = evidence.passages_with(words)
        hint = f"; it is in {passage_label(passages[0])}" if passages else ""
        if cited or not passages:
            message = f"“{words}” in this heading is not in any passage that its section cites{hint}"
            yield Fault(heading.number, message)


def _is_term(words: str) -> bool:
    """Whether the words in quotation marks are too few to be a quotation."""
    return len(words.split()) < TUNING.least_quoted_words


def _is_in(words: str, cited: Sequence[Passage], evidence: Evidence) -> bool:
    texts = [evidence.folded[p.key] for p in cited]
    return any(holds(text, words) for text in texts) or holds(" ".join(texts), words)


def _left_out_negation(line: RenderedLine, words: str, cited: Sequence[Passage], evidence: Evidence) -> Iterator[Fault]:
    """A quotation with an ellipsis or brackets in place of a "not"; none if one cited passage has it without."""
    for passage in cited:
        text = evidence.folded[passage.key]
        spans = spans_of(text, words) or []
        gaps = [text[before[1] : after[0]] for before, after in pairwise(spans)]
        negation = next((gap for gap in gaps if _turns(gap) and not _SENTENCE_END.search(gap)), None)
        if negation is not None:
            message = f"“{words}” leaves out “{negation.strip()}”, which reverses what {passage_label(passage)} says"
            yield Fault(line.number, message)
        if negation is not None or spans:
            return


def _turns(gap: str) -> bool:
    """Whether words that are left out reverse or limit the rest: "not", "refuse to", "unless"."""
    return negated(gap) or _LIMITS.search(gap) is not None


def _turned_by_brackets(
    line: RenderedLine, words: str, cited: Sequence[Passage], evidence: Evidence
) -> Iterator[Fault]:
    """A quotation whose brackets put in a "not", or another verb, noun or adjective than the passage has there."""
    problems = [list(bracketed(words, evidence.folded[p.key])) for p in cited if holds(evidence.folded[p.key], words)]
    if problems and all(problems):
        put, there = problems[0][0]
        instead = f"in place of “{there}”" if there else "of which the passage has nothing"
        yield Fault(line.number, f"“{words}” has “{put}” in brackets, {instead}: brackets may explain, not change")


def _explanation(words: str, cited: Sequence[Passage], evidence: Evidence) -> str:
    """Whether a quotation is attributed to the wrong passage, altered or invented; and what is right."""
    misattributed = _other_place(words, cited, evidence)
    if misattributed:
        return f"“{words}” is not in the passage cited; it is in {misattributed}"
    nearest = nearest_words(words, cited)
    if nearest:
        whose = "our digest" if nearest.passage.article.rights is Rights.DIGEST else "the source"
        in_full = f"has “{nearest.words}”: in full, “{plain(nearest.passage.words)}”"
        return f"“{words}” is not what {whose} says; {passage_label(nearest.passage)} {in_full}"
    if evidence.locked:
        return f"“{words}” is not in the passage cited; the articles are not available to look for it elsewhere"
    return f"“{words}” is not in any source of this story: it is invented, or its source is missing"


def _other_place(words: str, cited: Sequence[Passage], evidence: Evidence) -> str:
    """Where the sources contain a quotation, those of the cited articles first; "" if they do not."""
    cited_articles = {passage.article.id for passage in cited}
    passages = evidence.passages_with(words)
    same_article = [passage for passage in passages if passage.article.id in cited_articles]
    if same_article:
        return f"another sentence of {passage_label(same_article[0])}"
    if passages:
        return f"another article, {passage_label(passages[0])}"
    articles = evidence.articles_with(words)
    return f"{articles[0].label}, across several sentences" if articles else ""


def _on_sources_page(page: RenderedPage, context: Context) -> Iterator[Fault]:
    """Passages on the sources page that no source contains. EXP113 reports those that were withdrawn."""
    evidence = context.evidence
    for line in page.lines:
        quoted = quotations(line.text) if line.text.startswith("“") and not line.is_heading else []
        if not quoted or folded(quoted[0]) in context.withdrawn:
            continue
        if not evidence.passages_with(quoted[0]) and not evidence.articles_with(quoted[0]):
            yield Fault(line.number, f"“{quoted[0]}” is not in any source of this story")


RULE = Rule(
    "EXP102",
    "a quotation is verbatim: a passage cited beside it contains its words",
    """Words in quotation marks are someone's exact words. Only the style of quotation marks and dashes may differ. An
ellipsis may leave words out and brackets may add some, but they must not reverse the meaning: neither “We will …
talk” nor “We will [gladly] talk” quotes “We will not talk”. A block quotation is one, too. A passage cited in a
heading's section must contain a quotation in that heading. The message gives the correct words, or the passage that
contains the quotation. Correct the words or the citation, or remove the quotation marks and paraphrase.
Example: “We will not sell our evenings”, where the source says “weekends”.""",
    on_page=_check_page,
)
