"""The sources page: the passages of each article folded below what is known about it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from explainery.languages import ENGLISH, Words, each
from explainery.markup.tree import Node, fill, made, nodes_of, text_of
from explainery.page_format import TAKEN
from explainery.patterns import regex

_OWN_WORDS = regex(r"\s*“(?P<words>.*)”(?P<rest>[^”]*)\Z", re.DOTALL)


def fold_passages(root: Element, words: Words = ENGLISH) -> None:
    """Fold each list that stands below the line "What these pages took from it:", and mark what is above as facts."""
    nodes = nodes_of(root)
    for at, node in enumerate(nodes):
        if isinstance(node, str) or node.tag != "p" or (said := text_of(node).removesuffix(":")) not in TAKEN:
            continue
        before = _nearest(nodes[at - 1 :: -1]) if at else None
        if before is not None and before.tag == "ul":
            before.set("class", "ex-facts")
        listed = _nearest(nodes[at + 1 :])
        if listed is not None and listed.tag == "ul":
            if before is not None and any(own in text_of(before) for own in each("sources.digest")):
                _take_marks_off(listed)
            count = made("span", [words.counted(_count(listed), "passage")], class_="ex-count")
            summary = made("summary", [said, " ", count])
            nodes[at] = made("details", [summary, listed], class_="ex-taken")
            nodes[nodes.index(listed, at + 1)] = ""
    fill(root, nodes)


def _take_marks_off(listed: Element) -> None:
    """Passages of a digest without quotation marks: they are the site's own words, and nobody's quotation."""
    for item in listed:
        block = item.find("p") if item.find("p") is not None else item
        if block is not None and (match := _OWN_WORDS.match(block.text or "")):
            block.text = f"{match['words']}{match['rest']}"


def _nearest(nodes: list[Node]) -> Element | None:
    """The first element of some nodes, if nothing but white space stands before it."""
    found = next((n for n in nodes if not isinstance(n, str) or n.strip()), None)
    return None if isinstance(found, str) else found


def _count(listed: Element) -> int:
    return sum(item.tag == "li" for item in listed)
