"""The merge of one story: base, live and built pages become one, unit by unit, over all pages at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from explainery.merging.build_changes import WAITING, BuildChange, build_changes, changes_back
from explainery.merging.decisions import Decision, DecisionKind
from explainery.merging.fates import Edits, Fate, decided, edits_of
from explainery.merging.footnote_definitions import cited
from explainery.merging.matching import match
from explainery.merging.merge_state import FRONT, NONE, Generated, Outcome, State, Wishes
from explainery.merging.page_merge import StoryParts, merged_page
from explainery.merging.parsed_pages import Pages, UnitRef, parsed_pages
from explainery.merging.placement import placing
from explainery.merging.proposals import Proposal
from explainery.merging.renames import new_keys, publishers_renamed, rekeyed
from explainery.merging.returns import departed, is_any_back, remembered, returned, with_edits_since
from explainery.merging.successors import BuiltPages
from explainery.merging.units import parsed, unparsed, without_units


@dataclass(frozen=True)
class Merged:
    """A merged story.

    Attributes:
        state: the story after the build.
        outcomes: what the build does with each page.
        changes: what it does, claim by claim.
    """

    state: State
    outcomes: Mapping[str, Outcome]
    changes: tuple[BuildChange, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The pages without a base, because of which nothing may be written."""
        return tuple(p for p, o in sorted(self.outcomes.items()) if o is Outcome.UNKNOWN)


def merge_story(before: State, generated: Generated, wishes: Wishes = NONE) -> Merged:
    """Merge a story's pages. A pure function; a second call on its result changes nothing.

    Args:
        before: the story before the build.
        generated: what this build has for it.
        wishes: what people ask of the build.
    """
    names = new_keys(before, generated)
    given, now = before, _rekeyed(before, names)
    before = _as_wished(_with_returned(now, generated), wishes)
    built = dict(generated.pages)
    base, live = dict(before.base), dict(before.live)
    sources = generated.sources[0] if generated.sources else ""
    apart = replace(before, base=_without(base, sources), live=_without(live, sources))
    merged = _merged_pages(apart, built, generated, wishes, publishers_renamed(names))
    texts, proposals = dict(merged.texts), merged.proposals
    if generated.sources:
        if texts:
            built[sources] = generated.sources[1]({p: cited(parsed(t)) for p, t in texts.items()})
        apart = State(_only(base, sources), _only(live, sources), frozenset(), before.proposals)
        listed = _merged_pages(apart, _only(built, sources), Generated({}), wishes)
        texts |= listed.texts
        proposals = (*proposals, *listed.proposals)
    outcomes = {p: _outcome(p, now.base, now.live, built, texts) for p in sorted({*now.base, *built, *texts})}
    unknown = {p for p in built if p not in base and p in live and live[p] != built[p] and p not in wishes.adopt}
    outcomes |= dict.fromkeys(unknown, Outcome.UNKNOWN)
    after = State(_next_base(base, live, texts, built), texts, merged.decisions, tuple(sorted(set(proposals))))
    seen = replace(before, decisions=decided_now(before, wishes)) if generated.definitions else before
    is_answer = (
        wishes != NONE and not generated.passages
    )  # an edit, which the next build puts into the remembered pages
    away = departed(seen, after, generated, now.live if is_answer else texts)
    after = remembered(after, before.memory, away, generated)
    changes = (*changes_back(now, before), *merged.changes)
    same = {c.page for c in changes if texts.get(c.page) in {given.live.get(c.page), now.live.get(c.page)}}
    after = replace(after, saved=now.saved)
    return Merged(after, outcomes, tuple(c for c in changes if c.page not in same or c.kind in WAITING))


def met(before: State, generated: Generated) -> State:
    """The state that a build meets: with the build's keys, and with the pages of sources that came back."""
    return _with_returned(_rekeyed(before, new_keys(before, generated)), generated)


def _rekeyed(before: State, names: Mapping[str, str]) -> State:
    return with_edits_since(rekeyed(before, names), _rebased)


def _with_returned(state: State, generated: Generated) -> State:
    if not is_any_back(state, generated):
        return state
    return returned(replace(state, decisions=decided_now(state)), generated)


def _rebased(base: Mapping[str, str], live: Mapping[str, str], new: Mapping[str, str]) -> Mapping[str, str]:
    """Pages that changed on two sides."""
    return merge_story(State(base, live), Generated(new)).state.live


