"""What people answer: accept a proposal, keep what is on the page, restore what they deleted, moved or reworded.

Pure functions of a story's state. They need no sources: the build's side of every question is in the base.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from explainery.errors import ExplaineryError
from explainery.merging.decisions import Decision, DecisionKind
from explainery.merging.edits import Edit, edits_in
from explainery.merging.fates import edits_of
from explainery.merging.matching import match
from explainery.merging.merge_state import FRONT, Generated, State, Wishes
from explainery.merging.parsed_pages import parsed_pages
from explainery.merging.proposals import Proposal
from explainery.merging.story_merge import base_ref_of, merge_story
from explainery.merging.targets import places_named
from explainery.merging.units import UnitKind, parsed, unparsed
from explainery.page_format import MARK, SOURCES_ANCHOR_LINK

_AS_BUILT = "is as the build had it"
_STAYS = "stays as it is on the page: what is around it differs from the build's page"


class Settled(NamedTuple):
    """One thing that an answer settles: a unit, or a page with the id `page`, and what becomes of it, in words."""

    page: str
    id: str
    words: str


@dataclass(frozen=True)
class Answered:
    """The state after an answer, and what the answer settled."""

    state: State
    done: tuple[Settled, ...] = ()


def is_named(name: str, ident: str) -> bool:
    """Whether a key or id on the command line means a unit's id."""
    return name in {ident, ident.split(":", maxsplit=1)[0]}


def accepted(state: State, names: Collection[str], withdrawn: Iterable[Edit]) -> Answered:
    """Take the build's text for proposals, and let withdrawn statements go.

    What may have replaced a withdrawn statement takes its place on the page. A sentence that also rests on other
    sources stays: a person has joined in it what is still true with what is not.

    Args:
        state: the story.
        names: keys or ids; none for everything that waits.
        withdrawn: the story's withdrawn statements.
    """
    chosen = _chosen(state, names)
    successors = {p.instead: p for p in chosen if p.instead}
    meant = (w for w in withdrawn if _is_meant(names, w.id) or w.id in successors)
    going = [w for w in meant if rests_on_nothing_else(w)]
    replaced = [w for w in going if w.id in successors]
    live = dict(state.live)
    for edit in replaced:
        live[edit.page] = _with_successor(live[edit.page], edit.id, successors[edit.id])
    dropped = {(w.page, w.id) for w in going if w not in replaced}
    dropped |= set(_left_over(state, {(w.page, w.id) for w in going}))
    taken = [p for p in chosen if p.instead not in {w.id for w in replaced}]
    wishes = Wishes(take=frozenset(filter(None, (_target(state, p) for p in taken))), drop=frozenset(dropped))
    after = merge_story(replace(state, live=live), _last_build(state), wishes).state
    answered = {(c.page, c.id) for c in chosen}
    done = [Settled(p.page, p.id, "takes the build's text") for p in taken]
    done += [Settled(w.page, successors[w.id].id, f"takes the place of {w.id}") for w in replaced]
    silent = [w for w in going if w not in replaced and (w.page, w.id) not in answered]
    done += [Settled(w.page, w.id, "goes with its source") for w in silent]
    return Answered(_without_questions(after, answered), tuple(done))


def _chosen(state: State, names: Collection[str]) -> list[Proposal]:
    """The proposals that are meant. What was deleted comes back by its name only."""
    deleted = {d.id for d in state.decisions if d.kind is DecisionKind.DELETED}
    return [p for p in _meant_proposals(state, names) if names or p.instead not in deleted]


def _meant_proposals(state: State, names: Collection[str]) -> list[Proposal]:
    return [p for p in state.proposals if _is_meant(names, p.id) or (p.instead and _is_meant(names, p.instead))]


def _without_questions(state: State, answered: Collection[tuple[str, str]]) -> State:
    """The state in which these proposals no longer wait."""
    proposals = tuple(p for p in state.proposals if (p.page, p.id) not in answered)
    decisions = (d for d in state.decisions if d.kind is not DecisionKind.WAITS or (d.page, d.id) not in answered)
    return replace(state, proposals=proposals, decisions=frozenset(decisions))


def _is_meant(names: Collection[str], ident: str) -> bool:
    return not names or any(is_named(n, ident) for n in names)


def rests_on_nothing_else(edit: Edit) -> bool:
    """Whether all that a withdrawn statement cites is withdrawn."""
    return set(MARK.findall(edit.text)) <= set(edit.before.split(", "))


def _with_successor(text: str, ident: str, successor: Proposal) -> str:
    """A page with a proposal's text in the place of a withdrawn statement."""
    page = parsed(text)
    units = (replace(u, text=successor.build) if u.id == ident else u for u in page.units)
    return unparsed(replace(page, units=tuple(units)))


