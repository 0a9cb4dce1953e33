"""Random histories of invented stories, played through the real program: its drafts, its merge, its files.

The articles are those of `training/`, cut short. What happens to them: one goes away and comes back, is corrected by a
word, wrapped anew, split in two files, or gets another file name, publisher, title, date and address, all at once.
What people do to the pages is in `people`. `python tests/real_histories.py 500` plays so many; a number behind it is
the first seed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from explainery.commands.draft import draft_of, generated_of
from explainery.config import Settings
from explainery.merging import (
    Generated,
    State,
    decisions_in,
    decisions_text,
    memory_in,
    memory_text,
    merge_story,
    proposals_in,
    proposals_text,
)
from explainery.merging.memory import Memory
from explainery.merging.units import UnitKind, parsed
from explainery.project import Project
from histories import main
from making import ROOT
from people import containers, edit_pages, typed

STORIES = ("tradewar-wire-peru-cable-memo", "diplomacy-digest-embassy-gas", "attack-desk-vienna-poisoning")
MOST_ARTICLES, MOST_SENTENCES = 3, 9
STEPS = 7
_NAMES = ("The Herald", "Arlen Courier", "Evening Post of Norsea", "Daily Ledger", "Radio Four News")


@dataclass(frozen=True)
class Piece:
    """A source file: its name and front matter, and the sentences of its article."""

    name: str
    publisher: str
    title: str
    published: str
    url: str
    rights: str
    sentences: tuple[str, ...]
    wrapped: bool = False

    @property
    def text(self) -> str:
        """The file's text."""
        facts = (self.title, self.publisher, self.published, self.url, self.rights)
        head = "---\ntitle: {!r}\npublisher: {!r}\npublished: {}\nurl: {}\nrights: {}\n---\n".format(*facts)
        return head + "\n\n".join(textwrap.fill(s, 50) if self.wrapped else s for s in self.sentences) + "\n"


@lru_cache
def pieces(story: str, rights: str) -> tuple[Piece, ...]:
    """The articles of an invented story."""
    text = (ROOT / "training/stories" / f"{story}.txt").read_text("utf-8")
    found: list[Piece] = []
    for part in text.split("\n== ")[1:][:MOST_ARTICLES]:
        head, _, body = part.partition("\n")
        publisher, published, title = head.split(" | ", 2)
        rows = [row.split(" | ", 3) for row in body.splitlines() if row.count(" | ") >= 3]
        number = len(found)
        told = tuple(row[3] for row in rows[:MOST_SENTENCES])
        found.append(Piece(f"a{number}", publisher, title, published, f"https://{number}.example/a", rights, told))
    return tuple(found)


@lru_cache(maxsize=4000)
def generated(story: tuple[Piece, ...]) -> Generated:
    """What a build has for these articles."""
    if not story:
        return Generated({})
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "sources" / "s"
        folder.mkdir(parents=True)
        for piece in story:
            (folder / f"{piece.name}.md").write_text(piece.text, "utf-8")
        (folder / "story.yml").write_text("budget: 1.0\n", "utf-8")
        return generated_of("s", draft_of(Project(Path(root), Settings()), "s"))


@dataclass
class Sources:
    """The articles there are, and those that are away."""

    here: list[Piece]
    away: list[tuple[int, Piece]] = field(default_factory=list)

    def change(self, rng: random.Random) -> None:
        """One change of the sources."""
        if not self.here:
            self.back(rng)
            return
        what, i = rng.randrange(7), rng.randrange(len(self.here))
        piece = self.here[i]
        if what <= 1 and not self.away:
            self.away.append((i, self.here.pop(i)))
        elif what <= 2:
            self.back(rng)
        elif what == 3:
            k = rng.randrange(len(piece.sentences))
            told = tuple(s.replace(" the ", " this ", 1) if n == k else s for n, s in enumerate(piece.sentences))
            self.here[i] = replace(piece, sentences=told)
        elif what == 4:
            self.here[i] = renamed(rng, piece)
        elif what == 5:
            self.here[i] = replace(renamed(rng, piece), wrapped=not piece.wrapped)
        elif len(piece.sentences) > 3:
            half = len(piece.sentences) // 2
            one = replace(piece, sentences=piece.sentences[:half])
            two = replace(piece, name=f"{piece.name}-{rng.randrange(10**6)}", sentences=piece.sentences[half:])
            self.here[i : i + 1] = [one, two]

    def back(self, rng: random.Random) -> None:
        """An article comes back, perhaps under another name."""
        if self.away:
            i, piece = self.away.pop()
            self.here.insert(i, renamed(rng, piece) if rng.random() < 0.3 else piece)


def renamed(rng: random.Random, piece: Piece) -> Piece:
    """The article under another name in every respect, or in some."""
    number = rng.randrange(1000)

    def new(old: str, name: str) -> str:
        return name if rng.random() < 0.7 else old

    return replace(
        piece,
        name=new(piece.name, f"{piece.name[:2]}-{number}"),
        publisher=new(piece.publisher, rng.choice(_NAMES)),
        title=new(piece.title, f"{piece.title} ({number})"),
        published=new(piece.published, f"2018-06-{number % 28 + 1:02}"),
        url=new(piece.url, f"https://other.example/{number}"),
    )


