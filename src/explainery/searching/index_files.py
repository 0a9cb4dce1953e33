"""The index as files: a few kilobytes to begin with, and a few more for each word that a reader asks for.

Each file is a script that hands its JSON to `search.js`: browsers let a page that was opened from the disk load scripts
of its own folder, and nothing else. Words lie in files by the alphabet and sections in files by their order, so that a
site of any size needs the same few files for a search. A list of all words by first letter serves for misspelt ones.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from explainery.searching.postings import Postings, postings_of
from explainery.searching.sections import Section, page_of, sections_of
from explainery.searching.table_rows import with_rows

ENGINE_INDEX = Path("search") / "search_index.json"  # what MkDocs writes for its theme's own search
_WORDS_FILE = 10_000  # characters in a file of words, before compression
_TEXT_FILE = 4_000  # and in a file of sections
_NOT_IN_SCRIPTS = "<\u2028\u2029"  # could begin a tag, were the file put into a page; end a line for old browsers


def write_index(site: Path) -> None:
    """Put the search's files in the place of the site engine's, which would be loaded as a whole."""
    source = site / ENGINE_INDEX
    if not source.is_file():
        return  # somebody's mkdocs.yml has no search
    sections = sections_of(json.loads(source.read_text("utf-8"))["docs"])
    files = index_files(sections, with_rows(sections, site))
    shutil.rmtree(source.parent)
    for name, text in files.items():
        path = source.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def index_files(sections: Sequence[Section], shown: Sequence[Section] | None = None) -> dict[str, str]:
    """The files by name.

    All but the first lie in a folder named by a hash of their contents, so that no browser mixes those of two builds.

    Args:
        sections: what is searched.
        shown: the same sections as results show them, if otherwise.
    """
    postings = postings_of(sections)
    parts: tuple[dict[Any, Any], ...] = (
        dict(_word_files(postings)),
        dict(_text_files(shown or sections)),
        dict(_spelling_files(postings)),
    )
    folder = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]
    root = {
        "folder": folder,
        "sections": len(sections),
        "kinds": [sum(s.kind <= kind for s in sections) for kind in (0, 1)],
        "pages": [n for n, s in enumerate(sections) if not n or page_of(s.address) != page_of(sections[n - 1].address)],
        "words": list(parts[0]),
        "texts": list(parts[1]),
        "letters": list(parts[2]),
    }
    named = {"index.js": _script("index", root)}
    for letter, files in zip("wtl", parts, strict=True):
        for number, part in enumerate(files.values()):
            named[f"{folder}/{letter}{number}.js"] = _script(f"{letter}{number}", part)
    return named


def _word_files(postings: Postings) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Words with their postings, each file by its first word."""
    part: dict[str, list[int]] = {}
    size = 0
    for word in sorted(postings, key=_as_the_script_sorts):
        steps = _steps(postings[word])
        length = len(word) + 3 * len(steps)
        if part and size + length > _WORDS_FILE:
            yield next(iter(part)), part
            part, size = {}, 0
        part[word] = steps
        size += length
    if part:
        yield next(iter(part)), part


def _steps(rows: Sequence[tuple[int, int]]) -> list[int]:
    """Each section as its distance from the one before, and the weight: short numbers, which compress well."""
    before, steps = 0, []
    for number, weight in rows:
        steps += [number - before, weight]
        before = number
    return steps


def _text_files(sections: Sequence[Section]) -> Iterator[tuple[int, list[list[str]]]]:
    """What results show, each file by the number of its first section. Sections of one page lie together."""
    first, part, size = 0, list[list[str]](), 0
    for number, section in enumerate(sections):
        row = [section.address, section.heading, section.page, section.story, section.text]
        length = sum(map(len, row))
        new_page = number and page_of(section.address) != page_of(sections[number - 1].address)
        if part and (size + length > _TEXT_FILE and (new_page or size > _TEXT_FILE)):
            yield first, part
            first, part, size = number, [], 0
        part.append(row)
        size += length
    if part:
        yield first, part


def _spelling_files(postings: Postings) -> Iterator[tuple[str, str]]:
    """All words of four letters and more, by first letter."""
    listed = sorted((w for w in postings if len(w) > 3 and w.isalpha()), key=_as_the_script_sorts)  # noqa: PLR2004
    for letter, found in groupby(listed, key=lambda w: w[0]):
        yield letter, " ".join(found)


def _as_the_script_sorts(word: str) -> bytes:
    return word.encode("utf-16-be")


def _script(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in _NOT_IN_SCRIPTS:
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'explainerySearch("{name}",{text})\n'
