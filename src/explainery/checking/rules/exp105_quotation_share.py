"""EXP105: articles under `rights: quote` are quoted briefly, and within the share that may be published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from explainery.checking.cited_definition import without_source
from explainery.checking.context import Context
from explainery.checking.evidence import Evidence, quotations, quote_only_articles
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.config import QUOTE_WORDS
from explainery.model import Article, Rights
from explainery.text import count_words, folded

_EDGES = ".,;:'\""
_Pieces = Mapping[tuple[str, str], Sequence[Sequence[str]]]


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Quotations that are too long."""
    if not quote_only_articles(context.evidence):
        return
    for line in page.shown.all_lines:
        is_restricted = any(p.article.rights is Rights.QUOTE for p in context.evidence.cited(line.keys))
        for words in quotations(line.text) if is_restricted else ():
            if count_words(words) > QUOTE_WORDS + 1:  # the ellipsis counts as one
                message = f"this quotation is {count_words(words)} words long: shorten it to {QUOTE_WORDS} or fewer"
                yield Fault(line.number, message)


def _check_story(pages: Mapping[str, CheckedPage], context: Context) -> Iterator[tuple[str, Fault]]:
    """Articles of which the pages together publish more than their share."""
    evidence = context.evidence
    if not pages or not quote_only_articles(evidence):
        return
    pieces = _quoted_pieces(pages.values(), evidence)
    for marked in evidence.story.articles:
        if marked.article.rights is Rights.QUOTE:
            published = sum(_published_words(folded(marked.words_of(s)), pieces) for s in marked.sentences)
            if published > evidence.quote_share * evidence.totals[marked.article.id]:
                yield min(pages), Fault(1, _too_much(marked.article, published, evidence))


def _too_much(article: Article, published: int, evidence: Evidence) -> str:
    total = evidence.totals[article.id]
    return (
        f"the pages publish {published} of the {total} words of {article.label}, more than its share of "
        f"{evidence.quote_share:.0%}: quote less of it"
    )


def _quoted_pieces(pages: Iterable[CheckedPage], evidence: Evidence) -> _Pieces:
    """Every piece of a quotation on the pages, as words, by its first two words. One word alone belongs to no one."""
    lines = (line for page in pages for line in page.shown.all_lines)
    texts = (without_source(line.text, (p.article for p in evidence.cited(line.keys))) for line in lines)
    parts = (part for text in texts for words in quotations(text) for part in _parts(words))
    pieces: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for part in dict.fromkeys(parts):
        piece = [word.strip(_EDGES) for word in part.strip(" .,;:").split()]
        if len(piece) > 1:
            pieces[piece[0], piece[1]].append(piece)
    return pieces


def _parts(words: str) -> list[str]:
    """The parts of a quotation between its ellipses."""
    return folded(words).replace("[…]", "…").split("…")


def _published_words(sentence: str, pieces: _Pieces) -> int:
    """How many words of a sentence the quotations contain, each word counted once."""
    words = [word.strip(_EDGES) for word in sentence.split()]
    is_published = [False] * len(words)
    for i, pair in enumerate(pairwise(words)):
        for piece in pieces.get(pair, ()):
            if words[i : i + len(piece)] == piece:
                is_published[i : i + len(piece)] = [True] * len(piece)
    return sum(is_published)


RULE = Rule(
    "EXP105",
    "an article under `rights: quote` is quoted at most 25 words at a time, and not beyond its share in all",
    """Text that belongs to others may be quoted, but not reprinted. A quotation may be up to 25 words long, and all
quotations from one article together may not exceed the share that `quote_share` in .explainery/settings.yml sets. Quote
less, or say it in your own words.
Example: every second sentence of an article in quotation marks.""",
    on_page=_check_page,
    on_story=_check_story,
)
