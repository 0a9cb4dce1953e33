"""Agency news in JSON: IPTC's ninjs (versions 1 to 3), and schema.org's JSON-LD with the whole text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from explainery.errors import SourceError
from explainery.reading.document import Document
from explainery.reading.header_lines import author_names
from explainery.reading.language_tags import tag_of
from explainery.reading.limits import ReadingLimits
from explainery.reading.timestamps import timestamp_of
from explainery.reading.web.addresses import clean_address
from explainery.reading.web.jsonld import Graph, address_of, graph_of, is_article, names_of, property_text
from explainery.reading.web.markup import paragraphs_of, unsigned
from explainery.text import one_line

Item = Mapping[str, Any]
_LISTS = ("items", "_items", "data", "articles", "results", "docs")


def read(raw: bytes, path: Path, limits: ReadingLimits) -> Iterator[Document]:  # noqa: ARG001 (the registry calls every reader with limits)
    """Read every item with its whole text. Raises SourceError where the JSON is broken or contains no such item."""
    value = value_of(raw, path)
    graph = graph_of([value])
    nodes = [n for n in graph.nodes if is_article(n) and n.get("articleBody")]
    documents = [_from_jsonld(n, graph, path) for n in nodes] or [
        _from_ninjs(i, path) for i in _items(value) if _is_ninjs(i)
    ]
    whole = [d for d in documents if d.text.strip()]
    if not whole:
        raise SourceError("this JSON contains no article with its text", file=path,
                          hint="Supported are schema.org articles with articleBody, and IPTC ninjs items")  # fmt: skip
    yield from whole


def value_of(raw: bytes, path: Path) -> object:
    """Parse JSON in UTF-8 or UTF-16. Raises SourceError with the line where it is broken."""
    try:
        return json.loads(raw.lstrip(b"\xef\xbb\xbf"), strict=False)
    except json.JSONDecodeError as error:
        raise SourceError(f"this is not JSON: {error.msg.lower()}", file=path, line=error.lineno) from None
    except (ValueError, RecursionError):
        raise SourceError("this JSON is nested too deeply, or is not text", file=path) from None


def _items(value: object) -> list[Item]:
    """The items of a list, of an envelope around a list, or the value itself as the only item."""
    if isinstance(value, dict) and not _is_ninjs(value):
        value = next((value[k] for k in _LISTS if isinstance(value.get(k), list)), value)
    return [i for i in (value if isinstance(value, list) else [value]) if isinstance(i, dict)]


def _is_ninjs(item: Item) -> bool:
    """Whether an item is ninjs: it has a `uri`, and a headline or a body under the standard's names."""
    names = {k.lower() for k in item}
    return "uri" in names and bool(names & {"bodies", "body_text", "body_html", "body_xhtml", "headline", "headlines"})


def _get(item: Item, *names: str) -> Any:  # noqa: ANN401 (a value of JSON)
    """The first of some properties with a value; ninjs 1 and 2 write names in lower case, ninjs 3 in camel case."""
    lower = {k.lower(): v for k, v in item.items()}
    return next((lower[n] for n in names if lower.get(n)), None)


def _words(value: object) -> str:
    return one_line(html.unescape(value)) if isinstance(value, str) else ""


def _from_ninjs(item: Item, path: Path) -> Document:
    uri = _words(_get(item, "uri"))
    first, last = timestamp_of(_get(item, "firstcreated", "contentcreated")), timestamp_of(_get(item, "versioncreated"))
    sources = _get(item, "infosources", "infosource")
    named = [s.get("name") for s in sources if isinstance(s, dict)] if isinstance(sources, list) else []
    language = _words(_get(item, "language"))
    url = _words(_get(item, "url", "canonicalurl")) or uri
    return Document(
        text="\n\n".join(unsigned(_ninjs_body(item, path))),
        title=_main_headline(item, "headlines") or _words(_get(item, "headline", "title")) or None,
        publisher=next((w for w in map(_words, [_get(item, "copyrightholder", "provider"), *named]) if w), None),
        author=author_names(_words(_get(item, "byline", "by"))),
        published=first or last,
        modified=last if first else None,
        url=clean_address(url) or None,
        language=tag_of(language),
        name=uri,
    )


def _main_headline(item: Item, name: str) -> str:
    """The text of the main one of several headlines."""
    headlines = _get(item, name)
    rows = [r for r in headlines if isinstance(r, dict)] if isinstance(headlines, list) else []
    main = [r for r in rows if str(r.get("role") or "").rpartition(":")[2].lower() in {"main", "headline"}]
    return _words((main or rows or [{}])[0].get("value"))


def _ninjs_body(item: Item, path: Path) -> list[str]:
    """The paragraphs of the body, from its markup if there is any, otherwise from its plain text."""
    bodies = [b for b in _get(item, "bodies") or [] if isinstance(b, dict) and isinstance(b.get("value"), str)]
    typed = [(str(_get(b, "contenttype") or b.get("role") or ""), b["value"]) for b in bodies]
    marked = [v for kind, v in typed if "html" in kind or "xml" in kind]
    plain = [v for kind, v in typed if "html" not in kind and "xml" not in kind]
    for markup in [*marked, _get(item, "body_xhtml", "body_html")]:
        if isinstance(markup, str) and markup.strip():
            return paragraphs_of(markup, path)
    text = next((t for t in [*plain, _get(item, "body_text")] if isinstance(t, str) and t.strip()), "")
    return [one_line(row) for row in re.split(r"\n\s*\n|\n(?=\s)" if "\n\n" in text else r"\n", text) if row.strip()]


def _from_jsonld(node: Item, graph: Graph, path: Path) -> Document:
    body = str(node["articleBody"] if isinstance(node["articleBody"], str) else "")
    rows = (
        paragraphs_of(body, path)
        if re.search(r"</p>|<br", body)
        else [one_line(html.unescape(r)) for r in body.split("\n") if r.strip()]
    )
    language = property_text(node, "inLanguage")
    url = clean_address(address_of(node))
    return Document(
        text="\n\n".join(rows),
        title=property_text(node, "headline", "name") or None,
        publisher=next(iter([*names_of(node, "publisher", graph), *names_of(node, "sourceOrganization", graph)]), None),
        author=", ".join(names_of(node, "author", graph)) or None,
        published=timestamp_of(property_text(node, "datePublished")),
        modified=timestamp_of(property_text(node, "dateModified")),
        url=url or None,
        language=tag_of(language),
        section=property_text(node, "articleSection") or None,
        name=url or str(node.get("@id") or property_text(node, "headline")),
    )
