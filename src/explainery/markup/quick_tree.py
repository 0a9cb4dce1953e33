"""The tree of HTML as the wall writes it, read by a parser in C; nothing for HTML in any other form.

The wall closes every element and writes every attribute between double quotes. HTML of that form is XML but for its
empty elements and one entity, and both kinds of parser make the same tree of it. Whatever departs from the form, in a
way that only one of them would notice, is left to the parser of HTML.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, XMLParser

from explainery.markup.allowed import ELEMENTS, VOID
from explainery.patterns import regex

_NAMES = "|".join(sorted({*ELEMENTS, "span"}, key=len, reverse=True))  # no element whose content is read otherwise
# XML makes a blank of a line break or a tab in a value, so there may be none.
_ATTRIBUTES = r'(?: [a-z][a-z-]*="[^"<>\x00-\x1f]*")*'
_NO_TAG = regex(rf"<(?!(?:(?:{_NAMES}){_ATTRIBUTES}|/(?:{_NAMES}))>)")
_EMPTY = regex(rf"<((?:{'|'.join(sorted(VOID))}){_ATTRIBUTES})>")


def quick_tree(html: str) -> Element | None:
    """The tree of a page's HTML below an element that is no part of it; None for HTML in another form."""
    # Each of these is an entity in HTML and one in XML, or the only sign that its place in the tree may hold.
    text = html.replace("&#x27;", "'").replace("&nbsp;", "\xa0")
    if "\r" in text or "&#" in text or _NO_TAG.search(text):
        return None
    parser = XMLParser()  # noqa: S314 (it has no document type, which every danger of XML needs: "<!" is no tag)
    try:
        parser.feed("<div>" + _EMPTY.sub(r"<\1/>", text) + "</div>")
        return parser.close()
    except (ParseError, UnicodeError):  # an element that is not closed, an entity or a sign that XML does not know
        return None
