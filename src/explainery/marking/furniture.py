"""Furniture: text in the file that is not part of the article.

Each rule looks at one line and its neighbours, and gives a reason if the line is furniture. The signals hold for any
publisher: agency credits, "left" and "right" in captions, a cut line after which other stories follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from explainery.lexicon.agencies import CREDITED
from explainery.lexicon.calendar import MONTH_START, WEEKDAY
from explainery.lexicon.sieve import Sieve, lowered
from explainery.lexicon.tables import by_group
from explainery.marking.galleries import galleries
from explainery.marking.reports import reports
from explainery.marking.segmentation.lines import Line
from explainery.marking.tuning import TUNING
from explainery.model import Article, Dropped, Rights
from explainery.patterns import regex
from explainery.text import folded

TABLE = "marking/furniture.tsv"
_NAMED = r"[A-Z][\w.’'-]+"
_PARTS = {"<agency>": CREDITED, "<name>": _NAMED, "<weekday>": f"(?:{WEEKDAY})", "<month>": f"(?:{MONTH_START})"}
_ANY_CASE = frozenset(
    {"cut", "pointer", "ending", "form", "label", "contact", "imprint", "written", "bracketed", "stamp"}
)
_WITHIN_LINES = ("imprint", "written", "form", "label", "contact", "post", "credit", "bracketed")
_LONE_NAME = regex(rf"{_NAMED}(?: [A-Z]\.)?(?: {_NAMED}){{1,2}}$")  # a reporter's, on the first line
# Signs of a report rather than a caption: a weekday without a year at the end, or a verb of saying.
_NARRATES = regex(
    rf"\b(?:on|late|early|since|by) (?:{WEEKDAY})\b(?!.*\b(?:19|20)\d\d\W*$)|\b(?:said|told|announced|according to)\b"
)
_TERMINAL = regex(r"[.!?:;,…。！？；：．।؟۔][\"'”’)\]]*(?:\d{1,2}|↩)?$")  # a note's number may follow
_STOP_INSIDE = regex(r"[.!?][\"”’)]*\s+[A-Z“]")
_LETTERS = regex(r"[^\W\d_]{2}")
_BULLET = regex(r"(?:[-*+•–]|\d{1,2}[.)])\s")
_UNSPACED = regex(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # letters of scripts without spaces, some two a word
_SHOUTED = regex(r"\b[A-Z]{3,}(?: [A-Z]{2,}){1,4}\b(?= [A-Z]?[a-z])")
_TEASERS = 2  # openings in capitals that make a line a list of teasers
_NAME = regex(r"\b[A-Z][a-z]{2,}")


@cache
def sieves() -> Mapping[str, Sieve]:
    """The patterns of each group of `furniture.tsv`."""
    return MappingProxyType(
        {group: Sieve.of(map(spelled_out, branches), flags_of(group)) for group, branches in by_group(TABLE).items()}
    )


def flags_of(group: str) -> re.RegexFlag:
    """The flags with which the patterns of a group are tried."""
    return re.IGNORECASE if group in _ANY_CASE else re.NOFLAG


def spelled_out(pattern: str) -> str:
    """Replaces `<agency>` and similar parts of a pattern by the patterns they stand for."""
    return re.sub(r"<\w+>", lambda m: _PARTS[m[0]], pattern)


@cache
def _within_lines() -> Sieve:
    """The patterns of all groups that furniture on a line of the article fits."""
    return Sieve.joined(sieves()[group] for group in _WITHIN_LINES)


_lowered = lru_cache(64)(lowered)  # a line is asked about twenty times in turn


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a rule may look at besides the line itself.

    Attributes:
        title: the article's headline, folded.
        repeated: whether an earlier line says the same.
        following: the next line, or "".
        first: whether this is the first line.
        finished: whether the article's lines end with a full stop or another end mark.
        listed: whether the line is an item after a lead-in that ends with a colon.
    """

    title: str
    repeated: bool
    following: str
    first: bool
    finished: bool = False
    listed: bool = False


