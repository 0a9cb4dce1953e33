"""`merge-file` on files as git hands them over: line ends, encodings, nothing half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.cli.main import main
from explainery.commands.merge_file import merge_files
from explainery.errors import ExplaineryError
from explainery.merging.memory import Away, Memory, memory_in, memory_text


def merged(root: Path, base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
    files = [root / name for name in ("base.md", "ours.md", "theirs.md")]
    for file, raw in zip(files, (base, ours, theirs), strict=True):
        file.write_bytes(raw)
    disputed = merge_files(*files)
    assert sorted(p.name for p in root.iterdir()) == ["base.md", "ours.md", "theirs.md"], "no file is left over"
    return files[1].read_bytes(), disputed


CASES = {
    "line ends of Windows stay": (b"A.\r\n\r\nB.\r\n", b"A!\r\n\r\nB.\r\n", b"A.\r\n\r\nC.\r\n", b"A!\r\n\r\nC.\r\n"),
    "line ends that one side changed": (b"A.\n\nB.\n", b"A.\r\n\r\nB.\r\n", b"A.\n\nC.\n", b"A.\r\n\r\nC.\r\n"),
    "no line feed at the end": (b"A.\n\nB.", b"A!\n\nB.", b"A.\n\nC.", b"A!\n\nC."),
    "a byte-order mark": (b"\xef\xbb\xbfA.\n\nB.\n", b"\xef\xbb\xbfA!\n\nB.\n", b"A.\n\nC.\n", b"A!\n\nC.\n"),
    "bytes that are not UTF-8": (b"Caf\xe9.\n\nB.\n", b"Caf\xe9!\n\nB.\n", b"Caf\xe9.\n\nC.\n", b"Caf\xe9!\n\nC.\n"),
    "one side unchanged, to the byte": (b"A.\r\nB.\n", b"A.\r\nB.\n", b"\xffA.\rB", b"\xffA.\rB"),
    "both added the same page": (b"", b"A.\n", b"A.\n", b"A.\n"),
    "both emptied it": (b"A.\n", b"", b"", b""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_merge_without_a_conflict(tmp_path: Path, name: str) -> None:
    *versions, expected = CASES[name]
    assert merged(tmp_path, *versions) == (expected, False)


def test_two_pages_of_one_name_are_a_conflict(tmp_path: Path) -> None:
    text, disputed = merged(tmp_path, b"", b"# Ports\n\nOur words.\n", b"# Ports\n\nTheir words.\n")
    assert disputed
    assert text == b"# Ports\n\n<<<<<<< ours\nOur words.\n=======\nTheir words.\n>>>>>>> theirs\n"


@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_is_not_text_is_left_as_it_is(tmp_path: Path, which: int) -> None:
    versions = [b"A.\n", b"B.\n", b"C.\n"]
    versions[which] = b"\x89PNG\0\0"
    with pytest.raises(ExplaineryError, match="not text"):
        merged(tmp_path, *versions)
    assert (tmp_path / "ours.md").read_bytes() == versions[1]


def test_a_file_that_cannot_be_written_is_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExplaineryError, match="No space left"):
        merged(tmp_path, b"A.\n\nB.\n", b"A!\n\nB.\n", b"A.\n\nC.\n")
    assert (tmp_path / "ours.md").read_bytes() == b"A!\n\nB.\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["base.md", "ours.md", "theirs.md"]


def test_the_memories_of_two_branches_become_one(tmp_path: Path) -> None:
    texts = {
        "base": memory_text(Memory({"a-0001": "11"})),
        "ours": memory_text(Memory({"a-0001": "11", "b-0002": "22"}, (Away(("x-0009",), {}),))),
        "theirs": memory_text(Memory({"a-0001": "11", "c-0003": "33"}, (Away(("y-0008",), {}),))),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text or "", "utf-8")
    paths = [str(tmp_path / name) for name in texts]
    assert main(["merge-file", *paths]) == 0
    merged = memory_in((tmp_path / "ours").read_text("utf-8"), "")
    assert merged.passages == {"a-0001": "11", "b-0002": "22", "c-0003": "33"}
    assert [a.keys for a in merged.away] == [("x-0009",), ("y-0008",)]
