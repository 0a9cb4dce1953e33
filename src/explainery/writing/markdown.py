"""Source text becomes Markdown that shows as that text and does nothing else.

It cannot become markup, a link, an include, a footnote, front matter or a template expression, neither in
Python-Markdown nor on a code host.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from explainery.markup.allowed import host_of, is_link
from explainery.patterns import regex
from explainery.text import one_line, visible

_ENTITIES = {
    "<": "&lt;",
    ">": "&gt;",
    "{": "&#123;",
    "}": "&#125;",
    "|": "&#124;",
    "~": "&#126;",
    "^": "&#94;",  # a backslash before the bracket would still leave what the merge takes for a footnote mark
}
_BACKSLASHED = regex(r"([\\`*_\[\]])")
# Words in brackets inside a line, such as an editor's "[meeting]": no link, footnote or task.
_WORDS = r"\[[A-Za-z][\w ’',.-]{1,39}\]"
_BRACKETED = regex(rf"(?<=[\w“\"'’,.;] ){_WORDS}(?=[ ,.;’”])|(?<=[“\"]){_WORDS}(?= )")
_AMPERSAND = regex(r"&(?=#?\w+;)")  # elsewhere it stands for itself
_ENTITY = regex(r"&(#?\w+);")  # in an address, Markdown leaves it as it is, and a browser reads a sign
_MAIL_SIGN = regex(r"(?<=[\w.+-])@(?=[\w-]+\.\w)")  # a code host links addresses
_SCHEME = regex(r":(?=//)")
_WWW = regex(r"\b(www)\.(?=[\w-]+\.\w)", re.IGNORECASE)
# What would open a heading, list, quotation, rule, admonition, tab, definition or fence at a line's start.
_OPENS_BLOCK = regex(r"^(?:[#+\-=!?:^]|\d+[.)](?=\s|$))")
_KEPT_IN_URL = "!$&'*+,/:;=?@#%~-._"  # noqa: RUF100


def escaped(text: str, *, at_start: bool = True) -> str:
    """`text` as one line of Markdown that shows it. `at_start` where a line begins with it."""
    line = one_line(visible(text))
    out = "".join(_ENTITIES.get(c, c) for c in _AMPERSAND.sub("&amp;", line))
    out = _MAIL_SIGN.sub("&#64;", out)
    out = _backslashed(out)
    out = _WWW.sub(r"\1&#46;", _SCHEME.sub("&#58;", out))
    if at_start and (opens := _OPENS_BLOCK.match(out)):
        last = opens.end() - 1
        out = f"{out[:last]}&#{ord(out[last])};{out[last + 1 :]}"
    return out


def _backslashed(text: str) -> str:
    """A text with a backslash before each sign that may be markup, but for words in brackets."""
    pieces, last = [], 0
    for words in _BRACKETED.finditer(text):
        pieces += [_BACKSLASHED.sub(r"\\\1", text[last : words.start()]), words[0].replace("_", r"\_")]
        last = words.end()
    return "".join([*pieces, _BACKSLASHED.sub(r"\\\1", text[last:])])


def metadata(text: str) -> str:
    """`text` for the front matter, where a theme puts it into a page without escaping."""
    line = one_line(visible(text)).replace("<", "‹").replace(">", "›")
    line = re.sub(r"(?<=[{}])(?=[{}%#])|(?<=[%#])(?=})", " ", line)  # no template expression
    return line.replace('"', "”").replace("\\", "⧵")


def address(url: str) -> str:
    """A web address as a Markdown link's target; "" for anything that a page may not link to."""
    try:
        parts = urlsplit(url)
        if not parts.netloc.isascii():
            url = parts._replace(netloc=parts.netloc.encode("idna").decode()).geturl()
    except ValueError:
        return ""
    target = _ENTITY.sub(r"&\1%3B", quote(url, safe=_KEPT_IN_URL))
    return target if host_of(target) and is_link(target) else ""


def fragment(first: str, last: str = "") -> str:
    """A text fragment (`#:~:text=`) that marks a passage by its first and last words in the original.

    Source: the WICG draft "URL Fragment Text Directives"; "-", "," and "&" are part of its syntax.
    """
    parts = [quote(one_line(p), safe="").replace("-", "%2D") for p in (first, last) if p]
    return f"#:~:text={','.join(parts)}"
