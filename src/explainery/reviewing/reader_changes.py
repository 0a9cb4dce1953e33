"""Every change of every page, as readers get it: what the statements' changes tell, and the rest by the renderings.

That a page does not change is said only where both its renderings are equal, so a change that nothing describes is
still told: by its line, or at least by the first tags that differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import markdown

from explainery.checking.html_reader import HtmlLine
from explainery.checking.line_numbers import LineFinder
from explainery.merging.line_layout import unchanged_layout
from explainery.merging.units import UnitKind, parsed
from explainery.reviewing.changes import ChangeKind, PageChangeKind, PageChanges, Part, StatementChange
from explainery.reviewing.published_page import NO_PAGE, PublishedPage, published, split
from explainery.reviewing.reader_lines import ReaderLine, hosts_of, lines_of, new_hosts
from explainery.reviewing.rendered_changes import LineNumber, residual_changes, whole_difference
from explainery.reviewing.statement_changes import page_changes


def reader_changes(
    old: Mapping[str, str], new: Mapping[str, str], parser: markdown.Markdown, built: Collection[str] = ()
) -> list[PageChanges]:
    """The pages that readers get otherwise than before, each with everything that changes on it.

    Args:
        old: the pages as they were, by path below `docs/`.
        new: the pages as they are.
        parser: Python-Markdown with the site's extensions.
        built: definitions of footnotes that a build wrote; they are counted, and the machines that they lead to named.
    """
    pages = page_changes(old, new, built)
    told = [c for page in pages for c in page.changes]
    return [p for page in pages if (p := _read(page, old, new, parser, built, told))]


def _read(  # noqa: PLR0917 (both versions and what is known of them)
    page: PageChanges,
    old: Mapping[str, str],
    new: Mapping[str, str],
    parser: markdown.Markdown,
    built: Collection[str],
    told: Sequence[StatementChange],
) -> PageChanges | None:
    """A page's changes; None where readers get the same as before."""
    texts = old.get(page.former_path or page.path), new.get(page.path)
    was, now = (NO_PAGE if text is None else published(text, parser) for text in texts)
    if page.kind is PageChangeKind.CHANGED and was == now:
        return None
    if page.kind is PageChangeKind.REMOVED or texts[1] is None:
        return page
    mine, others = list(page.changes), [c for c in told if c.origin == (page.former_path or page.path)]
    own_keys = _built_keys(was, texts[1], built)
    rest = residual_changes(was, now, [*mine, *others], _line_numbers(texts[1]))
    rest = tuple(c for c in rest if c.key not in own_keys)
    changes = (*_fields(was, now), *mine, *rest)
    if not changes and not others and not own_keys and was != now:
        changes = (whole_difference(was, now),)
    hosts, fresh = hosts_of(now, own_keys), new_hosts(was, now)
    return replace(page, changes=changes, built=len(own_keys), hosts=hosts, new_hosts=fresh)


def _built_keys(old: PublishedPage, text: str, built: Collection[str]) -> frozenset[str]:
    """The keys of the new footnotes of a page whose only definition is one that a build wrote."""
    before = {line.footnote for line in lines_of(old.tokens)}
    units = [u for u in parsed(text).units if u.kind is UnitKind.DEFINITION]
    counts = Counter(u.first for u in units)
    return frozenset(u.first for u in units if u.text in built and counts[u.first] == 1) - before


def _line_numbers(text: str) -> LineNumber:
    body = split(text)[0]
    finder = LineFinder(unchanged_layout(body), text.count("\n") - body.count("\n") + 1)

    def number(line: ReaderLine) -> int:
        if line.footnote:
            return finder.number(finder.definition(line.footnote))
        shown = HtmlLine(line.text, line.keys, links=tuple(link.target for link in line.links))
        return finder.number(finder.find(shown))

    return number


def _fields(old: PublishedPage, new: PublishedPage) -> Iterator[StatementChange]:
    """The fields of the front matter that changed: title and description, which search engines show, and others."""
    before, after = dict(old.fields), dict(new.fields)
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            kind = ChangeKind.CHANGED if name in before and name in after else _came(name in after)
            yield StatementChange(kind, Part.FIELD, name, after.get(name, ""), before.get(name, ""))


def _came(here: bool) -> ChangeKind:  # noqa: FBT001
    return ChangeKind.ADDED if here else ChangeKind.REMOVED
