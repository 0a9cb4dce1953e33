"""Fetching: download a web page, politely, and never from inside the user's own network."""

from explainery.fetching.fetch import Fetched, Fetcher, is_address

__all__ = ["Fetched", "Fetcher", "is_address"]
