"""Lists of stories that the site draws: all of them on the home page, related ones at the foot of a story's pages.

They are made of the stories' own pages whenever the site is, so that no file lists the stories and two branches that
each add one change nothing in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from explainery.archive.catalogue import Catalogue, shelf_of
from explainery.archive.entry import StoryEntry
from explainery.archive.entry_html import Linked, short_item, whole_item
from explainery.errors import ExplaineryError
from explainery.languages import Words
from explainery.page_format import OVERVIEW_FILE
from explainery.rendering.sister_pages import told_sisters
from explainery.rendering.site_page import SitePage

WHOLE, LISTED = 20, 150  # stories with all their lines, and at most on the home page: 30 KB packed, as measured
ARCHIVE_MARK = "<!-- archive -->"  # where the ways into the archive go, when the site is completed
_PARTS = 2  # of a story page's path: its story and its name


def lists_of(page: SitePage, words: Words) -> tuple[str, str]:
    """What goes above a page's HTML and below it: the list that belongs on it; ("", "") for none."""
    try:
        if page.path == OVERVIEW_FILE:
            return "", f"\n{home_list(shelf_of(page.root).catalogue(fresh=True), page.link_to, words)}"
        story = page.path.split("/")
        if len(story) == _PARTS:
            return _on_story_page(story[0], page, words)
    except ExplaineryError:  # a setting that is not understood, which `check` and `build` report
        pass
    return "", ""


def _on_story_page(story: str, page: SitePage, words: Words) -> tuple[str, str]:
    catalogue = shelf_of(page.root).catalogue(fresh=False)
    if story not in catalogue.by_name:
        return "", ""
    told = "" if page.names_sisters else told_sisters(page.folder, catalogue.by_name[story].title)
    return told, f"\n{related_list(catalogue.related(story), page.link_to, words)}"


def home_list(catalogue: Catalogue, link: Linked, words: Words) -> str:
    """The newest stories with all their lines, and those before them by year, folded."""
    whole, short = catalogue.entries[:WHOLE], catalogue.entries[WHOLE:LISTED]
    if not whole:
        return f'<p class="ex-none-yet">{words["archive.none_yet"]}</p>'
    items = "\n".join(whole_item(entry, link) for entry in whole)
    return (
        f'<section class="ex-stories" aria-label="{words["archive.stories"]}" data-search-exclude>\n'
        f'{filter_form(words) if len(whole) > 1 else ""}{ARCHIVE_MARK}\n<ul class="ex-list">\n{items}\n</ul>\n'
        f"{_earlier(short, link, words)}</section>"
    )


def filter_form(words: Words) -> str:
    """A field that narrows a list down. The page's script shows it: without one it could do nothing."""
    return (
        f'<form class="ex-filter" role="search" aria-label="{words["archive.filter"]}" hidden>'
        f'<label for="ex-filter">{words["archive.filter"]}</label>'
        '<input id="ex-filter" type="search" autocomplete="off" spellcheck="false" maxlength="100" '
        f'placeholder="{words["archive.filter_by"]}"><p class="ex-filter__said" role="status"></p></form>\n'
    )


def _earlier(entries: Sequence[StoryEntry], link: Linked, words: Words) -> str:
    if not entries:
        return ""
    years = [
        f'<h2>{escape(year or words["archive.undated"])}</h2>\n<ul class="ex-short">\n'
        + "\n".join(short_item(entry, link) for entry in group)
        + "\n</ul>\n"
        for year, group in groupby(entries, key=lambda e: e.year)
    ]
    told = words.put("archive.earlier", stories=words.counted(len(entries), "story"))
    return f'<details class="ex-earlier-stories"><summary>{told}</summary>\n{"".join(years)}</details>\n'


def related_list(entries: Sequence[StoryEntry], link: Linked, words: Words) -> str:
    """Related stories; "" for none."""
    if not entries:
        return ""
    items = "\n".join(short_item(entry, link) for entry in entries)
    return (
        f'<nav class="ex-related" aria-labelledby="related-stories" data-search-exclude>\n'
        f'<h2 id="related-stories" data-search-exclude>{words["archive.related"]}</h2>\n'
        f'<ul class="ex-short">\n{items}\n</ul>\n</nav>'
    )
