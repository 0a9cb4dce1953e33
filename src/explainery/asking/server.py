"""One server that is asked over HTTP: tries again where that may help, within a time and a size, and nowhere else.

No redirect is followed and no proxy is used: the key and the text go to the host of the settings, or nowhere.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from explainery import __version__
from explainery.asking.protocol import UnansweredError, Wait
from explainery.asking.retries import wait_before
from explainery.asking.tuning import TUNING
from explainery.connections import trusted, until
from explainery.errors import ModelError

_CHUNK = 65_536  # bytes that are read at a time
_SHOWN = 200  # characters of a server's own words
_PORTS = {"http": 80, "https": 443}
_MOVED = range(300, 400)


@dataclass(frozen=True, slots=True)
class Heard:
    """A server's reply: its status, its body, and when it may be asked again, as it says."""

    status: int
    raw: bytes
    retry_after: str = ""

    @property
    def json(self) -> Any:  # noqa: ANN401 (whatever a server says)
        """The body's JSON; None where it is not."""
        try:
            return json.loads(self.raw)
        except (ValueError, RecursionError):
            return None


@dataclass(slots=True)
class Server:
    """A server.

    Attributes:
        url: its address, as the settings have it; the paths of requests follow it.
        key: is sent with every request; "" for none. Never shown.
        seconds: for one request.
        wait: waits before another try.
    """

    url: str
    key: str = field(default="", repr=False)
    seconds: float = TUNING.answer_seconds
    wait: Wait = time.sleep

    @property
    def place(self) -> str:
        """Its host and port, for messages."""
        return urlsplit(self.url).netloc

    def post(self, path: str, body: Mapping[str, Any]) -> Heard:
        """Post JSON, and what the server says. Errors as of `_request`."""
        return self._persistent("POST", path, json.dumps(body).encode(), self.seconds)

    def get(self, path: str) -> Heard:
        """What the server says at a path. Errors as of `_request`."""
        return self._persistent("GET", path, None, min(self.seconds, TUNING.list_seconds))

    def words_of(self, heard: Heard) -> str:
        """What a server says in words, short and without the key."""
        said = heard.json
        error = said.get("error", said.get("detail")) if isinstance(said, dict) else None
        text = error.get("message") if isinstance(error, dict) else error
        words = text if isinstance(text, str) else heard.raw.decode("utf-8", "replace")
        return self.scrubbed(" ".join(words.split()))[:_SHOWN]

    def scrubbed(self, text: str) -> str:
        """A server's text without the key, should it have sent that back."""
        return text.replace(self.key, "…") if self.key else text

    def _persistent(self, method: str, path: str, body: bytes | None, seconds: float) -> Heard:
        """Ask again while that may help; the last reply, whatever it is."""
        for number in range(len(TUNING.waits) + 1):
            is_last = number == len(TUNING.waits)
            try:
                heard = self._request(method, path, body, seconds)
            except _FailedError as error:
                if is_last:
                    raise error.told from None
                heard = None
            if heard and (is_last or not _may_pass(heard.status)):
                return heard
            self.wait(wait_before(number, heard.retry_after if heard else ""))
        raise AssertionError  # the last try returns or raises

    def _request(self, method: str, path: str, body: bytes | None, seconds: float) -> Heard:
        """One request.

        Raises:
            _FailedError: the connection failed; another try may help.
            UnansweredError: the reply takes too long, or is too large.
            ModelError: the server cannot be trusted, or sends us elsewhere.
        """
        import urllib3  # noqa: PLC0415 (it takes a while to load)

        try:
            heard = until(time.monotonic() + seconds, partial(self._exchange, method, path, body, seconds))
        except (TimeoutError, urllib3.exceptions.ReadTimeoutError):
            raise UnansweredError(f"{self.place} took longer than {seconds:g} seconds") from None
        except urllib3.exceptions.SSLError:
            raise ModelError(f"{self.place} cannot prove that it is this host", file=self.url,
                             hint="Check `url` under `model` in .explainery/settings.yml") from None  # fmt: skip
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
            raise _FailedError(self._unreached()) from None
        except (urllib3.exceptions.HTTPError, OSError):
            raise _FailedError(UnansweredError(f"{self.place} closed the connection")) from None
        if heard.status in _MOVED:
            raise ModelError("this server sends us to another address, to which nothing is sent", file=self.url,
                             hint="Put the right address under `model` in .explainery/settings.yml")  # fmt: skip
        return heard

    def _unreached(self) -> ModelError:
        return ModelError("no server answers at this address", file=self.url,
                          hint="Start it, or check `url` under `model` in .explainery/settings.yml")  # fmt: skip

    def _exchange(self, method: str, path: str, body: bytes | None, seconds: float) -> Heard:
        import urllib3  # noqa: PLC0415

        parts = urlsplit(self.url)
        with self._pool() as pool:
            response = pool.request(
                method,
                f"{parts.path.rstrip('/')}{path}",
                body=body,
                headers=self._headers(),
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=min(TUNING.connect_seconds, seconds), read=seconds),
            )
            try:
                return Heard(response.status, self._body(response), str(response.headers.get("Retry-After", "")))
            finally:
                response.close()

    def _body(self, response: Any) -> bytes:  # noqa: ANN401 (the library's)
        raw = bytearray()
        for chunk in response.stream(_CHUNK, decode_content=True):
            raw += chunk
            if len(raw) > TUNING.reply_bytes:
                raise UnansweredError(f"{self.place} sent more than {TUNING.reply_bytes:,} bytes")
        return bytes(raw)

    def _headers(self) -> dict[str, str]:
        headers = {
            "Host": self.place,
            "User-Agent": f"Explainery/{__version__}",
            "Accept": "application/json",
            "Content-Type": "application/json",
        }
        return headers | ({"Authorization": f"Bearer {self.key}"} if self.key else {})

    def _pool(self) -> Any:  # noqa: ANN401 (one of two classes)
        """A connection. The name localhost is not looked up, so that nobody else can be meant."""
        import urllib3  # noqa: PLC0415

        parts = urlsplit(self.url)
        host = parts.hostname or ""
        address, port = "127.0.0.1" if host == "localhost" else host, parts.port or _PORTS[parts.scheme]
        if parts.scheme == "http":
            return urllib3.HTTPConnectionPool(address, port)
        return urllib3.HTTPSConnectionPool(
            address, port, ssl_context=trusted(), server_hostname=host, assert_hostname=host
        )


class _FailedError(Exception):
    """A request that may pass if it is tried again. `told`: what to raise if it does not."""

    def __init__(self, told: Exception) -> None:
        super().__init__(str(told))
        self.told = told


def _may_pass(status: int) -> bool:
    """Whether the same request may pass later."""
    return status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS} or (
        status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED
    )


def base_url(url: str) -> str:
    """The address below which a server has `/chat/completions` and `/models`."""
    base = re.sub(r"/(?:chat/completions|models)/?$", "", url.strip()).rstrip("/")
    return base if urlsplit(base).path else f"{base}/v1"