class BrokenLawError(AssertionError):
    """A law that does not hold."""


def play(seed: int) -> None:
    """Play a history. Raises BrokenLawError with the law that it breaks."""
    rng = random.Random(seed)  # noqa: S311 (a history is no secret)
    sources = Sources(list(pieces(rng.choice(STORIES), rng.choice(("open", "quote", "digest")))))
    state, deleted, told = built(State(), sources, set()), set[str](), 0
    for _ in range(STEPS):
        what = rng.randrange(5)
        if what <= 1:
            live = dict(state.live)
            told += 1
            edit_pages(rng, live, f"typed{told}")
            before, state = state, replace(state, live=live)
            if len(state.live) == len(before.live):  # who deletes a page decides about the page
                deleted = deleted | shown(before)
            deleted = deleted - shown(state)
        elif what <= 3:
            sources.change(rng)
        else:
            state = built(state, sources, deleted)
    state = built(state, sources, deleted)
    if sources.here:
        _away_and_back(state, sources, rng.randrange(len(sources.here)), deleted)


def _away_and_back(state: State, sources: Sources, i: int, deleted: set[str]) -> None:
    """An article goes, and comes back: the pages are as they were."""
    piece = sources.here.pop(i)
    without = built(state, sources, deleted)
    sources.here.insert(i, piece)
    again = built(without, sources, deleted)
    if (again.live, again.base) != (state.live, state.base):
        raise BrokenLawError("a source went and came back, and the pages differ")


def built(before: State, sources: Sources, deleted: set[str]) -> State:
    """A build, and what must hold after any."""
    made = generated(tuple(sources.here))
    after = stored(merge_story(before, made).state)
    lost = typed(before.live) - typed(after.live)
    if lost:
        raise BrokenLawError(f"words lost: {sorted(lost)}")
    back = deleted & shown(after, first=True)
    if back:
        raise BrokenLawError(
            f"deleted and back: {sorted(k for k, c in code_of(after).items() if c in back)} {sorted(back)}"
        )
    torn = {b for t in typed(before.live) for b in containers(t) if _has(before, b) and not _has(after, b)}
    if torn:
        raise BrokenLawError(f"containers torn: {sorted(torn)}")
    twice = doubled(before, after)
    if twice:
        raise BrokenLawError(f"corrected and back: {sorted(twice)}")
    again = stored(merge_story(after, made).state)
    if again != after:
        raise BrokenLawError("a second build changes something")
    return after


def _has(state: State, text: str) -> bool:
    return any(text in page for page in state.live.values())


def stored(state: State) -> State:
    """The state as it is read from the files that a build writes."""
    decided, waiting, remembered = (
        decisions_text(state.decisions), proposals_text(state.proposals), memory_text(state.memory)
    )  # fmt: skip
    return replace(
        state,
        decisions=decisions_in(decided, "decisions.yml") if decided else frozenset(),
        proposals=tuple(sorted(proposals_in(waiting, "s.md"))) if waiting else (),
        memory=memory_in(remembered, "s.json") if remembered else Memory(),
    )


def code_of(state: State) -> Mapping[str, str]:
    """The code of the sentence behind each key."""
    return state.memory.passages


def shown(state: State, *, first: bool = False) -> set[str]:
    """The sentences that statements of the story's pages cite, or cite first, by their codes.

    Rows have their first cell with it, sides of a note the word "side": they and a statement of one sentence are several
    things to a reader, and the one may be deleted without the other.
    """
    found = set()
    for unit in (u for p, t in state.live.items() if not p.endswith("/sources.md") for u in parsed(t).units):
        if unit.kind is not UnitKind.DEFINITION:
            cells, side = unit.text.split("|"), "side" if unit.kind is UnitKind.SIDE else ""
            part = cells[1].strip() if len(cells) > 1 else side
            found |= {f"{code_of(state).get(k, k)}{part}" for k in (unit.keys[:1] if first else unit.keys)}
    return found


def doubled(before: State, after: State) -> set[str]:
    """The sentences that a person reworded and that now stand beside their rewording."""
    reworded = {
        code_of(before)[u.first] for t in before.live.values() for u in parsed(t).units
        if u.kind in _PROSE and "typed" in u.text and u.first in code_of(before)
    }  # fmt: skip
    counts = [Counter(_prose_codes(state)) for state in (before, after)]
    return {code for code in reworded if counts[1][code] > counts[0][code]}


_PROSE = frozenset({UnitKind.STATEMENT, UnitKind.ITEM})


def _prose_codes(state: State) -> list[str]:
    units = (u for p, t in state.live.items() if not p.endswith("/index.md") for u in parsed(t).units)
    return [code_of(state)[u.first] for u in units if u.kind in _PROSE and u.first in code_of(state)]


if __name__ == "__main__":
    sys.exit(main(play, *map(int, sys.argv[1:])))
