"""Where a sentence ends, as far as a speaker is sought: an abbreviation ends it only before a word that opens one."""

from __future__ import annotations

import re

from explainery.lexicon.abbreviations import UNENDING
from explainery.lexicon.name_words import Opener, openers
from explainery.lexicon.tables import either
from explainery.marking.tuning import TUNING
from explainery.patterns import regex

_OPENS = regex(rf"[\"”’')]*\s+[\"“‘]?{either(sorted(openers(Opener.OPENS)))}(?![\w.’'-])")


def is_stop(text: str, stop: re.Match[str]) -> bool:
    """Whether a mark, with which a match in a text starts, ends a sentence."""
    at = stop.start()
    if text[at] != "." or not UNENDING.search(text[max(0, at - TUNING.abbreviation_reach) : at + 1]):
        return True
    return _OPENS.match(text, at + 1) is not None
