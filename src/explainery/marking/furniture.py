"""Furniture: what is in the file and is not the article.

Each rule looks at one line among its neighbours and says why it is furniture, or nothing. The signals are
those of any publisher: agency credits, captions' left and right, a cut line after which other stories follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainery.marking.segmentation.lines import Line
from explainery.model import Article, Dropped, Rights
from explainery.text import folded

_AGENCY = (
    r"(?:reuters|afp|a\.?p\.?|associated press|getty(?: images)?|epa|dpa|ansa|xinhua|yonhap|kyodo|tass|sputnik|"
    r"shutterstock|alamy|istock|bloomberg|handout|pool|zuma|sipa|anadolu|maxar|file|nurphoto|wire(?:image)?)"
)
_NAMED = r"[A-Z][\w.’'-]+"
_CREDIT = re.compile(
    rf"(?i:^(?:(?:photo|image|picture|credit|photograph|video|graphic)s?\b[^.]{{0,40}}?(?:by|:|–|-|/)|©|\(c\))"
    rf"|^{_AGENCY}\.?$)|^{_NAMED}(?:[\s/,–]+{_NAMED}){{0,7}}[\s/,–-]*(?i:(?:/|via |for |\(|, |–|-)\s*{_AGENCY}\b[^.]{{0,30}})$"
    rf"|^(?i:{_AGENCY})\s*/\s*{_NAMED}(?: {_NAMED}){{0,3}}$"
    rf"|^[^.]{{0,60}}(?i:\bvia {_AGENCY}(?: connect)?)$"
)
_CAPTION_END = re.compile(rf"(?i:(?:\(|credit\s*[–:-]|photo(?:graph)?(?: by)?:?)[^().]{{0,80}}\b{_AGENCY}\b[^().]{{0,40}}\)?\.?$)"
                          r"|(?i:credit\s*[–—:-]\s*\S[^.]{0,80}$)")  # fmt: skip
_CAPTION = re.compile(
    r"\((?:L|R|C|[Ll]eft|[Rr]ight|[Cc]enter|[Cc]entre|[23]nd [LR])(?:-[LR])?\)|"
    r"^(?:FILE|File)(?: PHOTO| photo|)\s*[-–—:]|\bfile photo\b|^(?:Pictured|Above|Left|Right)\s*[:,]|"
    r"\bin this (?:undated |handout |file )?(?:photo|picture|image|photograph)\b|^(?:A|An|In this) (?:satellite |handout )?"
    r"(?:photo|image|picture)\b|\b(?:looks on|poses for|is seen|are seen|gestures|is pictured)\b[^.]*\b(?:19|20)\d\d\b"
)
_CUT = re.compile(
    r"^(?:more (?:from|on|in|stories|news|coverage|about)\b.{0,40}|related(?: \w+)?|recommended.{0,30}|most (?:read|popular|viewed|shared)\b.{0,20}|"
    r"trending.{0,20}|you (?:may|might) (?:also|like).{0,30}|up next|(?:editors?['’]? )?picks.{0,20}|around the web|"
    r"(?:read|see|watch) (?:next|also)|don['’]t miss|latest (?:news|stories|headlines)|popular (?:now|stories)|"
    r"from our partners|sponsored.{0,20}|promoted.{0,20}|keep reading|what to read next|in other news)\s*[:.…]?$",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^(?:read|see|watch|listen|hear)(?: (?:more|also|next|now|live))\b|^(?:related|watch|listen|video|photos?|gallery|in pictures|opinion|explainer|analysis|more)\s*:|"
    r"^(?:click|tap) here\b|^(?:sign up|subscribe|follow us|join us|download|get (?:the|our)|support (?:us|our))\b|"
    r"^(?:contact us|write to|email us|leave a comment|comments?|share(?: this)?|tweet|print|advertisement|loading)\b.{0,60}$|"
    r"^[-–•]?\s*youtube$|\bwatch live at\b|^(?:skip|scroll) to\b|\bnewsletter\b.{0,80}\binbox\b",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"^(?:newsletter|sign ?up|log ?in|register)\b.{0,120}$|\bnot a robot\b|^invalid email\b|^please (?:re-?enter|try again|enter|select|check)\b.{0,60}$|"
    r"^you (?:must|will|can) (?:select|receive|unsubscribe|opt)\b|\byou agree to receive\b|^thank you for (?:subscribing|signing up|registering)\b|"
    r"^an error (?:has )?occurred\b|^view all\b.{0,60}$|\b(?:just|must) watch(?:ed)?\b.{0,120}(?:replay|\d\d:\d\d|\.\.\.)|"
    r"^continue reading\b.{0,60}$|^(?:we use|this site uses) cookies\b|^(?:accept|manage) (?:all )?cookies\b|^\(?[A-Z][A-Za-z. ]{1,20}\)$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"^\(?(?:additional )?(?:reporting|writing|editing|compiled|translat\w+) by\b|^\(?(?:with )?(?:additional )?reporting (?:by|from)\b|"
    r"^(?:copyright|©|all rights reserved)|\ball rights reserved\b|^(?:this (?:story|article|report) (?:was|has been|is|originally)|"
    r"(?:the )?associated press (?:writers?|reporters?)|.{0,60}\bcontributed to this (?:report|story|article))\b|"
    r"\bis (?:a|an|the) [\w ,-]{0,60}(?:reporter|correspondent|editor|columnist|writer) (?:at|for|with|in|based|covering)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"^(?i:by) {_NAMED}(?:[\s,]+(?:and|for|in|of|the|our|{_NAMED}|@\w+|\|))*(?:,? (?:[\w-]+ )?(?i:correspondent|reporter|editor|writer|columnist|bureau chief)s?)?\.?$|^(?i:staff|wire) (?i:writers?|reports?)$"
)
# A caption in brackets; a reporter's name alone where the article begins.
_BRACKETED = re.compile(
    r"^\[?\s*(?:photos?|pictured?|image|video|caption|graphic|map)\s*[:–—-].*\]?$|^\[[^\]]+\([^)]*/[^)]*\)\s*\]$",
    re.IGNORECASE,
)
_LONE_NAME = re.compile(rf"{_NAMED}(?: [A-Z]\.)?(?: {_NAMED}){{1,2}}$")
_STAMP = re.compile(
    r"^(?:published|updated|last updated|posted|first published)\b.{0,60}$|"
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?"
    r"(?: \d{1,2},?)? \d{4}.{0,30}$|^\d{1,2}:\d\d\s*(?:[ap]\.?m\.?)?\b.{0,30}$|^\d+ (?:min(?:ute)?s? read|comments?|shares?)$",
    re.IGNORECASE,
)
# What a report says and a caption does not: a weekday without a year at the end, words that somebody said.
_NARRATES = re.compile(
    r"\b(?:on|late|early|since|by) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!.*\b(?:19|20)\d\d\W*$)|\b(?:said|told|announced|according to)\b"
)
_TWEET = re.compile(r"pic\.twitter\.com|^[—–-]\s*.{1,60}\(@\w+\)|^@\w+\b|t\.co/\w+")
_TERMINAL = re.compile(r"[.!?:;,…][\"'”’)\]]*$")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}")
_HEADING_WORDS, _CAPTION_WORDS, _POINTER_WORDS = 12, 60, 30
_TOPIC_LINES, _SHARED_NAMES, _KEPT_TAIL = 4, 2, 0.5
_PROSE = 1  # full stops inside a line, from which it is a paragraph rather than a caption
_EARLIEST_CUT = 0.25  # of the lines: a cut line before that introduces the article


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a rule may look at beside the line itself."""

    title: str
    seen: frozenset[str]
    following: str
    first: bool


