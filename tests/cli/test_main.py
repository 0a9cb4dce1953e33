"""Each command has its function, and imports only what it needs."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

from explainery.cli.main import COMMANDS, main
from explainery.cli.parser import parser
from making import ROOT, port_project

_LIST = "import sys\nfrom explainery.cli.main import main\ntry:\n    main(sys.argv[1:])\nfinally:\n    print(*sys.modules, file=sys.stderr)\n"


def imported(*arguments: str) -> set[str]:
    """The modules that a command imports in a new process."""
    command = [sys.executable, "-c", _LIST, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT / "src")}, timeout=120
    )
    return set(done.stderr.splitlines()[-1].split())


def test_every_command_of_the_command_line_has_a_function() -> None:
    choices = next(a for a in parser()._actions if a.choices).choices  # noqa: SLF001 (argparse names it no other way)
    assert choices
    assert set(COMMANDS) == set(choices)
    for module, function in COMMANDS.values():
        assert callable(getattr(import_module(f"explainery.cli.{module}"), function))


def test_help_imports_nothing_but_the_command_line() -> None:
    ours = {m for m in imported("--help") if m.startswith("explainery.")}
    assert ours <= {"explainery.errors", "explainery.cli", *(m for m in ours if m.startswith("explainery.cli."))}
    assert not {m for m in ours if m.startswith("explainery.cli.run_")}


def test_a_merge_of_two_branches_imports_only_the_merge(tmp_path: Path) -> None:
    """Git starts it for each page that both changed."""
    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_text("# A page\n", "utf-8")
    modules = imported("merge-file", *(str(tmp_path / name) for name in ("base", "ours", "theirs")))
    assert "explainery.merging.merge_driver" in modules
    assert not {m for m in modules for part in ("marking", "linking", "checking") if m.startswith(f"explainery.{part}")}


def test_a_build_with_nothing_new_neither_marks_nor_links(tmp_path: Path) -> None:
    port_project(tmp_path)
    assert main(["-C", str(tmp_path), "build"]) == 0
    modules = imported("-C", str(tmp_path), "build")
    assert "explainery.merging.story_merge" in modules
    costly = ("marking", "linking", "checking", "fetching", "pipeline", "reading.assemble", "curation.arrange")
    assert not {m for m in modules for part in costly if m.startswith(f"explainery.{part}")}
    assert not modules & {
        "email.utils",
        "zipfile",
        "lxml",
        "markdown",
        "watchdog",
        "multiprocessing.pool",
        "concurrent.futures.process",
    }
