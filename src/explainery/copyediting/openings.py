"""Openings: datelines and words that only tie a sentence to the one before it are left out."""

from __future__ import annotations

import re

from explainery.copyediting.lines import Line
from explainery.curation.page_plan import Edit
from explainery.lexicon.agencies import DATELINE
from explainery.patterns import regex

# Left out where a comma follows.
_WITH_COMMA = (
    r"(?:already|as (?-i:[A-Z])[\w ]{1,40}? (?:first )?reported(?: (?:on )?(?-i:[A-Z])[a-z]+day)?"
    r"|however|meanwhile|instead|moreover|furthermore|nevertheless|nonetheless|therefore|thus|besides|likewise"
    r"|similarly|still|yet|also|then|again|indeed|now|later|earlier|afterwards?|finally|separately|in addition"
    r"|in contrast|by contrast|for (?:its|their|his|her) part|that said|that being said|having said that"
    r"|(?:earlier|later) in the day|(?:earlier|later) (?:on|that (?:day|week|month|year))|that (?:week|month|year)"
    r"|on the other hand|at the same time|in the meantime|in turn|in response|in fact|of course|as a result|as such"
    r"|even so|all the same|for instance|for example|what is more|what[’']s more|on top of that"
    r"|(?:despite|in spite of|because of|after) (?:this|that)|since then|to be sure|more recently"
    r"|the (?:next|same|following) (?:day|week|month|year|evening|morning)"
    r"|(?:a|one|two|three|four|five|six|several) (?:day|week|month|year|hour)s? (?:later|earlier)"
    r"|historically speaking|not surprisingly|in other words|overall|either way|in any case)"
)
_CONJUNCTION = r"and|but|so|yet|or"
_DATELINE = regex(
    rf"(?:[A-Z][A-Z.,/’' -]{{2,40}}(?:, [A-Z][\w. ]{{2,20}})?,? (?:\((?:{DATELINE}|[A-Z][\w ]{{1,25}})\)"
    rf"|[A-Z][a-z]+\.? \d{{1,2}})"
    rf"(?: ?[-–—:]+)?|\((?:{DATELINE}|[A-Z][\w ]{{1,25}})\) ?[-–—]+|[A-Z][A-Z ,/]{{2,30}}(?: ?[–—-]+|:)) "
)
# The heading of a box that runs into its text: "THE PORT IN FIGURES The quay is long."
_HEADING = regex(r"(?:[A-Z][A-Z’'-]+ ){3,}(?=[A-Z][a-z]|[A-Z] [a-z])")
# Capitals that open an article: "THE PORT HAS said"; three words at least, or they may be names: "A CT scan".
_CAPITALS = regex(
    r"(?=(?:[A-Z’'-]+[ ,]+)*[A-Z]{3,}[ ,]+(?:[A-Z’'-]+[ ,]+)*[A-Z]{3})(?:[A-Z][A-Z’'-]*[ ,]{1,2}){3,}(?=[a-z])"
)
_OPENING = regex(
    rf"(?P<adverb>(?:(?:{_CONJUNCTION}),? )?(?:{_WITH_COMMA}), )|(?P<conjunction>(?:{_CONJUNCTION})(?:,(?= (?:in|on"
    rf"|at|as|if|after)\b))? )"
    r"|(?P<also>(?:also|later|then|earlier) (?=on |in |at |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))",
    re.IGNORECASE,
)
# Behind "so" and "yet" these make another sense: "so many", "yet another".
_NOT_A_CONJUNCTION = regex(
    r"(?:so|yet) (?:far|many|much|few|long|another|to|that|as|is|are|was|did|does|called|on)\b", re.IGNORECASE
)


def opening_edits(line: Line) -> tuple[Edit, ...]:
    """The edits that leave out a dateline and the words that tie a sentence to the one before it."""
    edits, at = [], 0
    if match := _DATELINE.match(line.bare):
        edits.append(Edit("openings", 0, match.end(), "", "", "dateline or label left out"))
        at = match.end()
    elif match := _HEADING.match(line.bare):
        edits.append(Edit("openings", 0, match.end(), "", "", "heading left out"))
        at = match.end()
    elif match := _CAPITALS.match(line.bare):
        return (Edit("capitals", 0, match.end(), _in_small(line, match[0]), "", "capitals that open the article"),)
    while match := _OPENING.match(line.bare, at):
        if match["conjunction"] and _NOT_A_CONJUNCTION.match(line.bare, at):
            break
        edits.append(Edit("openings", at, match.end(), "", "", f"“{match[0].strip()}” left out"))
        at = match.end()
    return tuple(edits)


def _in_small(line: Line, opening: str) -> str:
    """Words in capitals as they stand in running text: as the article has them elsewhere, or in small letters."""
    text = line.passage.article.text
    return "".join(_word(piece, text, first=i == 0) for i, piece in enumerate(re.split(r"(?<=[ ,])(?=[A-Z])", opening)))


def _word(piece: str, text: str, *, first: bool) -> str:
    word = piece.strip(" ,")
    named = piece.replace(word, word.capitalize(), 1)
    if first or re.search(rf"(?<=[a-z,] ){re.escape(word.capitalize())}\b", text):
        return named
    return piece if len(re.findall(rf"\b{re.escape(word)}\b", text)) > 1 and len(word) > 1 else piece.lower()


def opening_end(edits: tuple[Edit, ...]) -> int:
    """Where the words that are kept begin."""
    return max((e.end for e in edits if e.kind == "openings"), default=0)
