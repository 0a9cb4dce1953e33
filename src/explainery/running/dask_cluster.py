"""An executor whose workers are those of a Dask cluster: `dask://HOST:PORT`, or `tls://HOST:PORT` encrypted.

Dask has an executor of its own (`Client.get_executor`), which differs from the standard library's in what a build
relies on: two equal calls are one (`pure`), and `shutdown(cancel_futures=True)` raises. This one follows the standard:
a future can be cancelled, and every way in which a cluster fails becomes an error that says what to do.

Dask sends a function again if its worker was killed, as often as the scheduler's `allowed-failures` says (3 by
default). After that it is `WorkersLostError`. Nothing is sent again if the scheduler itself is gone.
"""

from __future__ import annotations

import contextlib
import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from uuid import uuid4

from explainery.errors import ClusterError
from explainery.running.dask_scheduler import START, connected
from explainery.running.dask_worker import run
from explainery.running.program import Program, this_program
from explainery.running.tuning import CONNECT_SECONDS, LOOK_SECONDS, NO_WORKERS_SECONDS

if TYPE_CHECKING:
    from distributed import Future as Sent

Given = ParamSpec("Given")
Value = TypeVar("Value")


class WorkersLostError(BrokenExecutor):
    """A call ended the process of every worker that it was given to."""


class DaskCluster(Executor):
    """Runs functions on the workers of a Dask cluster. Arguments and results are pickled."""

    def __init__(self, address: str, *, seconds: float = CONNECT_SECONDS, patience: float = NO_WORKERS_SECONDS) -> None:
        """Connect to a scheduler.

        Args:
            address: where it is, as `dask://HOST:PORT` or `tls://HOST:PORT`.
                Certificates come from Dask's own settings.
            seconds: how long to wait for it, and then for its first worker.
            patience: how many seconds calls wait on a cluster that has lost all its workers.

        Raises:
            ClusterError: Dask is not installed here, no scheduler answers, it has another version, or has no workers.
        """
        self.address, self._patience = address, patience
        self._client = connected(address, seconds)
        self._count = 1
        with contextlib.suppress(Exception):  # it was lost just now, which the first call will say
            self._count = self._workers_now()
        self._under_way: dict[Future[Any], Sent[bytes]] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def workers(self) -> int:
        """How many workers there are: at least 1, so that there is always something under way."""
        return max(1, self._count)

    def submit(self, fn: Callable[Given, Value], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Value]:
        """Send a call. The future raises what the call raises, ClusterError, or WorkersLostError."""
        call = pickle.dumps((fn, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL)
        future: Future[Value] = Future()
        try:
            sent = self._client.submit(
                pickle.loads, pickle.dumps(_Call(call)), key=f"explainery-{uuid4().hex}", pure=False
            )
        except Exception as error:  # noqa: BLE001 (Dask has no class for a client that has lost its scheduler)
            raise self._lost(error) from None
        with self._lock:
            self._under_way[future] = sent
        future.add_done_callback(self._forget)
        sent.add_done_callback(lambda _: _settle(future, sent, self._lost))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (as in the base class)
        """As every executor's."""
        waiting = self._pending()
        if cancel_futures:
            for future in waiting:
                future.cancel()
        elif wait:
            for future in waiting:
                with contextlib.suppress(BaseException):
                    future.exception()
        self._close()

    def end(self) -> None:
        """Take back what was sent, and leave the cluster. What runs already ends in its worker, and is thrown away."""
        self.shutdown(wait=False, cancel_futures=True)

    def _close(self) -> None:
        self._ended.set()
        with contextlib.suppress(Exception):  # the scheduler may be gone
            self._client.close(timeout=2)

    def _pending(self) -> list[Future[Any]]:
        with self._lock:
            return list(self._under_way)

    def _forget(self, future: Future[Any]) -> None:
        """Let the cluster drop a call and its result."""
        with self._lock:
            sent = self._under_way.pop(future, None)
        if sent is not None and future.cancelled():
            with contextlib.suppress(Exception):  # the client may be closed
                sent.cancel()

    def _lost(self, error: BaseException | None = None) -> ClusterError:
        reason = f" ({error})" if error and str(error) else ""
        return ClusterError(f"the connection to the Dask scheduler at {self.address} was lost{reason}", hint=START)

    def _watch(self) -> None:
        """Fail what waits on a cluster without workers: Dask would wait for ever."""
        seen = time.monotonic()
        while not self._ended.wait(LOOK_SECONDS):
            with contextlib.suppress(Exception):  # the connection was lost: the futures say so
                self._count = self._workers_now()
            if self._count or not self._under_way:
                seen = time.monotonic()
            elif time.monotonic() - seen > self._patience:
                for future in self._pending():
                    _fail(future, self._without_workers())

    def _workers_now(self) -> int:
        return int(self._client.scheduler_info(n_workers=0)["n_workers"])

    def _without_workers(self) -> ClusterError:
        return ClusterError(
            f"the Dask scheduler at {self.address} has had no workers for {self._patience:g} seconds", hint=START
        )


class _Call:
    """A call as a worker unpickles it: in doing so, it runs it.

    Dask's scheduler unpickles the function of a task. As that is a function of Python, and ours is within its argument,
    no scheduler has to know this program.
    """

    def __init__(self, call: bytes) -> None:
        self._call = call

    def __reduce__(self) -> tuple[Callable[[bytes, Program], bytes], tuple[bytes, Program]]:
        return run, (self._call, this_program())


def _settle(future: Future[Any], sent: Sent[bytes], lost: Callable[[], ClusterError]) -> None:
    """Hand over what became of a call."""
    try:
        if sent.status in {"finished", "lost"}:  # lost with a worker that has just been killed: Dask makes it again
            value = pickle.loads(sent.result())  # noqa: S301 (from the program that was compared)
            if future.set_running_or_notify_cancel():
                future.set_result(value)
            return
        error = sent.exception() if sent.status == "error" else lost()
    except BaseException as raised:  # noqa: BLE001 (it belongs to whoever waits)
        error = raised
    _fail(future, _explained(error, lost))


def _fail(future: Future[Any], error: BaseException) -> None:
    with contextlib.suppress(Exception):  # it was cancelled, or failed already
        if future.set_running_or_notify_cancel():
            future.set_exception(error)


def _explained(error: BaseException | None, lost: Callable[[], ClusterError]) -> BaseException:
    """An error of Dask in the program's own words; any other as it is."""
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415 (an extra)
    from distributed.comm.core import CommClosedError  # noqa: PLC0415

    if isinstance(error, KilledWorker):
        count = error.allowed_failures + 1
        return WorkersLostError(f"{count} workers of the cluster were killed, one after the other")
    if error is None or isinstance(error, CancelledError | CommClosedError):
        return lost()
    if isinstance(error, ModuleNotFoundError) and "explainery" in str(error):
        return ClusterError(
            "Explainery is not installed where a worker of the cluster runs",
            hint="Install the same version on every machine, and restart the workers",
        )
    return error
