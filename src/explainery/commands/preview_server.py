"""MkDocs' preview, and a word in the browser when a build failed: `explainery serve` runs this as a process of its own.

MkDocs itself says so in the terminal only, and then answers nothing any more. Here a failed build leaves the pages that
are open as they are, and tells them why. The process that builds from the sources sends its own problems line by line,
each as JSON; an empty one ends the last.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from mkdocs.__main__ import cli
from mkdocs.commands import serve
from mkdocs.livereload import LiveReloadServer

from explainery.patterns import regex

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_log = logging.getLogger("mkdocs.preview")
_POLL = regex(r"/livereload/(\d+)/\d+")


class TellingServer(LiveReloadServer):
    """MkDocs' server, which answers the question "is there a newer page?" with the problems of the last builds, too."""

    latest: ClassVar[TellingServer | None] = None
    problems: ClassVar[dict[str, str]] = {}  # what failed ("pages", "site"), and why

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: str, mount_path: str = "/") -> None:
        """As MkDocs calls it; `builder` builds the site."""

        def build() -> None:
            with _errors() as said:
                try:
                    builder()
                except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever it is, the preview goes on)
                    _log.error(str(error) or type(error).__name__)
                    self.tell("site", "\n".join(said))
                else:
                    self.tell("site", "")

        super().__init__(build, host, port, root, mount_path)
        self._told = 0
        TellingServer.latest = self

    def tell(self, what: str, problem: str) -> None:
        """Tell open pages about a problem, or that it is over."""
        if TellingServer.problems.get(what, "") == problem:
            return
        with self._epoch_cond:
            TellingServer.problems[what] = problem
            self._told = round(time.monotonic() * 1000)  # as MkDocs counts its builds
            self._epoch_cond.notify_all()

    def _serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes] | None:
        poll = _POLL.fullmatch(environ["PATH_INFO"])
        if poll:
            return self._answered(int(poll[1]), start_response)
        answer = super()._serve_request(environ, start_response)
        if answer is None and (problem := _problem()):  # a page that the failed build did not come to
            start_response("503 Service Unavailable", [("Content-Type", "text/plain; charset=utf-8"), ("Refresh", "2")])
            return [problem.encode()]
        return answer

    def _answered(self, known: int, start_response: StartResponse) -> Iterable[bytes]:
        """The newest build's number and, on the lines below, what is wrong: as soon as there is more than `known`."""
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._newest() > known, timeout=self.poll_response_timeout)
            start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{self._newest()}\n{_problem()}".encode()]

    def _newest(self) -> int:
        return max(self._visible_epoch, self._told)


@contextlib.contextmanager
def _errors() -> Iterator[list[str]]:
    """What MkDocs says of errors while the `with` block runs, each once."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage() not in said:
                said.append(record.getMessage())

    listener, log = Listener(logging.ERROR), logging.getLogger("mkdocs")
    log.addHandler(listener)
    try:
        yield said
    finally:
        log.removeHandler(listener)


def _problem() -> str:
    return "\n".join(filter(None, TellingServer.problems.values()))


def _listen() -> None:
    """Pass on the problems that come line by line."""
    for line in sys.stdin:
        problem = str(json.loads(line))
        if TellingServer.latest is None:
            TellingServer.problems["pages"] = problem
        else:
            TellingServer.latest.tell("pages", problem)


if __name__ == "__main__":
    threading.Thread(target=_listen, daemon=True).start()
    vars(serve)["LiveReloadServer"] = TellingServer  # where MkDocs takes its server from
    cli()
