"""Fetching: a page of the web becomes bytes, politely, and never from inside the reader's own network."""

from explainery.fetching.fetch import Fetched, Fetcher, is_address

__all__ = ["Fetched", "Fetcher", "is_address"]
