"""Wording: a passage as a statement that stands alone, and as a quotation alone."""

from __future__ import annotations

import re

from explainery.copyediting.dates import date_edits
from explainery.copyediting.edits import Unfit, applied, capitalised, in_order
from explainery.copyediting.fitness import is_broken, not_whole, unfit_after, unfit_before
from explainery.copyediting.hanging import hangs
from explainery.copyediting.lines import Line, Said
from explainery.copyediting.names import name_edits
from explainery.copyediting.openings import opening_edits
from explainery.copyediting.quotations import direct, quotation_edits, speaker_of
from explainery.copyediting.roles import licensed_role
from explainery.copyediting.tails import tail_edits
from explainery.copyediting.tuning import TUNING
from explainery.copyediting.turning import turned
from explainery.curation.page_plan import Edit, Wording
from explainery.model import Story
from explainery.patterns import regex

_QUOTED = regex(r"“[^”]*(?:”|$)|«[^»]*»|\"[^\"]*(?:\"|$)")
_SENTENCE_END = regex(r"[.!?][’']?(?= )")
_CLAUSE_END = regex(r"[,;:–—](?= )")
_VAGUE = regex(r"an? (?:spokes\w+|representative|person|fellow)|(?:the|an?) [\w’']+ (?:said|says)", re.IGNORECASE)
_LED = regex(r"[^“\"]{2,90}: [“\"](?P<said>[^”\"]+)[”\"]?$")  # "Roe said: “...”", and nothing more
_TAGGED = regex(r"[“\"](?P<said>[^”\"]+)[”\"][^“”\"]{2,60}$")  # "“...,” Roe said."
_LOOSE = regex(r"(?:he|she|they|his|her|their|him|them|these|those|and|but|or|so)\b", re.IGNORECASE)


def worded(story: Story, sentence_id: str) -> Wording | Unfit:
    """A passage as a statement that stands alone, whatever stands before it on a page.

    Args:
        story: the story.
        sentence_id: the id of the passage's sentence.

    Returns:
        The statement with its edits, or why the passage cannot be made one.
    """
    line = Line(story, story.passage(sentence_id))
    if why := unfit_before(line):
        return why
    edits: tuple[Edit, ...] = opening_edits(line)
    edits += tail_edits(line)
    for step in (quotation_edits, name_edits, date_edits):
        made = step(line, edits)
        if isinstance(made, Unfit):
            return made
        edits += made
    return _checked(line, turned(line, capitalised(line.words, in_order(edits))))


def answer(story: Story, sentence_id: str) -> Wording:
    """A passage as the answer to one that stands above it: "it" and "such a claim" are there, so that they may stay."""
    line = Line(story, story.passage(sentence_id))
    edits = capitalised(line.words, in_order((*opening_edits(line), *tail_edits(line))))
    dates = date_edits(line, edits)
    if not isinstance(dates, Unfit):
        edits = in_order((*edits, *dates))
    return Wording(applied(line.words, edits), edits)


def _checked(line: Line, edits: tuple[Edit, ...]) -> Wording | Unfit:
    text = applied(line.words, edits)
    if (led := _LED.match(text) or _TAGGED.match(text)) and hangs(led["said"]):
        return Unfit("a quotation that hangs on what was said before it")
    if why := not_whole(text):
        return Unfit(why)
    return unfit_after(text, _QUOTED.sub("“”", text)) or Wording(text, edits)


def quotation(story: Story, sentence_id: str, most_words: int) -> Wording | None:
    """A passage as a quotation alone: the words between the marks, verbatim, with whose they are.

    Args:
        story: the story.
        sentence_id: the id of the passage's sentence.
        most_words: words of the longest quotation. A longer one is cut where a sentence or a clause ends.

    Returns:
        The words with speaker and role, or None where there is no quotation worth showing.
    """
    line = Line(story, story.passage(sentence_id))
    rows = [found for said in direct(line) if (found := _alone(line, said, most_words))]
    return max(rows, key=lambda w: len(w.text.split()), default=None)


def _alone(line: Line, said: Said, most_words: int) -> Wording | None:
    start, end = _bounds(line, said, most_words)
    text = line.words[start:end]
    if len(text.split()) < TUNING.least_quoted or _LOOSE.match(text) or text.endswith("?") or hangs(text):
        return None
    if is_broken(text):
        return None
    speaker = speaker_of(line, said)
    if speaker is None or _VAGUE.fullmatch(speaker.name):
        return None
    edits = (
        Edit("quotations", 0, start, "", "", "the words between the marks"),
        Edit("quotations", end, len(line.words), "", "", "the words between the marks"),
    )
    person = next((p for p in line.story.people if p.name == speaker.name), None)
    role = speaker.role or (person.role if person and licensed_role(line.story, person)[0] else "")
    return Wording(text, tuple(e for e in edits if e.start < e.end), speaker.name, role)


def _bounds(line: Line, said: Said, most_words: int) -> tuple[int, int]:
    """Where the words to show begin and end: the whole quotation, or what fits of it."""
    words = line.words[said.start : said.end]
    start = said.start + len(words) - len(words.lstrip())
    whole = line.words[start : said.end].rstrip().rstrip(",;")
    if len(whole.split()) <= most_words:
        return start, start + len(whole)
    head = " ".join(whole.split()[:most_words])
    for pattern, keep in ((_SENTENCE_END, 1), (_CLAUSE_END, 0)):
        ends = list(pattern.finditer(whole[: len(head) + 1]))
        if ends:
            return start, start + (ends[-1].end() if keep else ends[-1].start())
    return start, start


__all__ = ["Unfit", "quotation", "worded"]
