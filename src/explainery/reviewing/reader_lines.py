"""A page's HTML as lines: sentences as readers see them, each with the blocks that it is in, its tags and its links.

What the footnotes extension and the table of contents add (numbers of footnotes, links back, the sign beside a heading)
follows from the rest of a page, and is left out where it is exactly as they write it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from explainery.patterns import regex
from explainery.reviewing.html_tokens import BLOCKS, Attributes, Token, TokenKind, shown_tag
from explainery.reviewing.published_page import PublishedPage

_SENTENCE_END = regex(r"(?<=[.?!…:;])([\"”’'»)\]]*) ")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_FOOTNOTE, _BACK = "#fn:", "#fnref"
_TARGETS = frozenset(
    """action archive background cite classid codebase data formaction href icon longdesc manifest ping poster profile
    src srcset usemap xlink:href""".split()
)


class Element(NamedTuple):
    """A block that a line is in. `number` tells two of the same kind apart."""

    name: str
    attributes: Attributes
    number: int

    def attribute(self, name: str) -> str:
        """The value of an attribute, "" without it."""
        return next((v for k, v in self.attributes if k == name), "")


class Link(NamedTuple):
    """An address on a page, and the tag and attribute that has it."""

    tag: str
    attribute: str
    target: str


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """A line as readers see it.

    Attributes:
        text: its visible words, without the numbers of footnotes.
        blocks: the blocks that it is in, from the outside.
        keys: the keys of the footnotes that it cites.
        tags: its other tags and comments, each with the number of characters before it.
        links: the addresses in its tags.
    """

    text: str
    blocks: tuple[Element, ...]
    keys: tuple[str, ...] = ()
    tags: tuple[tuple[int, str], ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def footnote(self) -> str:
        """The key of the footnote in whose definition it is, "" on the page itself."""
        ids = (b.attribute("id") for b in self.blocks if b.name == "li")
        return next((i.removeprefix("fn:") for i in ids if i.startswith("fn:")), "")


def by_footnote(lines: Sequence[ReaderLine]) -> Mapping[str, list[ReaderLine]]:
    """The lines of the page under "", and those of each definition under its key."""
    groups: dict[str, list[ReaderLine]] = {"": []}
    for line in lines:
        groups.setdefault(line.footnote, []).append(line)
    return groups


def lines_of(tokens: Sequence[Token]) -> list[ReaderLine]:
    """The lines of a page."""
    walk = _Walk()
    at = 0
    while at < len(tokens):
        at += walk.generated(tokens, at) or walk.take(tokens[at])
    walk.end_line()
    return walk.lines


@dataclass
class _Walk:
    """The lines so far, and what is open."""

    lines: list[ReaderLine] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)
    inline: list[Token] = field(default_factory=list)
    text: str = ""
    keys: list[str] = field(default_factory=list)
    tags: list[tuple[int, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    count: int = 0
    filled: int = 0  # the number of the last block that has a line

    def generated(self, tokens: Sequence[Token], at: int) -> int:
        """Take in what an extension added, exactly as it writes it; how many tokens that was."""
        if key := _mark(tokens[at : at + 5]):
            self.keys.append(key)
            return 5
        back = _back(tokens[at : at + 3])
        sign = bool(self.blocks) and _sign(tokens[at : at + 3], self.blocks[-1])
        return 3 if back or sign else 0

    def take(self, token: Token) -> int:
        """Take in a token; returns 1."""
        if token.kind is TokenKind.TEXT:
            self._words(token.name)
        elif token.name in BLOCKS and token.kind is TokenKind.OPEN:
            self.end_line()
            self.count += 1
            self.blocks.append(Element(token.name, token.attributes, self.count))
            self.links += _links(token)
        elif token.name in BLOCKS and token.kind is TokenKind.CLOSE:
            self._close(token.name)
        else:
            self._tag(token)
        return 1

    def _words(self, text: str) -> None:
        if self.keys and text[0].isspace():
            self.end_line()
        *heads, last = _sentences(text)
        for head in heads:
            self.text += head
            self.end_line()
        self.text += last

    def _tag(self, token: Token) -> None:
        self.tags.append((len(self.text.strip()), str(token)))
        if token.name == "br" and not self.text.endswith(" "):
            self.text += " "  # a reader sees two words
        self.links += _links(token)
        if token.kind is TokenKind.OPEN and not token.is_void:
            self.inline.append(token)
        elif token.kind is TokenKind.CLOSE and any(t.name == token.name for t in self.inline):
            while self.inline.pop().name != token.name:
                pass

    def _close(self, name: str) -> None:
        """End a block, also where it has nothing in it that a reader sees."""
        if not any(b.name == name for b in self.blocks):
            self._tag(Token(TokenKind.CLOSE, name))
            return
        self.end_line(even_empty=self.blocks[-1].number > self.filled)
        while self.blocks.pop().name != name:
            pass

    def end_line(self, *, even_empty: bool = False) -> None:
        """The line so far is whole. Tags that are still open open the next one, too."""
        text, opened = self.text.strip(), [(0, str(t)) for t in self.inline]
        if text or self.keys or self.links or (self.tags and self.tags != opened) or even_empty:
            self.lines.append(
                ReaderLine(text, tuple(self.blocks), tuple(self.keys), tuple(self.tags), tuple(self.links))
            )
            self.filled = self.count
        self.text, self.keys, self.links, self.tags = "", [], [], opened


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for match in _SENTENCE_END.finditer(text):
        yield text[at : match.end()]
        at = match.end()
    yield text[at:]


def _links(token: Token) -> Iterator[Link]:
    for name, value in token.attributes:
        if name in _TARGETS:
            yield Link(token.name, name, value)


def _mark(tokens: Sequence[Token]) -> str:
    """The key of a footnote's mark; "" for anything else."""
    shape = [(t.kind, t.name) for t in tokens]
    if len(tokens) < 5 or shape[0] != (TokenKind.OPEN, "sup") or shape[1] != (TokenKind.OPEN, "a"):  # noqa: PLR2004
        return ""
    if tokens[2].kind is not TokenKind.TEXT or not tokens[2].name.isdecimal() or shape[3:] != [_CLOSED_A, _CLOSED_SUP]:
        return ""
    link = dict(tokens[1].attributes)
    target = link.get("href", "")
    plain = set(link) == {"class", "href"} and link["class"] == "footnote-ref" and target.startswith(_FOOTNOTE)
    outer = tokens[0].attributes
    return target.removeprefix(_FOOTNOTE) if plain and len(outer) == 1 and outer[0][0] == "id" else ""


