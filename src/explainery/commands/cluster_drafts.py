"""Stories' drafts made by a cluster, ahead of the build that needs them.

A draft is a function of a story's files and this program, and most of what a build costs. A worker makes it from a
parcel of these files; this machine keeps it in its cache under the fingerprint of the same files, and the build goes on
as it does after any other. So nothing but time depends on a cluster: what it does not make, the build makes itself, and
says what is wrong with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from explainery.commands.draft import draft_of
from explainery.errors import ClusterError, ExplaineryError
from explainery.project import KEPT, Project
from explainery.reading.limits import MEGA
from explainery.running.batches import Done, Failed, run_batches
from explainery.running.here import Here
from explainery.running.scratch import scratch_folder
from explainery.store.draft_cache import Draft, fingerprint, recalled, remember
from explainery.store.parcel import Parcel, packed, unpacked
from explainery.store.remote_bytes import shared_bytes
from explainery.store.step_cache import StepCache, step_cache
from explainery.story_memory import forget_story


@dataclass(frozen=True, slots=True)
class Order:
    """A draft to make.

    Attributes:
        parcel: the story's files.
        deleted: pages that people deleted.
        key: the fingerprint of both.
        cache: articles that were read and marked before, where the workers reach it.
    """

    parcel: Parcel
    deleted: frozenset[str]
    key: str
    cache: StepCache


def made(order: Order) -> Draft:
    """In a worker: the draft. Raises as `draft_of` and `unpacked` do."""
    with scratch_folder() as folder:
        project = unpacked(order.parcel, folder)
        try:
            return draft_of(project, order.parcel.story, order.deleted, Here(), cache=order.cache)
        finally:
            forget_story()


def drafted_ahead(project: Project, names: Iterable[str], cluster: Executor) -> Iterator[str]:
    """The names of stories in their order, each as soon as its draft is in the cache or the cluster cannot make it.

    Args:
        project: the project.
        names: the stories; more of them than are needed at once are taken in advance.
        cluster: makes the drafts.

    Raises:
        ClusterError: the cluster was lost, is not this program, or does not find the sources.
    """
    waiting: deque[tuple[str, str]] = deque()  # names, and the fingerprints of drafts that were ordered

    def orders() -> Iterator[Order]:
        cache = _shared_cache(project)
        for name in names:
            order = _order(project, name, cache)
            waiting.append((name, order.key if order else ""))
            if order:
                yield order

    results = run_batches(made, orders(), cluster, size_of=lambda order: order.parcel.size, name_of=_name)
    for result in results:
        while not waiting[0][1]:
            yield waiting.popleft()[0]
        name, key = waiting.popleft()
        _keep(project, key, result)
        yield name
    yield from (name for name, _ in waiting)


def _shared_cache(project: Project) -> StepCache:
    settings = project.settings
    return step_cache(project, shared_bytes(settings.cluster.cache, int(settings.cache_megabytes * MEGA)))


def _order(project: Project, name: str, cache: StepCache) -> Order | None:
    """What to send for a story; None if its draft is cached, or the build is to say what is wrong with its files."""
    try:
        deleted = frozenset(_deleted(project, name))
        key = fingerprint(project, name, deleted)
        if recalled(project, name, key):
            return None
        parcel = packed(project, name)
        return Order(parcel, deleted, key, cache) if fingerprint(project, name, deleted) == key else None
    except ClusterError:
        raise
    except (ExplaineryError, OSError):
        return None


def _name(order: Order) -> str:
    return f"the story {order.parcel.story!r}"


def _deleted(project: Project, name: str) -> Iterator[str]:
    """The pages of a story that a build made and people deleted."""
    for page in sorted((project.root / KEPT / "base" / name).glob("*.md")):
        if not (project.docs / name / page.name).exists():
            yield f"{name}/{page.name}"


def _keep(project: Project, key: str, result: Done[Draft] | Failed) -> None:
    if isinstance(result, Done):
        remember(project, result.value, key)
    elif isinstance(result.error, ClusterError):
        raise result.error
