"""Web addresses in files: cleaned of tracking parameters, or rejected."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from explainery.patterns import regex

_TRACKING = regex(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid?|ns_\w+|smid|ref|xtor|ito|spm)$", re.IGNORECASE)


def absolute_address(base: str, address: str) -> str:
    """`address` resolved against `base`; "" where it cannot be parsed."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def clean_address(address: str) -> str:
    """A web address without fragment and tracking parameters; "" for anything but an http or https address."""
    try:
        parts = urlsplit(address.strip())
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    except ValueError:
        return ""
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or re.search(r"[\s<>\"\\\x00-\x20\x7f-\x9f\ud800-\udfff]", address.strip())
    ):
        return ""
    kept = parts.query if len(query) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(query)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))


def site_domain(address: str) -> str:
    """The last two labels of an address's host, "herald.example"; "" where the address cannot be parsed.

    They tell whether two addresses are on one site: the address that a fetched page states may be on another.
    """
    try:
        return ".".join((urlsplit(address).hostname or "").split(".")[-2:])
    except ValueError:
        return ""
