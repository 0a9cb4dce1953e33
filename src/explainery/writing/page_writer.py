"""What every page has: front matter, a heading, blocks with a blank line between, citations at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explainery.curation.page_plan import Explainer, Statement
from explainery.model import Article, Passage, Rights
from explainery.page_format import CITATIONS_HEADING, marks, pointer
from explainery.text import anchor, one_line, shortened
from explainery.writing.footnotes import definition, place, quoted
from explainery.writing.markdown import escaped, metadata
from explainery.writing.tuning import TUNING


@dataclass(frozen=True, slots=True)
class Writer:
    """Statements of one explainer as Markdown."""

    explainer: Explainer

    def passage(self, sentence: str) -> Passage:
        """The passage of a sentence id."""
        return self.explainer.story.passage(sentence)

    def reproduced(self, sentence: str) -> bool:
        """Whether the sentence's words may stand on a page."""
        ours = self.passage(sentence).article.rights is not Rights.QUOTE
        return ours or sentence in self.explainer.quoted

    def heading(self, article: Article) -> str:
        """The article's heading on the sources page; its id, too, where a publisher has two of one day."""
        labels = [m.article.label for m in self.explainer.story.articles]
        return article.label if labels.count(article.label) == 1 else f"{article.label} ({article.id})"

    def cited(self, sentences: Iterable[str]) -> str:
        """The footnote marks of sentences."""
        return marks(self.passage(s).key for s in sentences)

    def sentence(self, statement: Statement, *, at_start: bool = True) -> str:
        """The statement on one line: our prose, or an attributed quotation, or a pointer; then its marks."""
        passage = self.passage(statement.claim.shown)
        publisher = escaped(passage.article.publisher, at_start=at_start)
        if statement.pointer:
            text = pointer(publisher, place(passage))
        elif passage.article.rights is Rights.QUOTE:
            text = f"{publisher}: {quoted(passage)}"
        else:
            text = escaped(passage.words, at_start=at_start)
        return text + self.cited(statement.cites)

    def definition(self, sentence: str) -> str:
        """The footnote's definition for a sentence."""
        article = self.passage(sentence).article
        return definition(self.passage(sentence), anchor(self.heading(article)), reproduced=self.reproduced(sentence))

    def definitions(self, sentences: Iterable[str]) -> str:
        """The definitions of all cited sentences, each once, in the order of their first mark."""
        keys: dict[str, str] = {}
        for sentence in sentences:
            keys.setdefault(self.passage(sentence).key, sentence)
        rows = [self.definition(s) for s in keys.values()]
        return "\n\n".join([CITATIONS_HEADING, "\n".join(rows)]) if rows else ""


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
