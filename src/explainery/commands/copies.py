"""Generated copies follow what people did with a sentence: its correction, or its deletion.

A claim may stand in several places: in prose, in a line of the timeline or of another table, in the page's description
and from there on the home page. A person corrects or deletes it in one. The pages that a build generates are changed
here accordingly before they meet the edited ones, so that the merge treats a copy as it treats any text of the build:
one that nobody touched follows, one that a person edited stays. The latter are named where they have the old words.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from explainery.commands.corrected_words import Kept, corrected, gone_facts, gone_numbers, says
from explainery.merging import Generated, State, Wishes
from explainery.merging.decisions import DecisionKind
from explainery.merging.fates import Edits, Fate, edits_of
from explainery.merging.footnote_definitions import cited
from explainery.merging.matching import match, members
from explainery.merging.merge_state import NONE
from explainery.merging.parsed_pages import UnitRef, parsed_pages
from explainery.merging.story_merge import decided_now, met
from explainery.merging.units import PageText, Unit, UnitKind, parsed, unparsed, without_units
from explainery.page_format import MARK, MARKS, OVERVIEW_FILE
from explainery.text import folded, one_line, unmarked, words
from explainery.writing.descriptions import whole
from explainery.writing.labels import CAST_HEAD, CAST_SIDE_HEAD, TIMELINE_HEAD
from explainery.writing.page_writer import front_matter
from explainery.writing.tuning import TUNING

_PROSE = frozenset({UnitKind.STATEMENT, UnitKind.ITEM})
_TELLING = _PROSE | {UnitKind.SIDE, UnitKind.ROW}
_MARKER = re.compile(r"\A\s*(?:[-*+]|\d+[.)])\s+(?:\*\*[^*\n]+:\*\*\s+)?")
_CELL = re.compile(r"(?<!\\)\|")
_MOVED = 0.5  # of the words of a sentence on another page that the moved one had; by taste
_COPIED = 0.6  # share of a unit's words that are a sentence's, from which it is a copy of it
_DESCRIPTION = re.compile(r"^description: (?P<json>\".*\")$", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class StaleCopy:
    """A line that a person edited, and that has words which were corrected or deleted elsewhere.

    Attributes:
        page: the page, below `docs/`.
        line: its line, from 1.
        words: the old words.
        where: the page on which they were corrected or deleted.
    """

    page: str
    line: int
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that a person corrected or, where `new` is "", deleted.

    Attributes:
        ref: where it was.
        unit: what it was.
        new: what it is now.
        keys: what it told.
        own: (page, name) of itself, as the last build and as this one has it: it is no copy.
    """

    ref: UnitRef
    unit: Unit
    new: str
    keys: frozenset[str]
    own: frozenset[tuple[str, str]] = frozenset()

    @property
    def in_prose(self) -> bool:
        """Whether it is a sentence of prose, and not a row or a side of a difference."""
        return self.unit.kind in _PROSE


@dataclass(frozen=True, slots=True)
class Followed:
    """Generated pages with copies that follow, the copies of people's own that do not, and what is followed."""

    generated: Generated
    stale: tuple[StaleCopy, ...] = ()
    changes: tuple[Change, ...] = ()


def followed(before: State, generated: Generated, wishes: Wishes = NONE) -> Followed:
    """The generated pages with copies that follow, and the copies of a person's own that do not.

    Args:
        before: the story before the build.
        generated: what this build has for it.
        wishes: what people ask of the build: an edit that is given up is not followed.
    """
    before = met(before, generated)
    base, live = parsed_pages(before.base), parsed_pages(before.live)
    edits = edits_of(base, live, match(base, live, edited=True), before.proposals, ())
    changes = [*_corrections(edits, wishes), *_deletions(edits, before, generated, wishes)]
    if not changes:
        return Followed(generated)
    built = parsed_pages(generated.pages)
    at = match(base, built, edited=False).at
    now = {(ref.page, edits.base_unit(ref).id): (b.page, built[b.page].units[b.index].id) for ref, b in at.items()}
    changes = [replace(c, own=c.own | {now[own] for own in c.own if own in now}) for c in changes]
    touched = _touched(edits)
    touched |= {now[own] for own in touched if own in now}
    pages = {path: _followed_page(path, text, changes, touched) for path, text in generated.pages.items()}
    stale = _stale(before, pages, changes, touched)
    return Followed(replace(generated, pages=pages), tuple(sorted(set(stale))), tuple(changes))


