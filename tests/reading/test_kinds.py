"""Kinds of pages on which a body was lost or something else got into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explainery.config import StorySettings
from explainery.marking import mark
from explainery.model import Article
from explainery.reading.assemble import article_of, read_article

LINES = (
    "Ferry crews at Selm walked out on Monday after the company cancelled their leave for the whole of the spring.",
    "The company said that it would run two boats a day until Friday, one in the morning and one late in the evening.",
    "“We have asked for two years to be heard,” said Mara Lind, who speaks for the crews, at the quay in the old harbour.",
    "The mayor asked both sides to meet at the town hall on Wednesday evening, and both of them said that they would come.",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)


def read(html: str, *, head: str = "<title>Ferry crews walk out</title>") -> Article:
    return article_of(f"<!doctype html><html lang=en><head>{head}</head><body>{html}</body></html>", Path("page.html"))


def sentences(article: Article) -> list[str]:
    marked = mark(article, StorySettings())
    return [marked.words_of(s) for s in marked.sentences]


@pytest.mark.parametrize("html", [
    f"<table><tr><td><h1>Ferry crews walk out</h1>{BODY}</td></tr></table>",
    f"<center><table width='100%'><tr><td><table class='text'><tbody><tr><td valign='top'>{BODY}</td></tr></tbody></table></td></tr></table></center>",
    f"<table><tr><td>Home</td></tr><tr><td>{BODY}</td><td>Weather</td></tr></table>",
])  # fmt: skip
def test_a_table_that_places_text_is_unwrapped(html: str) -> None:
    assert sentences(read(html)) == list(LINES)


@pytest.mark.parametrize(
    "label", ["<h3>MORE ON FERRIES</h3>", "<p>Related</p>", "<div><b>Read next</b></div>", "<p>Recommended for you</p>"]
)
def test_only_the_box_in_the_middle_goes(label: str) -> None:
    links = "<ul><li><a href=/1>Salt prices steady as drought eases</a></li><li><a href=/2>Bakers seek a new oven in court</a></li></ul>"
    first, rest = BODY[: BODY.index("</p>") + 4], BODY[BODY.index("</p>") + 4 :]
    assert sentences(read(f"<article><h1>Ferry crews walk out</h1>{first}{label}{links}{rest}</article>")) == list(
        LINES
    )


def test_the_box_in_a_pasted_text_goes_alone() -> None:
    text = "\n".join(
        [LINES[0], "More from the Post", "Salt prices steady as drought eases", "Bakers seek a new oven", *LINES[1:]]
    )
    assert sentences(article_of(text, Path("pasted.txt"))) == list(LINES)


def test_other_stories_behind_a_cut_line_stay_out() -> None:
    others = [
        x
        for i in range(4)
        for x in (
            f"Headline number {i} of another day",
            f"A bakery in Osten sold {i} thousand loaves in one week, its owner told the town.",
        )
    ]
    text = "\n".join([*LINES, "More from the Post", *others])
    assert sentences(article_of(text, Path("pasted.txt"))) == list(LINES)


def test_marks_of_notes_go_and_the_notes_with_them() -> None:
    html = BODY.replace("spring.</p>", "spring.<sup><a href='#n1'>1</a></sup></p>").replace(
        "evening.</p>", "evening.<sup>[2]</sup></p>", 1
    )
    html = html.replace("they would come", "they would come<a href='#n1'>[1]</a>")
    notes = "<ol><li id=n1>Letter of the company, 1 March 2026. <a href='#r1'>back</a></li><li>Notice at the quay, 2 March 2026.</li></ol>"
    assert sentences(read(f"<article><h1>Ferry crews walk out</h1>{html}{notes}</article>")) == list(LINES)


def test_raised_figures_that_are_no_notes_stay() -> None:
    line = "The basin holds 10<sup>9</sup> litres of water and covers 40 km<sup>2</sup>, the harbour office said on Monday morning."
    assert "10 9" in " ".join(sentences(read(f"<article>{BODY}<p>{line}</p></article>"))).replace("109", "10 9")


def test_an_authors_biography_is_left_out() -> None:
    biography = "Jane Moor is a senior editor at the Post, based in Selm. She began in 1981 and since then has covered the port and the courts."
    html = f"<article>{BODY}</article><div class='author'><p>{biography}</p></div>"
    assert [s for s in sentences(read(html)) if "Moor" in s or "1981" in s] == []
    assert sentences(article_of("\n\n".join([*LINES, biography]), Path("pasted.txt"))) == list(LINES)


@pytest.mark.parametrize(("head", "heading", "title"), [
    ("<title>Ferry crews at Selm walk out over leave</title>", "Travel Centre", "Ferry crews at Selm walk out over leave"),
    ("<title>Walkout | Post</title><meta property='og:title' content='Ferry crews at Selm walk out'>", "Travel", "Ferry crews at Selm walk out"),
    ("<title>Post</title>", "Ferry crews at Selm walk out over leave", "Ferry crews at Selm walk out over leave"),
])  # fmt: skip
def test_a_sections_name_is_no_headline(head: str, heading: str, title: str) -> None:
    assert read(f"<article><h1>{heading}</h1>{BODY}</article>", head=head).title == title


def test_a_long_headline_that_two_places_state_wins() -> None:
    headline = "As anger grows over the dismissal of the harbour master, the regional government now considers taking the ferries into its own hands"
    data = json.dumps({"@type": "NewsArticle", "headline": headline})
    head = f"<meta property='og:title' content='{headline} * Post * by Jane Moor'><script type='application/ld+json'>{data}</script>"
    assert read(f"<article><h1>{headline}</h1>{BODY}</article>", head=head).title == headline


@pytest.mark.parametrize(("before", "after"), [
    ("<![CDATA[", "]]>"), ("//<![CDATA[\n", "\n//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<!--", "-->"), ("\n <!-- //<![CDATA[\n", "\n//]]> -->\n"), ("", ""),
])  # fmt: skip
def test_json_ld_is_read_in_any_wrapping(before: str, after: str) -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "Ferry crews walk out",
        "datePublished": "2026-03-02",
        "author": "Jane Moor",
        "publisher": {"name": "Post"},
    }
    article = read(
        f"<article>{BODY}</article>",
        head=f"<script type='application/ld+json'>{before}{json.dumps(data)}{after}</script>",
    )
    assert (article.published, article.author, article.publisher) == ("2026-03-02", "Jane Moor", "Post")


def test_a_body_that_only_a_script_shows_is_read_where_the_page_states_it() -> None:
    body = "\n\n".join(LINES * 3)
    data = json.dumps({"@type": "NewsArticle", "headline": "Ferry crews walk out", "articleBody": body})
    article = read(
        "<div id=app><p>Loading the story for you.</p></div>",
        head=f"<script type='application/ld+json'>{data}</script>",
    )
    assert sentences(article)[:4] == list(LINES)


def test_a_live_blog_says_how_much_of_it_was_read() -> None:
    posts = [
        {
            "@type": "BlogPosting",
            "headline": f"Update {i}",
            "datePublished": f"2026-03-02T1{i}:00:00Z",
            "articleBody": LINES[i],
        }
        for i in range(3)
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Ferry crews walk out", "liveBlogUpdate": posts})
    article = read(f"<article>{BODY}</article>", head=f"<script type='application/ld+json'>{data}</script>")
    assert article.remarks == (
        (
            "This is a live blog: 3 posts of it are in this file, from 2026-03-02T10:00:00Z to 2026-03-02T12:00:00Z; "
            "a page loads older ones as one scrolls, so some may be missing."
        ),
    )


def test_one_stray_byte_does_not_refuse_a_page(tmp_path: Path) -> None:
    page = tmp_path / "stray.html"
    raw = f"<meta charset=utf-8><title>Ferry crews walk out</title><article>{BODY}<p>A caf\N{LATIN SMALL LETTER E WITH ACUTE} stayed open.</p></article>"
    page.write_bytes(raw.encode().replace(b"old harbour", b"old\x92harbour"))
    assert "old\N{REPLACEMENT CHARACTER}harbour" in read_article(page).text


def test_an_article_of_two_short_sentences_is_one() -> None:
    assert sentences(article_of("The port is open.\nShips sail.\n", Path("short.txt"))) == [
        "The port is open.",
        "Ships sail.",
    ]
