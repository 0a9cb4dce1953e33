"""Publishers' names in place of hosts."""

from __future__ import annotations

import pytest

from explainery.lexicon.publishers import publisher_named


@pytest.mark.parametrize(
    ("publisher", "address", "name"),
    [
        ("www.bbc.com", None, "BBC"),
        ("edition.cnn.com", None, "CNN"),
        ("https://www.nytimes.com/", None, "The New York Times"),
        (None, "https://www.theguardian.com/technology/a", "The Guardian"),
        ("The Herald", "https://www.bbc.com/a", "The Herald"),
        ("www.herald.example", None, "herald.example"),
        (None, "https://herald.example/port", None),
        (None, "https://[broken", None),
        ("Washington Post", None, "Washington Post"),
    ],
)
def test_a_host_becomes_a_name_where_the_table_has_one(publisher: str | None, address: str | None, name: str) -> None:
    assert publisher_named(publisher, address) == name
