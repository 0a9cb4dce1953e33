"""The lines that `status`, `accept`, `keep` and `restore` print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from explainery.cli.unit_labels import bracketed, unit_words
from explainery.commands.resolve import StoryStatus
from explainery.merging import Decision, DecisionKind, Proposal
from explainery.merging.edits import Edit, EditKind
from explainery.merging.resolution import Answered, rests_on_nothing_else
from explainery.project import Project
from explainery.text import counted

_LEGEND = """\
Edited by people (own: written by hand; cited: other citations; joined: put into another sentence; renamed: a heading).
[in brackets]: the name to give to accept, keep and restore."""
_WITHDRAWN = "no source says this any more: `explainery keep {0}` keeps it, `explainery accept {0}` removes it"
_PARTLY_WITHDRAWN = (
    "no source says this any more as {1} did, but it also cites what is left: `explainery keep {0}` keeps it; "
    "or edit it by hand"
)
_SUCCEEDED = (
    "no source says the first any more: `explainery accept {0}` puts the second in its place, "
    "`explainery keep {0}` keeps the first"
)
_WAITS = "waits: `explainery accept {0}` takes it, `explainery keep {0}` keeps what the page has"


def status_lines(stories: Sequence[StoryStatus], project: Project) -> Iterator[str]:
    """What waits for a decision, then every edit, page by page, then earlier decisions."""
    waiting = [line for status in stories for line in _open_questions(status, project)]
    if waiting:
        yield from ["Waits for a decision:", *waiting, ""]
    if any(status.edits for status in stories):
        yield from _LEGEND.splitlines()
    for status in stories:
        for page, edits in _by_page(status.edits).items():
            yield f"{project.settings.docs}/{page}"
            for edit in edits:
                yield from _edit(edit, project)
        yield from _earlier_decisions(status)


def status_summary(stories: Sequence[StoryStatus]) -> str:
    """The status in a line."""
    edits = sum(len(s.edits) for s in stories)
    pages = len({e.page for s in stories for e in s.edits})
    proposals = sum(len(s.proposals) for s in stories)
    withdrawn = sum(len(s.withdrawn) for s in stories)
    none = "No other edits" if proposals or withdrawn else "No edits"
    parts = [f"{counted(edits, 'edit')} by people on {counted(pages, 'page')}" if edits else none]
    parts += [f"{counted(proposals, 'proposal')} waiting"] * bool(proposals)
    parts += [counted(withdrawn, "withdrawn statement")] * bool(withdrawn)
    return "; ".join(parts) + "."


def answer_lines(answers: Iterable[Answered], project: Project) -> Iterator[str]:
    """What was accepted, kept or restored."""
    for answer in answers:
        for page, ident, words in answer.done:
            yield f"  {project.settings.docs}/{page}  {bracketed(ident) if ident != 'page' else ''}{words}"


def _edit(edit: Edit, project: Project) -> Iterator[str]:
    line = "" if edit.what == "deleted" or edit.id == "page" else f":{edit.line}"
    yield f"  {line:<5} {edit.what:<9} {_name(edit, project)}{unit_words(edit.text or edit.before)}".rstrip()
    if edit.before and edit.text and edit.what not in {"moved", "cited"}:
        yield f"        build had {unit_words(edit.before)}"


def _name(edit: Edit, project: Project) -> str:
    """The name by which an edit is taken back, in brackets; nothing for what a build never had."""
    if edit.kinds == (EditKind.OWN,):
        return ""
    return f"[{project.settings.docs}/{edit.page}] " if edit.id == "page" else bracketed(edit.id)


def _by_page(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    pages: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        pages[edit.page].append(edit)
    return pages


def _open_questions(status: StoryStatus, project: Project) -> Iterator[str]:
    """Statements whose source is withdrawn, each with what may succeed it; then the other proposals."""
    successors = {p.instead: p for p in status.proposals if p.instead}
    for edit in status.withdrawn:
        yield f"  {project.settings.docs}/{edit.page}:{edit.line} [{edit.id}] {unit_words(edit.text)}"
        successor = successors.get(edit.id)
        if successor:
            yield f"    now perhaps [{successor.id}] {unit_words(successor.build)}"
            yield f"    {_SUCCEEDED.format(successor.id)}"
        else:
            question = _WITHDRAWN if rests_on_nothing_else(edit) else _PARTLY_WITHDRAWN
            yield f"    {question.format(edit.id, edit.before)}"
    withdrawn = {e.id for e in status.withdrawn}
    for proposal in status.proposals:
        if proposal.instead not in withdrawn:
            yield from _proposal(proposal, project)


def _proposal(proposal: Proposal, project: Project) -> Iterator[str]:
    page = f"{project.settings.docs}/{proposal.page}"
    yield f"  {page} [{proposal.id}] {unit_words(proposal.yours) or '(not on the page)'}"
    yield f"    build has {unit_words(proposal.build)}"
    if proposal.instead:
        yield f"    because {proposal.why}"
    yield f"    {_WAITS.format(proposal.id)}"


def _earlier_decisions(status: StoryStatus) -> Iterator[str]:
    """Decisions about statements that the sources do not contain now."""
    edited = {(e.page, e.id) for e in status.edits}
    decisions: list[Decision] = sorted(
        d
        for d in status.decisions
        if d.kind not in {DecisionKind.MOVED, DecisionKind.WAITS} and (d.page, d.id) not in edited
    )
    if decisions:
        yield "Decided earlier, and remembered in case it comes back:"
        yield from (f"  {re.sub('^- ', '', str(d))}" for d in decisions)
