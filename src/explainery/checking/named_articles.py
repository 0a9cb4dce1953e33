"""Which passages a footnote of any form stands for: by its key, the words that it quotes, or the article it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from explainery.checking.calendar_dates import dates_in, iso_date
from explainery.checking.evidence import Evidence, holds
from explainery.checking.rendered_page import RenderedLine
from explainery.checking.tuning import TUNING
from explainery.model import Article, Passage
from explainery.patterns import regex
from explainery.text import folded

_QUOTED = regex(r"[“\"„«]([^“”\"„«»]+)[”\"“»]|(?<!\w)[‘']([^‘’]+)[’'](?!\w)")
_ADDRESS = regex(r"https?://[^\s<>\"')\]]+")


@dataclass(frozen=True, slots=True)
class Named:
    """What a footnote stands for.

    Attributes:
        passages: those that it quotes, or whose key it has.
        articles: those that it names; all their passages count where it quotes none.
        unfound: words that it quotes and that no article has; "" if there are none.
    """

    passages: tuple[Passage, ...] = ()
    articles: tuple[Article, ...] = ()
    unfound: str = ""


def named_by(key: str, definition: RenderedLine, evidence: Evidence) -> Named:
    """The passages and articles for which a definition stands."""
    if key in evidence.by_key:
        return Named((evidence.by_key[key],), (evidence.by_key[key].article,))
    articles = tuple(_articles(key, definition, evidence))
    quoted = [words for words in _quotations(definition.text) if not _is_title(words, evidence)]
    passages = dict.fromkeys(p for words in quoted for p in _passages(words, articles, evidence))
    lost = next((w for w in quoted if not any(True for _ in _passages(w, articles, evidence))), "")
    return Named(tuple(passages), articles, lost if articles and not passages else "")


def _quotations(text: str) -> list[str]:
    found = ["".join(groups) for groups in _QUOTED.findall(text)]
    return [words for words in found if len(words.split()) >= TUNING.least_attributed_words]


def _is_title(words: str, evidence: Evidence) -> bool:
    edges = " .,;:!?…"
    return any(folded(words).strip(edges) in folded(m.article.title) for m in evidence.story.articles)


def _passages(words: str, articles: Sequence[Article], evidence: Evidence) -> Iterator[Passage]:
    """The passages that contain quoted words, or parts of them where they run over several sentences."""
    names = {a.id for a in articles}
    rows = [p for p in evidence.by_key.values() if not names or p.article.id in names]
    within = [p for p in rows if holds(evidence.folded[p.key], words.rstrip(" .…"))]
    yield from within or (p for p in rows if evidence.folded[p.key].strip(" .'") in folded(words))


def _articles(key: str, definition: RenderedLine, evidence: Evidence) -> Iterator[Article]:
    """The articles that a definition names: by address, by title, by publisher and date, or else by its key."""
    articles = [m.article for m in evidence.story.articles]
    text = folded(definition.text)
    addresses = {_address(a) for a in (*definition.links, *_ADDRESS.findall(definition.text))}
    tests: tuple[Callable[[Article], bool], ...] = (
        lambda a: _address(a.url or "") in addresses - {""},
        lambda a: _holds(text, a.title),
        lambda a: _holds(text, _bare(a.publisher)) and _is_dated(a, definition.text),
        lambda a: a.id == key or _holds(text, a.id),
        lambda a: _holds(text, _bare(a.publisher)) and sum(b.publisher == a.publisher for b in articles) == 1,
    )
    yield from next((found for test in tests if (found := [a for a in articles if test(a)])), [])


def _address(url: str) -> str:
    """An address without what does not tell pages apart: the scheme, "www.", the fragment and a slash at the end."""
    parts = urlsplit(url.rstrip(".,;"))
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _bare(publisher: str) -> str:
    return re.sub(r"^the ", "", folded(publisher))


def _holds(text: str, words: str) -> bool:
    return bool(words) and re.search(rf"(?<!\w){re.escape(folded(words))}(?!\w)", text) is not None


def _is_dated(article: Article, text: str) -> bool:
    if not article.published:
        return False
    return article.published in text or any(d.is_told_by(iso_date(article.published)) for d in dates_in(text))
