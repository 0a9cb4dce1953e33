"""One cluster on loopback for all tests of a process: it takes seconds to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loopback_cluster import Cluster, loopback_cluster


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers."""
    with loopback_cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started
