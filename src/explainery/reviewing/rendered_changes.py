"""What differs between two renderings of a page beyond what its statements' changes tell.

These are words of other lines, structure, links and tags.

Lines of both renderings are paired by their words. Of a pair, the blocks and the tags are compared; words without a
pair have to be among those of a statement's change, or are told themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from html import unescape
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from explainery.page_format import MARK
from explainery.patterns import regex
from explainery.reviewing.changes import ChangeKind, Part, StatementChange
from explainery.reviewing.published_page import PublishedPage
from explainery.reviewing.reader_lines import Element, Link, ReaderLine, by_footnote, lines_of, shown_block
from explainery.text import anchor, unmarked, words

LineNumber = Callable[[ReaderLine], int]
_TAG = regex(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_SURELY_SHOWN = 500  # characters of a change's text that any form of the summary shows whole
_MOST_COMPARED = 4_000_000  # pairs of lines; beyond it, lines that a page repeats are not paired
_MOST_REWORDED = 100_000  # pairs of lines; beyond it, reworded lines are paired by their place
_ALIKE = 0.5  # share of words from which a line is taken for another one reworded
_USUAL = frozenset("p ul ol li table thead tbody tr td th h1 h2 h3 h4 h5 h6 blockquote".split())
_NAMES = {
    "p": "paragraph",
    "ul": "list",
    "ol": "numbered list",
    "li": "item",
    "table": "table",
    "td": "cell",
    "th": "head cell",
    "pre": "code block",
    "blockquote": "quotation",
    "details": "folded block",
    "summary": "title of a folded block",
    "dl": "list of terms",
    "dt": "term",
    "dd": "explanation",
    "figcaption": "caption",
}
_UNNAMED = frozenset(("thead", "tbody", "tr"))


class Pair(NamedTuple):
    """A line before and after; None where it is new or gone."""

    old: ReaderLine | None
    new: ReaderLine | None


def residual_changes(
    old: PublishedPage, new: PublishedPage, told: Sequence[StatementChange], number: LineNumber
) -> tuple[StatementChange, ...]:
    """The changes that `told` does not tell.

    Args:
        old: the page as it was.
        new: the page as it is.
        told: what is told of the statements of all pages.
        number: the line of the new page's file on which a line is.
    """
    words_told = _Told(told)
    before, after = by_footnote(lines_of(old.tokens)), by_footnote(lines_of(new.tokens))
    changes: list[StatementChange] = []
    for key in dict.fromkeys([*after, *before]):
        pairs = _pairs(before.get(key, []), after.get(key, []))
        for pair in pairs:
            line = number(pair.new) if pair.new else 0
            changes += (replace(c, line=line, key=key) for c in _of_pair(pair, words_told))
        changes += (replace(c, line=number(line), key=key) for line, c in _joints(pairs))
    return tuple(_grouped(changes))


def whole_difference(old: PublishedPage, new: PublishedPage) -> StatementChange:
    """A difference that nothing else tells: the first tags or words that differ."""
    first = next((n for n, (a, b) in enumerate(zip(old.tokens, new.tokens, strict=False)) if a != b), None)
    at = min(len(old.tokens), len(new.tokens)) if first is None else first
    shown = ["".join(str(t) for t in tokens[at : at + 3]) for tokens in (new.tokens, old.tokens)]
    return StatementChange(ChangeKind.CHANGED, Part.STRUCTURE, "", shown[0] or "(nothing)", shown[1] or "(nothing)")


class _Told:
    """The words that statements' changes tell. Each is used up once, so that no other line can hide behind it."""

    def __init__(self, told: Iterable[StatementChange]) -> None:
        told = list(told)
        self.texts = [_letters(_worded(text)) for c in told for text in (c.text, c.before) if text]
        self.shown = [text for c in told for text in (c.text, c.before) if len(text) <= _SURELY_SHOWN]
        self.keys = {key for c in told for key in (*c.gained, *c.lost)}

    def has(self, text: str) -> bool:
        """Whether some change tells these words; they are used up."""
        wanted = _letters(text)
        for number, letters in enumerate(self.texts):
            if wanted in letters:
                self.texts[number] = letters.replace(wanted, " ", 1)
                return True
        return False

    def shows(self, target: str) -> bool:
        """Whether the text of some change shows an address whole."""
        whole = re.compile(rf"(?<![^\s(<\"':]){re.escape(target)}(?![^\s)>\"'])")
        return any(whole.search(text) for text in self.shown)


