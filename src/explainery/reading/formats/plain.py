"""Plain text and Markdown: the text as it stands, and what its first lines say."""

from __future__ import annotations

import re

from explainery.reading.document import Document
from explainery.reading.header_lines import top_of, without
from explainery.reading.web.addresses import clean_address
from explainery.text import one_line

_HEADLINE_WORDS = 22  # a first line longer than this is the article's first sentence
# The first lines of a page that somebody pasted whole.
_SKIP = re.compile(
    r"\A(?:\s*(?:skip to|jump to|menu|search|sign in|log in|subscribe|advertisement|home)\b.{0,40}\n)+", re.IGNORECASE
)


def read_plain(text: str) -> Document:
    """The text, nothing of it changed; its headline, byline and date where lines at its top are these."""
    top = top_of(text)
    return Document(text, title=headline(without(text, top.lines)), publisher=top.publisher, author=top.author, published=top.published,
                    modified=top.modified, url=clean_address(top.url or "") or None)  # fmt: skip


def headline(text: str) -> str | None:
    """The first line, where it reads as a headline: short, alone, without a full stop."""
    first = re.match(r"#?[ \t]*(\S.*)\n", _SKIP.sub("", text.lstrip(), count=1).lstrip())
    line = one_line(first[1]) if first else ""
    short = 0 < len(line.split()) <= _HEADLINE_WORDS
    return line.strip("#* ") if short and not re.search(r"[.:;,]$", line) else None
