"""Words of the interface on a page, in whichever language it was written.

A site's language may change, and a person may keep a page in another: what recognises a word knows that of every
language, and what compares two versions of a page compares the English form of both.
"""

from __future__ import annotations

import re
from functools import cache

from explainery.languages.words import ENGLISH, languages, words_of

_NAMED = ("facet", "page", "section", "table", "overview", "status")  # the sections with what a build writes alone
_NAME = "{name}"
_SPACE = re.compile(r"\s+")


def each(*keys: str) -> frozenset[str]:
    """The texts of some keys in every language."""
    return frozenset(text for code in languages() for key in keys for text in words_of(code).listed(key))


def any_of(*keys: str) -> str:
    """A pattern that matches each text of some keys in every language, the longest first."""
    texts = sorted(each(*keys), key=lambda t: (-len(t), t))
    return f"(?:{'|'.join(map(re.escape, texts))})"


def english(text: str) -> str:
    """A text in its English form, if it is a word of the interface or a date in any language; else the text."""
    text = _SPACE.sub(" ", text)
    known, patterns = _forms()
    bare = text.strip()
    if bare in known:
        return text.replace(bare, known[bare])
    for pattern, form in patterns:
        if match := pattern.fullmatch(bare):
            return form.replace(_NAME, match["name"])
    return english_date(text)


@cache
def _forms() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """The English form of each word of the other languages, and those with a name in them as patterns."""
    known: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for code in languages()[1:]:
        for section in _NAMED:
            for key, text in words_of(code).section(section).items():
                form = ENGLISH[f"{section}.{key}"]
                if _NAME in text:
                    patterns.append((re.compile(re.escape(text).replace(re.escape(_NAME), "(?P<name>.+)")), form))
                else:
                    known.setdefault(text, form)
    return known, patterns


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
