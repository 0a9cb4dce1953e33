"""A story's pages as generated, before they meet what people edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explainery.answers.files import answers_of
from explainery.citation_keys import sentence_code
from explainery.config import story_settings
from explainery.errors import SettingsError
from explainery.merging import Generated, State, Wishes
from explainery.page_format import SOURCES_FILE
from explainery.project import Project
from explainery.reading import Unread
from explainery.store.draft_cache import Draft, fingerprint, recalled
from explainery.writing import definitions, outline, sources_page, write
from explainery.writing.labels import FACET_FILES
from explainery.writing.page_writer import Writer

if TYPE_CHECKING:
    from concurrent.futures import Executor  # a build with nothing new runs nothing in parallel

    from explainery.curation.page_plan import Explainer
    from explainery.store.step_cache import StepCache


@dataclass(frozen=True, slots=True)
class Keyed:
    """A story's draft.

    Attributes:
        key: the fingerprint of what it is made from.
        draft: the draft.
        is_cached: whether it comes from the cache.
    """

    key: str
    draft: Draft
    is_cached: bool = False


def drafted(project: Project, name: str, before: State, executor: Executor | None = None) -> Draft:
    """A story's draft, cached or made. No page links to one that people deleted."""
    return draft_for(project, name, before, Wishes(), executor).draft


def draft_for(
    project: Project,
    name: str,
    before: State,
    wishes: Wishes,
    executor: Executor | None,
    *,
    unread: Unread | None = None,
) -> Keyed:
    """A story's draft, with the fingerprint of what it is made from.

    Args:
        project: where the story is.
        name: the story.
        before: its state.
        wishes: what people ask of the build.
        executor: runs the marking.
        unread: is called with the error of each file that cannot be read; without it, the first one raises.
    """
    answers_of(project.root, name)  # raises for a file of answers that is broken
    _require_picture(project, name)
    pages = {p for p in before.base if p not in before.live and p not in wishes.replace}
    key = fingerprint(project, name, pages)
    cached = recalled(project, name, key)
    if cached is not None:
        return Keyed(key, cached, is_cached=True)
    draft = draft_of(project, name, pages, executor, unread=unread)
    if fingerprint(project, name, pages) != key:  # a source was saved meanwhile: the draft may be of either version
        key = f"of changed sources {key}"
    return Keyed(key, draft)


def _require_picture(project: Project, name: str) -> None:
    """Raise SettingsError where a story's picture is not among its pages: the site could not be built."""
    settings = project.sources / name / "story.yml"
    picture = story_settings(settings.parent).picture
    if picture is not None and not (project.docs / name / picture.file).is_file():
        folder = f"{project.settings.docs}/{name}/"
        raise SettingsError(
            f"there is no picture {picture.file!r} in {folder}",
            file=settings,
            hint="Put it there, or take the picture out of story.yml",
        )


def draft_of(
    project: Project,
    name: str,
    pages: Collection[str] = (),
    executor: Executor | None = None,
    *,
    unread: Unread | None = None,
    cache: StepCache | None = None,
) -> Draft:
    """A story's pages as generated.

    Args:
        project: where the story is.
        name: the story.
        pages: pages that people deleted: they are not made, and no other page links to them.
        executor: runs the marking.
        unread: is called with the error of each file that cannot be read; without it, the first one raises.
        cache: has the articles that were read and marked before; the project's own unless it is given.
    """
    # A build with nothing new marks, links and copy-edits nothing.
    from explainery.copyediting.weak_lines import weak_lines  # noqa: PLC0415

    explainer = _explained(project, name, executor, unread, cache)
    stays = [p for p in explainer.pages if f"{name}/{FACET_FILES[p.facet]}" not in pages]
    picture = story_settings(project.sources / name).picture
    explainer = replace(explainer, pages=tuple(stays), picture=picture, language=project.language)
    story, shown = explainer.story, len(explainer.statements)
    return Draft(
        slug=name,
        pages={page.path: page.text for page in write(explainer)},
        definitions=definitions(explainer),
        sources=outline(Writer(explainer)),
        articles=len(story.articles),
        claims=len(story.claims),
        shown=shown,
        left=sum(c.facet is not None for c in story.claims) - shown,
        unnamed=tuple(m.article.file for m in story.articles if "publisher" in m.article.unknown),
        furniture=tuple((m.article.file, len(m.dropped)) for m in story.articles if m.dropped),
        passages={p.key: sentence_code(p.words) for p in story.passages.values()},
        weakest=tuple((f"{name}/{FACET_FILES[w.facet]}", w.key, w.why) for w in weak_lines(explainer)),
    )


def _explained(
    project: Project, name: str, executor: Executor | None, unread: Unread | None, cache: StepCache | None
) -> Explainer:
    """A story's explainer, with what is recorded about it as far as the gate lets it pass."""
    from explainery.pipeline import explain  # noqa: PLC0415

    answers, settings = project.answers(name), story_settings(project.sources / name)
    if not answers:
        return explain(project, name, executor, unread, cache=cache)
    # The gate, with all that it checks, takes a quarter of a second to load.
    from explainery.commands.headings import headed  # noqa: PLC0415
    from explainery.commands.wordings import helped, told  # noqa: PLC0415

    explainer = explain(project, name, executor, unread, gate=lambda s: told(s, answers, settings), cache=cache)
    explainer = headed(explainer, answers, settings)
    return replace(explainer, help=helped(explainer, answers))


def generated_of(name: str, draft: Draft) -> Generated:
    """A draft as the merge takes it."""

    def sources(used: Mapping[str, Sequence[str]]) -> str:
        return sources_page(draft.sources, {p.removeprefix(f"{name}/"): keys for p, keys in used.items()})

    return Generated(draft.pages, draft.definitions, (f"{name}/{SOURCES_FILE}", sources), draft.passages)
