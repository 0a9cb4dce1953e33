"""The table of what a page may hold. The check refuses everything else, and the site is built without it.

It holds what Markdown writes with the extensions of mkdocs.yml, and a few elements that people write by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from explainery.patterns import regex

# No sign that a browser drops or reads as another: blanks, control characters, backslashes; nor the end of a value.
_SIGN = r"[^\s\x00-\x20\x7f-\x9f<>\"`\\]"
_WEB = regex(rf"https?://[^\W_](?:[\w.-]*\w)?(?::\d{{1,5}})?(?:[/?#]{_SIGN}*)?", re.IGNORECASE)
_IN_SITE = regex(rf"(?![/\\])[^\s:/?#\\<>\"'`]*(?:[/?#](?!/){_SIGN}*)?")
_MAIL = regex(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PICTURE = regex(r"(?![/\\])(?:\.\.?/)*[\w][\w./ %-]*\.(?:png|jpe?g|gif|webp|avif|svg)", re.IGNORECASE)
# The theme keeps ids with two underscores for itself: with one of them, a heading could pass for its settings.
_ID = regex(r"(?!__)[\w-][\w.-]*")
_NOTE_ID = regex(r"fn:\S+")
_MARK_ID = regex(r"fnref\d*:\S+")
_TEXT = regex(r"[^<>]*")
_EMPTY = regex("")
_NUMBER = regex(r"\d{1,4}")
_ALIGN = regex(r"left|center|right")
_ITS_OWN_NAME = regex(r"(?:data-search-exclude)?")

_LINK_CLASS = regex(r"footnote-ref|footnote-backref|headerlink")
_LANGUAGE = regex(r"language-[\w+#.-]+")
_DIV_CLASS = regex(r"footnote|admonition(?: [a-z-]+)?")
_TITLE_CLASS = regex(r"admonition-title")

Attributes = Mapping[str, re.Pattern[str]]
_NONE: Attributes = MappingProxyType({})
_HEADING: Attributes = {"id": _ID}
# What an attribute's value is must match as a whole. `href` and `src` are looked at by `is_link` and `is_picture`.
ELEMENTS: Mapping[str, Attributes] = MappingProxyType({
    **dict.fromkeys("b blockquote br cite del dd dl dt em hr i kbd pre q s small strong sub summary".split(), _NONE),
    **dict.fromkeys("figcaption figure table tbody thead tfoot tr ul".split(), _NONE),
    **dict.fromkeys(("h1", "h3", "h4", "h5", "h6"), _HEADING),
    "h2": {"id": _ID, "data-search-exclude": _ITS_OWN_NAME},
    "a": {"href": _TEXT, "title": _TEXT, "class": _LINK_CLASS},
    "abbr": {"title": _TEXT},
    "code": {"class": _LANGUAGE},
    "details": {"open": regex(r"(?:open)?")},
    "div": {"class": _DIV_CLASS},
    "img": {"src": _TEXT, "alt": _TEXT, "title": _TEXT, "width": _NUMBER, "height": _NUMBER},
    "li": {"id": _NOTE_ID},
    "ol": {"start": _NUMBER},
    "p": {"class": _TITLE_CLASS},
    "sup": {"id": _MARK_ID},
    "td": {"align": _ALIGN},
    "th": {"align": _ALIGN},
})  # fmt: skip
VOID = frozenset(("br", "hr", "img"))  # elements without an end
# The text of links that Markdown writes: a check leaves it out of a page's sentences, so it says nothing else.
LINK_TEXTS: Mapping[str, re.Pattern[str]] = MappingProxyType({
    "footnote-ref": regex(r"\d+"),
    "footnote-backref": regex(r"↩"),
    "headerlink": regex(r"[#¶]"),
})  # fmt: skip
FRONT_MATTER = ("title", "description", "label")

# Marks that reorder or hide what is around them (Unicode Standard Annex 9), control characters, and fillers of no
# width. Soft hyphens only break a line. A joiner belongs between signs of other scripts and in pictograms.
_BY_THEMSELVES = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_BLANKS = r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef"
_TAGS = r"\U000e0000-\U000e007f"
INVISIBLE = regex(rf"[{_BY_THEMSELVES}{_BLANKS}{_TAGS}]|(?<=[\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\x7f])")
_MAYBE_INVISIBLE = regex(rf"[{_BY_THEMSELVES}{_BLANKS}{_TAGS}\u200c\u200d]")
_PLAIN_BYTES = bytes(range(0x20, 0x7F)) + b"\t\n"  # in UTF-8, bytes of no other character

# Letters that look like plain ones and are others (NFKC of Unicode Standard Annex 15 makes plain ones of
# most): no word spelt so is one that is compared. Small capitals alone are phonetic signs, and a raised letter or two
# an ordinal or a unit.
_MATHEMATICAL = r"\U0001d400-\U0001d6a5\u2102\u210a-\u210e\u2110-\u2112\u2115\u2119-\u211d\u2124\u2128"
_SCRIPT = r"\u212c\u212d\u212f-\u2131\u2133\u2134\u2145-\u2149"
_ENCLOSED = r"\u249c-\u24e9\U0001f110-\U0001f12b\U0001f130-\U0001f169\U0001f170-\U0001f189"
_WIDE = r"\uff21-\uff3a\uff41-\uff5a"
_SMALL = r"\u0262\u026a\u0274\u0276\u0280\u0281\u0299\u029b\u029c\u029f\u028f\u1d00-\u1d23\ua730\ua731\ua7ae\ua7af"
_RAISED = r"\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u1d9b-\u1dbf\u2071\u207f\u2090-\u209c\u2160-\u217f\ua7f2-\ua7f4"
DISGUISED = regex(rf"[{_MATHEMATICAL}{_SCRIPT}{_ENCLOSED}{_WIDE}]+|[{_SMALL}]{{2,}}|[{_RAISED}]{{3,}}")


def has_invisible(text: str) -> bool:
    """Whether a text holds what `INVISIBLE` finds."""
    if text.isascii() and text.isprintable():  # most values: only ASCII that does not print is looked for
        return False
    return INVISIBLE.search(text) is not None


def without_invisible(text: str) -> str:
    """A text without what `INVISIBLE` finds. Of a page it looks only at the few signs that are not plain ASCII."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_BYTES)
    if not _MAYBE_INVISIBLE.search(others.decode("utf-8", "surrogatepass")):
        return text
    return INVISIBLE.sub("", text)


def is_link(address: str) -> bool:
    """Whether a link may lead to an address: within the site by a relative path, to a web page, or to a mailbox."""
    if has_invisible(address):
        return False
    if _WEB.fullmatch(address):
        return bool(_parsed_host(address))
    return bool(_IN_SITE.fullmatch(address) or _MAIL.fullmatch(address))


def _parsed_host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def host_of(address: str) -> str:
    """The host that a link leads to, in lower case; "" within the site."""
    return (_parsed_host(address) or "") if _WEB.fullmatch(address) else ""


def is_picture(address: str) -> bool:
    """Whether a page may show the picture at an address: a file of the site, by its relative path."""
    return bool(_PICTURE.fullmatch(address))


def is_allowed(element: str, attribute: str, value: str) -> bool:
    """Whether an element (in the table or not) may have an attribute with a value."""
    pattern = ELEMENTS.get(element, _NONE).get(attribute)
    if pattern is None or not pattern.fullmatch(value) or has_invisible(value):
        return False
    if attribute == "href":
        return is_link(value)
    return attribute != "src" or is_picture(value)
