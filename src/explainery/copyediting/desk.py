"""The copy desk: every statement of an explainer worded, and what curation asks before it chooses.

A passage under `rights: quote` gives a named person's quotation or a short phrase beside a date, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from explainery.config import PASSAGE_WORDS, QUOTE_WORDS
from explainery.copyediting.first_mentions import introduced
from explainery.copyediting.fitness import not_whole
from explainery.copyediting.short_lines import phrase, short_line, undated
from explainery.copyediting.tuning import DESK_TUNING as TUNING
from explainery.copyediting.wording import Unfit, answer, quotation, worded
from explainery.curation.cast import BARE_OFFICE
from explainery.curation.gates import Fit, Fitting
from explainery.curation.page_plan import Difference, Explainer, FacetPage, Section, Statement, Wording
from explainery.curation.timeline import TIMELINE
from explainery.model import REACTIONS, Passage, Rights, Story
from explainery.patterns import regex
from explainery.text import count_words, folded, spoken_date, words

_NO_QUOTATION = "stays with its publisher: it has no short quotation of a named person"
# "Northmoor bought it", "the firm denied this": what is meant stands outside the sentence. In a note it stands above.
_LOOSE_OBJECT = regex(
    r"(?:(?!\b(?:an?|the|its|his|her|their|these|those)\b)[^,;:“\"]){3,60}?"
    r"\b\w+(?:ed|ght|id|ld|ok|ve) (?P<what>it|them|this)\b"
    r"(?= (?:and|as|by|from|in|on|to|when|but|at|for)\b|[.,])"
)
_QUOTED = regex(r"“([^”]*)”")
_NO_PHRASE = "stays with its publisher: no short phrase tells it"


@dataclass(frozen=True, slots=True)
class Told:
    """What was told otherwise, by the id of the sentence that a claim is shown in.

    Attributes:
        wordings: those that passed the gate.
        refused: why the others did not.
    """

    wordings: Mapping[str, Wording] = field(default_factory=lambda: MappingProxyType({}))
    refused: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NOTHING_TOLD = Told()


def fitting_for(story: Story, told: Told = NOTHING_TOLD) -> Fitting:
    """Which passages of a story can be worded as statements, and how many words those have. Each is worded once."""

    @cache
    def fitting(sentence: str, facet: str | None) -> Fit:
        wording = wording_of(story, sentence, facet, told)
        if isinstance(wording, Unfit):
            refused = told.refused.get(sentence, "")
            return Fit(reason=f"{wording.reason}{f'; its wording was refused: {refused}' if refused else ''}")
        return Fit(count_words(wording.text), quoted=wording.text if wording.speaker else "", text=wording.text)

    return fitting


def wording_of(story: Story, sentence: str, facet: str | None, told: Told = NOTHING_TOLD) -> Wording | Unfit:
    """How a passage stands on the page of a facet (None: in a note; "timeline": beside its date).

    What was told otherwise and passed the gate stands in its place, except beside a date, and where somebody speaks.
    """
    built = _built_wording(story, sentence, facet)
    other = told.wordings.get(sentence)
    if other is None or facet == TIMELINE or (isinstance(built, Wording) and built.speaker):
        return built
    return other if _quotes_briefly(story.passage(sentence), other) else built


def _quotes_briefly(passage: Passage, wording: Wording) -> bool:
    """Whether no quotation in a wording is longer than may be quoted of its article."""
    ours = passage.article.rights is not Rights.QUOTE
    return ours or all(count_words(words) <= QUOTE_WORDS for words in _QUOTED.findall(wording.text))


def _built_wording(story: Story, sentence: str, facet: str | None) -> Wording | Unfit:
    passage = story.passage(sentence)
    if passage.article.rights is Rights.QUOTE:
        if facet == TIMELINE:
            return _phrase_of(story, passage)
        spoken = quotation(story, sentence, QUOTE_WORDS)
        whole = spoken is not None and spoken.speaker[:1].isupper() and not spoken.text[:1].islower()
        return _briefly(_titled(spoken)) if spoken and whole else Unfit(_NO_QUOTATION)
    if facet == REACTIONS and _mostly_quoted(passage):
        spoken = quotation(story, sentence, PASSAGE_WORDS)
        if spoken and not spoken.text[:1].islower():  # a piece of a sentence reads better inside one
            return _titled(spoken)
    wording = worded(story, sentence)
    if facet is not None and isinstance(wording, Wording) and (loose := _LOOSE_OBJECT.match(wording.text)):
        return Unfit(f"“{loose['what']}” stands for something in the sentence before")
    return wording


def _titled(spoken: Wording) -> Wording:
    """The quotation without a role that only names an office: "president" of what?"""
    return replace(spoken, role="") if BARE_OFFICE.fullmatch(spoken.role) else spoken


def _briefly(spoken: Wording) -> Wording:
    """The quotation with as much of the role as is no run of an article's words with the name: "a professor"."""
    room = TUNING.phrase_words - len(words(spoken.speaker))
    parts = re.split(r",? (?:of|at|in|for|with|who|from|and|to)\b|,", spoken.role)
    role = next((r for r in (spoken.role, parts[0]) if len(words(r)) <= room), "")
    return replace(spoken, role=role)


