"""Two people edit one cited page on two branches: invented pages of several kinds, and edits as people make them.

`python tests/two_people.py 2000` counts conflicts, for git and for `merge-file`, and what a merge without any
loses or doubles. Every line of a page has a word of its own (`base12`), and so has everything that is typed
(`ours3`), so that what a merge did to it can be counted.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from explainery.merging.merge_driver import merged_branches

TOPICS = "harbour council ferry school bridge water tram bakery library forest market orchard".split()
VERBS = "closed opened flooded moved burned reopened shrank doubled vanished returned stalled grew".split()


@dataclass
class Person:
    """One side: a name for the words that are typed, chance, and what must hold of the merge."""

    name: str
    rng: random.Random
    count: int = 0
    typed: list[str] = field(default_factory=list)

    def word(self) -> str:
        self.count += 1
        self.typed.append(f"{self.name}{self.count}")
        return self.typed[-1]

    def said(self) -> str:
        """A sentence that nobody wrote before."""
        rng = self.rng
        return f"The {rng.choice(TOPICS)} {rng.choice(VERBS)} in {self.word()} near {rng.choice(TOPICS)} {rng.randint(2, 99)}."

    def link(self) -> str:
        word = self.word()
        return f"[Report {word}](https://news.example/{word})"


Lines = list[str]


def page(author: Person) -> Lines:
    """A page of one of the kinds."""
    kinds = (_incidents, _article, _roundup, _table, _wrapped, _notes)
    return author.rng.choice(kinds)(author)


def _front(author: Person) -> Lines:
    return ["---", f"title: Page {author.word()}", "date: 2026-03-01", "tags:", "  - rail", "  - port",
            "keywords: [rain, flood]", f"author: {author.word()}", "---", ""]  # fmt: skip


def _incidents(author: Person) -> Lines:
    rows = ["# Arlen", ""]
    for n in range(author.rng.randint(2, 4)):
        rows += [f"### {author.said()[:-1]} | May {n + 1}", "", author.said() + " " + author.said(), "",
                 f"id: arlen-{author.word()}", "", "**Links**", "", f"* {author.link()}", f"* {author.link()}", "", ""]  # fmt: skip
    return rows


def _article(author: Person) -> Lines:
    rows = [*_front(author), f"# {author.said()}", ""]
    for _ in range(author.rng.randint(1, 3)):
        rows += [f"## Part {author.word()}", ""]
        for _ in range(author.rng.randint(1, 3)):
            rows += [" ".join(author.said() for _ in range(author.rng.randint(1, 3))) + "[^1]", ""]
        rows += [f"- {author.said()} {author.link()}" for _ in range(author.rng.randint(2, 4))] + [""]
    return [*rows, "## References", "", f"[^1]: Paper, {author.link()}.", f"[^b]: Paper, {author.link()}."]


def _roundup(author: Person) -> Lines:
    rows = [*_front(author), f"Collected by {author.word()}.", ""]
    for n in range(author.rng.randint(3, 6)):
        rows += [
            f"- **{n + 3} May:** {author.link()}: {author.said()}",
            f"    - {author.said()}",
            f"    - {author.said()}",
        ]
    return rows


def _table(author: Person) -> Lines:
    rows = [*_front(author), f"# Who {author.word()}", "", "| Who | What | Source |", "|---|---|---|"]
    rows += [f"| {author.word()} | {author.said()} | {author.link()} |" for _ in range(author.rng.randint(3, 5))]
    return [*rows, "", author.said()]


def _wrapped(author: Person) -> Lines:
    rows = [f"# {author.said()}", ""]
    for _ in range(author.rng.randint(2, 4)):
        text = f"The {author.word()} of the {author.rng.choice(TOPICS)}, as {author.word()} knows well"
        rows += [
            text,
            f"and {author.word()} said on the {author.word()} day,",
            f"was {author.word()} until the end.",
            "",
        ]
    return rows


def _notes(author: Person) -> Lines:
    rows = [f"# {author.said()}", ""]
    for n in range(author.rng.randint(3, 6)):
        rows += [f"{author.said()}[^p-{n:04x}]"] + [""] * (n % 3 == 2)
    return [*rows, "", "## Sources", "", *(f"[^p-{n:04x}]: Paper {author.word()}, {author.link()}." for n in range(3))]


Edit = Callable[[Person, Lines], None]


def _some(person: Person, rows: Lines, pattern: str) -> int | None:
    found = [n for n, row in enumerate(rows) if re.search(pattern, row)]
    return person.rng.choice(found) if found else None


def _last(person: Person, rows: Lines, pattern: str) -> int | None:
    """The end of one of the runs of such lines."""
    ends = [n for n, row in enumerate(rows)
            if re.search(pattern, row) and not (n + 1 < len(rows) and re.search(r"^\s*[-*|] ?", rows[n + 1]))]  # fmt: skip
    return person.rng.choice(ends[-2:]) if ends else None


def append_item(person: Person, rows: Lines) -> None:
    n = _last(person, rows, r"^ *[-*] ")
    if n is not None:
        sign = re.match(r" *[-*] ", rows[n])[0]  # type: ignore[index]
        rows.insert(n + 1, f"{sign}{person.said()} {person.link()}")


def insert_item(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^[-*] ")
    if n is not None:
        rows.insert(n, f"{rows[n][:2]}{person.said()} {person.link()}")


def fix_word(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r" (?:near|well|until|said|and) ")
    if n is not None:
        rows[n] = re.sub(r" (near|well|until|said|and) ", lambda m: f" {m[1]} {person.word()} ", rows[n], count=1)


def change_address(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"https://news\.example/\w+\)")
    if n is not None:
        rows[n] = re.sub(r"(https://news\.example/\w+)\)", lambda m: f"{m[1]}/{person.word()})", rows[n], count=1)


def add_paragraph(person: Person, rows: Lines) -> None:
    blanks = [n for n, row in enumerate(rows) if not row and n > 10] or [len(rows)]
    n = person.rng.choice(blanks[-4:])
    rows[n:n] = ["", f"{person.said()} {person.said()}"] + [""] * (n < len(rows) and bool(rows[n]))


def add_sentence(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^The .*[.\]]$")
    if n is not None:
        rows.insert(n + 1, f"{person.said()}[^p-0001]")


def add_section(person: Person, rows: Lines) -> None:
    rows += ["", f"### {person.said()[:-1]} | May 9", "", person.said(), "", "**Links**", "", f"* {person.link()}"]


def insert_section(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^##")
    if n is not None:
        rows[n:n] = [f"{rows[n].split()[0]} {person.said()[:-1]}", "", person.said(), ""]


def swap(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^[-*|] ?\S*\w")
    if n is not None and n + 1 < len(rows) and rows[n + 1][:1] == rows[n][:1] and "---" not in rows[n + 1]:
        rows[n], rows[n + 1] = rows[n + 1], rows[n]


def delete(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^(?:[-*] |\| base|The )")
    if n is not None:
        del rows[n]


def change_date(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^date: ")
    if n is not None:
        rows[n] = f"date: 2026-04-{person.rng.randint(1, 28):02} {person.word()}"


def add_tag(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^  - (?:port|rail)|^keywords: \[")
    if n is not None and rows[n].startswith("keywords"):
        rows[n] = rows[n].replace("]", f", {person.word()}]")
    elif n is not None:
        rows.insert(n + 1, f"  - {person.word()}")


def add_field(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^author: ")
    if n is not None:
        rows.insert(n + 1, f"{person.word()}: {person.word()}")


def cite(person: Person, rows: Lines) -> None:
    n = _some(person, rows, r"^The .*[.\]]$")
    if n is not None:
        key = person.word()
        rows[n] += f"[^{key}]"
        rows.append(f"[^{key}]: Paper, {person.link()}.")


def cite_two(person: Person, rows: Lines) -> None:
    """A name that both may choose."""
    if not any(row.startswith("[^2]:") for row in rows):
        rows.append(f"[^2]: Paper, {person.link()}.")


def add_row(person: Person, rows: Lines) -> None:
    n = _last(person, rows, r"^\| ")
    if n is not None:
        rows.insert(n + 1, f"| {person.word()} | {person.said()} | {person.link()} |")


def same_line(_: Person, rows: Lines) -> None:
    """What both add alike."""
    n = next((n for n, row in enumerate(rows) if re.match(r"[-*] ", row)), None)
    line = "- Both agree on this line: https://agreed.example/line"
    if n is not None and line not in rows:
        rows.insert(n, line)


EDITS: tuple[Edit, ...] = (
    append_item, append_item, append_item, insert_item, fix_word, fix_word, change_address, add_paragraph, add_paragraph,
    add_sentence, add_section, add_section, insert_section, swap, delete, change_date, add_tag, add_field, cite, cite_two,
    add_row, add_row, same_line,
)  # fmt: skip


@dataclass
class Branches:
    """A page and how two people changed it, with the words that each has to find in a merge."""

    base: str
    ours: str
    theirs: str


def branches(seed: int) -> Branches:
    """A page and two branches."""
    rng = random.Random(seed)  # noqa: S311 (no secret)
    rows = page(Person("base", rng))
    versions = []
    for name in ("ours", "theirs"):
        person, mine = Person(name, rng), list(rows)
        for _ in range(rng.randint(1, 3)):
            rng.choice(EDITS)(person, mine)
        versions.append("\n".join(mine) + "\n")
    return Branches("\n".join(rows) + "\n", *versions)


_WORD = re.compile(r"\b(?:base|ours|theirs)\d+\b")


def faults(pages: Branches, merged: str) -> list[str]:
    """What a merge without a conflict lost, doubled or brought back."""
    old, mine, other, after = (Counter(_WORD.findall(t)) for t in (pages.base, pages.ours, pages.theirs, merged))
    wrong = []
    for word in sorted(old | mine | other):
        changed = [side[word] for side in (mine, other) if side[word] != old[word]]
        expected = {old[word]} if not changed else set(changed)
        if after[word] not in expected:
            wrong.append(f"{word}: {after[word]} times, not {expected}")
    line = "https://agreed.example/line"
    both = pages.ours.count(line) + pages.theirs.count(line)
    if merged.count(line) != min(both, 1):
        wrong.append(f"the line that both added: {merged.count(line)} times")
    keys = Counter(re.findall(r"^\[\^(\w+)\]:", merged, re.MULTILINE))
    return wrong + [f"[^{key}] is defined {n} times" for key, n in keys.items() if n > 1]


def git_merge(pages: Branches) -> tuple[str, bool]:
    """What git makes of it, and whether with a conflict."""
    with tempfile.TemporaryDirectory() as root:
        files = [Path(root, name) for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (pages.ours, pages.base, pages.theirs), strict=True):
            file.write_bytes(text.encode())
        done = subprocess.run(["git", "merge-file", "-p", *map(str, files)], capture_output=True, check=False)
    return done.stdout.decode(), done.returncode != 0


def main(count: int) -> int:
    """Print the table, and every merge that is wrong."""
    counts: Counter[str] = Counter()
    for seed in range(count):
        pages = branches(seed)
        if pages.base in {pages.ours, pages.theirs} or pages.ours == pages.theirs:
            continue
        counts["merges"] += 1
        theirs, conflict = git_merge(pages)
        ours, disputed = merged_branches(pages.base, pages.ours, pages.theirs)
        counts["git: conflict"] += conflict
        counts["git: clean and wrong"] += not conflict and bool(faults(pages, theirs))
        counts["driver: conflict"] += disputed
        counts["driver: conflict, git clean"] += disputed and not conflict
        if disputed and not conflict:
            print(seed, "git merges cleanly", faults(pages, theirs))
        if not disputed and (wrong := faults(pages, ours)):
            counts["driver: clean and wrong"] += 1
            print(seed, wrong)
    print(dict(counts))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
