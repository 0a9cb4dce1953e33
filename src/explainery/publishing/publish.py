"""All that a site offers beside its pages, put together: files to be added to a built site, as values.

The order is that of what needs what: facts of each story, then its files, then the site's, then what each built page
says of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from importlib.resources import files

from explainery.page_format import OVERVIEW_FILE
from explainery.publishing.anchors import anchors_of
from explainery.publishing.cards import Drawing
from explainery.publishing.claims_files import claims_csv, claims_json
from explainery.publishing.corrections import Correction, corrections
from explainery.publishing.corrections_page import corrections_page
from explainery.publishing.crawlers import llms_txt, robots_txt, sitemap
from explainery.publishing.dates import story_changed
from explainery.publishing.embeds import STYLE, embed_page, embeds_of
from explainery.publishing.feeds import CHANGES_FEED, STORIES_FEED, changes_feed, stories_feed
from explainery.publishing.head_tags import Picture, alternate_tags, picture_tags, text_tags
from explainery.publishing.plain_pages import plain_page
from explainery.publishing.published_story import PublishedStory, Site, StoryPage
from explainery.publishing.reuse_page import reuse_page
from explainery.publishing.shell import Contents, in_shell, link_to, with_additions
from explainery.publishing.steps import History
from explainery.publishing.structured_data import data_block, page_data, site_data
from explainery.reviewing.published_page import split
from explainery.text import counted

CORRECTIONS, REUSE = "corrections.md", "reuse.md"  # as if they were pages below `docs/`
_ID = re.compile(r'\bid="([^"]*)"')
_CARD = "card.png"


@dataclass(frozen=True, slots=True)
class Built:
    """What everything is made of.

    Attributes:
        site: what mkdocs.yml says.
        pages: every page's Markdown, by its path below `docs/`.
        html: the built pages, by their path in the site.
        stories: the stories, as published.
        history: what git tells of the pages.
        own: the files of the site that people put there; none of them is replaced.
        draw: draws a card; None without Pillow.
    """

    site: Site
    pages: Mapping[str, str]
    html: Mapping[str, str]
    stories: Sequence[PublishedStory]
    history: History
    own: frozenset[str] = frozenset()
    draw: Drawing | None = None


@dataclass(slots=True)
class _Made:
    """What has been made so far."""

    files: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)  # by story; "" is the site
    feeds: list[str] = field(default_factory=list)


def published(built: Built) -> dict[str, bytes]:
    """Every file to be written into the built site, by its path there; changed pages among them."""
    listed = corrections(built.history)
    made = _Made()
    _draw(built, made)
    _feeds(built, listed, made)
    for story in built.stories:
        anchors = {p.path: anchors_of(p, _ids(built, p)) for p in story.pages}
        made.files[f"{story.name}/claims.csv"] = claims_csv(built.site, story, anchors)
        made.files[f"{story.name}/claims.json"] = claims_json(built.site, story, anchors)
        for embed in embeds_of(story):
            made.files[built.site.place(embed.path)] = embed_page(built.site, story, embed).encode()
        _add_page(built, made, f"{story.name}/{REUSE}", reuse_page(built.site, story, embeds_of(story), made.feeds))
        if built.history.is_known:
            mine = [c for c in listed if c.story == story.name]
            _add_page(built, made, f"{story.name}/{CORRECTIONS}", _corrections(built, made, mine, story))
    if built.history.is_known:
        _add_page(built, made, CORRECTIONS, _corrections(built, made, listed, None))
    if built.stories:
        made.files[STYLE] = files("explainery.publishing").joinpath("embed.css").read_bytes()
    _for_machines(built, listed, made)
    fresh = {p: d for p, d in made.files.items() if p not in built.own and p not in built.html}
    return {**fresh, **dict(_completed_pages(built, made, listed, fresh))}


def _ids(built: Built, page: StoryPage) -> set[str]:
    return {unescape(i) for i in _ID.findall(built.html.get(built.site.place(page.path), ""))}


def _draw(built: Built, made: _Made) -> None:
    """The pictures of the site and of each story. Their addresses have to be whole, so there is none without one."""
    site = built.site
    if built.draw is None or not site.url:
        return
    count = counted(len(built.stories), "story", "stories")
    made.files[_CARD] = built.draw(site.name, site.name, site.description, f"{count}, every sentence cited")
    made.pictures[""] = Picture(site.url + _CARD, f"{site.name}: {site.description}")
    for story in built.stories:
        path, counts = f"{story.name}/{_CARD}", _counts(story)
        made.files[path] = built.draw(site.name, story.title, story.description, counts)
        made.pictures[story.name] = Picture(site.url + path, f"{story.title}. {site.name}: {counts}.")


def _counts(story: PublishedStory) -> str:
    sources = [c for page in story.pages for c in page.citations.values()]
    articles = {(c.publisher, c.title) for c in sources}
    publishers = {c.publisher for c in sources if c.publisher}
    parts = [counted(len(articles), "article"), counted(len(publishers), "publisher")] if articles else []
    return " · ".join([*parts, counted(len(story.claims), "cited statement")])


def _feeds(built: Built, listed: Sequence[Correction], made: _Made) -> None:
    feeds = {
        STORIES_FEED: stories_feed(built.site, built.stories, built.history),
        CHANGES_FEED: changes_feed(built.site, built.stories, built.history, listed),
    }
    for name, feed in feeds.items():
        if feed is not None:
            made.files[name] = feed
            made.feeds.append(name)


def _corrections(built: Built, made: _Made, listed: Sequence[Correction], story: PublishedStory | None) -> Contents:
    """The page of corrections of a story, or of the site."""
    site = built.site
    place = site.place(f"{story.name}/{CORRECTIONS}" if story else CORRECTIONS)
    headings = {page.path: (s, page) for s in built.stories for page in s.pages}

    def where(correction: Correction) -> str:
        if correction.page not in headings:
            return escape(correction.page)
        title, page = headings[correction.page]
        name = page.heading if story else f"{title.title}: {page.heading}"
        name = title.title if page == title.overview else name
        return f'<a href="{escape(link_to(place, site.place(page.path)))}">{escape(name)}</a>'

    links = [f'<a href="{escape(link_to(place, name))}">Feed of all changes</a>' for name in made.feeds[1:]]
    if story and site.place(CORRECTIONS) not in built.html:
        links.append(f'<a href="{escape(link_to(place, site.place(CORRECTIONS)))}">Corrections of all stories</a>')
    extra = f'<div class="ex-actions">{"".join(links)}</div>' if links else ""
    return corrections_page(story.title if story else "", listed, built.history, where, extra=extra)


def _add_page(built: Built, made: _Made, path: str, contents: Contents) -> None:
    """A page in the site's own look, if a built page at the same depth can lend it."""
    site, place = built.site, built.site.place(path)
    lender = next(_lenders(built, path), None)
    if lender is None or not (page := in_shell(built.html[lender], contents, site.name)):
        return
    head = "\n".join((
        text_tags(contents.title, contents.description, site.address(path) if site.url else "", site.name),
        picture_tags(made.pictures.get(path.partition("/")[0] if contents.in_story else "")),
        alternate_tags(place, made.feeds),
    ))  # fmt: skip
    made.files[place] = with_additions(page, head=head).encode()


