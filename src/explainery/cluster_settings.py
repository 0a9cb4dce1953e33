"""Where a cluster's workers find what they need: `cluster:` in `.explainery/settings.yml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import NoReturn

from explainery.patterns import regex

Fail = Callable[[str, str, str], NoReturn]  # raises the error about a setting: its name, what is wrong, what to do

EXAMPLE = "cluster: {sources: s3://newsroom/sources, cache: s3://newsroom/cache}"
_ADDRESS = regex(r"[a-z][a-z0-9+.-]*://[^\s\x00-\x1f\x7f?#]*")
_PASSWORD = regex(r"://[^/]*:[^/]*@")


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Folders that all workers of a cluster can reach, as addresses for fsspec, without a slash at the end.

    Attributes:
        sources: the folder of the stories' articles; "" if each story's files are sent to its worker.
        cache: the folder of the cache of steps; "" if workers have none.
    """

    sources: str = ""
    cache: str = ""


NO_CLUSTER = ClusterSettings()
CLUSTER_NAMES = tuple(f.name for f in fields(ClusterSettings))


def cluster_settings(value: object, fail: Fail) -> ClusterSettings:
    """The settings below `cluster:`.

    Args:
        value: as YAML has it.
        fail: raises the error about a setting.
    """
    if value is None:
        return NO_CLUSTER
    if not isinstance(value, Mapping):
        fail("cluster", "cluster should have settings of its own", f"Write  {EXAMPLE}")
    for name in value:
        if name not in CLUSTER_NAMES:
            fail(str(name), f"unknown setting {str(name)!r} of the cluster", f"They are {' and '.join(CLUSTER_NAMES)}")
    return ClusterSettings(**{name: _address(name, given, fail) for name, given in value.items()})


def _address(name: str, given: object, fail: Fail) -> str:
    if given is None:
        return ""
    if not isinstance(given, str) or not _ADDRESS.fullmatch(given):
        fail(name, f"{name} should be the address of a folder", f"Write it with its kind, such as  {EXAMPLE}")
    if _PASSWORD.search(given):
        fail(name, "a password does not belong in this file, which is committed",
             "Delete it here, change it there, and let the workers have it in their environment")  # fmt: skip
    return given.rstrip("/")
