"""Prints how well the check sees: how many wrong statements of each kind it finds, and how many true ones it reports.

    python tools/measure_checks.py [SET] [--faults] [--kind KIND] [--by-article]
    python tools/measure_checks.py --docs

SET is a folder of tests/checking/sight/ ("building" or "measuring"), or the path of any folder in that form. Each
statement stands alone on a page that cites its passages, and every rule looks at it. A warning counts as found, too.
The intervals are Wilson's, for 95 %. `make sight` prints the tables of every set, and renews those of docs/checks.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from checking.measured import SETS, TRUE, WRONG, Judged, Rate, all_judged, by_kind, by_rule

DOCS = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
BEGIN, END = "<!-- measured by `make sight` -->", "<!-- end of what was measured -->"
_HEADS = {WRONG: "Wrong statements found", TRUE: "True statements reported"}


def main() -> int:
    """Print the tables, or what was missed and falsely reported. Returns 1 if there is no such set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default="building", help="building, measuring or a folder")
    parser.add_argument("--faults", action="store_true", help="also list what was missed and what was falsely reported")
    parser.add_argument("--by-article", action="store_true", help="compare with the article, as `check --against` does")
    parser.add_argument("--docs", action="store_true", help="measure every set and renew the tables in docs/checks.md")
    parser.add_argument("--kind", help="list only statements of this kind")
    options = parser.parse_args()
    if options.docs:
        write_docs({p.name: all_judged(p) for p in sets()})
        return 0
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


def sets() -> list[Path]:
    """The folders of the sets that are here."""
    return sorted(p for p in SETS.iterdir() if p.is_dir())


def write_docs(results: Mapping[str, Sequence[Judged]]) -> None:
    """Put the rates by kind between the marks in docs/checks.md."""
    text = DOCS.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    DOCS.write_text(f"{head}{BEGIN}\n\n{published(results)}\n\n{END}{rest.partition(END)[2]}", "utf-8")


def published(results: Mapping[str, Sequence[Judged]]) -> str:
    """The tables of docs/checks.md: a row for each kind, a column for each set."""
    return "\n\n".join(_published_table(results, verdict) for verdict in (WRONG, TRUE))


def _published_table(results: Mapping[str, Sequence[Judged]], verdict: str) -> str:
    rates = {name: by_kind(rows, verdict) for name, rows in results.items()}
    kinds = dict.fromkeys(kind for by in rates.values() for kind in by)
    head = [f"| {_HEADS[verdict]} | {' | '.join(rates)} |", f"|---|{'---|' * len(rates)}"]
    rows = [
        f"| {kind} | {' | '.join(map(_published_rate, (by.get(kind) for by in rates.values())))} |" for kind in kinds
    ]
    return "\n".join([*head, *rows])


def _published_rate(r: Rate | None) -> str:
    """A rate with its interval; a dash where a set has no such statements."""
    if r is None or not r.total:
        return "–"
    low, high = r.interval
    return f"{r.reported} of {r.total} ({low:.0%} to {high:.0%})"


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
