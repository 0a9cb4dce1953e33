"""Would the tests notice? Set one threshold at a time to a wrong value, and run the tests on that.

    python tools/sabotage.py [--tree DIR] [--only NAME] [-- PYTEST ARGUMENTS]

For maintainers. Each row of `SABOTAGES` names a number that decides what readers see. The tree (this repository, or
DIR) is copied without its history to a temporary folder, where nothing beside the repository can help; the number
is changed there, pytest is run, and a row is `caught` where a test failed and `MISSED` where all passed. Without
arguments pytest runs the gate and the tests of reading, marking, linking, curation and writing, but for the slow ones.
Exits with 1 where fewer than 24 of the 27 are caught.

A number is named by its class and field (`ClaimTuning.same`) or, for a module's constant, by its own name
(`QUOTE_WORDS`). It is found wherever it is, so moving it needs no change here; renaming it does.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PACKAGE = Path("src", "explainery")
_NOT_COPIED = (".git", ".venv", "site", "__pycache__", ".*_cache", ".hypothesis")
_TESTS = tuple(f"tests/{name}" for name in "gate marking linking curation stories writing reading".split())
_SLOW = ("-k", "not anew", "--ignore=tests/reading/test_hostile.py", "--ignore=tests/marking/test_pool.py")
_LEAST_CAUGHT = 24  # of 27
_NO_TEST_FAILED, _TESTS_FAILED = 0, 1  # pytest's exit codes; any other means that the tests did not run


@dataclass(frozen=True, slots=True)
class Sabotage:
    """A number to falsify: its name, the wrong value, and what readers would notice."""

    name: str
    wrong: str
    notice: str


SABOTAGES = (
    # Furniture
    Sabotage("MarkingTuning.heading_words", "3", "sub-headings are printed as sentences"),
    Sabotage("MarkingTuning.earliest_cut", "0.75", "teasers of other stories are printed as the article's"),
    # Segmentation
    Sabotage("MarkingTuning.tag_sentence_words", "3", "“..., said Roe.” stands apart from what Roe said"),
    Sabotage("MarkingTuning.wrap_most", "60", "hard-wrapped text is cut into pieces of sentences"),
    # Quotations and whose they are
    Sabotage("MarkingTuning.pronoun_reach", "150", "quotations of “he said” lose their speaker"),
    Sabotage("MarkingTuning.tag_reach", "40", "quotations with a long tag lose their speaker"),
    # Dates
    Sabotage("MarkingTuning.verb_reach", "10", "“will meet on Monday” is dated to last Monday"),
    # Facets
    Sabotage("MarkingTuning.shared_part", "1.0", "sentences stand on the wrong page"),
    Sabotage("MarkingTuning.second_facet", "180", "most sentences have a second page"),
    # Similarity and claims
    Sabotage("SimilarityTuning.gram_weight", "1.4", "sentences that spell alike count as alike"),
    Sabotage("ClaimTuning.same", "0.45", "what two papers say in other words is told twice"),
    # Independence
    Sabotage("IndependenceTuning.copied_share", "0.2", "a paper with an agency's paragraph is no source of its own"),
    Sabotage("IndependenceTuning.copied_sentence_share", "1.1", "a touched-up copy corroborates what it copies"),
    # Salience
    Sabotage("SalienceTuning.long_words", "15", "short sentences are chosen over those that tell the story"),
    # Redundancy
    Sabotage("RedundancyTuning.neighbour_in_paragraph", "0.0", "a page dwells on one point of one paragraph"),
    # Exchanges
    Sabotage("ExchangeTuning.most_item_words", "5", "the table of who gives what breaks off its items"),
    Sabotage("ExchangeTuning.side_reach", "6", "rows are missing from the table of who gives what"),
    # Disputes
    Sabotage("FigureTuning.about", "0.6", "figures that are far apart count as agreeing"),
    # People and actors
    Sabotage("MarkingTuning.role_reach", "10", "people have half of their role, or none"),
    Sabotage("PeopleTuning.least_mentions", "8", "sections for the story's sides are gone"),
    # Selection
    Sabotage("CurationTuning.most_told", "0.5", "facts are left out as told that were not"),
    Sabotage("CurationTuning.least_chance", "0.0", "sentences stand on pages where they hardly belong"),
    # Arrangement
    Sabotage("CurationTuning.least_in_section", "5", "pages have no sections and no timeline"),
    # Writing
    Sabotage("WritingTuning.paragraph_sentences", "12", "paragraphs fill the screen"),
    Sabotage("QUOTE_WORDS", "20", "quotations are cut after 20 words"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands in a file: the file, and the offsets of its value in the text."""

    file: Path
    start: int
    end: int


