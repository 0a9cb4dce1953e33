"""The merge of one story: base, live and new pages become one, unit by unit, over all pages at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from explainery.merging.arranging import Seats, arranged
from explainery.merging.decisions import Decision
from explainery.merging.definitions import cited, settled
from explainery.merging.fates import Edits, Fate, Place, decided, edits_of
from explainery.merging.matching import match
from explainery.merging.placing import News, Placing, placing
from explainery.merging.proposals import Proposal
from explainery.merging.state import EMPTY, Generated, Outcome, State, Wishes
from explainery.merging.units import Kind, PageText, Unit, parsed, text_of
from explainery.merging.wording import merged_front


@dataclass(frozen=True)
class Change:
    """One thing that a build does: `what` is added, changed, removed, moved, withdrawn or proposed."""

    page: str
    what: str
    id: str
    text: str
    before: str = ""


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


def merge_story(before: State, generated: Generated, wishes: Wishes = Wishes()) -> Merged:
    """The merge of a story's pages: a pure function; a second call on its result changes nothing."""
    before = _as_wished(before, wishes)
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
            live[path] = text_of(replace(page, units=tuple(u for u in page.units if u.id != ident)))
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
    base = {p: parsed(t) for p, t in before.base.items()}
    live = {p: parsed(t) for p, t in before.live.items()}
    fresh = {p: parsed(t) for p, t in new.items() if p in live or p not in base}
    matched = match(base, live, edited=True)
    taken = _taken(base, wishes)
    edits = edits_of(base, live, matched, before.proposals, taken)
    decisions = decided(edits, _kept_decisions(before, wishes), {*before.base, *new})
    news = News(fresh, match(base, fresh, edited=False), generated.definitions)
    found = placing(edits, news, decisions, [p for p in before.proposals if not p.yours])
    texts: dict[str, str] = {}
    proposals = list(found.proposals)
    for path in sorted({*live, *fresh}):
        page, waiting = _page(path, edits, news, found, generated, wishes)
        proposals += waiting
        if page is not None:
            texts[path] = text_of(page)
    open_still = _open_still(before, edits, news, {(p.page, p.id) for p in proposals}, wishes)
    proposals = [_since(p, before.proposals) for p in proposals if (p.page, p.id) not in wishes.take] + open_still
    told = _changes(edits, news, found, generated)
    return texts, _decided_after(before, new, texts, decisions, proposals), tuple(proposals), told


def _decided_after(
    before: State,
    new: Mapping[str, str],
    texts: Mapping[str, str],
    decisions: frozenset[Decision],
    proposals: Collection[Proposal],
) -> frozenset[Decision]:
    """The decisions as the next build would read them off the pages that this one writes."""
    base = {p: parsed(t) for p, t in _next_base(before.base, before.live, texts, new).items()}
    live = {p: parsed(t) for p, t in texts.items()}
    edits = edits_of(base, live, match(base, live, edited=True), proposals, ())
    return decided(edits, decisions, {*base, *live})


def decided_now(before: State, wishes: Wishes = Wishes()) -> frozenset[Decision]:
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


def _page(
    path: str, edits: Edits, news: News, found: Placing, generated: Generated, wishes: Wishes
) -> tuple[PageText | None, list[Proposal]]:
    """A merged page (None: no file), and what its front matter proposes."""
    base, live, new = (pages.get(path) for pages in (edits.base, edits.live, news.new))
    if live is None and base is not None:
        return None, []
    if live is not None and base is None and (path in wishes.adopt or live == new):
        return live, []
    if base is not None and new is None and live == base:
        return None, []
    was = {edits.matched.at[p][1]: edits.unit(p) for p in edits.matched.at if edits.matched.at[p][0] == path == p[0]}
    seats = Seats(found.stays.get(path, {}), found.placed.get(path, {}), found.seat.get(path, {}), was)
    old, live, now = base or EMPTY, live or EMPTY, new or EMPTY
    front, fields = _front(path, old, live, new, wishes)
    page = parsed(text_of(arranged(old, live, now, seats, front)))
    ours = _definitions(edits)
    if base is not None and new is None and front == base.front and all(u.text in ours for u in page.units):
        return None, []
    if generated.definitions:
        page = settled(page, generated.definitions, ours)
    return page, fields


