"""Markdown's inline patterns, without those that cannot find anything in a text.

Python-Markdown tries all patterns on every text, and most texts hold none of the signs with which most patterns begin.
The tree is the same: a pattern is left out only where it could not match, or where nothing would come of a match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import cast
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    ENTITY_RE,
    ESCAPE_RE,
    HTML_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINE_BREAK_RE,
    LINK_RE,
    REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    Pattern,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from explainery.patterns import regex

INLINE_PRIORITY = 20  # a treeprocessor's: that of Markdown's own, which it replaces
# By a pattern's expression, what must stand in a text in which it finds something: one of these.
SIGNS = {
    AUTOLINK_RE: ("://",),
    AUTOMAIL_RE: ("@",),
    BACKTICK_RE: ("`",),
    ENTITY_RE: ("&",),
    ESCAPE_RE: ("\\",),
    HTML_RE: ("<",),
    IMAGE_LINK_RE: ("![",),
    IMAGE_REFERENCE_RE: ("![",),
    LINE_BREAK_RE: ("  \n",),
    LINK_RE: ("[",),
    REFERENCE_RE: ("[",),
    r"\[\^([^\]]*)\]": ("[^",),  # of the footnotes
    r"\*|_": ("*", "_"),  # of emphasis
}
_ANY = ("",)  # stands in every text
_BEHIND_TEXT = ("](",)  # between the text of a link and its address
_LINKS = frozenset((LinkInlineProcessor, ImageInlineProcessor))
_REFERENCES = frozenset(
    (
        ReferenceInlineProcessor,
        ShortReferenceInlineProcessor,
        ImageReferenceInlineProcessor,
        ShortImageReferenceInlineProcessor,
    )
)

_Tried = tuple[int, Pattern, tuple[str, ...]]  # a pattern's place among all, itself, and its signs


def tried(patterns: Sequence[Pattern], *, has_references: bool) -> list[_Tried]:
    """The patterns that may find something on a page, each with the signs of which a text must hold one.

    Args:
        patterns: all that the parser knows.
        has_references: whether the page defines addresses that its links refer to. Without any, no reference is one.
    """
    return [
        (place, pattern, _signs_of(pattern))
        for place, pattern in enumerate(patterns)
        if has_references or type(pattern) not in _REFERENCES
    ]


def _signs_of(pattern: Pattern) -> tuple[str, ...]:
    return _BEHIND_TEXT if type(pattern) in _LINKS else SIGNS.get(pattern.pattern, _ANY)


@cache
def _one_of(signs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, dict.fromkeys(signs))))


_OWN_METHODS = ("_InlineProcessor__handleInline", "_InlineProcessor__applyPattern")


def is_known(walk: type[InlineProcessor]) -> bool:
    """Whether Markdown's walk has the two methods that `QuickInline` stands on, which are its own affair."""
    return all(hasattr(walk, name) for name in _OWN_METHODS)


class QuickInline(InlineProcessor):
    """Markdown's walk through the texts of a page, with a shorter way through the patterns for each of them."""

    _tried: Sequence[_Tried] = ()
    _telling = regex("")

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """The tree with its inline markup."""
        self._tried = tried(cast("list[Pattern]", list(self.inlinePatterns)), has_references=bool(self.md.references))
        self._telling = _one_of(tuple(sign for _, _, signs in self._tried for sign in signs))
        return super().run(tree, ancestors)

    # The name of Markdown's own method, which that class calls for each text.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """A text with placeholders for its inline markup, from one of the patterns on."""
        if isinstance(data, AtomicString) or not self._telling.search(data):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for place, pattern, signs in self._tried:
            if place >= patternIndex and _holds_one(data, signs):
                start, is_found = 0, True
                while is_found:
                    data, is_found, start = apply(pattern, data, place, start)
        return data


def _holds_one(text: str, signs: tuple[str, ...]) -> bool:
    for sign in signs:  # noqa: SIM110 (a generator takes longer than most of these searches)
        if sign in text:
            return True
    return False
