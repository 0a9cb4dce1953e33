"""HTML as a sequence of tokens in which only white space that no reader sees is levelled.

Two texts of HTML have the same tokens exactly if they differ in nothing but such white space: runs of it, and what
stands beside the tags of blocks. Everything else is kept: tags, attributes with their order, text, comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from explainery.patterns import regex

Attributes = tuple[tuple[str, str], ...]
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_VERBATIM = frozenset(("pre", "script", "style", "textarea", "listing", "plaintext", "xmp"))
_BLANKS = regex(r"[ \t\n\r\f]+")  # what HTML takes for white space; a no-break space is a character
BLOCKS = frozenset(
    """address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li main menu nav noscript ol
    p pre search section summary table tbody td tfoot th thead title tr ul""".split()
)
_BREAKING = BLOCKS | {"br", "hr"}


class TokenKind(Enum):
    """The kinds of tokens."""

    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"
    OTHER = "other"  # a comment, a declaration or an instruction


class Token(NamedTuple):
    """A token: the name of a tag with its attributes, or a text."""

    kind: TokenKind
    name: str
    attributes: Attributes = ()

    def __str__(self) -> str:
        if self.kind is TokenKind.OPEN:
            return shown_tag(self.name, self.attributes)
        return f"</{self.name}>" if self.kind is TokenKind.CLOSE else self.name

    @property
    def is_void(self) -> bool:
        """Whether it opens an element that never has content."""
        return self.kind is TokenKind.OPEN and self.name in _VOID


def shown_tag(name: str, attributes: Attributes) -> str:
    """A tag as HTML has it, its values escaped."""
    return "<" + name + "".join(f' {k}="{escape(v)}"' for k, v in attributes) + ">"


def tokens_of(html: str) -> tuple[Token, ...]:
    """The tokens of a text of HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(_levelled(_joined(reader.tokens)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tokens.append(Token(TokenKind.OPEN, tag, tuple((k, v or "") for k, v in attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.tokens.append(Token(TokenKind.CLOSE, tag))

    def handle_data(self, data: str) -> None:
        self.tokens.append(Token(TokenKind.TEXT, data))

    def handle_comment(self, data: str) -> None:
        self.tokens.append(Token(TokenKind.OTHER, f"<!--{data}-->"))

    def handle_decl(self, decl: str) -> None:
        self.tokens.append(Token(TokenKind.OTHER, f"<!{decl}>"))

    def unknown_decl(self, data: str) -> None:
        self.tokens.append(Token(TokenKind.OTHER, f"<![{data}]>"))

    def handle_pi(self, data: str) -> None:
        self.tokens.append(Token(TokenKind.OTHER, f"<?{data}>"))


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with texts that follow each other as one."""
    joined: list[Token] = []
    for token in tokens:
        if joined and token.kind is joined[-1].kind is TokenKind.TEXT:
            joined[-1] = Token(TokenKind.TEXT, joined[-1].name + token.name)
        else:
            joined.append(token)
    return joined


def _levelled(tokens: Sequence[Token]) -> Iterator[Token]:
    verbatim = 0
    for number, token in enumerate(tokens):
        if token.name in _VERBATIM and token.kind is not TokenKind.TEXT:
            verbatim = max(0, verbatim + (1 if token.kind is TokenKind.OPEN else -1))
        if token.kind is not TokenKind.TEXT or verbatim:
            yield token
            continue
        text = _BLANKS.sub(" ", token.name)
        text = text.lstrip(" ") if not number or _breaks(tokens[number - 1]) else text
        text = text.rstrip(" ") if number + 1 == len(tokens) or _breaks(tokens[number + 1]) else text
        if text:
            yield Token(TokenKind.TEXT, text)


def _breaks(token: Token) -> bool:
    return token.kind in {TokenKind.OPEN, TokenKind.CLOSE} and token.name in _BREAKING
