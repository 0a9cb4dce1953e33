"""Web addresses as they stand in files: cleaned of what follows a reader around, or refused."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid?|ns_\w+|smid|ref|xtor|ito|spm)$", re.IGNORECASE)


def joined(base: str, address: str) -> str:
    """`address` made absolute; empty where it is relative to nothing or is none."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def clean_address(address: str) -> str:
    """A web address without fragment and tracking parameters; empty for anything else."""
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


def site_of(address: str) -> str:
    """The last two parts of an address's host: where something was fetched, another site's address is not its own."""
    try:
        return ".".join((urlsplit(address).hostname or "").split(".")[-2:])
    except ValueError:
        return ""