def _worded(markdown: str) -> str:
    """About the words that readers get of a unit's Markdown."""
    return unescape(_TAG.sub("", unmarked(markdown)))


def _letters(text: str) -> str:
    return "".join(c for c in MARK.sub("", text) if c.isalnum())


def _pairs(old: Sequence[ReaderLine], new: Sequence[ReaderLine]) -> list[Pair]:
    pairs: list[Pair] = []
    is_long = len(old) * len(new) > _MOST_COMPARED
    matcher = SequenceMatcher(None, [line.text for line in old], [line.text for line in new], autojunk=is_long)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs += (Pair(a, b) for a, b in zip(old[i1:i2], new[j1:j2], strict=True))
        else:
            pairs += _reworded(old[i1:i2], new[j1:j2])
    return pairs


def _reworded(old: Sequence[ReaderLine], new: Sequence[ReaderLine]) -> Iterator[Pair]:
    """Pairs of lines that have many words in common, in the order of the new lines; then those that are gone."""
    if len(old) * len(new) > _MOST_REWORDED:
        yield from (Pair(a, b) for a, b in zip_longest(old, new))
        return
    left = list(old)
    for line in new:
        alike = [(_share(o.text, line.text), -n) for n, o in enumerate(left)]
        share, at = max(alike, default=(0.0, 0))
        is_only = len(old) == len(new) == 1
        yield Pair(left.pop(-at) if left and (share >= _ALIKE or is_only) else None, line)
    yield from (Pair(line, None) for line in left)


def _share(one: str, other: str) -> float:
    a, b = set(words(one.casefold())), set(words(other.casefold()))
    return len(a & b) / max(1, len(a | b))


def _of_pair(pair: Pair, told: _Told) -> Iterator[StatementChange]:
    yield from _wording(pair, told)
    yield from _structure(pair)
    yield from _link_changes(pair, told)
    yield from _tags(pair)


def _wording(pair: Pair, told: _Told) -> Iterator[StatementChange]:
    """Words that changed, unless a statement's change tells them; citations likewise."""
    old, new = pair.old.text if pair.old else "", pair.new.text if pair.new else ""
    if _letters(old) != _letters(new):
        open_old, open_new = bool(old) and not told.has(old), bool(new) and not told.has(new)
        if open_old or open_new:
            kind = ChangeKind.CHANGED if old and new else ChangeKind.ADDED if new else ChangeKind.REMOVED
            yield StatementChange(kind, Part.WORDS, "", new, old)
        else:
            return  # the statement's change tells its citations, too
    elif old != new:
        yield StatementChange(ChangeKind.CHANGED, Part.WORDS, "", new, old)
    if pair.old and pair.new and (both := ({*pair.old.keys} ^ {*pair.new.keys}) - told.keys):
        gained, lost = (tuple(k for k in line.keys if k in both) for line in (pair.new, pair.old))
        yield StatementChange(ChangeKind.CITED, Part.WORDS, "", new, old, gained=gained, lost=lost)


def _structure(pair: Pair) -> Iterator[StatementChange]:
    """The blocks of a line. Of a new line, those that are unusual."""
    if pair.new is None:
        return
    new, old = pair.new, pair.old
    if old is None:
        unusual = [b for b in new.blocks if b.name not in _USUAL or (_own_attributes(b, new) and not _is_title(b))]
        if unusual and not new.footnote:
            yield StatementChange(ChangeKind.ADDED, Part.STRUCTURE, "", _shown(unusual, new), at=new.text)
    elif [b.name for b in old.blocks] != [b.name for b in new.blocks]:
        yield StatementChange(
            ChangeKind.CHANGED, Part.STRUCTURE, "", _named(new.blocks), _named(old.blocks), at=new.text
        )
    elif [_own_attributes(b, old) for b in old.blocks] != [_own_attributes(b, new) for b in new.blocks]:
        rows = [
            (a, b)
            for a, b in zip(old.blocks, new.blocks, strict=True)
            if _own_attributes(a, old) != _own_attributes(b, new)
        ]
        was, now = (" ".join(shown_block(row[n]) for row in rows) for n in (0, 1))
        yield StatementChange(ChangeKind.CHANGED, Part.TAGS, "", now, was, at=new.text)


def _own_attributes(block: Element, line: ReaderLine) -> tuple[tuple[str, str], ...]:
    """A block's attributes, without the id that a heading gets from its words, or a footnote from its key."""
    given = {f"fn:{line.footnote}", anchor(line.text)}
    return tuple(
        (k, v) for k, v in block.attributes if not (k == "id" and (v in given or v.rsplit("_", 1)[0] in given))
    )


