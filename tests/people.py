"""What people do to the pages of a story, at random: edits by hand, replacing in files, formatters, branches."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import replace

from explainery.merging.merge_driver import merged_branches
from explainery.merging.units import Unit, UnitKind, parsed, unparsed

Pages = dict[str, str]
_CLAIMS = frozenset({UnitKind.STATEMENT, UnitKind.ITEM, UnitKind.ROW})
_FIXED = frozenset({UnitKind.DEFINITION, UnitKind.HEAD})


def typed(pages: Mapping[str, str]) -> set[str]:
    """The words that people typed."""
    return {w for t in pages.values() for w in re.findall(r"typed\d+", t)}


def edit_pages(rng: random.Random, live: Pages, word: str) -> None:
    """One thing that people do; `word` is what they type."""
    paths = [p for p in sorted(live) if not p.endswith("/sources.md")]
    if paths:
        rng.choice(_ALL)(rng, live, rng.choice(paths), word)


def _on_units(change: Callable[[random.Random, list[Unit], int, str], None]) -> Callable[..., None]:
    """An edit of one unit of a page."""

    def act(rng: random.Random, live: Pages, path: str, word: str) -> None:
        page = parsed(live[path])
        units = list(page.units)
        able = [i for i, u in enumerate(units) if u.kind not in _FIXED]
        if able:
            change(rng, units, rng.choice(able), word)
            live[path] = unparsed(replace(page, units=tuple(units)))

    return act


@_on_units
def reword(_: random.Random, units: list[Unit], i: int, word: str) -> None:
    """A word is put into a unit, behind what opens it."""
    rows = units[i].text.split(" ")
    if units[i].kind in _CLAIMS | {UnitKind.TEXT, UnitKind.SIDE} and len(rows) > 4:
        rows.insert(4, word)
        units[i] = replace(units[i], text=" ".join(rows))


@_on_units
def delete(_: random.Random, units: list[Unit], i: int, __: str) -> None:
    """A unit is deleted."""
    del units[i]


@_on_units
def move(rng: random.Random, units: list[Unit], i: int, _: str) -> None:
    """A unit is put elsewhere on its page."""
    units.insert(rng.randrange(len(units)), replace(units.pop(i), gap="\n\n"))


@_on_units
def add(_: random.Random, units: list[Unit], i: int, word: str) -> None:
    """A paragraph of one's own."""
    units.insert(i + 1, Unit(f"{word} is what I know.", "\n\n", UnitKind.TEXT))


@_on_units
def rename(_: random.Random, units: list[Unit], i: int, word: str) -> None:
    """A heading is renamed."""
    if units[i].kind is UnitKind.HEADING:
        units[i] = replace(units[i], text=f"{units[i].text.split(' ')[0]} {word} heading")


@_on_units
def join(_: random.Random, units: list[Unit], i: int, word: str) -> None:
    """Two sentences become one."""
    if i + 1 < len(units) and units[i].kind is units[i + 1].kind is UnitKind.STATEMENT:
        two = units.pop(i + 1)
        keys = dict.fromkeys((*units[i].keys, *two.keys))
        units[i] = replace(units[i], text=f"{word} joins both." + "".join(f"[^{k}]" for k in keys))


@_on_units
def split(_: random.Random, units: list[Unit], i: int, word: str) -> None:
    """A sentence becomes two."""
    if units[i].kind is UnitKind.STATEMENT:
        marks = units[i].text[units[i].text.index("[^") :]
        units[i] = replace(units[i], text=f"{word} half one.{marks}")
        units.insert(i + 1, replace(units[i], text=f"{word} half two.{marks}", gap="\n"))


@_on_units
def cite(_: random.Random, units: list[Unit], i: int, word: str) -> None:
    """A source of one's own is cited, too."""
    if units[i].keys:
        units[i] = replace(units[i], text=units[i].text.replace("[^", f"[^own-{word}][^", 1))
        units.append(replace(units[i], text=f"[^own-{word}]: My source {word}.", gap="\n"))


