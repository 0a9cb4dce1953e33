"""What a site offers beside its pages, from small pages: each kind of file by itself."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest

from explainery.checking.markdown_extensions import DEFAULT_EXTENSIONS, parser_of
from explainery.config import PARTS
from explainery.publishing.built_site import BuiltSite
from explainery.publishing.cards import HEIGHT, WIDTH, card, drawing
from explainery.publishing.changed_statements import ChangedStatement, Happened
from explainery.publishing.plain_pages import plain_page
from explainery.publishing.publish import published
from explainery.publishing.published_story import Site
from explainery.publishing.reasons import Reason
from explainery.publishing.shell import link_to
from explainery.publishing.steps import Change, History, Step
from explainery.publishing.stories import stories_of

TIME = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
SITE = Site("Explainers", "The news, cited.", "https://news.example/why/")
TRADE = """\
---
title: "Who gives what: The port"
description: "What is on the table."
layout: secret
---

# Who gives what

| Who | What |
|---|---|
| Norsea | =1+1 for the union[^herald-ffff] |

## What was said

“We will not sell our weekends,” said Mara Lindqvist.[^herald-abcd]<!-- she called us back -->
-5 percent is what Norsea offered.[^courier-abab][^herald-abcd]

```
<!-- code, and no comment -->
```

## Sources for this page

