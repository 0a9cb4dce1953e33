"""Each page's Markdown beside it, for those who read or reuse the text: what readers get, and nothing else.

A comment is for the people who edit, and readers do not get it; so it is not in these files, nor is a field of the
front matter that the site would not use.
"""

from __future__ import annotations

import re

import yaml

from explainery.markup.page_fields import kept_fields
from explainery.patterns import regex
from explainery.reviewing.published_page import split

_FENCE = regex(r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^ {0,3}(?P=fence)[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)
_COMMENT = regex(r"[ \t]*<!--.*?(?:-->|\Z)", re.DOTALL)
_BLANKS = regex(r"\n{3,}")


def plain_page(text: str, address: str = "") -> bytes:
    """A page's Markdown for readers.

    Args:
        text: the file's text.
        address: the page's web address, which goes into the front matter; "" without one.
    """
    body, values = split(text)
    fields = kept_fields(values) | ({"url": address} if address else {})
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1_000) if fields else ""
    head = f"---\n{front}---\n\n" if front else ""
    return (head + _without_comments(body).strip("\n") + "\n").encode()


def _without_comments(body: str) -> str:
    """The text without its comments; inside a fence, nothing is one."""
    out, at = [], 0
    for fence in _FENCE.finditer(body):
        out += [_blank(body[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*out, _blank(body[at:])])


def _blank(text: str) -> str:
    return _BLANKS.sub("\n\n", _COMMENT.sub("", text)) if "<!--" in text else text
