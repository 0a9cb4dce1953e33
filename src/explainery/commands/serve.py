"""The site, and its preview: MkDocs over `docs/`, and a build whenever a source changes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from explainery.errors import ExplaineryError

_LAST_PORT = 65535
_QUIET = 0.3  # seconds without a change before a build: an editor saves in several steps


def site_built(root: Path, *, files: bool = False) -> Path:
    """Run `mkdocs build --strict`; returns the site's folder. Raises ExplaineryError with what MkDocs said.

    `files`: every page is a file that a browser can open from the disk, for a preview that is unpacked somewhere.
    """
    # Not with -q: `mkdocs build --strict -q` exits 0 on a broken link.
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", *(["--no-directory-urls"] if files else [])],
        cwd=root, env=_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "ERROR", "Aborted", "Error"))]
        raise ExplaineryError(
            "MkDocs could not build the site: " + " ".join(said or done.stderr.splitlines()[-3:]),
            file=root / "mkdocs.yml",
        )
    return root / "site"


def serving(root: Path, address: str) -> subprocess.Popen[bytes]:
    """Start `mkdocs serve` on an address (host:port). Raises ExplaineryError where that cannot be had."""
    if not (root / "mkdocs.yml").is_file():
        raise ExplaineryError(
            "there is no mkdocs.yml here", file=root, hint="Copy one from the repository of Explainery"
        )
    _check_free(address)
    # Said outright: with newer releases of click, `mkdocs serve` alone does not watch its files.
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    return subprocess.Popen(command, cwd=root, env=_environment())


def _check_free(address: str) -> None:
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= _LAST_PORT:
        raise ExplaineryError(f"{address!r} is not an address", hint="Write it as 127.0.0.1:8000")
    try:
        with socket.create_server((host.strip("[]"), int(port))):
            pass
    except OSError as error:
        hint = "Another preview may be running; stop it, or give another port with --address 127.0.0.1:8001"
        raise ExplaineryError(f"cannot serve at {address} ({error.strerror or error})", hint=hint) from None


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


class _Rebuild(FileSystemEventHandler):
    """Calls `build` once the sources have been quiet for a moment."""

    def __init__(self, build: Callable[[], None]) -> None:
        self._build = build
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in {"opened", "closed_no_write"}:
            return
        with self._lock:
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(_QUIET, self._build)
            self._timer.daemon = True
            self._timer.start()


def watched(folder: Path, build: Callable[[], None]) -> Callable[[], None]:
    """Call `build` after every change below `folder`; returns what stops it."""
    observer = Observer()
    observer.schedule(_Rebuild(build), str(folder), recursive=True)
    observer.start()

    def stop() -> None:
        observer.stop()
        observer.join()

    return stop


def served(root: Path, sources: Path, address: str, build: Callable[[], None]) -> bool:
    """Preview the site until it is stopped, and build whenever a source changes; whether it ended well."""
    server = serving(root, address)
    stop = watched(sources, build)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like this, it ends its server too
    try:
        return server.wait() == 0
    except KeyboardInterrupt:
        return True
    finally:
        stop()
        server.terminate()
        server.wait()