def furniture(
    article: Article, lines: Sequence[Line], keep: Sequence[str] = (), drop: Sequence[str] = ()
) -> tuple[Dropped, ...]:
    """Finds the lines that are not part of the article.

    Args:
        article: the article.
        lines: its lines.
        keep: quotations of lines to keep in any case.
        drop: quotations of lines to leave out, unless they are kept.

    Returns:
        The lines to leave out, in order, each with the reason.
    """
    reasons: dict[int, str] = {}
    if article.rights is not Rights.DIGEST:
        reasons = dict(_by_line(article, lines)) | dict(_captions_before_credits(lines))
        reasons |= dict.fromkeys(galleries(lines), "caption of a gallery")
        reasons |= dict.fromkeys(_tail(article, lines), "follows a cut line: other stories")
    else:
        reasons = {i: "heading" for i, line in enumerate(lines) if line.text.startswith("#")}
    reasons |= {i: "story.yml drops it" for i, line in enumerate(lines) if is_quoted(line.text, drop)}
    kept = {i for i, line in enumerate(lines) if is_quoted(line.text, keep)}
    return tuple(Dropped(lines[i].start, lines[i].end, why) for i, why in sorted(reasons.items()) if i not in kept)


def is_quoted(line: str, quotations: Sequence[str]) -> bool:
    """Whether a line has one of some quotations."""
    text = folded(line)
    return any(folded(q) and folded(q) in text for q in quotations)


