"""Marking on several processes gives what marking on one gives."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.process import BaseProcess

import pytest

from explainery import pipeline
from explainery.config import StorySettings
from explainery.pipeline import mark_all
from making import PARTIES, article


def test_any_executor_gives_the_same() -> None:
    settings = StorySettings(parties=PARTIES, keep=("Ships wait.",))
    rows = [
        article(f"The union walked out on Monday. Norsea offered {i} percent.\nShips wait.\n", name=f"a{i}")
        for i in range(6)
    ]
    alone = mark_all(rows, settings)
    with ProcessPoolExecutor(2) as processes, ThreadPoolExecutor(2) as threads:
        assert mark_all(rows, settings, processes) == alone
        assert mark_all(rows, settings, threads) == alone


def test_a_large_story_is_spread_by_itself_and_a_small_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[BaseProcess] = []
    real = BaseProcess.start

    def start(process: BaseProcess) -> None:
        started.append(process)
        real(process)

    monkeypatch.setattr(BaseProcess, "start", start)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(pipeline, "_POOL_FROM", 2_000)  # characters
    text = "".join(f"The union walked out for the {n}th time over pay, it said.\n" for n in range(20))
    rows = [article(text, name=f"a{i}") for i in range(2)]
    settings = StorySettings(parties=PARTIES)
    alone = mark_all(rows[:1], settings)
    assert not started
    assert mark_all(rows, settings)[:1] == alone
    assert started
