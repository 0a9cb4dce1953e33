"""Every seeded fault is found with its code on its line, and true pages raise nothing. `pytest -s` prints the table."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from checking.seeded import PORT_OPEN, PORT_QUOTE, SHOWCASE, Sown, outcome
from explainery.building import build
from explainery.checking.gathering import Memory
from explainery.checking.project import check_project
from explainery.running import Project
from making import ROOT, port_project, showcase_project

MORE = (
    "\nThe union will not come back to the table on Friday, Norsea said.\nNorsea lost 3 million crowns in one week.\n"
)
Ground = tuple[Project, Memory]


def planted(root: Path, rights: str) -> Project:
    """The port story, built, with a "not" and a million in it."""
    project = port_project(root, rights=rights)
    source = project.sources / "port" / "courier.md"
    source.write_text(source.read_text("utf-8") + MORE, "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)
    build(project)
    return project


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Ground]]:
    roots = {name: tmp_path_factory.mktemp(name) for name in ("showcase", "open", "quote")}
    projects = {"showcase": showcase_project(roots["showcase"])}
    projects |= {rights: planted(roots[rights], rights) for rights in ("open", "quote")}
    yield {name: (project, Memory()) for name, project in projects.items()}


ROWS = [("showcase", f) for f in SHOWCASE] + [("open", f) for f in PORT_OPEN] + [("quote", f) for f in PORT_QUOTE]


@pytest.mark.parametrize(("ground", "fault"), ROWS, ids=[f.name for _, f in ROWS])
def test_a_seeded_fault_is_found(grounds: dict[str, Ground], ground: str, fault: Sown) -> None:
    is_found, everything = outcome(*grounds[ground][:1], fault, grounds[ground][1])
    print(f"{'found ' if is_found else 'MISSED'} {fault.code} {fault.name}")
    assert is_found, [str(f) for f in everything]


@pytest.mark.parametrize("ground", ["showcase", "open", "quote"])
def test_true_pages_raise_nothing(grounds: dict[str, Ground], ground: str) -> None:
    project, memory = grounds[ground]
    assert [str(f) for f in check_project(project, [], lambda _: None, memory=memory).findings] == []
