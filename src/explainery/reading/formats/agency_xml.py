"""Agency news in XML, by standards of the IPTC: NITF, and NewsML-G2 with NITF or XHTML in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from explainery.errors import SourceError
from explainery.reading.document import Document
from explainery.reading.header_lines import author_names
from explainery.reading.language_tags import tag_of
from explainery.reading.limits import ReadingLimits
from explainery.reading.timestamps import timestamp_of
from explainery.reading.web.addresses import clean_address
from explainery.reading.web.markup import (
    Element,
    find_all,
    name_of,
    paragraphs_in,
    paragraphs_of,
    text_in,
    unsigned,
    xml_tree,
)

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(raw: bytes, path: Path, limits: ReadingLimits) -> Iterator[Document]:  # noqa: ARG001 (the registry calls every reader with limits)
    """Read every item with its whole text. Raises SourceError where the XML is broken or contains no such item."""
    tree = xml_tree(raw.lstrip(), path)
    items = find_all(tree, "newsItem")
    documents = [_from_newsml(item, path) for item in items] or [_from_nitf(n) for n in find_all(tree, "nitf")]
    whole = [d for d in documents if d.text.strip()]
    if not whole:
        raise SourceError("this XML contains no article with its text", file=path,
                          hint="Supported are NITF, NewsML-G2, RSS and Atom")  # fmt: skip
    yield from whole


def _first(tree: Element, *names: str) -> Element | None:
    return next((e for name in names for e in find_all(tree, name)), None)


def _words(tree: Element, *names: str) -> str:
    return next((w for name in names for e in find_all(tree, name) if (w := text_in(e))), "")


def _at(tree: Element, name: str, *attributes: str) -> str:
    """The first non-empty value of some attributes of the elements of a name."""
    return next((v for e in find_all(tree, name) for a in attributes if (v := e.get(a))), "")


def _from_nitf(nitf: Element) -> Document:
    """The document of an NITF element (https://iptc.org/standards/nitf/)."""
    content = next((e for e in find_all(nitf, "body.content") if name_of(e.getparent()) == "body"), None)
    identifier = _at(nitf, "doc-id", "id-string")
    return Document(
        text="\n\n".join(unsigned(_nitf_paragraphs(content))) if content is not None else "",
        title=_words(nitf, "hl1", "headline", "title") or None,
        publisher=_at(nitf, "doc.copyright", "holder") or _words(nitf, "distributor") or None,
        author=author_names(_byline(nitf)),
        published=_nitf_moment(nitf, "date.issue") or _nitf_moment(nitf, "date.release"),
        url=clean_address(_at(nitf, "doc.url", "href") or _at(nitf, "pubdata", "ex-ref")) or None,
        language=_language(nitf),
        section=_at(nitf, "pubdata", "position.section")
        or _at(nitf, "tobject.subject", "tobject.subject.type")
        or None,
        name=identifier or _at(nitf, "doc-id", "regsrc"),
    )


def _byline(nitf: Element) -> str:
    lines = find_all(nitf, "byline")
    people = [text_in(p) for line in lines for p in find_all(line, "person")]
    return ", ".join(people) or (text_in(lines[0]) if lines else "")


def _nitf_moment(nitf: Element, name: str) -> str | None:
    return timestamp_of(_at(nitf, name, "norm"))


def _nitf_paragraphs(content: Element) -> list[str]:
    """The body's paragraphs, without those in media, tables and notes."""
    aside = {"media", "table", "note", "fn", "nitf-table", "body.end"}
    rows: list[str] = []
    for element in content.iter():
        inside = {name_of(a) for a in element.iterancestors() if a is not content}
        if name_of(element) in {"p", "hl2", "li"} and not inside & aside and not inside & {"p", "li"}:
            rows.append(f"{'- ' if name_of(element) == 'li' else ''}{text_in(element)}")
    return [r for r in rows if r.strip("- ")]


def _from_newsml(item: Element, path: Path) -> Document:
    """The document of a NewsML-G2 item (https://iptc.org/standards/newsml-g2/)."""
    about, meta = _first(item, "contentMeta"), _first(item, "itemMeta")
    about = about if about is not None else item
    meta = meta if meta is not None else item
    inner = _inner(item, path)
    first = timestamp_of(_words(about, "contentCreated")) or timestamp_of(_words(meta, "firstCreated"))
    last = timestamp_of(_words(about, "contentModified")) or timestamp_of(_words(meta, "versionCreated"))
    return Document(
        text="\n\n".join(unsigned(inner.text.split("\n\n"))),
        title=_words(about, "headline") or inner.title or _words(meta, "title") or None,
        publisher=_party(meta, "provider") or _words(item, "copyrightHolder") or inner.publisher,
        author=author_names(_words(about, "by")) or _people(about) or inner.author,
        published=first or last or inner.published,
        modified=last if first else None,
        url=clean_address(_link(item)) or inner.url,
        language=tag_of(_at(about, "language", "tag")) or _language(item) or inner.language,
        section=inner.section,
        name=item.get("guid") or "",
    )


def _inner(item: Element, path: Path) -> Document:
    """The document in the item's content, which is NITF, XHTML or text."""
    nitf = _first(item, "nitf")
    if nitf is not None:
        return _from_nitf(nitf)
    for name in ("html", "body", "inlineXML"):
        content = _first(item, name)
        if content is not None:
            body = _first(content, "body")
            paragraphs = paragraphs_in(body if body is not None else content)
            return Document("\n\n".join(_without_headings(paragraphs, content)))
    data = _first(item, "inlineData")
    words = "".join(str(t) for t in data.itertext()) if data is not None else ""
    rows = (
        paragraphs_of(words, path)
        if re.search(r"<p[ >]", words)
        else [" ".join(r.split()) for r in words.split("\n\n") if r.strip()]
    )
    return Document("\n\n".join(rows))


def _without_headings(rows: Sequence[str], content: Element) -> list[str]:
    heads = {text_in(h) for h in find_all(content, "h1")}
    return [r for r in rows if r not in heads]


def _party(meta: Element, name: str) -> str:
    """A party's name, as an element or as a literal; "" for a party of which only a code is stated."""
    party = _first(meta, name)
    return (_words(party, "name") or party.get("literal") or "") if party is not None else ""


def _people(about: Element) -> str | None:
    names = [_words(c, "name") or c.get("literal") or "" for c in find_all(about, "creator")]
    return ", ".join(n for n in names if n) or None


def _link(item: Element) -> str:
    return next(
        (
            e.get("href") or ""
            for e in find_all(item, "link")
            if "alternate" in (e.get("rel") or "") or "canonical" in (e.get("rel") or "")
        ),
        "",
    )


def _language(element: Element) -> str | None:
    return tag_of(element.get(_XML_LANG) or element.get("lang") or element.get("baselang") or "")
