"""EXP131: a page holds only elements, attributes and addresses of the allow-list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.markup_lines import MarkupLines
from explainery.checking.page import CheckedPage
from explainery.checking.rendered_page import RenderedPage, rendered
from explainery.checking.rule import Rule
from explainery.markup.faults import MarkupFault, literal_markup, markup_faults, own_attribute_faults
from explainery.merging.line_layout import unchanged_layout
from explainery.patterns import regex
from explainery.reading.front_matter import split_front_matter

_ENDS_EARLY = regex(r"[<>]|--")


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """What the page's HTML may not hold, as it is published."""
    yield from _faults(page.shown, page.body, page.first_line)
    if page.suppressions:  # they are published: with them, the page is judged once more
        whole = split_front_matter(page.raw, Path(page.path))
        shown = rendered(unchanged_layout(whole.text), whole.first_line, context.site.parser)
        yield from _faults(shown, whole.text, whole.first_line)
    for suppression in page.suppressions:
        if _ENDS_EARLY.search(page.raw[suppression.start : suppression.end].strip()[4:-3]):
            yield Fault(suppression.line, "a comment may not contain <, > or --, which may end it early")


def _faults(shown: RenderedPage, text: str, first_line: int) -> Iterator[Fault]:
    literal = (f for f in literal_markup(shown.html) if f.needles[0] in text)
    found = [*markup_faults(shown.html), *_own(shown), *literal]
    lines = MarkupLines(text, first_line, shown.html)
    yield from (Fault(lines.line(fault), fault.message) for fault in found)


def _own(shown: RenderedPage) -> Iterator[MarkupFault]:
    """Faults of the pieces of HTML that the page contains as they are, without those that Markdown makes of code."""
    for piece in shown.pieces:
        at = max(0, shown.html.find(piece))
        yield from (MarkupFault(f.message, at + f.at, f.needles) for f in own_attribute_faults(piece))


RULE = Rule(
    "EXP131",
    "a page holds only elements, attributes and addresses of the allow-list",
    """A page is text: scripts, styles, frames, forms, pictures from other hosts, links that run code and characters
that are not seen could mislead readers, watch them or act in their name. The check judges the page's HTML, whatever
made it; the site is built without what this rule reports. Write Markdown: links with [words](address), pictures with
![words](../assets/picture.png). HTML by hand may use a few elements without attributes, such as <details> and <sub>.
Example: <span style="display:none">.""",
    is_suppressible=False,
    on_any=_check_page,
)
