"""What search engines and models ask a site for: sitemap.xml with true dates, robots.txt and llms.txt."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape

from explainery.publishing.dates import iso_time
from explainery.publishing.published_story import PublishedStory, Site
from explainery.publishing.tuning import TUNING

SITEMAP = "sitemap.xml"
_MOST = 50_000  # addresses in one sitemap, as sitemaps.org has it


def sitemap(addresses: Mapping[str, datetime | None]) -> dict[str, bytes]:
    """The sitemap, and the same packed. A page whose date is not known has none.

    Args:
        addresses: the address of each page, with the time of its last change.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, time in sorted(addresses.items())[:_MOST]:
        when = f"<lastmod>{iso_time(time)}</lastmod>" if time else ""
        lines.append(f"<url><loc>{escape(address)}</loc>{when}</url>")
    text = ("\n".join([*lines, "</urlset>"]) + "\n").encode()
    return {SITEMAP: text, f"{SITEMAP}.gz": gzip.compress(text, mtime=0)}


def robots_txt(site: Site) -> bytes:
    """Everybody may read everything; where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url}{SITEMAP}\n".encode()


def llms_txt(
    site: Site, stories: Sequence[PublishedStory], others: Iterable[tuple[str, str]], *, has_data: bool
) -> bytes:
    """The site's contents for language models, as llmstxt.org has it: each page as Markdown.

    Args:
        site: the site.
        stories: its stories.
        others: (title, path below `docs/`) of its other pages.
        has_data: whether there is a file with each story's statements.
    """
    words = site.words
    lines = [f"# {_inline(site.name)}", "", f"> {_inline(site.description)}", ""]
    lines += [words["llms.about"], ""]
    for story in stories[: TUNING.llms_stories]:
        lines += [f"## {_inline(story.title)}", ""]
        if story.description:
            lines += [_inline(story.description), ""]
        lines += [f"- [{_inline(page.title)}]({site.url}{page.path})" for page in story.pages]
        lines += [f"- [{words['llms.data']}]({site.url}{story.name}/claims.json)"] if has_data else []
        lines.append("")
    rest = [f"- [{_inline(title)}]({site.url}{path})" for title, path in others]
    lines += [f"## {words['llms.optional']}", "", *rest, ""] if rest else []
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _inline(text: str) -> str:
    """A text that is not markup in a Markdown line."""
    return "".join(f"\\{sign}" if sign in "\\[]<>`*_#" else sign for sign in " ".join(text.split()))
