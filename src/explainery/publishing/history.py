"""What the pages said over time, read from git: each commit that changed a story, and what it changed.

The published branch is followed by first parents. Of a merge, the reason of each change is that of the commit inside it
which made the change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from explainery.page_format import SOURCES_FILE
from explainery.project import KEPT, Project
from explainery.publishing.changed_statements import (
    ChangedStatement,
    Happened,
    Versions,
    changed_statements,
    words_of,
)
from explainery.publishing.reasons import reason_of
from explainery.publishing.steps import Change, History, Step
from explainery.publishing.tuning import TUNING
from explainery.reviewing.git_history import contents_of, is_committed
from explainery.reviewing.git_log import (
    Commit,
    merged_commits,
    published_commits,
    roots,
    uncommitted,
)

_BASE = f"{KEPT}/base"
_TOGETHER = 40  # commits whose texts are read at once
_Changed = tuple[list[ChangedStatement], dict[str, str]]
_Texts = Mapping[tuple[str, str], str]
_Made = Mapping[tuple[str, tuple[str, ...]], Commit]  # who made a statement say what it says: by key and words


def history_of(project: Project) -> History:
    """What git tells of a project's pages; nothing outside a repository, or before the first commit.

    Raises:
        ExplaineryError: git fails.
    """
    if not is_committed(project.root):
        return History(is_known=False)
    docs = project.settings.docs
    commits = published_commits(project.root, docs, TUNING.dated_commits)
    first = roots(project.root)
    is_cut = any(c.name in first and c.parents for c in commits)
    commits = [c for c in commits if not (c.name in first and c.parents)]
    told = [c for c in commits if _story_pages(c, docs)]
    loose = {p.removeprefix(f"{docs}/") for p in uncommitted(project.root, docs)}
    modified: dict[str, datetime] = {}
    created: dict[str, datetime] = {}
    for commit in commits:
        for path in (p.removeprefix(f"{docs}/") for p in commit.paths):
            modified.setdefault(path, commit.time)
            created[path] = commit.time
    return History(
        steps=tuple(_steps(project, told[: TUNING.commits])),
        modified={p: t for p, t in modified.items() if p not in loose},
        created={} if is_cut else created,
        is_whole=not is_cut and len(told) <= TUNING.commits and len(commits) < TUNING.dated_commits,
    )


def _story_pages(commit: Commit, docs: str) -> list[str]:
    """The pages of stories among the files of a commit, below `docs/`, without the lists of sources."""
    pages = (p.removeprefix(f"{docs}/") for p in commit.paths if p.endswith(".md"))
    return [p for p in pages if p.count("/") == 1 and not p.endswith(f"/{SOURCES_FILE}")]


def _steps(project: Project, commits: Sequence[Commit]) -> Iterator[Step]:
    """Each commit with what it changed, the newest first; pages have the paths that they have today."""
    names: dict[str, str] = {}
    for commit, (rows, renamed) in _all_changed(project, commits):
        made = _made(project, commit) if commit.is_merge and rows else {}
        sources = [made.get((r.key, words_of(r.after)), commit) for r in rows]
        counts = Counter(s.name for s, r in zip(sources, rows, strict=True) if _counts(r))
        yield Step(commit.name, commit.time, tuple(
            Change(
                _renamed(row, names), commit.time, source.name, reason_of(source, commit),
                counts[source.name] > TUNING.bulk,
            )
            for row, source in zip(rows, sources, strict=True)
        ))  # fmt: skip
        names |= {former: names.get(path, path) for former, path in renamed.items()}


def _counts(row: ChangedStatement) -> bool:
    return not row.is_generated and row.happened is not Happened.ADDED


def _renamed(row: ChangedStatement, names: Mapping[str, str]) -> ChangedStatement:
    if row.page not in names:
        return row
    return ChangedStatement(names[row.page], row.key, row.happened, row.before, row.after, row.is_generated)


def _made(project: Project, merge: Commit) -> _Made:
    """Which commit inside a merge made each statement say what it says since: the newest that did."""
    made: dict[tuple[str, tuple[str, ...]], Commit] = {}
    inner = merged_commits(project.root, merge, project.settings.docs, TUNING.merged_commits)
    for commit, (rows, _) in _all_changed(project, inner):
        for row in rows:
            made.setdefault((row.key, words_of(row.after)), commit)
    return made


def _all_changed(project: Project, commits: Sequence[Commit]) -> Iterator[tuple[Commit, _Changed]]:
    """Each commit with what it changed against its first parent; git is asked for the texts of many at a time."""
    for start in range(0, len(commits), _TOGETHER):
        some = commits[start : start + _TOGETHER]
        texts = dict(contents_of(project.root, [f for commit in some for f in _files(project, commit)]))
        yield from ((commit, changed_statements(_versions(project, commit, texts))) for commit in some)


def _files(project: Project, commit: Commit) -> Iterator[tuple[str, str]]:
    """The pages of a commit before and after it, and their bases, which tell what builds did."""
    docs = project.settings.docs
    for name in filter(None, (commit.parent, commit.name)):
        yield from ((name, f"{folder}/{page}") for folder in (docs, _BASE) for page in _story_pages(commit, docs))


def _versions(project: Project, commit: Commit, texts: _Texts) -> Versions:
    docs = project.settings.docs

    def at(name: str, folder: str) -> dict[str, str]:
        return {p: t for p in _story_pages(commit, docs) if (t := texts.get((name, f"{folder}/{p}"))) is not None}

    return Versions(at(commit.parent, docs), at(commit.name, docs), at(commit.parent, _BASE), at(commit.name, _BASE))
