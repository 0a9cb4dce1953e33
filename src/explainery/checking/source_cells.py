"""What cells of a table say of the sources themselves: who says so and when, and how many independent ones there are.

No passage tells that, and it is no statement about the story: rules about figures and dates read a row without it.
"""

from __future__ import annotations

from collections.abc import Sequence

from explainery.checking.rendered_page import RenderedLine
from explainery.lexicon.numbers import up_to
from explainery.model import Passage
from explainery.page_format import MARK
from explainery.patterns import regex
from explainery.text import folded, plain, spoken_date

_NUMBER = {word: number for number, word in enumerate(up_to(20), 1)}
_COUNT = regex(r"(?:^|; )(?P<count>[a-z]+|\d+) independent sources\b")


def told_text(line: RenderedLine, cited: Sequence[Passage]) -> str:
    """A line's text; of a row, its cells apart, so that no name runs from one into the next."""
    if not line.cells:
        return MARK.sub("", line.text)
    labels = {folded(plain(name)) for p in cited for name in (p.article.label, _printed(p))}
    publishers = len({p.article.publisher for p in cited})
    told = (_without_count(MARK.sub("", cell), publishers) for cell in line.cells)
    return "; ".join(cell for cell in told if folded(cell.strip()) not in labels)


def _printed(passage: Passage) -> str:
    """Who says so and when, as a table of figures prints it."""
    published = passage.article.published
    return f"{passage.article.publisher}, {spoken_date(published)}" if published else passage.article.publisher


def _without_count(cell: str, publishers: int) -> str:
    """A cell without its count of sources, if as many publishers are cited; one publisher is one source."""
    match = _COUNT.search(cell)
    if match is None:
        return cell
    count = _NUMBER.get(match["count"]) or (int(match["count"]) if match["count"].isdecimal() else 0)
    return cell[: match.start()] + cell[match.end() :] if 0 < count <= publishers else cell
