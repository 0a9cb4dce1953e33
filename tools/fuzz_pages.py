"""Change pages of a story at random, and give them to everything that reads pages; count the outcomes.

    python tools/fuzz_pages.py [INPUTS] [SEED]

A page may give findings, conflicts or an error of ours. Anything else, an input that takes longer than its limit, or a
result that loses what it must keep, ends the run and prints the input: the seed plays it again.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from explainery.checking.check import checked_story, readable_pages, site_at
from explainery.checking.page import checked_page
from explainery.checking.rule_runner import check_story
from explainery.commands.build import build
from explainery.errors import ExplaineryError
from explainery.markup.sanitiser import sanitised
from explainery.merging import Generated, State, merge_story
from explainery.merging.merge_driver import merged_branches
from explainery.merging.relayout import in_layout_of, in_layout_of_base
from explainery.merging.units import parsed, unparsed
from explainery.project import Project
from explainery.reviewing.reader_changes import reader_changes
from explainery.time_limit import OutOfTimeError, time_limit

INPUTS = 10_000
LIMIT = 20.0  # seconds of processor time for everything that reads one input
ARTICLE = """\
---
title: Dockers walk out at the port of Arlen
publisher: The Herald
published: 2026-03-02
url: https://herald.example/port
rights: open
---
Dockers walked out at the port of Arlen on Monday after talks with the harbour company failed.

The union wants a pay rise of 9 percent because it fears for its members: rents in Arlen have doubled since 2020.
Norsea offered the union 4 percent in return for longer shifts. “We will not sell our weekends,” said Mara Lind, who leads it.
"""
TOKENS = (
    "---\n", "\n---\n", "[^", "]", "[^a]: ", "[^a-0001]", "`", "```\n", "~~~\n", "<", "</", "<!-- ", " -->", "<details>", "</details>", "<script>",
    "| ", "|---|---|\n", "- ", "1. ", "> ", '!!! note "A"\n\n    ', "    ", "\t", "  \n", "\\", "*", "**", "_", "__", "“", "”", '"', "'", "’", "(", ")", "[x](", "![](",
    "&lt;", "&#x202e;", "\u202e", "\u00ad", "\u00a0", "\ufeff", "\u2028", "\x0b", "\x00", "# ", "===\n", "---", "{ .a #b }", "{: onclick=x }", "<<<<<<< ours\n", "=======\n",
    ">>>>>>> theirs\n", "https://", "//", "javascript:", "{{ x }}", "{% x %}", "not ", "may ", "9 ", "2026 ", "May ", "Norsea ", "because ", "said ", "\n\n", "\n", " " * 300, "a" * 300,
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Fuzz, print the counts. Returns the exit code."""
    inputs = int(arguments[0]) if arguments else INPUTS
    seed = int(arguments[1]) if len(arguments) > 1 else 0
    counts: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        readers = Readers(Path(folder))
        for number in range(seed, seed + inputs):
            chance = random.Random(number)  # noqa: S311 (no secret)
            path = chance.choice(sorted(readers.pages))
            texts = [changed(readers.pages[path], chance) for _ in range(2)]
            start = time.process_time()
            try:
                with time_limit(LIMIT):
                    counts[readers.outcome(path, *texts)] += 1
            except (Exception, OutOfTimeError):  # noqa: BLE001 (any is what this looks for)
                print(f"seed {number}, {path}:\n{texts[0]!r}\n{texts[1]!r}")
                traceback.print_exc()
                return 1
            slowest = max(slowest, time.process_time() - start)
    for what, count in counts.most_common():
        print(f"{count:9,}  {what}")
    print(f"{slowest:9.2f}  seconds, the slowest")
    return 0


class Readers:
    """Everything that reads the pages of one story."""

    def __init__(self, root: Path) -> None:
        (root / "sources/port").mkdir(parents=True)
        (root / "sources/port/a.md").write_text(ARTICLE, "utf-8")
        project = Project.at(root)
        build(project)
        site = site_at(project)
        self.parser = site.parser
        self.story = checked_story(project, site, "port", readable_pages(site, "port"))
        self.pages = {page.inner: page.raw for page in self.story.pages.values()}

    def outcome(self, path: str, text: str, other: str) -> str:
        """Give two changed versions of a page to all readers."""
        page = self.pages[path]
        assert unparsed(parsed(text)) == text, "a page is not put together as it was taken apart"  # noqa: S101
        in_layout_of(in_layout_of_base(text, page), text)
        merged, disputed = merged_branches(page, text, other)
        assert merged_branches(page, text, page)[0] == text, "a side that stands alone is not taken"  # noqa: S101
        merge_story(State({path: page}, {path: text}), Generated({path: other}))
        sanitised(self.parser.reset().convert(text))
        reader_changes({path: page}, {path: text}, self.parser)
        found = self._checked(path, text)
        return f"{found}, {'a conflict' if disputed else 'merged' if merged else 'emptied'}"

    def _checked(self, path: str, text: str) -> str:
        try:
            page = checked_page(f"docs/{path}", path, text, self.parser)
        except ExplaineryError:
            return "refused"
        return "findings" if check_story({page.path: page}, self.story.context) else "no finding"


def changed(text: str, chance: random.Random) -> str:
    """A page changed in a few places."""
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6))):
        a = chance.randrange(len(text) + 1)
        b = min(len(text), a + int(chance.expovariate(1 / 30)))
        rows = text.split("\n")
        match chance.randrange(7):
            case 0:
                text = text[:a] + text[b:]
            case 1:
                text = text[:a] + chance.choice(TOKENS) + text[a:]
            case 2:
                text = text[:a] + chance.choice(TOKENS) * chance.choice((1, 3, 40)) + text[b:]
            case 3:
                text = text[:a] + text[a:b] * chance.choice((2, 20)) + text[b:]
            case 4:
                text = "\n".join(chance.sample(rows, len(rows)))
            case 5:
                at = chance.randrange(len(rows))
                text = "\n".join([*rows[:at], *rows[at + 1 :], rows[at]])
            case _:
                text = (
                    text[:a]
                    + chr(chance.choice((chance.randrange(32, 0x3000), chance.randrange(0xE000, 0x1F000))))
                    + text[b:]
                )
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
