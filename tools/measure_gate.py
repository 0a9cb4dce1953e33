"""Prints how well the gate for wordings judges: the wrong ones it lets through, by kind, and the true ones it refuses.

    python tools/measure_gate.py [FOLDER] [--show] [--leave-one-out]

FOLDER is a set in the form of tests/gating/building/, which is the default. The wordings themselves are printed with
`--show` only, so that a set that was kept apart stays unread. `--leave-one-out` chooses the thresholds of
gating/tuning.py anew for each story, from the other stories, and prints what they do on that story. The intervals are
Wilson's, for 95 %.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterator, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from checking.measured import TRUE, WRONG, Rate
from explainery.gating.tuning import TUNING, GateTuning
from gating.measured import BUILDING, Gated, all_gated, passed, reasons, refused

# A wrong wording that gets through costs as much as this many true ones that are refused.
COST = 20
# The thresholds that leaving one story out chooses anew, each with the values that it may have.
CHOICES = {
    "words_inside_a_phrase": (1, 3, 5),
    "sure_family": (6, 7, 8),
    "family_share": (0.5, 0.6, 0.7),
    "denial_reach": (5, 8, 12),
    "denial_field": (8, 12, 16),
    "shared_marks": (2, 3, 4),
    "topic_sentences": (2, 3, 5),
}


def main() -> int:
    """Print the tables. Returns 1 if there is no such set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=BUILDING)
    parser.add_argument("--show", action="store_true", help="also print the wordings that were misjudged, with reasons")
    parser.add_argument("--leave-one-out", action="store_true", help="choose the thresholds without the story measured")
    options = parser.parse_args()
    try:
        rows = all_gated(options.folder)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    if options.show:
        print("\n".join(misjudged(rows)), end="\n\n")
    print("\n\n".join(tables(rows)))
    if options.leave_one_out:
        print("", *left_out(options.folder), sep="\n")
    return 0


def tables(rows: Sequence[Gated]) -> Iterator[str]:
    """The tables by kind, and the reasons counted."""
    yield table("Wrong wordings let through", passed(rows, WRONG))
    yield table("True wordings refused", refused(rows, TRUE))
    yield "\n".join(_reason_lines(rows))


def table(head: str, rates: dict[str, Rate]) -> str:
    """A row for each kind: how many, of how many, the share with its interval."""
    return "\n".join([head, *(row_of(kind, rate) for kind, rate in rates.items())])


def row_of(name: str, rate: Rate) -> str:
    """A row of a table."""
    low, high = rate.interval
    return f"{name:22} {rate.reported:4} of {rate.total:4}  {rate.share:6.1%} ({low:.1%} to {high:.1%})"


def _reason_lines(rows: Sequence[Gated]) -> Iterator[str]:
    wrong, true = reasons(rows, WRONG), reasons(rows, TRUE)
    yield f"{'Reason':22} {'wrong':>6} {'alone':>6} {'true':>6} {'alone':>6}"
    for kind in sorted({kind for kind, _ in (*wrong, *true)}):
        counts = [n for found in (wrong, true) for n in (found[kind, True] + found[kind, False], found[kind, True])]
        yield f"{kind:22} " + " ".join(f"{n:6}" for n in counts)


def misjudged(rows: Sequence[Gated]) -> Iterator[str]:
    """The wrong wordings let through and the true ones refused, each with its passages and the reasons."""
    for row in rows:
        if (row.statement.verdict == WRONG) == bool(row.refusals):
            continue
        label = "THROUGH" if row.statement.verdict == WRONG else "REFUSED"
        yield f"{label} {row.statement.kind}  {row.statement.folder.name}:{row.statement.line}  {row.statement.words}"
        yield from (f"        cites  {words}" for words in row.statement.cites)
        yield from (f"        {r.code or r.kind.value}  {r.reason}" for r in row.refusals)


def left_out(folder: Path) -> Iterator[str]:
    """For each story the rates with thresholds that the other stories chose, and their sum."""
    settings = list(_settings())
    results = [_rows_with(setting, folder) for setting in settings]
    stories = sorted({row.statement.folder.name for row in results[0]})
    kept: list[Gated] = []
    yield f"Thresholds chosen without the story, by {COST} x wrong let through + true refused"
    for story in stories:
        best = min(range(len(settings)), key=lambda i: _cost(_of(results[i], story, without=True)))
        rows = _of(results[best], story)
        kept += rows
        through, away = passed(rows, WRONG)["all"], refused(rows, TRUE)["all"]
        counts = f"through {through.reported} of {through.total}, refused {away.reported} of {away.total}"
        yield f"{story:22} {counts}  {_difference(settings[best])}"
    yield row_of("wrong let through", passed(kept, WRONG)["all"])
    yield row_of("true refused", refused(kept, TRUE)["all"])


def _settings() -> Iterator[GateTuning]:
    yield TUNING
    for name, values in CHOICES.items():
        yield from (
            dataclasses.replace(TUNING, **{name: v})  # type: ignore[arg-type]
            for v in values
            if v != getattr(TUNING, name)
        )


def _difference(setting: GateTuning) -> str:
    changed = [name for name in CHOICES if getattr(setting, name) != getattr(TUNING, name)]
    return ", ".join(f"{name} = {getattr(setting, name)}" for name in changed) or "as committed"


def _of(rows: Sequence[Gated], story: str, *, without: bool = False) -> list[Gated]:
    return [row for row in rows if (row.statement.folder.name == story) != without]


def _cost(rows: Sequence[Gated]) -> int:
    return COST * passed(rows, WRONG)["all"].reported + refused(rows, TRUE)["all"].reported


def _rows_with(setting: GateTuning, folder: Path) -> list[Gated]:
    """What the gate says with other thresholds."""
    modules = [m for name, m in sys.modules.items() if name.startswith("explainery.gating") and hasattr(m, "TUNING")]
    for module in modules:
        module.TUNING = setting  # type: ignore[attr-defined]
    for module in modules:
        for function in vars(module).values():
            if isinstance(function, _lru_cache_wrapper):
                function.cache_clear()
    try:
        return all_gated(folder)
    finally:
        for module in modules:
            module.TUNING = TUNING  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
