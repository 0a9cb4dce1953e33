"""The words that differ between two wordings of a statement, marked in HTML."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from explainery.patterns import regex

_PIECES = regex(r"\s+|\S+")


def marked_words(before: str, after: str) -> tuple[str, str]:
    """Both wordings as HTML: what only the first has in `<del>`, what only the second has in `<ins>`."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    left: list[str] = []
    right: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = escape("".join(old[a:b])), escape("".join(new[c:d]))
        left.append(f"<del>{was}</del>" if kind != "equal" and was.strip() else was)
        right.append(f"<ins>{now}</ins>" if kind != "equal" and now.strip() else now)
    return "".join(left), "".join(right)