_CLOSED_A, _CLOSED_SUP = (TokenKind.CLOSE, "a"), (TokenKind.CLOSE, "sup")


def _back(tokens: Sequence[Token]) -> bool:
    """Whether it is a footnote's link back to the text."""
    link = _sign_link(tokens)
    return link.get("class") == "footnote-backref" and link.get("href", "").startswith(_BACK)


def _sign(tokens: Sequence[Token], block: Element) -> bool:
    """Whether it is the sign beside a heading that links to it."""
    link = _sign_link(tokens)
    is_own = link.get("href") == f"#{block.attribute('id')}"
    return block.name in _HEADINGS and link.get("class") == "headerlink" and is_own


def _sign_link(tokens: Sequence[Token]) -> dict[str, str]:
    """The attributes of a link whose text is a single sign; none for anything else."""
    if len(tokens) < 3 or (tokens[0].kind, tokens[0].name) != (TokenKind.OPEN, "a"):  # noqa: PLR2004
        return {}
    text, end = tokens[1:3]
    is_sign = text.kind is TokenKind.TEXT and len(text.name.strip()) == 1 and not text.name.strip().isalnum()
    link = dict(tokens[0].attributes)
    known = set(link) <= {"class", "href", "title"}
    return link if is_sign and known and (end.kind, end.name) == _CLOSED_A else {}


def hosts_of(page: PublishedPage, footnotes: Collection[str] | None = None) -> tuple[str, ...]:
    """The machines that a page's links lead to; whole addresses where they leave the site otherwise.

    Args:
        page: the page.
        footnotes: only links in these footnotes count, where given.
    """
    return tuple(sorted(_host_counts(page, footnotes)))


def new_hosts(old: PublishedPage, new: PublishedPage) -> dict[str, int]:
    """The machines that a page's links lead to and did not before, each with the number of those links."""
    before = _host_counts(old)
    return {host: count for host, count in sorted(_host_counts(new).items()) if host not in before}


def _host_counts(page: PublishedPage, footnotes: Collection[str] | None = None) -> Counter[str]:
    lines = (line for line in lines_of(page.tokens) if footnotes is None or line.footnote in footnotes)
    return Counter(host for line in lines for link in line.links if (host := _host(link.target)))


def _host(target: str) -> str:
    try:
        parts = urlsplit(target)
    except ValueError:
        return target
    if parts.scheme in {"http", "https"}:
        return parts.netloc
    return target if parts.scheme or parts.netloc else ""


def shown_block(block: Element) -> str:
    """A block as HTML opens it."""
    return shown_tag(block.name, block.attributes)