def _corrections(edits: Edits, wishes: Wishes) -> Iterator[Change]:
    for ref, fate in edits.fates.items():
        unit = edits.base_unit(ref)
        if (
            fate not in {Fate.HERE, Fate.AWAY}
            or unit.kind not in _TELLING
            or not unit.keys
            or _given_up(ref, unit, wishes)
        ):
            continue
        now = edits.live_unit(ref)
        if fate is Fate.AWAY and _likeness(_words(now), _words(unit)) < _MOVED:
            continue  # a sentence of their own, which only cites the same: no correction
        if _words(now) != _words(unit):
            yield Change(ref, unit, now.text, frozenset(unit.keys) & frozenset(now.keys), _names(ref, unit))


def _given_up(ref: UnitRef, unit: Unit, wishes: Wishes) -> bool:
    return (ref.page, unit.id) in wishes.take or ref.page in wishes.replace


def _deletions(edits: Edits, before: State, generated: Generated, wishes: Wishes) -> Iterator[Change]:
    """Sentences of prose that people deleted, and no sentence of theirs tells. A row's deletion is that row's only."""
    built = {(p, u.id): (UnitRef(p, i), u) for p, t in generated.pages.items() for i, u in enumerate(parsed(t).units)}
    told = {key for unit in _own_prose(edits) for key in unit.keys}
    for decision in sorted(decided_now(before, wishes)):
        ref, unit = built.get((decision.page, decision.id), (None, None))
        if decision.kind is DecisionKind.DELETED and ref and unit and unit.kind in _PROSE and unit.first not in told:
            yield Change(ref, unit, "", frozenset(unit.keys) - told, _names(ref, unit))


def _names(ref: UnitRef, unit: Unit) -> frozenset[tuple[str, str]]:
    return frozenset({(ref.page, unit.id)})


def _own_prose(edits: Edits) -> Iterator[Unit]:
    """Prose as people have it: their own, and what they reworded or moved to another page."""
    generated = {at: ref for ref, at in edits.matched.at.items()}
    for path, page in edits.live.items():
        for i, unit in enumerate(page.units):
            ref = generated.get(UnitRef(path, i))
            same = ref and ref.page == path and edits.base_unit(ref).text == unit.text
            if unit.kind in _PROSE | {UnitKind.SIDE} and not same:
                yield unit


def _touched(edits: Edits) -> frozenset[tuple[str, str]]:
    """(page, id) of the base units that are not as the build wrote them: whatever a person did, stays."""
    return frozenset((ref.page, edits.base_unit(ref).id) for ref in edits.fates if edits.touched(ref))


def _followed_page(path: str, text: str, changes: Collection[Change], touched: Collection[tuple[str, str]]) -> str:
    page = parsed(text)
    units, gone = list(page.units), set()
    for n, unit in enumerate(page.units):
        if unit.kind not in _TELLING or not unit.keys or (path, unit.id) in touched or _is_cast(page, n):
            continue
        for change in _of(unit, path, changes):
            now = _copy(page, n, units[n], change)
            if now is None:
                gone.add(n)
            else:
                units[n] = now
    page = replace(page, front=_front(path, page, changes))
    return unparsed(_bared(replace(page, units=tuple(units)), gone))


