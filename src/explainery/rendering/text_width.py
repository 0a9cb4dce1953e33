"""How wide a text is when it is drawn, and where it breaks. Readers have different fonts: these are wide ones.

The widths are those of DejaVu Sans, the widest of the fonts in the site's list, rounded up. So a line that fits here
fits everywhere, and the same text breaks at the same places on every machine.
"""

from __future__ import annotations

import unicodedata

_THIN = frozenset("iljI.,:;|!'’‘()[]/ \u00a0ftr-")
_WIDE = frozenset("mwMWQOG@%&—…")
_BOLD = 1.12  # of the plain width
_ELLIPSIS = "…"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in a size of font."""
    return sum(map(_share, text)) * size * (_BOLD if bold else 1)


def _share(sign: str) -> float:
    """The width of a sign, as a share of the font's size."""
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if sign in _THIN:
        return 0.42
    if sign in _WIDE:
        return 1.0
    if not sign.isascii():
        return 0.8
    return 0.76 if sign.isupper() else 0.64


def broken(text: str, most: float, size: float, *, lines: int, bold: bool = False) -> tuple[str, ...]:
    """A text in lines of at most a width; what does not fit into so many lines is cut, with an ellipsis."""
    rows: list[str] = []
    for word in text.split():
        for piece in _pieces(word, most, size, bold=bold):
            longer = f"{rows[-1]} {piece}" if rows else piece
            if rows and width_of(longer, size, bold=bold) <= most:
                rows[-1] = longer
            else:
                rows.append(piece)
    if len(rows) <= lines:
        return tuple(rows)
    last = rows[lines - 1]
    while last and width_of(last + _ELLIPSIS, size, bold=bold) > most:
        last = last[:-1]
    return (*rows[: lines - 1], last.rstrip(" ,;") + _ELLIPSIS)


def _pieces(word: str, most: float, size: float, *, bold: bool) -> list[str]:
    """A word, in pieces where it is longer than a line."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size, bold=bold) > most:
            pieces.append("")
        pieces[-1] += sign
    return pieces
