"""EXP105 and EXP106: other people's text is quoted, briefly, and within the share that may be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explainery.checking.evidence import Evidence, quotations, quoting, runs_of
from explainery.checking.rendered import RenderedPage
from explainery.model import Rights
from explainery.settings import QUOTE_WORDS
from explainery.text import count_words, folded


def check(page: RenderedPage, evidence: Evidence) -> Iterator[tuple[int, str, str]]:
    """(line, code, what) for quotations that are too long and for unmarked text under `rights: quote`."""
    if not quoting(evidence):
        return
    for unit in (*page.units, *page.definitions.values()):
        cited = [p for p in evidence.cited(unit.keys) if p.article.rights is Rights.QUOTE]
        for words in quotations(unit.text) if cited else ():
            if count_words(words) > QUOTE_WORDS + 1:  # the ellipsis counts as one
                what = f"this quotation has {count_words(words)} words; {QUOTE_WORDS} are the most"
                yield unit.line, "EXP105", what
        found = unmarked(unit.text, evidence)
        if found:
            yield unit.line, "EXP106", f"“{found[0]}” is the text of {found[1]}: put it in quotation marks"


def unmarked(text: str, evidence: Evidence) -> tuple[str, str] | None:
    """The first run of words outside quotation marks that stands in an article under `rights: quote`, and where."""
    for marked in evidence.story.articles:
        text = text.replace(marked.article.title, "\n")  # a title names an article and reproduces none of it
    for words in quotations(text):
        text = text.replace(words, "\n")
    runs = (run for piece in text.split("\n") for run in runs_of(piece))
    return next(((run, evidence.runs[run]) for run in runs if run in evidence.runs), None)


def check_story(pages: Mapping[str, RenderedPage], evidence: Evidence) -> Iterator[tuple[str, int, str, str]]:
    """(page, line, code, what) for each article of which the pages together publish more than its share."""
    for marked in evidence.story.articles:
        if marked.article.rights is not Rights.QUOTE:
            continue
        body = [folded(marked.words_of(s)) for s in marked.sentences]
        total = sum(count_words(b) for b in body)
        published = [words for page in pages.values() for unit in (*page.units, *page.definitions.values())
                     for words in quotations(unit.text)]  # fmt: skip
        shown = sum(_covered(sentence, published) for sentence in body)
        if shown > evidence.quote_share * total:
            first = min(pages)
            yield (
                first,
                1,
                "EXP105",
                (
                    f"the pages publish {shown} of the {total} words of {marked.article.label}, more than its share of "
                    f"{evidence.quote_share:.0%}: quote less of it, or point to the passage"
                ),
            )


def _covered(sentence: str, published: Sequence[str]) -> int:
    """How many words of a sentence the quotations hold, each word once."""
    rows = sentence.split()
    taken = [False] * len(rows)
    for words in published:
        for part in folded(words).replace("[…]", "…").split("…"):
            piece = part.strip(" .,;:").split()
            at = _find(rows, piece)
            if at >= 0:
                taken[at : at + len(piece)] = [True] * len(piece)
    return sum(taken)


def _find(rows: Sequence[str], piece: Sequence[str]) -> int:
    bare, mine = [r.strip(".,;:'\"") for r in rows], [p.strip(".,;:'\"") for p in piece]
    if len(mine) < 2:  # noqa: PLR2004 (one word is nobody's)
        return -1
    return next((i for i in range(len(bare) - len(mine) + 1) if bare[i : i + len(mine)] == mine), -1)