def _front(
    path: str, base: PageText, live: PageText, new: PageText | None, wishes: Wishes
) -> tuple[str, list[Proposal]]:
    """The merged front matter, and what it proposes."""
    if new is None:
        return live.front, []
    taken = {i.removeprefix("front:") for p, i in wishes.take if p == path and i.startswith("front:")}
    front, fields = merged_front(base.front, live.front, new.front, taken)
    return front, [Proposal(path, f"front:{n}", mine, theirs) for n, mine, theirs in fields]


def _definitions(edits: Edits) -> set[str]:
    """Every footnote definition that the last build wrote."""
    return {u.text for page in edits.base.values() for u in page.units if u.kind is Kind.DEFINITION}


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


def _open_still(
    before: State, edits: Edits, news: News, raised: Collection[tuple[str, str]], wishes: Wishes
) -> list[Proposal]:
    """Older proposals about edited text that nobody has decided on."""
    found = []
    for old in before.proposals:
        if not old.yours or (old.page, old.id) in raised or (old.page, old.id) in wishes.take:
            continue
        if old.id.startswith("front:"):
            found += _front_still(old, edits, news)
            continue
        place = place_of(old, edits)
        there = news.matched.at.get(place) if place else None
        if place is None or there is None or edits.fates[place] not in {Fate.HERE, Fate.AWAY, Fate.JOINED}:
            continue
        spot = edits.matched.at.get(place) or edits.matched.joined[place]
        yours, build = edits.live[spot[0]].units[spot[1]].text, news.new[there[0]].units[there[1]].text
        if build not in {yours, old.was}:
            found.append(replace(old, page=spot[0], yours=yours, build=build))
    return found


def place_of(old: Proposal, edits: Edits) -> Place | None:
    """The base unit that a proposal is about: by its id, on its page or, when moved, where the build has it."""
    places = [p for p in edits.fates if edits.unit(p).id == old.id or edits.unit(p).text == old.build]
    return min(places, key=lambda p: (p[0] != old.page, p), default=None)


def _front_still(old: Proposal, edits: Edits, news: News) -> list[Proposal]:
    live, new = edits.live.get(old.page), news.new.get(old.page)
    waits = live and new and old.yours in live.front and old.build in new.front
    return [old] if waits else []


def _changes(edits: Edits, news: News, found: Placing, generated: Generated) -> list[Change]:
    """What the build does, claim by claim."""
    rows = []
    for path, units in found.placed.items():
        for j, text in sorted(units.items()):
            unit = news.new[path].units[j]
            if _told(unit):
                rows.append(Change(path, "added" if (path, j) in found.fresh else "moved", unit.id, text))
    for place in sorted(edits.fates):
        rows += _change(place, edits, news, found, generated)
    rows += [Change(p.page, "proposed", p.id, p.build, p.yours) for p in found.proposals]
    return rows


def _told(unit: Unit) -> bool:
    return unit.kind is not Kind.DEFINITION


def _change(place: Place, edits: Edits, news: News, found: Placing, generated: Generated) -> Iterable[Change]:
    unit = edits.unit(place)
    if place not in edits.matched.at or not _told(unit):
        return
    path, l = edits.matched.at[place]
    live = edits.live[path].units[l]
    text = found.stays[path].get(l)
    if text is None:
        if place not in news.matched.at:
            yield Change(path, "removed", unit.id, live.text)
        return
    if text != live.text:
        yield Change(path, "changed", unit.id, text, live.text)
    if place not in news.matched.at and unit.first and unit.first not in generated.definitions:
        yield Change(path, "withdrawn", unit.id, live.text)
