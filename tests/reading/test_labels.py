"""A headline or a name that is absurdly long is cut, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.commands.build import build
from explainery.reading.assemble import article_of, read_article
from explainery.reading.labels import within_limit
from explainery.reading.limits import LABEL_CHARACTERS
from making import port_project

LONG = "Dockers walk out again " * 50_000
TEXT = "Dockers walked out at the port of Arlen on Monday after talks with the harbour company failed.\n"


@pytest.mark.parametrize("field", ["title", "publisher", "author"])
def test_a_long_label_is_cut_between_words_and_told(field: str) -> None:
    stated = {"title": "Port", "publisher": "Herald", field: LONG}
    front = "".join(f"{name}: {value}\n" for name, value in stated.items())
    article = article_of(f"---\n{front}---\n{TEXT}", Path("a.md"))
    kept = getattr(article, field)
    assert len(kept) <= LABEL_CHARACTERS
    assert kept.endswith(("out…", "again…", "walk…", "Dockers…"))
    assert [r for r in article.remarks if f"correct `{field}`" in r and "1,149,999 characters" in r]


def test_a_long_headline_of_a_web_page_is_cut(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    body = f"<p>{TEXT}</p>" * 5
    page.write_text(
        f"<!doctype html><html><head><title>{LONG}</title></head><body><article><h1>{LONG}</h1>{body}</article></body></html>",
        "utf-8",
    )
    assert len(read_article(page).title) <= LABEL_CHARACTERS


def test_a_label_of_news_stays() -> None:
    assert within_limit("Dockers walk out\u00a0again") == "Dockers walk out\u00a0again"
    assert within_limit("x" * LABEL_CHARACTERS) == "x" * LABEL_CHARACTERS
    assert within_limit("x" * 1_000_000) == "x" * (LABEL_CHARACTERS - 1) + "…"
    assert within_limit(None) is None


def test_the_pages_of_a_long_headline_stay_small(tmp_path: Path) -> None:
    project = port_project(tmp_path)
    source = project.root / "sources" / "port" / "herald.md"
    source.write_text(source.read_text("utf-8").replace("title: Dockers walk", f"title: {LONG}Dockers walk"), "utf-8")
    build(project)
    assert max(p.stat().st_size for p in project.docs.rglob("*.md")) < 50_000
