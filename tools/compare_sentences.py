"""Prints how many golden cases of tests/marking/sentences.md our splitter and sentencex alone get right.

Some cases ask for more than boundaries: bullets and datelines belong to no sentence. The second row leaves them out.
The cases are ours and our rules were written to pass them: the figures show what is added, not how other text fares.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import sentencex

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from explainery.marking.segmentation.sentences import sentence_spans
from golden import Case, cases

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "marking" / "sentences.md"
Splitter = Callable[[str], list[str]]


def ours(text: str) -> list[str]:
    """The sentences that marking finds."""
    return [text[a:b] for a, b in sentence_spans(text)]


def alone(text: str) -> list[str]:
    """The sentences that sentencex finds, without white space at their ends."""
    return [stripped for piece in sentencex.segment("en", text) if (stripped := piece.strip())]


def main() -> int:
    """Print the counts, then the cases that one of the two misses; 1 where ours misses any."""
    found = cases(GOLDEN)
    plain = [c for c in found if is_whole(c)]
    missed = {s: [c for c in found if not is_right(s, c)] for s in (ours, alone)}
    print(f"{'golden cases':<32}{'all':>6}{'ours':>6}{'sentencex':>11}")
    for name, group in (("all", found), ("nothing to leave out", plain)):
        right = [sum(c not in missed[s] for c in group) for s in (ours, alone)]
        print(f"{name:<32}{len(group):>6}{right[0]:>6}{right[1]:>11}")
    for title, splitter in (("ours misses", ours), ("sentencex alone misses", alone)):
        print(f"\n{title}: {len(missed[splitter])}")
        print("".join(f"  {c.name}\n" for c in missed[splitter]), end="")
    return int(bool(missed[ours]))


def is_whole(case: Case) -> bool:
    """Whether every character of the input is expected in a sentence."""
    return "".join(case.given.split()) == "".join(case.expected.split())


def is_right(splitter: Splitter, case: Case) -> bool:
    """Whether the splitter finds exactly the expected sentences."""
    return splitter(case.given.rstrip("\n")) == case.expected.splitlines()


if __name__ == "__main__":
    sys.exit(main())
