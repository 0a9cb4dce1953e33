"""How often a merge asks a person, and whether it ever loses a word: real pages, hand edits, one article more.

Each story of a folder is built without one of its articles. Every page then gets four edits as people make them (a
sentence reworded, deleted, moved, a paragraph added, a heading renamed, two sentences joined, one moved to another
page). Then the article comes, and the pages are built again: by our merge, and by `git merge-file` on the same three
versions. Run as `python tools/simulate.py ../shared/eval/stories`.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from explainery.commands.draft import draft_of
from explainery.config import Settings
from explainery.merging import Generated, State, merge_story
from explainery.merging.units import Unit, UnitKind, parsed, unparsed
from explainery.project import Project
from explainery.writing import sources_page

EDITS = 4
ROUNDS = 25
Pages = dict[str, str]


def main(folder: Path) -> int:
    """Print the table."""
    counts: Counter[str] = Counter()
    for rights in ("open", "quote"):
        for story in sorted(p for p in folder.iterdir() if (p / "articles").is_dir()):
            for before, after in _histories(story / "articles", rights):
                for seed in range(ROUNDS):
                    counts += _played(random.Random(seed), before, after)  # noqa: S311 (a simulation)
    pages = counts["pages"]
    print(f"pages edited {pages}, edits {counts['edits']}, words typed {counts['typed']}")
    print(f"pages with a waiting proposal {counts['waiting']} ({counts['waiting'] / pages:.1%})")
    print(f"words lost {counts['lost']}, deletions undone {counts['undone']}")
    print(
        f"pages that git merge-file leaves in conflict {counts['conflicts']} ({counts['conflicts'] / pages:.1%}); ",
        end="",
    )
    print(f"without their definitions {counts['in the text']} ({counts['in the text'] / pages:.1%})")
    return 0


def _histories(articles: Path, rights: str) -> Iterator[tuple[Generated, Generated]]:
    """The pages without an article and with it, for each article of a story."""
    files = sorted(articles.iterdir())
    whole = _generated(files, rights)
    for missing in files:
        yield _generated([f for f in files if f != missing], rights), whole


def _generated(files: list[Path], rights: str) -> Generated:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "sources" / "story"
        folder.mkdir(parents=True)
        for file in files:
            shutil.copy(file, folder)
            if rights == "open":
                text = (folder / file.name).read_text("utf-8")
                (folder / file.name).write_text(text.replace("---\n", "---\nrights: open\n", 1), "utf-8")
        draft = draft_of(Project(Path(root), Settings()), "story")
    outline = draft.sources

    def sources(used: Mapping[str, object]) -> str:
        return sources_page(outline, {p.removeprefix("story/"): list(k) for p, k in used.items()})  # type: ignore[call-overload]

    return Generated(draft.pages, draft.definitions, ("story/sources.md", sources))


def _played(rng: random.Random, before: Generated, after: Generated) -> Counter[str]:
    first = merge_story(State(), before).state
    live, counts = dict(first.live), Counter[str]()
    pages = [p for p in before.pages if sum(u.kind in _CLAIMS for u in parsed(live[p]).units) >= EDITS]
    for path in pages:
        for number in range(EDITS):
            _edit(rng, live, path, f"typed{pages.index(path)}x{number}")
            counts["edits"] += 1
    gone = _keys(first.live) - _keys(live)
    merged = merge_story(replace(first, live=live), after)
    result = dict(merged.state.live)
    counts["typed"] = len(_typed(live))
    counts["lost"] = len(_typed(live) - _typed(result))
    counts["undone"] = len(gone & _keys(result))
    waiting = {p.page for p in merged.state.proposals}
    for path in pages:
        counts["pages"] += 1
        counts["waiting"] += path in waiting
        three = first.base[path], live[path], after.pages.get(path, "")
        counts["conflicts"] += _git_conflict(*three)
        counts["in the text"] += _git_conflict(*(t.split("\n## Sources for this page")[0] for t in three))
    return counts


_CLAIMS = {UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.ROW}


def _edit(rng: random.Random, live: Pages, path: str, word: str) -> None:
    page = parsed(live[path])
    units = list(page.units)
    able = [i for i, u in enumerate(units) if u.kind in _CLAIMS]
    if able:
        rng.choice(_EDITS)(rng, live, path, units, rng.choice(able), word)
        live[path] = unparsed(replace(page, units=tuple(units)))


_Edit = Callable[[random.Random, Pages, str, list[Unit], int, str], None]


def _reword(_: random.Random, __: Pages, ___: str, units: list[Unit], i: int, word: str) -> None:
    rows = units[i].text.split(" ")
    rows.insert(min(len(rows) - 1, 3), word)
    units[i] = replace(units[i], text=" ".join(rows))


def _delete(_: random.Random, __: Pages, ___: str, units: list[Unit], i: int, ____: str) -> None:
    del units[i]


def _move(rng: random.Random, _: Pages, __: str, units: list[Unit], i: int, ___: str) -> None:
    if units[i].kind is not UnitKind.ROW:
        places = [k for k, u in enumerate(units) if u.kind is units[i].kind]
        units.insert(rng.choice(places), units.pop(i))


def _paragraph(_: random.Random, __: Pages, ___: str, units: list[Unit], i: int, word: str) -> None:
    units.insert(i + 1, Unit(f"An editor knows that {word}.", "\n\n", UnitKind.TEXT))


def _rename(rng: random.Random, _: Pages, __: str, units: list[Unit], ___: int, word: str) -> None:
    places = [k for k, u in enumerate(units) if u.kind is UnitKind.HEADING and u.text.startswith("## ")][:-1]
    if places:
        k = rng.choice(places)
        units[k] = replace(units[k], text=f"## What {word} means")


def _join(_: random.Random, __: Pages, ___: str, units: list[Unit], i: int, word: str) -> None:
    if i + 1 < len(units) and units[i].kind is units[i + 1].kind is UnitKind.STATEMENT:
        one, two = units[i], units.pop(i + 1)
        marks = "".join(f"[^{k}]" for k in dict.fromkeys((*one.keys, *two.keys)))
        units[i] = replace(one, text=f"Both {word} happened.{marks}")


def _away(rng: random.Random, live: Pages, path: str, units: list[Unit], i: int, _: str) -> None:
    others = [p for p in live if p != path and not p.endswith(("sources.md", "index.md"))]
    if others and units[i].kind is UnitKind.STATEMENT:
        other = rng.choice(others)
        page = parsed(live[other])
        places = [k for k, u in enumerate(page.units) if u.kind is UnitKind.STATEMENT]
        if places:
            rows = list(page.units)
            rows.insert(rng.choice(places) + 1, replace(units.pop(i), gap="\n"))
            live[other] = unparsed(replace(page, units=tuple(rows)))


_EDITS: tuple[_Edit, ...] = (_reword, _reword, _delete, _move, _paragraph, _rename, _join, _away)


def _typed(pages: Mapping[str, str]) -> set[str]:
    return {w for t in pages.values() for w in re.findall(r"typed\d+x\d+", t)}


def _keys(pages: Mapping[str, str]) -> set[str]:
    story = {p: t for p, t in pages.items() if not p.endswith("sources.md")}
    return {u.id for t in story.values() for u in parsed(t).units if u.first and u.kind is not UnitKind.DEFINITION}


def _git_conflict(base: str, live: str, new: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("live", "base", "new")]
        for file, text in zip(files, (live, base, new), strict=True):
            file.write_text(text, "utf-8")
        return subprocess.run(["git", "merge-file", "-p", *files], capture_output=True, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
