"""Prints how well the check sees: how many wrong statements of each kind it finds, and how many true ones it reports.

    python tools/measure_checks.py [SET] [--faults] [--kind KIND] [--by-article]

SET is a folder of tests/checking/sight/ ("building" or "measuring"), or the path of any folder in that form. Each
statement stands alone on a page that cites its passages, and every rule looks at it. A warning counts as found, too.
The intervals are Wilson's, for 95 %. `make sight` prints the tables of both sets.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from checking.measured import SETS, TRUE, WRONG, Judged, Rate, all_judged, by_kind, by_rule

_HEADS = {WRONG: "Wrong statements found", TRUE: "True statements reported"}


def main() -> int:
    """Print the tables, or what was missed and falsely reported. Returns 1 if there is no such set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default="building", help="building, measuring or a folder")
    parser.add_argument("--faults", action="store_true", help="also list what was missed and what was falsely reported")
    parser.add_argument("--by-article", action="store_true", help="compare with the article, as `check --against` does")
    parser.add_argument("--kind", help="list only statements of this kind")
    options = parser.parse_args()
    root = SETS / options.set if (SETS / options.set).is_dir() else Path(options.set)
    try:
        results = all_judged(root, by_article=options.by_article)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    if options.faults:
        wanted = [r for r in results if options.kind in {None, r.statement.kind}]
        print("\n".join(fault_lines(wanted)), end="\n\n")
    print("\n\n".join(tables(results)))
    return 0


def tables(results: Sequence[Judged]) -> Iterator[str]:
    """The tables by kind of wrong and of true statements, and by rule."""
    yield from (kind_table(_HEADS[verdict], by_kind(results, verdict)) for verdict in (WRONG, TRUE))
    rows = [
        f"{code:12} {wrong.reported:5} {wrong.errors:7} {true.reported:6}"
        for code, (wrong, true) in by_rule(results).items()
    ]
    yield "\n".join([f"{'Rule':12} {'wrong':>5} {'errors':>7} {'true':>6}", *rows])


def kind_table(head: str, rates: Mapping[str, Rate]) -> str:
    """A row for each kind: reported, of how many, the share with its interval, and how many of them as errors."""
    return "\n".join([head, *(kind_row(kind, r) for kind, r in rates.items())])


def kind_row(kind: str, r: Rate) -> str:
    """A row of a table."""
    low, high = r.interval
    return f"{kind:12} {r.reported:3} of {r.total:3}  {r.share:4.0%} ({low:.0%} to {high:.0%}), {r.errors} as errors"


def fault_lines(results: Sequence[Judged]) -> Iterator[str]:
    """What was missed, and what was reported of true statements: the statement, what it cites, and the findings."""
    for result in results:
        statement = result.statement
        if (statement.verdict == WRONG) == bool(result.findings):
            continue
        label = "MISSED" if statement.verdict == WRONG else "FALSE "
        yield f"{label} {statement.kind}  {statement.folder.name}:{statement.line}  {statement.words}"
        yield from (f"        cites  {words}" for words in statement.cites)
        yield from (f"        {f.code} {f.severity}  {f.message}" for f in result.findings)


if __name__ == "__main__":
    sys.exit(main())
