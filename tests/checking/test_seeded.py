"""Every seeded fault is reported with its code on its line, and correct pages give no finding. `pytest -s` prints the table."""

from __future__ import annotations

import pytest

from checking.seeded import (
    PORT_OPEN,
    PORT_QUOTE,
    SHOWCASE,
    UNSEEN,
    Rewording,
    findings_after,
    grounds,
    outcomes,
    rewording_groups,
)
from explainery.checking.check import check_project
from explainery.checking.story_evidence import Memory
from explainery.project import Project

Ground = tuple[Project, Memory]


@pytest.fixture(scope="module", name="places")
def _places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ground]:
    return {name: (project, Memory()) for name, project in grounds(tmp_path_factory.mktemp("grounds")).items()}


FAULTS = {"showcase": (*SHOWCASE, *UNSEEN), "open": PORT_OPEN, "quote": PORT_QUOTE}


@pytest.mark.parametrize("ground", FAULTS)
def test_every_seeded_fault_is_reported(places: dict[str, Ground], ground: str) -> None:
    """One test for all of a ground: they share checks, and each check reads the whole story."""
    project, memory = places[ground]
    results = outcomes(project, FAULTS[ground], memory)
    missed = [f for f in FAULTS[ground] if not results[f.name].is_reported]
    for fault in FAULTS[ground]:
        print(f"{'MISSED  ' if fault in missed else 'reported'} {fault.code} {fault.name}")
    assert not missed, [(f.name, *map(str, results[f.name].findings)) for f in missed]


@pytest.mark.parametrize("ground", ["showcase", "open", "quote"])
def test_correct_pages_have_no_findings(places: dict[str, Ground], ground: str) -> None:
    project, memory = places[ground]
    assert [str(f) for f in check_project(project, [], lambda _: None, memory=memory).findings] == []


@pytest.mark.parametrize("rewordings", rewording_groups())
def test_true_rewordings_have_no_findings(places: dict[str, Ground], rewordings: list[Rewording]) -> None:
    project, memory = places["showcase"]
    assert [str(f) for f in findings_after(project, rewordings, memory)] == []
