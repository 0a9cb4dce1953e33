"""The lines that `plan` and `build` print."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.cli.unit_labels import bracketed, unit_words
from explainery.commands.build_result import Planned
from explainery.commands.story_outcome import StoryFacts
from explainery.merging import BuildChange, BuildChangeKind, Merged, Outcome
from explainery.page_format import OVERVIEW_FILE
from explainery.project import Project
from explainery.text import agreeing, counted, visible

_SIGNS = {
    BuildChangeKind.ADDED: "+",
    BuildChangeKind.CHANGED: "~",
    BuildChangeKind.MOVED: ">",
    BuildChangeKind.REMOVED: "-",
    BuildChangeKind.WITHDRAWN: "!",
    BuildChangeKind.PROPOSED: "?",
}
_MOST_FILES = 8  # named after a build
_MOST_STORIES = 20  # about a screen: of more, only those with something new have a line
_MOST_LINES = 60  # to look at first: nobody reads on
_NOTES = {
    Outcome.GONE: "left out: you deleted it",
    Outcome.ADDED: "new page",
    Outcome.REMOVED: "removed: the sources no longer support a page",
}


def plan_lines(planned: Planned, project: Project) -> Iterator[str]:
    """Everything that a build would do, page by page."""
    for path, outcome, changes in _pages(planned):
        if not changes and outcome in {Outcome.SAME, Outcome.KEPT}:
            continue
        yield f"{project.settings.docs}/{path}{'  ' + _NOTES[outcome] if outcome in _NOTES else ''}"
        for change in changes:
            yield f"  {_SIGNS[change.kind]} {change.kind:<9} {bracketed(change.id)}{unit_words(change.text)}"
            if change.kind in {BuildChangeKind.CHANGED, BuildChangeKind.PROPOSED} and change.before:
                label = "was" if change.kind is BuildChangeKind.CHANGED else "page has"
                yield f"    {label:<9} {unit_words(change.before)}"
    yield from _home_line(planned, project)
    other = sorted(p for p in planned.writes if project.docs not in p.parents and project.base not in p.parents)
    for file in other:
        yield f"{file.relative_to(project.root).as_posix()}  changes"


def plan_summary(planned: Planned, project: Project) -> str:
    """The plan in a line."""
    pages = [p for p in planned.writes if project.docs in p.parents]
    kept = sum(o is Outcome.KEPT for o in planned.outcomes.values())
    if not planned.writes:
        return "Nothing to do" + (f"; {counted(kept, 'page')} kept as people edited." if kept else ".")
    stamp = planned.stamp(project.root)
    if not pages:
        return f"No page would change, only what builds keep. `explainery build --plan {stamp}` does exactly this."
    return f"{counted(len(pages), 'page')} would change. `explainery build --plan {stamp}` does exactly this."


def built_lines(planned: Planned, project: Project) -> Iterator[str]:
    """The result of a build: a line for each page that changed, for what waits, and for each story that was built."""
    kept = 0
    for page in (page for story in planned.stories for page in story.pages):
        note = _NOTES.get(page.outcome, "")
        totals = ", ".join(f"{page.counts[kind]} {kind}" for kind in _SIGNS if kind in page.counts)
        kept += page.outcome is Outcome.KEPT and not totals
        if page.outcome is Outcome.ADDED:
            yield f"  {project.settings.docs}/{page.path}  {note}"
        elif note or totals or page.outcome is Outcome.UPDATED:
            yield f"  {project.settings.docs}/{page.path}  {'; '.join(filter(None, (note, totals))) or 'updated'}"
    if kept:
        yield f"  {counted(kept, 'page')} kept as edited; the build has nothing new for {'it' if kept == 1 else 'them'}"
    yield from (f"  {line}" for line in _home_line(planned, project))
    yield from _waiting(planned)
    yield from stale_lines(planned, project)
    yield from _story_lines(planned)
    yield from _missing(planned)
    yield from _look_first(planned, project)


def _story_lines(planned: Planned) -> Iterator[str]:
    """A line for each story; of many, only for those with something new."""
    told = [story for story in planned.stories if story.facts]
    shown = told if len(told) <= _MOST_STORIES else [story for story in told if story.is_new]
    for story in shown:
        if story.facts:
            yield from (_story_line(story.name, story.facts), *_left_lines(story.facts))
    if len(shown) < len(told):
        yield f"{counted(len(told) - len(shown), 'story', 'stories')} with nothing new"


def _home_line(planned: Planned, project: Project) -> Iterator[str]:
    """What became of the home page, which only a first build, or the first one of this version, writes."""
    page = project.docs / OVERVIEW_FILE
    if page in planned.writes:
        note = "new page, for you to edit" if planned.has_new_home else "its list of stories removed: the site draws it"
        yield f"{page.relative_to(project.root).as_posix()}  {note}"


def _look_first(planned: Planned, project: Project) -> Iterator[str]:
    """The weakest lines of the pages that this build wrote anew, where they still stand as it wrote them."""
    rows = [row for story in planned.stories for row in story.weakest]
    if rows:
        yield "Look at these first:"
    for path, line, why in rows[:_MOST_LINES]:
        yield f"  {project.settings.docs}/{path}  {unit_words(line)}  ({why})"
    if len(rows) > _MOST_LINES:
        yield f"  and {len(rows) - _MOST_LINES} more"


def _waiting(planned: Planned) -> Iterator[str]:
    """What waits for a decision, also if it waited before this build."""
    for story in planned.stories:
        if story.proposals:
            yield (
                f"{counted(story.proposals, 'proposal')} {agreeing(story.proposals, 'wait')} for a decision, "
                f"see .explainery/proposals/{story.name}.md or `explainery status`"
            )
        withdrawn = sum(page.counts.get(BuildChangeKind.WITHDRAWN, 0) for page in story.pages)
        if withdrawn:
            yield (
                f"{counted(withdrawn, 'edited statement')} {agreeing(withdrawn, 'rest')} on a source that is "
                "withdrawn, see `explainery status`"
            )


def stale_lines(planned: Planned, project: Project) -> Iterator[str]:
    """Lines of people's own that have words which were corrected or deleted elsewhere."""
    for copy in planned.stale:
        old = unit_words(copy.words)
        yield (
            f"{project.settings.docs}/{copy.page}:{copy.line}: still says “{old}”, which was corrected or deleted on "
            f"{project.settings.docs}/{copy.where}; you edited this line, so it stays"
        )