def place_of(sabotage: Sabotage, tree: Path) -> Place:
    """The one place that gives the number its value.

    Raises:
        LookupError: where there is none, or several.
    """
    places = [p for file in sorted((tree / _PACKAGE).rglob("*.py")) for p in _places(sabotage.name, file)]
    if len(places) != 1:
        files = ", ".join(str(p.file.relative_to(tree)) for p in places) or "no file"
        raise LookupError(f"{sabotage.name} should occur once, and is in {files}")
    return places[0]


def _places(name: str, file: Path) -> Iterator[Place]:
    """Every value in a file that is given to a constant or a field of this name."""
    owner, _, field = name.rpartition(".")
    text = file.read_text("utf-8")
    if field not in text or owner not in text:
        return
    module = ast.parse(text)
    body = next((n.body for n in module.body if isinstance(n, ast.ClassDef) and n.name == owner), [])
    for target, value in (pair for node in (body if owner else module.body) for pair in _assigned(node)):
        if target == field:
            yield Place(file, _offset(text, value.lineno, value.col_offset), _end(text, value))


def _assigned(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement assigns to, each with its value; `A, B = 1, 2` assigns to two."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    for target in targets:
        if isinstance(target, ast.Name) and value:
            yield target.id, value
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield from ((t.id, v) for t, v in zip(target.elts, value.elts, strict=True) if isinstance(t, ast.Name))


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a line and a column, which the parser counts in bytes."""
    rows = text.splitlines(keepends=True)
    return sum(map(len, rows[: line - 1])) + len(rows[line - 1].encode()[:column].decode())


def _end(text: str, value: ast.expr) -> int:
    if value.end_lineno is None or value.end_col_offset is None:
        raise LookupError("a value without an end")
    return _offset(text, value.end_lineno, value.end_col_offset)


def is_caught(sabotage: Sabotage, tree: Path, command: Sequence[str]) -> bool:
    """Whether the command fails once the number is falsified in `tree`, which is then as before.

    Raises:
        ValueError: where the wrong value is the present one.
    """
    place = place_of(sabotage, tree)
    text = place.file.read_text("utf-8")
    if float(text[place.start : place.end]) == float(sabotage.wrong):
        raise ValueError(f"{sabotage.name} is {sabotage.wrong} already")
    place.file.write_text(text[: place.start] + sabotage.wrong + text[place.end :], "utf-8")
    try:
        return _fails(tree, command)
    finally:
        place.file.write_text(text, "utf-8")


def _fails(tree: Path, command: Sequence[str]) -> bool:
    """Whether a test fails.

    Raises:
        RuntimeError: where the tests could not be run.
    """
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if run.returncode not in {_NO_TEST_FAILED, _TESTS_FAILED}:
        raise RuntimeError(run.stdout[-2000:] + run.stderr[-2000:])
    return run.returncode == _TESTS_FAILED


def main() -> int:
    """Print the table; 1 where too few are caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tree", type=Path, default=ROOT, help="the repository to falsify a copy of")
    parser.add_argument("--only", default="", help="one row of the table, by its name")
    parser.add_argument(
        "pytest", nargs="*", default=["-x", "-q", *_SLOW, *_TESTS], help="arguments for pytest, after --"
    )
    options = parser.parse_args()
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options.pytest]
    rows = [s for s in SABOTAGES if options.only in {"", s.name}]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "alone", "tree")
        shutil.copytree(options.tree, tree, ignore=shutil.ignore_patterns(*_NOT_COPIED))
        if _fails(tree, command):
            raise SystemExit(f"the tests fail before anything is changed: {' '.join(command)}")
        caught = 0
        for s in rows:
            is_noticed = is_caught(s, tree, command)
            caught += is_noticed
            print(f"{'caught' if is_noticed else 'MISSED'}  {s.name:40} = {s.wrong:6} {s.notice}", flush=True)
    print(f"{caught} of {len(rows)} are caught")
    return int(not options.only and caught < _LEAST_CAUGHT)


if __name__ == "__main__":
    sys.exit(main())
