"""The sources page: each article, what may be done with it, and what the explainer took from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainery.model import MarkedArticle, Rights
from explainery.text import spoken_date
from explainery.writing.citations import quoted, there
from explainery.writing.escape import address, escaped
from explainery.writing.layout import LABELS, Writer, front_matter, page_text

_RIGHTS = {
    Rights.OPEN: "open: the article may be reproduced",
    Rights.DIGEST: "digest: our own words about the article, which stays with its publisher",
    Rights.QUOTE: "quote: the article stays with its publisher and is quoted briefly, with attribution",
}
_NAMES = {labels.file: labels.name or "Overview" for labels in LABELS.values()}


def sources_page(writer: Writer, used: Mapping[str, Sequence[str]]) -> str:
    """The page. `used`: the sentence ids that each page cites."""
    story = writer.explainer.story
    where: dict[str, list[str]] = {}
    for name, sentences in used.items():
        for sentence in dict.fromkeys(sentences):
            where.setdefault(sentence, []).append(name)
    blocks = [
        front_matter(
            f"Sources: {story.title}",
            f"Each article behind this explainer and what was taken from it. {story.title}.",
        ),
        "# Sources",
    ]
    for marked in sorted(story.articles, key=lambda m: (m.article.published or "9999", m.article.id)):
        blocks += _article(writer, marked, where)
    return page_text(blocks)


def _article(writer: Writer, marked: MarkedArticle, where: Mapping[str, Sequence[str]]) -> list[str]:
    article = marked.article
    url = address(article.url or "")
    title = escaped(article.title, at_start=False)
    facts = [
        f"- Title: {f'[{title}]({url})' if url else title}",
        f"- Publisher: {escaped(article.publisher, at_start=False)}",
        f"- Author: {escaped(article.author, at_start=False)}" if article.author else "",
        f"- Published: {spoken_date(article.published) if article.published else 'the source does not say'}",
        f"- Rights: {_RIGHTS[article.rights]}",
        "" if url else "- Address: the source does not say",
        _same_voice(writer, marked),
    ]
    taken = [s.id for s in marked.sentences if s.id in where]
    return [f"## {escaped(writer.heading(article))}", "\n".join(f for f in facts if f), *_taken(writer, taken, where)]


def _same_voice(writer: Writer, marked: MarkedArticle) -> str:
    """Which other articles count as one voice with this one."""
    voices = writer.explainer.story.voices
    mine = voices[marked.article.id]
    same = [
        m.article.label for m in writer.explainer.story.articles if voices[m.article.id] == mine and m is not marked
    ]
    return f"- Counted as one source together with: {escaped('; '.join(same), at_start=False)}" if same else ""


def _taken(writer: Writer, taken: Sequence[str], where: Mapping[str, Sequence[str]]) -> list[str]:
    """The passages that the pages cite, each with the pages and the link to the original."""
    if not taken:
        return ["Nothing of it is cited on these pages."]
    rows = []
    for sentence in taken:
        passage = writer.passage(sentence)
        pages = ", ".join(f"[{_NAMES[name]}]({name})" for name in where[sentence])
        reproduced = writer.reproduced(sentence)
        link = there(passage, reproduced=reproduced)
        said = quoted(passage) if reproduced else "A passage that is not reproduced"
        rows.append(f"- {said} ({pages}{f'; [read it there]({link})' if link else ''})")
    return ["What these pages took from it:", "\n".join(rows)]
