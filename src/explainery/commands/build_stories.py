"""The stories that a build has to look at: those whose files are not surely as the last build left them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from explainery.commands.base_witness import Witness
from explainery.commands.story_address import require_free_address
from explainery.commands.story_build import StoryTask
from explainery.commands.story_outcome import StoryOutcome, outcome_in
from explainery.errors import ExplaineryError
from explainery.merging import Decision
from explainery.project import KEPT, Project, story_folder
from explainery.reading import has_articles
from explainery.store.file_signatures import Rows, StoryFiles, code_of_rows, packed
from explainery.store.story_records import StoryRecord, StoryRecords, answers_code

_NONE: frozenset[Decision] = frozenset()


@dataclass(frozen=True)
class StoriesToBuild:
    """What a build has before it.

    Attributes:
        tasks: the stories to build, in order.
        gone: the stories whose folder is gone while their pages are still there.
        skipped: what a build would say of the stories that need none.
        empty: the stories that have no articles yet, if none was named.
        before: the signatures of the files of the stories to build, packed.
        order: the stories that were asked for, in order.
        names: all stories with a folder.
    """

    tasks: tuple[StoryTask, ...]
    gone: tuple[str, ...] = ()
    skipped: tuple[StoryOutcome, ...] = ()
    empty: tuple[str, ...] = ()
    before: Mapping[str, bytes] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def stories_to_build(
    project: Project,
    named: Sequence[str],
    decisions: Mapping[str, frozenset[Decision]],
    home: str,
    records: StoryRecords,
    *,
    skips: bool,
) -> StoriesToBuild:
    """The stories that a build has to look at.

    Args:
        project: the project.
        named: the stories that somebody named; none for all.
        decisions: those of every story.
        home: the home page's text.
        records: what the last build left.
        skips: whether stories without anything new may be left out.

    Raises:
        ExplaineryError: there are no stories, or one has no proper name, or the address of something else.
    """
    all_names, locked = _names(project, named), project.locked()
    gone = () if named else tuple(_gone(project, {*all_names, *locked}))
    chosen = list(dict.fromkeys(named)) or all_names
    look = _Look(project, decisions, home, records, bool(gone))
    tasks, skipped, empty, before = list[StoryTask](), list[StoryOutcome](), list[str](), dict[str, bytes]()
    for name in chosen:
        story_folder(project.sources, name)
        rows = look.files.rows(name)
        outcome = look.outcome(name, rows) if skips else None
        if outcome:
            skipped.append(outcome)
        elif not named and not has_articles(project.sources / name):
            empty.append(name)
        else:
            require_free_address(project, name)
            tasks.append(StoryTask(name, decisions.get(name, _NONE), look.files.size(rows)))
            before[name] = packed(rows)
    if not (tasks or skipped or gone or locked):
        raise ExplaineryError(
            "there are no stories with articles",
            file=project.sources,
            hint="`explainery new STORY` makes one, `explainery add STORY FILE` adds to it",
        )
    return StoriesToBuild(
        tuple(tasks), gone, tuple(skipped), tuple(empty), before, order=tuple(chosen), names=tuple(all_names)
    )


class _Look:
    """Looks at stories from outside."""

    def __init__(
        self,
        project: Project,
        decisions: Mapping[str, frozenset[Decision]],
        home: str,
        records: StoryRecords,
        has_gone: bool,  # noqa: FBT001
    ) -> None:
        self.project, self.files = project, StoryFiles(project)
        self.decisions, self.home, self.records, self.has_gone = decisions, home, records, has_gone
        self.taken = {path.name for path in project.docs.iterdir()} if project.docs.is_dir() else set[str]()
        self.commit: str | None = None

    def outcome(self, name: str, rows: Rows) -> StoryOutcome | None:
        """What a build would say of a story, if it surely changes nothing."""
        record = self.records.stories.get(name)
        if record is None or record.files != code_of_rows(rows) or f"{name}.md" in self.taken:
            return None
        if self.has_gone and not any(path.startswith(f"{KEPT}/base/") for path in rows):
            return None  # it may be one of those, under another name
        own = self.decisions.get(name, _NONE)
        if record.answers not in {answers_code(own, ""), answers_code(own, self.home)} or not self._vouched(record):
            return None
        try:
            return outcome_in(record.outcome)
        except (ValueError, TypeError, LookupError):
            return None

    def _vouched(self, record: StoryRecord) -> bool:
        if not record.vouched:
            return True
        if self.commit is None:
            earlier = Witness(self.project).earlier
            self.commit = earlier[0] if earlier else ""
        return record.vouched == self.commit


def _names(project: Project, named: Sequence[str]) -> list[str]:
    """The stories with a folder. A story that was named is looked for even where there is none."""
    return project.stories() if not named or project.sources.is_dir() else []


def _gone(project: Project, there: set[str]) -> list[str]:
    if not project.base.is_dir():
        return []
    return sorted({path.name for path in project.base.iterdir() if path.is_dir()} - there)
