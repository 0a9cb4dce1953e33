"""The format of a page: the strings that the writer puts on it and the merge, the check or the theme recognises.

`WORDS` holds what is in a language, by key; everything else is Markdown. A second language is another `PageWords`: it
changes words and no behaviour. Strings that only the writer knows are in `writing/labels.py`. The theme repeats three
of these strings in `overrides/`, which cannot import Python; a test holds them equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from explainery.lexicon.calendar import MONTH

OVERVIEW_FILE = "index.md"  # a story's overview; in `docs/` itself, the home page
SOURCES_FILE = "sources.md"  # a story's sources page


@dataclass(frozen=True, slots=True)
class PageWords:
    """The strings in one language that programs recognise on a page.

    Attributes:
        citations_heading: the heading over a page's footnotes.
        digest: opens the passage in a definition whose source is our own digest.
        article: opens the passage in a definition whose source is the article itself.
        read_link: the text of a definition's link to the original.
        pointer: after the publisher, names a passage that may not be reproduced.
        pointer_place: joins the pointer and the place.
        paragraph: the place of a passage, counted in paragraphs.
        sentence: the place of a passage in a long paragraph, counted in sentences.
        who: the heading over the people of "Who is who", which is their table and no other one.
        taken: stands over the passages of an article on the sources page.
        when: the heading over the dates of the timeline, which is its table and no other one.
        how_many: the heading over the figures that the sources do not count alike, in their table and no other one.
        gives: the heading over those who give something, in the table of trade and no other one.
        differ: the title of the note on where the sources differ.
        picture: opens the credit of an overview's picture.
    """

    citations_heading: str
    digest: str
    article: str
    read_link: str
    pointer: str
    pointer_place: str
    paragraph: str
    sentence: str
    who: str
    taken: str
    when: str
    how_many: str
    gives: str
    differ: str
    picture: str


ENGLISH = PageWords(
    citations_heading="Sources for this page",
    digest="Our digest",
    article="The article",
    read_link="Read it there",
    pointer="has more on this",
    pointer_place="in",
    paragraph="paragraph",
    sentence="sentence",
    who="Who",
    taken="What these pages took from it",
    when="When",
    how_many="How many",
    gives="Who gives",
    differ="Where the sources differ",
    picture="Picture",
)
WORDS = ENGLISH

# Material leaves this section out of its search: it repeats what the page says, at twice the length.
CITATIONS_HEADING = f"## {WORDS.citations_heading} {{ data-search-exclude }}"
CITATIONS_HEADING_LINE = re.compile(rf"## {WORDS.citations_heading}\b")

MARK_ANCHOR = "fnref:"  # before a citation key: the address of its first mark on a page
MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")  # a footnote mark, and its key
MARKS = re.compile(r"(?:\[\^[^\]\s]+\](?!:))+")  # all marks after one statement
DEFINITION_START = re.compile(r"\[\^(?P<key>[^\]\s]+)\]:")
DEFINITION_LINES = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)

SOURCES_ANCHOR_LINK = f"]({SOURCES_FILE}#"  # in each definition that a build wrote, and in none that a person did
SOURCES_LINK_END = re.compile(rf"\]\({re.escape(SOURCES_FILE)}\)\W*$")  # ends the overview's last line
PAGE_LINK = re.compile(
    r"\]\((?P<file>[\w./-]+\.md)\)"
)  # from the overview to a facet's page, from the home page to a story

CAST_HEAD = re.compile(rf"\|\s*{WORDS.who}\s*\|")  # begins the table of people: each row is one person

POINTER_END = re.compile(rf"{WORDS.pointer} {WORDS.pointer_place} (?:{WORDS.paragraph}|{WORDS.sentence}) \d+\.$")
DEFINITION_PASSAGE = re.compile(rf"(?:{WORDS.digest}|{WORDS.article}): (“.*”)")
# A whole definition as the build writes it, with nothing added by a person.
GENERATED_DEFINITION = re.compile(
    r"\[\^[\w-]+\]: \*\*.+?\*\*, \[\*.+\*\]\([^)\s]*\), [\w ]+\. "
    rf"(?:(?:{WORDS.digest}|{WORDS.article}): “[^“”]*”"
    rf"|(?:{WORDS.paragraph.capitalize()}|{WORDS.sentence.capitalize()}) \d+\.)"
    rf"(?: \[{WORDS.read_link}\]\(\S*\))?"
)

# Under the title of an overview: the days its articles cover, and how many there are. People may write it as sentences.
_DAY = rf"(?:\d{{1,2}} )?(?:(?:{MONTH}) )?(?:\d{{4}})?"
DATELINE = re.compile(
    rf"(?:{_DAY}(?: ?(?:to|-|–) ?{_DAY})? ?(?:·|\.|,|;) ?)?\w+ articles?(?: ?[·,;] ?| from | by )\w+ publishers?\.?",
    re.IGNORECASE,
)


# Front matter where MkDocs reads it: from the first character on, between two lines of hyphens (the second may be full
# stops), with nothing behind them but spaces and tabs.
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_UNSEEN = "\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\x0b\x0c\x1c-\x1f\x85"
# The same with characters that nobody sees before or behind a line of hyphens, where MkDocs takes it for text.
_LOOSE = re.compile(
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


def definition_line(key: str, source: str, passage: str, link: str) -> str:
    """A footnote's definition: the source, the passage or its place, and the link to the original ("" for none)."""
    read = f" [{WORDS.read_link}]({link})" if link else ""
    return f"[^{key}]: {source} {passage}{read}"
