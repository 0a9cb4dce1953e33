"""EXP111: links inside the site lead to a page, a file or an anchor that is there."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.citation_keys import KEY

_CLOSE = 0.6


def check(page: CheckedPage, context: Context) -> Iterator[Fault]:
    """Dead links and anchors of a page."""
    known = context.evidence.known
    # A definition whose source is withdrawn leads to a section that went with it: EXP113 speaks of that.
    standing = [u for k, u in page.shown.definitions.items() if k in known or not KEY.fullmatch(k)]
    for unit in (*page.shown.units, *standing):
        for link in dict.fromkeys(unit.links):
            what = dead(link, page, context)
            if what:
                yield Fault(unit.line, what)


def dead(link: str, page: CheckedPage, context: Context) -> str:
    """What is wrong with a link; "" where nothing is, or where it leads out of the site."""
    found = _target(link, page)
    if found is None:
        return ""
    target, anchor = found
    if target not in context.site.files and target != page.inner:
        return _no_file(link, target, page, context)
    if not _is_gone(target, anchor, page, context):
        return ""
    near = near_anchors(link, page, context)
    return f"there is no anchor #{anchor} on {target}" + (f"; perhaps #{near[0]}" if near else "")


def near_anchors(link: str, page: CheckedPage, context: Context) -> list[str]:
    """The anchors that a link to one that is gone may mean, the nearest first; none where it is not gone."""
    found = _target(link, page)
    if found is None or not _is_gone(*found, page, context):
        return []
    ids = (i for i in _ids(found[0], page, context) or () if not i.startswith(("fn:", "fnref")))
    return difflib.get_close_matches(found[1], sorted(ids), 2, _CLOSE)


def _target(link: str, page: CheckedPage) -> tuple[str, str] | None:
    """The page or file (from docs/) and the anchor of a link; None where it leads out of the site."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.inner), path)) if path else page.inner
    return target, unquote(parts.fragment)


def _ids(target: str, page: CheckedPage, context: Context) -> frozenset[str] | None:
    if target == page.inner:
        return page.shown.ids
    return context.site.ids(target) if target in context.site.files and target.endswith(".md") else None


def _is_gone(target: str, anchor: str, page: CheckedPage, context: Context) -> bool:
    ids = _ids(target, page, context)
    return ids is not None and bool(anchor) and not anchor.startswith(":~:") and anchor not in ids


def _no_file(link: str, target: str, page: CheckedPage, context: Context) -> str:
    if target.startswith("..") or link.endswith("/"):
        return f"the link {link} leads to no page or file of the site"
    near = difflib.get_close_matches(target, sorted(context.site.files), 1, _CLOSE)
    there = posixpath.relpath(near[0], posixpath.dirname(page.inner) or ".") if near else ""
    return f"there is no {link.split('#', maxsplit=1)[0]}" + (f"; perhaps {there}" if there else "")


RULE = Rule(
    "EXP111",
    "a link inside the site leads to a page, file and anchor that are there",
    """Renaming a page or a heading breaks the links to it, and a reader lands on nothing. Links between pages are
relative, to the .md file; an anchor is the heading in lower case with hyphens, or the id that the heading names itself
({ #own }). Correct the link; `explainery check --fix` does so where exactly one anchor is near.
Example: [Who gives what](trade.md#what-nobody-has).""",
    on_any=check,
)
