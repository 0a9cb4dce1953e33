"""schema.org JSON-LD: find the node of the article and read its properties (https://schema.org/NewsArticle)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from explainery.patterns import regex
from explainery.reading.limits import JSON_LD_DEPTH
from explainery.text import counted, folded, one_line, words

Node = Mapping[str, Any]
_ARTICLE = regex(r"(?:^|[/:])(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|Review)$")
_WHOLE = ("@graph", "mainEntity", "mainEntityOfPage")  # properties whose nodes belong to the page itself
# What old pages put around a script: a comment, or CDATA, bare or behind a comment's mark of the script's language.
_OPENS = regex(r"\s*+(?:<!--|(?://|/\*)?\s*+<!\[CDATA\[\s*+(?:\*/)?)?")
_CLOSES = regex(r"(?:(?://|/\*)?\s*\]\]>\s*(?:\*/)?|(?://)?\s*-->)?\s*\Z")
_REACH = 40  # characters of an end mark with its blanks: without a limit, a long run of blanks takes for ever
_MARKUP = regex(r"</?[a-z][^>]*>", re.IGNORECASE)
_ALIKE = 0.5  # of a headline's words; by taste: a title that shares fewer is another article's


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes of a page's JSON-LD, in order, and those with an `@id` by that."""

    nodes: tuple[Node, ...] = ()
    by_id: Mapping[str, Node] = field(default_factory=dict)


def graph_of(values: Sequence[object]) -> Graph:
    """The graph of the JSON-LD values of one page or file."""
    nodes = tuple(n for value in values for n in _nodes(value, 0))
    by_id: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            by_id.setdefault(name, node)
    return Graph(nodes, by_id)


def value_in(script: str) -> object:
    """Parse a script's JSON, with marks of comments and CDATA around it and trailing commas forgiven; else None."""
    text = _unwrapped(script).strip().rstrip(";")
    for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(script: str) -> str:
    """A script without the marks around it, however many there are."""
    start, end = 0, len(script)
    while (opening := _OPENS.match(script, start, end)) and opening.end() > start:
        start = opening.end()
    while (closing := _CLOSES.search(script, max(start, end - _REACH), end)) and closing.start() < end:
        end = closing.start()
    return script[start:end]


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > JSON_LD_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        if any(not key.startswith("@") for key in value):
            yield value
        for key in _WHOLE:
            if isinstance(value.get(key), dict | list):
                yield from _nodes(value[key], depth + 1)


def is_article(node: Node) -> bool:
    """Whether a node's type is some kind of article."""
    kinds = node.get("@type")
    return any(isinstance(k, str) and bool(_ARTICLE.search(k)) for k in (kinds if isinstance(kinds, list) else [kinds]))


def article_in(graph: Graph, addresses: Sequence[str] = (), titles: Sequence[str] = ()) -> Node | None:
    """The node of the page's own article: the one with the page's address or headline, or the only one; else None."""
    articles = [n for n in graph.nodes if is_article(n)]
    here = {_path(a) for a in addresses if a} - {("", "")}
    same = [n for n in articles if here & {_path(a) for a in _addresses(n)}]
    heads = {folded(t) for t in titles if t}
    named = [
        n
        for n in same or articles
        if any(
            t.startswith(folded(property_text(n, "headline")).rstrip("…."))
            for t in heads
            if property_text(n, "headline")
        )
    ]
    best = named or same or [n for n in articles if not _is_another(n, here, heads)]
    headlines = {folded(property_text(n, "headline")) for n in best}
    return best[0] if best and (named or same or len(headlines) == 1) else None


def _is_another(node: Node, here: set[tuple[str, str]], heads: set[str]) -> bool:
    """Whether a node has another address than the page, and a headline that shares too few words with every title."""
    elsewhere = bool(here) and any(map(_path, _addresses(node)))
    headline = set(words(folded(property_text(node, "headline"))))
    unlike = (
        bool(headline) and bool(heads) and all(len(headline & set(words(h))) < _ALIKE * len(headline) for h in heads)
    )
    return elsewhere and unlike


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value


def _path(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return (parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")) if parts.netloc else ("", "")


def property_text(node: Node, *keys: str) -> str:
    """The first of some properties with a text, unescaped and on one line; "" where none has one."""
    for key in keys:
        value = node.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return one_line(html.unescape(html.unescape(value)))
    return ""


def names_of(node: Node, key: str, graph: Graph) -> list[str]:
    """The names of persons or organisations in a property: as text, as nodes, or by reference."""
    value = node.get(key)
    names = [_name_of(item, graph) for item in (value if isinstance(value, list) else [value])]
    return list(dict.fromkeys(n for n in names if n and not re.match(r"https?://", n)))


def _name_of(item: object, graph: Graph) -> str:
    if isinstance(item, dict):
        reference = item.get("@id") if "name" not in item else None
        return property_text(graph.by_id.get(reference, item) if isinstance(reference, str) else item, "name")
    return one_line(html.unescape(item)) if isinstance(item, str) else ""


def address_of(node: Node) -> str:
    """The article's own address; "" where it states none."""
    return next((a for a in _addresses(node) if re.match(r"https?://", a)), "")


def body_of(node: Node) -> str:
    """The article's text as stated, a paragraph a line; "" where it is not, or is markup."""
    body = node.get("articleBody")
    if not isinstance(body, str) or _MARKUP.search(body):
        return ""
    return "\n".join(line for row in html.unescape(body).splitlines() if (line := one_line(row)))


def remarks_on(node: Node) -> tuple[str, ...]:
    """What a person should know of a live blog: how much of it the page holds."""
    kinds = node.get("@type")
    if "LiveBlogPosting" not in (kinds if isinstance(kinds, list) else [kinds]):
        return ()
    updates = node.get("liveBlogUpdate")
    posts = [p for p in (updates if isinstance(updates, list) else [updates]) if isinstance(p, dict)]
    times = sorted(t for p in posts if (t := property_text(p, "datePublished")))
    span = f", from {times[0]} to {times[-1]}" if times else ""
    held = (
        f"{counted(len(posts), 'post')} of it are in this file{span}" if posts else "its file does not list its posts"
    )
    return (f"This is a live blog: {held}; a page loads older ones as one scrolls, so some may be missing.",)


def posts_of(node: Node) -> list[str]:
    """The posts of a live blog as paragraphs: the headline of each, then its text."""
    updates = node.get("liveBlogUpdate")
    rows: list[str] = []
    for post in updates if isinstance(updates, list) else [updates]:
        body = post.get("articleBody") if isinstance(post, dict) else None
        if isinstance(post, dict) and isinstance(body, str):
            lines = [property_text(post, "headline"), *(one_line(html.unescape(row)) for row in body.split("\n"))]
            rows += [line for line in lines if line]
    return rows
