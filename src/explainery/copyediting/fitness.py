"""Fitness: which passages cannot stand as statements at all, and which edited texts still do not stand alone."""

from __future__ import annotations

import re

from explainery.copyediting.edits import Unfit
from explainery.copyediting.lines import Line
from explainery.copyediting.tuning import TUNING
from explainery.copyediting.verbs import IRREGULAR_PAST
from explainery.lexicon.calendar import MONTH, SHORT_MONTH, WEEKDAY
from explainery.lexicon.numbers import up_to
from explainery.patterns import regex

_VERBISH = regex(
    rf"\b(?:[a-z]\w*(?:ed|s)|are|be|been|will|would|can|could|may|might|must|should|have|do|say|want|ask|need|believe|think"
    rf"|agree|{IRREGULAR_PAST})\b|[’'](?:s|re|ve|ll|d|t)\b"
)
# A comma before a full stop, two commas, empty brackets: something was left out, or never stood there.
_BROKEN = regex(r"[,;:–—]\s*[.,;](?!\.)|[(\[“«]\s*[.,;:)\]”»]|\s[.,;](?:\s|$)|[–—(\[“«]\s*$")
_ENDS = regex(r"[.!][)\]]*$")
_TRAILED = regex(r"[.!?]\s?(?:\W|[^\x00-\x7f]){1,3}$|[.!] ?\([^)]*\)$")  # what `tails.py` takes off
_MID_AIR = regex(r"(?:\.\.\.|…|:|;|,|[-–—])[^\w\0]*$")
_ONESELF = regex(
    r"\bI\b(?!\.)|\b(?:I[’']\w+|[Ww]e|[Ww]e[’']\w+|[Oo]ur|[Oo]urs|[Mm]y|us|me|[Yy]ou|[Yy]ou[’']\w+|[Yy]our)\b"
)
_NUMBERED = regex(r"\b(?:War|Article|Part|Phase|Chapter|Elizabeth|Class|Type|Title) I\b")
_POINTS_BACK = regex(
    r"(?:this|that|these|those|such|they|them|their|theirs|it|its|he|she|his|her|hers|him|nor|neither"
    r"|both(?! (?-i:[A-Z]))|others?|another"
    r"|the (?:former|latter|pair|duo|trio|two|three|four|same|move|comments?|remarks?|change|statement|source"
    r"|announcement came|news came)"
    r"|one of them|some of them|all of them|most of them|many of them|none of them|not all|among them|in (?:it|them"
    r"|that|this)"
    r"|also|then|too|as (?:it|they) \w+|(?:in|at|by|with|from|after|before|during|of|on|to|for|under|despite"
    r"|because of|as part of)"
    r" (?:this|that|these|those|such)|(?:asked|speaking) about (?:it|that|this)|so|thus|therefore|hence|doing so"
    r"|by doing so|only then|on both|in both (?:cases|instances)"
    r"|until then|by then|since then|there,|here,|while there|instead|however|still|yet|meanwhile"
    r"|one (?:said|says|told|of (?!the|those)|was|is|had|has)|the (?:first|second|third|fourth|last|next|others?),"
    r"|which (?!of|way|side)\w+|meaning that|not (?:just|only) that)\b",
    re.IGNORECASE,
)  # fmt: skip
_DONE_SO = regex(
    r"\b(?:do|did|done|doing|does) (?:just|exactly|precisely) (?:that|this)\b"
    r"|\b(?:denied|denies|disputed|disputes|rejected|rejects|confirmed|welcomed) (?:this|that)(?=[.,])"
    r"|(?:,|\b(?:it|them|so|her|him|there)) (?:too|as well)(?=\.$)",
    re.IGNORECASE,
)
_YEAR = regex(r"\b(?:1[89]|20)\d\d\b")
_HERE = regex(r"(?<!\w)here\b(?! to stay)(?![’'])", re.IGNORECASE)
# "In a letter, they said": nobody before it can be meant.
_THEY = regex(r"(?:In|At|On|After|Before|For|With|Under) [^,“\"]{0,70}, (?P<who>they|it) (?!is\b|was\b)")
_OF_THEM = regex(r"\bof (?:them|these|those)\b(?! who| that)")
_PLURAL = regex(r"\b(?:[a-z]{2,}s|people|men|women|children|police|both|[A-Z]\w+ and [A-Z]\w+)\b")
_EXPLETIVE = regex(
    r"it(?:[’']s| is| was| remains| became| will be) (?:not |still |also |now |immediately |yet )*"
    r"(?:unclear|clear|known|unknown|uncertain|certain|likely|unlikely|possible|impossible|hard|difficult|easy"
    r"|important|vital|necessary|too|expected|estimated|thought|believed|feared|hoped|rare|common|illegal|legal"
    r"|reported|alleged|announced)\b"
    r".{0,80}\b(?:that|who|whether|how|unclear|known|first|to|why|if)\b",
    re.IGNORECASE,
)
_SCORED_EXPLETIVE = regex(
    r"it\b(?:[’']s| is| was| remains| became| will be)\b.{0,80}\b(?:that|who|whether|how|unclear|known|first|to)\b",
    re.IGNORECASE,
)
_OPENS = regex(
    r"(?:and|but|or|so|yet|nor|still|meanwhile|however|instead|also|then|moreover|furthermore|nevertheless"
    r"|therefore|thus|in addition|in contrast"
    r"|for its part|for their part|that said|earlier in the day|he|she|they|his|her|hers|their|theirs|him|them|its"
    r"|this|that|these|those|such|it)\b",
    re.IGNORECASE,
)  # fmt: skip
_ANY_MONTH = rf"(?:{MONTH}|(?:{SHORT_MONTH})\.)"
_COUNT = rf"(?:an?|{'|'.join(up_to(10))}|several|\d+)"
_RELATIVE = regex(
    rf"\b(?:(?-i:[Tt]oday)|yesterday|tomorrow|tonight|overnight|(?:this|last|next|past) (?:week|weekend|month|year"
    rf"|quarter(?! of)|morning|afternoon|evening|night|spring|summer|autumn|fall|winter|{WEEKDAY}|{MONTH})"
    rf"|earlier this|later this|(?:the )?(?:following|next|previous) (?:day|morning|week|month|year)|{_COUNT} (?:day"
    rf"|week|month|year|decade)s? (?:ago|earlier|later)|(?:decades|years|months|weeks|days) ago"
    rf"|{WEEKDAY}(?:[’']s)?(?! *,? *(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b| *, *{MONTH}))\b",
    re.IGNORECASE,
)
_BARE_MONTH = regex(
    rf"\b(?:in|on|since|until|by|of|last|during|from|to|before|after|early|late) (?:early |late "
    rf"|mid-)?(?-i:{_ANY_MONTH})(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?!\w)(?!,? *(?:of )?\d{{4}}| \d)",
    re.IGNORECASE,
)
_HOUR = regex(
    r"(?:By|At|Before|After|Around|Until|Just after|Shortly before) (?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|noon|midnight|dawn|dusk|\d{1,2}(?:[.:]\d\d)?(?: ?[ap]\.?m\b\.?)?)(?: o[’']clock)?(?=,? [a-z])"
    r"(?! (?:of|years|people|months|days|weeks|percent|per)\b)"
)
_OPEN_QUOTE = "“\"'‘«"
_BEGINS = _OPEN_QUOTE + "$€£("


