"""`status`, `accept`, `keep` and `restore`: people's edits, what waits for a decision, and the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from explainery.checking.context import NOTHING_DECIDED, Decisions
from explainery.checking.lock_file import lock_path, read_lock
from explainery.checking.story_evidence import is_at_hand
from explainery.citation_keys import KEY
from explainery.commands.base_witness import Witness
from explainery.commands.draft import drafted
from explainery.commands.known_state import with_known_base
from explainery.errors import ExplaineryError, UnresolvedError
from explainery.merging import Decision, DecisionKind, Proposal, State, places_named
from explainery.merging.edits import Edit, EditKind, edits_in, withdrawn
from explainery.merging.resolution import Answered, accepted, is_named, kept, restored
from explainery.project import Project
from explainery.store.base_receipts import note
from explainery.store.seen_files import SeenFiles
from explainery.store.state import changed, changed_decisions, decisions_of, proposals_of, state_of
from explainery.store.transaction import finish, write_all


@dataclass(frozen=True)
class StoryStatus:
    """A story's edits, and what waits for a decision.

    Attributes:
        name: the story's name.
        edits: every edit that people made.
        proposals: the build's texts that wait for a decision.
        withdrawn: statements whose source is gone.
        decisions: what people decided.
    """

    name: str
    edits: tuple[Edit, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    withdrawn: tuple[Edit, ...] = ()
    decisions: frozenset[Decision] = field(default_factory=frozenset)


def statuses(project: Project, names: Iterable[str] = ()) -> list[StoryStatus]:
    """Every edit that people made, story by story. Writes nothing."""
    stories, decisions, witness = [], decisions_of(project), Witness(project)
    for name in _names(project, names):
        state = with_known_base(name, state_of(project, name, decisions), witness)
        gone = _withdrawn(project, name, state)
        open_questions = {(w.page, w.line) for w in gone}
        edits = [e for e in edits_in(state) if e.kinds != (EditKind.OWN,) or (e.page, e.line) not in open_questions]
        stories.append(StoryStatus(name, tuple(edits), state.proposals, tuple(gone), state.decisions))
    return stories


def _withdrawn(project: Project, name: str, state: State) -> list[Edit]:
    """The statements of a story that no source has any more; none without both articles and lock file."""
    if is_at_hand(project, name):
        return withdrawn(state, drafted(project, name, state).definitions)
    lock = read_lock(lock_path(project.root, name))
    return withdrawn(state, {p.key for a in lock.articles for p in a.passages}) if lock else []


def decisions_for_checks(project: Project) -> Decisions:
    """What the checks depend on: acknowledged withdrawals, and what waits on each page."""
    try:
        decisions = decisions_of(project)
        proposals = [p for name in _names(project, ()) for p in proposals_of(project, name)]
    except UnresolvedError:
        return NOTHING_DECIDED  # the checks say where
    waiting: dict[str, list[str]] = defaultdict(list)
    for proposal in proposals:
        waiting[proposal.page].append(_cited(proposal.instead or proposal.id))
    acknowledged = {
        name: {d.key for d in own if d.kind is DecisionKind.ACKNOWLEDGED} for name, own in decisions.items()
    }
    return Decisions(acknowledged, waiting)


def _cited(ident: str) -> str:
    """The citation key in an id, or the whole id where it has none."""
    key = ident.split(":", maxsplit=1)[0]
    return key if KEY.fullmatch(key) else ident


def decide(project: Project, how: str, names: Collection[str], stories: Iterable[str] = ()) -> list[Answered]:
    """Answer what waits for a decision.

    Args:
        project: where the stories are.
        how: accept, keep or restore.
        names: keys, ids or (to restore) pages; none for everything.
        stories: the stories; none for all.

    Raises:
        ExplaineryError: nothing that waits or was edited has such a name; nothing was changed.
    """
    finish(project.root)
    names = {n.removeprefix(f"{project.settings.docs}/") for n in names}
    answers: list[Answered] = []
    writes: dict[Path, str | None] = {}
    seen, witness = SeenFiles(), Witness(project)
    decisions = decisions_of(project, seen)
    answered: dict[str, frozenset[Decision]] = {}
    left = set(names)
    wanted = list(stories)
    vanished = () if wanted else decisions  # a story without pages or sources: its decisions wait for its return
    for name in dict.fromkeys([*_names(project, wanted), *sorted(vanished)]):
        before = with_known_base(name, state_of(project, name, decisions, seen), witness)
        gone = _withdrawn(project, name, before) if how != "restore" else []
        own = {n for n in names if how != "restore" or _has(before, n)}
        if names and not own:
            continue
        answer = _ANSWERS[how](before, own, gone)
        left -= own if how == "restore" else {n for n in names for s in answer.done if is_named(n, s.id)}
        answered[name] = answer.state.decisions
        writes |= changed(project, name, before, answer.state, seen)
        answers.append(answer)
    if left:
        hint = "`explainery status` lists what was edited and what waits"
        raise ExplaineryError(f"there is nothing to {how} named {', '.join(sorted(left))}", hint=hint)
    writes |= changed_decisions(project, decisions, answered)
    write_all(project.root, writes, {**dict.fromkeys(writes), **seen.texts})
    note(project, writes)
    return answers


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
    """The stories to look at (all that have pages or sources, where none is named)."""
    wanted = list(dict.fromkeys(names))
    based = {p.name for p in project.base.iterdir() if p.is_dir()} if project.base.is_dir() else set()
    for name in wanted:
        if name not in based and not (project.sources / name).is_dir():
            raise ExplaineryError(f"there is no story {name!r}", hint="`explainery build` makes its pages")
    return wanted or sorted({*based, *(project.stories() if project.sources.is_dir() else ())})
