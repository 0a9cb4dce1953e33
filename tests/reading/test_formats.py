"""Files by real producers of each format are read as a careful person would read them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from expected import FIELDS, Expected, expected_in, metadata, paragraphs

from explainery.model import Article
from explainery.reading.assemble import articles_in
from explainery.reading.detect import PLAIN, format_at

HERE = Path(__file__).parent
FILES = sorted(p for p in (HERE / "files").rglob("*") if p.with_name(f"{p.name}.expected.md").is_file())
PAGES = sorted((HERE / "pages").glob("*.html"))
PAGE_LEAST, PAGES_LEAST = 0.80, 0.94  # F1 of four-word shingles: of each page, and on average


def articles(path: Path) -> list[tuple[Article, Expected]]:
    read = list(articles_in(path))
    due = expected_in(path.with_name(f"{path.name}.expected.md" if path in FILES else f"{path.stem}.expected.md"))
    assert len(read) == len(due)
    return list(zip(read, due, strict=True))


@pytest.mark.parametrize("path", [*FILES, *PAGES], ids=lambda p: p.name)
def test_metadata_is_what_the_file_states_and_nothing_more(path: Path) -> None:
    for article, due in articles(path):
        assert metadata(article) == due.metadata


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_text_is_the_articles_own(path: Path) -> None:
    for article, due in articles(path):
        if format_at(path) in PLAIN:  # plain text is not changed
            assert article.text == path.read_text("utf-16").replace("\r\n", "\n")
        else:
            assert paragraphs(article.text) == due.paragraphs


def test_a_file_for_every_format() -> None:
    assert len(FILES) >= 20
    assert len({format_at(p) for p in FILES}) >= 11
    assert len(PAGES) >= 12


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def test_pages_in_the_styles_of_publishers() -> None:
    scores = {}
    for path in PAGES:
        ((article, due),) = articles(path)
        said, wanted = shingles("\n".join(paragraphs(article.text))), shingles("\n".join(due.paragraphs))
        both = sum((said & wanted).values())
        scores[path.name] = 2 * both / (sum(said.values()) + sum(wanted.values()))
    assert min(scores.values()) >= PAGE_LEAST, scores
    assert sum(scores.values()) / len(scores) >= PAGES_LEAST, scores


def test_every_field_is_missing_somewhere_and_stated_somewhere() -> None:
    due = [e.metadata for p in [*FILES, *PAGES] for _, e in articles(p)]
    assert all(any(m[f] for m in due) for f in FIELDS)
    assert all(any(not m[f] for m in due) for f in ("publisher", "published", "url", "section"))
