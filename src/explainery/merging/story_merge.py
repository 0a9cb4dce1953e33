"""The merge of one story: base, live and new pages become one, unit by unit, over all pages at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from explainery.merging.build_changes import Change, changes_told
from explainery.merging.decisions import Decision, What
from explainery.merging.fates import Edits, Fate, Place, decided, edits_of
from explainery.merging.footnote_definitions import cited
from explainery.merging.matching import match
from explainery.merging.merge_state import NONE, Generated, Outcome, State, Wishes
from explainery.merging.page_merge import Work, page_of
from explainery.merging.placement import placing
from explainery.merging.proposals import Proposal
from explainery.merging.renames import rekeyed
from explainery.merging.successors import News
from explainery.merging.units import PageText, parsed, text_of, without


@dataclass(frozen=True)
class Merged:
    """What is to stand after a build, and what it did. `unknown`: pages because of which nothing may be written."""

    state: State
    outcomes: Mapping[str, Outcome]
    changes: tuple[Change, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The pages without a base."""
        return tuple(p for p, o in sorted(self.outcomes.items()) if o is Outcome.UNKNOWN)


def merge_story(before: State, generated: Generated, wishes: Wishes = NONE) -> Merged:
    """The merge of a story's pages: a pure function; a second call on its result changes nothing."""
    before = _as_wished(rekeyed(before, generated), wishes)
    new = dict(generated.pages)
    base, live = dict(before.base), dict(before.live)
    sources = generated.sources[0] if generated.sources else ""
    texts, decisions, proposals, changes = _merged_pages(
        replace(before, base=_without(base, sources), live=_without(live, sources)), new, generated, wishes
    )
    if generated.sources:
        listed = generated.sources[1]({p: cited(parsed(t)) for p, t in texts.items()}) if texts else None
        if listed is not None:
            new[sources] = listed
        mine = State(_only(base, sources), _only(live, sources), frozenset(), before.proposals)
        rows, _, waiting, _ = _merged_pages(mine, _only(new, sources), Generated({}), wishes)
        texts |= rows
        proposals = (*proposals, *waiting)
    outcomes = {p: _outcome(p, base, live, new, texts) for p in sorted({*base, *new})}
    unknown = {p for p in new if p not in base and p in live and live[p] != new[p] and p not in wishes.adopt}
    outcomes |= dict.fromkeys(unknown, Outcome.UNKNOWN)
    after = State(_next_base(base, live, texts, new), texts, decisions, tuple(sorted(set(proposals))))
    return Merged(after, outcomes, tuple(changes))


def _as_wished(before: State, wishes: Wishes) -> State:
    """The state with the edits given up that are given up page by page, and without the units to be dropped."""
    live = dict(before.live)
    for path in wishes.replace:
        if path in before.base:
            live[path] = before.base[path]
        else:
            live.pop(path, None)
    for path, ident in wishes.drop:
        if path in live:
            page = parsed(live[path])
            live[path] = text_of(without(page, {n for n, u in enumerate(page.units) if u.id == ident}))
    return replace(before, live=live)


def _without(pages: Mapping[str, str], path: str) -> dict[str, str]:
    return {p: t for p, t in pages.items() if p != path}


def _only(pages: Mapping[str, str], path: str) -> dict[str, str]:
    return {p: t for p, t in pages.items() if p == path}


def _next_base(
    base: Mapping[str, str], live: Mapping[str, str], after: Mapping[str, str], new: Mapping[str, str]
) -> dict[str, str]:
    """The base of the next build: the new pages, and what stands for none.

    A deleted page's base outlives its sources, so that it stays deleted. A page that only people keep has an empty
    one: all that stands there is theirs.
    """
    deleted = {p: t for p, t in base.items() if p not in live}
    kept = {p: "" for p in base if p in live and p in after}
    return {**deleted, **kept, **new}


_Result = tuple[dict[str, str], frozenset[Decision], tuple[Proposal, ...], list[Change]]


def _merged_pages(before: State, new: Mapping[str, str], generated: Generated, wishes: Wishes) -> _Result:
    before = replace(before, proposals=_asked_again(before))
    base = {p: parsed(t) for p, t in before.base.items()}
    live = {p: parsed(t) for p, t in before.live.items()}
    fresh = {p: parsed(t) for p, t in new.items() if p in live or p not in base}
    matched = match(base, live, edited=True)
    taken = _taken(base, wishes)
    edits = edits_of(base, live, matched, before.proposals, taken)
    decisions = decided(edits, _kept_decisions(before, wishes), {*before.base, *new})
    known = {*generated.definitions, *(k for page in fresh.values() for u in page.units for k in u.keys)}
    news = News(fresh, match(base, fresh, edited=False), known)
    found = placing(edits, news, decisions, [p for p in before.proposals if not p.yours])
    work = Work(edits, fresh, found, wishes, generated.definitions)
    texts: dict[str, str] = {}
    proposals = list(found.proposals)
    for path in sorted({*live, *fresh}):
        page, waiting = page_of(path, work)
        proposals += waiting
        if page is not None:
            texts[path] = text_of(page)
    raised = {(p.page, p.id) for p in proposals}
    proposals = [_since(p, before.proposals) for p in proposals if (p.page, p.id) not in wishes.take]
    older = [p for p in before.proposals if p.yours and (p.page, p.id) not in raised | wishes.take]
    after = State(_next_base(before.base, before.live, texts, new), texts, decisions, tuple(proposals + older))
    told = changes_told(edits, news, found, generated.definitions)
    return texts, *_as_next_seen(after), told


