"""Citation keys: `PUBLISHER-xxxx`, from a hash of the article's id and the cited sentence.

A key is a claim's identity on a page: it stays when the page is rebuilt, reordered or edited, and goes when
the sentence it rests on goes. White space does not count, so that reflowing a source changes no key.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import urlsplit

from explainery.model import Article, MarkedArticle, Passage
from explainery.patterns import regex
from explainery.text import folded, one_line, slug

SHORT, LONG = 4, 8  # hexadecimal digits; long where two sentences of a story share the short form
KEY = regex(rf"[a-z0-9][a-z0-9-]*-(?:[0-9a-f]{{{LONG}}}|[0-9a-f]{{{SHORT}}})")
_GENERIC = regex(r"(?:^the-)|(?:-(?:com|co-uk|org|net|media|news|online|newspaper))+$")
_CODE = 6  # bytes of the code of a sentence
_MOST = 24  # characters of the publisher's part


def publisher_slug(article: Article) -> str:
    """The publisher's part of a key: "GZERO Media" is "gzero", "www.nytimes.com" is "nytimes"."""
    name = article.publisher
    host = urlsplit(f"//{name}").hostname or "" if re.fullmatch(r"[\w.-]+\.[a-z]{2,}", name) else ""
    base = slug(re.sub(r"^(www|edition|money|m|amp|news)\.", "", host) if host else name)
    return (_GENERIC.sub("", base) or slug(article.id) or "source")[:_MOST].strip("-")


def digest(article_id: str, sentence: str) -> str:
    """Eight hexadecimal digits for a sentence of an article."""
    raw = f"{article_id}\0{one_line(sentence)}".encode()
    return blake2b(raw, digest_size=LONG // 2).hexdigest()


def sentence_code(sentence: str) -> str:
    """Twelve hexadecimal digits for the words of a sentence, whichever article says it and however it is typeset.

    It tells that two keys stand for the same sentence, after the article got another file name or publisher.
    """
    return blake2b(folded(sentence).encode("utf-8", "replace"), digest_size=_CODE).hexdigest()


def passages(articles: Iterable[MarkedArticle]) -> dict[str, Passage]:
    """Every body sentence by its id, with its citation key."""
    rows = [
        (
            marked,
            sentence,
            publisher_slug(marked.article),
            digest(marked.article.id, marked.words_of(sentence)),
        )
        for marked in articles
        for sentence in marked.sentences
    ]
    sharing = Counter((name, code[:SHORT]) for name, code in {row[2:] for row in rows})
    return {
        sentence.id: Passage(marked, sentence, f"{name}-{code if sharing[name, code[:SHORT]] > 1 else code[:SHORT]}")
        for marked, sentence, name, code in rows
    }
