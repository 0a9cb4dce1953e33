"""A function over many items, through any `concurrent.futures.Executor`, a bounded number of them at a time.

Items travel in batches of about the same size in bytes: many small ones cost one journey, a large one travels alone.
Only a few batches are under way at once, so that memory does not grow with the number of items. Results come in the
order of the items, whoever is done first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from typing import Generic, NoReturn, TypeVar

from explainery.errors import ExplaineryError
from explainery.running.here import Here
from explainery.running.tuning import BATCH_BYTES, LOST_TOO_OFTEN, WAITING_A_WORKER

Item = TypeVar("Item")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """What the function returned for an item."""

    value: Value

    def get(self) -> Value:
        """The value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Failed:
    """What the function raised for an item.

    Attributes:
        error: the error: an `ExplaineryError`, or an `OSError` of a file that the function opened.
    """

    error: Exception

    def get(self) -> NoReturn:
        """Raise the error."""
        raise self.error


def run_batches(
    work: Callable[[Item], Value],
    items: Iterable[Item],
    executor: Executor,
    *,
    size_of: Callable[[Item], int] = lambda _: 1,
    batch_bytes: int = BATCH_BYTES,
    again: Callable[[], Executor] | None = None,
    name_of: Callable[[Item], str] = lambda _: "one piece of work",
) -> Iterator[Done[Value] | Failed]:
    """The results of `work` for all items, in their order.

    Closing the iterator early takes back what has not begun.

    Args:
        work: the function; with its arguments and results it can be pickled, unless the executor is in this process.
        items: the items, which are taken as they are needed.
        executor: runs the function. `workers_of` tells how many batches it works on at once.
        size_of: the bytes of what the function has to read for an item.
        batch_bytes: how many bytes one batch should have.
        again: gives an executor in the place of one that has lost its workers. Without it, the executor itself has
            given a batch to other workers; the items of one that all of them lost are tried alone, to find which it is.
        name_of: what to call an item in an error.

    Raises:
        ExplaineryError: a worker process was killed, again and again, on the same items.
    """
    runner = _Runner(work, executor, again, name_of)
    under_way: deque[_Batch[Item, Value]] = deque()
    try:
        for batch in batches_by_size(items, size_of, batch_bytes):
            under_way.append(runner.sent(batch))
            if len(under_way) >= most_under_way(runner.executor):
                yield from runner.results(under_way)
        while under_way:
            yield from runner.results(under_way)
    finally:
        for waiting in under_way:
            waiting.future.cancel()


def batches_by_size(
    items: Iterable[Item], size_of: Callable[[Item], int], batch_bytes: int = BATCH_BYTES
) -> Iterator[tuple[Item, ...]]:
    """Items in their order, as many together as have `batch_bytes`; a larger item is a batch of its own."""
    batch: list[Item] = []
    total = 0
    for item in items:
        size = size_of(item)
        if batch and total + size > batch_bytes:
            yield tuple(batch)
            batch, total = [], 0
        batch.append(item)
        total += size
    if batch:
        yield tuple(batch)


def workers_of(executor: Executor) -> int:
    """How many functions an executor runs at once: what it says of itself, else 1."""
    count = getattr(executor, "workers", None) or getattr(executor, "_max_workers", None)
    return count if isinstance(count, int) and count > 0 else 1


def most_under_way(executor: Executor) -> int:
    """How many batches are under way at once: one in this process, else a few more than there are workers."""
    return 1 if isinstance(executor, Here) else WAITING_A_WORKER * workers_of(executor) + 1


@dataclass(slots=True)
class _Batch(Generic[Item, Value]):
    items: tuple[Item, ...]
    future: Future[list[Done[Value] | Failed]]
    losses: int = 0


class _Runner(Generic[Item, Value]):
    """Sends batches, and sends them again where a worker was lost."""

    def __init__(
        self,
        work: Callable[[Item], Value],
        executor: Executor,
        again: Callable[[], Executor] | None,
        name_of: Callable[[Item], str],
    ) -> None:
        self.work, self.executor, self.again, self.name_of = work, executor, again, name_of

    def sent(self, items: tuple[Item, ...]) -> _Batch[Item, Value]:
        try:
            return _Batch(items, self.executor.submit(_worked, self.work, items))
        except BrokenExecutor as error:  # it broke after the last result
            lost: Future[list[Done[Value] | Failed]] = Future()
            lost.set_exception(error)
            return _Batch(items, lost)

    def results(self, under_way: deque[_Batch[Item, Value]]) -> Iterator[Done[Value] | Failed]:
        """The results of the first batch, which leaves the queue."""
        while True:
            try:
                results = under_way[0].future.result()
            except BrokenExecutor as error:
                if self.again is not None:
                    self._send_again(under_way, error, self.again)
                    continue
                wait([batch.future for batch in under_way])  # so that no other batch can be the reason
                results = [self._alone(item) for item in under_way[0].items]
            under_way.popleft()
            yield from results
            return

    def _alone(self, item: Item) -> Done[Value] | Failed:
        """The result of an item that is sent while nothing else is under way."""
        try:
            return self.executor.submit(_worked, self.work, (item,)).result()[0]
        except BrokenExecutor as error:
            raise ExplaineryError(
                f"{self.name_of(item)} ended the processes that worked on it ({error})",
                hint="It may need more memory than they have: look at its largest files",
            ) from None

    def _send_again(
        self, under_way: deque[_Batch[Item, Value]], error: BrokenExecutor, again: Callable[[], Executor]
    ) -> None:
        """All batches that a broken executor did not finish, once more, to a new one."""
        first = under_way[0]
        first.losses += 1
        if self.again is None or first.losses >= LOST_TOO_OFTEN:
            raise ExplaineryError(
                f"a worker process ended before it was done ({error})",
                hint="It may have run out of memory: close other programs, or use fewer with `--executor processes:N`",
            ) from None
        self.executor = again()
        for batch in under_way:
            if not _is_whole(batch.future):
                batch.future = self.sent(batch.items).future


def _is_whole(future: Future[list[Done[Value] | Failed]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _worked(work: Callable[[Item], Value], items: Sequence[Item]) -> list[Done[Value] | Failed]:
    """In a worker: the results of a batch, errors as values."""
    return [_tried(work, item) for item in items]


def _tried(work: Callable[[Item], Value], item: Item) -> Done[Value] | Failed:
    try:
        return Done(work(item))
    except (ExplaineryError, OSError) as error:
        return Failed(error)
