"""The cache of steps in a folder that several machines reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.store.kept_bytes import NothingKept, SealedBytes
from explainery.store.remote_bytes import RemoteBytes, shared_bytes

KEY, OTHER = "ab" * 16, "cd" * 16


def memory_store() -> RemoteBytes:
    pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'explainery[dask]'")
    return RemoteBytes("memory://newsroom/cache")


def test_bytes_are_kept_by_key() -> None:
    store = memory_store()
    assert store.get(KEY) is None
    store.put(KEY, b"marked")
    assert RemoteBytes("memory://newsroom/cache").get(KEY) == b"marked"
    assert store.get(OTHER) is None


def test_an_entry_that_somebody_put_there_is_not_taken() -> None:
    store = memory_store()
    ours, theirs = SealedBytes(store, b"one desk"), SealedBytes(store, b"another")
    theirs.put(KEY, b"forged")
    assert ours.get(KEY) is None
    ours.put(KEY, b"marked")
    store.put(OTHER, store.get(KEY) or b"")
    assert (ours.get(KEY), ours.get(OTHER)) == (b"marked", None)


def test_a_store_out_of_reach_keeps_nothing_and_raises_nothing() -> None:
    for address in ("carrier-pigeon://desk", "file:///proc/nobody/writes/here"):
        store = RemoteBytes(address)
        store.put(KEY, b"marked")
        assert store.get(KEY) is None


def test_a_folder_of_the_file_system_is_bounded_and_needs_no_fsspec(tmp_path: Path) -> None:
    store = shared_bytes(f"file://{tmp_path}/a%20cache", 1000)
    store.put(KEY, b"marked")
    assert store.get(KEY) == b"marked"
    assert [path.name for path in tmp_path.iterdir()] == ["a cache"]
    assert not isinstance(store, RemoteBytes)
    assert shared_bytes("", 1000) == NothingKept()
