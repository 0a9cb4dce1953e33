"""The page that says in which other forms a story can be had: Markdown, data, feeds, and answers to embed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape

from explainery.publishing.embeds import Embed, snippet
from explainery.publishing.feeds import CHANGES_FEED, STORIES_FEED
from explainery.publishing.published_story import PublishedStory, Site
from explainery.publishing.shell import Contents, link_to

_INTRO = """\
<p>All of this is made from the pages as they are published, with what people corrected on them. The facts are cited;
the articles belong to their publishers.</p>"""


def reuse_page(site: Site, story: PublishedStory, embeds: Sequence[Embed], made: Collection[str]) -> Contents:
    """The page.

    Args:
        site: the site.
        story: the story.
        embeds: its answers.
        made: the files that the site has beside its pages.
    """
    body = [
        '<h1 id="contents">Reuse this story</h1>',
        f"<p><em>{escape(story.title)}</em></p>",
        _INTRO,
        *_files(site, story, made),
        *_feeds(site, story, made),
        *_embeds(site, story, embeds),
    ]
    about = f"{story.title}: the text as Markdown, the statements and citations as data, feeds, and answers to embed."
    return Contents(f"Reuse: {story.title}", about, "\n".join(body), in_story=True)


def _place(site: Site, story: PublishedStory) -> str:
    return site.place(f"{story.name}/reuse.md")


def _files(site: Site, story: PublishedStory, made: Collection[str]) -> Iterator[str]:
    place = _place(site, story)
    texts = [page for page in story.pages if page.path in made]
    if texts:
        yield '<h2 id="text">The text</h2>\n<ul>'
        for page in texts:
            yield f'<li><a href="{escape(link_to(place, page.path))}">{escape(page.heading)}</a>, as Markdown</li>'
        yield "</ul>"
    if f"{story.name}/claims.csv" in made:
        yield '<h2 id="data">The data</h2>\n<ul>'
        for name, what in (("claims.csv", "as a table (CSV)"), ("claims.json", "as data (JSON)")):
            link = escape(link_to(place, f"{story.name}/{name}"))
            yield f'<li><a href="{link}">Statements and citations</a>, {what}</li>'
        yield "</ul>\n<p>Each page also carries its statements as JSON-LD, in the vocabulary of schema.org.</p>"


def _feeds(site: Site, story: PublishedStory, made: Collection[str]) -> Iterator[str]:
    feeds = [(n, w) for n, w in ((STORIES_FEED, "The stories"), (CHANGES_FEED, "What changed in them")) if n in made]
    if feeds:
        yield '<h2 id="feeds">Feeds</h2>\n<ul>'
        for name, what in feeds:
            yield f'<li><a href="{escape(link_to(_place(site, story), name))}">{what}</a> (Atom)</li>'
        yield "</ul>"


def _embeds(site: Site, story: PublishedStory, embeds: Sequence[Embed]) -> Iterator[str]:
    if not embeds or not site.url:
        return
    yield '<h2 id="embed">Show an answer on your site</h2>'
    yield (
        "<p>Each of these is a small page of its own: one question, its answer, and the sources. "
        "It runs no script and sets no cookie. Copy its line into your page.</p>"
    )
    for page in story.pages:
        mine = [e for e in embeds if e.page == page]
        if mine:
            yield f"<h3>{escape(page.heading)}</h3>"
        yield from (_embed(site, story, embed) for embed in mine)


def _embed(site: Site, story: PublishedStory, embed: Embed) -> str:
    place = escape(link_to(_place(site, story), site.place(embed.path)))
    return (
        f'<details class="ex-embed"><summary>{escape(embed.question)}</summary>\n<p><a href="{place}">See it</a></p>\n'
        f"<pre><code>{escape(snippet(site, embed))}</code></pre></details>"
    )
