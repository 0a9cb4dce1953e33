"""The site and its preview: MkDocs renders `docs/`, and the pages are built again when a source is saved."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from explainery.commands.publish import publish
from explainery.commands.publishable import require_publishable
from explainery.errors import ExplaineryError
from explainery.file_watch import watching
from explainery.project import Project
from explainery.searching.index_files import write_index

_LAST_PORT = 65535
_SERVER = "explainery.commands.preview_server"


def site_built(root: Path, *, files: bool = False) -> Path:
    """Run `mkdocs build --strict`, make what the search box reads, and add what the site offers beside its pages.

    Args:
        root: the project's folder.
        files: whether every page becomes a file that a browser can open from the disk, for a preview to be unpacked.

    Returns:
        The site's folder.

    Raises:
        ExplaineryError: there is something that may not be published, or MkDocs could not build the site; the error
            contains its messages.
    """
    require_publishable(Project.at(root))
    # Not with -q: `mkdocs build --strict -q` exits 0 on a broken link.
    mkdocs = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", *(["--no-directory-urls"] if files else [])],
        cwd=root, env=_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if mkdocs.returncode:
        raise ExplaineryError(
            "MkDocs could not build the site: " + " ".join(_problems(mkdocs.stderr.splitlines())),
            file=root / "mkdocs.yml",
        )
    write_index(root / "site")
    publish(root, root / "site", files=files)
    return root / "site"


def _problems(lines: Sequence[str]) -> list[str]:
    """The lines of MkDocs' log that say what is wrong, with the files that it lists below them."""
    problems: list[str] = []
    for line in lines:
        goes_on = bool(problems) and line.startswith(("  -", "  ", "\t"))
        if goes_on or line.startswith(("WARNING", "ERROR", "Aborted", "Error")):
            problems.append(line.strip())
    return problems or list(lines[-3:])


def _started_server(root: Path, address: str) -> subprocess.Popen[bytes]:
    """Start MkDocs' preview on an address. Raises ExplaineryError if the address cannot be used."""
    if not (root / "mkdocs.yml").is_file():
        raise ExplaineryError("there is no mkdocs.yml here", file=root, hint="Copy it from Explainery's repository")
    _check_free(address)
    # Newer releases of click lose the default of --livereload: without it, MkDocs does not watch its files.
    command = [sys.executable, "-m", _SERVER, "serve", "--livereload", "--dev-addr", address]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, env=_environment(), stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT)


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


def preview(root: Path, sources: Path, address: str, build: Callable[[], str], tell: Callable[[str], None]) -> bool:
    """Preview the site until it is stopped, and build whenever a source is saved.

    Args:
        root: the project's folder.
        sources: the folder of the stories' articles.
        address: host and port.
        build: builds the pages, and returns what went wrong, "" for nothing. It is called at once, and then in a thread
            of its own, never twice at the same time.
        tell: prints a line of what the server says, in a thread of its own.

    Returns:
        Whether the server ended well.

    Raises:
        ExplaineryError: there is no `mkdocs.yml`, something may not be published, or the address cannot be used.
    """
    require_publishable(Project.at(root))
    problem = build()
    server = _started_server(root, address)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like this, it ends its server, too
    try:
        _show_problem(server, problem)
        with _builds_after_saves(sources, lambda: _show_problem(server, build())), _told(server, tell):
            return server.wait() == 0
    except KeyboardInterrupt:
        return True
    finally:
        server.terminate()
        server.wait()


def _show_problem(server: subprocess.Popen[bytes], problem: str) -> None:
    """Have the open pages say what went wrong with the last build, or that it is over."""
    if server.stdin is not None:
        with contextlib.suppress(OSError):  # the server has ended
            server.stdin.write(json.dumps(problem).encode() + b"\n")
            server.stdin.flush()


@contextlib.contextmanager
def _told(server: subprocess.Popen[bytes], tell: Callable[[str], None]) -> Iterator[None]:
    """Pass on what the server says, line by line: it names files as they are."""

    def tell_all() -> None:
        for line in server.stdout or ():
            tell(line.decode("utf-8", "replace").rstrip("\n"))

    teller = threading.Thread(target=tell_all, daemon=True)
    teller.start()
    yield


@contextlib.contextmanager
def _builds_after_saves(sources: Path, build: Callable[[], None]) -> Iterator[None]:
    """Build after every save of a source while the `with` block runs."""
    stopped = threading.Event()
    with watching([sources]) as saves:

        def build_after_saves() -> None:
            for _ in saves.until(stopped):
                build()

        builder = threading.Thread(target=build_after_saves)
        builder.start()
        try:
            yield
        finally:
            stopped.set()
            builder.join()
