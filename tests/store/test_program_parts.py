"""What a step was made by is known for certain: its hash covers all that it imports, and changes with any of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from explainery.store.program_parts import PARTS, PROGRAM, belongs, part_hashes
from test_direction import ROOT, Graph, graph_of, room_of, sources

# Where each step begins. What a package loads by name (the formats of reading, the rules of checking) is all in it.
BEGINNINGS = {
    "reading": ["reading", "store.article_json"],
    "marking": ["marking", "store.article_json"],
    "sorting": ["sorting.evidence", "store.evidence_json"],
    "draft": ["commands.draft"],
}
# Modules that load others by name: libraries, or modules of their own package, or none while a draft is made.
LOADERS = {
    "explainery",
    "explainery.checking.markdown_extensions",
    "explainery.cli.main",
    "explainery.lexicon.sieve",
    "explainery.reading.extras",
    "explainery.reading.registry",
}


@cache
def imports() -> Graph:
    return graph_of(sources())


def closure(part: str) -> set[str]:
    """A step's own modules, and all that these import at any remove, each with its packages."""
    graph, beginnings = imports(), BEGINNINGS[part]
    waiting = [m for m in graph for b in beginnings if m == f"{ROOT}.{b}" or m.startswith(f"{ROOT}.{b}.")]
    seen: set[str] = set()
    while waiting:
        module = waiting.pop()
        if module not in seen and module != ROOT:
            seen.add(module)
            waiting += [*graph[module], module.rpartition(".")[0]]
    return seen


def file_of(module: str) -> str:
    """A module's file, by its path in the program."""
    path = "/".join(module.split(".")[1:])
    return f"{path}/__init__.py" if (PROGRAM / path).is_dir() else f"{path}.py"


def files() -> list[str]:
    found = [p.relative_to(PROGRAM).as_posix() for p in PROGRAM.rglob("*") if p.is_file()]
    return sorted(name for name in found if "__pycache__" not in name)


@pytest.mark.parametrize("part", PARTS)
def test_a_hash_covers_all_that_the_step_imports(part: str) -> None:
    needed = closure(part)
    missing = sorted(m for m in needed if not belongs(file_of(m), PARTS[part]))
    assert not missing, f"add to PARTS in store/program_parts.py, at {part}: {', '.join(missing)}"


@pytest.mark.parametrize("part", PARTS)
def test_a_hash_covers_no_package_that_the_step_does_not_import(part: str) -> None:
    needed = closure(part)
    rooms = {room_of(m) for m in needed}
    spare = [
        m for m in PARTS[part] if m.split("/")[0] not in rooms or ("/" in m and f"{m}.py" not in map(file_of, needed))
    ]
    assert not spare, f"take out of PARTS in store/program_parts.py, at {part}: {', '.join(spare)}"


def test_whoever_loads_modules_by_name_is_known() -> None:
    words = ("import_module(", "__import__(", "iter_modules(", "walk_packages(", "spec_from_file")
    assert {name for name, text in sources().items() if any(w in text for w in words)} == LOADERS


def changed_parts(tmp_path: Path, name: str) -> set[str]:
    """The parts whose hash is another after a line was added to one file of the program."""
    copy = tmp_path / "program"
    if not copy.exists():
        shutil.copytree(PROGRAM, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = part_hashes(copy, files())
    old = (copy / name).read_bytes()
    (copy / name).write_bytes(old + b"\n")
    after = part_hashes(copy, files())
    (copy / name).write_bytes(old)
    return {part for part in PARTS if before[part] != after[part]}


def test_a_change_is_one_of_the_steps_it_can_reach(tmp_path: Path) -> None:
    every = {"reading", "marking", "sorting", "draft"}
    assert changed_parts(tmp_path, "cli/main.py") == set()
    assert changed_parts(tmp_path, "publishing/feeds.py") == set()
    assert changed_parts(tmp_path, "commands/build.py") == set()
    assert changed_parts(tmp_path, "curation/lead.py") == {"draft"}
    assert changed_parts(tmp_path, "linking/disputes/stances.tsv") == {"draft"}
    assert changed_parts(tmp_path, "marking/facets/cues.tsv") == {"marking", "sorting", "draft"}
    assert changed_parts(tmp_path, "sorting/common_words.tsv") == {"sorting"}
    assert changed_parts(tmp_path, "reading/formats/pdf.py") == every
    assert changed_parts(tmp_path, "lexicon/data/offices.tsv") == every


SAY = "import sys\nfrom pathlib import Path\nfrom explainery.store.program_parts import PARTS, part_hash\n"
SAY += "print(*(part_hash(part, Path(sys.argv[1])) for part in PARTS))"


def said(program: Path, notes: Path) -> list[str]:
    """The hashes that a process of a program says."""
    command = [sys.executable, "-c", SAY, str(notes)]
    env = {"PYTHONPATH": str(program.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.split()


def test_noted_hashes_are_those_of_the_files(tmp_path: Path) -> None:
    program, notes = tmp_path / "a" / ROOT, tmp_path / "notes.txt"
    shutil.copytree(PROGRAM, program, ignore=shutil.ignore_patterns("__pycache__"))
    first = said(program, notes)
    assert not notes.exists(), "files so new may change once more without a later time"
    time.sleep(2.2)  # seconds, until their times are believed
    assert said(program, notes) == first
    good = notes.read_text("utf-8")
    notes.write_text(good.replace(first[0], first[1]), "utf-8")
    assert said(program, notes) == first
    notes.write_text(good, "utf-8")
    (program / "curation" / "lead.py").write_bytes((program / "curation" / "lead.py").read_bytes() + b"\n")
    later = said(program, notes)
    assert (later[:-1], later[-1] != first[-1]) == (first[:-1], True)
