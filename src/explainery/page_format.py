"""The format of a page: what the writer puts on it and the merge, the check or the theme recognises.

What is in a language stands in `languages/`, by key; everything else is Markdown. What recognises a word knows it in
every language, so a site whose language changes, or a page in another one, is merged and checked as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from explainery.languages import ENGLISH, Words, any_of, each, languages, words_of
from explainery.patterns import regex

OVERVIEW_FILE = "index.md"  # a story's overview; in `docs/` itself, the home page, which only people write
SOURCES_FILE = "sources.md"  # a story's sources page


def citations_heading(words: Words) -> str:
    """The heading over a page's footnotes. Material leaves the section out of its search: it repeats the page."""
    return f"## {words['page.citations_heading']} {{ data-search-exclude }}"


CITATIONS_HEADINGS = frozenset(citations_heading(words_of(code)) for code in languages())
CITATIONS_HEADING_LINE = regex(rf"## {any_of('page.citations_heading')}\b")
MADE_HEADINGS = each("page.made")  # over who helped to make a page, on the sources page and on an overview
TAKEN = each("page.taken")  # stands over the passages of an article on the sources page
DIFFER = each("page.differ")  # the title of the note on where the sources differ
# The headings over the first cells of a table, each in its table and no other one: people, dates, givers.
WHO, WHEN, GIVES = each("page.who"), each("page.when"), each("page.gives")
HOW_MANY = each("page.how_many")  # the heading over the figures that the sources do not count alike
HOME_LIST_HEADING = regex(rf"## {any_of('home.stories')}")  # over the stories that earlier versions listed there
CREDIT = regex(rf"{any_of('page.picture')}: (?P<credit>.*)", re.DOTALL)  # of an overview's picture

MARK_ANCHOR = "fnref:"  # before a citation key: the address of its first mark on a page
MARK = regex(r"\[\^([^\]\s]+)\](?!:)")  # a footnote mark, and its key
MARKS = regex(r"(?:\[\^[^\]\s]+\](?!:))+")  # all marks after one statement
DEFINITION_START = regex(r"\[\^(?P<key>[^\]\s]+)\]:")
DEFINITION_LINES = regex(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)

SOURCES_ANCHOR_LINK = f"]({SOURCES_FILE}#"  # in each definition that a build wrote, and in none that a person did
SOURCES_LINK_END = regex(rf"\]\({re.escape(SOURCES_FILE)}\)\W*$")  # ends the overview's last line
PAGE_LINK = regex(r"\]\((?P<file>[\w./-]+\.md)\)")  # from the overview to a facet's page, from the home page to a story

CAST_HEAD = regex(rf"\|\s*{any_of('page.who')}\s*\|")  # begins the table of people: each row is one person

POINTER = any_of("page.pointer")
PLACE = any_of("page.paragraph", "page.sentence")
_OWN = any_of("page.digest", "page.article")
_READ = any_of("page.read_link")
_CAPITAL_PLACE = f"(?:{'|'.join(sorted(p.capitalize() for p in each('page.paragraph', 'page.sentence')))})"
POINTER_END = regex(rf"{POINTER} {any_of('page.pointer_place')} {PLACE} \d+\.$")
DEFINITION_PASSAGE = regex(rf"{_OWN}: (“.*”)")
# A whole definition as the build writes it, with nothing added by a person.
GENERATED_DEFINITION = regex(
    r"\[\^[\w-]+\]: \*\*.+?\*\*, \[\*.+\*\]\([^)\s]*\), (?:\d{1,2}\. )?[\w ]+\. "
    rf"(?:{_OWN}: “[^“”]*”|{_CAPITAL_PLACE} \d+\.)(?: \[{_READ}\]\(\S*\))?"
)

# Under the title of an overview: the days its articles cover, and how many there are. People may write it as sentences.
_DAY = rf"(?:\d{{1,2}}\.? )?(?:{any_of('language.months')} )?(?:\d{{4}})?"
DATELINE = regex(
    rf"(?:{_DAY}(?: ?(?:{any_of('page.span')}|-|–) ?{_DAY})? ?(?:·|\.|,|;) ?)?\w+ {any_of('count.article')}"
    rf"(?: ?[·,;] ?| {any_of('page.dateline_joins')} )\w+ {any_of('count.publisher')}\.?",
    re.IGNORECASE,
)


# Front matter where MkDocs reads it: from the first character on, between two lines of hyphens (the second may be full
# stops), with nothing behind them but spaces and tabs.
FRONT_MATTER = regex(r"---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_UNSEEN = "\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\x0b\x0c\x1c-\x1f\x85"
# The same with characters that nobody sees before or behind a line of hyphens, where MkDocs takes it for text.
_LOOSE = regex(
    rf"(?P<before>[ \t\n{_UNSEEN}]*)---(?P<behind>[ \t{_UNSEEN}]*)\n(?=[ \t{_UNSEEN}]*[\w\"'][^\n:]*:)(?P<fields>.*?)"
    rf"^(?P<second>[{_UNSEEN}]*(?:---|\.\.\.)[ \t{_UNSEEN}]*)(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class FrontMatterPlace:
    """Where a text's front matter is.

    Attributes:
        fields: the text between its two lines.
        end: where the text below it begins; 0 without front matter.
        slip: the line, from 1, on which something invisible keeps MkDocs from reading it; 0 where it is read.
    """

    fields: str = ""
    end: int = 0
    slip: int = 0


def front_matter_place(text: str) -> FrontMatterPlace:
    """Where a text's front matter is, also where MkDocs does not read it because of blanks around its two lines."""
    strict, loose = FRONT_MATTER.match(text), _LOOSE.match(text)
    if loose and (not strict or loose.end() < strict.end()):
        opens_well = not loose["before"] and not loose["behind"].strip(" \t")
        at = loose.start("second") if opens_well else loose.end("before")
        return FrontMatterPlace(loose["fields"], loose.end(), text.count("\n", 0, at) + 1)
    return FrontMatterPlace(strict["fields"], strict.end()) if strict else FrontMatterPlace()


def tidy_front_matter(front: str) -> str:
    """Front matter as MkDocs reads it. What it reads already is not changed."""
    place = front_matter_place(front)
    return f"---\n{place.fields}---" if place.slip else front


def dateline(text: str) -> bool:
    """Whether a line as readers see it is a dateline: "6 to 13 May 2023 · eleven articles · seven publishers"."""
    return DATELINE.fullmatch(text.strip(" *_")) is not None


def marks(keys: Iterable[str]) -> str:
    """The footnote marks of citation keys, each key once: `[^time-3f9a][^gzero-9e2a]`."""
    return "".join(f"[^{key}]" for key in dict.fromkeys(keys))


def definition_line(key: str, source: str, passage: str, link: str, words: Words = ENGLISH) -> str:
    """A footnote's definition: the source, the passage or its place, and the link to the original ("" for none)."""
    read = f" [{words['page.read_link']}]({link})" if link else ""
    return f"[^{key}]: {source} {passage}{read}"
