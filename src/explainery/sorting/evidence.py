"""What of an article says which story it belongs to: its most telling words and names, its beginning, its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from sys import intern

from explainery.lexicon.stems import STOP_WORDS, stem
from explainery.marking.entities import entities_in
from explainery.model import Article
from explainery.patterns import regex
from explainery.sorting.rarity import commonness
from explainery.sorting.tuning import TUNING
from explainery.text import folded, one_line

NAME, LEAD = "@", "^"  # before a name, and before a word of the beginning: neither can be in a word
_TOKEN = regex(r"[^\W_]+")
_UNSPACED = regex(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")  # scripts that do not separate words
_POSSESSIVE = regex(r"(?<=\w)'s\b")
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an article is compared by. Equal for equal articles, whatever their files are called.

    Attributes:
        words: how often each of the text's telling stems occurs.
        names: how often each of its telling names occurs, in lower case.
        lead: how often each stem occurs in the headline and the beginning.
        day: the day of publication, as a number of days; None if it is not known.
        written: its telling names, and the words of headline and beginning by their stems, as the article writes them.
        headline: the words of the headline, in order.
        key: a hash of the article's text, headline and day: an order that no file name decides.
        text: a hash of the words of the article's text; equal for equal texts.
    """

    words: Mapping[str, int]
    names: Mapping[str, int]
    lead: Mapping[str, int]
    day: int | None
    written: Mapping[str, str]
    headline: tuple[str, ...]
    key: str
    text: str


def evidence_of(article: Article) -> Evidence:
    """The evidence of an article. A headline that was made of the file's name does not count."""
    title = "" if "title" in article.unknown else article.title
    headline, body = words_of(title), words_of(article.text)
    beginning = headline * TUNING.headline + body[: TUNING.lead_words]
    actors = [n.actor for n in entities_in(f"{title}.\n{article.text}", {})]
    written = {f"{NAME}{folded(a)}": one_line(a) for a in reversed(actors)}
    names = _telling(Counter(f"{NAME}{folded(a)}" for a in actors), TUNING.most_names)
    return Evidence(
        words=_telling(Counter(map(_stem, headline * TUNING.headline + body)), TUNING.most_words),
        names=names,
        lead=dict(Counter(map(_stem, beginning))),
        day=_number_of(article.day),
        written={n: written[n] for n in names} | {f"{LEAD}{_stem(w)}": w for w in beginning},
        headline=tuple(dict.fromkeys(headline)),
        key=_hash("\0".join((" ".join(article.text.split()), title, article.day or "")), 12),
        text=_hash(" ".join(folded(article.text).split()), 16),
    )


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, in order, without those that say too little; of any script."""
    return list(map(_stem, words_of(text)))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """A word's stem. Kept once in memory: a pile has millions of words, and few different ones."""
    return intern(stem(word))


def words_of(text: str) -> list[str]:
    """A text's words in lower case, in order, without those that say too little.

    Scripts without blanks give each two neighbouring characters, as search engines have them.
    """
    tokens = _TOKEN.findall(_POSSESSIVE.sub("", folded(text)))
    return [w for token in tokens for w in _parts(token) if len(w) >= _LEAST_LETTERS and w not in STOP_WORDS]


def _parts(token: str) -> Iterable[str]:
    if not _UNSPACED.search(token):
        return (token,)
    return (token[i : i + 2] for i in range(max(1, len(token) - 1)))


def _telling(counts: Counter[str], most: int) -> dict[str, int]:
    """The words that say most: those that are frequent here and rare anywhere."""
    if len(counts) <= most:
        return dict(counts)
    weighed = sorted(counts, key=lambda w: (-saturated(counts[w]) * (1 - commonness(w)), w))
    return {w: counts[w] for w in weighed[:most]}


def saturated(times: int) -> float:
    """How much a word counts that occurs so many times: 1 for the first time, never 2 (as BM25 has it, with k = 1)."""
    return 2 * times / (times + 1)


def _number_of(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def _hash(content: str, size: int) -> str:
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
