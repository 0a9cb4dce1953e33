"""The executor that a name stands for: `here`, `processes`, `processes:N` or `dask://HOST:PORT`."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

from explainery.errors import ExplaineryError
from explainery.running.here import Here
from explainery.running.tuning import BATCH_BYTES, MERGED_BYTES, POOL_FROM

NAMES = "here, processes, processes:N or dask://HOST:PORT"
_CLUSTERS = ("dask://", "tls://")


@dataclass
class Engine:
    """An executor, and how to get another one when it has lost its workers.

    Attributes:
        executor: the executor.
        again: gives one in its place; None where there is no other.
        end: ends its workers at once.
        cluster: makes drafts ahead of the executor, which then has little left to do; None without a cluster.
        batch_bytes: how many bytes of sources the executor gets at once.
    """

    executor: Executor = field(default_factory=Here)
    again: Callable[[], Executor] | None = None
    end: Callable[[], None] = lambda: None
    cluster: Executor | None = None
    batch_bytes: int = BATCH_BYTES


@contextlib.contextmanager
def engine(name: str | Executor, work: int) -> Iterator[Engine]:
    """The executor of a name, as long as the `with` block lasts. If the block raises, its workers end at once.

    Args:
        name: as `--executor` takes it; "" chooses by the work. Or an executor of the caller's own, which goes on.
        work: how many bytes of sources there are to work on.

    Raises:
        ExplaineryError: no executor has this name.
        ClusterError: the cluster cannot be used.
    """
    if isinstance(name, Executor):
        yield Engine(name)
        return
    chosen = name or ("processes" if work >= POOL_FROM and cores() > 1 else "here")
    require_executor(chosen)
    if chosen == "here":
        yield Engine()
    elif chosen.startswith(_CLUSTERS):
        with _on_cluster(chosen, work) as own:
            yield own
    else:
        with _processes(int(chosen.partition(":")[2] or cores())) as pool:
            yield pool


@contextlib.contextmanager
def _processes(count: int, *, merges: bool = False) -> Iterator[Engine]:
    """A pool of processes, which starts one more whenever none is idle; `merges`: it only has drafts to merge."""
    from explainery.running.processes import (  # noqa: PLC0415 (a build with nothing new starts none)
        DRAFTS,
        MERGES,
        ProcessPool,
    )

    modules = MERGES if merges else DRAFTS
    pools = [ProcessPool(count, modules)]

    def again() -> Executor:
        pools[-1].end()
        pools.append(ProcessPool(count, modules))
        return pools[-1]

    def end() -> None:
        pools[-1].end()

    try:
        yield Engine(pools[0], again, end)
    except BaseException:
        end()
        raise
    pools[-1].shutdown()


@contextlib.contextmanager
def _on_cluster(address: str, work: int) -> Iterator[Engine]:
    """What this machine would use alone, with a cluster ahead of it."""
    from explainery.running.dask_cluster import DaskCluster  # noqa: PLC0415 (Dask takes half a second to import)

    cluster = DaskCluster(address)
    try:
        pool = (
            _processes(cores(), merges=True) if work >= POOL_FROM and cores() > 1 else contextlib.nullcontext(Engine())
        )
        with pool as own:
            yield replace(own, cluster=cluster, batch_bytes=MERGED_BYTES)
    finally:
        cluster.end()


def require_executor(name: str) -> None:
    """Raise ExplaineryError for a name that no executor has."""
    if not re.fullmatch(r"here|processes(:[1-9]\d{0,3})?|(dask|tls)://[^/\s]+:\d+/?", name):
        raise ExplaineryError(f"there is no executor {name!r}", hint=f"--executor takes {NAMES}")


def cores() -> int:
    """How many processes this one may run at once: fewer than the machine has, in a container or under `taskset`."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
