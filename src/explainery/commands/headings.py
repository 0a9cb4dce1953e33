"""Recorded headings, and the story's title and summary: what may be asked, and what of it may stand on a page.

A heading says what the statements below it say, so the gate judges it like a statement that cites all their passages.
A title and a summary say what the overview says. Where the gate refuses, the built-in ones stand, and what a person
states in `story.yml` always stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from explainery.answers.questions import Question
from explainery.answers.records import Answers
from explainery.answers.tasks.wording import heading_question, proposals_in, title_question
from explainery.checking.evidence import Evidence
from explainery.checking.unsaid import said_in, unsaid
from explainery.commands.wordings import evidence_for
from explainery.config import StorySettings
from explainery.copyediting.desk import as_told
from explainery.curation.page_plan import Explainer, FacetPage, Statement
from explainery.gating import refusals
from explainery.model import Passage
from explainery.patterns import regex

_MOST_HEADING = 10  # words; by taste
_MOST_TITLE = 14
_MOST_SUMMARY = 60
_MOST_SENTENCES = 2
_SENTENCE_END = regex(r"(?<=[.!?])\s+(?=[A-Z“])")

Place = tuple[str, int]  # the facet of a page, and the number of a section on it


def heading_questions(explainer: Explainer) -> Iterator[tuple[Place, Question]]:
    """The questions that ask for headings, one for each section that has one."""
    for page in explainer.pages:
        for number, section in enumerate(page.sections):
            if section.heading and section.statements:
                words = [as_told(explainer.story, s) for s in section.statements]
                articles = frozenset(p.article.id for p in _passages(explainer, section.statements))
                yield (page.facet, number), heading_question(page.facet, section.heading, words, articles)


def title_questions(explainer: Explainer, settings: StorySettings) -> Iterator[Question]:
    """The question that asks for the title and summary of a story for which nobody states them."""
    if explainer.overview.statements and not (settings.title and settings.description):
        yield _title_question(explainer)


def _title_question(explainer: Explainer) -> Question:
    statements = explainer.overview.statements
    words = [as_told(explainer.story, s) for s in statements]
    articles = frozenset(p.article.id for p in _passages(explainer, statements))
    return title_question(explainer.story.title, words, articles)


def headed(explainer: Explainer, answers: Answers, settings: StorySettings) -> Explainer:
    """The explainer with the headings, title and summary that are recorded and may stand on its pages."""
    if not answers:
        return explainer
    evidence = evidence_for(explainer.story, settings)
    pages = tuple(_headed_pages(explainer, answers, evidence))
    return _titled(replace(explainer, pages=pages), answers, settings, evidence)


def _headed_pages(explainer: Explainer, answers: Answers, evidence: Evidence) -> Iterator[FacetPage]:
    asked = {f"{facet} {number}": q for (facet, number), q in heading_questions(explainer)}
    proposals = dict(proposals_in(answers, asked, "heading"))
    for page in explainer.pages:
        texts = [proposals.get(f"{page.facet} {n}") for n in range(len(page.sections))]
        rows = zip(page.sections, texts, strict=True)
        sections = (
            replace(s, heading=t.text, label=None)
            if t and _may_head(t.text, _passages(explainer, s.statements), _MOST_HEADING, evidence)
            else s
            for s, t in rows
        )
        yield replace(page, sections=tuple(sections))


def _may_head(heading: str, passages: Sequence[Passage], most: int, evidence: Evidence) -> bool:
    """Whether a heading is short, is no sentence with a stop, and says only what the passages say."""
    short = len(heading.split()) <= most and heading[-1] not in ".,:;!?"
    return short and _is_said(heading, passages, evidence) and not refusals(f"{heading}.", passages, evidence)


def _is_said(text: str, passages: Sequence[Passage], evidence: Evidence) -> bool:
    """Whether the check finds each name and figure of a text without citations in some passages (EXP124)."""
    return not any(unsaid(text, said_in(passages, evidence), evidence))


def _titled(explainer: Explainer, answers: Answers, settings: StorySettings, evidence: Evidence) -> Explainer:
    """The explainer with a recorded title and summary, where nobody states them."""
    asked = {q.about: q for q in title_questions(explainer, settings)}
    title, summary = (next((p for _, p in proposals_in(answers, asked, field)), None) for field in ("title", "summary"))
    passages = _passages(explainer, explainer.overview.statements)
    story = explainer.story
    pages = [_passages(explainer, page.statements) for page in explainer.pages]  # each has the title in its own
    everywhere = title and all(_is_said(title.text, rows, evidence) for rows in pages)
    if title and everywhere and not settings.title and _may_head(title.text, passages, _MOST_TITLE, evidence):
        story = replace(story, title=title.text)
    if summary and not settings.description and _may_sum_up(summary.text, passages, evidence):
        story = replace(story, description=summary.text)
    return replace(explainer, story=story)


def _may_sum_up(summary: str, passages: Sequence[Passage], evidence: Evidence) -> bool:
    sentences = _SENTENCE_END.split(summary)
    short = len(sentences) <= _MOST_SENTENCES and len(summary.split()) <= _MOST_SUMMARY
    is_said = _is_said(summary, passages, evidence)
    return short and is_said and not any(refusals(sentence, passages, evidence) for sentence in sentences)


def _passages(explainer: Explainer, statements: Sequence[Statement]) -> list[Passage]:
    ids = dict.fromkeys(sentence for s in statements for sentence in s.cites)
    return [explainer.story.passage(sentence) for sentence in ids]
