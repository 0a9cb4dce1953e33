"""Which hosts may be asked: public ones, and private ones that the settings name.

An address in a list of articles must not reach a router, a database or a cloud's metadata service. So a host's name is
resolved once, and the connection goes to the IP address that was checked: a second look-up could give another one.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from explainery.errors import SourceError

_PORTS = {"http": 80, "https": 443}

# Ranges that Python calls global although no public host has an address in them: IPv4-compatible addresses, local-use
# translation prefixes (RFC 8215), segment routing (RFC 9602).
_NOT_PUBLIC = [ipaddress.IPv6Network(n) for n in ("::/96", "64:ff9b:1::/48", "5f00::/16")]
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # IPv4 addresses behind a translator (RFC 6052)


@dataclass(frozen=True, slots=True)
class Origin:
    """The part of an address for which one robots.txt speaks (RFC 9309; the term is from RFC 6454)."""

    scheme: str
    host: str
    port: int

    @property
    def netloc(self) -> str:
        """Host and port as an address writes them, without the port that is usual for the scheme."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes.

    Attributes:
        address: the address, as stated.
        origin: its scheme, host and port.
        path: its path and query.
        ip_addresses: the host's IP addresses, all of them checked.
    """

    address: str
    origin: Origin
    path: str
    ip_addresses: tuple[str, ...]


def target_of(address: str, private: Collection[str] = ()) -> Target:
    """The target of a web address.

    Args:
        address: an address that begins with http:// or https://.
        private: hosts inside the user's own network that may be asked nevertheless.

    Raises:
        SourceError: this is not a web address, its host cannot be resolved, or the host is not public.
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        raise SourceError("this is not a web address", file=address, hint="An address begins with https://") from None
    if parts.scheme not in _PORTS or not host or parts.username is not None:
        raise SourceError(
            "this is not a web address", file=address, hint="An address begins with https:// and contains no password"
        )
    origin = Origin(parts.scheme, host, port or _PORTS[parts.scheme])
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(address, origin, path, _ip_addresses(origin, address, allowed=host in private))


def _ip_addresses(origin: Origin, address: str, *, allowed: bool) -> tuple[str, ...]:
    """The host's IP addresses, in the system's order. Raises SourceError unless all are public, or `allowed`."""
    host = origin.host
    try:
        rows = socket.getaddrinfo(host, origin.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(
            f"there is no site {host}", file=address, hint="Check the address and the internet connection"
        ) from None
    ip_addresses = tuple(dict.fromkeys(str(row[4][0]) for row in rows))
    if not allowed and not all(map(is_public, ip_addresses)):
        raise SourceError(
            f"{host} is inside a private network, from which nothing is fetched",
            file=address,
            hint=f"If it is yours, allow it in .explainery/settings.yml: private_hosts: [{host}]",
        )
    return ip_addresses


def is_public(ip_address: str) -> bool:
    """Whether an IP address belongs to the public internet. An IPv6 address that wraps an IPv4 address counts as that."""
    ip = ipaddress.ip_address(ip_address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    if wrapped is None and ip in _TRANSLATED:
        wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if wrapped is not None:
        return is_public(str(wrapped))
    return ip.is_global and not (ip.is_multicast or ip.is_site_local or any(ip in n for n in _NOT_PUBLIC))
