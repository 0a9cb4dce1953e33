"""A build: the stories' pages made, merged with what people edited, and written, all or none."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from explainery.errors import ExplaineryError, PageConflictError
from explainery.files import finish, pages_in, read_raw, story_folder, write_all
from explainery.merging import Merge, Outcome, merge
from explainery.merging_home import merged_home
from explainery.navigation import stories_in, with_stories
from explainery.reading import has_articles
from explainery.reading.frontmatter import split
from explainery.remembering import Draft, fingerprint, recalled, remember
from explainery.running import Progress, Project, explain, limits_of
from explainery.writing import home_page, write
from explainery.writing.home import StoryLine
from explainery.writing.layout import LABELS


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people ask of a build for pages that both they and the build changed: keep theirs, or take the build's."""

    keep: Collection[str] = ()
    replace: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        merge: every page's outcome.
        drafts: what was built.
        empty: stories that were left out because they have no articles yet.
        held: for each page that was kept on request, what the build would have changed on it.
    """

    merge: Merge
    drafts: tuple[Draft, ...] = ()
    empty: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)


def build(
    project: Project,
    names: Iterable[str] = (),
    wishes: Wishes = Wishes(),
    *,
    progress: Progress = lambda _: None,
    executor: Executor | None = None,
) -> Built:
    """Build the pages of stories (all that have articles, where none is named) and write them.

    A build of everything also takes away the pages of stories whose folder is gone.

    Raises:
        PageConflictError: a page changed both by hand and in the build; nothing was written.
        SourceError: a source cannot be read; nothing was written.
        WritingError: the disk is full or read-only; nothing was changed.
    """
    finish(project.root)
    named = list(dict.fromkeys(names))
    wanted = named or [s for s in project.stories() if has_articles(project.sources / s)]
    base, live = pages_in(project.base), _live_pages(project)
    gone = [] if named else sorted({p.split("/")[0] for p in base if "/" in p} - set(project.stories()))
    if not wanted and not gone:
        raise ExplaineryError(
            "there are no stories with articles",
            file=project.sources,
            hint="`explainery new STORY` makes one, `explainery add STORY FILE` adds to it",
        )
    drafts = {}
    for name in wanted:
        _check_address(project, name)
        progress(name)
        deleted = {p for p in base if p.startswith(f"{name}/") and p not in live}
        key = fingerprint(project, name, deleted)
        drafts[key] = recalled(project, name, key) or draft_of(project, name, deleted, executor)
    new = {path: text for draft in drafts.values() for path, text in draft.pages.items()}
    asked = _wished(project, wishes, base, live)
    result = _merged(project, (base, live, new), [*wanted, *gone], asked)
    if result.conflicts:
        raise _conflict(project, result, base, new)
    held = {p: difference(base.get(p, ""), new.get(p, ""), p) for p, o in result.outcomes.items() if o is Outcome.HELD}
    changes = {project.docs / p: text for p, text in result.live.items()}
    changes |= {project.base / p: text for p, text in result.base.items()}
    seen = {project.docs / p: live.get(p) for p in result.live}
    write_all(project.root, changes | _navigation(project, result), seen)
    for key, draft in drafts.items():
        remember(project, draft, key)
    empty = tuple(s for s in project.stories() if not has_articles(project.sources / s))
    return Built(result, tuple(drafts.values()), () if named else empty, held)


def draft_of(project: Project, name: str, deleted: Collection[str] = (), executor: Executor | None = None) -> Draft:
    """A story's pages as generated, without those that people deleted: no other page links to them."""
    explainer = explain(project, name, executor)
    stays = [p for p in explainer.pages if f"{name}/{LABELS[p.facet].file}" not in deleted]
    explainer = replace(explainer, pages=tuple(stays))
    story, shown = explainer.story, len(explainer.statements)
    return Draft(
        slug=name,
        pages={page.path: page.text for page in write(explainer)},
        articles=len(story.articles),
        claims=len(story.claims),
        shown=shown,
        left=sum(c.facet is not None for c in story.claims) - shown,
        budget=limits_of(project, name).budget,
    )


def taken_address(project: Project, name: str) -> Path | None:
    """The page or folder of the site that has a story's address and is not the story's."""
    page, folder = project.docs / f"{name}.md", project.docs / name
    if page.exists():
        return page
    return folder if folder.exists() and not (project.sources / name).is_dir() else None