def _of(unit: Unit, path: str, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes of what a unit may be a copy of."""
    for change in changes:
        if (path, unit.id) not in change.own and change.keys.intersection(unit.keys):
            yield change


def _copy(page: PageText, n: int, unit: Unit, change: Change) -> Unit | None:
    """A copy as it follows a change; None where it goes."""
    if not change.new:
        return None if change.keys.issuperset(unit.keys) and _tells(unit, change.unit) else unit
    old, new = _words(change.unit), _words_of(change.new)
    if change.in_prose and folded(_told(unit)) == folded(old):
        return _retold(page, n, unit, change)
    text = corrected(unit.text, old, new, facts_only=not change.in_prose)
    if isinstance(text, str):
        return replace(unit, text=text)
    return unit if text is Kept.AS_IS or not change.in_prose else _retold(page, n, unit, change)


def _retold(page: PageText, n: int, unit: Unit, change: Change) -> Unit | None:
    """A copy in the person's words, with its own marks; None for a row of cells that no sentence fits."""
    sentence = MARK.sub("", _MARKER.sub("", change.new)).strip()
    runs = MARKS.findall(unit.text)
    marks = runs[-1] if runs else ""
    if unit.kind is not UnitKind.ROW:
        marker = _MARKER.match(unit.text)
        return replace(unit, text=f"{marker[0] if marker else ''}{sentence}{marks}")
    cells = _CELL.split(unit.text)
    if change.unit.kind is UnitKind.ROW or _head(page, n) != TIMELINE_HEAD or len(cells) != 4:  # noqa: PLR2004 (| a | b |)
        return None
    return replace(unit, text=f"|{cells[1]}| {_CELL.sub('&#124;', sentence)}{marks} |")


def _tells(unit: Unit, sentence: Unit) -> bool:
    """Whether a unit says what a sentence says: most of its words are there."""
    mine, theirs = (set(words(text.casefold())) for text in (_told(unit), _words(sentence)))
    return len(mine & theirs) >= _COPIED * len(mine)


def _told(unit: Unit) -> str:
    """What a unit says: of a line of the timeline without its date, of another row without how sure it is."""
    if unit.kind is not UnitKind.ROW:
        return _words(unit)
    cells = _CELL.split(MARK.sub("", unit.text))[1:-1]
    return one_line(" ".join(cells[1:] if len(cells) == 2 else cells[:-1]))  # noqa: PLR2004 (when, and what happened)


def _words(unit: Unit) -> str:
    return _words_of(unit.text)


def _words_of(text: str) -> str:
    return one_line(MARK.sub("", _MARKER.sub("", text)))


def _head(page: PageText, n: int) -> str:
    """The head of the table that a row is in."""
    heads = [u.text.split("\n")[0] for u in page.units[:n] if u.kind is UnitKind.HEAD]
    return heads[-1] if heads else ""


def _is_cast(page: PageText, n: int) -> bool:
    """Whether a unit is a row of "Who is who": it tells who somebody is, and not what its source's sentence says."""
    return page.units[n].kind is UnitKind.ROW and _head(page, n) in {CAST_HEAD, CAST_SIDE_HEAD}


def _bared(page: PageText, gone: Collection[int]) -> PageText:
    """The page without some units, without frames that are empty then, and without definitions that nothing cites."""
    if not gone:
        return page
    out = set(gone)
    for n in range(len(page.units) - 1, -1, -1):
        inside = members(page.units, n)
        if inside and out.issuperset(inside):
            out.add(n)
    left = set(cited(without_units(page, out)))
    out |= {n for n, u in enumerate(page.units) if u.kind is UnitKind.DEFINITION and u.first not in left}
    return without_units(page, out)


def _front(path: str, page: PageText, changes: Collection[Change]) -> str:
    """The front matter, whose description follows the sentence that it was made of."""
    match = _DESCRIPTION.search(page.front)
    if not match or not path.endswith(f"/{OVERVIEW_FILE}"):
        return page.front
    told = json.loads(match["json"])
    units = [u for u in page.units if u.kind in _PROSE]
    source = next((u for u in units if _begins(u, told)), None)
    change = next((c for c in changes if source and source.first in c.keys and _tells(source, c.unit)), None)
    if source is None or change is None:
        return page.front
    now = whole(_shown(change.new), TUNING.description_characters) if change.new else ""
    line = front_matter("", now or _general(page)).split("\n")[2]
    return page.front[: match.start()] + line + page.front[match.end() :]


def _begins(unit: Unit, description: str) -> bool:
    """Whether a description is a sentence, or its main clause."""
    stem = folded(description).rstrip(".…")
    return len(stem.split()) >= TUNING.least_description_words and folded(_shown(unit.text)).startswith(stem)


def _shown(text: str) -> str:
    """A unit's words as plain text."""
    return unmarked(html.unescape(re.sub(r"\\([\\`*_\[\]])", r"\1", _words_of(text))))


def _general(page: PageText) -> str:
    """A description that says nothing of what happened, with the number of sources that the page has."""
    told = next((m[1] for u in page.units if (m := re.search(r"\[([\w-]+ sources?)\]", u.text))), "its sources")
    return f"What happened, why, and who said what, from {told}."


def stale_at_home(home: State, changes: Collection[Change]) -> Iterator[StaleCopy]:
    """The lines of people's own on the home page that have the old words; `changes` are those of all stories."""
    for path, text in home.live.items():
        page, story = parsed(text), ""
        line = page.front.count("\n") + 1
        own = {u.text for u in page.units} - {u.text for u in parsed(home.base.get(path, "")).units}
        for unit in page.units:
            line += unit.gap.count("\n")
            story = unit.name.partition("/")[0] if unit.kind is UnitKind.LINK else story
            mine = [c for c in changes if c.ref.page.startswith(f"{story}/")] if unit.text in own else []
            yield from _alike(path, line, unit.text, mine)
            line += unit.text.count("\n")


def _stale(
    before: State, built: Mapping[str, str], changes: Collection[Change], touched: Collection[tuple[str, str]]
) -> Iterator[StaleCopy]:
    """The lines of people's own that have the old words."""
    for path, text in before.live.items():
        page, line = parsed(text), parsed(text).front.count("\n") + 1
        for n, unit in enumerate(page.units):
            line += unit.gap.count("\n")
            if unit.kind in _TELLING and (path, unit.id) in touched and not _is_cast(page, n):
                for change in _of(unit, path, changes):
                    yield from (StaleCopy(path, line, w, change.ref.page) for w in _old_words(unit.text, change))
            line += unit.text.count("\n")
        is_own = page.front != parsed(before.base.get(path, "")).front
        yield from _stale_description(path, page.front if is_own else parsed(built.get(path, "")).front, changes)


def _stale_description(path: str, front: str, changes: Collection[Change]) -> Iterator[StaleCopy]:
    for number, line in enumerate(front.split("\n"), 1):
        if line.startswith("description:"):
            yield from _alike(path, number, line, changes)


def _alike(path: str, number: int, line: str, changes: Collection[Change]) -> Iterator[StaleCopy]:
    """What a line without a citation still says, as far as its words are those of a sentence."""
    for change in changes:
        if _likeness(line, _words(change.unit)) >= _COPIED:
            yield from (StaleCopy(path, number, w, change.ref.page) for w in _old_words(line, change))


def _likeness(line: str, sentence: str) -> float:
    mine, theirs = (set(words(text.casefold())) - {"description"} for text in (line, sentence))
    return len(mine & theirs) / max(1, len(mine))


def _old_words(text: str, change: Change) -> Iterator[str]:
    """The corrected words that a text still has; all of a deleted sentence that it tells."""
    old, new = _words(change.unit), _words_of(change.new)
    if not change.new:
        yield from ([old] if _likeness(_words_of(text), old) >= _COPIED else [])
        return
    phrases: Mapping[tuple[str, ...], None] = dict.fromkeys(
        [*gone_facts(old, new), *((n,) for n in gone_numbers(old, new))]
    )
    yield from (" ".join(p) for p in phrases if says(_words_of(text), p))
