"""Names: where a run of capitalised words is one name, and where it is more or less."""

from __future__ import annotations

import pytest

from explainery.marking.entities import entities_in

PERSON, BODY, PLACE = "person", "body", "place"


@pytest.mark.parametrize(("text", "name", "kind"), [
    ("She met Secretary of the Interior Robert Hale there.", "Robert Hale", PERSON),
    ("She met New Jersey Gov. Robert Hale there.", "Robert Hale", PERSON),
    ("She met New Jersey Gov. Robert Hale there.", "New Jersey", PLACE),
    ("She met Norsea’s Robert Hale there.", "Robert Hale", PERSON),
    ("She met Norsea’s CEO there, and Norsea paid.", "Norsea", BODY),
    ("She met State Senator Robert Hale there.", "Robert Hale", PERSON),
    ("They met in Arlen Monday and left.", "Arlen", BODY),
])  # fmt: skip
def test_the_name_in_a_run(text: str, name: str, kind: str) -> None:
    assert (name, kind) in {(n.actor, n.kind) for n in entities_in(text, {})}


def test_a_name_ends_where_its_sentence_does() -> None:
    names = {n.actor for n in entities_in("They sat in Vellamo, D.C. The lawyer left for Arlen Inc. He came back.", {})}
    assert not [n for n in names if "The" in n or "He" in n.split()]
