"""Break the files that a project keeps about its pages, and count the outcomes.

    python tools/fuzz_state.py [INPUTS] [SEED]

Every input is one of these files, cut, emptied, doubled, mixed with another one, or with bytes and conflict markers put
in. A parser may give a value or an error of ours; anything else ends the run and prints the input. Every 500th input is
put into a project, where `plan`, `status` and `check` must end with a line and no traceback.
"""

from __future__ import annotations

import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from explainery.checking.check import check_project
from explainery.checking.lock_file import read_lock
from explainery.commands.build import build, planned
from explainery.commands.merge_file import merge_files
from explainery.commands.resolve import decisions_for_checks, statuses
from explainery.config import settings_of, story_settings
from explainery.errors import ExplaineryError
from explainery.merging import (
    Decision,
    DecisionKind,
    Proposal,
    decisions_in,
    decisions_text,
    proposals_in,
    proposals_text,
)
from explainery.merging.base_merge import settled_base
from explainery.merging.memory import Away, Memory, PageBeside, memory_in, memory_text
from explainery.merging.units import parsed, unparsed
from explainery.page_format import front_matter_place
from explainery.project import Project
from explainery.reading.front_matter import split_front_matter
from explainery.store.base_stamp import stamped, taken_apart
from explainery.store.old_home import without_built_list
from explainery.store.page_files import read_page
from explainery.store.transaction import finish

INPUTS = 20_000
EVERY = 500  # inputs; one of them is put into a project
PAGE = '---\ntitle: "Port"\ndescription: "A strike"\n---\n\n# Port\n\nOne.[^herald-0001]\n\n- Two.[^herald-0002]\n\n## Sources for this page\n\n[^herald-0001]: **The Herald**, “One.”\n'
DECISIONS = [Decision("port/trade.md", kind, f"herald-000{n}", "") for n, kind in enumerate(DecisionKind)]
PROPOSALS = [Proposal("port/trade.md", "herald-0001", "Mine.", "The build's.", "Old.")]
MEMORY = Memory({"herald-0001": "1f"}, (Away(("herald-0002",), {"port/trade.md": PageBeside(PAGE, PAGE, None)}),))
CONFLICT = "<<<<<<< ours\nOne.\n=======\nTwo.\n>>>>>>> theirs\n"
SEEDS = {
    ".explainery/decisions.yml": decisions_text(DECISIONS) or "",
    ".explainery/proposals/port.md": proposals_text(PROPOSALS) or "",
    ".explainery/base/port/trade.md": stamped(PAGE),
    ".explainery/base/index.md": stamped(PAGE),
    ".explainery/memory/port.json": memory_text(MEMORY) or "",
    "docs/port/trade.md": PAGE,
    ".explainery/settings.yml": "budget: 0.5\nprivate_hosts: [news.example]\n",
    "sources/port/story.yml": "title: Port\nparties: {The union: [union]}\nkeep: []\n",
    "sources/port/a.md.yml": "title: A strike\npublished: 2026-03-02\n",
    ".explainery/lock/port.json": '{"version": 1, "story": "port", "title": "", "salt": "00", "parties": {}, "led": {}, "actors": [], "articles": []}\n',
    ".explainery/cache/port.json": '{"key": "x", "draft": {}}\n',
    ".explainery/pending/moves.json": '[{"to": "/nowhere/x", "from": "000000", "was": null}]',
    "docs/index.md": "---\ntitle: A\n---\n\n# B\n\n## Stories\n\n### [C](port/index.md)\n\nD.\n",
}
ARTICLE = "---\ntitle: A strike\npublisher: The Herald\npublished: 2026-03-02\nrights: open\n---\nDockers walked out at the port on Monday because rents have doubled.\n"
TOKENS = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"---\n",
    b"- ",
    b": ",
    b"\xc2\xa0",
    b"\xe2\x80\xa8",
    b"<!-- sha256 ",
    b"> ",
    b"## a \xc2\xb7 b\n",
    b"[[[[",
    b"{",
    b"&a *a",
    b"!!python/object:x ",
    CONFLICT.encode(),
    b"null",
    b"1e999",
    b"\xed\xa0\x80",
]


