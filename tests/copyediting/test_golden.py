"""The golden cases of copy-editing: an article of Friday, 6 March 2026, and what becomes of its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainery.config import StorySettings
from explainery.copyediting.edits import applied
from explainery.copyediting.first_mentions import introduced
from explainery.copyediting.short_lines import short_line
from explainery.copyediting.wording import Unfit, quotation, worded
from explainery.curation.page_plan import Wording
from explainery.linking import link
from explainery.marking import mark
from explainery.model import Story
from golden import Case, cases
from making import article

HERE = Path(__file__).parent
KINDS = ("names", "dates", "openings", "tails", "quotations", "fitness")
MOST_WORDS = 12


def story_of(text: str) -> Story:
    """A story of one article, published on Friday, 6 March 2026."""
    return link("story", [mark(article(text, published="2026-03-06"), StorySettings())], StorySettings())


def ids(story: Story) -> list[str]:
    return [s.id for s in story.articles[0].sentences]


def shown(made: Wording | Unfit) -> str:
    return f"- {made.reason}" if isinstance(made, Unfit) else made.text


@pytest.mark.parametrize("case", [c for kind in KINDS for c in cases(HERE / f"{kind}.md")], ids=str)
def test_statements(case: Case) -> None:
    story = story_of(case.given)
    assert [shown(worded(story, i)) for i in ids(story)] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases(HERE / "quotations_alone.md"), ids=str)
def test_quotations_alone(case: Case) -> None:
    story = story_of(case.given)
    made = [w for i in ids(story) if (w := quotation(story, i, MOST_WORDS))]
    assert [f"{w.speaker} | {w.role or '-'} | {w.text}" for w in made] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases(HERE / "first_mentions.md"), ids=str)
def test_first_mentions(case: Case) -> None:
    story = story_of(case.given)
    made = [w for i in ids(story) if not isinstance(w := worded(story, i), Unfit)]
    assert [w.text for w in introduced(story, made)] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases(HERE / "short_lines.md"), ids=str)
def test_lines_of_the_timeline(case: Case) -> None:
    story = story_of(case.given)
    rows = []
    for sentence in ids(story):
        passage = story.passage(sentence)
        date, wording = passage.marked.dates_in(passage.sentence)[0].value, worded(story, sentence)
        assert isinstance(wording, Wording)
        line = short_line(passage.words, wording, date)
        assert applied(passage.words, line.edits) == line.text
        rows.append(f"{date} | {line.text}")
    assert rows == case.expected.splitlines()
