"""All that a site offers beside its pages, put together: files to be added to a built site, as values.

The order is that of what needs what: pictures and feeds, which every page names; each story's files; the site's; and at
last what each built page says of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from importlib.resources import files

from explainery.languages import Words
from explainery.page_format import OVERVIEW_FILE
from explainery.publishing.archive_pages import ARCHIVE_FOLDER, Archive
from explainery.publishing.built_site import CORRECTIONS, REUSE, BuiltSite, Made
from explainery.publishing.claims_files import claims_csv, claims_json
from explainery.publishing.corrections import Correction, corrections
from explainery.publishing.corrections_page import corrections_page
from explainery.publishing.crawlers import llms_txt, robots_txt, sitemap
from explainery.publishing.embeds import STYLE, embed_page, embeds_of
from explainery.publishing.feeds import CHANGES_FEED, STORIES_FEED, changes_feed, stories_feed
from explainery.publishing.head_tags import Picture, alternate_tags, picture_tags, text_tags
from explainery.publishing.page_additions import completed_pages
from explainery.publishing.plain_pages import plain_page
from explainery.publishing.published_story import PublishedStory
from explainery.publishing.reuse_page import reuse_page
from explainery.publishing.shell import Contents, in_shell, link_to
from explainery.reviewing.published_page import split

_CARD = "card.png"


def published(built: BuiltSite) -> dict[str, bytes]:
    """Every file to be written into the built site, by its path there; completed pages among them."""
    made = Made(corrections(built.history) if built.has("corrections") else ())
    _draw(built, made)
    _feeds(built, made)
    _plain_pages(built, made)
    for story in built.stories:
        _story_files(built, made, story)
    if built.has("corrections"):
        _add_page(built, made, CORRECTIONS, _corrections(built, made, made.corrections, None))
    _archive(built, made)
    _crawlers(built, made)
    for path in [p for p in made.files if p in built.own or p in built.html]:
        del made.files[path]  # somebody's own file or page, which wins
    return {**made.files, **dict(completed_pages(built, made))}


def _draw(built: BuiltSite, made: Made) -> None:
    """The pictures of the site and of each story."""
    site = built.site
    if built.draw is None or not built.has("cards"):
        return
    count = site.words.counted(len(built.stories), "story")
    made.files[_CARD] = built.draw(
        site.name, site.name, site.description, site.words.put("card.stories", stories=count)
    )
    made.pictures[""] = Picture(site.url + _CARD, f"{site.name}: {site.description}")
    for story in built.stories:
        path, counts = f"{story.name}/{_CARD}", _counts(story, site.words)
        made.files[path] = built.draw(site.name, story.title, story.description, counts)
        made.pictures[story.name] = Picture(site.url + path, f"{story.title}. {site.name}: {counts}.")


def _counts(story: PublishedStory, words: Words) -> str:
    sources = [c for page in story.pages for c in page.citations.values()]
    articles = {(c.publisher, c.title) for c in sources}
    publishers = {c.publisher for c in sources if c.publisher}
    parts = [words.counted(len(articles), "article"), words.counted(len(publishers), "publisher")] if articles else []
    return " · ".join([*parts, words.counted(len(story.claims), "cited_statement")])


def _feeds(built: BuiltSite, made: Made) -> None:
    if not built.has("feeds"):
        return
    feeds = {
        STORIES_FEED: stories_feed(built.site, built.stories, built.history),
        CHANGES_FEED: changes_feed(built.site, built.stories, built.history, made.corrections),
    }
    for name, feed in feeds.items():
        if feed is not None:
            made.files[name] = feed
            made.feeds.append(name)


def _plain_pages(built: BuiltSite, made: Made) -> None:
    site = built.site
    for path, text in built.pages.items():
        if built.has("markdown") and site.place(path) in built.html:
            made.files[path] = plain_page(text, site.address(path) if site.url else "")


def _story_files(built: BuiltSite, made: Made, story: PublishedStory) -> None:
    """A story's data, answers, and pages of its own."""
    site, embeds = built.site, embeds_of(story) if built.has("embeds") else ()
    if built.has("data"):
        anchors = {page.path: built.anchors(page) for page in story.pages}
        made.files[f"{story.name}/claims.csv"] = claims_csv(site, story, anchors)
        made.files[f"{story.name}/claims.json"] = claims_json(site, story, anchors)
    for embed in embeds:
        made.files[site.place(embed.path)] = embed_page(site, story, embed).encode()
    if embeds:
        made.files[STYLE] = files("explainery.publishing").joinpath("embed.css").read_bytes()
    if made.feeds or embeds or built.has("data") or built.has("markdown"):
        _add_page(built, made, f"{story.name}/{REUSE}", reuse_page(site, story, embeds, made.files))
    if built.has("corrections"):
        mine = [c for c in made.corrections if c.story == story.name]
        _add_page(built, made, f"{story.name}/{CORRECTIONS}", _corrections(built, made, mine, story))


