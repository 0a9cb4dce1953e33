"""Metadata is read as it is stated; what is ambiguous or missing is None."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.reading.header_lines import author_names, header_lines_of, publication
from explainery.reading.language_tags import tag_of
from explainery.reading.timestamps import timestamp_of
from explainery.reading.web.addresses import clean_address
from explainery.reading.web.markup import html_tree
from explainery.reading.web.metadata import Metadata, metadata_of


@pytest.mark.parametrize(("text", "due"), [
    ("2026-03-02", "2026-03-02"), ("2026-03", "2026-03"), ("2026", "2026"), ("2026/03/02", "2026-03-02"), ("20260302", "2026-03-02"),
    ("2026-03-02T18:30:00+01:00", "2026-03-02T18:30:00+01:00"), ("2026-03-02T18:30:00.123Z", "2026-03-02T18:30:00+00:00"),
    ("20260302T183000+0100", "2026-03-02T18:30:00+01:00"), ("2026-03-02 18:30:00", "2026-03-02"), ("2026-03-02T18:30", "2026-03-02"),
    ("Mon, 02 Mar 2026 18:30:00 +0100", "2026-03-02T18:30:00+01:00"), ("Mon, 02 Mar 2026 18:30:00 -0000", "2026-03-02"),
    ("March 2, 2026", "2026-03-02"), ("2 March 2026", "2026-03-02"), ("Sept. 2nd, 2026", "2026-09-02"),
    ("2 March 2026 at 6:30 pm GMT", "2026-03-02T18:30:00+00:00"), ("March 2, 2026 12:05 a.m. UTC", "2026-03-02T00:05:00+00:00"),
    ("March 2, 2026 6:30 p.m. EST", "2026-03-02"),
    ("03/02/2026", None), ("02.03.26", None), ("3 hours ago", None), ("2026-02-30", None), ("2026-13", None), ("0000-00-00", None),
    ("9999-12-31", None), ("", None), (None, None), ("March 2", None), ("2026-03-02T25:00:00Z", None), (20260302, "2026-03-02"),
])  # fmt: skip
def test_timestamps(text: object, due: str | None) -> None:
    assert timestamp_of(text) == due


@given(st.datetimes(datetime(1700, 1, 1), datetime(2199, 12, 31)), st.integers(-14 * 4, 14 * 4))  # noqa: DTZ001
def test_a_timestamp_stays_the_same_instant_in_its_own_zone(when: datetime, quarters: int) -> None:
    exact = when.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    stamp = timestamp_of(exact.isoformat())
    assert stamp is not None
    assert datetime.fromisoformat(stamp).astimezone(UTC) == exact.astimezone(UTC)
    assert stamp[:10] == exact.date().isoformat(), "the day where the publisher is"
    assert timestamp_of(stamp) == stamp


@given(
    st.text(max_size=60)
    | st.from_regex(r"(19|20)\d\d-[01]\d-[0-3]\d([T ][012]\d:[0-6]\d(Z|[+-]\d\d:?\d\d)?)?", fullmatch=True)
)
def test_any_text_is_a_timestamp_or_none(text: str) -> None:
    stamp = timestamp_of(text)
    assert stamp is None or timestamp_of(stamp) == stamp


@pytest.mark.parametrize(("text", "author", "published"), [
    ("By Jane Moor\n\nDockers walked out.", "Jane Moor", None),
    ("BY JANE MOOR AND OLE BRANDT, Staff Writers\nDockers", "Jane Moor, Ole Brandt", None),
    ("Dockers walk out\nBy Jane Moor | March 2, 2026\nThey", "Jane Moor", "2026-03-02"),
    ("Von Jürgen Groß und Åsa Lind\nText", "Jürgen Groß, Åsa Lind", None),
    ("By the time the dockers walked out it was dark.", None, None),
    ("By Monday the port stood still.", None, None),
    ("Published: 2 March 2026 10:15 GMT\nText", None, "2026-03-02T10:15:00+00:00"),
    ("ARLEN, March 2, 2026 (Tidewire) — Dockers walked out.", None, "2026-03-02"),
    ("ARLEN, March 2 (Tidewire) — Dockers walked out.", None, None),
    ("The treaty was published on 2 March 1926 by the king.", None, None),
    ("Published by the harbour board.", None, None),
])  # fmt: skip
def test_the_top_of_a_text(text: str, author: str | None, published: str | None) -> None:
    header = header_lines_of(text)
    assert (header.author, header.published) == (author, published)


@pytest.mark.parametrize(("address", "due"), [
    ("https://herald.example/a?utm_source=x&id=3#top", "https://herald.example/a?id=3"), ("https://herald.example/a?b=%20c", "https://herald.example/a?b=%20c"),
    ("/a", ""), ("javascript:alert(1)", ""), ("http://", ""), ("http://[::1", ""), ("https://a.example/<b>", ""), ("HTTPS://a.example/", "https://a.example/"),
])  # fmt: skip
def test_addresses(address: str, due: str) -> None:
    assert clean_address(address) == due


@pytest.mark.parametrize(
    ("language", "due"),
    [("en_GB", "en-GB"), ("DE", "de"), ("zh-hant-TW", "zh-Hant-TW"), ("English", None), ("", None), ("x", None)],
)
def test_languages(language: str, due: str | None) -> None:
    assert tag_of(language) == due


def page(head: str = "", body: str = "", nodes: object = None) -> Metadata:
    script = f'<script type="application/ld+json">{json.dumps(nodes)}</script>' if nodes is not None else ""
    html = f"<html><head>{head}{script}</head><body>{body}</body></html>"
    return metadata_of(html_tree(html, Path("a.html")), html)


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Dockers walk out",
    "datePublished": "2026-03-02T18:30:00+01:00",
    "publisher": {"@type": "Organization", "name": "The Herald"},
}


def test_nothing_stated_is_nothing() -> None:
    metadata = page(body="<h2>Teaser</h2><time datetime='2020-01-01'>x</time><a href='https://other.example/'>x</a>")
    assert (
        metadata.title,
        metadata.publisher,
        metadata.author,
        metadata.published,
        metadata.modified,
        metadata.url,
        metadata.section,
    ) == (None,) * 7


def test_an_article_among_others_is_the_one_with_the_pages_headline() -> None:
    other = {**ARTICLE, "headline": "Something else", "datePublished": "2020-01-01"}
    assert page(body="<h1>Dockers walk out</h1>", nodes=[other, ARTICLE]).published == ARTICLE["datePublished"]
    assert page(nodes=[other, ARTICLE]).published is None, "nobody can say which one it is"


def test_articles_in_a_list_are_not_the_pages() -> None:
    nodes = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": ARTICLE}]}
    assert page(nodes=nodes).published is None


@pytest.mark.parametrize(("head", "title"), [
    ("<title>Dockers walk out - The Herald</title><meta property='og:site_name' content='The Herald'>", "Dockers walk out"),
    ("<title>Dockers walk out | Herald</title><meta property='og:site_name' content='The Herald'>", "Dockers walk out"),
    ("<title>Dockers walk out - a reader’s view</title>", "Dockers walk out - a reader’s view"),
    ("<title>The Herald - Dockers</title><meta property='og:site_name' content='The Herald'>", "The Herald - Dockers"),
])  # fmt: skip
def test_the_sites_name_is_no_part_of_a_title(head: str, title: str) -> None:
    assert page(head).title == title


def test_a_publishers_facebook_page_is_not_its_name() -> None:
    assert (
        page(
            "<meta property='article:publisher' content='https://facebook.example/herald'><meta name='author' content='https://x.example/j'>"
        ).publisher
        is None
    )


def test_a_canonical_link_to_the_home_page_is_a_slip() -> None:
    assert (
        page(
            "<link rel=canonical href='https://herald.example/'><meta property='og:url' content='https://herald.example/a'>"
        ).url
        == "https://herald.example/a"
    )
    assert page("<link rel=canonical href='https://herald.example/'>").url is None


@pytest.mark.parametrize("beside", [
    "<aside><time datetime='2020-01-01'>x</time><a rel=author>Sam Moss</a></aside>",
    "<article class=teaser><meta itemprop=datePublished content=2020-01-01><meta itemprop=author content='Sam Moss'></article>",
    "<div class=comments><span class=comment-author>Troll Smith</span><time class=comment-posted datetime='2020-01-01'>x</time></div>",
    "<article><p>The hearing is on <time datetime='2027-05-01'>1 May</time>.</p></article>",
])  # fmt: skip
def test_metadata_beside_the_article_is_not_its_own(beside: str) -> None:
    metadata = page(body=f"<main><h1>Dockers walk out at Arlen</h1></main>{beside}")
    assert (metadata.author, metadata.published) == (None, None)


def test_the_only_article_of_the_json_is_not_the_pages_where_address_and_headline_are_others() -> None:
    node = {**ARTICLE, "headline": "Nine recipes for spring herring", "url": "https://herald.example/recipes"}
    head = "<link rel=canonical href='https://herald.example/walkout'><title>Dockers walk out at Arlen</title>"
    assert page(head, nodes=node).published is None
    assert page(head, nodes={**node, "headline": "Dockers walk out"}).published == ARTICLE["datePublished"]


def test_where_a_page_was_fetched_another_sites_address_is_not_its_own() -> None:
    html = "<html><head><link rel=canonical href='https://known.example/a'></head><body></body></html>"
    tree = html_tree(html, Path("a.html"))
    assert metadata_of(tree, html, "https://strange.test/b").url == "https://strange.test/b"
    assert metadata_of(tree, html, "https://www.known.example/b?id=1").url == "https://known.example/a"


@pytest.mark.parametrize(("text", "due"), [
    ("jane@herald.example (Jane Moor)", "Jane Moor"), ("Moor, Jane; Doe, John", "Jane Moor, John Doe"), ("By JANE MOOR", "Jane Moor"),
    ("Jane Moor, Staff Writer", "Jane Moor"), ("admin", None), ("https://herald.example/jane", None), ("", None),
    ("Photograph: Ann Lee/Getty Images", None), ("Getty Images", None), ("Illustration by Ann Lee", None), ("Video: Ann Lee", None),
    ("Jane Moor, Photographs by Ann Lee", "Jane Moor"), ("Words: Jane Moor, Pictures: Ann Lee", "Jane Moor"), ("Jane Moor | Ann Lee (photos)", "Jane Moor"),
    ("Story by Jane Moor; photos by Ann Lee", "Jane Moor"), ("Written by Jane Moor, Edited by Ann Lee", "Jane Moor"), ("Jane Moor/AP", "Jane Moor"),
    ("Jane Moor for the Post", "Jane Moor"), ("Jane Photo", "Jane Photo"),
])  # fmt: skip
def test_names(text: str, due: str | None) -> None:
    assert author_names(text) == due


@pytest.mark.parametrize(("line", "due"), [
    ("Updated: March 3, 2026. First published March 2, 2026", ("published", "2026-03-02")),
    ("Published March 2, 2026; updated March 3, 2026", ("published", "2026-03-02")), ("Last updated: March 3, 2026", ("modified", "2026-03-03")),
])  # fmt: skip
def test_lines_of_publication(line: str, due: tuple[str, str]) -> None:
    assert publication(line) == due


def test_numbers_lists_and_strange_values_are_survived() -> None:
    nodes = [
        {
            "@type": ["NewsArticle", 3, None],
            "headline": 5,
            "author": [7, {"name": ["A B"]}, {"@id": []}],
            "datePublished": {"@value": "2026-03-02"},
            "publisher": [[]],
        }
    ]
    metadata = page(nodes=nodes)
    assert (metadata.author, metadata.published, metadata.publisher) == ("A B", "2026-03-02", None)
