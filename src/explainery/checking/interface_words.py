"""A page as its rules judge it: the words of the interface that it has in another language, in their English form.

The rules know English. What they say of "Where the sources differ", they are to say of the same words in each language
that the site may have; whatever else a line says is judged as it stands.
"""

from __future__ import annotations

from dataclasses import replace

from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedLine
from explainery.languages import english

_FIELDS = ("title", "description")


def judged(page: CheckedPage) -> CheckedPage:
    """The page with the words of the interface in English. Its file's text stays, and so does what a fix goes by."""
    values = {k: english(v) if k in _FIELDS and isinstance(v, str) else v for k, v in page.values.items()}
    return replace(page, values=values, shown=replace(page.shown, lines=tuple(map(_line, page.shown.lines))))


def _line(line: RenderedLine) -> RenderedLine:
    return replace(
        line,
        text=english(line.text),
        linked=english(line.linked),
        unlinked=english(line.unlinked),
        cells=tuple(map(english, line.cells)),
        header=tuple(map(english, line.header)),
    )
