"""What `plan`, `build`, `status`, `accept`, `keep` and `restore` say, as lines. `cli.py` prints them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from explainery.commands.build import Planned
from explainery.commands.resolve import Status
from explainery.merging import Change, Decision, Merged, Outcome, What
from explainery.merging.edits import Edit
from explainery.merging.resolution import Answered
from explainery.page_format import MARK
from explainery.project import Project
from explainery.store.draft_cache import Draft
from explainery.text import one_line, visible

_MOST = 96  # characters of a sentence that are shown
_SIGNS = {"added": "+", "changed": "~", "moved": ">", "removed": "-", "withdrawn": "!", "proposed": "?"}
_NOTES = {
    Outcome.GONE: "left out: you deleted it",
    Outcome.KEPT: "",
    Outcome.SAME: "",
    Outcome.UPDATED: "",
    Outcome.ADDED: "new page",
    Outcome.REMOVED: "removed: the sources have nothing for it any more",
}
_WITHDRAWN = "no source says it now: `explainery keep {0}` keeps it all the same, `explainery accept {0}` lets it go"
_WORDS = """\
Edited by people (own: written by hand; cited: other citations; joined: put into another sentence; renamed: a heading).
[in brackets]: what accept, keep and restore call it."""
_SUCCEEDED = (
    "no source says the first now: `explainery accept {0}` puts the second in its place, `keep {0}` keeps the first"
)
_WAITS = "waits: `explainery accept {0}` takes it, `explainery keep {0}` keeps what the page has"


def shown(text: str) -> str:
    """A unit in a line of the terminal: its words without citations, cut where they are many."""
    words = one_line(MARK.sub("", visible(text)))
    return words if len(words) <= _MOST else words[: _MOST - 1].rsplit(" ", 1)[0] + "…"


def plan_lines(planned: Planned, project: Project) -> Iterator[str]:
    """Everything that a build would do, page by page."""
    for path, outcome, changes in _pages(planned):
        if not changes and outcome in {Outcome.SAME, Outcome.KEPT}:
            continue
        yield f"{project.settings.docs}/{path}{'  ' + _NOTES[outcome] if _NOTES.get(outcome) else ''}"
        for change in changes:
            yield f"  {_SIGNS[change.what]} {change.what:<9} {_name(change.id)}{shown(change.text)}"
            if change.what in {"changed", "proposed"} and change.before:
                yield f"    {'was' if change.what == 'changed' else 'page has':<9} {shown(change.before)}"
    other = sorted(p for p in planned.writes if project.docs not in p.parents and project.base not in p.parents)
    for file in other:
        yield f"{file.relative_to(project.root).as_posix()}  changes"


def _name(ident: str) -> str:
    return "" if ident.startswith("text:") else f"[{ident}] "


def plan_summary(planned: Planned, project: Project) -> str:
    """The plan in a line."""
    pages = [p for p in planned.writes if project.docs in p.parents]
    kept = sum(o is Outcome.KEPT for o in planned.outcomes.values())
    if not planned.writes:
        return "Nothing to do" + (f"; {_count(kept, 'page')} kept as people edited." if kept else ".")
    stamp = planned.stamp(project.root)
    return f"{_count(len(pages), 'page')} would change. `explainery build --plan {stamp}` does exactly this."


def built_lines(planned: Planned, project: Project) -> Iterator[str]:
    """What a build did, in a line for each page where something happened, then in all."""
    kept = 0
    for path, outcome, changes in _pages(planned):
        counts = Counter(c.what for c in changes)
        note = _NOTES.get(outcome, "")
        told = ", ".join(f"{counts[what]} {what}" for what in _SIGNS if counts[what])
        kept += outcome is Outcome.KEPT and not told
        if outcome is Outcome.ADDED:
            yield f"  {project.settings.docs}/{path}  new page"
        elif note or told or outcome is Outcome.UPDATED:
            yield f"  {project.settings.docs}/{path}  {'; '.join(filter(None, (note, told))) or 'updated'}"
    if kept:
        yield f"  {_count(kept, 'page')} kept as edited; the build has nothing new for {'it' if kept == 1 else 'them'}"
    yield from _waiting(planned)
    yield from map(_summary, planned.drafts.values())
    for draft in planned.drafts.values():
        if draft.unnamed:
            files = ", ".join(visible(f) for f in draft.unnamed)
            yield f"{draft.slug}: nobody says who published {files}; readers see the file's name instead"
    for name in planned.empty:
        yield f"{name}: no articles yet. Add some with `explainery add {name} FILE`"


def _waiting(planned: Planned) -> Iterator[str]:
    """Every build says what waits, also when it waited before."""
    for name, merged in planned.merged.items():
        waits = merged.state.proposals
        if waits:
            yield (
                f"{_count(len(waits), 'proposal')} {'wait' if len(waits) > 1 else 'waits'} for a decision, see "
                f".explainery/proposals/{name or '_home'}.md or `explainery status`"
            )
        gone = sum(c.what == "withdrawn" for c in merged.changes)
        if gone:
            rests = "rests" if gone == 1 else "rest"
            yield f"{_count(gone, 'edited statement')} {rests} on a source that is withdrawn, see `explainery status`"


def _pages(planned: Planned) -> Iterator[tuple[str, Outcome, list[Change]]]:
    for merged in planned.merged.values():
        for path, outcome in sorted(merged.outcomes.items()):
            yield path, outcome, _told(merged, path)


def _told(merged: Merged, path: str) -> list[Change]:
    rows = [c for c in merged.changes if c.page == path]
    return sorted(rows, key=lambda c: list(_SIGNS).index(c.what))


def _summary(draft: Draft) -> str:
    """A story in a line: how much went in, how much of it the pages show, and what decided that."""
    budget = f"the length budget of {draft.budget:.0%} (story.yml sets it)"
    why = f"; {draft.left} more are beyond {budget}" if draft.left > 0 else ""
    return (
        f"{draft.slug}: {_count(draft.articles, 'article')}, {draft.shown} of {draft.claims} claims on its pages{why}"
    )


def status_lines(found: Sequence[Status], project: Project) -> Iterator[str]:
    """What waits, then every edit, page by page, then what was decided before."""
    waits = [line for status in found for line in _open_questions(status, project)]
    if waits:
        yield from ["Waits for a decision:", *waits, ""]
    if any(status.edits for status in found):
        yield _WORDS
    for status in found:
        for page, edits in _by_page(status.edits).items():
            yield f"{project.settings.docs}/{page}"
            for edit in edits:
                yield from _edit(edit)
        yield from _older(status)


def _edit(edit: Edit) -> Iterator[str]:
    where = "" if edit.what == "deleted" or edit.id == "page" else f":{edit.line}"
    yield f"  {where:<5} {edit.what:<9} {_name(edit.id)}{shown(edit.text or edit.before)}".rstrip()
    if edit.before and edit.text and edit.what not in {"moved", "cited"}:
        yield f"        build had {shown(edit.before)}"


def _by_page(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    pages: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        pages[edit.page].append(edit)
    return pages


def _open_questions(status: Status, project: Project) -> Iterator[str]:
    docs = project.settings.docs
    heirs = {(p.instead): p for p in status.proposals if p.instead}
    for edit in status.withdrawn:
        yield f"  {docs}/{edit.page}:{edit.line} [{edit.id}] {shown(edit.text)}"
        if edit.id in heirs:
            yield f"    now perhaps [{heirs[edit.id].id}] {shown(heirs[edit.id].build)}"
            yield f"    {_SUCCEEDED.format(heirs[edit.id].id)}"
        else:
            yield f"    {_WITHDRAWN.format(edit.id)}"
    gone = {e.id for e in status.withdrawn}
    for proposal in status.proposals:
        if proposal.instead in gone:
            continue
        yield f"  {docs}/{proposal.page} [{proposal.id}] {shown(proposal.yours) or '(not on the page)'}"
        yield f"    build has {shown(proposal.build)}"
        if proposal.instead:
            yield f"    because {proposal.why}"
        yield f"    {_WAITS.format(proposal.id)}"


def _older(status: Status) -> Iterator[str]:
    """Decisions about what is not in the sources now."""
    now = {(e.page, e.id) for e in status.edits}
    rows: list[Decision] = sorted(
        d for d in status.decisions if d.what not in {What.MOVED, What.WAITS} and (d.page, d.id) not in now
    )
    if rows:
        yield "Decided before, and remembered for when it comes back:"
        yield from (f"  {re.sub('^- ', '', str(d))}" for d in rows)


def status_summary(found: Sequence[Status]) -> str:
    """The status in a line."""
    edits = sum(len(s.edits) for s in found)
    pages = len({e.page for s in found for e in s.edits})
    waits = sum(len(s.proposals) for s in found)
    gone = sum(len(s.withdrawn) for s in found)
    none = "No other edits" if waits or gone else "No edits"
    said = [f"{_count(edits, 'edit')} by people on {_count(pages, 'page')}" if edits else none]
    said += [f"{_count(waits, 'proposal')} waiting"] * bool(waits)
    said += [f"{_count(gone, 'withdrawn statement')}"] * bool(gone)
    return "; ".join(said) + "."


def answer_lines(answers: Iterable[Answered], project: Project) -> Iterator[str]:
    """What was answered."""
    for answer in answers:
        for page, ident, what in answer.done:
            yield f"  {project.settings.docs}/{page}  {_name(ident) if ident != 'page' else ''}{what}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
