"""Sources that go and come back: the pages that people had edited are then as they were before.

A build that takes a source away removes its untouched sentences, and with them where they stood among the edited ones.
So where people had edited or decided anything, it remembers the pages in both versions. When the source is back, these
pages are put back, and what happened to them in between, by people or by builds, is merged into them. The build then
goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from explainery.merging.memory import Answers, Away, Memory, PageBeside
from explainery.merging.merge_state import Generated, State
from explainery.merging.units import UnitKind, parsed

_MOST = 4  # the sources that went last; what was taken away earlier comes back in the build's order
Pages = Mapping[str, str]
Rebase = Callable[[Pages, Pages, Pages], Pages]  # base, live and new pages in, the merged ones out


def returned(state: State, generated: Generated, rebase: Rebase) -> State:
    """The state as if the sources that are back had never gone; what went last comes back first.

    Args:
        state: the story before the build.
        generated: what this build has for it.
        rebase: merges pages in three versions.
    """
    known = _known(generated)
    for away in reversed(state.memory.away):
        if known.intersection(away.keys):
            state = _with_back(state, away, rebase)
    return state


def _known(generated: Generated) -> set[str]:
    return {*generated.definitions, *_cited(generated.pages.values())}


def _cited(texts: Iterable[str]) -> set[str]:
    return {k for t in texts for u in parsed(t).units if u.kind is not UnitKind.DEFINITION for k in u.keys}


def _with_back(state: State, away: Away, rebase: Rebase) -> State:
    live = _rebased(state.live, {p: (v.live, v.live_after) for p, v in away.pages.items()}, rebase)
    base = _rebased(state.base, {p: (v.base, v.base_after) for p, v in away.pages.items()}, rebase)
    decisions, proposals = away.taken[0] | (state.decisions - away.made[0]), set(state.proposals) - away.made[1]
    memory = replace(state.memory, away=tuple(a for a in state.memory.away if a is not away))
    return State(base, live, decisions, tuple(sorted(proposals | away.taken[1])), memory)


def _rebased(now: Pages, versions: Mapping[str, tuple[str | None, str | None]], rebase: Rebase) -> Pages:
    """The pages as they were, with all that has changed since the source went."""
    pages: dict[str, str | None] = dict(now)
    changed = False
    for path, (before, after) in versions.items():
        if now.get(path) == after:
            pages[path] = before
        elif now.get(path) != before and before != after:
            changed = True
    if changed:
        old, new = ({p: t for p, v in versions.items() if (t := v[n]) is not None} for n in (1, 0))
        merged = rebase(old, {p: now[p] for p in versions if p in now}, new)
        pages |= {p: merged.get(p) for p in versions}
    return {p: t for p, t in pages.items() if t is not None}


def departed(before: State, after: State, generated: Generated) -> tuple[Away, ...]:
    """What is away after a build: what was before it, and the sources that this build took away.

    Args:
        before: the story before the build, with people's decisions as its pages show them.
        after: the story after it.
        generated: what this build has for it.
    """
    away = before.memory.away
    if not generated.definitions and generated.pages:
        return away  # pages without citations, or of an unknown source
    there = {p: t for p, t in before.base.items() if p in before.live}  # not the pages that people deleted
    keys = sorted(_cited(there.values()) - _known(generated))
    edited = before.decisions or any(t != before.live[p] for p, t in there.items())
    if keys and edited:
        pages = {p: v for p in sorted(there) if (v := _beside(p, before, after)) and _is_needed(v)}
        away = (*away, Away(tuple(keys), pages, _answers(before, after), _answers(after, before)))
    return away[-_MOST:]


def remembered(after: State, before: Memory, away: tuple[Away, ...], passages: Mapping[str, str]) -> State:
    """The state after a build, with what it remembers: the codes of all sentences that anything in it cites.

    Args:
        after: the story after the build.
        before: what earlier builds remember.
        away: what is away.
        passages: the code of the sentence behind every key that the sources have.
    """
    texts = [*after.base.values(), *after.live.values(), *_texts(away)]
    keys = {k for t in texts for u in parsed(t).units for k in u.keys}
    keys |= {d.key for d in after.decisions} | {p.id.partition(":")[0] for p in after.proposals}
    keys |= {k for a in away for k in a.keys}
    codes = {**before.passages, **passages}
    return replace(after, memory=Memory({k: codes[k] for k in sorted(keys) if k in codes}, away))


def _texts(away: Iterable[Away]) -> Iterator[str]:
    for page in (page for a in away for page in a.pages.values()):
        yield from (text for text in (page.live, page.base) if text is not None)


def _beside(path: str, before: State, after: State) -> PageBeside:
    return PageBeside(before.live.get(path), before.base.get(path), after.live.get(path), after.base.get(path))


def _is_needed(page: PageBeside) -> bool:
    """Whether a person had edited a page, or the build changed it."""
    return page.live != page.base or page.live != page.live_after


def _answers(one: State, other: State) -> Answers:
    """The decisions and proposals that one state has and the other has not."""
    return one.decisions - other.decisions, frozenset(set(one.proposals) - set(other.proposals))