def unfit_before(line: Line) -> Unfit | None:
    """Why a passage cannot become a statement, by its own words; None where it may."""
    words, bare = line.words, line.bare
    begins = words[:1].isupper() or words[:1].isdigit() or words[:1] in _BEGINS
    reasons = (
        (words.rstrip("”\"’')»").endswith("?"), "a question"),
        (not words.strip() or not begins, "begins in mid-air"),
        (words[:1] == "(" and words.rstrip(".")[-1:] == ")", "an aside in brackets"),
        (bool(bare.strip("\0 .,")) and _falls_short(line), "ends in mid-air"),
        (bool(bare.strip("\0 .,")) and _is_fragment(line), "a fragment"),
        (_ONESELF.search(_NUMBERED.sub("", bare)) is not None, "speaks as “I” or to “you” outside quotation marks"),
    )
    return next((Unfit(reason) for applies, reason in reasons if applies), None)


def _falls_short(line: Line) -> bool:
    return bool(_MID_AIR.search(line.bare)) or not _is_ended(line)


def _is_fragment(line: Line) -> bool:
    return len(line.words.split()) < TUNING.least_words or not _VERBISH.search(line.bare)


def _is_ended(line: Line) -> bool:
    """Whether the words end in a full stop, outside or inside the last quotation marks."""
    if line.bare.endswith("\0"):
        return bool(re.search(r"[.!?…][”\"’'»]*$", line.words)) or not line.said[-1].closed
    return bool(_ENDS.search(line.bare)) or bool(_TRAILED.search(line.bare))


def unfit_after(text: str, bare: str) -> Unfit | None:
    """Why an edited text does not stand alone; None where it does.

    Args:
        text: the edited text.
        bare: the text with what stands in quotation marks left out.
    """
    start = text.lstrip(_OPEN_QUOTE + "– ")
    if _OPENS.match(start) and not (_EXPLETIVE.match(start) and _SCORED_EXPLETIVE.match(start)):
        return Unfit(f"opens with “{_first(start)}”")
    if text == start and _POINTS_BACK.match(start) and not _EXPLETIVE.match(start):
        return Unfit(f"opens with “{_first(start)}”")
    if (hour := _HOUR.match(text)) and not _YEAR.search(text):
        return Unfit(f"“{hour[0]}” without its day")
    if loose := _loose_end(bare):
        return Unfit(loose)
    if match := _RELATIVE.search(bare) or _BARE_MONTH.search(bare):
        return Unfit(f"“{match[0]}” without a sure date")
    return None


def is_broken(text: str) -> bool:
    """Whether marks stand beside each other that never do: ",.", ", ,", "()"."""
    return _BROKEN.search(text) is not None


def not_whole(text: str) -> str:
    """Why a text is no sentence that can be printed: broken punctuation, or a piece without a verb; "" if it is one."""
    if is_broken(text):
        return "its punctuation is broken"
    return "" if _VERBISH.search(text) else "a fragment"


def _loose_end(bare: str) -> str:
    """What in a text stands for something that it does not say; "" where nothing does."""
    if back := _DONE_SO.search(bare):
        return f"“{back[0].lstrip(', ')}” without what it stands for"
    if (them := _OF_THEM.search(bare)) and not _PLURAL.search(bare[: them.start()]):
        return f"“{them[0]}” without what they are"
    if (they := _THEY.match(bare)) and not re.search(r"\b[A-Z]\w+ and [A-Z]", they[0]):
        return f"“{they['who']}” without what it stands for"
    return "“here” without a place" if _HERE.search(bare) else ""


def _first(text: str) -> str:
    return " ".join(text.split()[:2]).lower()
