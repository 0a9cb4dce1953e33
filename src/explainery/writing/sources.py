"""The sources page: each article, what may be done with it, and what the explainer took from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainery.curation.page_plan import Help
from explainery.markup.notes import outlet
from explainery.model import MarkedArticle, Rights
from explainery.page_format import MARK_ANCHOR, WORDS
from explainery.text import counted, plain, shortened, spoken_date
from explainery.writing.footnotes import original_link, place, quoted
from explainery.writing.labels import (
    FACET_LABELS,
    MADE,
    MADE_BY_SOMEBODY,
    MADE_HEADING,
    OVERVIEW_NAME,
    RIGHTS,
    SOURCES_READ_LINK,
    SOURCES_TITLE,
)
from explainery.writing.markdown import address, escaped
from explainery.writing.page_writer import Writer, front_matter, page_text

_LONGEST_NAME = 60  # characters of a model's name
_ORDER = {labels.file: i for i, labels in enumerate(FACET_LABELS.values())}
_NAMES = {labels.file: labels.name or OVERVIEW_NAME for labels in FACET_LABELS.values()}


@dataclass(frozen=True, slots=True)
class Outline:
    """The sources page before it is known what the pages cite.

    Attributes:
        head: its front matter and heading.
        articles: for each article its heading and facts, and its passages: (key, words or why there are none, link).
        foot: who helped to make the explainer, other than by the rules; "" for nobody.
    """

    head: str
    articles: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    foot: str = ""


def outline(writer: Writer) -> Outline:
    """The outline of a story's sources page."""
    story = writer.explainer.story
    about = f"Each article behind this explainer and what was taken from it. {story.title}."
    head = f"{front_matter(f'{SOURCES_TITLE}: {story.title}', about)}\n\n# {SOURCES_TITLE}"
    articles = sorted(story.articles, key=lambda m: (m.article.published or "9999", m.article.id))
    rows = tuple((_facts(writer, m), tuple(_passages(writer, m))) for m in articles)
    return Outline(head, rows, _made(writer.explainer.help))


def _made(rows: Sequence[Help]) -> str:
    """Who helped to make the explainer, when, and what was checked."""
    if not rows:
        return ""
    told = "\n".join(f"- {_helped(row)}" for row in rows)
    return f"## {MADE_HEADING}\n\n{MADE}\n\n{told}"


def _helped(row: Help) -> str:
    parts = [f"sorted {counted(row.labelled, 'sentence')}"] if row.labelled else []
    parts += [f"worded {counted(row.worded, 'statement')}"] if row.worded else []
    did = " and ".join(parts) or "compared sentences"
    when = f", last on {spoken_date(row.day)}" if row.day else ""
    return f"{escaped(shortened(plain(row.by), _LONGEST_NAME) or MADE_BY_SOMEBODY)}: {did}{when}"


def sources_page(page_outline: Outline, used: Mapping[str, Sequence[str]]) -> str:
    """The page. `used`: the citation keys of each page, by its file's name."""
    where: dict[str, list[str]] = {}
    for name in sorted(used, key=lambda n: (_ORDER.get(n, len(_ORDER)), n)):
        for key in used[name]:
            where.setdefault(key, []).append(name)
    blocks = [page_outline.head]
    for facts, passages in page_outline.articles:
        rows = [_row(key, said, link, where[key]) for key, said, link in passages if key in where]
        taken = [f"{WORDS.taken}:", "\n".join(rows)]
        blocks += [facts, *(taken if rows else ["Nothing of it is cited on these pages."])]
    return page_text([*blocks, *filter(None, [page_outline.foot])])


def _row(key: str, said: str, link: str, names: Sequence[str]) -> str:
    """A passage, links to its mark on the pages that cite it, and the link to the original."""
    pages = ", ".join(f"[{_NAMES.get(n, n.removesuffix('.md'))}]({n}#{MARK_ANCHOR}{key})" for n in names)
    return f"- {said} ({pages}{f'; [{SOURCES_READ_LINK}]({link})' if link else ''})"


def _facts(writer: Writer, marked: MarkedArticle) -> str:
    """An article's heading, which names publisher and date, and what else is known about it."""
    article = marked.article
    url = address(article.url or "")
    printed = outlet(article.publisher, url)
    title = escaped(article.title, at_start=False)
    facts = [
        f"- Title: {f'[{title}]({url})' if url else title}",
        f"- Author: {escaped(article.author, at_start=False)}" if article.author else "",
        "" if article.published else "- Published: the source does not say",
        f"- As printed by: {escaped(printed, at_start=False)}" if printed else "",
        f"- Rights: {RIGHTS[article.rights]}",
        "" if url else "- Address: the source does not say",
        _same_voice(writer, marked),
    ]
    return f"## {escaped(writer.heading(article))}\n\n" + "\n".join(f for f in facts if f)


def _passages(writer: Writer, marked: MarkedArticle) -> Iterator[tuple[str, str, str]]:
    """Each passage's key, its words or its place, and its address. Another's words stand on their pages, not again."""
    ours = marked.article.rights is not Rights.QUOTE
    for sentence in marked.sentences:
        passage = writer.passage(sentence.id)
        words = quoted(passage.words) if ours else place(passage).capitalize()
        yield passage.key, words, original_link(passage, writer.reproduced(sentence.id))


def _same_voice(writer: Writer, marked: MarkedArticle) -> str:
    """Which other articles count as one voice with this one."""
    groups = writer.explainer.story.independent_groups
    group = groups[marked.article.id]
    same = [
        m.article.label for m in writer.explainer.story.articles if groups[m.article.id] == group and m is not marked
    ]
    return f"- Counted as one source together with: {escaped('; '.join(same), at_start=False)}" if same else ""
