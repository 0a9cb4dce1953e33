"""Publishers by the hosts of their sites, for articles that give a host where readers want a name."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from explainery.lexicon.tables import table_rows
from explainery.patterns import regex

_HOST = regex(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})/?", re.IGNORECASE)
_LEAST_LABELS = 2  # of a host: "herald.example"


@cache
def _names() -> dict[str, str]:
    return dict(table_rows("lexicon/data/publishers.tsv"))  # type: ignore[arg-type] # rows of two


def publisher_named(publisher: str | None, address: str | None) -> str | None:
    """The publisher's name: as given, or by the host that stands in its place or in the article's address.

    A host that the table does not know stays, without its "www.". None where nothing is known.
    """
    host = _HOST.fullmatch(publisher.strip()) if publisher else None
    if publisher and not host:
        return publisher
    if host:
        return publisher_of(host[1]) or host[1].lower().removeprefix("www.")
    return publisher_of(_host_of(address or ""))


def publisher_of(host: str) -> str | None:
    """The name for a host or for the site that it belongs to ("edition.cnn.com" is of "cnn.com"); None if unknown."""
    labels = host.lower().removeprefix("www.").split(".")
    tails = (".".join(labels[i:]) for i in range(len(labels) - _LEAST_LABELS + 1))
    return next((_names()[t] for t in tails if t in _names()), None)


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