def _named(blocks: Sequence[Element]) -> str:
    """Where a line is, in words: "item in numbered list in note"."""
    names = [_name(b) for b in blocks if b.name not in _UNNAMED]
    return " in ".join(reversed(names)) or "no block"


def _name(block: Element) -> str:
    if block.name[0] == "h" and block.name[1:].isdigit():
        return f"heading of level {block.name[1:]}"
    if _is_title(block):
        return "title of a note"
    if block.name == "div" and "admonition" in block.attribute("class").split():
        return "note"
    return _NAMES.get(block.name, shown_block(block))


def _is_title(block: Element) -> bool:
    return block.name == "p" and block.attributes == (("class", "admonition-title"),)


def _shown(blocks: Iterable[Element], line: ReaderLine) -> str:
    return " ".join(_NAMES.get(b.name, "") if not _own_attributes(b, line) else shown_block(b) for b in blocks)


def _link_changes(pair: Pair, told: _Told) -> Iterator[StatementChange]:
    """The addresses that came and went, each whole; one that took another's place with it."""
    old, new = (line.links if line else () for line in pair)
    gone, fresh = list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())
    at = pair.new.text if pair.new else ""
    for link in fresh:
        before = next((g for g in gone if g[:2] == link[:2]), None)
        if before:
            gone.remove(before)
        if told.shows(link.target) and (before is None or told.shows(before.target)):
            continue
        kind = ChangeKind.CHANGED if before else ChangeKind.ADDED
        yield StatementChange(kind, Part.LINK, "", _target(link), _target(before) if before else "", at=at)
    for link in gone if pair.new else ():
        if not told.shows(link.target):
            yield StatementChange(ChangeKind.REMOVED, Part.LINK, "", "", _target(link), at=at)


def _target(link: Link) -> str:
    return link.target if link[:2] == ("a", "href") else f"{link.tag} {link.attribute} {link.target}"


def _tags(pair: Pair) -> Iterator[StatementChange]:
    """Tags within a line; where it has the same words as before, their places, too. Addresses are told already."""
    if pair.new is None:
        return
    same = pair.old is not None and pair.old.text == pair.new.text
    old, new = (_tags_of(line, placed=same) if line else [] for line in pair)
    if old != new and (pair.old is not None or any(" " in t or t.startswith("<!") for _, t in new)):
        shown = ["".join(t for _, t in tags) for tags in (new, old)]
        kind = ChangeKind.CHANGED if pair.old else ChangeKind.ADDED
        yield StatementChange(kind, Part.TAGS, "", shown[0] or "(none)", shown[1], at=pair.new.text)


def _tags_of(line: ReaderLine, *, placed: bool) -> list[tuple[int, str]]:
    """A line's tags, without the plain links and pictures whose addresses tell all."""
    told = {f'<a href="{link.target}">' for link in line.links}
    return [(at if placed else 0, tag) for at, tag in line.tags if tag not in told and tag != "</a>"]


def _joints(pairs: Sequence[Pair]) -> Iterator[tuple[ReaderLine, StatementChange]]:
    """Lines that were in one block and are in two, or the other way round: paragraphs merged or split."""
    both = [(p.old, p.new) for p in pairs if p.old and p.new and _blocks(p.old) == _blocks(p.new)]
    for (old_a, new_a), (old_b, new_b) in pairwise(both):
        was, now = _shared(old_a, old_b), _shared(new_a, new_b)
        if was != now:
            verb = "one block with" if now > was else "a block apart from"
            text = f"in {verb} the line before"
            yield new_b, StatementChange(ChangeKind.CHANGED, Part.STRUCTURE, "", text, at=new_b.text)


def _blocks(line: ReaderLine) -> list[str]:
    return [b.name for b in line.blocks]


def _shared(one: ReaderLine, other: ReaderLine) -> int:
    """How many blocks two lines are in together."""
    return sum(a.number == b.number for a, b in zip(one.blocks, other.blocks, strict=False))


def _grouped(changes: Sequence[StatementChange]) -> Iterator[StatementChange]:
    """Changes of the same kind on lines that follow each other as one, with their number."""

    def kind(change: StatementChange) -> tuple[object, ...]:
        same = (change.text, change.before) if change.part is Part.STRUCTURE else (change,)
        return (change.kind, change.part, *same)

    for part in Part:
        for _, rows in groupby((c for c in changes if c.part is part), key=kind):
            first, *others = rows
            yield replace(first, count=1 + len(others))
