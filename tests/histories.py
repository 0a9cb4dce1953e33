"""Random histories of a story: sources that change, builds, and several people who edit the pages.

The generator here writes pages in the format of the real one, from claims that come, go, change their sources and
move between pages; quick enough to play many thousand histories through the real merge.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from explainery.merging import Generated, Merged, State, Wishes, merge_story
from explainery.merging.units import Unit, UnitKind, parsed, unparsed

PAGES = ("s/index.md", "s/background.md", "s/trade.md")
HEADINGS = ("First things", "Second things", "Last things")


@dataclass
class Claim:
    """A claim of the sources: where the generator puts it, and what it cites."""

    key: str
    words: str
    page: str
    heading: int
    others: list[str] = field(default_factory=list)
    row: bool = False


@dataclass
class Sources:
    """The claims there are now, and a counter for names that were never used."""

    claims: list[Claim]
    count: int = 0

    def name(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"


def definition(key: str, title: str = "Title") -> str:
    return f"[^{key}]: **Paper**, [*{title}*](sources.md#paper), 2 March 2026. Our digest: “Passage {key}.”"


def pages_of(sources: Sources, edition: str) -> Generated:
    """The pages as generated: deterministic in the claims."""
    texts = {}
    pool = {k: definition(k, edition) for c in sources.claims for k in (c.key, *c.others)}
    for path in PAGES:
        mine = [c for c in sources.claims if c.page == path]
        blocks = [f'---\ntitle: "{edition} {path}"\ndescription: "About {path}"\n---', f"# Page {path}"]
        rows = [c for c in mine if c.row]
        if rows:
            marks = [f"| Giver | {c.words} | sought; {1 + len(c.others)} sources{_marks(c)} |" for c in rows]
            blocks.append("\n".join(["| Who | What | How sure |", "|---|---|---|", *marks]))
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
    return Generated(texts, pool)


def _marks(claim: Claim) -> str:
    return "".join(f"[^{k}]" for k in (claim.key, *claim.others))


def new_claim(rng: random.Random, sources: Sources) -> Claim:
    number = sources.name("")
    key = f"paper-{int(number):04x}"
    return Claim(key, f"Source words {number}", rng.choice(PAGES), rng.randrange(3), row=rng.random() < 0.2)


def change_sources(rng: random.Random, sources: Sources, gone: list[Claim]) -> None:
    """An article comes, goes, returns or is corrected; or the generator chooses and orders differently."""
    what = rng.randrange(8)
    claims = sources.claims
    if what <= 1 or not claims:
        claims.insert(rng.randint(0, len(claims)), new_claim(rng, sources))
    elif what == 2:
        gone.append(claims.pop(rng.randrange(len(claims))))
    elif what == 3 and gone:
        claims.insert(rng.randint(0, len(claims)), gone.pop(rng.randrange(len(gone))))
    elif what == 4:
        claim = rng.choice(claims)
        claim.others = [] if claim.others else [f"other-{int(sources.name('')):04x}"]
    elif what == 5:
        rng.choice(claims).page = rng.choice(PAGES)
    elif what == 6:
        old = rng.choice(claims)
        fresh = new_claim(rng, sources)
        claims[claims.index(old)] = replace(fresh, words=old.words + " corrected", page=old.page, row=old.row)
    else:
        claim = claims.pop(rng.randrange(len(claims)))
        claims.insert(rng.randint(0, len(claims)), claim)


@dataclass
class Memory:
    """What must hold: words that people typed and nobody deleted since, and keys of sentences that people deleted."""

    words: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)


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
    path = rng.choice(sorted(live)) if live else ""
    page = parsed(live.get(path, ""))
    units = list(page.units)
    able = [i for i, u in enumerate(units) if u.kind not in {UnitKind.DEFINITION, UnitKind.HEAD}]
    if not able:
        return
    before = shown_keys(live)
    i, word, front = rng.choice(able), sources.name("typed"), page.front
    what = rng.randrange(len(_EDITS) + 2)
    if what < len(_EDITS):
        _EDITS[what](rng, units, i, word)
    elif what == len(_EDITS):
        front = front.replace("About", f"{word} about", 1)
    else:
        _move_away(rng, live, path, units, i)
    live[path] = unparsed(replace(page, units=tuple(units), front=front))
    memory.words = typed(live)
    memory.deleted |= before - shown_keys(live)
    memory.deleted -= shown_keys(live)


def _move_away(rng: random.Random, live: dict[str, str], path: str, units: Units, i: int) -> None:
    """To another page."""
    if len(live) > 1 and units[i].kind in {UnitKind.STATEMENT, UnitKind.ROW}:
        other = rng.choice(sorted(set(live) - {path}))
        there = parsed(live[other])
        theirs = list(there.units)
        theirs.insert(rng.randint(1, len(theirs)) if theirs else 0, replace(units.pop(i), gap="\n\n"))
        live[other] = unparsed(replace(there, units=tuple(theirs)))


def typed(live: dict[str, str]) -> set[str]:
    return {w for t in live.values() for w in re.findall(r"typed\d+", t)}


def shown_keys(pages: dict[str, str]) -> set[str]:
    """The keys that pages cite (definitions cite none)."""
    return {k for t in pages.values() for u in parsed(t).units if u.kind is not UnitKind.DEFINITION for k in u.keys}


def shown_claims(pages: dict[str, str]) -> set[str]:
    """The keys of the claims that pages show: first citations."""
    return {u.first for t in pages.values() for u in parsed(t).units if u.kind is not UnitKind.DEFINITION and u.first}


def play(seed: int, steps: int = 8) -> None:
    """Play a history; raises AssertionError with what broke."""
    rng = random.Random(seed)  # noqa: S311 (a history is no secret)
    sources = Sources([])
    sources.claims = [new_claim(rng, sources) for _ in range(rng.randint(1, 7))]
    gone: list[Claim] = []
    memory = Memory()
    state = State()
    edition = "First"
    state = built(state, pages_of(sources, edition), memory).state
    for _ in range(steps):
        what = rng.randrange(5)
        if what <= 1:
            live = dict(state.live)
            edit(rng, live, sources, memory)
            state = replace(state, live=live)
        elif what <= 3:
            change_sources(rng, sources, gone)
            if rng.random() < 0.1:
                edition = sources.name("Edition")
        else:
            state = built(state, pages_of(sources, edition), memory).state
    built(state, pages_of(sources, edition), memory)


def built(state: State, generated: Generated, memory: Memory) -> Merged:
    """A build, and what must hold after any."""
    merged = merge_story(state, generated, Wishes())
    assert not merged.unknown, merged.unknown
    after = dict(merged.state.live)
    lost = memory.words - typed(after)
    assert not lost, f"words lost: {lost}"
    back = memory.deleted & shown_claims(after)
    assert not back, f"deleted and back: {back}"
    again = merge_story(merged.state, generated, Wishes())
    assert again.state == merged.state, "a second build changes something"
    assert all(p.startswith("---") for p in after.values())
    return merged
