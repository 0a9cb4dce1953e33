"""The tables of `docs/scale.md`, from the figures alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from scale import experiments as e
from scale.figures import Figure, continued, exponent, of_part

MILLION = 1_000_000
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_GIGABYTE = 1000  # megabytes


def blocks(figures: Sequence[Figure]) -> dict[str, str]:
    """Each table by the name of its place in the page."""
    return {
        "short": _lines(_short(figures)),
        "one": _lines(_one(figures)),
        "many": _lines(_many(figures)),
        "exponents": _lines(_exponents(figures)),
        "ratios": _lines(_ratios(figures)),
        "million": _lines(_million(figures)),
    }


def growth(figures: Sequence[Figure], part: str, field: str) -> float | None:
    """The exponent with which a cost grows."""
    return exponent((f.size, getattr(f, field)) for f in of_part(figures, part))


def duration(seconds: float) -> str:
    """A time as people say it: "4.1 s", "12 min", "3.5 h", "2.1 days"."""
    for unit, name in ((_DAY, "days"), (_HOUR, "h"), (_MINUTE, "min")):
        if seconds >= 2 * unit:
            return f"{seconds / unit:.1f} {name}"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds:.2f} s"


def volume(megabytes: float) -> str:
    """Bytes as people say them."""
    if megabytes >= _GIGABYTE:
        return f"{megabytes / _GIGABYTE:.1f} GB"
    if megabytes >= 1:
        return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"  # noqa: PLR2004 (two digits)
    return f"{megabytes * 1000:.0f} KB"


def _lines(rows: Iterator[str]) -> str:
    return "\n".join(rows)


def _short(figures: Sequence[Figure]) -> Iterator[str]:
    """The largest archive measured, in sentences."""
    full = of_part(figures, e.MANY)[-1]
    stories = full.note.split()[0]
    each = f"{full.processor / full.size * 1000:.0f} ms an article"
    yield f"- A first build of {full.size:,} articles in {stories} stories takes {duration(full.processor)}, {each}."
    yield f"- It needs {volume(full.memory)} of memory."
    for part in (e.CHANGED, e.UNCHANGED):
        for f in of_part(figures, part)[-1:]:
            share = f"{f.processor / f.against:.2%} of the first build"
            yield f"- A build with {part} takes {duration(f.processor)}, {share}."


def _one(figures: Sequence[Figure]) -> Iterator[str]:
    yield "| Articles | First build | An article | Of it marking and linking | To that at 10 | Memory |"
    yield "|---:|---:|---:|---:|---:|---:|"
    marked = {f.size: f.processor / f.size for f in of_part(figures, e.MARKED)}
    first = next(iter(marked.values()), 0.0)
    for f in of_part(figures, e.ONE):
        each = marked.get(f.size, 0.0)
        ratio = f"{each / first:.2f}" if first and each else "–"
        costs = f"{duration(f.processor)} | {f.processor / f.size * 1000:.0f} ms | {each * 1000:.1f} ms | {ratio}"
        yield f"| {f.size:,} | {costs} | {volume(f.memory)} |"


def _many(figures: Sequence[Figure]) -> Iterator[str]:
    yield "| Articles | Stories | First build | An article | Memory | Nothing changed | One article changed |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    again, changed = ({f.size: f for f in of_part(figures, part)} for part in (e.UNCHANGED, e.CHANGED))
    for f in of_part(figures, e.MANY):
        costs = f"{duration(f.processor)} | {f.processor / f.size * 1000:.0f} ms | {volume(f.memory)}"
        yield f"| {f.size:,} | {f.note.split()[0]} | {costs} | {_share(again, f)} | {_share(changed, f)} |"


def _share(found: dict[int, Figure], full: Figure) -> str:
    f = found.get(full.size)
    if f is None or not f.processor:
        return f.note if f else "–"
    return f"{duration(f.processor)} ({f.processor / full.processor:.2%})"


def _exponents(figures: Sequence[Figure]) -> Iterator[str]:
    yield "| What grows | From | To | Exponent of processor time | Exponent of memory |"
    yield "|---|---:|---:|---:|---:|"
    for part in (
        e.ONE,
        e.MARKED,
        e.MANY,
        e.UNCHANGED,
        e.CHANGED,
        e.PILE,
        e.SITE,
        e.SEARCH,
        e.BESIDE,
        e.GIT_ADD,
        e.GIT_STATUS,
    ):
        found = [f for f in of_part(figures, part) if f.processor]
        time, memory = (growth(found, part, field) for field in ("processor", "memory"))
        if time is not None:
            shown = f"{memory:.2f}" if memory is not None else "–"
            unit = "pages" if part == e.SITE else "articles"
            yield f"| {named(part)} | {found[0].size:,} | {found[-1].size:,} {unit} | {time:.2f} | {shown} |"


def _ratios(figures: Sequence[Figure]) -> Iterator[str]:
    yield "| What | Size | Took | Against | Ratio |"
    yield "|---|---:|---:|---:|---:|"
    peers = {
        e.ADDED: ("the story's first build", "processor"),
        e.POOL: ("one process, by the clock", "clock"),
        e.DASK: ("two processes, by the clock", "clock"),
        e.SITE: ("MkDocs with its theme alone", "processor"),
    }
    for part, (peer, field) in peers.items():
        for f in of_part(figures, part)[-1:]:
            unit = "pages" if part == e.SITE else "articles"
            if not f.against:
                yield f"| {named(part)} | {f.size:,} {unit} | {f.note} | {peer} | – |"
                continue
            took = getattr(f, field)
            ratio = f"{took / f.against:.2f}" if field == "processor" else f"{f.against / took:.2f} x as fast"
            row = f"| {named(part)} | {f.size:,} {unit} | {duration(took)} | {peer}, {duration(f.against)}"
            yield f"{row} | {ratio} |"


def _million(figures: Sequence[Figure]) -> Iterator[str]:
    """What a million articles would cost if everything went on growing as it did."""
    yield "| What | Measured | At | For 1,000,000 articles |"
    yield "|---|---:|---:|---:|"
    for part in (e.MANY, e.UNCHANGED, e.CHANGED, e.PILE, e.GIT_ADD, e.GIT_STATUS):
        yield from _reaching(figures, part, "processor", f"{named(part)}, processor", duration)
    yield from _reaching(figures, e.MANY_SMALL, "memory", "First build, memory, with small stories", volume)
    yield from _reaching(figures, e.SITE, "processor", "MkDocs, processor", duration)
    yield from _reaching(figures, e.SITE, "memory", "MkDocs, memory", volume)
    for name in ("sources", "pages", "state", "cache", "site"):
        part = f"{e.FILES}: {name}"
        yield from _reaching(figures, part, "files", f"Files, {name}", lambda n: f"{n:,.0f}")
        yield from _reaching(figures, part, "disk", f"Disk, {name}", volume)
    yield from _reaching(figures, e.GIT_ADD, "disk", "Disk, git, not packed", volume)
    yield from _reaching(figures, e.SEARCH, "processor", "Search index, processor", duration)
    yield from _reaching(figures, e.SEARCH, "memory", "Search index, memory", volume)
    yield from _reaching(figures, e.SEARCH_START, "disk", "What a reader’s first search loads", volume)
    yield from _reaching(figures, e.BESIDE, "processor", "Feeds, cards and data, processor", duration)


def _reaching(
    figures: Sequence[Figure], part: str, field: str, name: str, said: Callable[[float], str]
) -> Iterator[str]:
    """One row: the largest figure, and where it leads from there."""
    found = [f for f in of_part(figures, part) if getattr(f, field)]
    last = found[-1] if found else None
    wanted = MILLION * (last.size / _articles(figures)) if last and part == e.SITE else MILLION
    there = continued([(f.size, getattr(f, field)) for f in found], wanted)
    if last and there is not None:
        unit = " pages" if part == e.SITE else ""
        yield f"| {name} | {said(getattr(last, field))} | {last.size:,}{unit} | {said(there)} |"


def named(part: str) -> str:
    """A part's name at the start of a row."""
    return part[0].upper() + part[1:]


def _articles(figures: Sequence[Figure]) -> int:
    """How many articles the largest site was made from."""
    return of_part(figures, e.MANY)[-1].size
