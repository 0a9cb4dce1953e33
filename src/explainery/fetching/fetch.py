"""Fetch one page at a time: as robots.txt allows, under our own name, within a size and a time."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlunsplit

from explainery import __version__
from explainery.connections import trusted, until
from explainery.errors import SourceError
from explainery.fetching.hosts import Origin, Target, target_of
from explainery.fetching.tuning import TUNING
from explainery.reading.web.addresses import absolute_address

NAME = "Explainery"
AGENT = f"{NAME}/{__version__} (+https://github.com/explainery/explainery)"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,application/json;q=0.8,*/*;q=0.5"

_CHUNK = 65_536  # bytes that are read at a time

_MOVED = frozenset({301, 302, 303, 307, 308})
_REFUSED = frozenset({401, 402, 403, 429, 451})  # a browser, with a person at it, may get further


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as its server sent it.

    Attributes:
        address: its address after all redirects.
        raw: its bytes, decompressed.
        content_type: its type as the server states it, such as "text/html"; "" where it states none.
        charset: its encoding as the server states it; "" where it states none.
    """

    address: str
    raw: bytes
    content_type: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A server's answer: its status, its header fields by their names in lower case, and its decompressed body."""

    status: int
    headers: Mapping[str, str]
    raw: bytes

    @property
    def location(self) -> str:
        """Where a redirect leads; "" for any other answer."""
        return self.headers.get("location", "") if self.status in _MOVED else ""


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses. Remembers each site's robots.txt and when each host was last asked.

    Attributes:
        seconds: the time for an address and its redirects, without pauses.
        max_bytes: the size of a page after decompression.
        private: hosts inside the user's own network that may be asked.
    """

    seconds: float
    max_bytes: int
    private: Collection[str] = ()
    _rules: dict[Origin, Any] = field(default_factory=dict)  # robots.txt, parsed; None where it is unavailable
    _asked: dict[str, float] = field(default_factory=dict)  # by host, on the monotonic clock

    def fetch(self, address: str) -> Fetched:
        """Fetch the page at an address.

        Raises:
            SourceError: robots.txt disallows it, the site does not answer or refuses, the page is too large or too
                slow, or the address leads into a private network.
        """
        deadline = time.monotonic() + self.seconds
        target = target_of(address, self.private)
        for _ in range(TUNING.redirects + 1):
            self._check_robots(target, deadline)
            deadline += self._pause(target)
            answer = self._get(target, deadline, self.max_bytes)
            if answer.location:
                target = target_of(absolute_address(target.address, answer.location), self.private)
                continue
            _check_status(answer.status, address)
            content_type, charset = _content_type(answer.headers.get("content-type", ""))
            return Fetched(target.address, answer.raw, content_type, charset)
        raise SourceError(
            f"this address redirects more than {TUNING.redirects} times", file=address, hint="Open it in a browser"
        )

    def _check_robots(self, target: Target, deadline: float) -> None:
        """Raise SourceError where the site's robots.txt does not allow programs to fetch this page."""
        if target.origin not in self._rules:
            self._rules[target.origin] = self._robots(target.origin, deadline)
        rules = self._rules[target.origin]
        if rules is None or not rules.can_fetch(target.address, NAME):
            problem = "is unavailable, so programs may not" if rules is None else "does not allow programs to"
            raise SourceError(f"the site's robots.txt {problem} fetch this page", file=target.address,
                              hint="Save the page in your browser and add the file")  # fmt: skip

    def _robots(self, origin: Origin, deadline: float) -> Any:  # noqa: ANN401 (the library's parser)
        """The site's rules, parsed; None after a server error, which disallows everything (RFC 9309, 2.3.1.4)."""
        from protego import Protego  # noqa: PLC0415 (adding a file does not need it)

        target = target_of(urlunsplit((origin.scheme, origin.netloc, "/robots.txt", "", "")), self.private)
        for _ in range(TUNING.redirects + 1):
            answer = self._get(target, deadline, TUNING.robots_bytes, truncate=True)
            if not answer.location:
                break
            target = target_of(absolute_address(target.address, answer.location), self.private)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        return Protego.parse(answer.raw.decode("utf-8", "replace") if answer.status == HTTPStatus.OK else "")

    def _pause(self, target: Target) -> float:
        """Wait until the host may be asked again. Returns the seconds that this took."""
        rules, host = self._rules.get(target.origin), target.origin.host
        wanted = rules.crawl_delay(NAME) if rules is not None else None
        pause = min(max(wanted or 0.0, TUNING.pause), TUNING.longest_pause)
        last = self._asked.get(host)
        waits = max(0.0, last + pause - time.monotonic()) if last is not None else 0.0
        time.sleep(waits)
        self._asked[host] = time.monotonic()
        return waits

    def _get(self, target: Target, deadline: float, max_bytes: int, *, truncate: bool = False) -> _Answer:
        """Request a target. A body of more than `max_bytes` is truncated, or without `truncate` a SourceError."""
        import urllib3  # noqa: PLC0415 (it takes a while to load)

        for ip_address in target.ip_addresses:  # the next one if this machine has no route to it, as for IPv6
            try:
                return until(deadline, partial(self._request, ip_address, target, max_bytes, truncate=truncate))
            except TimeoutError:
                raise SourceError(
                    f"this address took longer than {self.seconds:g} seconds",
                    file=target.address,
                    hint="`seconds` in .explainery/settings.yml raises the limit",
                ) from None
            except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
                failure: Exception = error
            except urllib3.exceptions.HTTPError as error:
                failure = error
                break
        raise SourceError(
            f"{target.origin.host} does not answer as it should ({_in_short(failure)})",
            file=target.address,
            hint="Try again later, or save the page in your browser and add the file",
        )

    def _request(self, ip_address: str, target: Target, max_bytes: int, *, truncate: bool) -> _Answer:
        with _pool(ip_address, target.origin) as pool:
            response = pool.request(
                "GET",
                target.path,
                headers={"Host": target.origin.netloc, "User-Agent": AGENT, "Accept": _ACCEPT},
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=min(TUNING.answer_wait, self.seconds),
            )
            raw = _body(response, target, max_bytes, truncate=truncate)
            return _Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, raw)


