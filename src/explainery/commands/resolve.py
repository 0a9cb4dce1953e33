"""`status`, `accept`, `keep` and `restore`: what people edited, what waits for them, and what they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from explainery.checking.context import NOTHING_DECIDED, Decisions
from explainery.checking.lock_file import lock_path, read_lock
from explainery.checking.story_evidence import is_at_hand
from explainery.citation_keys import KEY
from explainery.commands.draft import drafted
from explainery.errors import ExplaineryError, UnresolvedError
from explainery.merging import Decision, Proposal, State, What, places_named
from explainery.merging.edits import Edit, edits_told, withdrawn
from explainery.merging.merge_driver import merged_branches
from explainery.merging.resolution import Answered, accepted, kept, named, restored
from explainery.project import Project
from explainery.store.page_files import read_page
from explainery.store.state import changed, changed_decisions, decisions_of, proposals_of, seen, state_of
from explainery.store.transaction import finish, write_all


@dataclass(frozen=True)
class Status:
    """A story's edits, and what waits for a decision. `name` is "" for the home page."""

    name: str
    edits: tuple[Edit, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    withdrawn: tuple[Edit, ...] = ()
    decisions: frozenset[Decision] = field(default_factory=frozenset)


def statuses(project: Project, names: Iterable[str] = ()) -> list[Status]:
    """Every edit that people made, story by story, and the home page's. Reads; writes nothing."""
    rows = []
    for name in _names(project, names):
        state = state_of(project, name)
        mine = frozenset(d for d in state.decisions if d.page.split("/")[0] == (name or d.page))
        told, gone = edits_told(state), _withdrawn(project, name, state)
        open_questions = {(w.page, w.line) for w in gone}
        told = [e for e in told if e.what != "own" or (e.page, e.line) not in open_questions]
        rows.append(Status(name, tuple(told), state.proposals, tuple(gone), mine))
    return rows


def _withdrawn(project: Project, name: str, state: State) -> list[Edit]:
    """What no source of a story has any more; nothing where neither its articles nor their lock file can say."""
    if not name:
        return []
    if is_at_hand(project, name):
        return withdrawn(state, drafted(project, name, state).definitions)
    lock = read_lock(lock_path(project.root, name))
    return withdrawn(state, {p.key for a in lock.articles for p in a.passages}) if lock else []


def decisions_for_checks(project: Project) -> Decisions:
    """What the checks need to know: acknowledged withdrawals, and what waits on each page."""
    try:
        decisions = decisions_of(project)
        proposals = [p for name in _names(project, ()) for p in proposals_of(project, name)]
    except UnresolvedError:
        return NOTHING_DECIDED  # the checks say where
    waiting: dict[str, list[str]] = defaultdict(list)
    for proposal in proposals:
        waiting[proposal.page].append(_cited(proposal.instead or proposal.id))
    return Decisions({d.key for d in decisions if d.what is What.ACKNOWLEDGED}, waiting)


def _cited(ident: str) -> str:
    """The citation key in an id, or the whole id where it has none."""
    key = ident.split(":", maxsplit=1)[0]
    return key if KEY.fullmatch(key) else ident


def decide(project: Project, how: str, names: Collection[str], stories: Iterable[str] = ()) -> list[Answered]:
    """Answer what waits: `how` is accept, keep or restore; `names` are keys, none for everything.

    Raises:
        ExplaineryError: nothing of that name waits, or was edited; nothing was changed.
    """
    finish(project.root)
    names = {n.removeprefix(f"{project.settings.docs}/") for n in names}
    answers: list[Answered] = []
    writes: dict[Path, str | None] = {}
    was: dict[Path, str | None] = {}
    decisions = decisions_of(project)
    left = set(names)
    for name in _names(project, stories):
        before = replace(state_of(project, name), decisions=decisions)
        gone = _withdrawn(project, name, before) if how != "restore" else []
        mine = {n for n in names if how != "restore" or _has(before, n)}
        if names and not mine:
            continue
        answer = _ANSWERS[how](before, mine, gone)
        left -= mine if how == "restore" else {n for n in names for _, i, _ in answer.done if named(n, i)}
        decisions = answer.state.decisions
        rows = changed(project, name, before, answer.state)
        was |= seen(project, before, rows)
        writes |= rows
        answers.append(answer)
    if left:
        hint = "`explainery status` lists what was edited and what waits"
        raise ExplaineryError(f"nothing to {how} is called {', '.join(sorted(left))}", hint=hint)
    write_all(project.root, writes | changed_decisions(project, decisions), was)
    return answers


def merge_files(base: Path, ours: Path, theirs: Path) -> bool:
    """Merge a page of two branches into `ours`; whether a person has to decide something in it."""
    text, disputed = merged_branches(*(read_page(p) for p in (base, ours, theirs)))
    ours.write_bytes(text.encode("utf-8"))
    return disputed


def _has(state: State, name: str) -> bool:
    if name in state.base:
        return True
    try:
        return bool(places_named([name], [state]))
    except ExplaineryError:
        return False


_ANSWERS: dict[str, Callable[[State, Collection[str], Iterable[Edit]], Answered]] = {
    "accept": accepted,
    "keep": kept,
    "restore": lambda state, names, _: restored(state, names),
}


def _names(project: Project, names: Iterable[str]) -> list[str]:
    """The stories to look at (all that have pages or sources, where none is named), and the home page."""
    wanted = list(dict.fromkeys(names))
    based = {p.name for p in project.base.iterdir() if p.is_dir()} if project.base.is_dir() else set()
    for name in wanted:
        if name not in based and not (project.sources / name).is_dir():
            raise ExplaineryError(f"there is no story {name!r}", hint="`explainery build` makes its pages")
    return wanted or ["", *sorted({*based, *(project.stories() if project.sources.is_dir() else ())})]
