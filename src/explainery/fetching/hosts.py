"""Which machines may be asked: those of the public internet, and those that the settings name.

An address in somebody's list of articles must not reach a router, a database or a cloud's metadata service. The name
is resolved once, and the connection goes to the address that was checked: a second look-up could answer otherwise.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from explainery.errors import SourceError

PORTS = {"http": 80, "https": 443}

# IPv4 in old clothes, translators of one network's own (RFC 8215), segment routing (RFC 9602): no public machine.
_NOT_PUBLIC = [ipaddress.IPv6Network(n) for n in ("::/96", "64:ff9b:1::/48", "5f00::/16")]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the address that people see, and the machine's numbers that were checked."""

    address: str
    scheme: str
    host: str
    port: int
    numbers: tuple[str, ...]
    path: str

    @property
    def site(self) -> tuple[str, str, int]:
        """What robots.txt speaks for."""
        return self.scheme, self.host, self.port


def target_of(address: str, private: Collection[str] = ()) -> Target:
    """The target of a web address.

    Args:
        address: an address that begins with http:// or https://.
        private: hosts inside the reader's own network that may be asked all the same.

    Raises:
        SourceError: it is no address, its host is not found, or the host is not public.
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        raise SourceError("this is not a web address", file=address, hint="It begins with https://") from None
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise SourceError(
            "this is not a web address", file=address, hint="It begins with https://, and has no password"
        )
    numbers = _numbers(host, port or PORTS[parts.scheme], address, allowed=host in private)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(address, parts.scheme, host, port or PORTS[parts.scheme], numbers, path)


def _numbers(host: str, port: int, address: str, *, allowed: bool) -> tuple[str, ...]:
    """The machine's numbers, in the system's order. Every one that the name stands for has to be public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(
            f"there is no site {host}", file=address, hint="Check the address, and the connection"
        ) from None
    numbers = tuple(dict.fromkeys(str(row[4][0]) for row in found))
    if not allowed and not all(map(is_public, numbers)):
        raise SourceError(
            f"{host} is inside a private network, from which nothing is fetched",
            file=address,
            hint=f"If it is yours, allow it in .explainery/settings.yml: private_hosts: [{host}]",
        )
    return numbers


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public internet; those that wrap another count as what they wrap."""
    found = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in ipaddress.ip_network("64:ff9b::/96"):  # RFC 6052: IPv4 behind a translator
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        return found.is_global and not (
            found.is_multicast or found.is_site_local or any(found in n for n in _NOT_PUBLIC)
        )
    return found.is_global and not found.is_multicast