def _corrections(built: BuiltSite, made: Made, listed: Sequence[Correction], story: PublishedStory | None) -> Contents:
    """The page of corrections of a story, or of the site."""
    site = built.site
    place = site.place(f"{story.name}/{CORRECTIONS}" if story else CORRECTIONS)
    of_page = {page.path: (s, page) for s in built.stories for page in s.pages}

    def where(correction: Correction) -> str:
        if correction.page not in of_page:
            return escape(correction.page)
        owner, page = of_page[correction.page]
        name = page.heading if story else f"{owner.title}: {page.heading}"
        name = owner.title if page == owner.overview else name
        return f'<a href="{escape(link_to(place, site.place(page.path)))}">{escape(name)}</a>'

    words, links = site.words, []
    if CHANGES_FEED in made.feeds:
        links.append(f'<a href="{escape(link_to(place, CHANGES_FEED))}">{words["corrections.feed"]}</a>')
    if story:
        all_of_them = escape(link_to(place, site.place(CORRECTIONS)))
        links.append(f'<a href="{all_of_them}">{words["corrections.all"]}</a>')
    extra = f'<div class="ex-actions">{"".join(links)}</div>' if links else ""
    return corrections_page(story.title if story else "", listed, built.history, where, words, extra=extra)


def _archive(built: BuiltSite, made: Made) -> None:
    """The archive, unless somebody has a page or a folder of that name."""
    archive = Archive(built.site, built.catalogue)
    if not built.has("archive") or any(
        path.startswith(("archive/", "archive.")) for path in (*built.pages, *built.own)
    ):
        return
    for path, contents in archive.pages():
        _add_page(built, made, path, contents)
        if built.site.place(path) in made.files:
            made.archive.append(path)
    if made.archive:
        made.files |= archive.files()
        made.ways = archive.ways("index.html")


def _add_page(built: BuiltSite, made: Made, path: str, contents: Contents) -> None:
    """A page in the site's own look, if a built page at the same depth can lend it."""
    site, place = built.site, built.site.place(path)
    lender = next(_lenders(built, path), None)
    head = "\n".join((
        contents.head,
        text_tags(contents.title, contents.description, site.address(path) if site.url else "", site.name),
        picture_tags(made.pictures.get(path.partition("/")[0] if contents.in_story else "")),
        alternate_tags(place, made.feeds, site.words),
    ))  # fmt: skip
    if lender and (page := in_shell(built.html[lender], replace(contents, head=head), site.name)):
        made.files[place] = page.encode()


def _lenders(built: BuiltSite, path: str) -> Iterator[str]:
    """The built pages that are as deep in the site as a new page: of its own story, or of none before any other."""
    place, folder = built.site.place(path), path.rpartition("/")[0]
    depth = place.count("/")
    candidates = [(p, built.site.place(p)) for p in sorted(built.pages)]
    deep = [(p, at) for p, at in candidates if at in built.html and at.count("/") == depth and p != OVERVIEW_FILE]
    yield from (at for p, at in deep if p.rpartition("/")[0] == folder)
    if folder == ARCHIVE_FOLDER:
        yield from (at for _, at in deep)
    if not folder:
        yield from (at for p, at in deep if p.rpartition("/")[2] == OVERVIEW_FILE)


def _crawlers(built: BuiltSite, made: Made) -> None:
    """What search engines and models ask for."""
    if not built.has("crawlers"):
        return
    site, history = built.site, built.history
    shown = [p for p in built.pages if site.place(p) in built.html]
    dates = {site.address(p): history.modified.get(p) for p in shown}
    for name in ("", *(s.name for s in built.stories)):
        path = f"{name}/{CORRECTIONS}" if name else CORRECTIONS
        times = [c.time for c in made.corrections if not name or c.story == name]
        if site.place(path) in made.files:
            dates.setdefault(site.address(path), max(times, default=None))
    for path in made.archive:
        dates.setdefault(site.address(path), None)
    for story in built.stories:
        if site.place(path := f"{story.name}/{REUSE}") in made.files:
            dates.setdefault(site.address(path), None)
    in_stories = {page.path for s in built.stories for page in s.pages}
    others = [(str(split(built.pages[p])[1].get("title") or p), p) for p in shown if p not in in_stories]
    made.files |= sitemap(dates)
    made.files["robots.txt"] = robots_txt(site)
    if built.has("markdown"):
        made.files["llms.txt"] = llms_txt(site, built.stories, others, has_data=built.has("data"))
