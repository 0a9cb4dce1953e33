"""An executor on a Dask cluster: the standard library's rules, and errors that say what to do."""

from __future__ import annotations

import pickle
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from explainery.errors import ClusterError, ExplaineryError, SourceError
from explainery.running.dask_worker import run
from explainery.running.executors import engine
from explainery.running.program import this_program
from explainery.running.tuning import MERGED_BYTES, UNDISTURBED_SECONDS
from loopback_cluster import Cluster, loopback_cluster
from worker_functions import counted, is_undisturbed, killed_twice, killer, sleeps, squared

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'explainery[dask]'")

from explainery.running.batches import Done, run_batches
from explainery.running.dask_cluster import DaskCluster, _settle
from explainery.running.here import Here


@pytest.fixture(scope="module")
def executor(cluster: Cluster) -> Iterator[DaskCluster]:
    with DaskCluster(cluster.address, seconds=60) as made:
        yield made


def test_it_gives_the_results_of_this_process_in_order(executor: DaskCluster) -> None:
    def shown(executor: DaskCluster | Here) -> list[str]:
        results = run_batches(squared, range(300), executor, batch_bytes=40)
        return [str(r.value) if isinstance(r, Done) else str(r.error) for r in results]

    assert shown(executor) == shown(Here())


def test_equal_calls_are_calls_each(executor: DaskCluster, tmp_path: Path) -> None:
    """Dask's own executor would make one of them, and these calls differ in what they do."""
    first, second = executor.submit(counted, str(tmp_path)), executor.submit(counted, str(tmp_path))
    assert {first.result(), second.result()} == {1, 2}


def test_an_error_is_raised_with_its_file_and_line(executor: DaskCluster) -> None:
    with pytest.raises(SourceError, match=r"a\.md:7: 7 is no number"):
        executor.submit(squared, 7).result()


def test_what_has_not_begun_can_be_taken_back(executor: DaskCluster) -> None:
    futures = [executor.submit(time.sleep, 0.3) for _ in range(12)]
    assert all(future.cancel() for future in futures[4:])
    assert not wait(futures, timeout=60).not_done
    assert executor.submit(squared, 3).result(60) == 9


def test_a_worker_killed_twice_is_a_retry(executor: DaskCluster, tmp_path: Path) -> None:
    assert executor.submit(killed_twice, str(tmp_path)).result(60) == 2


def test_an_item_that_ends_every_worker_is_named(executor: DaskCluster) -> None:
    results = run_batches(killer, ["good", "bad"], executor, batch_bytes=1, name_of=lambda name: f"the story {name!r}")
    assert next(results) == Done("good")
    with pytest.raises(ExplaineryError, match=r"^the story 'bad' ended the processes .* \(3 workers of the cluster"):
        list(results)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (replace(this_program(), files="0"), "its Explainery has other files"),
        (replace(this_program(), python="3.9"), "its Python is 3.9 instead of"),
        (replace(this_program(), libraries=()), "its lxml is missing instead of"),
    ],
)
def test_a_worker_of_another_program_is_told_so(there: object, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the call is looked into: it could not be unpickled."""
    monkeypatch.setattr("explainery.running.dask_worker.this_program", lambda: there)
    with pytest.raises(ClusterError, match=said):
        run(b"not a pickle", this_program())


def test_the_same_program_runs_the_call() -> None:
    assert run(pickle.dumps((squared, (4,), {})), this_program()) == pickle.dumps(16, pickle.HIGHEST_PROTOCOL)


def test_work_is_seldom_interrupted_by_threads_of_the_worker() -> None:
    before = sys.getswitchinterval()
    call = pickle.dumps((is_undisturbed, (UNDISTURBED_SECONDS,), {}))
    assert run(call, this_program()) == pickle.dumps(obj=True, protocol=pickle.HIGHEST_PROTOCOL)
    assert sys.getswitchinterval() == before


def test_a_result_that_was_lost_with_its_worker_is_waited_for() -> None:
    """The worker was killed between the news that a call is done and the fetching of its result."""

    class Sent:
        status = "lost"

        def result(self) -> bytes:
            return pickle.dumps("made again")

    future: Future[str] = Future()
    _settle(future, cast("Any", Sent()), lambda: ClusterError("the connection was lost"))
    assert future.result(0) == "made again"


def test_what_a_cluster_drafted_is_merged_one_by_one(cluster: Cluster) -> None:
    """Little is merged in this process, and nothing is lost with a process that merges."""
    with engine(cluster.address, 10**9) as much, engine(cluster.address, 1) as little:
        assert (much.batch_bytes, little.batch_bytes) == (MERGED_BYTES, MERGED_BYTES)
        assert isinstance(little.executor, Here)
        assert isinstance(much.executor, Here) or much.again is not None


def test_a_scheduler_that_is_not_there_is_an_error_with_advice() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"dask://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(ClusterError, match=rf"no Dask scheduler answers at {address} .*docs/cluster\.md"):
        DaskCluster(address, seconds=0.5)


def test_a_cluster_that_goes_is_an_error(tmp_path: Path) -> None:
    """First the workers, then the scheduler."""
    with loopback_cluster(tmp_path, workers=1) as cluster:
        impatient = DaskCluster(cluster.address, seconds=60, patience=0.5)
        patient = DaskCluster(cluster.address, seconds=60)
        first, second = impatient.submit(sleeps, str(tmp_path)), patient.submit(sleeps, str(tmp_path))
        cluster.end_workers()
        with pytest.raises(ClusterError, match=r"has had no workers for 0\.5 seconds"):
            first.result(60)
        cluster.kill_scheduler()
        with pytest.raises(ClusterError, match=r"connection to the Dask scheduler .* was lost"):
            second.result(60)
        for executor in (impatient, patient):
            executor.end()
