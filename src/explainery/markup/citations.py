"""Citations as readers meet them: a Markdown extension, listed last in mkdocs.yml, that works behind the wall.

A page's footnotes are one for each passage, which is what a merge and a check need. Readers get one note for each
article with its passages beneath, marks that count articles in the order in which one reads them, and an address for
each statement. The check reads pages without it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from explainery.languages import ENGLISH, Words
from explainery.markup.allowed import is_allowed
from explainery.markup.notes import definitions_in, fill_notes, noted, unfolded
from explainery.markup.site_language import site_words
from explainery.markup.source_cards import fold_passages
from explainery.markup.statements import NOTES_CLASS, Statement, marked_statements
from explainery.markup.tree import fill, html_of, parsed
from explainery.page_format import DEFINITION_START, MARK, TAKEN
from explainery.patterns import regex

_BEHIND_THE_WALL = -200  # a postprocessor's priority
_EARLY = 900  # a preprocessor's: the lines are those of the file
_NOTES = f'class="{NOTES_CLASS}"'
_LIST_HEADS = tuple(f">{taken}:</p>" for taken in TAKEN)
_FENCE = regex(r" {0,3}(```|~~~)")

_Place = tuple[str, bool]  # a citation key, and whether it is cited in a row of a table
Lines = Mapping[_Place, Sequence[int]]  # the lines of the file on which each is cited, from 1


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a mark shows and says."""

    number: int
    letter: str
    name: str


def with_citations(html: str, lines: Lines, words: Words = ENGLISH) -> str:
    """The HTML of a page, from behind the wall, with its citations as readers meet them."""
    has_notes, has_list = _NOTES in html, any(end in html for end in _LIST_HEADS)
    if not has_notes and not has_list:
        return html
    root = parsed(html)
    if has_list:
        fold_passages(root, words)
    if has_notes:
        _number(root, lines, words)
    return html_of(root)


def _number(root: Element, lines: Lines, words: Words) -> None:
    listed, definitions = definitions_in(root)
    if listed is None or not definitions:
        return
    statements = marked_statements(root)
    notes = noted(definitions, [key for s in statements for key in s.keys])
    signs = {key: _Sign(n.number, letter, n.head.name if n.head else "") for key, n, letter in unfolded(notes)}
    for statement in statements:
        _name_marks(statement, signs, words)
    _address(statements, {e.get("id", "") for e in root.iter()}, lines)
    fill_notes(listed, notes, words)


def _name_marks(statement: Statement, signs: Mapping[str, _Sign], words: Words) -> None:
    """Number a statement's marks; two passages of one article in it are told apart by their letters."""
    known = [signs[key] for key in dict.fromkeys(statement.keys) if key in signs]
    passages = Counter(sign.number for sign in known)
    for mark, key in zip(statement.marks, statement.keys, strict=True):
        link, sign = mark.find("a"), signs.get(key)
        if link is None or sign is None:
            continue
        shown = f"{sign.number}{sign.letter if passages[sign.number] > 1 else ''}"
        fill(link, [shown])
        link.set("role", "doc-noteref")
        link.set("aria-label", ", ".join(filter(None, [f"{words['notes.source']} {shown}", sign.name])))


def _address(statements: Sequence[Statement], taken: set[str], lines: Lines) -> None:
    """Give each statement an address of its own, the first free one of its citation keys, and its line of the file."""
    times = Counter(key for s in statements for key in s.keys)
    cited = Counter((key, _is_row(s)) for s in statements for key in s.keys)
    seen: dict[_Place, int] = defaultdict(int)
    for statement in statements:
        first = statement.keys[0], _is_row(statement)
        free = (key for key in _addresses(statement.keys, times[first[0]]) if key not in taken)
        if address := next(free, ""):
            statement.element.set("id", address)
            taken.add(address)
        at = lines.get(first, ())
        if len(at) == cited[first]:  # else some are in a place that this does not know, and a line may be wrong
            statement.element.set("data-line", str(at[seen[first]]))
        for key in statement.keys:
            seen[key, _is_row(statement)] += 1


def _is_row(statement: Statement) -> bool:
    """Whether it is a row of a table. Tables of an overview stand elsewhere in the file than on the page."""
    return statement.element.tag == "tr"


def _addresses(keys: Sequence[str], times: int) -> list[str]:
    named = [*dict.fromkeys(keys), *(f"{keys[0]}-{n}" for n in range(2, times + 2))]
    return [name for name in named if is_allowed("h2", "id", name)]


def _with_section_links(html: str, words: Words) -> str:
    """The links beside headings in the site's language, unless mkdocs.yml words them otherwise than in English."""
    if words is ENGLISH:
        return html
    today, there = (f'title="{escape(w["site.section_link"])}">#</a>' for w in (words, ENGLISH))
    return html.replace(there, today)


class _Places(Preprocessor):
    """Notes where each citation stands in the file, before anything changes the lines."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.lines: dict[_Place, list[int]] = {}

    def run(self, lines: list[str]) -> list[str]:
        """The lines as they are."""
        self.lines = {}
        above = self._lines_above(lines)
        is_code = False
        for number, line in enumerate(lines, 1):
            is_code ^= bool(_FENCE.match(line))
            if above is not None and not is_code and not DEFINITION_START.match(line):
                for key in MARK.findall(line):
                    self.lines.setdefault((key, line.lstrip().startswith("|")), []).append(above + number)
        return lines

    def _lines_above(self, lines: Sequence[str]) -> int | None:
        """How many lines of the file stand above the text: its front matter. None where it is not known."""
        # MkDocs puts this processor into the parser of each page, and the page's file into it.
        processors = self.md.treeprocessors
        links = processors["relpath"] if "relpath" in processors else None  # noqa: SIM401 (it is not a dictionary)
        content = getattr(getattr(links, "file", None), "content_string", None)
        if not isinstance(content, str):
            return None
        file, text = content.rstrip().split("\n"), "\n".join(lines).rstrip().split("\n")
        above = len(file) - len(text)
        return above if above >= 0 and file[above:] == text else None


class _Citations(Postprocessor):
    def __init__(self, md: markdown.Markdown, places: _Places) -> None:
        super().__init__(md)
        self.places = places

    def run(self, text: str) -> str:
        """The page's HTML with its citations as readers meet them."""
        words = site_words(self.md)
        return with_citations(_with_section_links(text, words), self.places.lines, words)


class Citations(Extension):
    """The extension, named `explainery.markup.citations:Citations` in mkdocs.yml."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Put it behind the wall."""
        places = _Places(md)
        md.preprocessors.register(places, "explainery_places", _EARLY)
        md.postprocessors.register(_Citations(md, places), "explainery_citations", _BEHIND_THE_WALL)
