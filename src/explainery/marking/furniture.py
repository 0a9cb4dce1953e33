"""Furniture: what is in the file and is not the article.

Each rule looks at one line among its neighbours and says why it is furniture, or nothing. The signals are
those of any publisher: agency credits, captions' left and right, a cut line after which other stories follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from explainery.lexicon.agencies import CREDITED
from explainery.lexicon.calendar import MONTH_START, WEEKDAY
from explainery.lexicon.tables import by_group
from explainery.marking.segmentation.lines import Line
from explainery.model import Article, Dropped, Rights
from explainery.text import folded

TABLE = "marking/furniture.tsv"
_NAMED = r"[A-Z][\w.’'-]+"
_PARTS = {"<agency>": CREDITED, "<name>": _NAMED, "<weekday>": f"(?:{WEEKDAY})", "<month>": f"(?:{MONTH_START})"}
_ANY_CASE = frozenset({"cut", "pointer", "form", "imprint", "bracketed", "stamp"})
_LONE_NAME = re.compile(rf"{_NAMED}(?: [A-Z]\.)?(?: {_NAMED}){{1,2}}$")  # a reporter's, where the article begins
# What a report says and a caption does not: a weekday without a year at the end, words that somebody said.
_NARRATES = re.compile(
    rf"\b(?:on|late|early|since|by) (?:{WEEKDAY})\b(?!.*\b(?:19|20)\d\d\W*$)|\b(?:said|told|announced|according to)\b"
)
_TERMINAL = re.compile(r"[.!?:;,…][\"'”’)\]]*$")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}")
_HEADING_WORDS, _CAPTION_WORDS, _POINTER_WORDS = 12, 60, 30
_TOPIC_LINES, _SHARED_NAMES, _KEPT_TAIL = 4, 2, 0.5
_PROSE = 1  # full stops inside a line, from which it is a paragraph rather than a caption
_EARLIEST_CUT = 0.25  # of the lines: a cut line before that introduces the article


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """The pattern of each group of `furniture.tsv`."""
    return MappingProxyType(
        {
            group: re.compile("|".join(map(spelled_out, branches)), re.IGNORECASE if group in _ANY_CASE else re.NOFLAG)
            for group, branches in by_group(TABLE).items()
        }
    )


def spelled_out(pattern: str) -> str:
    """A pattern of the table with `<agency>` and the like as the patterns for which they stand."""
    return re.sub(r"<\w+>", lambda m: _PARTS[m[0]], pattern)


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
        (_is("cut", line), "cut line"),
        (size <= _POINTER_WORDS and _is("pointer", line), "pointer to something else"),
        (_is("form", line), "web form or player"),
        (_is("imprint", line) and size <= _CAPTION_WORDS, "imprint"),
        (_is("byline", line), "byline"),
        (_is("stamp", line), "date line"),
        (_is("post", line), "embedded post"),
        (_is("credit", line), "agency credit"),
        (size <= _CAPTION_WORDS and _is("bracketed", line), "caption"),
        (near.first and bool(_LONE_NAME.match(line)), "byline"),
        ((_is("caption", line) or _is("caption_end", line)) and size <= 2 * _CAPTION_WORDS, "caption"),
        (size <= _HEADING_WORDS and not _TERMINAL.search(line) and not near.first, "heading or label"),
        (size <= _HEADING_WORDS and line.strip("\"'“”‘’").isupper(), "heading or label"),
    )
    return next((why for is_so, why in checks if is_so), None)


def loose(sentence: str) -> str | None:
    """Why a sentence inside a line of the article is furniture: an imprint or a form that ran into it."""
    if _is("imprint", sentence):
        return "imprint"
    return "web form or player" if _is("form", sentence) else None


def _is(group: str, line: str) -> bool:
    return patterns()[group].search(line) is not None


def _captions_before_credits(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The line before a credit is what the picture shows; so is a line printed twice in a row."""
    for i in range(1, len(lines)):
        if folded(lines[i].text) == folded(lines[i - 1].text):
            yield i - 1, "line repeated"
        above = lines[i - 1].text
        prose = len(re.findall(r"[.!?][\"”’)]*\s+[A-Z“]", above)) >= _PROSE  # a caption is a sentence or two
        if (
            _is("credit", lines[i].text)
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
        if i < _EARLIEST_CUT * len(lines) or not _is("cut", line.text):
            continue
        head = [article.title, *(x.text for x in lines[:i] if len(x.text.split()) > _HEADING_WORDS)]
        topic = {n for text in head[: 1 + _TOPIC_LINES] for n in _NAME.findall(text)}
        after = [x.text for x in lines[i + 1 :] if len(x.text.split()) > _HEADING_WORDS]
        same = [t for t in after if len(topic & set(_NAME.findall(t))) >= _SHARED_NAMES]
        if len(same) < _KEPT_TAIL * len(after) or not after:
            return range(i, len(lines))
    return range(0)
