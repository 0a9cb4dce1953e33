"""Every seeded fault is reported with its code on its line, and correct pages give no finding. `pytest -s` prints the table."""

from __future__ import annotations

import pytest

from checking.seeded import (
    PORT_OPEN,
    PORT_QUOTE,
    SHOWCASE,
    UNSEEN,
    Outcome,
    Rewording,
    SeededFault,
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


FAULTS = (
    [("showcase", f) for f in (*SHOWCASE, *UNSEEN)]
    + [("open", f) for f in PORT_OPEN]
    + [("quote", f) for f in PORT_QUOTE]
)


@pytest.fixture(scope="module")
def results(places: dict[str, Ground]) -> dict[tuple[str, str], Outcome]:
    """The outcome of each fault, by ground and name."""
    return {
        (ground, name): result
        for ground, (project, memory) in places.items()
        for name, result in outcomes(project, [f for g, f in FAULTS if g == ground], memory).items()
    }


@pytest.mark.parametrize(("ground", "fault"), FAULTS, ids=[f.name for _, f in FAULTS])
def test_a_seeded_fault_is_reported(results: dict[tuple[str, str], Outcome], ground: str, fault: SeededFault) -> None:
    result = results[ground, fault.name]
    print(f"{'reported' if result.is_reported else 'MISSED  '} {fault.code} {fault.name}")
    assert result.is_reported, [str(finding) for finding in result.findings]


@pytest.mark.parametrize("ground", ["showcase", "open", "quote"])
def test_correct_pages_have_no_findings(places: dict[str, Ground], ground: str) -> None:
    project, memory = places[ground]
    assert [str(f) for f in check_project(project, [], lambda _: None, memory=memory).findings] == []


@pytest.mark.parametrize("rewordings", rewording_groups())
def test_true_rewordings_have_no_findings(places: dict[str, Ground], rewordings: list[Rewording]) -> None:
    project, memory = places["showcase"]
    assert [str(f) for f in findings_after(project, rewordings, memory)] == []
