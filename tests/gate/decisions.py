"""What the program decides about each labelled story, as a short table that a person can read and compare.

    python tests/gate/decisions.py      rewrite tests/gate/decisions/STORY.txt with what is decided now (`make gate`)

A sentence is named by its id (`a:3`) and its first words. Each line is one decision, so that a difference shows what
moved and nothing else.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from explainery.config import StorySettings
from explainery.curation.page_plan import Explainer
from explainery.curation.select import BUDGET, Lengths, chosen
from explainery.linking import link
from explainery.model import Claim, MarkedArticle, Quote, Rights, Story
from explainery.pipeline import explained, story_in
from explainery.writing import write
from labelled import STORIES, LabelledStory, labelled_stories
from scoring import ScoredStory

TABLES = STORIES.parent / "decisions"
_FIRST_WORDS = 6
_MARK = re.compile(r"\[\^([^\]]+)\]")


def read_all() -> tuple[ScoredStory, ...]:
    """Every labelled story, read as the program reads a story's folder."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(ScoredStory(s, explained(_read(s, Path(folder)), Lengths())) for s in labelled_stories())


def _read(labels: LabelledStory, root: Path) -> Story:
    folder = root / labels.slug
    folder.mkdir()
    for article in labels.articles:
        (folder / f"{article.name}.txt").write_text(article.source, "utf-8")
    return story_in(folder, labels.slug, rights=Rights.OPEN)


def table(explainer: Explainer) -> str:
    """What was decided about a story, one decision a line."""
    story = explainer.story
    restricted = explained(_under_quote(story), Lengths())
    sections = {
        f"story {story.slug}: {story.title}": _voices(story),
        "sentences: facets | words quoted and whose | who says it": (r for m in story.articles for r in _sentences(m)),
        "left out of the body": (row for m in story.articles for row in _dropped(m)),
        "dates": (row for m in story.articles for row in _dates(m)),
        "claims of several sentences: facet | support | sentences | said among other things": _claims(story.claims),
        "exchanges": (f"{e.giver} > {e.receiver} | {e.item} | {e.status} | {_list(e.sentences)}" for e in story.exchanges),
        "disagreements": (" / ".join(_list(side) for side in d.sides) for d in story.disagreements),
        "timeline": (f"{e.date} | {_list(e.sentences)}" for e in story.timeline),
        "actors": story.actors,
        "people: role | sentences": (f"{p.name} | {p.role or '-'} | {_list(p.sentences)}" for p in story.people),
        "most wanted first": [_list(c.shown for c in chosen(story, Lengths()).claims)],
        "on no page, and not for its length": _left(explainer),
        "pages: a paragraph a line, each statement with what it cites": _pages(explainer),
        "what copy-editing puts in, by sentence": _put_in(explainer),
        "pages where all articles are under `rights: quote`": _pages(restricted),
    }  # fmt: skip
    return "\n".join(line for head, rows in sections.items() for line in ("", f"# {head}", *rows)).lstrip() + "\n"


def _list(sentences: Iterable[str]) -> str:
    return " ".join(sentences)


def _voices(story: Story) -> Iterator[str]:
    for marked in story.articles:
        article = marked.article
        voice = story.independent_groups[article.id]
        yield f"{article.id} {article.label}{'' if voice == article.id else f' (one voice with {voice})'}"


def _sentences(marked: MarkedArticle) -> Iterator[str]:
    for s in marked.sentences:
        quotes = [
            f"{_size(marked, q)} {q.speaker or '?'}{f' via {q.via}' if q.via else ''}" for q in marked.quotes_in(s)
        ]
        begins = " ".join(marked.words_of(s).split()[:_FIRST_WORDS])
        yield f"{s.id} {','.join(s.facets) or 'none'} | {', '.join(quotes) or '-'} | {s.voice or '-'} | {begins}"


def _size(marked: MarkedArticle, quote: Quote) -> int:
    return len(marked.article.text[quote.start : quote.end].split())


def _dropped(marked: MarkedArticle) -> Iterator[str]:
    for d in sorted(marked.dropped, key=lambda d: d.start):
        begins = " ".join(marked.article.text[d.start : d.end].split()[:_FIRST_WORDS])
        yield f"{marked.article.id} {d.why} | {begins}"


def _dates(marked: MarkedArticle) -> Iterator[str]:
    for s in marked.sentences:
        if dates := marked.dates_in(s):
            yield f"{s.id} " + ", ".join(f"{marked.article.text[d.start : d.end]} = {d.value}" for d in dates)


def _claims(claims: Sequence[Claim]) -> Iterator[str]:
    for c in claims:
        if len(c.sentences) > 1 or c.also:
            yield f"{c.facet or 'none'} | {c.support} | {_list(c.sentences)} | {_list(c.also) or '-'}"


def _left(explainer: Explainer) -> Iterator[str]:
    shown = {c.id: c.shown for c in explainer.story.claims} | {s.claim.id: s.claim.shown for s in explainer.statements}
    for claim, why in explainer.left.items():
        if why != BUDGET:
            reason, _, by = why.rpartition(" ")
            yield f"{shown[claim]} {reason} {shown.get(by, by)}"


def _under_quote(story: Story) -> Story:
    """The story as it would be were all its articles under `rights: quote`."""
    marked = [replace(m, article=replace(m.article, rights=Rights.QUOTE)) for m in story.articles]
    return link(story.slug, marked, StorySettings())


def _pages(explainer: Explainer) -> Iterator[str]:
    ids = {p.key: s for s, p in explainer.story.passages.items()}
    for page in write(explainer):
        yield f"## {page.path.partition('/')[2]}"
        body = page.text.split("\n---\n", 1)[1].split("\n## Sources for this page", 1)[0]
        for block in body.split("\n\n"):
            if row := _block(block, ids):
                yield row


def _block(block: str, ids: dict[str, str]) -> str:
    """A paragraph, list or table as the sentences that it cites; a heading as it is."""
    if block.startswith("## "):
        return f"### {block[3:]}"
    lines = [(line, _list(ids[key] for key in _MARK.findall(line)).replace(" ", "+")) for line in block.splitlines()]
    return _list(cites for _, cites in lines if cites)


def _put_in(explainer: Explainer) -> Iterator[str]:
    for statement in explainer.statements:
        for edit in statement.wording.edits if statement.wording else ():
            if edit.kind in {"names", "dates"} and edit.after:
                words = explainer.story.passage(statement.claim.shown).words
                yield f"{statement.claim.shown} {words[edit.start : edit.end] or '-'} = {edit.after}"


def main() -> None:
    """Rewrite the tables, and say which moved."""
    TABLES.mkdir(exist_ok=True)
    for story in read_all():
        path, text = TABLES / f"{story.labels.slug}.txt", table(story.explainer)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"{path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path} is renewed")


if __name__ == "__main__":
    main()