def _check_address(project: Project, name: str) -> None:
    """Stop where a story would take the place of something else on the site."""
    story_folder(project.sources, name)
    taken, folder = project.docs / f"{name}.md", project.docs / name
    links = [p for p in (folder, *folder.glob("*.md")) if p.is_symlink()]
    if links:
        raise ExplaineryError(
            "this is a link, which a build would replace", file=links[0], hint="Put the page itself there"
        )
    foreign = folder.exists() and not (folder.is_dir() and (any(folder.glob("*.md")) or not any(folder.iterdir())))
    if taken.exists() or foreign:
        raise ExplaineryError(
            f"the story {name!r} would have the address of something else",
            file=taken if taken.exists() else folder,
            hint="Give the story's folder another name",
        )


def _wished(project: Project, wishes: Wishes, base: Mapping[str, str], live: Mapping[str, str]) -> Wishes:
    """The wishes with pages named below `docs/`. Raises ExplaineryError for a page that is not there."""

    def below(paths: Collection[str]) -> frozenset[str]:
        return frozenset(Path(p).as_posix().removeprefix(f"{project.settings.docs}/") for p in paths)

    named = Wishes(below(wishes.keep), below(wishes.replace))
    for path in sorted({*named.keep, *named.replace}):
        if path not in base and path not in live:
            raise ExplaineryError(
                f"there is no page {path!r}", hint="Name it below docs/, such as port-strike/trade.md"
            )
    return named


_Versions = tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]


def _merged(project: Project, versions: _Versions, names: Sequence[str], wishes: Wishes) -> Merge:
    """The merge of the stories' pages and, with what they are then called, of the home page."""
    base, live, new = versions

    def ours(pages: Mapping[str, str]) -> dict[str, str]:
        return {p: t for p, t in pages.items() if "/" in p and p.split("/")[0] in names}

    stories = merge(ours(base), ours(live), new, keep=wishes.keep, take=wishes.replace)
    after = {**live, **stories.live}
    home = home_page(_story_lines(project, {p: t for p, t in after.items() if t is not None}))
    homes = merged_home(base.get(home.path), live.get(home.path), home, wishes.keep, wishes.replace)
    return Merge({**stories.outcomes, **homes.outcomes}, {**stories.live, **homes.live}, {**stories.base, **homes.base})


def _live_pages(project: Project) -> dict[str, str]:
    """The pages of `docs/` that a build may touch: the home page and the stories' folders."""
    known = set(project.stories()) | {"index.md"} | {p.split("/")[0] for p in pages_in(project.base)}
    return {p: t for p, t in pages_in(project.docs).items() if p.split("/")[0] in known}


def _story_lines(project: Project, pages: Mapping[str, str]) -> list[StoryLine]:
    """The stories as their overviews now call themselves."""
    rows = []
    for name in project.stories():
        text = pages.get(f"{name}/index.md")
        if text is not None:
            values = split(text, project.docs / name / "index.md").values
            rows.append(StoryLine(name, str(values.get("title", name)), str(values.get("description", ""))))
    return rows


def _navigation(project: Project, result: Merge) -> dict[Path, str | None]:
    """`mkdocs.yml` where its list of stories has to change."""
    config = project.root / "mkdocs.yml"
    text = read_raw(config) if config.is_file() else ""
    if "\r" in text:
        return {}  # its line ends would change with it
    after = {p: t is not None for p, t in result.live.items()}

    def stands(story: str) -> bool:
        page = f"{story}/index.md"
        return after.get(page, (project.docs / page).is_file())

    dead = {story for story in stories_in(text) if not stands(story)}
    changed = with_stories(text, list(filter(stands, project.stories())), dead)
    return {config: changed} if changed != text else {}


def difference(before: str, after: str, path: str) -> str:
    """What a build would change on a page, as a unified difference."""
    rows = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{path} (last build)", f"{path} (this build)", lineterm="", n=1
    )
    return "\n".join(rows)


def _conflict(project: Project, result: Merge, base: Mapping[str, str], new: Mapping[str, str]) -> PageConflictError:
    """The error for pages that both people and the build changed, or that nobody knows the origin of."""
    unknown = [p for p in result.conflicts if result.outcomes[p] is Outcome.UNKNOWN]
    edited = [p for p in result.conflicts if p not in unknown]
    keep = " ".join(f"--keep {p}" for p in result.conflicts)
    hint = f"`explainery build {keep}` keeps what stands there; --replace takes the build's text instead"
    parts = []
    if edited:
        parts.append(f"edited by hand and changed by this build: {', '.join(edited)}")
    if unknown:
        where = f"in {project.settings.docs}/ without a base, so that nobody can say who wrote them"
        parts.append(f"{where}: {', '.join(unknown)}")
        hint = f"Restore .explainery/base/ from git; or {hint}"
    return PageConflictError(
        f"nothing was written, so that no edit is lost; {'; '.join(parts)}",
        file=project.docs / result.conflicts[0],
        hint=hint,
        proposals={p: difference(base.get(p, ""), new.get(p, ""), p) for p in edited},
    )
