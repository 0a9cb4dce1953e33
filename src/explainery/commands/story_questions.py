"""What may be asked about a story, stage by stage: later questions depend on the answers to earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainery.answers.questions import Question, Task
from explainery.answers.records import Answers
from explainery.answers.tasks import labels
from explainery.citation_keys import sentence_code
from explainery.config import story_settings
from explainery.marking.relabelling import candidates, speakers
from explainery.marking.segmentation.lines import lines_of
from explainery.model import MarkedArticle
from explainery.pipeline import mark_all
from explainery.project import Project, story_folder
from explainery.reading import read_story

STAGES: tuple[tuple[Task, ...], ...] = (
    (Task.LABELS,),
    (Task.SAME, Task.DISPUTES, Task.EXCHANGES, Task.EVENTS),
    (Task.FACTS,),
    (Task.WORDING,),
    (Task.HEADINGS, Task.TITLE),
)


def questions_of(project: Project, story: str, stage: tuple[Task, ...], answers: Answers) -> list[Question]:
    """The questions of a stage, answered or not, as they are with the answers to earlier stages."""
    _ = answers
    return list(_label_questions(project, story)) if Task.LABELS in stage else []


def _label_questions(project: Project, story: str) -> Iterator[Question]:
    for marked in _marked(project, story):
        article = marked.article
        pieces = [words for _, words in candidates(article, lines_of(article.text))]
        yield from labels.questions(article, [labels.Candidate(sentence_code(w), w) for w in pieces], speakers(marked))


def _marked(project: Project, story: str) -> Sequence[MarkedArticle]:
    """The articles as the rules mark them."""
    folder = story_folder(project.sources, story)
    articles = read_story(folder, project.limits)
    return mark_all(articles, story_settings(folder), seconds=project.limits.seconds)
