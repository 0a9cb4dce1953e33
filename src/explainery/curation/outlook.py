"""The outlook: which statements about the event say why it matters, what is not known, and what happens next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainery.curation.page_plan import Label, Section, Statement, section
from explainery.model import Story
from explainery.patterns import regex

MATTERS, UNKNOWN, AHEAD = Label("matters"), Label("unknown"), Label("ahead")
_NOBODY_KNOWS = (
    r"(?:not|un)(?: immediately| yet)? ?(?:clear|known|certain)",
    r"(?:is|was|are|were|remains?) (?:still )?(?:unclear|unknown|uncertain)",
    r"(?:gave|given|offered|provided|disclosed|released) no (?:further )?(?:details?|reasons?|explanation|figures?)",
    r"(?:has|have|had|did|does) not (?:yet )?(?:said|say|disclosed?|revealed?|specif\w+|released?|named?)",
    r"(?:has|have|had|did|does) not (?:yet )?(?:identif\w+|confirm\w*|explain\w*|comment\w*)",
    r"(?:declined|refused) to (?:say|comment|name|give|confirm|specify)",
    r"no (?:word|indication|sign) (?:of|on|that|whether)",
    r"nobody knows",
)
_STILL_TO_COME = (
    r"will (?!not\b)\w+",
    r"(?:is|are) (?:due|set|scheduled|expected|to be|planned|likely) (?:(?:to|on|in|for)\b|\w+ed\b)",
    r"plans? to",
    r"(?:is|are) to \w+",
)
# Only what says so itself, which is rare: an editor's words such as "historic" or "at stake" mean too much else.
_WHY = (
    r"matters? (?:now |most )?because",
    r"why (?:it|this|that) matters",
    r"(?:is|was|are|would be) (?:so |especially |particularly )?(?:significant|important|crucial) (?:now )?because",
)
_MATTERS = regex(rf"\b(?:{'|'.join(_WHY)})\b", re.IGNORECASE)
_UNKNOWN = regex(rf"\b(?:{'|'.join(_NOBODY_KNOWS)})\b", re.IGNORECASE)
_AHEAD = regex(rf"\b(?:{'|'.join(_STILL_TO_COME)})\b", re.IGNORECASE)
_QUOTED = regex(r"“[^”]*”|\"[^\"]*\"")


def parted(story: Story, statements: Sequence[Statement]) -> list[Section]:
    """The section that tells the event, then those that look beyond it. The first statement always stays."""
    why = [s for s in statements[1:] if _MATTERS.search(_bare(story, s))]
    unknown = [s for s in statements[1:] if s not in why and _UNKNOWN.search(_bare(story, s))]
    ahead = [s for s in statements[1:] if s not in (*why, *unknown) and _looks_ahead(story, s)]
    rest = [s for s in statements if s not in (*why, *unknown, *ahead)]
    beyond = ((MATTERS, why), (UNKNOWN, unknown), (AHEAD, ahead))
    return [Section("", tuple(rest)), *(section(label, rows) for label, rows in beyond if rows)]


def _bare(story: Story, statement: Statement) -> str:
    return _QUOTED.sub("", story.passage(statement.claim.shown).words)


def _looks_ahead(story: Story, statement: Statement) -> bool:
    """Whether a statement is about what is still to come when the story's last article appears."""
    if not _AHEAD.search(_bare(story, statement)):
        return False
    passage = story.passage(statement.claim.shown)
    last = max(m.article.published or "" for m in story.articles)
    dates = passage.marked.dates_in(passage.sentence)
    if not dates:
        return passage.article.published == last
    return any(d.value > last[: len(d.value)] for d in dates)
