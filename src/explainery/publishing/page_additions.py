"""What each built page says of the files beside it: in its head, at its foot, and in the footer of the site."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from explainery.page_format import OVERVIEW_FILE
from explainery.publishing.archive_pages import ARCHIVE
from explainery.publishing.built_site import CORRECTIONS, REUSE, BuiltSite, Made
from explainery.publishing.dates import story_changed
from explainery.publishing.head_tags import alternate_tags, picture_tags
from explainery.publishing.published_story import PublishedStory, StoryPage
from explainery.publishing.shell import link_to, with_additions
from explainery.publishing.structured_data import data_block, page_data, site_data
from explainery.publishing.tuning import TUNING


def completed_pages(built: BuiltSite, made: Made) -> Iterator[tuple[str, bytes]]:
    """Every built page with its additions; the pages made here get the links of the footer, too."""
    of_story = {page.path: (story, page) for story in built.stories for page in story.pages}
    for path in built.pages:
        place = built.site.place(path)
        if place in built.html:
            story, page = of_story.get(path, (None, None))
            head = _head(built, made, path, story, page)
            foot = _foot(built, made, story, page) if story and page else ""
            links = _links(built, made, place)
            ways = made.ways if path == OVERVIEW_FILE else ""
            yield place, with_additions(built.html[place], head=head, foot=foot, links=links, ways=ways).encode()
    for path in (CORRECTIONS, *made.archive, *(f"{s.name}/{n}" for s in built.stories for n in (CORRECTIONS, REUSE))):
        place = built.site.place(path)
        if place in made.files:
            text = made.files[place].decode()
            yield place, with_additions(text, links=_links(built, made, place)).encode()


def _head(built: BuiltSite, made: Made, path: str, story: PublishedStory | None, page: StoryPage | None) -> str:
    data = f"{story.name}/claims.json" if story else ""
    alternates = alternate_tags(
        built.site.place(path),
        made.feeds,
        built.site.words,
        markdown=path if path in made.files else "",
        data=data if data in made.files else "",
    )
    tags = [
        picture_tags(made.pictures.get(story.name if story else "")),
        alternates,
        *_data(built, made, path, story, page),
    ]
    return "\n".join(filter(None, tags))


def _data(
    built: BuiltSite, made: Made, path: str, story: PublishedStory | None, page: StoryPage | None
) -> Iterator[str]:
    """The page's data, which names things by whole addresses."""
    if not built.has("data") or not built.site.url:
        return
    if story and page:
        picture, history = made.pictures.get(story.name), built.history
        yield data_block(
            page_data(
                built.site,
                story,
                page,
                built.anchors(page),
                image=picture.address if picture else "",
                created=history.created.get(page.path),
                modified=history.modified.get(page.path),
            )
        )
    elif path == OVERVIEW_FILE:
        yield data_block(site_data(built.site, [(s, story_changed(s, built.history)) for s in _newest(built)]))


def _newest(built: BuiltSite) -> list[PublishedStory]:
    """The stories that the home page's data names: with all of many, it would be larger than the page."""
    order = {entry.name: number for number, entry in enumerate(built.catalogue.entries)}
    in_order = sorted(built.stories, key=lambda s: order.get(s.name, len(order)))
    return sorted(in_order[: TUNING.home_stories], key=lambda s: s.name)


def _foot(built: BuiltSite, made: Made, story: PublishedStory, page: StoryPage) -> str:
    """The line at the foot of a story's page: its corrections, and its other forms."""
    place, links = built.site.place(page.path), []
    count = sum(c.story == story.name for c in made.corrections)
    words = built.site.words
    title = words.put("corrections.counted_title", count=count) if count else words["corrections.title"]
    rows = ((CORRECTIONS, title), (REUSE, words["reuse.link"]))
    for name, text in rows:
        target = built.site.place(f"{story.name}/{name}")
        if target in made.files:
            links.append(f'<a href="{escape(link_to(place, target))}">{text}</a>')
    if page.path in made.files:
        links.append(f'<a href="{escape(link_to(place, page.path))}" type="text/markdown">Markdown</a>')
    return f'<div class="ex-actions ex-also">{"".join(links)}</div>\n' if links else ""


def _links(built: BuiltSite, made: Made, place: str) -> str:
    """What the footer of every page links to."""
    words = built.site.words
    rows = [(built.site.place(ARCHIVE), words["archive.title"])] if made.archive else []
    rows += [(built.site.place(CORRECTIONS), words["corrections.title"])]
    rows += [(name, words["feed.link"]) for name in made.feeds[:1]]
    return "".join(
        f'<li><a href="{escape(link_to(place, target))}">{text}</a></li>'
        for target, text in rows
        if target in made.files
    )
