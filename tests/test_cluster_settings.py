"""`cluster:` in the settings: what may be set, and where an error is."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.cluster_settings import ClusterSettings
from explainery.config import DEFAULTS, settings_of
from explainery.errors import SettingsError


def settings(root: Path, text: str) -> ClusterSettings:
    (root / ".explainery").mkdir()
    (root / ".explainery" / "settings.yml").write_text(text, "utf-8")
    return settings_of(root).cluster


def test_without_settings_files_are_sent(tmp_path: Path) -> None:
    assert settings(tmp_path, "budget: 0.4\ncluster:\n") == DEFAULTS.cluster == ClusterSettings("", "")


def test_addresses_of_folders(tmp_path: Path) -> None:
    read = settings(tmp_path, "cluster:\n  sources: s3://newsroom/sources/\n  cache: file:///srv/cache\n")
    assert read == ClusterSettings("s3://newsroom/sources", "file:///srv/cache")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("cluster: s3://newsroom", 1, "cluster should have settings of its own"),
        ("budget: 0.4\ncluster:\n  source: s3://newsroom", 3, "unknown setting 'source' of the cluster"),
        ("cluster:\n  cache: /srv/cache", 2, "cache should be the address of a folder"),
        ("cluster:\n  sources: [s3://a]", 2, "sources should be the address of a folder"),
        ("cluster: {sources: 's3://a b'}", 1, "sources should be the address of a folder"),
        ("cluster:\n  sources: 'sftp://me:secret@host/folder'", 2, "a password does not belong in this file"),
        ("cache: s3://newsroom", 1, "Put it below `cluster:`"),
    ],
)
def test_an_error_names_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        settings(tmp_path, text)
    assert said in str(raised.value)
    assert raised.value.line == line
    assert "secret" not in str(raised.value)