def _left_over(state: State, going: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The definitions that a build wrote and that only units which go still cite."""
    for path, text in state.live.items():
        units = parsed(text).units
        cited = {k for u in units if (path, u.id) not in going and u.kind is not UnitKind.DEFINITION for k in u.keys}
        left = {k for u in units if (path, u.id) in going for k in u.keys} - cited
        definitions = (u for u in units if u.kind is UnitKind.DEFINITION and u.first in left)
        yield from ((path, u.id) for u in definitions if SOURCES_ANCHOR_LINK in u.text)


def kept(state: State, names: Collection[str], withdrawn: Iterable[Edit]) -> Answered:
    """Keep what the pages have: proposals go, withdrawn statements are acknowledged.

    Args:
        state: the story.
        names: keys or ids; none for everything that waits.
        withdrawn: the story's withdrawn statements.
    """
    chosen = _meant_proposals(state, names)
    successors = {p.instead for p in chosen if p.instead}
    staying = [w for w in withdrawn if _is_meant(names, w.id) or w.id in successors]
    waited = {Decision(p.page, DecisionKind.WAITS, p.id, p.instead) for p in chosen}
    decisions = {Decision(p.page, DecisionKind.DELETED, p.id) for p in chosen if not p.yours}
    decisions |= {Decision(w.page, DecisionKind.ACKNOWLEDGED, key) for w in staying for key in w.before.split(", ")}
    done = [Settled(p.page, p.id, "stays as it is on the page" if p.yours else "stays off the page") for p in chosen]
    done += [Settled(w.page, w.id, "stays, though its source is withdrawn") for w in staying]
    rest = tuple(p for p in state.proposals if p not in chosen)
    return Answered(replace(state, proposals=rest, decisions=(state.decisions - waited) | decisions), tuple(done))


def restored(state: State, names: Collection[str]) -> Answered:
    """What people deleted, moved or reworded as the build had it.

    Args:
        state: the story.
        names: keys, ids or pages; none for everything.

    Raises:
        ExplaineryError: nothing has such a name.
    """
    if not names:
        return _all_restored(state)
    pages = frozenset(p for p in state.base if p in names)
    known = {(p, u.id) for p, t in state.base.items() for u in parsed(t).units}
    known |= {(p, FRONT) for p in state.base}
    here = [_places_left(n, state, known, pages) for n in sorted(names) if n not in pages]
    take = frozenset(place for places in here for place in places)
    after = merge_story(state, _last_build(state), Wishes(take=take, replace=pages)).state
    open_edits = {(e.page, e.id) for e in edits_in(after)} & {(e.page, e.id) for e in edits_in(state)}
    back = {i for _, i in take & known}
    done = [Settled(p, "page", _AS_BUILT) for p in sorted(pages)]
    done += [Settled(p, i, _STAYS if (p, i) in open_edits else _AS_BUILT) for p, i in sorted(take & known)]
    done += [Settled(p, i, "may come back with the next build") for p, i in sorted(take - known) if i not in back]
    return Answered(after, tuple(done))


def _places_left(
    name: str, state: State, known: Collection[tuple[str, str]], pages: Collection[str]
) -> frozenset[tuple[str, str]]:
    """What has a name, without what was on pages that are gone. Raises ExplaineryError where nothing is left."""
    places = places_named([name], [state])
    gone = {(p, i) for p, i in places if (p, i) in known and p not in state.live and p not in pages}
    if gone and not (places - gone) & set(known):
        page, ident = min(gone)
        raise ExplaineryError(
            f"{ident} was on a page that is gone, so it has no place to go back to",
            file=f"docs/{page}",
            hint=f"`explainery restore docs/{page}` gives the page back",
        )
    return places - gone


def _all_restored(state: State) -> Answered:
    pages = frozenset(state.base)
    after = merge_story(replace(state, decisions=frozenset()), _last_build(state), Wishes(replace=pages)).state
    changed = [p for p in sorted(pages) if after.live.get(p) != state.live.get(p)]
    return Answered(replace(after, proposals=()), tuple(Settled(p, "page", _AS_BUILT) for p in changed))


def _last_build(state: State) -> Generated:
    """What the last build had, as if it were this one's."""
    pages = {p: t for p, t in state.base.items() if t}
    definitions = (u for t in pages.values() for u in parsed(t).units if u.kind is UnitKind.DEFINITION)
    return Generated(pages, {u.first: u.text for u in definitions})


def _target(state: State, proposal: Proposal) -> tuple[str, str] | None:
    """The (page, id) of the generated unit that a proposal is about."""
    if proposal.id.startswith("front:"):
        return proposal.page, proposal.id
    base, live = parsed_pages(state.base), parsed_pages(state.live)
    edits = edits_of(base, live, match(base, live, edited=True), state.proposals, ())
    ref = base_ref_of(proposal, edits)
    return (ref.page, edits.base_unit(ref).id) if ref else None
