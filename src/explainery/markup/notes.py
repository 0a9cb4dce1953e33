"""The notes of a page: one for each article, with the passages that the page cites beneath it, folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from explainery.languages import ENGLISH, Words, any_of
from explainery.lexicon.publishers import publisher_of
from explainery.markup.allowed import host_of
from explainery.markup.statements import NOTES_CLASS
from explainery.markup.tree import Node, fill, has_class, made, nodes_of, text_of
from explainery.patterns import regex

_NOTE_ID = "fn:"
_BACK = "footnote-backref"
# Behind the title: ", 11 September 2023. "; in languages with a full stop behind the day, ", 11. September 2023. ".
_DATE = regex(rf"(?:,\s*(?P<date>\d{{1,2}}\. {any_of('language.months')} \d{{4}}|[^.“”]{{1,40}}))?\.(?:\s+|\Z)")
_OWN_WORDS = regex(rf"({any_of('page.digest')}: )“(.*)”(?=\s*\Z)", re.DOTALL)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Head:
    """What a definition says of its article: it opens with that.

    Attributes:
        publisher: who published it.
        title: its title.
        date: the day, as the definition words it; "" for none.
        about: the address of the article on the sources page; "" for none.
    """

    publisher: str
    title: str
    date: str
    about: str

    @property
    def name(self) -> str:
        """What a mark says of it: "TIME, 11 September 2023"."""
        return f"{self.publisher}, {self.date}" if self.date else self.publisher


@dataclass(frozen=True, slots=True)
class Definition:
    """A footnote's definition: its key, its article, and the blocks below it without what they say of the article."""

    key: str
    head: Head | None
    blocks: tuple[Element, ...]
    address: str


@dataclass(slots=True)
class Note:
    """One article with its passages, in the order in which the page cites them."""

    number: int
    head: Head | None
    definitions: list[Definition] = field(default_factory=list)

    def letter(self, definition: Definition) -> str:
        """What tells a passage from the others of the note: a to z, then aa; "" where there is one only."""
        if len(self.definitions) == 1:
            return ""
        at, letters = self.definitions.index(definition), ""
        while at >= 0:
            at, letters = at // len(_LETTERS) - 1, _LETTERS[at % len(_LETTERS)] + letters
        return letters


def definitions_in(root: Element) -> tuple[Element | None, dict[str, Definition]]:
    """The list of a page's notes as Python-Markdown made it, and each definition by its key."""
    box = next((e for e in root.iter("div") if has_class(e, NOTES_CLASS)), None)
    listed = box.find("ol") if box is not None else None
    items = [i for i in listed if i.get("id", "").startswith(_NOTE_ID)] if listed is not None else []
    return listed, {d.key: d for d in map(_definition, items)}


def noted(definitions: Mapping[str, Definition], keys: Iterable[str]) -> list[Note]:
    """The notes, numbered in the order in which a page cites their articles; `keys`: those of its marks."""
    order = [definitions[key] for key in dict.fromkeys([*keys, *definitions]) if key in definitions]
    notes: dict[object, Note] = {}
    for definition in order:
        note = notes.setdefault(definition.head or definition.key, Note(len(notes) + 1, definition.head))
        note.definitions.append(definition)
    return list(notes.values())


def fill_notes(listed: Element, notes: Sequence[Note], words: Words = ENGLISH) -> None:
    """Make the list one of articles."""
    fill(listed, [_item(note, words) for note in notes])


def _definition(item: Element) -> Definition:
    blocks = tuple(n for n in nodes_of(item) if not isinstance(n, str))
    head = _taken_head(blocks[0]) if blocks and blocks[0].tag == "p" else None
    links = [a.get("href", "") for block in blocks for a in block.iter("a")]
    address = next((link for link in links if host_of(link)), "")
    return Definition(item.get("id", "").removeprefix(_NOTE_ID), head, blocks, address)


def _taken_head(block: Element) -> Head | None:
    """What a definition's first paragraph says of the article, taken out of it; None if it begins otherwise."""
    nodes = nodes_of(block)
    publisher, comma, title, rest = (*nodes[:4], "", "", "", "")[:4]
    found = _DATE.match(rest) if isinstance(rest, str) else None
    if _tag(publisher) != "strong" or text_of(comma).strip() != "," or _tag(title) not in {"a", "em"} or not found:
        fill(block, nodes)
        return None
    about = title.get("href", "") if not isinstance(title, str) else ""
    left = _unquoted(rest[found.end() :]) if isinstance(rest, str) else ""
    fill(block, [left, *nodes[4:]])
    return Head(text_of(publisher), text_of(title), found["date"] or "", "" if host_of(about) else about)


def _unquoted(text: str) -> str:
    """The words of a digest without quotation marks: they are the site's own, and nobody's quotation."""
    return _OWN_WORDS.sub(r"\1\2", text)


def _tag(node: Node) -> str:
    return "" if isinstance(node, str) else str(node.tag)


def _item(note: Note, words: Words) -> Element:
    """A note: its article, and its passages folded below; of a definition that names no article, the definition."""
    passages = [_passage(note, definition, words) for definition in note.definitions]
    if note.head is None:
        return passages[0]
    listed = made("ol", passages, class_="ex-passages" if len(passages) > 1 else "ex-passages ex-passages--one")
    address = next(filter(None, (d.address for d in note.definitions)), "")
    if bare := address.partition("#")[0]:
        listed.set("data-address", bare)  # for print: without the words that the link to a passage carries
    more = [made("a", [words["notes.about"]], href=note.head.about)] if note.head.about else []
    about = [made("p", more, class_="ex-about")] if more else []
    summary = _summary(note.head, address, words.counted(len(passages), "passage"), words)
    return made("li", [made("details", [summary, *about, listed], class_="ex-note")])


def _summary(head: Head, address: str, passages: str, words: Words) -> Element:
    printed = outlet(head.publisher, address)
    dated = "".join([f", {head.date}" if head.date else "", f", {words['notes.printed']} {printed}" if printed else ""])
    count = made("span", [passages], class_="ex-count")
    return made("summary", [made("strong", [head.publisher]), ", ", made("cite", [head.title]), f"{dated} ", count])


def _passage(note: Note, definition: Definition, words: Words) -> Element:
    label = f"{note.number}{note.letter(definition)}"
    for block in definition.blocks:
        for link in block.iter("a"):
            if has_class(link, _BACK):
                link.set("role", "doc-backlink")
                link.set("title", words.put("notes.back", mark=label))
                link.set("aria-label", words.put("notes.back", mark=label))
    return made("li", definition.blocks, id=f"{_NOTE_ID}{definition.key}")


def outlet(publisher: str, address: str) -> str:
    """The outlet on whose site an article of another publisher stands; "" where none is known, or it is its own."""
    printed = publisher_of(urlsplit(address).hostname or "") if host_of(address) else None
    if not printed or not publisher:
        return ""
    names = [_plain(printed), _plain(publisher)]
    is_same = any(a in b for a, b in (names, names[::-1])) or _initials(printed) == publisher.casefold()
    return "" if is_same or _initials(publisher) == printed.casefold() else printed


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold().removeprefix("the ") if c.isalnum())


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.casefold().removeprefix("the ").split())


def unfolded(notes: Sequence[Note]) -> Iterator[tuple[str, Note, str]]:
    """(key, note, letter) for each passage."""
    for note in notes:
        for definition in note.definitions:
            yield definition.key, note, note.letter(definition)
