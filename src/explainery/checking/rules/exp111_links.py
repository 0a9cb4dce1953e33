"""EXP111: a link within the site leads to an existing page, file or anchor."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.checking.tuning import TUNING
from explainery.citation_keys import KEY
from explainery.page_format import MARK_ANCHOR

_FOOTNOTE_ANCHORS = ("fn:", "fnref")
_TEXT_FRAGMENT = ":~:"


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a link leads within the site: a page or file (from docs/), and an anchor ("" for none)."""

    path: str
    anchor: str


def _check_page(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Dead links and anchors of a page."""
    known = context.evidence.known
    # The definition of a withdrawn source links to a section that was withdrawn with it: EXP113 reports that.
    definitions = [line for key, line in page.shown.definitions.items() if key in known or not KEY.fullmatch(key)]
    for line in (*page.shown.lines, *definitions):
        for link in dict.fromkeys(line.links):
            problem = _problem(link, page, context)
            if problem:
                yield Fault(line.number, problem)


def _problem(link: str, page: CheckedPage, context: Context) -> str:
    """What is wrong with a link; "" if it works or leaves the site."""
    target = _target(link, page)
    if target is None:
        return ""
    if target.path not in context.site.files and target.path != page.inner:
        return _missing_file(link, target, page, context)
    if not _is_missing_anchor(target, page, context) or _goes_with_its_sentence(target, page):
        return ""
    similar = near_anchors(link, page, context)
    hint = f"; did you mean #{similar[0]}?" if similar else ""
    return f"{target.path} has no anchor #{target.anchor}{hint}"


def _goes_with_its_sentence(target: _Target, page: CheckedPage) -> bool:
    """Whether the sources page links to a mark: a person who deletes the sentence need not do more, the build does."""
    return page.is_sources and target.anchor.startswith(MARK_ANCHOR)


def near_anchors(link: str, page: CheckedPage, context: Context) -> list[str]:
    """Up to two anchors that a link to a missing one may mean, the most similar first; none if it is not missing."""
    target = _target(link, page)
    if target is None or not _is_missing_anchor(target, page, context):
        return []
    anchors = (a for a in _anchors(target, page, context) or () if not a.startswith(_FOOTNOTE_ANCHORS))
    return difflib.get_close_matches(target.anchor, sorted(anchors), 2, TUNING.suggestion_likeness)


def _target(link: str, page: CheckedPage) -> _Target | None:
    """Where a link leads; None if it leaves the site."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    relative = unquote(parts.path)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.inner), relative)) if relative else page.inner
    return _Target(path, unquote(parts.fragment))


def _anchors(target: _Target, page: CheckedPage, context: Context) -> frozenset[str] | None:
    """The anchors of the page that a link leads to; None if it leads to anything else."""
    if target.path == page.inner:
        return page.shown.ids
    is_page = target.path in context.site.files and target.path.endswith(".md")
    return context.site.ids(target.path) if is_page else None


def _is_missing_anchor(target: _Target, page: CheckedPage, context: Context) -> bool:
    anchors = _anchors(target, page, context)
    is_named = bool(target.anchor) and not target.anchor.startswith(_TEXT_FRAGMENT)
    return anchors is not None and is_named and target.anchor not in anchors


def _missing_file(link: str, target: _Target, page: CheckedPage, context: Context) -> str:
    if target.path.startswith("..") or link.endswith("/"):
        return f"the link {link} does not lead to a page or file of the site"
    similar = difflib.get_close_matches(target.path, sorted(context.site.files), 1, TUNING.suggestion_likeness)
    folder = posixpath.dirname(page.inner) or "."
    hint = f"; did you mean {posixpath.relpath(similar[0], folder)}?" if similar else ""
    return f"{link.split('#', maxsplit=1)[0]} does not exist{hint}"


RULE = Rule(
    "EXP111",
    "a link within the site leads to an existing page, file or anchor",
    """When a page or a heading is renamed, links to it break and readers reach nothing. Links between pages are
relative and name the .md file. An anchor is the heading in lower case with hyphens, or the id that the heading gives
itself ({ #own }). Correct the link; `explainery check --fix` does so if exactly one existing anchor is similar.
Example: [Who gives what](trade.md#what-nobody-has).""",
    on_any=_check_page,
)
