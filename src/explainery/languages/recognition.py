"""Words of the interface on a page, in whichever language it was written.

A site's language may change, and a person may keep a page in another: what recognises a word knows that of every
language, and what compares two versions of a page compares the English form of both.
"""

from __future__ import annotations

import re
from functools import cache

from explainery.languages.words import ENGLISH, Words, languages, words_of

_NAMED = ("facet", "page", "section", "table", "overview", "status")  # the sections with what a build writes
_COUNTED = ("article", "publisher", "source")
_BREAKS = (": ", "; ", ". ")


def each(*keys: str) -> frozenset[str]:
    """The texts of some keys in every language."""
    return frozenset(text for code in languages() for key in keys for text in words_of(code).listed(key))


def any_of(*keys: str) -> str:
    """A pattern that matches each text of some keys in every language, the longest first."""
    texts = sorted(each(*keys), key=lambda t: (-len(t), t))
    return f"(?:{'|'.join(map(re.escape, texts))})"


def english(text: str) -> str:
    """A text in its English form, as far as it is words of the interface, counts and dates in another language.

    What is set apart by a colon, a semicolon or a full stop behind such words may be so, too; anything else stays.
    """
    if not text.strip():
        return text
    bare = text.strip()
    for sign in ("", *_BREAKS):
        head, sep, rest = bare.partition(sign) if sign else (bare, "", "")
        if (found := _form(head)) is not None:
            return text.replace(bare, f"{found}{sep}{english(rest)}")
    return text


def _form(text: str) -> str | None:
    """The English form of words of the interface, of a count or of a date; None for anything else."""
    forms, patterns = _known()
    if (form := forms.get(text) or forms.get(text.removesuffix("."))) is not None:
        return form if text in forms else f"{form}."
    for pattern, form in patterns:
        if match := pattern.fullmatch(text):
            return form.format(**{name: english(value) for name, value in match.groupdict().items()})
    told = english_date(text)
    return told if told != text else None


@cache
def _known() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """The English form of each text of the other languages, and those with a name in them as patterns."""
    forms: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for words in map(words_of, languages()[1:]):
        for section in _NAMED:
            for key, text in words.section(section).items():
                form = ENGLISH[f"{section}.{key}"]
                if "{" in text:
                    patterns.append((_pattern(text), form))
                else:
                    forms.setdefault(text, form)
        forms |= {text: form for text, form in _counts(words).items() if text not in forms}
    return forms, patterns


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(text)))


def _counts(words: Words) -> dict[str, str]:
    """The small counts of what the pages count: "zwei Quellen" as "two sources"."""
    rows: dict[str, str] = {}
    for number in range(len(words.listed("language.numbers"))):
        for noun in _COUNTED:
            rows[words.told(number, noun)] = ENGLISH.told(number, noun)
        both = (w.one_or_many(number, "count.independent").format(number=w.spelled(number)) for w in (words, ENGLISH))
        rows.setdefault(*both)
    return rows


def english_date(text: str) -> str:
    """A text whose only content is a date, with the date in its English form; else the text."""
    for pattern, months in _dates():
        if match := pattern.fullmatch(text.strip()):
            name = ENGLISH.listed("language.months")[months.index(match["month"])]
            return " ".join(filter(None, (match["day"], name, match["year"])))
    return text


@cache
def _dates() -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    """A pattern for dates in each language but English, with its months."""
    rows = []
    for code in languages()[1:]:
        words = words_of(code)
        months = words.listed("language.months")
        name = f"(?P<month>{'|'.join(map(re.escape, months))})"
        whole = re.escape(words["language.day"])
        for part, pattern in (("day", r"(?P<day>\d{1,2})"), ("month", name), ("year", r"(?P<year>\d{4})")):
            whole = whole.replace(re.escape(f"{{{part}}}"), pattern)
        month_alone = rf"(?P<month>{'|'.join(map(re.escape, months))}) (?P<year>\d{{4}})(?P<day>)"
        rows += [(re.compile(whole), months), (re.compile(month_alone), months)]
    return rows
