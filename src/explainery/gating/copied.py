"""Runs of words that a wording has from an article outside quotation marks: our own words are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explainery.checking.evidence import unquoted
from explainery.gating.refusal import Kind, Refusal
from explainery.model import Article, Rights
from explainery.patterns import regex
from explainery.text import folded

_WORD = regex(r"\w+(?:['-]\w+)*")


def copied(wording: str, articles: Iterable[Article], longest: int) -> Iterator[Refusal]:
    """The first run of more than `longest` words that an article under `rights: quote` has."""
    texts = [_words(a.text) for a in articles if a.rights is Rights.QUOTE]
    for part in unquoted(wording).split("  "):
        words = _words(part).split()
        for start in range(len(words) - longest):
            run = " ".join(words[start : start + longest + 1])
            if any(f" {run} " in f" {text} " for text in texts):
                reason = f"“{run}” are more than {longest} words of an article in a row"
                yield Refusal(Kind.COPIED, reason)
                return


def _words(text: str) -> str:
    return " ".join(_WORD.findall(folded(text)))