def _body(response: Any, target: Target, max_bytes: int, *, truncate: bool) -> bytes:  # noqa: ANN401 (the library's)
    """A response's decompressed body; one of more than `max_bytes` is truncated, or without `truncate` a SourceError."""
    raw = bytearray()
    for chunk in response.stream(_CHUNK, decode_content=True):
        raw += chunk
        if len(raw) > max_bytes:
            if truncate:
                return bytes(raw[:max_bytes])
            raise SourceError(
                f"the page at this address has more than {max_bytes:,} bytes",
                file=target.address,
                hint="`megabytes` in .explainery/settings.yml raises the limit",
            )
    return bytes(raw)


def is_address(text: str) -> bool:
    """Whether `text` is meant as a web address, not as a file."""
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def _pool(ip_address: str, origin: Origin) -> Any:  # noqa: ANN401 (one of two classes)
    """A connection to the checked IP address; with https, the machine there has to prove that it is the host."""
    import urllib3  # noqa: PLC0415

    if origin.scheme == "http":
        return urllib3.HTTPConnectionPool(ip_address, origin.port)
    return urllib3.HTTPSConnectionPool(
        ip_address, origin.port, ssl_context=trusted(), server_hostname=origin.host, assert_hostname=origin.host
    )


def _check_status(status: int, address: str) -> None:
    """Raise SourceError for any status but 200."""
    if status == HTTPStatus.OK:
        return
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = str(status)
    hint = "Save the page in your browser and add the file" if status in _REFUSED else "Check the address"
    raise SourceError(f"the site answers “{name}”", file=address, hint=hint)


def _content_type(value: str) -> tuple[str, str]:
    """The type and the encoding in a Content-Type header."""
    content_type, _, parameters = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", parameters, re.IGNORECASE)
    return content_type.strip().lower(), charset[1] if charset else ""


def _in_short(error: Exception) -> str:
    """An error's message in a few words, without the library's objects."""
    text = re.sub(r"<[^>]*>|HTTPS?Connection\w*\([^)]*\):?", "", str(error))
    return " ".join(text.split())[:100] or type(error).__name__
