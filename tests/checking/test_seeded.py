"""Every seeded fault is found with its code on its line, and true pages raise nothing. `pytest -s` prints the table."""

from __future__ import annotations

import pytest

from checking.seeded import PORT_OPEN, PORT_QUOTE, SHOWCASE, UNSEEN, Sown, grounds, outcome, reword, reworded_at_once
from explainery.checking.check import check_project
from explainery.checking.story_evidence import Memory
from explainery.project import Project

Ground = tuple[Project, Memory]


@pytest.fixture(scope="module", name="places")
def _places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ground]:
    return {name: (project, Memory()) for name, project in grounds(tmp_path_factory.mktemp("grounds")).items()}


ROWS = (
    [("showcase", f) for f in (*SHOWCASE, *UNSEEN)]
    + [("open", f) for f in PORT_OPEN]
    + [("quote", f) for f in PORT_QUOTE]
)


@pytest.mark.parametrize(("ground", "fault"), ROWS, ids=[f.name for _, f in ROWS])
def test_a_seeded_fault_is_found(places: dict[str, Ground], ground: str, fault: Sown) -> None:
    is_found, everything = outcome(places[ground][0], fault, places[ground][1])
    print(f"{'found ' if is_found else 'MISSED'} {fault.code} {fault.name}")
    assert is_found, [str(f) for f in everything]


@pytest.mark.parametrize("ground", ["showcase", "open", "quote"])
def test_true_pages_raise_nothing(places: dict[str, Ground], ground: str) -> None:
    project, memory = places[ground]
    assert [str(f) for f in check_project(project, [], lambda _: None, memory=memory).findings] == []


@pytest.mark.parametrize("rows", reworded_at_once())
def test_true_rewordings_raise_nothing(places: dict[str, Ground], rows: list[tuple[str, str, str]]) -> None:
    project, memory = places["showcase"]
    assert [str(f) for f in reword(project, rows, memory)] == []