[^herald-ffff]: **The Herald**, [*Dockers walk out, and </script><b>*](sources.md#herald), 2 March 2026. The article: “One and one.” [Read it there](https://herald.example/port#:~:text=One)
[^herald-abcd]: **The Herald**, [*Dockers walk out, and </script><b>*](sources.md#herald), 2 March 2026. Paragraph 4. [Read it there](https://herald.example/port)
[^courier-abab]: **Courier**, *Port strike*, March 2026. Our digest: “Norsea offered 5 percent less.”
"""
INDEX = '---\ntitle: "The port"\ndescription: "Why it stands still."\n---\n\n# The port\n\nDockers walked out.[^herald-aaaa]\n\n[^herald-aaaa]: **The Herald**, “Dockers walked out.”\n'
PAGES = {"index.md": "# Stories\n", "about.md": "# About\n", "port/index.md": INDEX, "port/trade.md": TRADE}
HTML = (
    "<html><head><title>x</title></head><body><article class='a'>{}</article>"
    '<footer class="ex-footer"><ul></ul></footer></body></html>'
)


def change(happened: Happened, before: str, after: str, *, built: bool = False) -> Change:
    row = ChangedStatement("port/trade.md", "herald-abcd", happened, before, after, built)
    return Change(row, TIME, "c" * 40, Reason("The figure was wrong"))


HISTORY = History(
    (
        Step(
            "c" * 40,
            TIME,
            (change(Happened.REWORDED, "Seven & <b>eight</b>.", "Nine."), change(Happened.ADDED, "", "Ten.")),
        ),
    ),
    dict.fromkeys(PAGES, TIME),
    dict.fromkeys(PAGES, TIME),
)


def built(site: Site = SITE, history: History = HISTORY, **more: object) -> BuiltSite:
    html = {
        site.place(p): HTML.format('<sup id="fnref:courier-abab"></sup><sup id="fnref:herald-abcd"></sup>')
        for p in PAGES
    }
    names, configs = [e for e in DEFAULT_EXTENSIONS if isinstance(e, str)], {"tables": {"use_align_attribute": True}}
    stories = stories_of(PAGES, parser_of(([*names, "tables", "fenced_code"], configs)))
    return replace(BuiltSite(site, PAGES, html, stories, history), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return published(built())


def data_of(page: bytes) -> list[dict[str, object]]:
    text = page.decode().split('<script type="application/ld+json">')[1].split("</script>")[0]
    graph: list[dict[str, object]] = json.loads(text)["@graph"]
    return graph


def test_a_table_of_statements_runs_no_formula(files: dict[str, bytes]) -> None:
    text = files["port/claims.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [r["statement"] for r in rows if r["key"] == "courier-abab"] == ["'-5 percent is what Norsea offered."]
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    assert len(rows) == 5, "a line for each citation of each statement"


def test_the_data_of_a_story_has_its_words_unchanged(files: dict[str, bytes]) -> None:
    whole = json.loads(files["port/claims.json"])
    said = {s["statement"]: s for s in whole["statements"]}
    weekends = said["“We will not sell our weekends,” said Mara Lindqvist."]
    assert weekends["quotations"] == [{"text": "We will not sell our weekends", "speaker": "Mara Lindqvist"}]
    assert weekends["section"] == "What was said"
    offered = said["-5 percent is what Norsea offered."]
    assert offered["address"] == "https://news.example/why/port/trade/#fnref:courier-abab"
    assert offered["citations"][0] == {
        "key": "courier-abab", "publisher": "Courier", "title": "Port strike", "date": "2026-03",
        "passage": "Norsea offered 5 percent less.", "is_digest": "yes", "link": "",
    }  # fmt: skip


def test_linked_data_says_what_is_claimed_quoted_and_cited(files: dict[str, bytes]) -> None:
    article, *rest = data_of(files["port/trade/index.html"])
    herald = {"@id": "https://herald.example/port"}
    assert (article["@type"], article["isBasedOn"], article["citation"]) == ("Article", herald, herald)
    assert (article["datePublished"], article["dateModified"]) == ("2026-03-04T09:30:00Z", "2026-03-04T09:30:00Z")
    assert article["isPartOf"] == {"@id": "https://news.example/why/port/"}
    (quotation,) = [n for n in rest if n["@type"] == "Quotation"]
    assert quotation["spokenByCharacter"] == {"@type": "Person", "name": "Mara Lindqvist"}
    claims = {n["identifier"]: n for n in rest if n["@type"] == "Claim"}
    assert claims["courier-abab"]["appearance"] == [{"@id": "https://news.example/why/port/trade/"}, herald]


def test_a_sources_words_cannot_end_the_data(files: dict[str, bytes]) -> None:
    page = files["port/trade/index.html"].decode()
    assert page.count("</script>") == 1
    (source,) = [n for n in data_of(page.encode()) if n["@type"] == "NewsArticle"]
    assert source["headline"] == "Dockers walk out, and </script><b>"


def test_feeds_are_atom_and_their_times_come_from_git(files: dict[str, bytes]) -> None:
    stories, changes = (feedparser.parse(files[name]) for name in ("stories.xml", "changes.xml"))
    assert (stories.bozo, changes.bozo, stories.version) == (False, False, "atom10")
    assert [(e.title, e.updated, e.link) for e in stories.entries] == [
        ("The port", "2026-03-04T09:30:00Z", "https://news.example/why/port/")
    ]
    (entry,) = changes.entries
    assert entry.title == "The port: 1 correction, 1 statement added"
    assert "Seven &amp; &lt;b&gt;eight&lt;/b&gt;." in entry.content[0].value


def test_without_git_dates_come_from_the_articles_or_are_left_out() -> None:
    made = published(built(history=History(is_known=False)))
    assert feedparser.parse(made["stories.xml"]).entries[0].updated == "2026-03-02T00:00:00Z"
    assert not {"changes.xml", "corrections/index.html", "port/corrections/index.html"} & made.keys()
    assert b"lastmod" not in made["sitemap.xml"]
    assert "dateModified" not in data_of(made["port/index.html"])[0]


def test_corrections_are_told_for_the_story_and_for_the_site(files: dict[str, bytes]) -> None:
    for place in ("corrections/index.html", "port/corrections/index.html"):
        page = files[place].decode()
        assert "<del>Seven &amp; &lt;b&gt;eight&lt;/b&gt;.</del>" in page
        assert "<ins>Nine.</ins>" in page
        assert "The figure was wrong" in page
        assert '<time datetime="2026-03-04T09:30:00Z">4 March 2026</time>' in page
        assert "What counts as a correction" in page
    assert ">Corrections (1)</a>" in files["port/trade/index.html"].decode()


def test_markdown_beside_a_page_has_neither_comments_nor_the_sites_settings(files: dict[str, bytes]) -> None:
    text = files["port/trade.md"].decode()
    assert "called us back" not in text
    assert "secret" not in text
    assert "<!-- code, and no comment -->" in text
    assert text.startswith("---\ntitle: 'Who gives what: The port'\n")
    assert "url: https://news.example/why/port/trade/\n---\n\n# Who gives what\n" in text
    assert 'rel="alternate source" type="text/markdown"' in files["port/trade/index.html"].decode()


def test_a_comment_that_is_never_closed_goes_to_the_end() -> None:
    assert plain_page("One.\n<!-- two\n\nthree") == b"One.\n"


def test_an_answer_to_embed_is_a_page_without_a_script(files: dict[str, bytes]) -> None:
    page = files["port/embed/trade-what-was-said/index.html"].decode()
    assert "<h1>What was said</h1>" in page
    assert "<script" not in page
    assert "default-src 'none'; style-src 'self'" in page
    assert page.count('<li id="source-') == 2, "one note for each article"
    assert 'content="noindex"' in page
    snippet = files["port/reuse/index.html"].decode()
    assert "&lt;iframe src=&quot;https://news.example/why/port/embed/trade-what-was-said/&quot;" in snippet


def test_crawlers_find_every_page_and_none_of_the_answers(files: dict[str, bytes]) -> None:
    sitemap = files["sitemap.xml"].decode()
    assert sitemap.count("<loc>") == len(PAGES) + 3  # two lists of corrections, and how to reuse
    assert "<loc>https://news.example/why/port/trade/</loc><lastmod>2026-03-04T09:30:00Z</lastmod>" in sitemap
    assert "embed" not in sitemap
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n\nSitemap: https://news.example/why/sitemap.xml\n"
    assert b"[Who gives what: The port](https://news.example/why/port/trade.md)" in files["llms.txt"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert published(built(draw=drawing())) == published(built(draw=drawing()))


def test_a_site_may_be_completed_again() -> None:
    once = published(built())
    html = {place: once[place].decode() for place in built().html}
    assert published(built(html=html)) == once


def test_what_is_left_out_is_nowhere_and_pages_say_nothing_of_it() -> None:
    everything = built(left_out=frozenset(PARTS), draw=drawing())
    assert published(everything) == {place: text.encode() for place, text in everything.html.items()}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_can_be_left_out_by_itself(part: str, files: dict[str, bytes]) -> None:
    made = published(built(left_out=frozenset({part})))
    gone = {"corrections": "port/corrections/index.html", "crawlers": "robots.txt", "data": "port/claims.csv",
            "embeds": "assets/embed.css", "feeds": "stories.xml", "markdown": "port/trade.md", "cards": "card.png",
            "archive": "archive/index.html"}[part]  # fmt: skip
    assert gone not in made
    assert made.keys() <= files.keys() | {"card.png"}
    html = [text.decode() for path, text in made.items() if path.endswith(".html")]
    links = [link for text in html for link in text.split('"') if link.endswith(gone.rpartition("/")[2])]
    assert links == []


def test_without_an_address_there_is_nothing_that_needs_one() -> None:
    made = published(built(replace(SITE, url=""), draw=drawing()))
    assert not {"stories.xml", "sitemap.xml", "robots.txt", "card.png"} & made.keys()
    assert {"port/claims.csv", "port/corrections/index.html", "port/trade.md"} <= made.keys()


def test_pages_opened_from_the_disk_are_linked_as_files() -> None:
    made = published(built(replace(SITE, is_in_folders=False)))
    assert {"corrections.html", "port/reuse.html", "port/embed/trade-what-was-said.html"} <= made.keys()
    assert 'href="corrections.html"' in made["port/trade.html"].decode()


def test_a_persons_own_file_is_not_replaced(files: dict[str, bytes]) -> None:
    made = published(built(own=frozenset({"robots.txt"})))
    assert made.keys() == files.keys() - {"robots.txt"}


@pytest.mark.parametrize(
    ("place", "target", "link"),
    [
        ("a/b/index.html", "a/c/index.html", "../c/"),
        ("a/b/index.html", "index.html", "../../"),
        ("index.html", "a/index.html", "a/"),
        ("a/b/index.html", "a/b.md", "../b.md"),
        ("a/b.html", "a/c.html", "c.html"),
    ],
)
def test_links_are_relative(place: str, target: str, link: str) -> None:
    assert link_to(place, target) == link


def test_a_card_is_a_png_of_the_size_that_platforms_want() -> None:
    image = card("Explainers", "Why the port stands still", "A strike.", "2 articles")
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(image[16:20]), int.from_bytes(image[20:24])) == (WIDTH, HEIGHT)
    assert len(image) < 60_000
    assert image == card("Explainers", "Why the port stands still", "A strike.", "2 articles")


def test_a_title_in_letters_that_the_font_lacks_is_left_to_the_platform() -> None:
    assert card("Explainers", "港口為何停擺", "", "") == card("Explainers", "", "", "")
    assert card("Explainers", "Почему порт стоит", "", "") != card("Explainers", "", "", "")
