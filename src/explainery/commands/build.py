"""A build: the stories' pages made, merged with what people edited, and written, all or none.

`planned` works it out and writes nothing; `build` writes what was planned.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from explainery.commands.base_witness import Witness
from explainery.commands.copies import Followed, followed
from explainery.commands.draft import draft_for, generated_of
from explainery.commands.known_state import with_known_base
from explainery.commands.stale_copies import StaleCopy, stale_at_home
from explainery.config import PICTURE_FILE
from explainery.errors import ChangedMeanwhileError, ExplaineryError, PageConflictError, SourceError
from explainery.languages import words_of
from explainery.merging import Decision, Generated, Merged, Outcome, State, Wishes, merge_story, places_named
from explainery.merging.renames import carried, is_renamed
from explainery.page_format import OVERVIEW_FILE
from explainery.plain_files import require_plain
from explainery.project import KEPT, ProgressCallback, Project, story_folder
from explainery.reading import has_articles
from explainery.store.base_receipts import note
from explainery.store.draft_cache import Draft, remember
from explainery.store.old_home import left_behind
from explainery.store.seen_files import SeenFiles
from explainery.store.state import changed, changed_decisions, decisions_of, state_of
from explainery.store.transaction import finish, write_all
from explainery.writing import home_page

if TYPE_CHECKING:
    from concurrent.futures import Executor  # a build with nothing new runs nothing in parallel


@dataclass(frozen=True, slots=True)
class Asked:
    """What people ask of a build.

    Attributes:
        keep: pages without a base that stay as they are.
        replace: pages whose edits are given up for the build's text; a deleted one comes back.
        restore: keys or ids of units that people deleted, moved or reworded, to be as the build has them again.
        plan: the stamp of a plan; the build stops if it would do anything else.
        keep_going: sources that cannot be read are left out, and the rest is built.
    """

    keep: Collection[str] = ()
    replace: Collection[str] = ()
    restore: Collection[str] = ()
    plan: str = ""
    keep_going: bool = False


@dataclass(frozen=True)
class Planned:
    """What a build does.

    Attributes:
        merged: each story's merge, in order.
        writes: the new contents of files; None removes one.
        seen: the texts of all files that were read, and of those that are written; None where there was no file.
        drafts: the drafts, each by the fingerprint of what it was made from.
        empty: stories that were left out because they do not have articles yet.
        unread: the errors of sources that were left out because they cannot be read.
        stale: lines that people edited, with words that they corrected or deleted elsewhere.
    """

    merged: Mapping[str, Merged]
    writes: Mapping[Path, str | None]
    seen: Mapping[Path, str | None] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    unread: tuple[SourceError, ...] = ()
    stale: tuple[StaleCopy, ...] = ()

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """Every page's outcome."""
        return {p: o for merged in self.merged.values() for p, o in merged.outcomes.items()}

    def stamp(self, root: Path) -> str:
        """A name for exactly these changes: another build with the same one does the same."""
        rows = [[p.relative_to(root).as_posix(), self.seen.get(p), text] for p, text in sorted(self.writes.items())]
        return blake2b(json.dumps(rows).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def build(
    project: Project,
    names: Iterable[str] = (),
    asked: Asked = Asked(),
    *,
    progress: ProgressCallback = lambda _: None,
    executor: Executor | None = None,
) -> Planned:
    """Build the pages of stories (all that have articles, where none is named) and write them.

    A build of everything also takes away the pages of stories whose folder is gone.

    If somebody changes a file while the build runs, it begins again, once.

    Raises:
        PageConflictError: a page in `docs/` does not have a base, so nobody can tell who wrote it; nothing was written.
        SourceError: a source cannot be read; nothing was written.
        WritingError: the disk is full or read-only; nothing was changed.
        ChangedMeanwhileError: somebody changed a file again; nothing was changed.
    """
    require_plain(project.root / KEPT)
    finish(project.root)
    wanted = list(names)
    try:
        return _built(project, wanted, asked, progress, executor)
    except ChangedMeanwhileError:
        return _built(project, wanted, asked, progress, executor)


def _built(
    project: Project, names: Sequence[str], asked: Asked, progress: ProgressCallback, executor: Executor | None
) -> Planned:
    plan = planned(project, names, asked, progress=progress, executor=executor)
    if asked.plan and asked.plan != plan.stamp(project.root):
        raise ExplaineryError(
            f"the plan {asked.plan} is stale: sources, pages or decisions have changed since; nothing was written",
            hint="`explainery plan` shows what a build would do now",
        )
    if plan.writes:
        write_all(project.root, plan.writes, plan.seen)
        note(project, plan.writes)
    for key, draft in plan.drafts.items():
        remember(project, draft, key)
    return plan


def planned(
    project: Project,
    names: Iterable[str] = (),
    asked: Asked = Asked(),
    *,
    progress: ProgressCallback = lambda _: None,
    executor: Executor | None = None,
) -> Planned:
    """What `build` would do. Writes nothing; raises as `build` does."""
    project.require_plain()
    wanted, gone = _stories(project, list(dict.fromkeys(names)))
    seen = SeenFiles()
    decisions = decisions_of(project, seen)
    witness = Witness(project)
    names_of_all = [*wanted, *gone]
    states = {n: with_known_base(n, state_of(project, n, decisions, seen), witness) for n in names_of_all}
    run = _BuildRun(project, asked, _wishes(project, asked, states), executor, states, gone)
    for name in wanted:
        progress(name)
        run.build(name)
    for name in list(run.gone):
        run.merge(name, states[name], Generated({}))
    merged = run.merged
    _check_known(project, merged)
    writes: dict[Path, str | None] = {}
    for name, m in merged.items():
        writes |= changed(project, name, states[name], m.state, seen)
    own = {name: m.state.decisions for name, m in merged.items()}
    writes |= changed_decisions(project, decisions, own)
    writes |= _home(project, {**decisions, **own}, seen)
    home = project.docs / OVERVIEW_FILE
    stale = run.stale((writes[home] if home in writes else seen.read(home)) or "")
    empty = () if names else tuple(s for s in project.stories() if not has_articles(project.sources / s))
    texts_seen = {**dict.fromkeys(writes), **seen.texts}
    return Planned(merged, writes, texts_seen, run.drafts, empty, tuple(run.unread), stale)


@dataclass
class _BuildRun:
    """A build as it goes on, story by story."""

    project: Project
    asked: Asked
    wishes: Wishes
    executor: Executor | None
    states: Mapping[str, State]
    gone: list[str]
    merged: dict[str, Merged] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    unread: list[SourceError] = field(default_factory=list)
    followed: list[Followed] = field(default_factory=list)

    def stale(self, home: str) -> tuple[StaleCopy, ...]:
        """Edited lines with words that were corrected or deleted elsewhere. `home`: the home page's text."""
        changes = [change for copies in self.followed for change in copies.changes]
        at_home = stale_at_home(home, changes)
        return (*(stale for copies in self.followed for stale in copies.stale), *dict.fromkeys(at_home))

    def build(self, name: str) -> None:
        """Make a story's pages and merge them; where nothing of it can be read, its pages stay as they are."""
        before = self.states[name]
        unread: list[SourceError] = []
        keyed_draft = self._draft(name, before, unread)
        if keyed_draft is not None:
            old_name = self._old_name(before, keyed_draft[1])
            if old_name:  # the folder was renamed: what people did goes with it
                renamed = carried(self.states[old_name], old_name, name)
                before = replace(renamed, decisions=renamed.decisions | before.decisions)
                keyed_draft = self._draft(name, before, []) or keyed_draft
                self.merged[old_name] = Merged(State(), dict.fromkeys(self.states[old_name].live, Outcome.REMOVED))
                self.gone.remove(old_name)
            key, draft = keyed_draft
            if not unread:  # a file that takes too long today may be read tomorrow
                self.drafts[key] = draft
            generated = generated_of(name, draft)
            copies = followed(before, generated, self.wishes)
            self.merge(name, before, copies.generated)
            # Once more for the lines as this build leaves them, where there is something to name.
            self.followed.append(followed(self.merged[name].state, generated) if copies.stale else copies)
        self.unread += unread

    def merge(self, name: str, before: State, generated: Generated) -> None:
        """Merge a story's generated pages with its state."""
        self.merged[name] = merge_story(before, generated, self.wishes)

    def _old_name(self, before: State, draft: Draft) -> str:
        """The story without a folder that this one was renamed from; "" without any."""
        if before.base or before.live:
            return ""
        return next((g for g in self.gone if is_renamed(self.states[g], draft.definitions, draft.passages)), "")

    def _draft(self, name: str, before: State, unread: list[SourceError]) -> tuple[str, Draft] | None:
        """A story's draft, with its fingerprint.

        If the build keeps going, `unread` gathers the errors of sources; None if none of the story's can be read.
        """
        if not self.asked.keep_going:
            return draft_for(self.project, name, before, self.wishes, self.executor)
        try:
            return draft_for(self.project, name, before, self.wishes, self.executor, unread=unread.append)
        except SourceError as error:
            unread.append(error)
            return None


def _stories(project: Project, named: Sequence[str]) -> tuple[list[str], list[str]]:
    """The stories to build, and those whose folder is gone while their pages are still there."""
    wanted = list(named) or [s for s in project.stories() if has_articles(project.sources / s)]
    based = {p.name for p in project.base.iterdir() if p.is_dir()} if project.base.is_dir() else set()
    gone = [] if named else sorted(based - {*project.stories(), *project.locked()})
    if not wanted and not gone and not project.locked():
        raise ExplaineryError(
            "there are no stories with articles",
            file=project.sources,
            hint="`explainery new STORY` makes one, `explainery add STORY FILE` adds to it",
        )
    for name in wanted:
        _check_address(project, name)
    return wanted, gone


def taken_address(project: Project, name: str) -> Path | None:
    """The page or folder of the site that has a story's address and is not the story's; None without any."""
    page, folder = project.docs / f"{name}.md", project.docs / name
    if page.exists():
        return page
    return folder if folder.exists() and not (project.sources / name).is_dir() else None


def _may_hold_pages(folder: Path) -> bool:
    """Whether a folder is a story's: it holds pages, or nothing but a picture for them."""
    if not folder.is_dir():
        return False
    return any(folder.glob("*.md")) or all(PICTURE_FILE.fullmatch(path.name) for path in folder.iterdir())


def _check_address(project: Project, name: str) -> None:
    """Stop where a story would take the place of something else on the site."""
    story_folder(project.sources, name)
    taken, folder = project.docs / f"{name}.md", project.docs / name
    if taken.exists() or (folder.exists() and not _may_hold_pages(folder)):
        raise ExplaineryError(
            f"the story {name!r} would have the address of something else",
            file=taken if taken.exists() else folder,
            hint="Give the story's folder another name",
        )


def _wishes(project: Project, asked: Asked, states: Mapping[str, State]) -> Wishes:
    """What was asked, by page and unit. Raises ExplaineryError for a page or key that does not exist."""

    def below(paths: Collection[str]) -> frozenset[str]:
        return frozenset(Path(p).as_posix().removeprefix(f"{project.settings.docs}/") for p in paths)

    keep, given_up = below(asked.keep), below(asked.replace)
    known = {p for state in states.values() for p in (*state.base, *state.live)}
    for path in sorted(keep | given_up):
        if path not in known:
            hint = "Name it below docs/, such as port-strike/trade.md"
            raise ExplaineryError(f"there is no page {path!r}", hint=hint)
    take = places_named(asked.restore, list(states.values()))
    return Wishes(take=take, adopt=keep, replace=given_up)


def _home(project: Project, decisions: Mapping[str, frozenset[Decision]], seen: SeenFiles) -> dict[Path, str | None]:
    """What is written of the home page: all of it by a project's first build, and by no other one.

    Of a project that an earlier version built, what that version kept of the home page goes.
    """
    file = project.docs / OVERVIEW_FILE
    if project.base.is_dir() or seen.read(file) is not None:
        return left_behind(project, decisions, seen)
    return {file: home_page(words_of(project.language)).text}


def _check_known(project: Project, merged: Mapping[str, Merged]) -> None:
    """Raise PageConflictError for pages without a base."""
    pages = [p for m in merged.values() for p in m.unknown]
    if pages:
        keep = " ".join(f"--keep {p}" for p in pages)
        raise PageConflictError(
            f"nothing was written, so that no edit is lost; pages in {project.settings.docs}/ without a base, of which "
            f"nobody can tell who wrote them: {', '.join(pages)}",
            file=project.docs / pages[0],
            hint=f"Restore .explainery/base/ from git; or `explainery build {keep}` keeps the pages as they are; "
            "--replace takes the build's text instead",
        )
