"""What may be asked about a story, stage by stage: later questions depend on the answers to earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from explainery.answers.questions import Question, Task
from explainery.answers.records import NO_ANSWERS, Answers
from explainery.answers.tasks.labels import model_labels
from explainery.commands.headings import heading_questions, title_questions
from explainery.commands.wordings import rewording_questions, told, wording_questions
from explainery.config import story_settings
from explainery.curation.page_plan import Explainer
from explainery.linking import questions_about as questions_across
from explainery.linking.questions import fact_questions
from explainery.marking import questions_about
from explainery.marking.relabelling import doubts
from explainery.model import MarkedArticle, Story
from explainery.pipeline import explained, limits_of, linked_within, mark_all
from explainery.project import Project, story_folder
from explainery.reading import read_story
from explainery.store.step_cache import step_cache

STAGES: tuple[tuple[Task, ...], ...] = (
    (Task.LABELS,),
    (Task.SAME, Task.DISPUTES, Task.EXCHANGES, Task.EVENTS),
    (Task.FACTS,),
    (Task.WORDING,),
    (Task.REWORDING,),
    (Task.HEADINGS, Task.TITLE),
)


def questions_of(project: Project, story: str, stage: tuple[Task, ...], answers: Answers) -> list[Question]:
    """The questions of a stage, answered or not, as they are with the answers to earlier stages."""
    asked = _Asked(project, story, answers)
    return [question for task in stage for question in asked.of(task)]


def doubted_labels(project: Project, story: str, answers: Answers) -> dict[str, tuple[int, int]]:
    """The files of which a model called too many sentences furniture: how many, and of how many."""
    settings = story_settings(story_folder(project.sources, story))
    cache = step_cache(project)
    articles = read_story(story_folder(project.sources, story), project.limits, recall=cache.read)
    rows = mark_all(articles, settings, seconds=project.limits.seconds, cache=cache)
    found = {m.article.file: (doubts(m, model_labels(answers, questions_about(m))), len(m.sentences)) for m in rows}
    return {file: counts for file, counts in found.items() if counts[0]}


class _Asked:
    """What may be asked about one story."""

    def __init__(self, project: Project, story: str, answers: Answers) -> None:
        self._project, self._story, self._answers = project, story, answers
        self._settings = story_settings(story_folder(project.sources, story))

    def of(self, task: Task) -> Iterator[Question]:
        """The questions of a task."""
        makers: Mapping[Task, Callable[[], Iterator[Question]]] = {
            Task.LABELS: self._labels,
            Task.FACTS: self._facts,
            Task.WORDING: self._wordings,
            Task.REWORDING: self._rewordings,
            Task.HEADINGS: self._headings,
            Task.TITLE: self._titles,
        }
        return makers[task]() if task in makers else self._across(task)

    def _labels(self) -> Iterator[Question]:
        yield from (q for marked in self._marked(NO_ANSWERS) for q in questions_about(marked))

    def _across(self, task: Task) -> Iterator[Question]:
        yield from questions_across(self._marked(self._answers), self._settings).of(task)

    def _facts(self) -> Iterator[Question]:
        linked = self._linked()
        yield from fact_questions(linked.claims, linked.passages)

    def _wordings(self) -> Iterator[Question]:
        yield from wording_questions(self._linked()).values()

    def _rewordings(self) -> Iterator[Question]:
        yield from rewording_questions(self._linked(), self._answers, self._settings).values()

    def _headings(self) -> Iterator[Question]:
        yield from (question for _, question in heading_questions(self._explained()))

    def _titles(self) -> Iterator[Question]:
        yield from title_questions(self._explained(), self._settings)

    def _marked(self, answers: Answers) -> tuple[MarkedArticle, ...]:
        """The articles as the rules and the answers mark them."""
        limits, cache = self._project.limits, step_cache(self._project)
        articles = read_story(story_folder(self._project.sources, self._story), limits, recall=cache.read)
        return mark_all(articles, self._settings, seconds=limits.seconds, answers=answers, cache=cache)

    def _linked(self) -> Story:
        seconds = self._project.limits.story_seconds
        return linked_within(self._story, self._marked(self._answers), self._settings, seconds, self._answers)

    def _explained(self) -> Explainer:
        linked = self._linked()
        return explained(linked, limits_of(self._project, self._story), told(linked, self._answers, self._settings))