def _pages(planned: Planned) -> Iterator[tuple[str, Outcome, list[BuildChange]]]:
    for merged in planned.merged.values():
        for path, outcome in sorted(merged.outcomes.items()):
            yield path, outcome, _changes_on(merged, path)


def _changes_on(merged: Merged, path: str) -> list[BuildChange]:
    changes = [c for c in merged.changes if c.page == path]
    return sorted(changes, key=lambda c: list(_SIGNS).index(c.kind))


def _story_line(name: str, facts: StoryFacts) -> str:
    """A story in a line: its articles, how many of its claims the pages show, and where it says why others stay out."""
    others = f"; `explainery inspect --all {name}` says why {facts.left} more stay out" if facts.left > 0 else ""
    articles = counted(facts.articles, "article")
    return f"{name}: {articles}, {facts.shown} of {facts.claims} claims on its pages{others}"


def _left_lines(facts: StoryFacts) -> Iterator[str]:
    """How many lines of each article were left out as captions, credits and the like."""
    if facts.furniture:
        files = ", ".join(f"{visible(file)} {count}" for file, count in facts.furniture[:_MOST_FILES])
        more = f" and {len(facts.furniture) - _MOST_FILES} more" if len(facts.furniture) > _MOST_FILES else ""
        yield f"  lines that are not the article, which `inspect` lists: {files}{more}"


def _missing(planned: Planned) -> Iterator[str]:
    """What people should add: publishers' names, and articles of stories without any."""
    for story in planned.stories:
        if story.facts and story.facts.unnamed:
            files = ", ".join(visible(f) for f in story.facts.unnamed)
            yield f"{story.name}: nobody says who published {files}; readers see the file's name instead"
    for name in planned.empty:
        yield f"{name}: no articles yet. Add some with `explainery add {name} FILE`"