def _phrase_of(story: Story, passage: Passage) -> Wording | Unfit:
    wording = worded(story, passage.id)
    if isinstance(wording, Unfit):
        return wording
    return phrase(passage.words, wording) or Unfit(_NO_PHRASE)


def _mostly_quoted(passage: Passage) -> bool:
    """Whether most of a passage's words are one speaker's own."""
    sentence, text = passage.sentence, passage.article.text
    spans = [(max(q.start, sentence.start), min(q.end, sentence.end)) for q in passage.marked.quotes_in(sentence)]
    said = sum(count_words(text[a:b]) for a, b in spans)
    return said >= TUNING.mostly_quoted * count_words(passage.words)


def copyedited(explainer: Explainer, told: Told = NOTHING_TOLD) -> Explainer:
    """The explainer with every statement worded; a statement that cannot be is left out.

    Args:
        explainer: what goes on which page.
        told: wordings that passed the gate.
    """
    story = explainer.story
    overview = _worded_page(story, (explainer.overview, *explainer.outlook), None, told)
    edited = replace(
        explainer,
        overview=overview[0],
        outlook=tuple(s for s in overview[1:] if s.statements),
        pages=tuple(_worded_facet(story, page, told) for page in explainer.pages),
        differences=tuple(d for d in (_worded_sides(story, d) for d in explainer.differences) if len(d.sides) > 1),
        timeline=tuple(line for s in explainer.timeline if (line := _worded_line(story, s))),
    )
    return replace(edited, quoted=MappingProxyType(_quoted(edited)))


def _worded_facet(story: Story, page: FacetPage, told: Told) -> FacetPage:
    sections = _worded_page(story, page.sections, page.facet, told)
    return replace(page, sections=tuple(s for s in sections if s.statements))


def _worded_page(story: Story, sections: Sequence[Section], facet: str | None, told: Told) -> list[Section]:
    """A page's sections, each person introduced where the page names them first."""
    made = [[(s, wording_of(story, s.claim.shown, facet, told)) for s in section.statements] for section in sections]
    kept = [[(s, w) for s, w in rows if not isinstance(w, Unfit)] for rows in made]
    wordings = iter(introduced(story, [w for rows in kept for _, w in rows]))
    worded_rows = [tuple(_backed(story, replace(s, wording=next(wordings))) for s, _ in rows) for rows in kept]
    return [replace(section, statements=rows) for section, rows in zip(sections, worded_rows, strict=True)]


def _backed(story: Story, statement: Statement) -> Statement:
    """A quotation without the citations that do not contain its words: another's "no shoes" backs nobody's."""
    if statement.wording is None or not statement.wording.speaker:
        return statement
    said = folded(statement.wording.text)
    own, *more = statement.cites
    return replace(statement, cites=(own, *(s for s in more if said in folded(story.passage(s).words))))


def _worded_sides(story: Story, difference: Difference) -> Difference:
    """The sides of a difference; those behind the first may go on from it."""
    sides: list[Statement] = []
    for statement in difference.sides:
        wording = wording_of(story, statement.claim.shown, None)
        ours = story.passage(statement.claim.shown).article.rights is not Rights.QUOTE
        if isinstance(wording, Unfit) and sides and ours:
            wording = answer(story, statement.claim.shown)
        if not isinstance(wording, Unfit):
            sides.append(replace(statement, wording=wording))
    return replace(difference, sides=tuple(sides))


def _worded_line(story: Story, statement: Statement) -> Statement | None:
    """A line of the timeline."""
    wording = wording_of(story, statement.claim.shown, TIMELINE)
    if isinstance(wording, Unfit):
        return None
    passage = story.passage(statement.claim.shown)
    is_quoted = passage.article.rights is Rights.QUOTE
    line = (
        undated(wording, spoken_date(statement.date))
        if is_quoted
        else short_line(passage.words, wording, statement.date)
    )
    return None if not_whole(line.text) else replace(statement, wording=line)


def _quoted(explainer: Explainer) -> dict[str, str]:
    """The words that are reproduced of each sentence under `rights: quote`."""
    sides = (s for d in explainer.differences for s in d.sides)
    spoken = (s for s in (*explainer.statements, *sides) if s.wording is not None and s.wording.speaker)
    rights = {m.article.id: m.article.rights for m in explainer.story.articles}
    return {
        s.claim.shown: s.wording.text
        for s in spoken
        if s.wording and rights[explainer.story.passage(s.claim.shown).article.id] is Rights.QUOTE
    }


def as_told(story: Story, statement: Statement) -> str:
    """A statement as one line of text, without its citations: a quotation with its speaker."""
    wording = statement.wording
    if wording is None:
        return story.passage(statement.claim.shown).words
    return f"{wording.speaker}: “{wording.text}”" if wording.speaker else wording.text
