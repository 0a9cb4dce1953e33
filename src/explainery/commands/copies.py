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
from collections.abc import Collection
from dataclasses import dataclass, replace

from explainery.commands.changed_sentences import (
    COPIED,
    MARKER,
    PROSE,
    TELLING,
    Change,
    changes_of,
    corrections,
    deletions,
    is_cast,
    plain_words,
    table_head,
    touched_by,
    words_of,
)
from explainery.commands.corrected_words import Kept, corrected, undated
from explainery.commands.stale_copies import StaleCopy, stale_copies
from explainery.merging import Generated, State, Wishes
from explainery.merging.fates import edits_of
from explainery.merging.footnote_definitions import cited
from explainery.merging.matching import match, members
from explainery.merging.merge_state import NONE
from explainery.merging.parsed_pages import parsed_pages
from explainery.merging.story_merge import met
from explainery.merging.units import PageText, Unit, UnitKind, parsed, unparsed, without_units
from explainery.page_format import MARK, MARKS, OVERVIEW_FILE
from explainery.patterns import regex
from explainery.text import folded, one_line, unmarked, words
from explainery.writing.descriptions import whole
from explainery.writing.labels import TIMELINE_HEADS
from explainery.writing.page_writer import front_matter
from explainery.writing.tuning import TUNING

_CELL = regex(r"(?<!\\)\|")
_DESCRIPTION = regex(r"^description: (?P<json>\".*\")$", re.MULTILINE)


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
    changes = [*corrections(edits, wishes), *deletions(edits, before, generated, wishes)]
    if not changes:
        return Followed(generated)
    built = parsed_pages(generated.pages)
    at = match(base, built, edited=False).at
    now = {(ref.page, edits.base_unit(ref).id): (b.page, built[b.page].units[b.index].id) for ref, b in at.items()}
    changes = [replace(c, own=c.own | {now[own] for own in c.own if own in now}) for c in changes]
    touched = touched_by(edits)
    touched |= {now[own] for own in touched if own in now}
    pages = {path: _followed_page(path, text, changes, touched) for path, text in generated.pages.items()}
    stale = stale_copies(before, pages, changes, touched)
    return Followed(replace(generated, pages=pages), tuple(sorted(set(stale))), tuple(changes))


def _followed_page(path: str, text: str, changes: Collection[Change], touched: Collection[tuple[str, str]]) -> str:
    page = parsed(text)
    units, gone = list(page.units), set()
    for n, unit in enumerate(page.units):
        if unit.kind not in TELLING or not unit.keys or (path, unit.id) in touched or is_cast(page, n):
            continue
        for change in changes_of(unit, path, changes):
            now = _copy(page, n, units[n], change)
            if now is None:
                gone.add(n)
            else:
                units[n] = now
    page = replace(page, front=_front(path, page, changes))
    return unparsed(_bared(replace(page, units=tuple(units)), gone))


def _copy(page: PageText, n: int, unit: Unit, change: Change) -> Unit | None:
    """A copy as it follows a change; None where it goes."""
    if not change.new:
        return None if change.keys.issuperset(unit.keys) and _tells(unit, change.unit) else unit
    old, new = words_of(change.unit), plain_words(change.new)
    if change.in_prose and folded(_told(unit)) == folded(old):
        return _retold(page, n, unit, change)
    text = corrected(unit.text, old, new, facts_only=not change.in_prose)
    if isinstance(text, str):
        return replace(unit, text=text)
    return unit if text is Kept.AS_IS or not change.in_prose else _retold(page, n, unit, change)


def _retold(page: PageText, n: int, unit: Unit, change: Change) -> Unit | None:
    """A copy in the person's words, with its own marks; None for a row of cells that no sentence fits."""
    sentence = MARK.sub("", MARKER.sub("", change.new)).strip()
    runs = MARKS.findall(unit.text)
    marks = runs[-1] if runs else ""
    if unit.kind is not UnitKind.ROW:
        marker = MARKER.match(unit.text)
        return replace(unit, text=f"{marker[0] if marker else ''}{sentence}{marks}")
    cells = _CELL.split(unit.text)
    if change.unit.kind is UnitKind.ROW or table_head(page, n) not in TIMELINE_HEADS or len(cells) != 4:  # noqa: PLR2004 (| a | b |)
        return None
    told = undated(sentence, cells[1].strip())
    return replace(unit, text=f"|{cells[1]}| {_CELL.sub('&#124;', told)}{marks} |")


def _tells(unit: Unit, sentence: Unit) -> bool:
    """Whether a unit says what a sentence says: most of its words are there."""
    mine, theirs = (set(words(text.casefold())) for text in (_told(unit), words_of(sentence)))
    return len(mine & theirs) >= COPIED * len(mine)


def _told(unit: Unit) -> str:
    """What a unit says: of a line of the timeline without its date, of another row without how sure it is."""
    if unit.kind is not UnitKind.ROW:
        return words_of(unit)
    cells = _CELL.split(MARK.sub("", unit.text))[1:-1]
    return one_line(" ".join(cells[1:] if len(cells) == 2 else cells[:-1]))  # noqa: PLR2004 (when, and what happened)


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
    units = [u for u in page.units if u.kind in PROSE]
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
    return unmarked(html.unescape(re.sub(r"\\([\\`*_\[\]])", r"\1", plain_words(text))))


def _general(page: PageText) -> str:
    """A description that says nothing of what happened, with the number of sources that the page has."""
    told = next((m[1] for u in page.units if (m := re.search(r"\[([\w-]+ sources?)\]", u.text))), "its sources")
    return f"What happened, why, and who said what, from {told}."
