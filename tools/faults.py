"""Sows the faults of tests/checking/seeded.py one by one and prints which the check finds: figures to quote."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from checking.seeded import (
    MISSED,
    PORT_OPEN,
    PORT_QUOTE,
    REWORDED,
    SHOWCASE,
    UNSEEN,
    grounds,
    outcome,
    reword,
    reworded_at_once,
)
from explainery.checking.check import check_project
from explainery.checking.story_evidence import Memory


def main() -> int:
    """Print a row for each fault, then found, missed and false findings for each rule and in all."""
    rows = {"showcase": (*SHOWCASE, *UNSEEN, *MISSED), "open": PORT_OPEN, "quote": PORT_QUOTE}
    found: Counter[str] = Counter()
    sown: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        places = grounds(Path(folder))
        false = sum(len(check_project(p, [], lambda _: None).findings) for p in places.values())
        for name, faults in rows.items():
            memory = Memory()
            for fault in faults:
                is_found, _ = outcome(places[name], fault, memory)
                sown[fault.code] += 1
                found[fault.code] += is_found
                print(f"{'found ' if is_found else 'MISSED'}  {fault.code}  {fault.name}")
        false += sum(len(reword(places["showcase"], group, Memory())) for group in reworded_at_once())
    print()
    for code in sorted(sown):
        print(f"{code}  {found[code]} of {sown[code]}")
    missed = sown.total() - found.total()
    true = f"the true pages and {len(REWORDED)} true rewordings"
    print(f"\n{found.total()} found, {missed} missed, {false} false findings on {true}")
    return int(missed > len(MISSED) or false > 0)


if __name__ == "__main__":
    sys.exit(main())
