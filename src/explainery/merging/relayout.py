"""Pages that an editor or a formatter has laid out anew: what nobody edited is recognised, and keeps its new layout.

`in_layout_of_base` gives a page the layout of the build, so that a merge compares words and not white space;
`in_layout_of` gives the merged page back the layout that the person's page has, block by block, where nothing changed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import yaml

from explainery.merging.line_layout import in_lines
from explainery.merging.units import parsed
from explainery.page_format import DEFINITION_START, MARK
from explainery.patterns import regex

_ITEM = regex(r"^(\s*)[*+-]\s+")
_FILLERS = regex("[\u00ad\u200b\u2060\ufeff]")
_ENTITY = regex(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_ACTIVE = "*_`[]<>&\\|"  # signs that mean something else where they are not escaped
_LITERAL = {ord(c): 0xE000 + ord(c) for c in _ACTIVE}
_OPENING = "#+-=~.):!?"  # signs that open a heading, an item, a note where a line begins with them
_LITERAL_OPENING = {ord(c): 0xE000 + ord(c) for c in _OPENING}
# Signs that act nowhere, escaped or not: inside a word, before a blank, around words that no address follows.
_INERT = regex(
    r"(?<=[^\W_])_+(?=[^\W_])|<(?![a-zA-Z/!?])|(?<![\w\])\"“’'])>|&(?!#?\w+;)|\[(?!\^)[^\[\]()]*\](?![(:\[])"
)
_EMPHASIS = regex(r"(?<!\w)_+|_+(?!\w)")
_BEGINS = regex(rf"\s*(?:[-*+]|\d+[.)])\s|\s*\||{DEFINITION_START.pattern}")
_BLOCK = regex(r"\s*(?:[#>|<`~]|!!!|\?\?\?)| {4}|\t")  # lines that no other one can follow in their paragraph
_STOPS = regex(r"[.?!…:;][\"”’'»)\]*_]*(?= \S)")
_FIELD = regex(r"([A-Za-z_][\w-]*)\s*:")
_TARGET = regex(r"\]\([^()\s]*\)")


def loose(line: str) -> str:
    """A line in a form that is the same for all that formatters write for it.

    Item markers, signs of emphasis, needless escapes and entities, blanks of other widths and fillers of none differ
    between two spellings of one line. The form is for comparing only.
    """
    text = _FILLERS.sub("", line)
    indent = " " * (len(text) - len(text.lstrip()))
    text = _ITEM.sub(r"\1- ", text)
    targets = _TARGET.findall(text)
    text = _TARGET.sub("](\ue000)", text)
    text = _ENTITY.sub(lambda m: _literal(html.unescape(m[0]), m), text)
    text = _ESCAPED.sub(lambda m: _literal(m[1], m), text)
    text = _INERT.sub(lambda m: m[0].translate(_LITERAL), text)
    text = _EMPHASIS.sub(lambda m: "*" * len(m[0]), text)
    return indent + " ".join([*text.split(), *targets])


def _literal(sign: str, match: re.Match[str]) -> str:
    """A sign that is escaped, apart from the same one where it acts: some act at the beginning of a line only."""
    opens = sign in _OPENING and not match.string[: match.start()].strip(" 0123456789")
    return sign.translate(_LITERAL | _LITERAL_OPENING) if opens else sign.translate(_LITERAL)


def in_layout_of_base(live: str, base: str) -> str:
    """A person's page with one statement on each line, and the base's own spelling where only layout differs.

    A page that nobody edited is the base itself. Nothing but white space and the signs that `loose` names changes.
    """
    if live == base:
        return live
    (front, body), (base_front, base_body) = _parts(live), _parts(base)
    base_lines = in_lines(base_body).text.split("\n")
    known, by_loose = set(base_lines), {loose(line): line for line in base_lines}
    beside = _beside_another(base_lines)
    lines = in_lines(body).text.split("\n")
    rows = (line if line in known else by_loose.get(loose(line), line) for line in lines)
    text = "\n".join(row if row in known else "\n".join(_apart(row, beside)) for row in rows)
    ended = text if not base.endswith("\n") or text.endswith("\n") else f"{text}\n"
    return _front_like(front, base_front) + ended


def _beside_another(lines: Sequence[str]) -> dict[str, str]:
    """The lines of paragraphs that have several, each by its form of `loose`: a formatter may join them."""
    around = zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    return {loose(line): line for before, line, after in around if line.strip() and (before.strip() or after.strip())}


def _apart(line: str, by_loose: Mapping[str, str]) -> list[str]:
    """Sentences without citations that a formatter put on one line, on the lines that another version has for them.

    `by_loose` has that version's lines, each by its form of `loose`. What is not among them stays together.
    """
    if MARK.search(line) or _BEGINS.match(line) or _BLOCK.match(line):
        return [line]
    first, last = [], []
    while cut := next((m for m in _STOPS.finditer(line) if loose(line[: m.end()]) in by_loose), None):
        first.append(by_loose[loose(line[: cut.end()])])
        line = line[cut.end() :].lstrip()
    while cut := next((m for m in _STOPS.finditer(line) if loose(line[m.end() :].lstrip()) in by_loose), None):
        last.append(by_loose[loose(line[cut.end() :].lstrip())])
        line = line[: cut.end()]
    return [*first, by_loose.get(loose(line), line), *reversed(last)]


def in_layout_of(text: str, saved: str) -> str:
    """A merged page with the layout of the page that a person saved, where both say the same.

    What changed has one statement on each line. If the page would not be read as the merged one, it is that.
    """
    (front, body), (saved_front, saved_body) = _parts(text), _parts(saved)
    rows, at, out = body.split("\n"), 0, []
    keys = [loose(row) for row in rows]
    beside = {key: key for key in _beside_another(rows)}
    pieces: dict[tuple[str, ...], list[str]] = {}
    for piece in _pieces(saved_body):
        lines = tuple(part for line in piece.lines for part in _apart(line, beside))
        pieces.setdefault(lines, []).append(piece.text)
    lengths = sorted({len(lines) for lines in pieces}, reverse=True)
    while at < len(rows):
        length = next((n for n in lengths if pieces.get(tuple(keys[at : at + n]))), 0)
        out.append(pieces[tuple(keys[at : at + length])].pop(0) if length else rows[at])
        at += length or 1
    laid = "\n".join(out)
    return _front_like(front, saved_front) + (laid if _reads_as(laid, body) else body)


class _Piece(NamedTuple):
    """Lines of a page that begin and end statements: as saved, and one statement on each, in the form of `loose`."""

    text: str
    lines: tuple[str, ...]


def _pieces(body: str) -> Iterator[_Piece]:
    """The page piece by piece: paragraphs, items, rows and definitions."""
    saved, layout = body.split("\n"), in_lines(body)
    lines = [loose(line) for line in layout.text.split("\n")]
    firsts: dict[int, int] = {}
    for i, start in enumerate(layout.starts):
        firsts.setdefault(start, i)
    begins = [
        n for n in firsts if n == 0 or not saved[n].strip() or not saved[n - 1].strip() or _BEGINS.match(saved[n])
    ]
    for start, end in pairwise([*sorted(begins), len(saved)]):
        last = firsts.get(end, len(lines))
        if saved[start].strip():
            yield _Piece("\n".join(saved[start:end]), tuple(lines[firsts[start] : last]))


def _reads_as(text: str, other: str) -> bool:
    """Whether two layouts of a page have the same statements."""
    one, two = ([loose(row) for row in in_lines(t).text.split("\n")] for t in (text, other))
    beside = {key: key for key in _beside_another(two)}
    return one == two or [part for row in one for part in _apart(row, beside)] == two


def _parts(text: str) -> tuple[str, str]:
    """A page's front matter, and the rest."""
    front = parsed(text).front
    return front, text[len(front) :]


def _front_like(front: str, other: str) -> str:
    """Front matter with the other one's spelling of each field that has the same value there."""
    if front == other or not front or not other:
        return front
    others = {name: (lines, value) for name, lines, value in _fields(other) if name}
    out = []
    for name, lines, value in _fields(front):
        same = name in others and value is not None and others[name][1] == value
        out.append(others[name][0] if same else lines)
    return "\n".join(out)


def _fields(front: str) -> Iterator[tuple[str, str, object]]:
    """Each field of front matter: its name ("" for the rules and what is between), its lines, its value."""
    rows = front.split("\n")
    starts = [i for i, row in enumerate(rows) if i == 0 or _FIELD.match(row) or i == len(rows) - 1]
    for start, end in pairwise([*starts, len(rows)]):
        name = _FIELD.match(rows[start])
        lines = "\n".join(rows[start:end])
        yield (name[1] if name else ""), lines, _value(lines) if name else None


def _value(field: str) -> object:
    """A field's value; None where the lines are no YAML."""
    try:
        values = yaml.safe_load(field)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    value = next(iter(values.values()), None) if isinstance(values, dict) else None
    return value.strip() if isinstance(value, str) else value
