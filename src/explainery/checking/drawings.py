"""A drawing (.svg) that draws and does nothing else: opened by its address, a browser runs what is in it as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from explainery.patterns import regex

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    """circle clipPath defs desc ellipse feBlend feColorMatrix feComposite feFlood feGaussianBlur feMerge feMergeNode
    feOffset filter g line linearGradient marker mask metadata path pattern polygon polyline radialGradient rect stop
    style svg switch symbol text textPath title tspan use view""".split()
)
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
_FETCHING = regex(r"@import|\\|url\(\s*[\"']?(?!#)", re.IGNORECASE)  # a backslash would hide either
_MOST_BYTES = 1_000_000


def drawing_problem(data: bytes) -> str:
    """Why a drawing may not be published; "" if it may.

    Args:
        data: the file's bytes.
    """
    if len(data) > _MOST_BYTES:
        return f"a drawing has at most {_MOST_BYTES:,} bytes"
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        return "this is not a drawing: it is not well-formed XML"
    if root.tag != f"{_SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        return 'this is not a drawing: it begins with <svg xmlns="http://www.w3.org/2000/svg">, without a <!DOCTYPE>'
    return next((f"{what}: a drawing may not contain this" for what in _active(root)), "")


def _active(root: etree._Element) -> Iterator[str]:
    """What in a drawing would run, load something or lead elsewhere."""
    for before in root.itersiblings(preceding=True):
        if not isinstance(before, etree._Comment):  # noqa: SLF001 (lxml has no public name for it)
            yield "an instruction before <svg>"
    for element in root.iter():
        if isinstance(element, etree._Comment):  # noqa: SLF001
            continue
        if not isinstance(element.tag, str):
            yield "an entity or an instruction"
        elif element.tag.startswith(_SVG):
            yield from _in_element(element, element.tag.removeprefix(_SVG))
        elif element.tag.startswith("{http://www.w3.org/1999/xhtml}") or "{" not in element.tag:
            yield f"<{etree.QName(element).localname}>, which is not of a drawing"


def _in_element(element: etree._Element, name: str) -> Iterator[str]:
    if name not in _ELEMENTS:
        yield f"<{name}>"
    if name == "style" and _FETCHING.search("".join(str(t) for t in element.itertext())):
        yield "a style that loads a file"
    for attribute, value in element.attrib.items():
        local = etree.QName(str(attribute)).localname
        if local.casefold().startswith("on"):
            yield f'{local}="…"'
        if attribute in _LINKS and not str(value).startswith("#"):
            yield f'{local}="…", which leads out of it'
        if local != "xmlns" and _FETCHING.search(str(value)):
            yield f'{local}="…", which loads a file'
