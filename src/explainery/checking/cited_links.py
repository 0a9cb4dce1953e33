"""Where the links of a footnote definition may lead: to its article, and to that article on the page of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from explainery.checking.evidence import Evidence
from explainery.checking.rendered_page import RenderedLine, RenderedPage
from explainery.languages import languages, words_of
from explainery.model import Article
from explainery.page_format import SOURCES_FILE
from explainery.text import anchor, shortened, visible
from explainery.writing.footnotes import source_heading
from explainery.writing.markdown import address

_SHOWN = 80  # characters of an address in a message


def sources_heading(article: Article, evidence: Evidence) -> str:
    """The article's heading on the page of sources, with its id if a publisher has two articles of one day."""
    return source_heading(article, evidence.story, words_of(evidence.language))


def sources_headings(article: Article, evidence: Evidence) -> list[str]:
    """The same in every language, that of the site first: pages may have been written in another one."""
    codes = dict.fromkeys([evidence.language, *languages()])
    return [source_heading(article, evidence.story, words_of(code)) for code in codes]


def sources_link(article: Article, evidence: Evidence) -> str:
    """The link to an article on the page of sources."""
    return _link_to(sources_heading(article, evidence))


def _link_to(heading: str) -> str:
    return f"{SOURCES_FILE}#{anchor(heading)}"


def page_address(article: Article) -> str:
    """The article's address without a fragment; "" if its source does not give one."""
    return _page(address(article.url or ""))


def link_problems(key: str, definition: RenderedLine, evidence: Evidence) -> Iterator[str]:
    """What is wrong with the links of a definition, each with the right link."""
    for image in definition.images:
        yield f"the definition of [^{key}] shows the image {_shown(image)}: remove it, {_right(key, evidence)}"
    links = [link for link in definition.links if link not in definition.images]
    passage = evidence.by_key.get(key)
    problems = _article_problems(key, links, passage.article, evidence) if passage else _own_problems(key, links)
    yield from dict.fromkeys(problems)


def _article_problems(key: str, links: Iterable[str], article: Article, evidence: Evidence) -> Iterator[str]:
    """The links of a definition whose article is known."""
    url, inside = page_address(article), sources_link(article, evidence)
    here = {*map(_link_to, sources_headings(article, evidence))}
    outside = [link for link in links if link not in here]
    for link in outside:
        if not url:
            yield (
                f"the link of [^{key}] goes to {_shown(link)}, but the source gives no address of its article: remove "
                "the link, or put the address into the source, as `url`"
            )
        elif _page(link) != url:
            where = f"{url}, and on this site at {inside}"
            yield f"the link of [^{key}] goes to {_shown(link)}, but the article is at {where}: correct the link"
    if url and not outside:
        yield f"the definition of [^{key}] does not link to its article: add a link to {url}"


def _own_problems(key: str, links: Iterable[str]) -> Iterator[str]:
    """The links of a definition that a person wrote, or whose source is gone."""
    outside = [link for link in links if link.partition("#")[0] != SOURCES_FILE]
    for link in outside:
        if not _is_web(link):
            message = "must be a whole web address that begins with https:// and the host"
            yield f"the link of [^{key}], {_shown(link)}, {message}"
    if len({_page(link) for link in outside}) > 1:
        yield f"the definition of [^{key}] links to several places, {_shown(outside[0])} first: keep its article's link"


def foreign_links(page: RenderedPage, evidence: Evidence) -> Iterator[tuple[int, str]]:
    """Lines of the page of sources that link to other places than the article that they are about, and the message."""
    by_heading = {h: m.article for m in evidence.story.articles for h in sources_headings(m.article, evidence)}
    article: Article | None = None
    for line in page.lines:
        if line.is_heading:
            article = by_heading.get(line.text)
        right = page_address(article) if article else ""
        for link in line.links if article else ():
            if not _is_inside(link) and _page(link) != right:
                place = right or "an address that the source does not give"
                yield line.number, f"this link goes to {_shown(link)}, but the article is at {place}: correct the link"


def _is_inside(link: str) -> bool:
    """Whether a link leads to a page beside this one, as EXP111 follows it."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return not (parts.scheme or parts.netloc) and not parts.path.startswith(("/", "\\"))


def _is_web(link: str) -> bool:
    """Whether a link is an address of the web that shows where it leads: scheme and host, and nobody's name."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_whole = link.lower().startswith(("https://", "http://")) and "." in host and "@" not in parts.netloc
    return is_whole and "\\" not in link and link == visible(link) and " " not in link


def _page(link: str) -> str:
    return link.split("#", maxsplit=1)[0]


def _right(key: str, evidence: Evidence) -> str:
    passage = evidence.by_key.get(key)
    url = page_address(passage.article) if passage else ""
    return f"and link to the article, {url}" if url else "and link to the article"


def _shown(link: str) -> str:
    return shortened(visible(link), _SHOWN) or "nowhere"
