"""The page that says in which other forms a story can be had: Markdown, data, feeds, and answers to embed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape

from explainery.publishing.embeds import Embed, snippet
from explainery.publishing.feeds import CHANGES_FEED, STORIES_FEED
from explainery.publishing.published_story import PublishedStory, Site
from explainery.publishing.shell import Contents, link_to


def reuse_page(site: Site, story: PublishedStory, embeds: Sequence[Embed], made: Collection[str]) -> Contents:
    """The page.

    Args:
        site: the site.
        story: the story.
        embeds: its answers.
        made: the files that the site has beside its pages.
    """
    words = site.words
    body = [
        f'<h1 id="contents">{words["reuse.heading"]}</h1>',
        f"<p><em>{escape(story.title)}</em></p>",
        f"<p>{words['reuse.intro']}</p>",
        *_files(site, story, made),
        *_feeds(site, story, made),
        *_embeds(site, story, embeds),
    ]
    about, title = words.put("reuse.about", story=story.title), words.put("reuse.title", story=story.title)
    return Contents(title, about, "\n".join(body), in_story=True)


def _place(site: Site, story: PublishedStory) -> str:
    return site.place(f"{story.name}/reuse.md")


def _files(site: Site, story: PublishedStory, made: Collection[str]) -> Iterator[str]:
    place, words = _place(site, story), site.words
    texts = [page for page in story.pages if page.path in made]
    if texts:
        yield f'<h2 id="text">{words["reuse.text"]}</h2>\n<ul>'
        for page in texts:
            link = f'<a href="{escape(link_to(place, page.path))}">{escape(page.heading)}</a>'
            yield f"<li>{words.put('reuse.as_markdown', page=link)}</li>"
        yield "</ul>"
    if f"{story.name}/claims.csv" in made:
        yield f'<h2 id="data">{words["reuse.data"]}</h2>\n<ul>'
        for kind in ("csv", "json"):
            target = escape(link_to(place, f"{story.name}/claims.{kind}"))
            link = f'<a href="{target}">{words["feed.data"]}</a>'
            yield f"<li>{words.put(f'reuse.{kind}', data=link)}</li>"
        yield f"</ul>\n<p>{words['reuse.json_ld']}</p>"


def _feeds(site: Site, story: PublishedStory, made: Collection[str]) -> Iterator[str]:
    rows, words = ((STORIES_FEED, "reuse.stories"), (CHANGES_FEED, "reuse.changes")), site.words
    feeds = [(name, words[key]) for name, key in rows if name in made]
    if feeds:
        yield f'<h2 id="feeds">{words["reuse.feeds"]}</h2>\n<ul>'
        for name, what in feeds:
            yield f'<li><a href="{escape(link_to(_place(site, story), name))}">{what}</a> (Atom)</li>'
        yield "</ul>"


def _embeds(site: Site, story: PublishedStory, embeds: Sequence[Embed]) -> Iterator[str]:
    if not embeds or not site.url:
        return
    yield f'<h2 id="embed">{site.words["reuse.embed"]}</h2>'
    yield f"<p>{site.words['reuse.embed_about']}</p>"
    for page in story.pages:
        mine = [e for e in embeds if e.page == page]
        if mine:
            yield f"<h3>{escape(page.heading)}</h3>"
        yield from (_embed(site, story, embed) for embed in mine)


def _embed(site: Site, story: PublishedStory, embed: Embed) -> str:
    place = escape(link_to(_place(site, story), site.place(embed.path)))
    return (
        f'<details class="ex-embed"><summary>{escape(embed.question)}</summary>\n'
        f'<p><a href="{place}">{site.words["reuse.see"]}</a></p>\n'
        f"<pre><code>{escape(snippet(site, embed))}</code></pre></details>"
    )