def _lenders(built: Built, path: str) -> Iterator[str]:
    """The built pages that are as deep in the site as a new page: of its own story, or of none before any other."""
    place, folder = built.site.place(path), path.rpartition("/")[0]
    depth = place.count("/")
    candidates = [(p, built.site.place(p)) for p in sorted(built.pages)]
    deep = [(p, at) for p, at in candidates if at in built.html and at.count("/") == depth and p != OVERVIEW_FILE]
    yield from (at for p, at in deep if p.rpartition("/")[0] == folder)
    if not folder:
        yield from (at for p, at in deep if p.rpartition("/")[2] == OVERVIEW_FILE)


def _for_machines(built: Built, listed: Sequence[Correction], made: _Made) -> None:
    """Each page's Markdown, and what crawlers ask for; the latter have whole addresses."""
    site = built.site
    shown = {p: t for p, t in built.pages.items() if site.place(p) in built.html}
    for path, text in shown.items():
        made.files[path] = plain_page(text, site.address(path) if site.url else "")
    if not site.url:
        return
    dates = {site.address(p): built.history.modified.get(p) for p in shown}
    for name in ("", *(s.name for s in built.stories)):
        path = f"{name}/{CORRECTIONS}" if name else CORRECTIONS
        times = [c.time for c in listed if not name or c.story == name]
        if site.place(path) in made.files:
            dates.setdefault(site.address(path), max(times, default=None))
    in_stories = {page.path for s in built.stories for page in s.pages}
    others = [(str(split(t)[1].get("title") or p), p) for p, t in shown.items() if p not in in_stories]
    made.files |= sitemap(dates)
    made.files["robots.txt"] = robots_txt(site)
    made.files["llms.txt"] = llms_txt(site, built.stories, others)


