"""Plain text and Markdown: the text unchanged, and the metadata that its first lines state."""

from __future__ import annotations

import re

from explainery.patterns import regex
from explainery.reading.document import Document
from explainery.reading.header_lines import header_lines_of, without_lines
from explainery.reading.web.addresses import clean_address
from explainery.text import one_line

_HEADLINE_WORDS = 22  # by taste: a longer first line is the article's first sentence
# The first lines of a page that was pasted whole.
_SKIP = regex(
    r"\A(?:\s*(?:skip to|jump to|menu|search|sign in|log in|subscribe|advertisement|home)\b.{0,40}\n)+", re.IGNORECASE
)


def read_plain(text: str) -> Document:
    """The document of a text, which stays unchanged; title, author and dates come from the lines at its top."""
    top = header_lines_of(text)
    return Document(text, title=headline(without_lines(text, top.numbers)), publisher=top.publisher, author=top.author, published=top.published,
                    modified=top.modified, url=clean_address(top.url or "") or None)  # fmt: skip


def headline(text: str) -> str | None:
    """The first line if it reads like a headline, short and without a full stop; otherwise None."""
    first = re.match(r"#?[ \t]*(\S.*)\n", _SKIP.sub("", text.lstrip(), count=1).lstrip())
    line = one_line(first[1]) if first else ""
    short = 0 < len(line.split()) <= _HEADLINE_WORDS
    return line.strip("#* ") if short and not re.search(r"[.:;,]$", line) else None