def furniture(
    article: Article, lines: Sequence[Line], keep: Sequence[str] = (), drop: Sequence[str] = ()
) -> tuple[Dropped, ...]:
    """The lines that are not the article, each with its reason; `keep` and `drop` quote lines and win."""
    reasons: dict[int, str] = {}
    if article.rights is not Rights.DIGEST:
        reasons = dict(_by_line(article, lines)) | dict(_captions_before_credits(lines))
        reasons |= dict.fromkeys(_tail(article, lines), "follows a cut line: other stories")
    else:
        reasons = {i: "heading" for i, line in enumerate(lines) if line.text.startswith("#")}
    reasons |= {i: "story.yml drops it" for i, line in enumerate(lines) if _quoted(line.text, drop)}
    kept = {i for i, line in enumerate(lines) if _quoted(line.text, keep)}
    return tuple(Dropped(lines[i].start, lines[i].end, why) for i, why in sorted(reasons.items()) if i not in kept)


def _quoted(line: str, quotations: Sequence[str]) -> bool:
    text = folded(line)
    return any(folded(q) and folded(q) in text for q in quotations)


def _by_line(article: Article, lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for i, line in enumerate(lines):
        following = lines[i + 1].text if i + 1 < len(lines) else ""
        why = reason(line.text, Neighbours(folded(article.title), frozenset(seen), following, i == 0))
        if why:
            yield i, why
        seen.add(folded(line.text))


def reason(line: str, near: Neighbours) -> str | None:
    """Why a line is furniture, or None for a line of the article."""
    size = len(line.split())
    checks = (
        (folded(line) == near.title or folded(line.strip("#* ")) == near.title, "headline repeated"),
        (folded(line) in near.seen, "line repeated"),
        (line.startswith("#"), "heading"),
        (line.startswith("|") and line.rstrip().endswith("|"), "table row"),
        (bool(_CUT.search(line)), "cut line"),
        (size <= _POINTER_WORDS and bool(_POINTER.search(line)), "pointer to something else"),
        (bool(_FORM.search(line)), "web form or player"),
        (bool(_IMPRINT.search(line)) and size <= _CAPTION_WORDS, "imprint"),
        (bool(_BYLINE.search(line)), "byline"),
        (bool(_STAMP.search(line)), "date line"),
        (bool(_TWEET.search(line)), "embedded post"),
        (bool(_CREDIT.search(line)), "agency credit"),
        (size <= _CAPTION_WORDS and bool(_BRACKETED.match(line)), "caption"),
        (near.first and bool(_LONE_NAME.match(line)), "byline"),
        (bool(_CAPTION.search(line) or _CAPTION_END.search(line)) and size <= 2 * _CAPTION_WORDS, "caption"),
        (size <= _HEADING_WORDS and not _TERMINAL.search(line) and not near.first, "heading or label"),
        (size <= _HEADING_WORDS and line.strip("\"'“”‘’").isupper(), "heading or label"),
    )
    return next((why for found, why in checks if found), None)


def loose(sentence: str) -> str | None:
    """Why a sentence inside a line of the article is furniture: an imprint or a form that ran into it."""
    if _IMPRINT.search(sentence):
        return "imprint"
    return "web form or player" if _FORM.search(sentence) else None


def _captions_before_credits(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The line before a credit is what the picture shows; so is a line printed twice in a row."""
    for i in range(1, len(lines)):
        if folded(lines[i].text) == folded(lines[i - 1].text):
            yield i - 1, "line repeated"
        above = lines[i - 1].text
        prose = len(re.findall(r"[.!?][\"”’)]*\s+[A-Z“]", above)) >= _PROSE  # a caption is a sentence or two
        if (
            _CREDIT.search(lines[i].text)
            and len(above.split()) <= _CAPTION_WORDS
            and not prose
            and not _NARRATES.search(above)
        ):
            yield i - 1, "caption above a credit"


def _tail(article: Article, lines: Sequence[Line]) -> range:
    """The lines after the first cut line that begins other stories; empty where the article goes on.

    The article goes on where half of the lines after the cut share two names with its headline and lead.
    """
    for i, line in enumerate(lines):
        if i < _EARLIEST_CUT * len(lines) or not _CUT.search(line.text):
            continue
        head = [article.title, *(x.text for x in lines[:i] if len(x.text.split()) > _HEADING_WORDS)]
        topic = {n for text in head[: 1 + _TOPIC_LINES] for n in _NAME.findall(text)}
        after = [x.text for x in lines[i + 1 :] if len(x.text.split()) > _HEADING_WORDS]
        same = [t for t in after if len(topic & set(_NAME.findall(t))) >= _SHARED_NAMES]
        if len(same) < _KEPT_TAIL * len(after) or not after:
            return range(i, len(lines))
    return range(0)
