"""One story of a build: its state, its draft, its merge. It reads files, and writes none but the cache's.

This is what runs in other processes: a task goes there, the files to write and a few counts come back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from explainery.commands.base_witness import Witness
from explainery.commands.copies import followed
from explainery.commands.draft import Keyed, draft_for, generated_of
from explainery.commands.known_state import with_known_base
from explainery.commands.stale_copies import stale_at_home
from explainery.commands.story_outcome import StoryOutcome, outcome_of, repeated
from explainery.errors import SourceError
from explainery.merging import Decision, Generated, Merged, Outcome, State, Wishes, merge_story
from explainery.merging.build_changes import WAITING
from explainery.merging.renames import carried, is_renamed
from explainery.project import Project
from explainery.store.base_stamp import code_of, taken_apart
from explainery.store.draft_cache import Draft, remember
from explainery.store.seen_files import SeenFiles
from explainery.store.state import changed, state_of
from explainery.story_memory import forget_story

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True)
class Shared:
    """What is the same for all stories of a build.

    Attributes:
        project: the project.
        run: a name for this build: what a process keeps of one build is of no use to another.
        wishes: what people ask of it.
        keep_going: sources that cannot be read are left out.
        home: the home page's text.
        gone: the stories whose folder is gone, with their decisions.
        remembers: whether drafts are cached.
        whole: whether the merges come back, too.
    """

    project: Project
    run: str
    wishes: Wishes
    keep_going: bool = False
    home: str = ""
    gone: Mapping[str, frozenset[Decision]] = field(default_factory=dict)
    remembers: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class StoryTask:
    """A story to build: its name, its decisions, and how many bytes its sources have."""

    name: str
    decisions: frozenset[Decision] = frozenset()
    size: int = 0


@dataclass(frozen=True)
class StoryBuild:
    """What a build has for a story.

    Attributes:
        outcome: what to say of it.
        decisions: its decisions after the build.
        writes: the new contents of its files; None removes one.
        seen: the marks of the files that were read, and of those that are written; None where there was no file.
        bases: the codes of the base files among `writes`.
        unread: the errors of sources that were left out because they cannot be read.
        again: what a second build would say, if it is certain to change nothing; else None.
        vouched: the commit that vouches for its base files; "" if builds on this machine wrote all of them.
        needs_home: whether `again` depends on the home page's text.
        old: the story without a folder that it was renamed from, which goes.
        merged: the merge, if it was asked for.
    """

    outcome: StoryOutcome
    decisions: frozenset[Decision] = frozenset()
    writes: Mapping[Path, str | None] = field(default_factory=dict)
    seen: Mapping[Path, str | None] = field(default_factory=dict)
    bases: tuple[str, ...] = ()
    unread: tuple[SourceError, ...] = ()
    again: StoryOutcome | None = None
    vouched: str = ""
    needs_home: bool = False
    old: StoryBuild | None = None
    merged: Merged | None = None


def built_story(task: StoryTask, shared: Shared, executor: Executor | None = None) -> StoryBuild:
    """A story's pages made and merged; where nothing of it can be read, its pages stay as they are.

    Args:
        task: the story.
        shared: the build.
        executor: runs the marking of its articles; without one, this process does.

    Raises:
        ExplaineryError: as `commands.build.build` does.
    """
    if executor is None:
        from explainery.running.here import Here  # noqa: PLC0415 (a build with nothing new runs nothing)

        executor = Here()
    try:
        return StoryRun(task, shared, executor).build()
    finally:
        forget_story()


def removed_story(task: StoryTask, shared: Shared) -> StoryBuild:
    """A story whose folder is gone: its pages go, but for what people wrote."""
    run = StoryRun(task, shared)
    return run.result(merge_story(run.known, Generated({}), shared.wishes))


class StoryRun:
    """One story's build as it goes on."""

    def __init__(self, task: StoryTask, shared: Shared, executor: Executor | None = None) -> None:
        self.name, self.shared, self.executor = task.name, shared, executor
        self.seen = SeenFiles()
        self.witness = _witness(shared.project, shared.run)
        self.found = state_of(shared.project, task.name, {task.name: task.decisions}, self.seen)
        self.known = with_known_base(task.name, self.found, self.witness)
        self.unread: list[SourceError] = []

    def build(self) -> StoryBuild:
        """The story's draft made and merged."""
        before, old = self.known, None
        keyed = self._draft(before, self.unread)
        if keyed is None:
            nothing = Merged(State(), {})
            return StoryBuild(StoryOutcome(self.name), before.decisions, unread=tuple(self.unread), merged=nothing)
        renamed = self._renamed(keyed.draft)
        if renamed:  # the folder was renamed: what people did goes with it
            old = renamed.leaves()
            moved = carried(renamed.known, renamed.name, self.name)
            before = replace(moved, decisions=moved.decisions | before.decisions)
            keyed = self._draft(before, []) or keyed
        return replace(self._merged(before, keyed), old=old)

    def _merged(self, before: State, keyed: Keyed) -> StoryBuild:
        draft, is_new = keyed.draft, not keyed.is_cached
        if is_new and not self.unread and self.shared.remembers:  # what takes too long today may be read tomorrow
            remember(self.shared.project, draft, keyed.key)
        generated = generated_of(self.name, draft)
        copies = followed(before, generated, self.shared.wishes)
        merged = merge_story(before, copies.generated, self.shared.wishes)
        if copies.stale:  # once more for the lines as this build leaves them, where there is something to name
            copies = followed(merged.state, generated)
        at_home = tuple(dict.fromkeys(stale_at_home(self.shared.home, copies.changes))) if copies.changes else ()
        facts = None if self.unread else draft
        outcome = outcome_of(self.name, merged, facts, copies.stale, at_home)
        return replace(self.result(merged, outcome), needs_home=bool(copies.changes))

    def result(self, merged: Merged, outcome: StoryOutcome | None = None) -> StoryBuild:
        """What a merge comes to: the files that change, and what to say of it."""
        before, outcome = self.known, outcome or outcome_of(self.name, merged, None)
        writes = changed(self.shared.project, self.name, before, merged.state, self.seen)
        base = self.shared.project.base
        written = (text for path, text in writes.items() if text is not None and path.is_relative_to(base))
        vouched = self._vouched()
        settled = vouched is not None and not self.unread and self.shared.wishes == Wishes()
        return StoryBuild(
            outcome=outcome,
            decisions=merged.state.decisions,
            writes=writes,
            seen={**dict.fromkeys(writes), **self.seen.marks},
            bases=tuple(code_of(taken_apart(text).text) for text in written),
            unread=tuple(self.unread),
            again=_again(outcome, before, merged, writes) if settled else None,
            vouched=vouched or "",
            merged=merged if self.shared.whole else None,
        )

    def leaves(self) -> StoryBuild:
        """This story, whose folder has a new name."""
        merged = Merged(State(), dict.fromkeys(self.known.live, Outcome.REMOVED))
        return self.result(merged)

    def _renamed(self, draft: Draft) -> StoryRun | None:
        """The story without a folder that this one was renamed from."""
        if self.known.base or self.known.live:
            return None
        gone = (StoryRun(StoryTask(name, own), self.shared, self.executor) for name, own in self.shared.gone.items())
        return next((old for old in gone if is_renamed(old.known, draft.definitions, draft.passages)), None)

    def _draft(self, before: State, unread: list[SourceError]) -> Keyed | None:
        """A story's draft, with its fingerprint.

        If the build keeps going, `unread` gathers the errors of sources; None if none of the story's can be read.
        """
        project, wishes = self.shared.project, self.shared.wishes
        if not self.shared.keep_going:
            return draft_for(project, self.name, before, wishes, self.executor)
        try:
            return draft_for(project, self.name, before, wishes, self.executor, unread=unread.append)
        except SourceError as error:
            unread.append(error)
            return None

    def _vouched(self) -> str | None:
        """The commit that vouches for the base files, "" if builds here wrote them all; None if neither is so."""
        if self.known is not self.found:
            return None
        if all(code_of(text) in self.witness.built_here for text in self.found.base.values()):
            return ""
        return self.witness.earlier[0] if self.witness.earlier else None


def _again(outcome: StoryOutcome, before: State, merged: Merged, writes: Collection[Path]) -> StoryOutcome | None:
    """What a second build would say, if it is certain to change nothing.

    It is certain where this build changed nothing; and where nobody edited anything, so that all is as built.
    """
    after = merged.state
    if not writes and before.decisions == after.decisions:
        return outcome
    untouched = not (before.decisions or after.decisions or after.proposals or before.saved or outcome.stale)
    waiting = any(change.kind in WAITING for change in merged.changes)
    return repeated(outcome) if untouched and not waiting and after.live == after.base else None


@lru_cache(maxsize=1)
def _witness(project: Project, run: str) -> Witness:  # noqa: ARG001 (another build may find other receipts)
    """The one witness of a build in this process: it reads its list of receipts once."""
    return Witness(project)