def _as_wished(before: State, wishes: Wishes) -> State:
    """The state without the edits that are given up page by page, and without the units to be dropped."""
    live = dict(before.live)
    for path in wishes.replace:
        if path in before.base:
            live[path] = before.base[path]
        else:
            live.pop(path, None)
    for path, ident in wishes.take:
        if ident == FRONT and path in live and path in before.base:
            live[path] = _with_front_of(before.base[path], live[path])
    for path, ident in wishes.drop:
        if path in live:
            page = parsed(live[path])
            live[path] = unparsed(without_units(page, {n for n, u in enumerate(page.units) if u.id == ident}))
    return replace(before, live=live)


def _with_front_of(base: str, live: str) -> str:
    """A page with the front matter of its base."""
    old, page = parsed(base), parsed(live)
    units = list(page.units)
    if units and old.units and not page.front:
        units[0] = replace(units[0], gap=old.units[0].gap)
    return unparsed(replace(page, front=old.front, units=tuple(units)))


def _without(pages: Mapping[str, str], path: str) -> dict[str, str]:
    return {p: t for p, t in pages.items() if p != path}


def _only(pages: Mapping[str, str], path: str) -> dict[str, str]:
    return {p: t for p, t in pages.items() if p == path}


def _next_base(
    base: Mapping[str, str], live: Mapping[str, str], after: Mapping[str, str], built: Mapping[str, str]
) -> dict[str, str]:
    """The base of the next build: the built pages, and an entry for each page that people still decide about.

    A deleted page's base outlives its sources, so that it stays deleted. A page that only people keep has an empty
    one: all of its text is theirs.
    """
    deleted = {p: t for p, t in base.items() if p not in live}
    kept = {p: "" for p in base if p in live and p in after}
    return {**deleted, **kept, **built}


@dataclass(frozen=True)
class _MergedPages:
    """Pages of a story after a merge; without decisions and proposals that the next build would not read off them."""

    texts: Mapping[str, str]
    decisions: frozenset[Decision]
    proposals: tuple[Proposal, ...]
    changes: tuple[BuildChange, ...]


def _merged_pages(
    before: State,
    built: Mapping[str, str],
    generated: Generated,
    wishes: Wishes,
    renamed: Collection[tuple[str, str]] = (),
) -> _MergedPages:
    before = replace(before, proposals=_asked_again(before))
    base, live = parsed_pages(before.base), parsed_pages(before.live)
    fresh = parsed_pages({p: t for p, t in built.items() if p in live or p not in base})
    edits = edits_of(base, live, match(base, live, edited=True), before.proposals, _taken(base, wishes))
    decisions = decided(edits, _kept_decisions(before, wishes), {*before.base, *built})
    known = {*generated.definitions, *(k for page in fresh.values() for u in page.units for k in u.keys)}
    built_pages = BuiltPages(fresh, match(base, fresh, edited=False), known, renamed)
    placement = placing(edits, built_pages, decisions, [p for p in before.proposals if not p.yours])
    story = StoryParts(edits, fresh, placement, wishes, generated.definitions)
    texts: dict[str, str] = {}
    proposals = list(placement.proposals)
    for path in sorted({*live, *fresh}):
        page, field_proposals = merged_page(path, story)
        proposals += field_proposals
        if page is not None:
            texts[path] = unparsed(page)
    proposals = _with_older(proposals, before, wishes)
    after = State(_next_base(before.base, before.live, texts, built), texts, decisions, tuple(proposals))
    changes = build_changes(edits, built_pages, placement, generated.definitions)
    return _MergedPages(texts, *_as_next_seen(after), tuple(changes))


def _with_older(proposals: Collection[Proposal], before: State, wishes: Wishes) -> list[Proposal]:
    """A build's proposals, and the earlier ones about edited text; without those that are taken."""
    raised = {(p.page, p.id): p for p in proposals}
    older = [p for p in before.proposals if p.yours and (p.page, p.id) not in raised.keys() | wishes.take]
    new = [_since(p, before.proposals) for p in proposals if (p.page, p.id) not in wishes.take]
    return new + older


