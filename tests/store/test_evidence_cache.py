"""What articles are sorted by comes back from the cache as it was worked out, or is worked out anew."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.commands import inbox
from explainery.commands.sort import sorting_of
from explainery.errors import ExplaineryError
from explainery.model import Article
from explainery.project import Project
from explainery.sorting import Evidence, evidence_of
from explainery.store.evidence_cache import evidence_cache
from explainery.store.evidence_json import evidence_from, evidence_json
from explainery.store.json_rows import NotAsWrittenError
from making import port_project
from piles import pile

_ANY = st.text(st.characters(codec=None), max_size=60)  # halves of characters, too


@given(_ANY, _ANY, st.sampled_from([None, "2026", "2026-03-02"]))
def test_it_comes_back_as_it_was(title: str, text: str, day: str | None) -> None:
    evidence = evidence_of(Article("a", "a.txt", f"The port of Arlen. {text}", title, "Paper", published=day))
    back = evidence_from(evidence_json(evidence))
    assert back == evidence
    assert [list(m) for m in (back.words, back.names, back.lead)] == [  # sums are taken in this order
        list(m) for m in (evidence.words, evidence.names, evidence.lead)
    ]


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"[1]", b"[[],[],[],0,{},[],1,2]", b"\xff", b"[" * 100_000])
def test_anything_else_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAsWrittenError):
        evidence_from(raw)


@pytest.fixture
def newsroom(tmp_path: Path) -> Project:
    """A project with a story, and an inbox."""
    project = port_project(tmp_path)
    (tmp_path / "inbox").mkdir()
    for n, labelled in enumerate(pile("one-cast")[:4]):
        (tmp_path / "inbox" / f"{n}.txt").write_text(labelled.file_text, "utf-8")
    return project


def worked_out(project: Project) -> int:
    """How many articles `sort` works anything out of."""
    asked: list[Article] = []

    def counted(article: Article) -> Evidence:
        asked.append(article)
        return evidence_of(article)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inbox, "evidence_of", counted)
        sorting_of(project, project.root / "inbox")
    return len(asked)


def test_only_what_is_new_is_worked_out(newsroom: Project) -> None:
    assert worked_out(newsroom) == 6
    assert worked_out(newsroom) == 0
    late = newsroom.root / "inbox" / "9.txt"
    late.write_text(pile("one-day")[0].file_text, "utf-8")
    assert worked_out(newsroom) == 1


def test_sorting_is_the_same_with_the_cache_and_without(newsroom: Project) -> None:
    first = sorting_of(newsroom, newsroom.root / "inbox")
    assert sorting_of(newsroom, newsroom.root / "inbox") == first
    shutil.rmtree(newsroom.root / ".explainery" / "cache")
    assert sorting_of(newsroom, newsroom.root / "inbox") == first


def test_an_entry_that_somebody_else_wrote_is_not_believed(newsroom: Project) -> None:
    first = sorting_of(newsroom, newsroom.root / "inbox")
    entries = [p for p in (newsroom.root / ".explainery/cache/steps").rglob("*") if p.is_file()]
    assert len(entries) >= 6
    for entry in entries:
        raw = entry.read_bytes()
        entry.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    assert sorting_of(newsroom, newsroom.root / "inbox") == first


def test_other_code_works_it_out_anew(newsroom: Project) -> None:
    cache, article = evidence_cache(newsroom), Article("a", "a.txt", "The port.", "Port", "Paper")
    asked: list[str] = []

    def made(given: Article) -> Evidence:
        asked.append(given.id)
        return evidence_of(given)

    for each in (cache, cache, replace(cache, code="other")):
        each.evidence(article, made)
    assert asked == ["a", "a"]


def test_an_article_that_takes_too_long_is_not_kept(newsroom: Project) -> None:
    def slow(_: Article) -> Evidence:
        raise ExplaineryError("too long", hint="")

    cache, article = evidence_cache(newsroom), Article("a", "a.txt", "The port.", "Port", "Paper")
    with pytest.raises(ExplaineryError):
        cache.evidence(article, slow)
    assert cache.evidence(article, evidence_of) == evidence_of(article)