def _asked_again(before: State) -> tuple[Proposal, ...]:
    """The proposals, also those whose file was lost: the decisions say that they wait, the base has their text."""
    told = {(p.page, p.id) for p in before.proposals}
    lost = [
        d for d in before.decisions if d.what is What.WAITS and (d.page, d.id) not in told and d.page in before.base
    ]
    found = []
    for line in lost:
        base, live = parsed(before.base[line.page]), parsed(before.live.get(line.page, ""))
        build = next((u.text for u in base.units if u.id == line.id), "")
        yours = next((u.text for u in live.units if u.id == line.id), "")
        found += [Proposal(line.page, line.id, yours, build, "", line.to)] if build else []
    return (*before.proposals, *found)


def _as_next_seen(after: State) -> tuple[frozenset[Decision], tuple[Proposal, ...]]:
    """The decisions and the proposals as the next build will read them off the pages that this one writes."""
    base = {p: parsed(t) for p, t in after.base.items()}
    live = {p: parsed(t) for p, t in after.live.items()}
    edits = edits_of(base, live, match(base, live, edited=True), after.proposals, ())
    offered = {(place[0], edits.unit(place).id) for place, fate in edits.fates.items() if fate is Fate.OFFERED}
    waiting = [p for old in after.proposals if old.yours for p in _still_open(old, edits)]
    waiting += [old for old in after.proposals if not old.yours and (old.page, old.id) in offered]
    found = decided(edits, after.decisions, {*base, *live})
    return found | {Decision(p.page, What.WAITS, p.id, p.instead) for p in waiting}, tuple(waiting)


def decided_now(before: State, wishes: Wishes = NONE) -> frozenset[Decision]:
    """What people have decided, as their pages show it before a build."""
    before = _as_wished(before, wishes)
    base = {p: parsed(t) for p, t in before.base.items()}
    live = {p: parsed(t) for p, t in before.live.items()}
    taken = _taken(base, wishes)
    edits = edits_of(base, live, match(base, live, edited=True), before.proposals, taken)
    return decided(edits, _kept_decisions(before, wishes), {*base, *live})


def _taken(base: Mapping[str, PageText], wishes: Wishes) -> set[Place]:
    return {(p, i) for p, page in base.items() for i, u in enumerate(page.units) if (p, u.id) in wishes.take}


def _kept_decisions(before: State, wishes: Wishes) -> frozenset[Decision]:
    """The decisions without those that are taken back."""
    return frozenset(d for d in before.decisions if (d.page, d.id) not in wishes.take)


def _outcome(
    path: str, base: Mapping[str, str], live: Mapping[str, str], new: Mapping[str, str], after: Mapping[str, str]
) -> Outcome:
    if path not in live:
        return Outcome.GONE if path in base else Outcome.ADDED
    if path not in after:
        return Outcome.REMOVED
    if after[path] != live[path]:
        return Outcome.UPDATED
    return Outcome.SAME if after[path] == new.get(path) else Outcome.KEPT


def _since(proposal: Proposal, before: Iterable[Proposal]) -> Proposal:
    """The proposal with what the build had when the text was edited: that of the oldest one for it."""
    old = next((p for p in before if (p.page, p.id) == (proposal.page, proposal.id) and p.was), None)
    return replace(proposal, was=old.was) if old else proposal


def _still_open(old: Proposal, edits: Edits) -> list[Proposal]:
    """A proposal about edited text, as it stands now; nothing where the page or the build has come round."""
    if old.id.startswith("front:"):
        live, new = edits.live.get(old.page), edits.base.get(old.page)
        return [old] if live and new and old.yours in live.front and old.build in new.front else []
    place = place_of(old, edits)
    if place is None or edits.fates[place] not in {Fate.HERE, Fate.AWAY, Fate.JOINED}:
        return []
    path, n = edits.matched.at.get(place) or edits.matched.joined[place]
    yours, build = edits.live[path].units[n].text, edits.unit(place).text
    return [replace(old, page=path, yours=yours, build=build)] if build not in {yours, old.was} else []


def place_of(old: Proposal, edits: Edits) -> Place | None:
    """The base unit that a proposal is about: by its id, on its page or, when moved, where the build has it."""
    places = [p for p in edits.fates if edits.unit(p).id == old.id or edits.unit(p).text == old.build]
    return min(places, key=lambda p: (p[0] != old.page, p), default=None)
