"""Tails: what hangs behind a sentence and is not its own: relays, agency tags, signs, doubled words and blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainery.copyediting.lines import Line
from explainery.copyediting.subjects import SAYS
from explainery.curation.page_plan import Edit
from explainery.lexicon.agencies import MEDIA
from explainery.patterns import regex

_DOUBLED = regex(
    r"\b(?P<word>the|a|an|of|to|in|on|at|is|was|were|are|and|or|for|with|by|from|its|their|his|as|be|has"
    r"|have) (?P=word)\b",
    re.IGNORECASE,
)
_RELAY = regex(
    rf",? (?:(?:the )?{MEDIA} (?:reported|reports|said)|as (?:first )?reported by (?:the )?{MEDIA}"
    rf"|(?:the )?{MEDIA} has learned)(?=\.$)",
    re.IGNORECASE,
)
_TAG = regex(
    r"(?<=[.!?”\"]) ?(?:\((?:[^)]*(?:[Rr]eporting|[Ee]diting|Reuters|AP|AFP)[^)]*)\)|[-–—] ?(?:Reuters|AP|AFP|PA"
    r"|dpa)|(?:[^\w\s”’»\"').!?…]|[^\x00-\x7f”’»…]){1,3}|Read more.*|READ MORE.*)$"
)
# Where a reporter stands, which the page does not know.
_HERE = regex(r" here(?=,| (?:on|in|for|after|with|to|by)\b)(?! to stay)")
_GAP = regex(r"(?<=[A-Za-z]) (?=[’']s\b)|(?<=[A-Za-z0-9]) (?=[,.](?: |$))")
_SAYS = regex(rf"\b(?:{SAYS}|according to)\b")


def tail_edits(line: Line) -> tuple[Edit, ...]:
    """The edits that leave out relays, tags and doubled words."""
    return tuple(_edits(line))


def _edits(line: Line) -> Iterator[Edit]:
    bare = line.bare
    tag = _TAG.search(line.words)
    if tag and "\0" not in bare[tag.start() + 1 :]:
        yield Edit("tails", tag.start(), len(bare), "", "", f"“{tag[0].strip()}” left out")
    relay = _RELAY.search(bare)
    if relay and _SAYS.search(bare[: relay.start()]):
        yield Edit(
            "tails", relay.start(), relay.end(), "", "", f"“{relay[0].strip(' ,')}” left out: the words say who says it"
        )
    for match in _HERE.finditer(bare):
        yield Edit("tails", match.start(), match.end(), "", "", "“here” is where the article was written")
    for match in _GAP.finditer(bare):
        yield Edit("tails", match.start(), match.end(), "", "", "a blank too many")
    for match in _DOUBLED.finditer(bare):
        if not relay or match.end() <= relay.start():
            yield Edit("tails", match.end("word"), match.end(), "", "", f"“{match['word']}” stood twice")
