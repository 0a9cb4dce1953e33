"""What people answer: accept a proposal, keep what stands, restore what they deleted, moved or reworded.

Pure functions of a story's state. They need no sources: the build's side of every question is in the base.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from explainery.merging.decisions import Decision, What
from explainery.merging.edits import Edit
from explainery.merging.fates import edits_of
from explainery.merging.matching import match
from explainery.merging.merge_state import Generated, State, Wishes
from explainery.merging.proposals import Proposal
from explainery.merging.story_merge import merge_story, place_of
from explainery.merging.targets import places_named
from explainery.merging.units import Kind, parsed, text_of
from explainery.page_format import MARK, SOURCES_ANCHOR_LINK


@dataclass(frozen=True)
class Answered:
    """The state after an answer, and what was answered: (page, id), in words."""

    state: State
    done: tuple[tuple[str, str, str], ...] = ()


def named(name: str, ident: str) -> bool:
    """Whether a key or id on the command line means a unit's id."""
    return name in {ident, ident.split(":", maxsplit=1)[0]}


def accepted(state: State, names: Collection[str], withdrawn: Iterable[Edit]) -> Answered:
    """Take the build's text for proposals, and let withdrawn statements go. No names: everything that waits.

    What may succeed a withdrawn statement takes its place on the page. A sentence that rests on other sources, too,
    stays: a person has joined in it what is still true with what is not.
    """
    chosen = _chosen(state, names)
    heirs = {p.instead: p for p in chosen if p.instead}
    going = [w for w in withdrawn if (_meant(names, w.id) or w.id in heirs) and _rests_on_nothing_else(w)]
    swapped = [w for w in going if w.id in heirs]
    live = dict(state.live)
    for edit in swapped:
        live[edit.page] = _swapped(live[edit.page], edit.id, heirs[edit.id])
    gone = {(w.page, w.id) for w in going if w not in swapped}
    gone |= set(_left_over(state, {(w.page, w.id) for w in going}))
    taken = [p for p in chosen if p.instead not in {w.id for w in swapped}]
    take = frozenset(filter(None, (_target(state, p) for p in taken)))
    after = merge_story(replace(state, live=live), _last_build(state), Wishes(take=take, drop=frozenset(gone))).state
    done = [(p.page, p.id, "takes the build's text") for p in taken]
    done += [(w.page, heirs[w.id].id, f"takes the place of {w.id}") for w in swapped]
    said = {(c.page, c.id) for c in chosen}
    done += [(w.page, w.id, "goes with its source") for w in going if w not in swapped and (w.page, w.id) not in said]
    return Answered(_without_questions(after, said), tuple(done))


def _chosen(state: State, names: Collection[str]) -> list[Proposal]:
    """The proposals that are meant; what was deleted comes back by its name only."""
    deleted = {d.id for d in state.decisions if d.what is What.DELETED}
    meant = [p for p in state.proposals if _meant(names, p.id) or (p.instead and _meant(names, p.instead))]
    return [p for p in meant if names or p.instead not in deleted]


def _without_questions(state: State, said: Collection[tuple[str, str]]) -> State:
    """The state in which these proposals no longer wait."""
    proposals = tuple(p for p in state.proposals if (p.page, p.id) not in said)
    decisions = (d for d in state.decisions if d.what is not What.WAITS or (d.page, d.id) not in said)
    return replace(state, proposals=proposals, decisions=frozenset(decisions))


def _meant(names: Collection[str], ident: str) -> bool:
    return not names or any(named(n, ident) for n in names)


def _rests_on_nothing_else(edit: Edit) -> bool:
    """Whether all that a withdrawn statement cites is withdrawn."""
    return set(MARK.findall(edit.text)) <= set(edit.before.split(", "))


def _swapped(text: str, ident: str, heir: Proposal) -> str:
    """A page with what may succeed a withdrawn statement in its place."""
    page = parsed(text)
    return text_of(replace(page, units=tuple(replace(u, text=heir.build) if u.id == ident else u for u in page.units)))


def _left_over(state: State, gone: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The definitions that a build wrote and that only units which go still cite."""
    for path, text in state.live.items():
        units = parsed(text).units
        stay = {k for u in units if (path, u.id) not in gone and u.kind is not Kind.DEFINITION for k in u.keys}
        left = {k for u in units if (path, u.id) in gone for k in u.keys} - stay
        yield from (
            (path, u.id)
            for u in units
            if u.kind is Kind.DEFINITION and u.first in left and SOURCES_ANCHOR_LINK in u.text
        )


def kept(state: State, names: Collection[str], withdrawn: Iterable[Edit]) -> Answered:
    """Keep what the pages have: proposals go, withdrawn statements are acknowledged. No names: everything."""
    chosen = [p for p in state.proposals if _meant(names, p.id) or (p.instead and _meant(names, p.instead))]
    heirs = {p.instead for p in chosen if p.instead}
    staying = [w for w in withdrawn if _meant(names, w.id) or w.id in heirs]
    waited = {Decision(p.page, What.WAITS, p.id, p.instead) for p in chosen}
    decisions = {Decision(p.page, What.DELETED, p.id) for p in chosen if not p.yours}
    decisions |= {Decision(w.page, What.ACKNOWLEDGED, key) for w in staying for key in w.before.split(", ")}
    done = [(p.page, p.id, "stays as it is on the page" if p.yours else "stays off the page") for p in chosen]
    done += [(w.page, w.id, "stays, though its source is withdrawn") for w in staying]
    rest = tuple(p for p in state.proposals if p not in chosen)
    return Answered(replace(state, proposals=rest, decisions=(state.decisions - waited) | decisions), tuple(done))


def restored(state: State, names: Collection[str]) -> Answered:
    """What people deleted, moved or reworded as the build had it. No names: all of it. Raises ExplaineryError."""
    if not names:
        pages = frozenset(state.base)
        after = merge_story(replace(state, decisions=frozenset()), _last_build(state), Wishes(replace=pages)).state
        done = [(p, "page", "is as the build had it") for p in sorted(pages) if after.live.get(p) != state.live.get(p)]
        return Answered(replace(after, proposals=()), tuple(done))
    pages = frozenset(p for p in state.base if p in names)
    take = places_named([n for n in names if n not in pages], [state])
    after = merge_story(state, _last_build(state), Wishes(take=take, replace=pages)).state
    known = {(p, u.id) for p, t in state.base.items() for u in parsed(t).units}
    back = {i for _, i in take & known}
    done = [(p, "page", "is as the build had it") for p in sorted(pages)]
    done += [(p, i, "is as the build had it") for p, i in sorted(take & known)]
    done += [(p, i, "may come back with the next build") for p, i in sorted(take - known) if i not in back]
    return Answered(after, tuple(done))


def _last_build(state: State) -> Generated:
    """What the last build had, as if it were this one's."""
    pages = {p: t for p, t in state.base.items() if t}
    found = {u.first: u.text for t in pages.values() for u in parsed(t).units if u.kind is Kind.DEFINITION}
    return Generated(pages, found)


def _target(state: State, proposal: Proposal) -> tuple[str, str] | None:
    """The (page, id) of the generated unit that a proposal is about."""
    if proposal.id.startswith("front:"):
        return proposal.page, proposal.id
    base = {p: parsed(t) for p, t in state.base.items()}
    live = {p: parsed(t) for p, t in state.live.items()}
    edits = edits_of(base, live, match(base, live, edited=True), state.proposals, ())
    place = place_of(proposal, edits)
    return (place[0], edits.unit(place).id) if place else None
