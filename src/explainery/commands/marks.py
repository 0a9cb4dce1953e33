"""Labels by hand: every sentence of a story with today's labels as a table, and an edited table taken back.

The table is text with a tab between columns, for any editor or spreadsheet. Only what differs from today's labels is
taken; it stands over what a model said, and over what the rules read, wherever the sentence is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainery.answers.questions import Task
from explainery.answers.records import Answer
from explainery.citation_keys import sentence_code
from explainery.errors import SourceError
from explainery.marking.relabelling import candidates, speakers
from explainery.marking.segmentation.lines import lines_of
from explainery.model import FACETS, MarkedArticle, Rights
from explainery.text import one_line, plain

COLUMNS = ("sentence", "body", "pages", "speaker", "words")
_YES, _NO = "yes", "no"
_MOST_PAGES = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of the table: a sentence by the code of its words, and its labels.

    `pages`: best first. `speaker`: "" for nobody.
    """

    code: str
    body: bool
    pages: tuple[str, ...]
    speaker: str
    words: str

    @property
    def label(self) -> dict[str, object]:
        """The label as a line of the answers file has it."""
        return {"body": self.body, "pages": list(self.pages), "speaker": self.speaker}


def marks_of(articles: tuple[MarkedArticle, ...]) -> list[Mark]:
    """Every sentence of a story's articles, and every line that is taken for furniture, in order, each once."""
    rows: dict[str, Mark] = {}
    for marked in articles:
        for mark in _rows(marked):
            rows.setdefault(mark.code, mark)
    return list(rows.values())


def _rows(marked: MarkedArticle) -> Iterator[Mark]:
    known = {s.start: s for s in marked.sentences}
    article = marked.article
    spans = [span for span, _ in candidates(article, lines_of(article.text))]
    starts = known.keys() if article.rights is Rights.DIGEST else [span.start for span in spans]
    words = {span.start: one_line(article.text[span.start : span.end]) for span in spans}
    for start in sorted(starts):
        sentence = known.get(start)
        told = marked.words_of(sentence) if sentence else words[start]
        facets, voice = (sentence.facets, sentence.voice) if sentence else ((), None)
        if told:
            yield Mark(sentence_code(told), sentence is not None, facets, voice or "", told)


def table_of(marks: list[Mark]) -> str:
    """The table as text: a line with the names of the columns, then a line a sentence."""
    rows = [COLUMNS, *((m.code, _YES if m.body else _NO, ", ".join(m.pages), m.speaker, m.words) for m in marks)]
    return "".join("\t".join(one_line(plain(cell)) for cell in row) + "\n" for row in rows)


def taken(text: str, file: str, articles: tuple[MarkedArticle, ...], day: str, by: str) -> Answer | None:
    """What an edited table says otherwise than today's labels, as a line for the answers file; None for nothing.

    Args:
        text: the table.
        file: where it comes from, for errors.
        articles: the story's articles as they are marked today.
        day: today.
        by: whose line it is.

    Raises:
        SourceError: a line that is not understood, with its number and what may stand there.
    """
    now = {m.code: m for m in marks_of(articles)}
    people = {who for marked in articles for who in speakers(marked)}
    changed = {}
    for number, row in enumerate(_lines(text), 1):
        if number == 1 and row[:1] == [COLUMNS[0]]:
            continue
        mark = _parsed(row, number, file, now, people)
        if mark and mark != now[mark.code]:
            changed[mark.code] = mark.label
    return Answer(Task.LABELS, "", by, day, {"sentences": changed}) if changed else None


def _lines(text: str) -> Iterator[list[str]]:
    for line in text.replace("\r\n", "\n").split("\n"):
        yield [cell.strip().strip('"').strip() for cell in line.split("\t")]


def _parsed(row: list[str], number: int, file: str, now: Mapping[str, Mark], people: set[str]) -> Mark | None:
    """A line of an edited table; None for an empty one."""
    if not any(row):
        return None
    if len(row) < len(COLUMNS) - 1 or row[0] not in now:
        raise _wrong("this line has no sentence of the story: leave the first column as it is", number, file)
    code, body, pages, speaker = row[:4]
    facets = tuple(p.strip() for p in pages.split(",") if p.strip())
    if body.casefold() not in {_YES, _NO}:
        raise _wrong(f"{body!r} should be yes (part of the article) or no (furniture)", number, file)
    if not set(facets) <= set(FACETS) or len(facets) > _MOST_PAGES:
        raise _wrong(f"{pages!r} should be at most two of {', '.join(FACETS)}", number, file)
    if speaker and speaker not in people:
        raise _wrong(f"{speaker!r} is nobody whom the article names", number, file)
    return Mark(code, body.casefold() == _YES, facets, speaker, now[code].words)


def _wrong(problem: str, line: int, file: str) -> SourceError:
    return SourceError(problem, file=file, line=line, hint="`explainery marks STORY` prints the table anew")
