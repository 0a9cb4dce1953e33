"""The lines that `plan` and `build` print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from explainery.cli.unit_labels import bracketed, unit_words
from explainery.commands.build import Planned
from explainery.merging import BuildChange, BuildChangeKind, Merged, Outcome
from explainery.page_format import OVERVIEW_FILE
from explainery.project import Project
from explainery.store.draft_cache import Draft
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
    for path, outcome, changes in _pages(planned):
        counts = Counter(c.kind for c in changes)
        note = _NOTES.get(outcome, "")
        totals = ", ".join(f"{counts[kind]} {kind}" for kind in _SIGNS if counts[kind])
        kept += outcome is Outcome.KEPT and not totals
        if outcome is Outcome.ADDED:
            yield f"  {project.settings.docs}/{path}  {note}"
        elif note or totals or outcome is Outcome.UPDATED:
            yield f"  {project.settings.docs}/{path}  {'; '.join(filter(None, (note, totals))) or 'updated'}"
    if kept:
        yield f"  {counted(kept, 'page')} kept as edited; the build has nothing new for {'it' if kept == 1 else 'them'}"
    yield from (f"  {line}" for line in _home_line(planned, project))
    yield from _waiting(planned)
    yield from stale_lines(planned, project)
    yield from (line for draft in planned.drafts.values() for line in (_story_line(draft), *_left_lines(draft)))
    yield from _missing(planned)
    yield from _look_first(planned, project)


def _home_line(planned: Planned, project: Project) -> Iterator[str]:
    """What became of the home page, which only a first build, or the first one of this version, writes."""
    page = project.docs / OVERVIEW_FILE
    if page in planned.writes:
        is_new = planned.seen.get(page) is None
        note = "new page, for you to edit" if is_new else "its list of stories removed: the site draws it"
        yield f"{page.relative_to(project.root).as_posix()}  {note}"


def _look_first(planned: Planned, project: Project) -> Iterator[str]:
    """The weakest lines of the pages that this build wrote anew, where they still stand as it wrote them."""
    written = {
        p for m in planned.merged.values() for p, o in m.outcomes.items() if o in {Outcome.ADDED, Outcome.UPDATED}
    }
    texts = {p: t for m in planned.merged.values() for p, t in m.state.live.items()}
    rows = [(p, key, why) for d in planned.drafts.values() for p, key, why in d.weakest if p in written]
    standing = [(p, key, why) for p, key, why in rows if f"[^{key}]" in texts.get(p, "")]
    if standing:
        yield "Look at these first:"
    for path, key, why in standing:
        yield f"  {project.settings.docs}/{path}  {unit_words(_line_of(texts[path], key))}  ({why})"


def _line_of(text: str, key: str) -> str:
    """The line of a page that cites a key first."""
    return next(line for line in text.splitlines() if f"[^{key}]" in line)


def _waiting(planned: Planned) -> Iterator[str]:
    """What waits for a decision, also if it waited before this build."""
    for name, merged in planned.merged.items():
        proposals = merged.state.proposals
        if proposals:
            yield (
                f"{counted(len(proposals), 'proposal')} {agreeing(len(proposals), 'wait')} for a decision, "
                f"see .explainery/proposals/{name}.md or `explainery status`"
            )
        withdrawn = sum(c.kind is BuildChangeKind.WITHDRAWN for c in merged.changes)
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


def _story_line(draft: Draft) -> str:
    """A story in a line: its articles, how many of its claims the pages show, and where it says why others stay out."""
    others = f"; `explainery inspect --all {draft.slug}` says why {draft.left} more stay out" if draft.left > 0 else ""
    articles = counted(draft.articles, "article")
    return f"{draft.slug}: {articles}, {draft.shown} of {draft.claims} claims on its pages{others}"


def _left_lines(draft: Draft) -> Iterator[str]:
    """How many lines of each article were left out as captions, credits and the like."""
    if draft.furniture:
        files = ", ".join(f"{visible(file)} {count}" for file, count in draft.furniture[:_MOST_FILES])
        more = f" and {len(draft.furniture) - _MOST_FILES} more" if len(draft.furniture) > _MOST_FILES else ""
        yield f"  lines that are not the article, which `inspect` lists: {files}{more}"


def _missing(planned: Planned) -> Iterator[str]:
    """What people should add: publishers' names, and articles of stories without any."""
    for draft in planned.drafts.values():
        if draft.unnamed:
            files = ", ".join(visible(f) for f in draft.unnamed)
            yield f"{draft.slug}: nobody says who published {files}; readers see the file's name instead"
    for name in planned.empty:
        yield f"{name}: no articles yet. Add some with `explainery add {name} FILE`"