def _completed_pages(
    built: Built, made: _Made, listed: Sequence[Correction], fresh: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Every built page with what it says of the files beside it; the pages made here get the footer's links, too."""
    of_story = {page.path: (story, page) for story in built.stories for page in story.pages}
    for path in built.pages:
        place = built.site.place(path)
        if place not in built.html:
            continue
        story, page = of_story.get(path, (None, None))
        head, foot = [alternate_tags(place, made.feeds, markdown=path, data=_data_file(story))], ""
        head.insert(0, picture_tags(made.pictures.get(story.name if story else "")))
        if story and page:
            head += _data(built, made, story, page)
            foot = _foot(built, story, page, listed, fresh)
        elif path == OVERVIEW_FILE and built.site.url:
            dated = [(s, story_changed(s, built.history)) for s in built.stories]
            head.append(data_block(site_data(built.site, dated)))
        text = with_additions(
            built.html[place], head="\n".join(filter(None, head)), foot=foot, links=_links(built, made, place, fresh)
        )
        yield place, text.encode()
    for path in (CORRECTIONS, *(f"{s.name}/{n}" for s in built.stories for n in (CORRECTIONS, REUSE))):
        place = built.site.place(path)
        if place in fresh:
            text = made.files[place].decode()
            yield place, with_additions(text, links=_links(built, made, place, fresh)).encode()


def _data_file(story: PublishedStory | None) -> str:
    return f"{story.name}/claims.json" if story else ""


def _data(built: Built, made: _Made, story: PublishedStory, page: StoryPage) -> list[str]:
    if not built.site.url:
        return []
    picture = made.pictures.get(story.name)
    data = page_data(
        built.site,
        story,
        page,
        anchors_of(page, _ids(built, page)),
        image=picture.address if picture else "",
        created=built.history.created.get(page.path),
        modified=built.history.modified.get(page.path),
    )
    return [data_block(data)]


def _foot(
    built: Built, story: PublishedStory, page: StoryPage, listed: Sequence[Correction], fresh: Collection[str]
) -> str:
    """The line at the foot of a story's page: its corrections, and its other forms."""
    place, links = built.site.place(page.path), []
    count = sum(c.story == story.name for c in listed)
    rows = ((CORRECTIONS, f"Corrections ({count})" if count else "Corrections"), (REUSE, "Reuse or embed this story"))
    for name, text in rows:
        target = built.site.place(f"{story.name}/{name}")
        if target in fresh:
            links.append(f'<a href="{escape(link_to(place, target))}">{text}</a>')
    links.append(f'<a href="{escape(link_to(place, page.path))}" type="text/markdown">Markdown</a>')
    return f'<div class="ex-actions ex-also">{"".join(links)}</div>\n'


def _links(built: Built, made: _Made, place: str, fresh: Collection[str]) -> str:
    """What the footer of every page links to."""
    rows = [(built.site.place(CORRECTIONS), "Corrections"), *((name, "Feed") for name in made.feeds[:1])]
    return "".join(
        f'<li><a href="{escape(link_to(place, target))}">{text}</a></li>' for target, text in rows if target in fresh
    )
