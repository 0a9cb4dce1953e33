"""What a lead-in says, such as "Norsea, which lost the case, made two offers:": no more than the lines below it.

A sentence about the page ("The table below shows ...") is compared in the same way with all that the page cites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from explainery.checking.evidence import Evidence
from explainery.checking.general_words import general_words
from explainery.checking.licences import put_in
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.sentence_forms import about_what, has_verb, is_about_page
from explainery.checking.tuning import TUNING
from explainery.checking.word_kin import Word, is_among, words_in
from explainery.marking.entities import entities_in

# What pages speak of when they speak of themselves, or sort what is below.
_OF_PAGES = frozenset(
    """
    account accounts answer answers article articles cited citation citations claim claims detail details differ
    different disagree event events example examples fact facts follow following follows link links list main matter
    overview page passage passages point points question questions quotation quotations reason reasons section
    sentence sentences source sources statement statements story summary table timeline topic view views
    """.split()
)


def lines_below(lines: Sequence[RenderedLine], at: int) -> Iterator[RenderedLine]:
    """The lines that a lead-in introduces: those behind it that cite, with their labels, up to any other one."""
    for line in lines[at + 1 :]:
        if line.is_heading or not (line.keys or line.is_label):
            return
        yield line


def unsaid_words(text: str, lines: Iterable[RenderedLine], page: CheckedPage, evidence: Evidence) -> list[str]:
    """The words of content of a lead-in or of a sentence about the page that the lines do not say, if they are many.

    Args:
        text: the sentence.
        lines: the lines of the page that it speaks of.
        page: that page.
        evidence: the story's sources.
    """
    said = about_what(text) if is_about_page(text) else text
    own = _content(said, evidence)
    there = _said(lines, page, evidence)
    missing = [word.text for word in own if not is_among(word.text, there)]
    # A label may have a word of its own, and a page more of them for what it does.
    least = 1 if has_verb(said) else 3 if is_about_page(text) else 2
    is_little = len(own) - len(missing) < TUNING.lead_in_share * len(own)
    return missing if is_little and len(missing) >= least else []


def _content(text: str, evidence: Evidence) -> list[Word]:
    """The words of content, without names, which are compared by themselves."""
    spans = [(n.start, n.end) for n in entities_in(text, evidence.settings.parties)]
    light = general_words() | _OF_PAGES
    return [
        w
        for w in words_in(text)
        if w.has_weight and w.text not in light and not any(a <= w.start < b for a, b in spans)
    ]


def _said(lines: Iterable[RenderedLine], page: CheckedPage, evidence: Evidence) -> set[str]:
    """The words of some lines, of their passages and of what people wrote in definitions, and of the titles."""
    lines = list(lines)
    keys = dict.fromkeys(key for line in lines for key in line.keys)
    cited = evidence.cited(keys)
    own = [page.shown.definitions[k].text for k in keys if k in page.shown.definitions]
    titles = [evidence.settings.title or "", evidence.story.title, *(p.article.title for p in cited)]
    texts = [*(line.text for line in lines), *titles, *own, *(f"{p.words} {put_in(p, evidence)}" for p in cited)]
    return {word.text for text in texts for word in words_in(text)}