@_on_units
def contain(rng: random.Random, units: list[Unit], i: int, word: str) -> None:
    """A note, a quotation with its speaker or an indented block of one's own."""
    for text in reversed(rng.choice(sorted(containers(word))).split("\n\n")):
        units.insert(i + 1, Unit(text, "\n\n", UnitKind.TEXT))


def containers(word: str) -> set[str]:
    """The containers that people make: notes, quotations with their speaker, indented blocks."""
    return {
        f'!!! note "{word}"\n\n    {word} is inside.\n\n    - And {word} below.',
        f"> {word}, said somebody.\n>\n> — {word}",
        f"    {word} indented\n    and more",
    }


def away(rng: random.Random, live: Pages, path: str, _: str) -> None:
    """A statement is moved to another page."""
    others = [p for p in sorted(live) if p != path and not p.endswith("/sources.md")]
    page = parsed(live[path])
    able = [i for i, u in enumerate(page.units) if u.kind in {UnitKind.STATEMENT, UnitKind.ROW}]
    if others and able:
        i, other = rng.choice(able), rng.choice(others)
        there = parsed(live[other])
        theirs = list(there.units)
        theirs.insert(rng.randint(1, len(theirs)) if theirs else 0, replace(page.units[i], gap="\n\n"))
        live[other] = unparsed(replace(there, units=tuple(theirs)))
        live[path] = unparsed(replace(page, units=page.units[:i] + page.units[i + 1 :]))


def front(rng: random.Random, live: Pages, path: str, word: str) -> None:
    """The front matter is edited: a field changed or added."""
    if live[path].startswith("---\n"):
        if rng.random() < 0.5:
            live[path] = re.sub(r'(?m)^description: "?', lambda m: f"{m[0]}{word} ", live[path], count=1)
        else:
            live[path] = live[path].replace("---\n", f"---\nauthor: {word}\n", 1)


def replace_in_pages(rng: random.Random, live: Pages, _: str, word: str) -> None:
    """A word is replaced in all pages."""
    old = rng.choice((" said", " has ", " would "))
    for path in list(live):
        if not path.endswith("/sources.md"):
            rows = live[path].split("\n")
            live[path] = "\n".join(r if r.startswith("[^") else r.replace(old, f" {word}{old}", 1) for r in rows)


def empty(rng: random.Random, live: Pages, path: str, word: str) -> None:
    """A page is emptied, and perhaps filled anew."""
    live[path] = f"# {word}\n\n{word} alone.\n" if rng.random() < 0.5 else ""


def remove(_: random.Random, live: Pages, path: str, __: str) -> None:
    """A page is deleted."""
    del live[path]


def format_pages(rng: random.Random, live: Pages, path: str, _: str) -> None:
    """A formatter lays a page out anew: long lines wrapped, or the cells of tables padded."""
    wraps = rng.random() < 0.5
    rows = []
    for row in live[path].split("\n"):
        if wraps and row and row[0].isalpha():
            rows += textwrap.wrap(row, 80, break_long_words=False, break_on_hyphens=False)
        elif not wraps and row.startswith("|") and "---" not in row:
            rows.append(re.sub(r"(?<!\\) \|", "   |", row))
        else:
            rows.append(row)
    live[path] = "\n".join(rows)


def branch(rng: random.Random, live: Pages, path: str, word: str) -> None:
    """Two people edit a page on two branches, and git merges them with our driver."""
    ours, theirs = dict(live), dict(live)
    for pages, name in ((ours, f"{word}1"), (theirs, f"{word}2")):
        rng.choice(_BY_HAND)(rng, pages, path, name)
    text, asks = merged_branches(live[path], ours[path], theirs[path])
    live[path] = ours[path] if asks else text


_BY_HAND = (reword, reword, delete, move, add, rename, join, split, cite)
_PAGEWIDE = (front, replace_in_pages, empty, remove)
PAGE_EDITS = (*_PAGEWIDE, contain, format_pages, branch)
_ALL = (*_BY_HAND, *_BY_HAND, delete, away, away, *PAGE_EDITS)
