"""A folder of bytes by key: what is put is there, whole, within its limit; what was used longest ago goes first."""

from __future__ import annotations

import os
import pickle
import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainery.store.folder_bytes import FolderBytes
from explainery.store.kept_bytes import NothingKept, SealedBytes
from explainery.store.machine_key import machine_key
from explainery.store.whole_files import UNFINISHED, write_whole

DAY = 86_400  # seconds


def key_of(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def test_what_is_put_is_there(tmp_path: Path) -> None:
    store = FolderBytes(tmp_path, 1_000_000)
    assert store.get(key_of(1)) is None
    store.put(key_of(1), b"one")
    store.put(key_of(1), b"two")
    assert pickle.loads(pickle.dumps(store)).get(key_of(1)) == b"two"  # noqa: S301 (our own)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [key_of(1)[2:]]


@pytest.mark.parametrize("key", ["", "../../etc", "AB" * 8, "g" * 32, "a/b"])
def test_what_is_no_key_leads_nowhere(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        FolderBytes(tmp_path, 1).put(key, b"")


def test_all_entries_together_stay_within_the_limit(tmp_path: Path) -> None:
    limit = 256 * 5_000
    store = FolderBytes(tmp_path, limit)
    for number in range(12_000):
        store.put(key_of(number), b"x" * 200)
    assert limit / 2 < size(tmp_path) < limit + 4_096 * 200


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    store = FolderBytes(tmp_path, 256 * 1_000)
    keys = [f"00{digit}{'0' * 20}{number}" for number in range(1, 10) for digit in "123"]
    for age, key in enumerate(keys):
        store.put(key, b"x" * 100)
        old = time.time() - (len(keys) - age) * DAY
        os.utime(tmp_path / key[:2] / key[2:], (old, old))
    assert store.get(keys[0]) is not None
    store.put("000" + "0" * 20, b"x" * 100)
    kept = [key for key in keys if (tmp_path / key[:2] / key[2:]).exists()]
    assert kept == [keys[0], *keys[-8:]]


def test_what_a_killed_process_left_goes_after_a_while(tmp_path: Path) -> None:
    store, folder = FolderBytes(tmp_path, 1_000_000), tmp_path / "00"
    folder.mkdir()
    old, new = folder / f"{UNFINISHED}old", folder / f"{UNFINISHED}new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - DAY,) * 2)
    store.put("000" + "0" * 20, b"x")
    assert not old.exists()
    assert new.exists()


def test_an_entry_larger_than_its_share_does_not_push_itself_out(tmp_path: Path) -> None:
    store = FolderBytes(tmp_path, 256)
    store.put("000" + "0" * 20, b"x" * 1_000)
    assert store.get("000" + "0" * 20) == b"x" * 1_000


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError, match="there"):
        write_whole(tmp_path / "there", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["there"]


@given(st.binary(), st.binary(max_size=64), st.binary(max_size=64))
def test_a_seal_opens_with_its_own_secret_alone(value: bytes, secret: bytes, other: bytes) -> None:
    rows: dict[str, bytes] = {}

    class Rows(NothingKept):
        def get(self, key: str) -> bytes | None:
            return rows.get(key)

        def put(self, key: str, value: bytes) -> None:
            rows[key] = value

    SealedBytes(Rows(), secret).put("ab", value)
    assert SealedBytes(Rows(), secret).get("ab") == value
    assert SealedBytes(Rows(), secret).get("cd") is None
    rows["cd"] = rows["ab"]
    assert SealedBytes(Rows(), secret).get("cd") is None
    assert other.ljust(64, b"\0") == secret.ljust(64, b"\0") or SealedBytes(Rows(), other).get("ab") is None


def test_the_key_of_a_machine_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = machine_key.__wrapped__()
    assert machine_key.__wrapped__() == first
    file = tmp_path / "explainery" / "cache.key"
    assert (len(first), file.stat().st_mode & 0o077) == (32, 0)
    file.write_bytes(b"short")
    assert machine_key.__wrapped__() == file.read_bytes() != first
    assert [p.name for p in file.parent.iterdir()] == ["cache.key"]


def test_without_a_place_for_it_a_key_holds_for_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "explainery").write_text("a file in its way", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert machine_key.__wrapped__() != machine_key.__wrapped__()
