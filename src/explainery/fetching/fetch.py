"""One page at a time: as robots.txt allows, with a name of our own, within a size and a time."""

from __future__ import annotations

import queue
import re
import ssl
import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlunsplit

from explainery import __version__
from explainery.errors import SourceError
from explainery.fetching.hosts import PORTS, Target, target_of
from explainery.reading.web.addresses import joined

NAME = "Explainery"
AGENT = f"{NAME}/{__version__} (+https://github.com/explainery/explainery)"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,application/json;q=0.8,*/*;q=0.5"
_REDIRECTS = 5
_ROBOTS_BYTES = 500_000  # RFC 9309: a robots.txt may be cut off there
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0  # seconds between two requests to one site
_WAIT = 10.0  # seconds for one answer of the network
_PIECE = 65_536
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave: the address that it stood at in the end, its bytes, and what it says they are."""

    address: str
    raw: bytes
    kind: str = ""
    charset: str = ""


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses; remembers each site's robots.txt and when it was last asked.

    Attributes:
        seconds: time for an address, its redirects included.
        most: bytes of what is fetched, after decompression.
        private: hosts inside the reader's own network that may be asked.
    """

    seconds: float
    most: int
    private: Collection[str] = ()
    _rules: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """What stands at an address.

        Raises:
            SourceError: the site's robots.txt forbids it, the site does not answer or says no, it is larger or
                slower than it may be, or it leads into a private network.
        """
        until = time.monotonic() + self.seconds
        target = target_of(address, self.private)
        for _ in range(_REDIRECTS + 1):
            self._check_robots(target, until)
            until += self._pause(target)
            status, headers, raw = self._get(target, until, self.most)
            place = headers.get("location", "")
            if status in {301, 302, 303, 307, 308} and place:
                target = target_of(joined(target.address, place), self.private)
                continue
            _check_status(status, address)
            kind, charset = _content_type(headers.get("content-type", ""))
            return Fetched(target.address, raw, kind, charset)
        raise SourceError(
            f"this address leads on and on, more than {_REDIRECTS} times", file=address, hint="Open it in a browser"
        )

    def _check_robots(self, target: Target, until: float) -> None:
        """Raise SourceError where the site's robots.txt does not want this page fetched."""
        if target.site not in self._rules:
            self._rules[target.site] = self._robots(target, until)
        rules = self._rules[target.site]
        if rules is None or not rules.can_fetch(target.address, NAME):
            why = "does not say" if rules is None else "does not allow"
            raise SourceError(f"the site's robots.txt {why} that programs fetch this page", file=target.address,
                              hint="Save the page in your browser and add the file")  # fmt: skip

    def _robots(self, target: Target, until: float) -> Any:  # noqa: ANN401 (the library's parser)
        """The site's rules; None where it cannot say them now, which RFC 9309 takes for a no."""
        from protego import Protego  # noqa: PLC0415 (`add` of a file should not pay for it)

        place = target_of(urlunsplit((target.scheme, _netloc(target), "/robots.txt", "", "")), self.private)
        for _ in range(_REDIRECTS + 1):
            status, headers, raw = self._get(place, until, _ROBOTS_BYTES, cut=True)
            if status in {301, 302, 303, 307, 308} and headers.get("location"):
                place = target_of(joined(place.address, headers["location"]), self.private)
                continue
            break
        if status >= 500:  # noqa: PLR2004 (HTTP's classes of status)
            return None
        return Protego.parse(raw.decode("utf-8", "replace") if status == HTTPStatus.OK else "")

    def _pause(self, target: Target) -> float:
        """Wait until the site may be asked again; the seconds that this took."""
        rules = self._rules.get(target.site)
        asked = rules.crawl_delay(NAME) if rules is not None else None
        pause = min(max(asked or 0.0, _PAUSE), _LONGEST_PAUSE)
        last = self._asked.get(target.host)
        waits = max(0.0, last + pause - time.monotonic()) if last is not None else 0.0
        time.sleep(waits)
        self._asked[target.host] = time.monotonic()
        return waits

    def _get(
        self, target: Target, until: float, most: int, *, cut: bool = False
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Status, header fields and body of an answer. `cut`: a longer body is cut off, else it is an error."""
        import urllib3  # noqa: PLC0415 (it takes a while to load)

        for number in target.numbers:  # the next one where a machine has no way to the first, such as by IPv6
            try:
                return _within(until, partial(self._ask, number, target, most, cut=cut))
            except TimeoutError:
                raise SourceError(
                    f"this address took longer than {self.seconds:g} seconds",
                    file=target.address,
                    hint="`seconds` in .explainery/settings.yml raises the limit",
                ) from None
            except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
                why: Exception = error
            except urllib3.exceptions.HTTPError as error:
                why = error
                break
        raise SourceError(
            f"{target.host} does not answer as a site should ({_why(why)})",
            file=target.address,
            hint="Try again later, or save the page in your browser and add the file",
        )

    def _ask(self, number: str, target: Target, most: int, *, cut: bool) -> tuple[int, Mapping[str, str], bytes]:
        with _pool(number, target) as pool:
            answer = pool.request(
                "GET",
                target.path,
                headers={"Host": _netloc(target), "User-Agent": AGENT, "Accept": _ACCEPT},
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=min(_WAIT, self.seconds),
            )
            raw = _body(answer, target, most, cut=cut)
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, raw


def _body(answer: Any, target: Target, most: int, *, cut: bool) -> bytes:  # noqa: ANN401 (the library's answer)
    """An answer's body, unpacked; `cut`: a longer one is cut off, else it is an error."""
    raw = bytearray()
    for piece in answer.stream(_PIECE, decode_content=True):
        raw += piece
        if len(raw) > most:
            if cut:
                return bytes(raw[:most])
            raise SourceError(
                f"there are more than {most:,} bytes at this address",
                file=target.address,
                hint="`megabytes` in .explainery/settings.yml raises the limit",
            )
    return bytes(raw)


def _within(until: float, work: Callable[[], _T]) -> _T:
    """What some work gives, or TimeoutError at a time of the monotonic clock.

    A server that sends a byte now and then keeps any limit of a single read from striking, its header lines included:
    so the work has a thread, which is left behind at the end of the time, and with the program.
    """
    done: queue.SimpleQueue[tuple[_T | None, Exception | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put((work(), None))
        except Exception as error:  # noqa: BLE001 (it is raised again where it is waited for)
            done.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        found, error = done.get(timeout=max(0.0, until - time.monotonic()))
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return cast("_T", found)


def is_address(what: str) -> bool:
    """Whether a person named a web address and not a file."""
    return re.match(r"https?://", what, re.IGNORECASE) is not None


def _pool(number: str, target: Target) -> Any:  # noqa: ANN401 (one of two classes)
    """A connection to the machine that was checked, which has to prove that it is the host."""
    import urllib3  # noqa: PLC0415

    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(number, target.port)
    return urllib3.HTTPSConnectionPool(
        number, target.port, ssl_context=_trust(), server_hostname=target.host, assert_hostname=target.host
    )


@cache
def _trust() -> ssl.SSLContext:
    """Whom to believe: the authorities that the system knows, or where it knows none, those that Mozilla does."""
    context = ssl.create_default_context()
    if not context.get_ca_certs() and not any(map(_there, ssl.get_default_verify_paths()[:2])):
        import certifi  # noqa: PLC0415 (requests, which the theme needs, brings it)

        context.load_verify_locations(certifi.where())
    return context


def _there(place: str | None) -> bool:
    return place is not None and Path(place).exists()


def _netloc(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == PORTS[target.scheme] else f"{host}:{target.port}"


def _check_status(status: int, address: str) -> None:
    if status == HTTPStatus.OK:
        return
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = str(status)
    closed = status in {401, 402, 403, 429, 451}
    hint = "Save the page in your browser and add the file" if closed else "Check the address"
    raise SourceError(f"the site answers “{name}”", file=address, hint=hint)


def _content_type(value: str) -> tuple[str, str]:
    """The type and the encoding that a server states."""
    kind, _, rest = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest, re.IGNORECASE)
    return kind.strip().lower(), charset[1] if charset else ""


def _why(error: Exception) -> str:
    """What went wrong, in a few words."""
    text = re.sub(r"<[^>]*>|HTTPS?Connection\w*\([^)]*\):?", "", str(error))
    return " ".join(text.split())[:100] or type(error).__name__
