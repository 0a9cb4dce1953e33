"""The import contract: every module of the program imports only from below it, and no import leads in a circle.

`python tests/test_direction.py` prints the floors of the house, from top to bottom, and every import that breaks them.
Imports inside functions and for type checking count. Those by `importlib` do not: the table of commands, and the formats.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
ROOT = "explainery"

# From top to bottom. A room is a folder or a module below `explainery`; it may import the rooms of lower floors only.
FLOORS = (
    ("__main__",),
    ("cli",),  # arguments, texts, exit codes
    ("api",),  # the library
    ("commands",),  # one use case a module
    ("publishing",),  # what a site offers beside its pages
    ("reviewing",),  # what a branch changes for readers
    ("gating",),  # whether a wording of somebody else may stand
    ("checking", "rendering"),  # what is wrong with pages; what the site draws from them
    ("archive", "pipeline"),  # archive: the stories as lists of them need them
    ("store",),
    ("fetching", "merging", "project", "writing"),
    ("copyediting",),
    ("curation",),
    ("sorting",),  # which articles of a pile are of one story
    ("linking",),
    ("marking",),
    ("asking", "encoding", "reading"),  # a model and what it said; the encoder; files and what they hold
    ("answers",),  # what a model, an encoder or a person said, as recorded
    ("citation_keys", "config", "markup"),
    ("cluster_settings", "file_watch", "model", "model_settings", "page_format", "page_limits", "plain_files"),
    ("languages", "running"),  # the words of the interface; where functions run
    ("connections", "errors", "searching", "text", "time_limit"),  # searching: what the site's search box reads
    ("lexicon", "story_memory"),  # lists of words; answers that a build remembers until a story ends
    ("patterns",),  # compiled when they are first used
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
HINT = """\
To mend it, move the code that is imported down, to a room below both; or hand the value in as an argument; or move the
importing code up. For a new room, add a row to FLOORS in tests/test_direction.py, as low as its own imports allow."""

Graph = Mapping[str, set[str]]  # the modules of the program that each module imports


def sources() -> dict[str, str]:
    """Every module's text by its dotted name; a package has the name of its folder."""
    paths = sorted((SOURCE / ROOT).rglob("*.py"))
    return {
        ".".join(p.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): p.read_text("utf-8")
        for p in paths
    }


def imported_names(text: str) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"a relative import hides its room: {ast.unparse(node)}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def graph_of(modules: Mapping[str, str]) -> Graph:
    """The imports between modules. The version is a constant of the package that every module may read."""
    return {
        name: {
            imported if imported in modules else imported.rpartition(".")[0]
            for imported in imported_names(text)
            if imported.split(".")[0] == ROOT and imported != f"{ROOT}.__version__"
        }
        for name, text in modules.items()
    }


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def breaches(graph: Graph) -> list[str]:
    """A line for each import that leads to the same floor or up, and for a circle of modules."""
    lines = [f"{room} is on no floor" for room in sorted({room_of(m) for m in graph} - {ROOT, *FLOOR_OF})]
    for module, targets in sorted(graph.items()):
        room = room_of(module)
        for target in sorted(targets):
            target_room = room_of(target)
            if room not in {target_room, ROOT} and FLOOR_OF.get(target_room, -1) <= FLOOR_OF.get(room, len(FLOORS)):
                lines.append(f"{module} imports {target}: {target_room} is not below {room}")
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        lines.append(f"modules import in a circle: {' <- '.join(error.args[1])}")
    return lines


def test_every_import_leads_down() -> None:
    broken = breaches(graph_of(sources()))
    assert not broken, "\n".join(["", *broken, HINT])


def test_every_room_exists() -> None:
    assert set(FLOOR_OF) == {room_of(module) for module in sources()} - {ROOT}


def test_what_breaks_the_contract_is_named() -> None:
    modules = {
        ROOT: "from explainery.cli.main import main",
        "explainery.text": "def late():\n    from explainery.reading import read_story",
        "explainery.reading": "from explainery import __version__, text, store",
        "explainery.reading.decode": "import explainery.reading.detect",
        "explainery.reading.detect": "from explainery.reading.decode import decoded",
        "explainery.checking": "from explainery.rendering import made",
        "explainery.rendering": "",
        "explainery.store": "from explainery.merging import Draft",
        "explainery.merging": "",
        "explainery.attic": "",
        "explainery.cli.main": "import os",
    }
    assert [line.split(":")[0] for line in breaches(graph_of(modules))] == [
        "attic is on no floor",
        "explainery.checking imports explainery.rendering",
        "explainery.reading imports explainery.store",
        "explainery.text imports explainery.reading",
        "modules import in a circle",
    ]


def report() -> str:
    """The floors with what each room imports, the totals, and every breach."""
    graph = graph_of(sources())
    below: dict[str, set[str]] = {room: set() for room in FLOOR_OF}
    for module, targets in graph.items():
        if module != ROOT:
            below[room_of(module)] |= {room_of(t) for t in targets} - {room_of(module)}
    rows = [f"{number:2}  {room:14} {' '.join(sorted(below[room]))}" for room, number in FLOOR_OF.items()]
    arrows = sum(map(len, below.values()))
    broken = breaches(graph)
    return "\n".join(
        [*rows, f"{len(FLOOR_OF)} rooms, {len(FLOORS)} floors, {arrows} arrows, {len(broken)} breaches", *broken]
    )


if __name__ == "__main__":
    print(report())
