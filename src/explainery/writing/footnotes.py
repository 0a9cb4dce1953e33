"""Citations: the footnote mark after a statement, and the definition that says what it rests on."""

from __future__ import annotations

from collections import Counter

from explainery.config import PASSAGE_WORDS
from explainery.copyediting.called import once_a_story
from explainery.languages import ENGLISH, Words
from explainery.model import Article, Passage, Rights, Story
from explainery.page_format import SOURCES_ANCHOR_LINK, definition_line
from explainery.patterns import regex
from explainery.text import cut_at_clause, plain
from explainery.writing.markdown import address, escaped, fragment
from explainery.writing.tuning import TUNING

_INNER = str.maketrans({"“": "‘", "”": "’", '"': "’"})
_OPENS = regex(r"(?<![\w.,;:!?’])\"(?=\w)")


def quoted(text: str) -> str:
    """Words between quotation marks, 60 at most; marks inside become single ones."""
    inner = _OPENS.sub("‘", text).translate(_INNER)
    return f"“{escaped(cut_at_clause(inner, PASSAGE_WORDS), at_start=False)}”"


def original_link(passage: Passage, reproduced: str | None) -> str:
    """The address of the passage in the original, with a text fragment; "" where there is no address.

    `reproduced`: the words that stand on a page. What may not be reproduced is not spelled out in an address either.
    """
    url = address(passage.article.url or "")
    if not url:
        return ""
    base = url.split("#", maxsplit=1)[0]
    if passage.article.rights is Rights.DIGEST:
        locator = passage.locator
        return base + (fragment(locator.first, locator.last) if locator else "")
    if reproduced is None:
        return base
    words, span = plain(reproduced).removesuffix(" …").split(), TUNING.fragment_words
    if len(words) <= 2 * span:
        return base + fragment(" ".join(words))
    return base + fragment(" ".join(words[:span]), " ".join(words[-span:]))


def place(passage: Passage, words: Words = ENGLISH) -> str:
    """The place of a passage that is not reproduced: "paragraph 4", or "sentence 12" of a long one."""
    rows = [s.paragraph for s in passage.marked.sentences]
    if rows.count(passage.sentence.paragraph) > TUNING.long_paragraph_sentences:
        return f"{words['page.sentence']} {passage.number}"
    return f"{words['page.paragraph']} {list(dict.fromkeys(rows)).index(passage.sentence.paragraph) + 1}"


def source_heading(article: Article, story: Story, words: Words = ENGLISH) -> str:
    """The article's heading on the sources page; its id, too, where a publisher has two of one day."""
    own = article_label(article, words)
    return f"{own} ({article.id})" if (article.voice, article.published) in _twice(story) else own


@once_a_story
def _twice(story: Story) -> frozenset[tuple[str, str | None]]:
    """Publishers and days of which the story has two articles: labels in any language show no more than these."""
    count = Counter((m.article.voice, m.article.published) for m in story.articles)
    return frozenset(label for label, times in count.items() if times > 1)


def article_label(article: Article, words: Words = ENGLISH) -> str:
    """An article as readers know it: its publisher and its day."""
    return f"{article.voice}, {words.date(article.published)}" if article.published else article.voice


def definition(passage: Passage, anchor: str, reproduced: str | None, interface: Words = ENGLISH) -> str:
    """The footnote's definition: publisher, title, date, the passage or its place, and the link to the original.

    `anchor`: the article's on the sources page. `reproduced`: the words that stand on a page.
    """
    article = passage.article
    publisher, title = (escaped(t, at_start=False) for t in (article.publisher, article.title))
    source = f"**{publisher}**, [*{title}*{SOURCES_ANCHOR_LINK}{anchor}), {interface.date(article.published)}."
    says = interface["page.digest" if article.rights is Rights.DIGEST else "page.article"]
    words = f"{says}: {quoted(reproduced)}" if reproduced is not None else f"{capital(place(passage, interface))}."
    return definition_line(passage.key, source, words, original_link(passage, reproduced), interface)


def capital(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
