"""The HTML of a page as a tree, and back: the wall's output in, HTML that is escaped anew out.

Whatever was text is text again, and whatever was the value of an attribute is one again: a change to the tree cannot
make markup of a source's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from explainery.markup.allowed import VOID
from explainery.markup.quick_tree import quick_tree

Node = str | Element  # an element in a list of nodes has no tail: what follows it is the next node


def parsed(html: str) -> Element:
    """The tree of a page's HTML, below an element that is no part of it."""
    root = quick_tree(html)
    return root if root is not None else read_as_html(html)


def read_as_html(html: str) -> Element:
    """The same by a parser of HTML, whatever form the HTML has."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class PageHtml(str):
    """HTML that was written from a tree. It is a text like any other; who needs the tree need not read it again."""

    __slots__ = ("blocks",)

    blocks: Sequence[tuple[Element, str]]  # the outermost elements, each with its own HTML


def html_of(root: Element) -> PageHtml:
    """The HTML of what is below an element. The tree may not change any more."""
    pieces, blocks = [_escaped(root.text or "")], []
    for child in root:
        written: list[str] = []
        _write(child, written.append)
        blocks.append((child, "".join(written)))
        pieces += [blocks[-1][1], _escaped(child.tail or "")]
    html = PageHtml("".join(pieces))
    html.blocks = blocks
    return html


def _write(element: Element, put: Callable[[str], None]) -> None:
    """Write an element without what follows it."""
    tag, attributes = element.tag, element.items()
    named = "".join([f' {name}="{_escaped_value(value)}"' for name, value in attributes]) if attributes else ""
    put(f"<{tag}{named}>")
    if tag in VOID:
        return
    if element.text:
        put(_escaped(element.text))
    for child in element:
        _write(child, put)
        if child.tail:
            put(_escaped(child.tail))
    put(f"</{tag}>")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_escaped_value = lru_cache(maxsize=1 << 10)(escape)  # most are classes and roles


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
    return _filled(element, nodes)


def _filled(element: Element, nodes: Iterable[Node]) -> Element:
    """An empty element with these nodes."""
    last: Element | None = None
    for node in nodes:
        if not isinstance(node, str):
            element.append(node)
            last = node
        elif last is not None:
            last.tail = last.tail + node if last.tail else node
        else:
            element.text = element.text + node if element.text else node
    return element


def made(tag: str, nodes: Iterable[Node] = (), **attributes: str) -> Element:
    """A new element; `class_` stands for `class`, `aria_label` for `aria-label`."""
    return _filled(Element(tag, {_name(name): value for name, value in attributes.items()}), nodes)


@cache
def _name(argument: str) -> str:
    return argument.rstrip("_").replace("_", "-")


def has_class(element: Element, name: str) -> bool:
    """Whether an element is of a class."""
    classes = element.get("class")
    return classes is not None and (classes == name or name in classes.split())


def outside(root: Element, left_out: str) -> Iterator[Element]:
    """Every element below one, in order, without those of a class and what is in them."""
    for child in root:
        if not has_class(child, left_out):
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