def _by_line(article: Article, lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    earlier: set[str] = set()
    finished, listed = _are_finished(lines), False
    for i, line in enumerate(lines):
        following = lines[i + 1].text if i + 1 < len(lines) else ""
        listed = _is_listed(line.text, lines[i - 1].text if i else "", listed=listed)
        text = folded(line.text)
        near = Neighbours(folded(article.title), text in earlier, following, i == 0, finished, listed)
        why = line_reason(line.text, near)
        if why:
            yield i, why
        earlier.add(text)


def line_reason(line: str, near: Neighbours) -> str | None:
    """Why a line is furniture, or None if it is part of the article."""
    size, told = max(len(line.split()), len(_UNSPACED.findall(line)) // 2), reports(line)
    unmarked = not _TERMINAL.search(line)
    goes_on = near.following[:1].islower()
    checks = (
        (folded(line) == near.title or folded(line.strip("#* ")) == near.title, "headline repeated"),
        (near.repeated, "line repeated"),
        (line.startswith("#"), "heading"),
        (line.startswith("|") and line.rstrip().endswith("|"), "table row"),
        (_is("cut", line), "cut line"),
        (size <= TUNING.pointer_words and _is("pointer", line) and not told, "pointer to something else"),
        (_is("ending", line), "pointer to something else"),
        (_is("form", line) or (_is("label", line) and not told), "web form or player"),
        (_is("contact", line) and size <= TUNING.caption_words, "contact line or appeal"),
        (_is("imprint", line) and size <= TUNING.caption_words, "imprint"),
        (_is("written", line) and size <= TUNING.caption_words and not told, "imprint"),
        (_is("byline", line), "byline"),
        (_is("stamp", line) and not told, "date line"),
        (_is("post", line) or _is("posted", near.following), "embedded post"),
        (_is("credit", line) and not told, "agency credit"),
        (size <= TUNING.caption_words and _is("bracketed", line), "caption"),
        (near.first and bool(_LONE_NAME.match(line)), "byline"),
        ((_is("caption", line) or _is("caption_end", line)) and size <= TUNING.marked_caption_words, "caption"),
        (size <= TUNING.heading_words and unmarked and not (near.first or near.listed or goes_on), "heading or label"),
        (not _LETTERS.search(line), "heading or label"),
        (near.finished and unmarked and not near.listed and _may_be_unfinished(line), "caption or heading"),
        (len(_SHOUTED.findall(line)) >= _TEASERS, "teasers"),
        (size <= TUNING.heading_words and line.strip("\"'“”‘’").isupper(), "heading or label"),
    )
    return next((why for is_so, why in checks if is_so), None)


def _are_finished(lines: Sequence[Line]) -> bool:
    """Whether an article's longer lines end with an end mark, so that one without is a caption or a heading."""
    longer = [line.text for line in lines if len(line.text.split()) > TUNING.heading_words]
    finished = sum(bool(_TERMINAL.search(text)) for text in longer)
    return finished >= TUNING.finished_lines and finished >= TUNING.finished_share * len(longer)


def _is_listed(line: str, before: str, *, listed: bool) -> bool:
    """Whether a line is an item of a list: behind a colon, behind another item, or with a bullet.

    What follows "Read more:" are other stories.
    """
    led = before.rstrip().endswith(":") and not (_is("pointer", before) or _is("ending", before) or _is("cut", before))
    return bool(_BULLET.match(line)) or led or (listed and not _TERMINAL.search(before))


def _may_be_unfinished(line: str) -> bool:
    """Whether a line without an end mark may be a caption: a full stop was forgotten behind more than one sentence."""
    return len(line.split()) <= TUNING.unfinished_words and not (_STOP_INSIDE.search(line) and reports(line))


def sentence_reason(sentence: str) -> str | None:
    """Why a sentence in a line of the article is furniture: a credit, an imprint, a form or an appeal on the same line.

    None if it is none of these.
    """
    if not _within_lines().fits(sentence, _lowered(sentence)):
        return None
    told = reports(sentence)
    checks = (
        (_is("imprint", sentence) or (_is("written", sentence) and not told), "imprint"),
        (_is("form", sentence) or (_is("label", sentence) and not told), "web form or player"),
        (_is("contact", sentence), "contact line or appeal"),
        (_is("post", sentence), "embedded post"),
        ((_is("credit", sentence) or _is("bracketed", sentence)) and not told, "agency credit"),
    )
    return next((why for is_so, why in checks if is_so), None)


def _is(group: str, line: str) -> bool:
    return sieves()[group].fits(line, _lowered(line))


def _captions_before_credits(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The lines that repeat in the next line, and those before a credit, which say what a picture shows."""
    for i in range(1, len(lines)):
        if folded(lines[i].text) == folded(lines[i - 1].text):
            yield i - 1, "line repeated"
        if _is("credit", lines[i].text) and not reports(lines[i].text) and _may_be_caption(lines[i - 1].text):
            yield i - 1, "caption above a credit"


def _may_be_caption(line: str) -> bool:
    """Whether a line above a credit is short and reports no event: a caption is a sentence or two."""
    stops = len(_STOP_INSIDE.findall(line))
    return len(line.split()) <= TUNING.caption_words and stops < TUNING.caption_stops and not _NARRATES.search(line)


def _tail(article: Article, lines: Sequence[Line]) -> range:
    """The lines from the first cut line after which other stories follow; empty if the article goes on.

    The article goes on if half of the lines after the cut share two names with its headline and lead.
    """
    for i, line in enumerate(lines):
        if i < TUNING.earliest_cut * len(lines) or not _is("cut", line.text):
            continue
        head = [article.title, *(x.text for x in lines[:i] if len(x.text.split()) > TUNING.heading_words)]
        topic = {n for text in head[: 1 + TUNING.topic_lines] for n in _NAME.findall(text)}
        after = [x.text for x in lines[i + 1 :] if len(x.text.split()) > TUNING.heading_words]
        same = [t for t in after if len(topic & set(_NAME.findall(t))) >= TUNING.shared_names]
        if len(same) < TUNING.kept_tail * len(after) or not after:
            return range(i, _resumed(lines, i + 1))
    return range(0)


def _resumed(lines: Sequence[Line], start: int) -> int:
    """Where the article goes on behind a box of other stories' headlines; the number of lines if it does not.

    What follows a box is text: nearly all lines are long and have an end mark. Other stories alternate with headlines.
    """
    for i in range(start, len(lines)):
        rest = [line.text for line in lines[i:]]
        told = [_TERMINAL.search(text) is not None and len(text.split()) > TUNING.heading_words for text in rest]
        if told[0]:
            goes_on = sum(told) >= max(TUNING.resumed_lines, TUNING.resumed_share * len(rest))
            return i if goes_on else len(lines)
    return len(lines)
