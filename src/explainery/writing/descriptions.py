"""A page's description: a whole sentence for search engines and the home page, never one that is cut."""

from __future__ import annotations

from explainery.model import Rights
from explainery.patterns import regex
from explainery.text import one_line
from explainery.writing.page_writer import Writer
from explainery.writing.tuning import TUNING

_CLAUSE = regex(
    r",? (?:\w+ (?:hours|days|weeks|months|years) )?"
    r"(?:which|who|where|when|while|after|before|as|because|although|but|and)\b.*$|[;:–—].*$"
)


def description_of(writer: Writer) -> str:
    """The story's description: a person's own, else the lead where it is short enough, else what the page has."""
    story, overview = writer.explainer.story, writer.explainer.overview
    if story.description:
        return story.description
    lead = overview.statements[0] if overview.statements else None
    if lead is not None and writer.passage(lead.claim.shown).article.rights is not Rights.QUOTE:
        sentence = whole(writer.words(lead), TUNING.description_characters)
        if sentence:
            return sentence
    words = writer.interface
    return words.put("overview.description", sources=words.told(len(story.articles), "source"))


def whole(text: str, most: int) -> str:
    """`text`, or its main clause as a sentence, whichever fits into `most` characters first; "" if neither does."""
    line = one_line(text)
    if len(line) <= most:
        return line
    clause = _CLAUSE.sub("", line)
    while len(clause) > most and (shorter := _CLAUSE.sub("", clause)) != clause:
        clause = shorter
    words = len(clause.split())
    return f"{clause.rstrip(' ,')}." if len(clause) < most and words >= TUNING.least_description_words else ""
