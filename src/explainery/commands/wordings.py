"""Recorded wordings that may stand on a page: what was proposed for each claim, and what the gate says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explainery.answers.questions import Question
from explainery.answers.records import Answers
from explainery.answers.tasks.wording import (
    Proposal,
    Telling,
    ToldPassage,
    proposals_in,
    rewording_question,
    statement_question,
)
from explainery.checking.evidence import Evidence, evidence_of
from explainery.config import StorySettings, story_settings
from explainery.copyediting.desk import Told
from explainery.copyediting.wording import worded
from explainery.curation.gates import placed
from explainery.curation.page_plan import Explainer, Help, Wording
from explainery.curation.tuning import TUNING
from explainery.gating import Refusal, refusals
from explainery.marking.relabelling import FURNITURE, LABELLED
from explainery.model import Claim, Passage, Story
from explainery.pipeline import read_and_link
from explainery.project import Project

MOST_CLAIMS = 80  # of a story that are asked for; by taste: twice what its pages can show
MOST_FAULTS = 4  # of a sentence that is asked for once more; by taste: one with more tells something else
_PASSAGES = TUNING.most_cites  # of one claim: what its statement cites


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal for a claim, and why it may not stand on a page; no reasons where it may.

    `asked` is the question's hash.
    """

    claim: Claim
    proposal: Proposal
    refusals: tuple[Refusal, ...]
    asked: str


def wording_questions(story: Story) -> dict[str, Question]:
    """The questions that ask for statements, by the id of the sentence that a claim is shown in."""
    return {c.shown: statement_question(_telling(story, c)) for c in told_claims(story)}


def rewording_questions(story: Story, answers: Answers, settings: StorySettings) -> dict[str, Question]:
    """The questions that ask once more for statements that the gate refuses, by the sentence a claim is shown in."""
    return _asked_again(story, _first(story, answers, evidence_for(story, settings)))


def _asked_again(story: Story, first: Sequence[Judged]) -> dict[str, Question]:
    return {
        j.claim.shown: rewording_question(_telling(story, j.claim), j.proposal.text, [r.reason for r in j.refusals])
        for j in first
        if 0 < len(j.refusals) <= MOST_FAULTS
    }


def told_claims(story: Story) -> list[Claim]:
    """The claims that are worth telling: likely enough on their page, the needed and the weightiest ones first."""
    able = [c for c in story.claims if placed(story, c)]
    able.sort(key=lambda c: (story.needed.isdisjoint(c.sentences), -c.weight, c.id))
    return able[:MOST_CLAIMS]


def cited(story: Story, claim: Claim) -> list[Passage]:
    """What a claim's statement cites: the shown passage, then one of each other article."""
    out: dict[str, Passage] = {}
    for sentence in claim.sentences:
        passage = story.passage(sentence)
        out.setdefault(passage.article.id, passage)
    return list(out.values())[:_PASSAGES]


def _telling(story: Story, claim: Claim) -> Telling:
    rows = cited(story, claim)
    by_place = {(p.article.id, p.number): p.words for p in story.passages.values()}
    return Telling(claim.id, tuple(_told_passage(story, p, by_place) for p in rows))


def _told_passage(story: Story, passage: Passage, by_place: Mapping[tuple[str, int], str]) -> ToldPassage:
    built = worded(story, passage.id)
    return ToldPassage(
        article=passage.article.id,
        label=passage.article.label,
        words=passage.words,
        meant=built.text if isinstance(built, Wording) else "",
        before=by_place.get((passage.article.id, passage.number - 1), ""),
    )


def judged(story: Story, answers: Answers, settings: StorySettings) -> list[Judged]:
    """Every recorded proposal for a claim, as the gate judges it: the first ones, then those that were asked again."""
    evidence = evidence_for(story, settings)
    first = _first(story, answers, evidence)
    return [*first, *_judged(story, answers, _asked_again(story, first), evidence)]


def _first(story: Story, answers: Answers, evidence: Evidence) -> list[Judged]:
    return _judged(story, answers, wording_questions(story), evidence)


def _judged(story: Story, answers: Answers, asked: Mapping[str, Question], evidence: Evidence) -> list[Judged]:
    claims = {c.shown: c for c in told_claims(story)}
    return [
        Judged(claims[s], p, refusals(p.text, cited(story, claims[s]), evidence), asked[s].hash)
        for s, p in proposals_in(answers, asked, "sentence")
    ]


def evidence_for(story: Story, settings: StorySettings) -> Evidence:
    """A story's sources, as a check of single statements reads them."""
    return evidence_of(story, settings, 1.0)


def told(story: Story, answers: Answers, settings: StorySettings) -> Told:
    """The wordings that may stand on a page, and why the others may not."""
    rows = judged(story, answers, settings) if answers else []
    wordings = {j.claim.shown: Wording(j.proposal.text, by=j.proposal.by) for j in rows if not j.refusals}
    refused = {j.claim.shown: j.refusals[0].reason for j in rows if j.refusals and j.claim.shown not in wordings}
    return Told(wordings, refused)


def gate_tally(project: Project, name: str) -> tuple[int, int]:
    """For how many claims of a story a recorded wording may stand on its pages, and for how many there is one."""
    rows = judged(read_and_link(project, name), project.answers(name), story_settings(project.sources / name))
    return len({j.claim.id for j in rows if not j.refusals}), len({j.claim.id for j in rows})


def _named(reason: str) -> str:
    """Whom a reason for a sentence's place names."""
    return reason.removeprefix(LABELLED).removeprefix(FURNITURE)


def helped(explainer: Explainer, answers: Answers) -> tuple[Help, ...]:
    """Who helped to make an explainer, the one with the most first."""
    sentences = (s for m in explainer.story.articles for s in m.sentences)
    reasons = [r for s in sentences for r in s.reasons] + [d.why for m in explainer.story.articles for d in m.dropped]
    labelled = Counter(_named(reason) for reason in reasons if reason.startswith((LABELLED, FURNITURE)))
    worded = Counter(s.wording.by for s in explainer.statements if s.wording and s.wording.by)
    names = {*labelled, *worded, *explainer.story.helped_by}
    days = {name: max((a.day for a in answers.rows if a.model == name), default="") for name in names}
    rows = [Help(name, days[name], labelled[name], worded[name]) for name in names]
    return tuple(sorted(rows, key=lambda h: (-h.worded, -h.labelled, h.by)))
