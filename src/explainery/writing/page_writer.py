"""What every page has: front matter, a heading, blocks with a blank line between, citations at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from explainery.curation.page_plan import Explainer, Section, Statement
from explainery.languages import Words, words_of
from explainery.model import Article, Passage, Rights
from explainery.page_format import citations_heading, marks
from explainery.text import anchor, one_line, shortened
from explainery.writing.footnotes import definition, quoted, source_heading
from explainery.writing.markdown import escaped, metadata
from explainery.writing.tuning import TUNING

_NEAR = 2  # sentences from one quotation to the next of what is said in one go. By taste.


@dataclass(frozen=True, slots=True)
class Writer:
    """Statements of one explainer as Markdown."""

    explainer: Explainer

    @property
    def interface(self) -> Words:
        """The words of the interface, in the site's language."""
        return words_of(self.explainer.language)

    def heading_of(self, section: Section) -> str:
        """A section's heading; one of the interface's in the site's language."""
        return section.label.text(self.interface) if section.label else section.heading

    def passage(self, sentence: str) -> Passage:
        """The passage of a sentence id."""
        return self.explainer.story.passage(sentence)

    def reproduced(self, sentence: str) -> str | None:
        """The sentence's words that stand on a page: all of them, those that are quoted, or None."""
        passage = self.passage(sentence)
        return passage.words if passage.article.rights is not Rights.QUOTE else self.explainer.quoted.get(sentence)

    def heading(self, article: Article) -> str:
        """The article's heading on the sources page; its id, too, where a publisher has two of one day."""
        return source_heading(article, self.explainer.story, self.interface)

    def cited(self, sentences: Iterable[str]) -> str:
        """The footnote marks of sentences."""
        return marks(self.passage(s).key for s in sentences)

    def words(self, statement: Statement) -> str:
        """The statement as plain text: as copy-editing worded it, or as published."""
        return statement.wording.text if statement.wording else self.passage(statement.claim.shown).words

    def sentence(self, statement: Statement, *, at_start: bool = True) -> str:
        """The statement on one line, as prose or as a speaker's quotation, with its marks."""
        wording = statement.wording
        if wording is not None and wording.speaker:
            return spoken(wording.speaker, wording.role) + self.said(statement)
        return escaped(self.words(statement), at_start=at_start) + self.cited(statement.cites)

    def said(self, statement: Statement) -> str:
        """A speaker's words between quotation marks, with the statement's marks."""
        return quoted(self.words(statement)) + self.cited(statement.cites)

    def line(self, statement: Statement) -> str:
        """The statement in a cell of a table."""
        return escaped(self.words(statement), at_start=False) + self.cited(statement.cites)

    def publisher(self, statement: Statement) -> str:
        """Who published what a statement rests on first."""
        return self.passage(statement.claim.shown).article.publisher

    def side(self, statement: Statement, *, labelled: bool) -> str:
        """A side of a difference: what it says and, where that tells the sides apart, who published it."""
        if not labelled or (statement.wording is not None and statement.wording.speaker):
            return self.sentence(statement)
        return f"{escaped(self.publisher(statement), at_start=False)}: {self.sentence(statement, at_start=False)}"

    def section(self, section: Section) -> list[str]:
        """A section's statements: paragraphs, a list, or one in order of time."""
        if section.layout == "prose":
            lines = [self.sentence(s) for s in section.statements]
            size = TUNING.paragraph_sentences
            return ["\n".join(lines[i : i + size]) for i in range(0, len(lines), size)]
        if section.layout == "timeline":
            dated = ((self.interface.date(s.date), self.sentence(s, at_start=False)) for s in section.statements)
            return ["\n".join(f"- **{day}:** {text}" for day, text in dated)]
        return ["\n".join(f"- {row}" for row in self._rows(section.statements))]

    def _rows(self, statements: Sequence[Statement]) -> Iterator[str]:
        """The entries of a list: a statement each, but one entry for what a speaker says in one go."""
        for speaker, group in groupby(statements, key=lambda s: s.wording.speaker if s.wording else ""):
            rows = list(group)
            if not speaker:
                yield from (self.sentence(s) for s in rows)
                continue
            role = rows[0].wording.role if rows[0].wording else ""
            for speech in self._speeches(rows):
                yield spoken(speaker, role) + " ".join(self.said(s) for s in speech)
                role = ""

    def _speeches(self, rows: Sequence[Statement]) -> Iterator[list[Statement]]:
        """A speaker's quotations, those together that stand beside each other in one article."""
        speech: list[Statement] = []
        for row in rows:
            passage, last = self.passage(row.claim.shown), self.passage(speech[-1].claim.shown) if speech else None
            near = last and last.article.id == passage.article.id and abs(passage.number - last.number) <= _NEAR
            if speech and not near:
                yield speech
                speech = []
            speech.append(row)
        yield speech

    def definition(self, sentence: str) -> str:
        """The footnote's definition for a sentence."""
        article = self.passage(sentence).article
        return definition(
            self.passage(sentence), anchor(self.heading(article)), self.reproduced(sentence), self.interface
        )

    def definitions(self, sentences: Iterable[str]) -> str:
        """The definitions of all cited sentences, each once, in the order of their first mark."""
        keys: dict[str, str] = {}
        for sentence in sentences:
            keys.setdefault(self.passage(sentence).key, sentence)
        rows = [self.definition(s) for s in keys.values()]
        return "\n\n".join([citations_heading(self.interface), "\n".join(rows)]) if rows else ""


def front_matter(title: str, description: str) -> str:
    """The front matter of a page."""
    rows = {
        "title": metadata(title),
        "description": metadata(shortened(one_line(description), TUNING.description_characters, ",;:")),
    }
    return "---\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in rows.items()) + "---"


def page_text(blocks: Sequence[str]) -> str:
    """The blocks that have something in them, a blank line between."""
    return "\n\n".join(b for b in blocks if b) + "\n"


def spoken(speaker: str, role: str) -> str:
    """What opens a speaker's quotation: "**Odile Kramm**, the transport minister: "."""
    name = speaker[:1].upper() + speaker[1:]
    return f"**{escaped(name, at_start=False)}**{f', {escaped(role, at_start=False)}' if role else ''}: "
