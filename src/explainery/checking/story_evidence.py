"""A story's evidence for a check: from its articles, or from its lock file if the articles are not available."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from explainery.answers.files import answers_file
from explainery.answers.records import NO_ANSWERS, Answers
from explainery.checking.evidence import Evidence, evidence_of
from explainery.checking.lock_file import Lock, lock_of, lock_path, read_lock
from explainery.checking.locked_evidence import locked_evidence
from explainery.checking.markdown_extensions import Extensions
from explainery.checking.page import CheckedPage
from explainery.checking.site_index import Pages
from explainery.citation_keys import passages
from explainery.config import story_settings
from explainery.errors import AnswersError, ExplaineryError, SourceError
from explainery.linking.actors import leaders, main_actors
from explainery.linking.people import people_of
from explainery.linking.speakers import named_throughout
from explainery.model import Story
from explainery.pipeline import mark_all
from explainery.project import Project, story_folder
from explainery.reading import ReadingLimits, has_articles, read_story
from explainery.store.step_cache import StepCache, step_cache

_Stamp = tuple[tuple[str, int, int], ...]  # name, time of change in nanoseconds and size of each file of a story


@dataclass(slots=True)
class Memory:
    """What an earlier check read, for checks that follow each other.

    Attributes:
        stories: for each story, the stamp of its files and the evidence that was read from them.
        pages: the pages as they were rendered.
        extensions: the Markdown extensions with which they were rendered.
    """

    stories: dict[str, tuple[_Stamp, Evidence]] = field(default_factory=dict)
    pages: Pages = field(default_factory=dict)
    extensions: Extensions | None = None


def stories_of(project: Project) -> list[str]:
    """The names of all stories: folders with articles, or with pages although the articles are gone, and lock files."""
    folders = {p.name for p in _folders(project.sources) if has_articles(p) or (project.docs / p.name).is_dir()}
    locks = set(project.locked())
    if not folders and not locks:
        return project.stories()  # raises an error that says what is missing
    return sorted(folders | locks)


def _folders(sources: Path) -> list[Path]:
    return [p for p in sources.iterdir() if p.is_dir() and p.name[0] != "."] if sources.is_dir() else []


def is_at_hand(project: Project, name: str) -> bool:
    """Whether the articles of a story are available. Raises ExplaineryError if this cannot be a story's name."""
    folder = story_folder(project.sources, name)
    return folder.is_dir() and has_articles(folder)


def from_articles(project: Project, name: str, memory: Memory | None = None) -> Evidence:
    """The evidence of a story whose articles are available. Raises SourceError if one cannot be read."""
    folder = story_folder(project.sources, name)
    stamp = _stamp(folder, answers_file(project.root, name))
    if memory and memory.stories.get(name, ((), None))[0] == stamp:
        return memory.stories[name][1]
    story = story_of(folder, name, project.limits, _answers(project, name), step_cache(project))
    evidence = evidence_of(story, story_settings(folder), project.settings.quote_share)
    if memory is not None:
        memory.stories[name] = stamp, evidence
    return evidence


def _answers(project: Project, name: str) -> Answers:
    """What is recorded about a story; nothing where the file is broken, which is a finding of its own (EXP141)."""
    try:
        return project.answers(name)
    except AnswersError:
        return NO_ANSWERS


def from_lock(project: Project, name: str, pages: Collection[CheckedPage]) -> Evidence:
    """The evidence from a lock file and the pages' own definitions. Raises SourceError if there is no lock file."""
    lock = read_lock(lock_path(project.root, name))
    if lock is None:
        read_story(story_folder(project.sources, name), project.limits)  # raises an error that says what is missing
        raise SourceError(f"the story {name!r} has no articles", file=project.sources / name)
    folder = project.sources / name
    settings = story_settings(folder) if (folder / "story.yml").is_file() else lock.settings
    return locked_evidence(lock, settings, pages, project.settings.quote_share)


def current_lock(project: Project, name: str, evidence: Evidence) -> Lock:
    """The lock file that a story should have now. It keeps the salt of the existing one."""
    existing = read_lock(lock_path(project.root, name))
    return lock_of(evidence, existing.salt if existing else None)


def story_of(
    folder: Path,
    name: str,
    limits: ReadingLimits = ReadingLimits(),
    answers: Answers = NO_ANSWERS,
    cache: StepCache | None = None,
) -> Story:
    """A story as far as a check needs it: passages, who leads what, the actors, but no claims."""
    settings = story_settings(folder)
    try:
        read = read_story(folder, limits, recall=cache.read) if cache else read_story(folder, limits)
        marked = mark_all(read, settings, seconds=limits.seconds, answers=answers, cache=cache)
        articles = named_throughout(marked)
    except SourceError as error:
        inside = Path(error.file or "")
        raise SourceError(error.what, file=folder / inside.name, line=error.line, hint=error.hint) from None
    by_id = passages(articles)
    led = leaders(articles, settings.parties)
    return Story(
        slug=name,
        title=settings.title or articles[0].article.title,
        articles=articles,
        passages=MappingProxyType(by_id),
        actors=main_actors(list(by_id.values()), led, settings.parties),
        led=MappingProxyType(led),
        description=settings.description,
        people=people_of(list(by_id.values())),
    )


def _stamp(folder: Path, answers: Path) -> _Stamp:
    files = sorted(p for p in folder.glob("*") if p.is_file()) if folder.is_dir() else []
    files += [answers] if answers.is_file() else []
    return tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in files)


def evidence_for(
    project: Project, name: str, pages: Mapping[str, CheckedPage], memory: Memory | None = None
) -> Evidence:
    """The evidence of a story, from its articles or from its lock file. Raises ExplaineryError if both are missing."""
    if is_at_hand(project, name):
        return replace(from_articles(project, name, memory), language=project.language)
    try:
        return replace(from_lock(project, name, pages.values()), language=project.language)
    except ExplaineryError as error:
        raise SourceError(error.what, file=error.file, line=error.line, hint=error.hint) from None
