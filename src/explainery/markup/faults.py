"""What the HTML of a page holds that a page may not hold.

The HTML is read by a grammar that is stricter than a browser's: whatever it takes for an element, an attribute or text
is the same for every browser, because no element of the table changes how the rest is read. All else is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from explainery.markup.allowed import (
    DISGUISED,
    ELEMENTS,
    INVISIBLE,
    LINK_TEXTS,
    VOID,
    is_allowed,
    is_link,
    is_picture,
)
from explainery.patterns import regex

_VALUE = r"(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]+)"
_TOKEN = regex(
    rf"""(?P<text>[^<]+)
    |<!--(?P<comment>(?:(?!--)[^<>])*)-->
    |</(?P<end>[a-z][a-z0-9]*)\s*>
    |<(?P<start>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[^\s\"'<>/=\x00]+(?:\s*=\s*{_VALUE})?)*)\s*/?>
    |(?P<other><[^\s<>]*)""",
    re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = regex(rf"([^\s\"'<>/=]+)(?:\s*=\s*({_VALUE}))?")
_LIKE_AN_ELEMENT = regex(r"<[a-zA-Z/!?][^\s<>]*")
_SHOWN = 60  # characters of a value in a message

_MIXED = regex(r"[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]")  # a name spelt so is none that is compared


@dataclass(frozen=True, slots=True)
class MarkupFault:
    """Something that a page may not hold.

    Attributes:
        message: what it is.
        at: where it begins in the HTML.
        needles: texts by which a person finds it in the page, the surest first.
    """

    message: str
    at: int
    needles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is not closed yet."""

    name: str
    at: int
    link_class: str = ""


def markup_faults(html: str) -> Iterator[MarkupFault]:
    """Everything in the HTML of a page that it may not hold, in order; what is open at the end comes last."""
    opened: list[_Open] = []
    for token in _TOKEN.finditer(html):
        if token["text"] is not None:
            yield from _text_faults(token, opened)
        elif token["comment"] is not None:
            yield from _invisible(token["comment"], token.start())
        elif token["end"] is not None:
            yield from _closed(token, opened)
        elif token["start"] is not None:
            yield from _element_faults(token, opened)
        else:
            yield MarkupFault(
                f"{token['other'][:_SHOWN]!r} is not markup that a page may hold", token.start(), (token["other"],)
            )
    for element in opened:
        yield MarkupFault(f"<{element.name}> is not closed", element.at, (f"<{element.name}",))


def own_attribute_faults(raw: str) -> Iterator[MarkupFault]:
    """Ids and classes in HTML that a person wrote: these are for what Markdown writes."""
    for token in _TOKEN.finditer(raw):
        for name, _ in _attributes(token) if token["start"] and token["start"].lower() != "code" else ():
            if name in {"class", "id"}:
                message = f"an element that is written as HTML may not have the attribute {name}"
                yield MarkupFault(message, token.start(), (token[0], f"{name}="))


def literal_markup(html: str) -> Iterator[MarkupFault]:
    """Text outside code that looks like an element: a fault where a person wrote it so, and no more than text."""
    depth = 0
    for token in _TOKEN.finditer(html):
        if (token["start"] or token["end"] or "").lower() == "code":
            depth += 1 if token["start"] else -1
        for match in _LIKE_AN_ELEMENT.finditer(unescape(token["text"] or "")) if not depth else ():
            yield MarkupFault(f"{match[0][:_SHOWN]!r} is shown to readers as it is", token.start(), (match[0],))


def _text_faults(token: re.Match[str], opened: list[_Open]) -> Iterator[MarkupFault]:
    text = unescape(token["text"])
    yield from _invisible(text, token.start())
    if mixed := _MIXED.search(text):
        yield MarkupFault("a word mixes Latin and Cyrillic letters, which look alike", token.start(), (mixed[0],))
    if disguised := DISGUISED.search(text):
        message = f"{disguised[0][:_SHOWN]!r} is written in signs that only look like plain letters: write plain ones"
        yield MarkupFault(message, token.start(), (disguised[0],))
    if opened and opened[-1].link_class in LINK_TEXTS and not LINK_TEXTS[opened[-1].link_class].fullmatch(text.strip()):
        message = (
            f"the class {opened[-1].link_class} is for links that Markdown makes, and hides this text from the check"
        )
        yield MarkupFault(message, token.start(), (opened[-1].link_class, text.strip()))


def _invisible(text: str, at: int) -> Iterator[MarkupFault]:
    for sign in dict.fromkeys(m[0] for m in INVISIBLE.finditer(text)):
        code = ord(sign)
        yield MarkupFault(
            f"U+{code:04X} is a character that is not seen and changes what is seen", at,
            (sign, f"&#{code};", f"&#x{code:x};", f"&#{code:05}"),
        )  # fmt: skip


def _closed(token: re.Match[str], opened: list[_Open]) -> Iterator[MarkupFault]:
    name = token["end"].lower()
    if opened and opened[-1].name == name:
        opened.pop()
    elif name in ELEMENTS:  # of others, the beginning is a fault already, or the end changes nothing
        yield MarkupFault(f"</{name}> closes nothing that is open here", token.start(), (token[0],))
    else:
        yield MarkupFault(f"a page may not hold the element <{name}>", token.start(), (token[0],))


def _element_faults(token: re.Match[str], opened: list[_Open]) -> Iterator[MarkupFault]:
    name, pairs = token["start"].lower(), _attributes(token)
    needles = (token[0], f"<{name}")
    if name not in ELEMENTS:
        yield MarkupFault(f"a page may not hold the element <{name}>", token.start(), needles)
        return
    values = dict(reversed(pairs))  # of two with one name, a browser takes the first
    for attribute, value in pairs:
        if not is_allowed(name, attribute, value):
            message = _attribute_message(name, attribute, value)
            yield MarkupFault(message, token.start(), (f"{attribute}=", value, attribute, *needles))
    if name == "li" and "id" in values and [e.name for e in opened] != ["div", "ol"]:
        yield MarkupFault("an id that begins with fn: is for footnotes", token.start(), (values["id"], *needles))
    if name not in VOID:
        opened.append(_Open(name, token.start(), values.get("class", "") if name == "a" else ""))


def _attributes(token: re.Match[str]) -> list[tuple[str, str]]:
    """The attributes of a tag with their values as a browser reads them."""
    pairs = _ATTRIBUTE.findall(token["attributes"])
    return [(name.lower(), unescape(value[1:-1] if value[:1] in {'"', "'"} else value)) for name, value in pairs]


def _attribute_message(element: str, attribute: str, value: str) -> str:
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    if (element, attribute) == ("a", "href") and not is_link(value):
        return f"a link may not lead to {shown!r}: write a relative path or an address with https://"
    if (element, attribute) == ("img", "src") and not is_picture(value):
        return f"a page may not load {shown!r}: a picture is a file in docs/assets, named by its relative path"
    if attribute in ELEMENTS[element]:
        return f"<{element}> may not have the attribute {attribute} with the value {shown!r}"
    return f"<{element}> may not have the attribute {attribute}"
