"""Seeds the faults of tests/checking/seeded.py one by one and prints which of them the check reports.

The wrong names, dates and roles of tests/checking/put_in*.py are tried as well, and the right ones, which must pass.
The figures at the end are those to quote. `--set NAME=VALUE` changes a threshold of `checking/tuning.py` for this run,
to see what it decides; thresholds that are part of a pattern (`..._characters` of an apposition or a label) and
`least_number_in_words` are read at import and cannot be set here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from checking import put_in, put_in_more
from checking.seeded import (
    MISSED,
    PORT_OPEN,
    PORT_QUOTE,
    REWORDED,
    SHOWCASE,
    UNSEEN,
    findings_after,
    grounds,
    outcome,
    rewording_groups,
)
from explainery.checking.check import check_project
from explainery.checking.story_evidence import Memory
from explainery.checking.tuning import TUNING
from explainery.project import Project

_AT_IMPORT = {
    "least_number_in_words",
    "role_apposition_characters",
    "speaker_apposition_characters",
    "speaker_label_characters",
}
FAULTS = {"showcase": (*SHOWCASE, *UNSEEN, *MISSED), "open": PORT_OPEN, "quote": PORT_QUOTE}


def main() -> int:
    """Print a line for each fault, then the sums for each rule and for all. Returns 1 if the check got worse."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a threshold to change")
    parser.add_argument("--sums", action="store_true", help="print only the missed faults and the sums")
    options = parser.parse_args()
    try:
        set_thresholds(options.set)
    except ValueError as error:
        parser.error(str(error))
    with tempfile.TemporaryDirectory() as folder:
        projects = grounds(Path(folder))
        is_fine = print_table(projects, is_short=options.sums)
    return int(not is_fine)


def set_thresholds(settings: Sequence[str]) -> None:
    """Change thresholds (NAME=VALUE) for this process. Raises ValueError for an unknown name or a bad value."""
    known = {f.name for f in fields(TUNING)} - _AT_IMPORT
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in known:
            raise ValueError(f"{name!r} is not one of {', '.join(sorted(known))}")
        object.__setattr__(TUNING, name, type(getattr(TUNING, name))(value))


def print_table(projects: dict[str, Project], *, is_short: bool) -> bool:
    """Print what is reported; whether nothing is missed beyond the known limits and no finding is false."""
    reported: Counter[str] = Counter()
    seeded: Counter[str] = Counter()
    false_findings = sum(len(check_project(p, [], lambda _: None).findings) for p in projects.values())
    for name, faults in FAULTS.items():
        memory = Memory()
        for fault in faults:
            is_reported = outcome(projects[name], fault, memory).is_reported
            seeded[fault.code] += 1
            reported[fault.code] += is_reported
            if not is_reported or not is_short:
                print(f"{'reported' if is_reported else 'MISSED  '}  {fault.code}  {fault.name}")
    stories = {"bridge": put_in.BRIDGE, **put_in_more.STORIES}
    sources = {name: put_in.evidence_from(texts) for name, texts in stories.items()}
    for case in (*put_in.WRONG, *put_in_more.WRONG, *put_in_more.PASSED_OVER):
        is_reported = case.code in {m.split()[0] for m in put_in.reported(case, sources[case.story])}
        seeded[case.code] += 1
        reported[case.code] += is_reported
        if not is_reported or not is_short:
            print(f"{'reported' if is_reported else 'MISSED  '}  {case.code}  {case.statement}")
    right = (*put_in.RIGHT, *put_in_more.RIGHT)
    false_findings += sum(len(put_in.reported(case, sources[case.story])) for case in right)
    memory = Memory()
    false_findings += sum(len(findings_after(projects["showcase"], g, memory)) for g in rewording_groups())
    print()
    for code in sorted(seeded):
        print(f"{code}  {reported[code]} of {seeded[code]}")
    missed = seeded.total() - reported.total()
    correct = f"the correct pages and {len(REWORDED) + len(right)} true rewordings"
    print(f"\n{reported.total()} reported, {missed} missed, {false_findings} false findings on {correct}")
    return missed <= len(MISSED) + len(put_in_more.PASSED_OVER) and not false_findings


if __name__ == "__main__":
    sys.exit(main())
