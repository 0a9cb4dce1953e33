"""The picture that a shared link shows: a PNG of 1200 by 630 with a story's title, drawn in a font of our own.

The platforms take no SVG. A title in a script that the font does not have is left to the platform, which shows it as
text beside the picture.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630  # what Open Graph and Twitter recommend
_MARGIN, _TOP, _FOOT = 80, 64, 548
_PAPER, _INK, _MUTED, _ACCENT, _RULE = "#faf8f3", "#22201c", "#635d53", "#1c5372", "#dcd5c6"  # the style sheet's
_TITLE_SIZES = (76, 66, 56, 48)  # the largest at which the title has room
_TITLE_LINES = 4
_ABOUT_SIZE, _ABOUT_LINES, _SMALL_SIZE = 31, 3, 28
_COLOURS = 64  # of the palette: edges of letters need no more, and the file is a third
_TITLE_FONT, _TEXT_FONT = "SourceSerifPro-Semibold.ttf", "SourceSerifPro-Regular.ttf"
_MISSING = "\U000f0000"  # a code that no font has

Drawing = Callable[[str, str, str, str], bytes]


def drawing() -> Drawing | None:
    """The function that draws a card; None where Pillow is not installed."""
    try:
        import PIL  # noqa: F401, PLC0415 (an extra)
    except ImportError:
        return None
    return card


def card(site_name: str, title: str, about: str, counts: str) -> bytes:
    """A card as PNG.

    Args:
        site_name: the site's name, at the top.
        title: the title.
        about: a sentence below it.
        counts: what the story rests on, at the foot.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 (an extra)

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    small = _font(_TEXT_FONT, _SMALL_SIZE)
    draw.rectangle((0, 0, WIDTH, 12), fill=_ACCENT)
    name, name_font = _drawable(site_name, small), _font(_TITLE_FONT, 34)
    draw.text((_MARGIN, _TOP), name, font=name_font, fill=_INK)
    draw.text((_MARGIN + name_font.getlength(name) + 3, _TOP - 2), "1", font=_font(_TITLE_FONT, 19), fill=_ACCENT)
    bottom = _drawn_title(draw.text, _drawable(title, small))
    about_font = _font(_TEXT_FONT, _ABOUT_SIZE)
    room = min(_ABOUT_LINES, (_FOOT - 24 - bottom) // 42)
    for n, line in enumerate(_lines(_drawable(about, small), about_font, room)):
        draw.text((_MARGIN, bottom + 42 * n), line, font=about_font, fill=_MUTED)
    draw.line((_MARGIN, _FOOT - 12, WIDTH - _MARGIN, _FOOT - 12), fill=_RULE, width=2)
    draw.text((_MARGIN, _FOOT), _drawable(counts, small), font=small, fill=_ACCENT)
    out = io.BytesIO()
    palette = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _drawn_title(text: Callable[..., None], title: str) -> int:
    """Draw a title as large as it has room. Returns where it ends."""
    for size in _TITLE_SIZES:
        font = _font(_TITLE_FONT, size)
        lines = list(_wrapped(title, font))
        if len(lines) <= _TITLE_LINES - (size > _TITLE_SIZES[1]):
            break
    step = round(size * 1.16)
    lines = list(_lines(title, font, _TITLE_LINES))
    for n, line in enumerate(lines):
        text((_MARGIN, _TOP + 76 + step * n), line, font=font, fill=_INK)
    return _TOP + 76 + step * len(lines) + 28


def _lines(text: str, font: FreeTypeFont, most: int) -> Sequence[str]:
    """A text in lines, as many as there is room for; "…" says that there is more."""
    lines = list(_wrapped(text, font))
    if len(lines) <= most:
        return lines
    if most <= 0:
        return ()
    last = lines[most - 1].split(" ")
    while len(last) > 1 and font.getlength(" ".join(last) + " …") > WIDTH - 2 * _MARGIN:
        last.pop()
    return [*lines[: most - 1], " ".join(last).rstrip(" ,;:.") + " …"]


def _wrapped(text: str, font: FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > WIDTH - 2 * _MARGIN:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _drawable(text: str, font: FreeTypeFont) -> str:
    """The text, or "" where the font lacks a letter of it: boxes in place of letters say nothing."""
    return text if all(c.isspace() or _has(font, c) for c in set(text)) else ""


def _has(font: FreeTypeFont, sign: str) -> bool:
    return bytes(font.getmask(sign)) != bytes(font.getmask(_MISSING))


@cache
def _font(name: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 (an extra)

    data = io.BytesIO(files("explainery.publishing").joinpath("fonts", name).read_bytes())
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)  # the same everywhere
