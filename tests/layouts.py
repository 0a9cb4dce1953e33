"""The same page as other editors and formatters lay it out, at random."""

from __future__ import annotations

import random
import re
import textwrap

_ITEM = re.compile(r"(\s*)(?:[-*+]|\d+[.)]) ")
_DEFINITION = re.compile(r"\[\^[^\]\s]+\]: ")


def blocks(body: str) -> list[list[str]]:
    """The lines of a page in blocks: what blank lines separate, and each item and definition by itself."""
    found: list[list[str]] = []
    for paragraph in re.split(r"\n{2,}", body.strip("\n")):
        rows = paragraph.split("\n")
        alone = [row for row in rows if _ITEM.match(row) or _DEFINITION.match(row)]
        found += [[row] for row in rows] if len(alone) == len(rows) else [rows]
    return found


def wrapped(body: str, width: int, *, hanging: bool = False) -> str:
    """A page wrapped at a width as an editor does it: paragraphs, items, definitions, and what notes hold."""
    out: list[str] = []
    before = ""
    for rows in blocks(body):
        out.append("\n".join(_wrapped(rows, width, hanging=hanging)))
        is_list = bool(_ITEM.match(rows[0]) and _ITEM.match(before))
        if len(out) > 1 and not (is_list or (_DEFINITION.match(rows[0]) and _DEFINITION.match(before))):
            out[-1] = f"\n{out[-1]}"
        before = rows[0]
    return "\n".join(out) + "\n"


def _wrapped(rows: list[str], width: int, *, hanging: bool) -> list[str]:
    first = rows[0]
    if first.startswith(("#", "|", "!!!", "<", "```", "---", "***")):
        return rows
    indent = re.match(r"\s*", first)[0]  # type: ignore[index]
    if _DEFINITION.match(first):
        if hanging:
            name, _, words = first.partition(" ")
            return [name, *_filled(words, width, "    ", "    ")]
        return _filled(first, width, "", "    ")
    below = indent + ("  " if _ITEM.match(first) else "")
    return _filled(" ".join(row.strip() for row in rows), width, indent, below)


def _filled(words: str, width: int, first: str, below: str) -> list[str]:
    return textwrap.wrap(
        words,
        width,
        initial_indent=first,
        subsequent_indent=below,
        break_long_words=False,
        break_on_hyphens=False,
    )


def padded(body: str) -> str:
    """Tables with their columns lined up."""
    return re.sub(r"(?m)^\|.*\n\|[-:| ]+\|\n(?:\|.*\n)*", lambda m: _padded(m[0]), body)


def _padded(table: str) -> str:
    rows = [[c.strip() for c in re.split(r"(?<!\\)\|", row.strip()[1:-1])] for row in table.strip().split("\n")]
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(len(rows[0]))]
    lines = [
        [c.ljust(w, "-" if n == 1 else " ") for c, w in zip(row, widths, strict=True)] for n, row in enumerate(rows)
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def starred(body: str) -> str:
    """Stars before items."""
    return re.sub(r"(?m)^(\s*)- ", r"\1* ", body)


def underscored(body: str) -> str:
    """Underscores for emphasis: `_em_` for `*em*`."""
    return re.sub(r"(?<![*\\\w])\*([^*\n]+)\*(?![*\w])", r"_\1_", body)


def underlined(body: str) -> str:
    """Titles with a line below them."""
    lines = (re.sub(r"^(#{1,2}) (.+)$", _underlined, line) for line in body.split("\n"))
    return "\n".join(lines)


def _underlined(match: re.Match[str]) -> str:
    return f"{match[2]}\n{('=' if match[1] == '#' else '-') * len(match[2])}"


def loosened(body: str) -> str:
    """A blank line between definitions."""
    return re.sub(r"(?m)^(\[\^[^\]\s]+\]: .*)\n(?=\[\^)", r"\1\n\n", body)


def trailing(body: str) -> str:
    """A blank behind lines; two would be a hard line break."""
    return re.sub(r"(?m)(?<=[^\s|\\])$", " ", body)


def filled(body: str) -> str:
    """Blanks that do not break before figures and citations' words, and hyphens that show at line ends only."""
    text = re.sub(r"(?m)^(?!\[\^|\||#)(.*?\w) (?=\d)", "\\1\u00a0", body)
    return re.sub(r"(?m)^((?!\[\^|\||#|!).*?\b[a-z]{4})(?=[a-z]{4}\b[^\n]*\[\^)", "\\1\u00ad", text)


def reordered(body: str) -> str:
    """Definitions in the order of their names."""
    rows = body.rstrip("\n").split("\n")
    names = sorted(row for row in rows if _DEFINITION.match(row))
    return "\n".join(names.pop(0) if _DEFINITION.match(row) else row for row in rows) + "\n"


def unended(body: str) -> str:
    """No line feed at the end."""
    return body.rstrip("\n")


SIMPLE = (padded, starred, underscored, underlined, loosened, trailing, reordered, unended)


def relaid(page: str, seed: int) -> str:
    """A page in a random other layout: front matter as it is, the rest wrapped or not and respelt."""
    rng = random.Random(seed)  # noqa: S311 (a layout is no secret)
    front = re.match(r"---\n.*?\n---\n", page, re.DOTALL)
    head = front[0] if front else ""
    body = page[len(head) :]
    for change in (padded, starred, underscored):
        body = change(body) if rng.random() < 0.4 else body
    if rng.random() < 0.3:
        body = reordered(body)
    if rng.random() < 0.7:
        body = "\n" + wrapped(body, rng.randint(40, 100), hanging=rng.random() < 0.3)
    for change in (underlined, loosened, trailing, unended):
        body = change(body) if rng.random() < 0.3 else body
    return head + body