def main(inputs: int, seed: str) -> int:
    """Break files and print the counts."""
    chance, counts = random.Random(seed), Counter[str]()  # noqa: S311 (not for secrets)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108
        root = Path(folder)
        for number in range(inputs):
            name, raw = broken(chance)
            try:
                counts[in_a_project(root / str(number), name, raw) if number % EVERY == 0 else alone(root, raw)] += 1
            except Exception:  # noqa: BLE001 (any is what this looks for)
                print(f"{name}: {raw!r}")
                traceback.print_exc()
                return 1
    for what, count in counts.most_common():
        print(f"{count:9,}  {what}")
    return 0


def broken(chance: random.Random) -> tuple[str, bytes]:
    """A file's name, and its contents changed at random."""
    name = chance.choice(list(SEEDS))
    raw = bytearray(SEEDS[name].encode())
    if chance.random() < 0.05:  # noqa: PLR2004
        return name, chance.choice(
            [b"", b" \n\t\n", b"# only a comment\n", b"\xff\xfe\x00", b"[]", b"0", b"null", b"\n" * 99]
        )
    for _ in range(chance.choice((1, 1, 2, 5))):
        a = chance.randrange(len(raw) + 1)
        b = min(len(raw), a + chance.randrange(60))
        lines = bytes(raw).split(b"\n")
        match chance.randrange(7):
            case 0:
                raw[a:b] = bytes(chance.randrange(256) for _ in range(b - a))
            case 1:
                del raw[a:]
            case 2:
                raw[a:a] = raw[a:b] * chance.choice((1, 2, 30))
            case 3:
                raw[a:b] = chance.choice(TOKENS)
            case 4:
                raw[a:a] = chance.choice(list(SEEDS.values())).encode()
            case 5:
                raw = bytearray(b"\n".join(chance.sample(lines, len(lines))))
            case _:
                del raw[a:b]
    return name, bytes(raw)


def alone(root: Path, raw: bytes) -> str:
    """Give a file to everything that parses one of them."""
    file = root / "x"
    file.write_bytes(raw)
    outcomes = [outcome(lambda: read_page(file))]
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    parsers: list[Callable[[], object]] = [
        lambda: decisions_in(text, file),
        lambda: proposals_in(text, file),
        lambda: memory_in(text, file),
        lambda: split_front_matter(text, file),
        lambda: taken_apart(text),
        lambda: settled_base(text, PAGE),
        lambda: settled_base(PAGE, text),
        lambda: without_built_list(text, SEEDS["docs/index.md"]),
        lambda: front_matter_place(text),
        lambda: read_lock(file),
    ]
    assert unparsed(parsed(text)) == text  # noqa: S101
    outcomes += [outcome(parser) for parser in parsers]
    sides = [root / side for side in ("base", "ours", "theirs")]
    for side in sides:
        side.write_text(stamped(PAGE), "utf-8")
    sides[len(raw) % 3].write_bytes(raw)
    outcomes.append(outcome(lambda: merge_files(*sides)))
    for name, reader in (("story.yml", story_settings), (".explainery/settings.yml", settings_of)):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(raw)
        outcomes.append(outcome(lambda reader=reader: reader(root)))  # type: ignore[misc]
    return "understood by all" if not any(outcomes) else "refused by some"


def in_a_project(root: Path, name: str, raw: bytes) -> str:
    """Break a file of a project, and run the commands that read it."""
    (root / "sources/port").mkdir(parents=True)
    (root / "sources/port/a.md").write_text(ARTICLE, "utf-8")
    build(Project.at(root))
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(raw)
    commands: list[Callable[[], object]] = [
        lambda: finish(root),
        lambda: planned(Project.at(root)),
        lambda: statuses(Project.at(root)),
        lambda: check_project(Project.at(root), [], lambda _: None, decisions_for_checks(Project.at(root))),
        lambda: build(Project.at(root)),
    ]
    return "in a project: " + ("refused by some" if any(list(map(outcome, commands))) else "understood by all")


def outcome(run: Callable[[], object]) -> bool:
    """Whether something was refused with an error of ours. Lets any other error through."""
    try:
        run()
    except ExplaineryError:
        return True
    return False


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else INPUTS, sys.argv[2] if sys.argv[2:] else "explainery"))
