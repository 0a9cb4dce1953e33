"""Who is the same person: asked of many names at once, the answer is that of each pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainery.copyediting.called import People, same_person

PARTS = st.sampled_from(
    ["Jo", "Jim", "J.", "Roe", "Kim", "Jong-un", "Jong", "Un", "UN", "Kramm", "Jr.", "Sr", "III", "de"]
)
NAMES = st.lists(PARTS, min_size=1, max_size=4).map(" ".join)


@given(st.lists(NAMES, max_size=6), NAMES)
def test_people_know_whom_one_of_them_may_be(names: list[str], asked: str) -> None:
    people = People()
    for name in names:
        people.add(name)
    assert people.has(asked) == any(same_person(name, asked) for name in names)
