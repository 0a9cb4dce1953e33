"""`explainery ask`: has a model answer what is not answered yet about a story, stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from explainery.answers.files import answers_of
from explainery.answers.questions import Question, Task
from explainery.answers.records import Answers
from explainery.asking.ledger import Ledger
from explainery.asking.models import model_for
from explainery.asking.protocol import Model
from explainery.asking.runner import Runner, Tally, estimate
from explainery.commands.story_questions import STAGES, questions_of
from explainery.errors import ExplaineryError
from explainery.model import Rights
from explainery.model_settings import ModelSettings
from explainery.project import Project, story_folder
from explainery.reading import read_story
from explainery.store.transaction import alone

Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a story is to be asked.

    Attributes:
        story: the story.
        tasks: only these; empty for those of the settings.
        model: in the place of the model that the settings name.
        most: questions at most; None for no limit.
    """

    story: str
    tasks: tuple[Task, ...] = ()
    model: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class AskPlan:
    """What asking would send.

    Attributes:
        model: who would be asked.
        questions: of each task, those without an answer that may be sent, in the order of the stages.
        tokens: about how many they and their answers have, by task.
        files: the articles whose text would be sent.
        withheld: questions that hold text under `rights: quote` and are not sent.
        later: tasks that depend on answers that are still missing.
    """

    model: ModelSettings
    questions: Mapping[Task, int]
    tokens: Mapping[Task, int]
    files: tuple[str, ...]
    withheld: int
    later: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class AskOutcome:
    """What came of asking.

    Attributes:
        model: who was asked.
        tally: what came of the questions.
        withheld: questions that hold text under `rights: quote` and were not sent.
        later: tasks that were not reached.
    """

    model: ModelSettings
    tally: Tally
    withheld: int
    later: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A stage's questions without an answer: those that may be sent, and how many may not."""

    open: tuple[Question, ...]
    withheld: int


@dataclass(slots=True)
class _Desk:
    """A story whose questions are asked, or planned."""

    project: Project
    wanted: Wanted
    settings: ModelSettings
    files: dict[str, str] = field(default_factory=dict)  # of articles, by id
    quoted: set[str] = field(default_factory=set)  # the ids of articles under `rights: quote`

    @classmethod
    def of(cls, project: Project, wanted: Wanted) -> _Desk:
        settings = project.settings.model
        desk = cls(project, wanted, replace(settings, name=wanted.model or settings.name))
        for article in read_story(story_folder(project.sources, wanted.story), project.limits):
            desk.files[article.id] = article.file
            if article.rights is Rights.QUOTE:
                desk.quoted.add(article.id)
        return desk

    def stages(self) -> Iterator[tuple[Task, ...]]:
        """The tasks that are wanted, stage by stage."""
        chosen: Collection[str] = self.wanted.tasks or self.settings.tasks or tuple(Task)
        stages = (tuple(task for task in stage if task in chosen) for stage in STAGES)
        return (stage for stage in stages if stage)

    def missing(self, stage: tuple[Task, ...], answers: Answers) -> _Sorted:
        """The questions of a stage that have no answer."""
        asked = questions_of(self.project, self.wanted.story, stage, answers)
        missing = {q.hash: q for q in asked if not answers.to(q.hash)}.values()
        sent = tuple(q for q in missing if self._may_be_sent(q))
        return _Sorted(sent, len(missing) - len(sent))

    def _may_be_sent(self, question: Question) -> bool:
        """Whether the model may see a question. An article that nobody knows counts as somebody else's."""
        return self.settings.sees_quotes or (
            question.articles <= self.files.keys() and not question.articles & self.quoted
        )


def ask_plan(project: Project, wanted: Wanted) -> AskPlan:
    """What asking would send. Sends nothing.

    Raises:
        ExplaineryError: the story cannot be read.
        AnswersError: its file of answers is not understood.
    """
    desk, answers = _Desk.of(project, wanted), answers_of(project.root, wanted.story)
    found: list[Question] = []
    stages, withheld = list(desk.stages()), 0
    while stages and not found:
        missing = desk.missing(stages.pop(0), answers)
        found, withheld = list(missing.open), withheld + missing.withheld
    return AskPlan(
        model=desk.settings,
        questions={t: sum(q.task is t for q in found) for t in Task if any(q.task is t for q in found)},
        tokens={t: sum(estimate(q) for q in found if q.task is t) for t in Task},
        files=tuple(sorted({desk.files.get(a, a) for q in found for a in q.articles})),
        withheld=withheld,
        later=tuple(task for stage in stages for task in stage),
    )


def ask(
    project: Project,
    wanted: Wanted,
    key: str = "",
    *,
    model: Model | None = None,
    progress: Progress = lambda _: None,
) -> AskOutcome:
    """Ask what is not answered yet, one stage after another, and keep the answers.

    Args:
        project: where the story is.
        wanted: what to ask.
        key: for the model's server; "" for none.
        model: who is asked, in the place of the settings' model.
        progress: is called with a line after each question.

    Returns:
        What came of it. Its tally has the error that ended it early, if one did.

    Raises:
        ExplaineryError: the story cannot be read, or an answer cannot be kept.
        AnswersError: its file of answers is not understood.
        ModelError: no model is set, or it does not exist.
    """
    desk = _Desk.of(project, wanted)
    ledger = Ledger(project.root, wanted.story, partial(alone, project.root))
    runner = Runner(
        model or model_for(desk.settings, key),
        ledger,
        desk.settings.parallel,
        desk.settings.most_tokens,
        wanted.most,
    )
    stages, withheld = list(desk.stages()), 0
    while stages and not runner.tally.is_stopped:
        missing = desk.missing(stages.pop(0), ledger.answers)
        withheld += missing.withheld
        runner.progress = _counting(missing.open, progress)
        runner.ask(missing.open)
    return AskOutcome(desk.settings, runner.tally, withheld, tuple(task for stage in stages for task in stage))


def _counting(questions: Sequence[Question], progress: Progress) -> Callable[[Question, Tally], None]:
    """Tells how far a stage is, and what all has cost so far."""
    done = 0

    def tell(question: Question, tally: Tally) -> None:
        nonlocal done
        done += 1
        progress(f"{question.task}, {done} of {len(questions)} answered or tried, {tally.tokens:,} tokens so far")

    return tell


def tasks_named(names: Sequence[str]) -> tuple[Task, ...]:
    """The tasks with some names. Raises ExplaineryError for one that does not exist."""
    wrong = next((name for name in names if name not in set(Task)), None)
    if wrong is not None:
        raise ExplaineryError(f"there is no task {wrong!r}", hint=f"The tasks are {', '.join(Task)}")
    return tuple(Task(name) for name in names)
