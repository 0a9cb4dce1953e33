"""Connects to a Dask scheduler, and says what to do where that does not work."""

from __future__ import annotations

import contextlib
import logging
import warnings
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from explainery.errors import ClusterError

if TYPE_CHECKING:
    from distributed import Client

START = (
    "`dask scheduler` and `dask worker` start a cluster: see docs/cluster.md; without --executor, this machine builds"
)


def connected(address: str, seconds: float) -> Client:
    """A client of a scheduler that runs the same Dask and has a worker.

    Args:
        address: `dask://HOST:PORT` or `tls://HOST:PORT`.
        seconds: how long to wait for it, and then for its first worker.

    Raises:
        ClusterError: Dask is not installed here, no scheduler answers, it has another version, or has no workers.
    """
    try:
        import dask  # noqa: PLC0415 (an extra)
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise ClusterError(
            "Dask is not installed here", hint="`pip install 'explainery[dask]'`, or leave out --executor"
        ) from None
    _silence()
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})  # a large story is no mistake
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions: `_check_scheduler` makes that an error
            client = Client(address.replace("dask://", "tcp://", 1).rstrip("/"), timeout=seconds, set_as_default=False)
    except Exception as error:  # noqa: BLE001 (whatever answers there, it is no scheduler of ours)
        raise ClusterError(f"no Dask scheduler answers at {address} ({_first_line(error)})", hint=START) from None
    try:
        _check_scheduler(client, address)
        client.wait_for_workers(1, timeout=seconds)  # they may just be starting
    except BaseException as error:
        with contextlib.suppress(Exception):  # the scheduler may be gone
            client.close(timeout=2)
        if isinstance(error, ClusterError) or not isinstance(error, Exception):
            raise
        what = "has no workers" if isinstance(error, TimeoutError) else f"was lost ({_first_line(error)})"
        raise ClusterError(f"the Dask scheduler at {address} {what}", hint=START) from None
    return client


def _silence() -> None:
    """Keep Dask from logging here: each error is told once, by this program."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".:")


def _check_scheduler(client: Client, address: str) -> None:
    """Raise ClusterError if the scheduler's Dask is another version: both sides of its protocol must be the same."""
    for name in ("distributed", "dask"):
        theirs: Any = client.run_on_scheduler(version, name)
        if theirs != version(name):
            raise ClusterError(
                f"the Dask scheduler at {address} runs {name} {theirs}, and this machine {version(name)}",
                hint="Install the same versions on every machine, and restart scheduler and workers",
            )
