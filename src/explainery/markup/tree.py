"""The HTML of a page as a tree, and back: the wall's output in, HTML that is escaped anew out.

Whatever was text is text again, and whatever was the value of an attribute is one again: a change to the tree cannot
make markup of a source's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from explainery.markup.allowed import VOID

Node = str | Element  # an element in a list of nodes has no tail: what follows it is the next node


def parsed(html: str) -> Element:
    """The tree of a page's HTML, below an element that is no part of it."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def html_of(root: Element) -> str:
    """The HTML of what is below an element."""
    return escape(root.text or "", quote=False) + "".join(map(_html, root))


def _html(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    tail = escape(element.tail or "", quote=False)
    if element.tag in VOID:
        return f"<{element.tag}{attributes}>{tail}"
    return f"<{element.tag}{attributes}>{html_of(element)}</{element.tag}>{tail}"


def text_of(node: Node) -> str:
    """The text of a node, without what follows it."""
    return node if isinstance(node, str) else "".join(node.itertext())


def nodes_of(element: Element) -> list[Node]:
    """What an element holds: texts and elements in order, the elements freed of their tails."""
    nodes: list[Node] = [element.text or ""]
    for child in element:
        nodes += [child, child.tail or ""]
        child.tail = None
    return [n for n in nodes if not isinstance(n, str) or n]


def fill(element: Element, nodes: Iterable[Node]) -> Element:
    """Let an element hold these nodes and nothing else; returns it."""
    element.text, element[:] = None, []
    for node in nodes:
        if not isinstance(node, str):
            element.append(node)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + node
        else:
            element.text = (element.text or "") + node
    return element


def made(tag: str, nodes: Iterable[Node] = (), **attributes: str) -> Element:
    """A new element; `class_` stands for `class`, `aria_label` for `aria-label`."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return fill(Element(tag, named), nodes)


def classes_of(element: Element) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def outside(root: Element, left_out: str) -> Iterator[Element]:
    """Every element below one, in order, without those of a class and what is in them."""
    for child in root:
        if left_out not in classes_of(child):
            yield child
            yield from outside(child, left_out)


class _Builder(HTMLParser):
    """Builds the tree. The wall closes every element, so an end without its beginning is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        at = next((i for i in range(len(self._open) - 1, 0, -1) if self._open[i].tag == tag), 0)
        if at:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
