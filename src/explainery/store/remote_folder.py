"""A folder that several machines reach by an address, through fsspec: a share, a bucket, a server.

`file://` and `memory://` come with fsspec; `s3://`, `gs://`, `abfs://` and others are packages of their own, which take
their credentials from where each of them looks (the environment, mostly): none are in an address.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from explainery.errors import ClusterError


class RemoteFolder:
    """A folder by its address."""

    def __init__(self, address: str) -> None:
        """Look up who serves such an address; nothing is connected yet.

        Raises:
            ClusterError: fsspec, or its package for this kind of address, is not installed, or does not know the kind.
        """
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415 (an extra)

            self._system: Any
            self._system, self._path = url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise ClusterError(
                f"{address} cannot be opened here ({error})",
                hint="Install `explainery[dask]` and fsspec's package for such addresses on every worker",
            ) from None
        self.address = address

    def fetch(self, name: str, to: Path) -> None:
        """Copy a file of the folder to a place on this machine.

        Args:
            name: its path below the folder, with slashes.
            to: the place.

        Raises:
            ClusterError: there is no such file, or it cannot be read or written.
        """
        try:
            self._system.get_file(f"{self._path}/{name}", str(to))
        except Exception as error:  # noqa: BLE001 (each kind of address has errors of its own)
            raise ClusterError(
                f"the workers cannot fetch {name} from {self.address} ({type(error).__name__}: {error})",
                hint="Copy your sources there before you build: `cluster: sources:` in .explainery/settings.yml",
            ) from None

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None if there is none, or it cannot be read."""
        try:
            return bytes(self._system.cat_file(f"{self._path}/{name}"))
        except Exception:  # noqa: BLE001 (each kind of address has errors of its own)
            return None

    def write(self, name: str, value: bytes) -> None:
        """Write a file, if that is possible."""
        path = f"{self._path}/{name}"
        with contextlib.suppress(Exception):
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(path, value)
