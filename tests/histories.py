"""Random histories of a story: sources that change, builds, and several people who edit the pages.

The generator here writes pages in the format of the real one, from claims that come, go, change their sources and
move between pages, of articles that get other names, go away and come back; quick enough to play many thousand
histories through the real merge. `python tests/histories.py 50000` plays so many, from a seed that it prints (a second
number sets it); `real_histories.py` plays them through the whole program.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from explainery.merging import BuildChangeKind, Generated, Merged, State, Wishes, merge_story
from explainery.merging.units import Unit, UnitKind, parsed, unparsed
from people import PAGE_EDITS, containers, typed

PAGES = ("s/index.md", "s/background.md", "s/trade.md")
HEADINGS = ("First things", "Second things", "Last things")


@dataclass
class Claim:
    """A claim of the sources: where the generator puts it, what it cites, and which article says it."""

    key: str
    words: str
    page: str
    heading: int
    others: list[str] = field(default_factory=list)
    row: bool = False
    article: int = 0


@dataclass
class Sources:
    """The claims there are now, the claims of articles that are away, and a counter for names that were never used.

    `codes` has the sentence behind each key; `edition` is a word in all titles.
    """

    claims: list[Claim]
    count: int = 0
    away: list[tuple[int, Claim]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    edition: str = "First"

    def name(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    def key(self, publisher: str, sentence: str = "") -> str:
        """A key that was never used, for a sentence: its code; a new one where none is given."""
        key = f"{publisher}-{int(self.name('')):04x}"
        self.codes[key] = sentence or f"code {key}"
        return key

    def take_away(self, article: int) -> None:
        """An article goes."""
        self.away += [(i, c) for i, c in enumerate(self.claims) if c.article == article]
        self.claims = [c for c in self.claims if c.article != article]

    def bring_back(self) -> None:
        """Every article that is away comes back, and its claims to their places."""
        for i, claim in self.away:
            self.claims.insert(i, claim)
        self.away = []

    def rename(self, article: int, publisher: str) -> None:
        """An article gets another file name, and its publisher another spelling."""
        for claim in (*self.claims, *(c for _, c in self.away)):
            if claim.article == article:
                claim.key = self.key(publisher, self.codes[claim.key])


def definition(key: str, title: str = "Title") -> str:
    return f"[^{key}]: **Paper**, [*{title}*](sources.md#paper), 2 March 2026. Our digest: “Passage {key}.”"


def pages_of(sources: Sources, edition: str = "") -> Generated:
    """The pages as generated: deterministic in the claims."""
    texts, edition = {}, edition or sources.edition
    pool = {k: definition(k, edition) for c in sources.claims for k in (c.key, *c.others)}
    for path in PAGES:
        mine = [c for c in sources.claims if c.page == path]
        blocks = [f'---\ntitle: "{edition} {path}"\ndescription: "About {path}"\n---', f"# Page {path}"]
        rows = [c for c in mine if c.row]
        if rows:
            marks = [f"| Giver | {c.words} | sought; {1 + len(c.others)} sources{_marks(c)} |" for c in rows]
            blocks.append("\n".join(["| Who gives | What | How sure |", "|---|---|---|", *marks]))
        for number, heading in enumerate(HEADINGS):
            under = [f"{c.words}.{_marks(c)}" for c in mine if c.heading == number and not c.row]
            if under:
                blocks += [f"## {heading}", *("\n".join(under[i : i + 3]) for i in range(0, len(under), 3))]
        if path == "s/index.md":
            lead = next((c for c in sources.claims if c.page != path), None)
            if lead:
                blocks.append(f"**Trade.** {lead.words}.{_marks(lead)} [More](trade.md)")
        keys = dict.fromkeys(re.findall(r"\[\^([\w-]+)\]", "\n".join(blocks)))
        if keys:
            blocks += ["## Sources for this page { data-search-exclude }", "\n".join(pool[k] for k in keys)]
        if len(blocks) > 2:
            texts[path] = "\n\n".join(blocks) + "\n"
    return Generated(texts, pool, passages={k: sources.codes[k] for k in pool})


def _marks(claim: Claim) -> str:
    return "".join(f"[^{k}]" for k in (claim.key, *claim.others))


def new_claim(rng: random.Random, sources: Sources) -> Claim:
    number = sources.name("")
    key = f"paper-{int(number):04x}"
    sources.codes[key] = f"code {key}"
    page, heading, row = rng.choice(PAGES), rng.randrange(3), rng.random() < 0.2
    return Claim(key, f"Source words {number}", page, heading, row=row, article=rng.randrange(3))


def change_sources(rng: random.Random, sources: Sources, gone: list[Claim]) -> None:
    """An article comes, goes, returns, is renamed or corrected; or the generator chooses and orders differently."""
    what = rng.randrange(11)
    claims = sources.claims
    if what <= 1 or not claims:
        claims.insert(rng.randint(0, len(claims)), new_claim(rng, sources))
    elif what == 2:
        gone.append(claims.pop(rng.randrange(len(claims))))
    elif what == 3 and gone:
        claims.insert(rng.randint(0, len(claims)), gone.pop(rng.randrange(len(gone))))
    elif what == 4:
        claim = rng.choice(claims)
        claim.others = [] if claim.others else [sources.key("other")]
    elif what == 5:
        rng.choice(claims).page = rng.choice(PAGES)
    elif what == 6:
        old = rng.choice(claims)
        fresh = new_claim(rng, sources)
        fresh = replace(fresh, words=old.words + " corrected", page=old.page, row=old.row, article=old.article)
        claims[claims.index(old)] = fresh
    elif what == 7:
        sources.rename(rng.choice(claims).article, sources.name("press"))
    elif what == 8 and not sources.away:
        sources.take_away(rng.choice(claims).article)
    elif what == 9:
        sources.bring_back()
    else:
        claim = claims.pop(rng.randrange(len(claims)))
        claims.insert(rng.randint(0, len(claims)), claim)


@dataclass
class Memory:
    """What must hold: words that people typed and nobody deleted since, and codes of sentences that people deleted.

    `fresh` are those deleted since the last build, `bare` the pages whose front matter people took away, `blocks` the
    containers that they made. `codes` has the sentence behind each key.
    """

    words: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)

    def shown(self, pages: Mapping[str, str], *, first: bool = False, lines: bool = True) -> set[str]:
        """The codes of the sentences that pages cite, or cite first (definitions cite none).

        Without `lines`, those that are only in the overview's lines about the other pages do not count.
        """
        without = {UnitKind.DEFINITION} if lines else {UnitKind.DEFINITION, UnitKind.LINK}
        units = (u for t in pages.values() for u in parsed(t).units if u.kind not in without)
        return {self.codes.get(k, k) for u in units for k in (u.keys[:1] if first else u.keys)}


Units = list[Unit]


def _reword(_: random.Random, units: Units, i: int, word: str) -> None:
    text = units[i].text
    if units[i].kind is not UnitKind.HEADING:
        new = text.replace("Source words", f"{word} words", 1) if "Source words" in text else f"{word} {text}"
        units[i] = replace(units[i], text=new)


def _delete(_: random.Random, units: Units, i: int, __: str) -> None:
    del units[i]


def _move(rng: random.Random, units: Units, i: int, _: str) -> None:
    units.insert(rng.randrange(len(units)), replace(units.pop(i), gap="\n\n"))


def _add_paragraph(_: random.Random, units: Units, i: int, word: str) -> None:
    units.insert(i + 1, replace(units[i], text=f"{word} is what I know.", gap="\n\n"))


def _add_line(_: random.Random, units: Units, i: int, word: str) -> None:
    units.insert(i + 1, replace(units[i], text=f"Besides, {word}.", gap="\n"))


def _add_image(_: random.Random, units: Units, __: int, word: str) -> None:
    units.append(replace(units[0], text=f"![{word}]({word}.png)", gap="\n\n"))


def _rename(_: random.Random, units: Units, i: int, word: str) -> None:
    if units[i].kind is UnitKind.HEADING:
        units[i] = replace(units[i], text=f"{units[i].text.split(' ')[0]} {word} heading")


def _join(_: random.Random, units: Units, i: int, word: str) -> None:
    if i + 1 < len(units) and {units[i].kind, units[i + 1].kind} == {UnitKind.STATEMENT}:
        two = units.pop(i + 1)
        keys = dict.fromkeys((*units[i].keys, *two.keys))
        units[i] = replace(units[i], text=f"{word} joins both." + "".join(f"[^{k}]" for k in keys))


def _split(_: random.Random, units: Units, i: int, word: str) -> None:
    if units[i].kind is UnitKind.STATEMENT:
        marks = units[i].text[units[i].text.index("[^") :]
        units[i] = replace(units[i], text=f"{word} half one.{marks}")
        units.insert(i + 1, replace(units[i], text=f"{word}000 half two.{marks}", gap="\n"))


def _cite(_: random.Random, units: Units, i: int, word: str) -> None:
    if units[i].keys:
        units[i] = replace(units[i], text=units[i].text.replace("[^", f"[^own-{word}][^", 1))
        units.append(replace(units[i], text=f"[^own-{word}]: My source {word}.", gap="\n"))


_EDITS = (_reword, _reword, _delete, _move, _add_paragraph, _add_line, _add_image, _rename, _join, _split, _cite)


def edit(rng: random.Random, live: dict[str, str], sources: Sources, memory: Memory) -> None:
    """One edit by a person, as people make them."""
    before, word = memory.shown(live, lines=False), sources.name("typed")
    if not live:
        return
    path = rng.choice(sorted(live))
    what = rng.randrange(len(_EDITS) + 2 + len(PAGE_EDITS))
    if what < len(_EDITS) + 2:
        _edit_unit(rng, live, path, what, word)
    else:
        PAGE_EDITS[what - len(_EDITS) - 2](rng, live, path, word)
    memory.words = typed(live)
    memory.blocks = {b for b in memory.blocks | containers(word) if _stands(b, live)}
    memory.bare |= {p for p, t in live.items() if not t.startswith("---")}
    memory.fresh = memory.fresh | before if path in live else set()  # who deletes a page decides about the page
    memory.fresh -= memory.shown(live)
    memory.deleted -= memory.shown(live)


def _stands(block: str, pages: Mapping[str, str]) -> bool:
    """Whether a page has a container whole; one with words before it on its first line is none any more."""
    return any(f"\n{block}" in f"\n{text}" for text in pages.values())


def _edit_unit(rng: random.Random, live: dict[str, str], path: str, what: int, word: str) -> None:
    page = parsed(live[path])
    units = list(page.units)
    able = [i for i, u in enumerate(units) if u.kind not in {UnitKind.DEFINITION, UnitKind.HEAD}]
    if not able:
        return
    i, front = rng.choice(able), page.front
    if what < len(_EDITS):
        _EDITS[what](rng, units, i, word)
    elif what == len(_EDITS):
        front = front.replace("About", f"{word} about", 1)
    else:
        _move_away(rng, live, path, units, i)
    live[path] = unparsed(replace(page, units=tuple(units), front=front))


def _move_away(rng: random.Random, live: dict[str, str], path: str, units: Units, i: int) -> None:
    """To another page."""
    if len(live) > 1 and units[i].kind in {UnitKind.STATEMENT, UnitKind.ROW}:
        other = rng.choice(sorted(set(live) - {path}))
        there = parsed(live[other])
        theirs = list(there.units)
        theirs.insert(rng.randint(1, len(theirs)) if theirs else 0, replace(units.pop(i), gap="\n\n"))
        live[other] = unparsed(replace(there, units=tuple(theirs)))


def play(seed: int, steps: int = 8) -> State:
    """Play a history, and give its last state; raises AssertionError with what broke."""
    rng = random.Random(seed)  # noqa: S311 (a history is no secret)
    sources = Sources([])
    memory = Memory(codes=sources.codes)
    sources.claims = [new_claim(rng, sources) for _ in range(rng.randint(1, 7))]
    state, gone = built(State(), pages_of(sources), memory).state, list[Claim]()
    for _ in range(steps):
        what = rng.randrange(5)
        if what <= 1:
            live = dict(state.live)
            edit(rng, live, sources, memory)
            state = replace(state, live=live)
        elif what <= 3:
            change_sources(rng, sources, gone)
            if rng.random() < 0.1:
                sources.edition = sources.name("Edition")
        else:
            state = built(state, pages_of(sources), memory).state
    state = built(state, pages_of(sources), memory).state
    if sources.claims and not sources.away:
        return _away_and_back(state, sources, memory, rng.choice(sources.claims).article)
    return state


def built(state: State, generated: Generated, memory: Memory) -> Merged:
    """A build, and what must hold after any."""
    merged = merge_story(state, generated, Wishes())
    assert not merged.unknown, merged.unknown
    after = dict(merged.state.live)
    memory.deleted, memory.fresh = memory.deleted | memory.fresh, set()
    lost = memory.words - typed(after)
    assert not lost, f"words lost: {lost}"
    back = memory.deleted & memory.shown(after, first=True)
    assert not back, f"deleted and back: {back}"
    told = {c.page for c in merged.changes if c.kind not in {BuildChangeKind.WITHDRAWN, BuildChangeKind.PROPOSED}}
    untrue = {p for p in told if state.live.get(p) == after.get(p)}
    assert not untrue, f"changes told of pages that stay: {untrue}"
    again = merge_story(merged.state, generated, Wishes())
    assert again.state == merged.state, "a second build changes something"
    torn = {b for b in memory.blocks if not _stands(b, after)}
    assert not torn, f"containers torn: {torn}"
    assert all(p.startswith("---") for path, p in after.items() if path not in memory.bare), "front matter lost"
    return merged


def _away_and_back(state: State, sources: Sources, memory: Memory, article: int) -> State:
    """An article goes, and comes back: everything is as it was."""
    sources.take_away(article)
    without = built(state, pages_of(sources), memory).state
    sources.bring_back()
    again = built(without, pages_of(sources), memory).state
    assert again.live == state.live, "a source went and came back, and the pages differ"
    assert again.decisions == state.decisions, "a source went and came back, and the decisions differ"
    assert again.base == state.base, "a source went and came back, and the base differs"
    return without


def main(of: Callable[[int], object], number: int, first: int = -1) -> int:
    """Play histories, and print what broke, with its seed."""
    first = random.SystemRandom().randrange(2**40) if first < 0 else first
    broken: Counter[str] = Counter()
    for seed in range(first, first + number):
        try:
            of(seed)
        except Exception as error:  # noqa: BLE001 (whatever it raises, the seed is wanted)
            kind = re.split("[:({]", str(error))[0] if isinstance(error, AssertionError) else type(error).__name__
            broken[kind] += 1
            print(f"seed {seed}: {type(error).__name__}: {str(error)[:150]}")
    print(f"{number:,} histories from seed {first}: {dict(broken) or 'every law holds'}")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main(play, *map(int, sys.argv[1:])))
