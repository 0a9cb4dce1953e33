"""The sources page: each article, what may be done with it, and what the explainer took from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainery.curation.page_plan import Help
from explainery.languages import ENGLISH, Words, words_of
from explainery.markup.notes import outlet
from explainery.model import MarkedArticle, Rights
from explainery.page_format import MARK_ANCHOR
from explainery.text import plain, shortened
from explainery.writing.footnotes import article_label, capital, original_link, place, quoted
from explainery.writing.labels import FACET_FILES, page_names
from explainery.writing.markdown import address, escaped
from explainery.writing.page_writer import Writer, front_matter, page_text

_LONGEST_NAME = 60  # characters of a model's name
_ORDER = {file: i for i, file in enumerate(FACET_FILES.values())}


@dataclass(frozen=True, slots=True)
class Outline:
    """The sources page before it is known what the pages cite.

    Attributes:
        head: its front matter and heading.
        articles: for each article its heading and facts, and its passages: (key, words or why there are none, link).
        foot: who helped to make the explainer, other than by the rules; "" for nobody.
        language: that of the words of the interface.
    """

    head: str
    articles: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    foot: str = ""
    language: str = ENGLISH.code


def outline(writer: Writer) -> Outline:
    """The outline of a story's sources page."""
    story, words = writer.explainer.story, writer.interface
    about, title = words.put("facet.sources_about", title=story.title), words["facet.sources"]
    head = f"{front_matter(f'{title}: {story.title}', about)}\n\n# {title}"
    articles = sorted(story.articles, key=lambda m: (m.article.published or "9999", m.article.id))
    rows = tuple((_facts(writer, m), tuple(_passages(writer, m))) for m in articles)
    return Outline(head, rows, _made(writer.explainer.help, words), words.code)


def _made(rows: Sequence[Help], words: Words) -> str:
    """Who helped to make the explainer, when, and what was checked."""
    if not rows:
        return ""
    told = "\n".join(f"- {_helped(row, words)}" for row in rows)
    return f"## {words['page.made']}\n\n{words['sources.made']}\n\n{told}"


def _helped(row: Help, words: Words) -> str:
    did = words.put("sources.sorted", sentences=words.counted(row.labelled, "sentence")) if row.labelled else ""
    if row.worded:
        worded = words.put("sources.worded", statements=words.counted(row.worded, "statement"))
        did = words.put("sources.joined", first=did, second=worded) if did else worded
    when = words.put("sources.last_on", date=words.date(row.day)) if row.day else ""
    by = escaped(shortened(plain(row.by), _LONGEST_NAME) or words["sources.somebody"])
    return f"{by}: {did or words['sources.compared']}{when}"


def sources_page(page_outline: Outline, used: Mapping[str, Sequence[str]]) -> str:
    """The page. `used`: the citation keys of each page, by its file's name."""
    where: dict[str, list[str]] = {}
    for name in sorted(used, key=lambda n: (_ORDER.get(n, len(_ORDER)), n)):
        for key in used[name]:
            where.setdefault(key, []).append(name)
    blocks, words = [page_outline.head], words_of(page_outline.language)
    for facts, passages in page_outline.articles:
        rows = [_row(words, (key, said, link), where[key]) for key, said, link in passages if key in where]
        taken = [f"{words['page.taken']}:", "\n".join(rows)]
        blocks += [facts, *(taken if rows else [words["sources.nothing"]])]
    return page_text([*blocks, *filter(None, [page_outline.foot])])


def _row(words: Words, passage: tuple[str, str, str], names: Sequence[str]) -> str:
    """A passage, links to its mark on the pages that cite it, and the link to the original."""
    (key, said, link), titles = passage, page_names(words)
    pages = ", ".join(f"[{titles.get(n, n.removesuffix('.md'))}]({n}#{MARK_ANCHOR}{key})" for n in names)
    read = f"; [{words['sources.read_link']}]({link})" if link else ""
    return f"- {said} ({pages}{read})"


def _facts(writer: Writer, marked: MarkedArticle) -> str:
    """An article's heading, which names publisher and date, and what else is known about it."""
    article, words = marked.article, writer.interface
    url = address(article.url or "")
    printed = outlet(article.publisher, url)
    title = escaped(article.title, at_start=False)
    facts = [
        f"- {words['sources.title']}: {f'[{title}]({url})' if url else title}",
        f"- {words['sources.author']}: {escaped(article.author, at_start=False)}" if article.author else "",
        "" if article.published else f"- {words['sources.no_date']}",
        f"- {words['sources.printed']}: {escaped(printed, at_start=False)}" if printed else "",
        f"- {words['sources.rights']}: {words[f'sources.{article.rights}']}",
        "" if url else f"- {words['sources.no_address']}",
        _same_voice(writer, marked),
    ]
    return f"## {escaped(writer.heading(article))}\n\n" + "\n".join(f for f in facts if f)


def _passages(writer: Writer, marked: MarkedArticle) -> Iterator[tuple[str, str, str]]:
    """Each passage's key, its words or its place, and its address. Another's words stand on their pages, not again."""
    ours = marked.article.rights is not Rights.QUOTE
    for sentence in marked.sentences:
        passage = writer.passage(sentence.id)
        words = quoted(passage.words) if ours else capital(place(passage, writer.interface))
        yield passage.key, words, original_link(passage, writer.reproduced(sentence.id))


def _same_voice(writer: Writer, marked: MarkedArticle) -> str:
    """Which other articles count as one voice with this one."""
    groups = writer.explainer.story.independent_groups
    group = groups[marked.article.id]
    words = writer.interface
    same = [
        article_label(m.article, words)
        for m in writer.explainer.story.articles
        if groups[m.article.id] == group and m is not marked
    ]
    return f"- {words['sources.same_voice']}: {escaped('; '.join(same), at_start=False)}" if same else ""
