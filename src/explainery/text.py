"""Small text functions that several steps share: white space, quotation marks, invisible characters, counts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from explainery.lexicon.calendar import MONTHS
from explainery.patterns import regex
from explainery.story_memory import remembered

OPENING = "“„«‟"
CLOSING = "”»"
_SINGLE = dict.fromkeys('‘’‚‛`´"', "'")
_DASHES = dict.fromkeys("‐‑‒–—", "-")
_ONE_KIND = str.maketrans({**_SINGLE, **dict.fromkeys(OPENING + CLOSING, "'"), **_DASHES})
_SPELLED = str.maketrans({"ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ł": "l", "Ł": "l",
                          "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i"})  # fmt: skip
_WORD = regex(r"\w+(?:['’.-]\w+)*")
# Characters that act without being seen: control characters, halves of characters, marks that reorder those
# around them (Unicode Standard Annex 9), and fillers and tags of no width. Line feeds and tabs are as they look.
_FILLERS = "\\u00ad\\u200b\\u2060\\ufeff\\U000e0000-\\U000e007f"
_ACTING = regex(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff{_FILLERS}]")
_HIDDEN = regex(f"[{_FILLERS}]")
_MARKS = frozenset("*_`[")
_CLAUSE_END = regex(r"[,;:–—](?=\s)")


def one_line(text: str) -> str:
    """`text` with every run of white space as one blank."""
    if text.isprintable() and "  " not in text:  # of what is printable, only the blank is white space
        return text.strip(" ")
    return " ".join(text.split())


def visible(text: str) -> str:
    """`text` with characters that act without being seen replaced by what they are, or by nothing.

    Right-to-left overrides and other control characters become `⟨U+202E⟩`; soft hyphens and zero-width
    fillers go. Line breaks and tabs stay. What comes out can be printed on a page or a terminal.
    """
    if text.isprintable():
        return text
    return _ACTING.sub(lambda m: "" if _HIDDEN.match(m[0]) else f"⟨U+{ord(m[0]):04X}⟩", text)


def plain(text: str) -> str:
    """What a reader sees of `text`, on one line: the form in which two passages are compared."""
    return one_line(visible(text))


def folded(text: str) -> str:
    """`plain(text)` with quotation marks, apostrophes and dashes of one kind, in lower case.

    Typesetters change these without changing the words, so comparing passages ignores them.
    """
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    shown = plain(text)
    # Of the marks, ASCII has two; `translate` looks up every letter, which takes ten times as long.
    singled = shown.replace('"', "'").replace("`", "'") if shown.isascii() else shown.translate(_ONE_KIND)
    return singled.replace("''", "'").casefold()


# A build and a check compare the same sentences and names many times over.
_SHORT = 1_000  # characters; longer texts are whole articles, which are folded once
_folded_short = remembered(1 << 15)(_folded)


def words(text: str) -> list[str]:
    """The words of `text`, hyphenated and apostrophised ones whole."""
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """The number of words as an editor counts them: separated by white space."""
    return len(text.split())


def shortened(text: str, most: int, loose: str = "") -> str:
    """`text`, or its beginning with "…" where it has more than `most` characters; cut between words.

    `loose`: marks that are not kept before the "…", such as commas.
    """
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(loose) + "…"


def fitted(text: str, width: int) -> str:
    """`text`, or as much of it with "…" as a column of `width` characters has room for; cut inside words too."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def cut_at_clause(text: str, most: int) -> str:
    """`text`, or its beginning with "…" where it has more than `most` words.

    It is cut at the end of a clause if one ends in the last third, or between words.
    """
    rows = text.split()
    if len(rows) <= most:
        return text
    head = " ".join(rows[:most])
    ends = [m.start() for m in _CLAUSE_END.finditer(head)]
    cut = ends[-1] if ends and ends[-1] > len(head) * 2 // 3 else len(head)
    return head[:cut].rstrip(" ,;:–—") + " …"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 page", "2 pages". `plural`: where it is not the noun with an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def agreeing(number: int, verb: str) -> str:
    """A verb of the present as `number` things do it: "waits" for one, "wait" for others. `verb`: as for others."""
    return f"{verb}s" if number == 1 else verb


def slug(name: str) -> str:
    """`name` as lower-case letters, digits and hyphens: "TIME" is "time"."""
    ascii_name = unicodedata.normalize("NFKD", name.translate(_SPELLED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")


def spoken_date(value: str | None) -> str:
    """An ISO year, month or day as people write it: "2023-09-11" is "11 September 2023"."""
    if not value:
        return "undated"
    parts = [int(p) for p in value.split("-")]
    day = f"{parts[2]} " if len(parts) > 2 else ""  # noqa: PLR2004 (year, month, day)
    month = f"{MONTHS[parts[1] - 1]} " if len(parts) > 1 else ""
    return f"{day}{month}{parts[0]}"


def is_iso_day(value: str) -> bool:
    """Whether `value` is a day of the calendar written YYYY-MM-DD."""
    try:
        return len(value) == len("2023-09-11") and bool(date.fromisoformat(value))
    except ValueError:
        return False


def line_of(text: str, offset: int) -> int:
    """The line, counted from 1, that contains `offset`."""
    return text.count("\n", 0, offset) + 1


def anchor(heading: str) -> str:
    """The id that a heading gets: as Python-Markdown's `slugify_unicode` and code hosts make it."""
    bare = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKC", heading)).strip().lower()
    return re.sub(r"[-\s]+", "-", bare)


def unmarked(text: str) -> str:
    """Markdown's emphasis, code and links as their words alone."""
    if not _MARKS.intersection(text):
        return text
    out = re.sub(r"!?\[([^\]\n]*)\]\([^)\s]*\)", r"\1", text)
    out = re.sub(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)", r"\2", out)
    return re.sub(r"`([^`\n]+)`", r"\1", out)
