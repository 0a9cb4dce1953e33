"""Functions over many items: the same results, in order, whichever executor runs them."""

import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.errors import ExplaineryError
from explainery.running.batches import Done, Failed, batches_by_size, most_under_way, run_batches
from explainery.running.executors import engine, require_executor
from explainery.running.here import Here
from explainery.running.processes import ProcessPool
from worker_functions import killed_once, kills_itself, sleeps, squared


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    with ProcessPool(2) as made:
        yield made


def shown(results: Iterator[Done[int] | Failed]) -> list[object]:
    return [r.value if isinstance(r, Done) else str(r.error) for r in results]


@pytest.mark.parametrize("batch_bytes", [1, 7, 10_000])
def test_every_executor_gives_the_same_results_in_order(pool: ProcessPool, batch_bytes: int) -> None:
    here = shown(run_batches(squared, range(300), Here(), batch_bytes=batch_bytes))
    assert here[6:8] == [36, "a.md:7: 7 is no number."]
    assert shown(run_batches(squared, range(300), pool, batch_bytes=batch_bytes)) == here
    with ThreadPoolExecutor(3) as threads:
        assert shown(run_batches(squared, range(300), threads, batch_bytes=batch_bytes)) == here


@given(st.lists(st.integers(0, 50)), st.integers(1, 100))
def test_batches_hold_every_item_once_and_are_no_larger_than_asked(sizes: list[int], most: int) -> None:
    batches = list(batches_by_size(sizes, lambda size: size, most))
    assert [size for batch in batches for size in batch] == sizes
    assert all(len(batch) == 1 or sum(batch) <= most for batch in batches)


@pytest.mark.parametrize("executor", [Here(), ThreadPoolExecutor(2)])
def test_items_are_taken_only_as_results_are(executor: Executor) -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    for done, _ in enumerate(run_batches(squared, items(), executor, batch_bytes=1), 1):
        assert len(taken) <= done + most_under_way(executor) + 1


def test_a_worker_that_is_killed_costs_another_try(tmp_path: Path) -> None:
    with engine("processes:2", 1) as chosen:
        items = ["", "", str(tmp_path / "one"), "", str(tmp_path / "two"), ""]
        results = list(run_batches(killed_once, items, chosen.executor, again=chosen.again))
    assert len(results) == len(items)
    assert all(isinstance(result, Done) for result in results)


def test_an_item_that_always_kills_its_worker_is_an_error() -> None:
    with engine("processes:2", 1) as chosen, pytest.raises(ExplaineryError, match="a worker process ended"):
        list(run_batches(kills_itself, [1, 2], chosen.executor, again=chosen.again))


def test_workers_end_at_once_when_the_command_is_interrupted(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), engine("processes:2", 1) as chosen:
        _interrupt_both(chosen.executor, tmp_path)
    pids = [int(file.name) for file in tmp_path.iterdir()]
    assert _gone(pids)


def _interrupt_both(executor: Executor, folder: Path) -> None:
    for _ in range(2):
        executor.submit(sleeps, str(folder))
    while len(list(folder.iterdir())) < 2:
        time.sleep(0.01)
    raise KeyboardInterrupt


def _gone(pids: list[int]) -> bool:
    for _ in range(500):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("name", ["", "many", "processes:0", "processes:-1", "dask://", "dask://here", "here:2"])
def test_names_that_no_executor_has(name: str) -> None:
    with pytest.raises(ExplaineryError, match="--executor takes here, processes"):
        require_executor(name)


def test_little_work_is_done_here_and_much_in_processes() -> None:
    with engine("", 1000) as little, engine("here", 10**9) as asked:
        assert isinstance(little.executor, Here)
        assert isinstance(asked.executor, Here)
