"""Turning: a sentence that begins with a quotation's loose words puts its speaker first.

"“This is a start,” Kramm said on 5 March 2026." becomes "Kramm said on 5 March 2026: “This is a start.”"
"""

from __future__ import annotations

import re

from explainery.copyediting.edits import applied
from explainery.copyediting.lines import Line
from explainery.copyediting.subjects import SAYS
from explainery.curation.page_plan import Edit
from explainery.lexicon.reporting_verbs import CALLING
from explainery.patterns import regex

_LOOSE = regex(
    r"(?:and|but|or|so|yet|nor|still|also|then|this|that|such|it|meanwhile|however|instead)\b", re.IGNORECASE
)
_VERB = rf"(?:{SAYS}|{CALLING})"
_TAG = regex(
    rf",? ?(?P<who>[^,\0]{{2,70}}?(?:, [^\0]{{3,100}}?,)?) (?P<verb>(?:also |then "
    rf"|later )?{_VERB})(?P<rest>(?: [^\0]*?)?)\.$"
)
_INVERTED = regex(rf",? ?(?P<verb>{_VERB}) (?P<who>[^,\0]{{2,70}}(?:, [^\0]{{3,110}})?)\.$")
_GOES_ON = regex(r", (?:adding|while|and|but|as|referring|after|before|who|which)\b")


def turned(line: Line, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits, with those that put the speaker first where the quotation opens loosely; else as they were."""
    if not line.said or not line.said[0].opened or not line.said[0].closed:
        return edits
    said = line.said[0]
    if line.words[: said.start].strip("“\"'‘«") or not _LOOSE.match(line.words[said.start :]) or len(line.said) > 1:
        return edits
    if any(e.start <= said.end for e in edits):
        return edits
    inside = line.words[said.start : said.end].rstrip()
    loose = inside[-1:] in ",;"
    tail = [e for e in edits if e.start > said.end]
    shift = said.end + 1
    moved = tuple(Edit(e.kind, e.start - shift, e.end - shift, e.after, e.licence, e.reason) for e in tail)
    lead = _lead(applied(line.words[shift:], moved))
    if lead is None:
        return edits
    cut = said.start + len(inside) - (1 if loose else 0)
    end = "." if loose else ""
    return (
        Edit("quotations", 0, 0, f"{lead}: ", _licence(tail, line), "the speaker comes first"),
        Edit(
            "quotations",
            cut,
            len(line.words),
            end + line.words[said.end],
            _licence(tail, line),
            "the speaker comes first",
        ),
    )


def _licence(edits: list[Edit], line: Line) -> str:
    return next((e.licence for e in edits if e.licence), line.passage.id)


def _lead(tail: str) -> str | None:
    """A tag as the beginning of a sentence: ", Kramm said in Arlen." is "Kramm said in Arlen"."""
    if _GOES_ON.search(tail):
        return None
    if match := _INVERTED.match(tail):
        who = match["who"] + ("," if ", " in match["who"] else "")
        lead = f"{who} {match['verb']}"
    elif match := _TAG.match(tail):
        lead = f"{match['who']} {match['verb']}{match['rest']}"
    else:
        return None
    return lead[0].upper() + lead[1:]