def _asked_again(before: State) -> tuple[Proposal, ...]:
    """The proposals, also those whose file was lost: the decisions say that they wait, the base has their text."""
    known = {(p.page, p.id) for p in before.proposals}
    waits = (d for d in before.decisions if d.kind is DecisionKind.WAITS)
    lost = [d for d in waits if (d.page, d.id) not in known and d.page in before.base]
    proposals = []
    for decision in lost:
        base, live = parsed(before.base[decision.page]), parsed(before.live.get(decision.page, ""))
        build = next((u.text for u in base.units if u.id == decision.id), "")
        yours = next((u.text for u in live.units if u.id == decision.id), "")
        if build:
            proposals.append(Proposal(decision.page, decision.id, yours, build, "", decision.to))
    return (*before.proposals, *proposals)


def _as_next_seen(after: State) -> tuple[frozenset[Decision], tuple[Proposal, ...]]:
    """The decisions and the proposals as the next build will read them off the pages that this one writes."""
    base, live = parsed_pages(after.base), parsed_pages(after.live)
    edits = edits_of(base, live, match(base, live, edited=True), after.proposals, ())
    offered = {(ref.page, edits.base_unit(ref).id) for ref, fate in edits.fates.items() if fate is Fate.OFFERED}
    waiting = [p for old in after.proposals if old.yours for p in _still_open(old, edits)]
    waiting += [old for old in after.proposals if not old.yours and (old.page, old.id) in offered]
    decisions = decided(edits, after.decisions, {*base, *live})
    waits = {Decision(p.page, DecisionKind.WAITS, p.id, p.instead) for p in waiting}
    return decisions | waits, tuple(waiting)


def decided_now(before: State, wishes: Wishes = NONE) -> frozenset[Decision]:
    """The decisions that people have taken, as their pages show them before a build."""
    before = _as_wished(before, wishes)
    base, live = parsed_pages(before.base), parsed_pages(before.live)
    edits = edits_of(base, live, match(base, live, edited=True), before.proposals, _taken(base, wishes))
    return decided(edits, _kept_decisions(before, wishes), {*base, *live})


def _taken(base: Pages, wishes: Wishes) -> set[UnitRef]:
    """The base units whose edits are given up."""
    return {UnitRef(p, i) for p, page in base.items() for i, u in enumerate(page.units) if (p, u.id) in wishes.take}


def _kept_decisions(before: State, wishes: Wishes) -> frozenset[Decision]:
    """The decisions without those that are taken back."""
    return frozenset(d for d in before.decisions if (d.page, d.id) not in wishes.take)


def _outcome(
    path: str, base: Mapping[str, str], live: Mapping[str, str], built: Mapping[str, str], after: Mapping[str, str]
) -> Outcome:
    if path not in live:
        return Outcome.GONE if path in base else Outcome.ADDED
    if path not in after:
        return Outcome.REMOVED
    if after[path] != live[path]:
        return Outcome.UPDATED
    return Outcome.SAME if after[path] == built.get(path) else Outcome.KEPT


def _since(proposal: Proposal, before: Iterable[Proposal]) -> Proposal:
    """The proposal with what the build had when the text was edited: that of the oldest one for it."""
    oldest = next((p for p in before if (p.page, p.id) == (proposal.page, proposal.id) and p.was), None)
    return replace(proposal, was=oldest.was) if oldest else proposal


def _still_open(old: Proposal, edits: Edits) -> list[Proposal]:
    """A proposal about edited text, as it is now; nothing where the page and the build agree again."""
    if old.id.startswith("front:"):
        live, base = edits.live.get(old.page), edits.base.get(old.page)
        return [old] if live and base and old.yours in live.front and old.build in base.front else []
    ref = base_ref_of(old, edits)
    if ref is None or edits.fates[ref] not in {Fate.HERE, Fate.AWAY, Fate.JOINED}:
        return []
    live_ref = edits.matched.at.get(ref) or edits.matched.joined[ref]
    yours, build = edits.live[live_ref.page].units[live_ref.index].text, edits.base_unit(ref).text
    return [replace(old, page=live_ref.page, yours=yours, build=build)] if build not in {yours, old.was} else []


def base_ref_of(proposal: Proposal, edits: Edits) -> UnitRef | None:
    """The base unit that a proposal is about: by its id, on its page or, when moved, where the build has it."""
    units = ((ref, edits.base_unit(ref)) for ref in edits.fates)
    refs = [ref for ref, unit in units if unit.id == proposal.id or unit.text == proposal.build]
    return min(refs, key=lambda ref: (ref.page != proposal.page, ref), default=None)
