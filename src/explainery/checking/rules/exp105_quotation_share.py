"""EXP105: other people's text is quoted briefly, and within the share that may be published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from explainery.checking.context import Context
from explainery.checking.evidence import quotations, quoting
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.config import QUOTE_WORDS
from explainery.model import Rights
from explainery.text import count_words, folded

_EDGES = ".,;:'\""


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Quotations that are too long."""
    if not quoting(context.evidence):
        return
    for unit in (*page.shown.units, *page.shown.definitions.values()):
        cited = [p for p in context.evidence.cited(unit.keys) if p.article.rights is Rights.QUOTE]
        for words in quotations(unit.text) if cited else ():
            if count_words(words) > QUOTE_WORDS + 1:  # the ellipsis counts as one
                what = f"this quotation has {count_words(words)} words; {QUOTE_WORDS} are the most"
                yield Fault(unit.line, what)


def check_story(pages: Mapping[str, CheckedPage], context: Context) -> Iterator[tuple[str, Fault]]:
    """Each article of which the pages together publish more than its share."""
    evidence = context.evidence
    if not pages or not quoting(evidence):
        return
    published = _published(pages.values())
    for marked in evidence.story.articles:
        if marked.article.rights is not Rights.QUOTE:
            continue
        total = evidence.totals[marked.article.id]
        shown = sum(_covered(folded(marked.words_of(s)), published) for s in marked.sentences)
        if shown > evidence.quote_share * total:
            what = (
                f"the pages publish {shown} of the {total} words of {marked.article.label}, more than its share of "
                f"{evidence.quote_share:.0%}: quote less of it, or point to the passage"
            )
            yield min(pages), Fault(1, what)


_Pieces = Mapping[tuple[str, str], Sequence[Sequence[str]]]


def _published(pages: Iterable[CheckedPage]) -> _Pieces:
    """Every piece that the pages quote, as words, by its first two."""
    out: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    seen: set[str] = set()
    for page in pages:
        for unit in (*page.shown.units, *page.shown.definitions.values()):
            for words in quotations(unit.text):
                for part in folded(words).replace("[…]", "…").split("…"):
                    piece = [w.strip(_EDGES) for w in part.strip(" .,;:").split()]
                    if len(piece) > 1 and part not in seen:  # one word is nobody's
                        seen.add(part)
                        out[piece[0], piece[1]].append(piece)
    return out


def _covered(sentence: str, published: _Pieces) -> int:
    """How many words of a sentence the quotations hold, each word once."""
    bare = [w.strip(_EDGES) for w in sentence.split()]
    taken = [False] * len(bare)
    for i, pair in enumerate(pairwise(bare)):
        for piece in published.get(pair, ()):
            if bare[i : i + len(piece)] == piece:
                taken[i : i + len(piece)] = [True] * len(piece)
    return sum(taken)


RULE = Rule(
    "EXP105",
    "no more of an article under `rights: quote` is published than its share, 60 words at a time",
    """Somebody else's text may be quoted, not reprinted. A quotation has 60 words at most, and all quotations of one
article together no more than the share that `quote_share` in .explainery/settings.yml sets. Quote less, or point to
the passage (“The Herald has more on this in paragraph 9”).
Example: every second sentence of an article in quotation marks.""",
    on_page=check,
    on_story=check_story,
)
