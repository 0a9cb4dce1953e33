"""Reads the labelled stories in `training/stories` for training, and exports them as a set for scoring.

    labelled_stories.py DEST    write each story as DEST/STORY/{gold.json,articles/*.txt}, the shape that score.py reads

training/README.md describes the format.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explainery.marking import masked_sentences, speakers_and_voices
from explainery.marking.entities import entities_in
from explainery.marking.facets.features import MaskedSentence
from explainery.marking.facets.surroundings import ArticleContext, SentenceSpan
from explainery.marking.quotes.attribution import SpeakerFinder
from explainery.marking.quotes.spans import quotes_in
from explainery.marking.segmentation.lines import Line
from explainery.marking.temporal import dates_in
from explainery.model import Article, Rights

STORIES = Path(__file__).resolve().parent.parent / "training" / "stories"
_HEAD = re.compile(r"== (?P<publisher>[^|]+) \| (?P<day>\d{4}-\d\d-\d\d) \| (?P<title>[^|]+)")
_EXCHANGE = re.compile(r"(?P<tag>x\d+): (?P<giver>.+?) > (?P<receiver>.+?) \| (?P<item>.+?) \| (?P<status>\w+)")
_DISPUTE = re.compile(r"(?P<tag>d\d+): (?P<about>.+)")


@dataclass(frozen=True)
class Labelled:
    """A sentence with its labels: its offsets and paragraph, facets (empty for `none`), tags, speaker."""

    start: int
    end: int
    paragraph: int
    facets: tuple[str, ...]
    tags: tuple[str, ...]
    speaker: str


@dataclass
class Piece:
    """An article of a labelled story."""

    article: Article
    sentences: list[Labelled]


@dataclass
class LabelledStory:
    """A labelled story: articles, exchanges and disputes by tag. Its file is named `KIND-SLUG.txt`."""

    slug: str
    pieces: list[Piece] = field(default_factory=list)
    exchanges: dict[str, dict[str, str]] = field(default_factory=dict)
    disputes: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of story: war, court, business."""
        return self.slug.split("-")[0]


def stories(folder: Path = STORIES) -> list[LabelledStory]:
    """Every labelled story, by name."""
    return [_story(path) for path in sorted(folder.glob("*.txt"))]


def _story(path: Path) -> LabelledStory:
    body, _, footer = path.read_text("utf-8").partition("\n-- ")
    out = LabelledStory(path.stem)
    rights = Rights.DIGEST if "-digest-" in path.stem else Rights.OPEN
    for row in footer.splitlines():
        if exchange := _EXCHANGE.fullmatch(row.strip()):
            out.exchanges[exchange["tag"]] = exchange.groupdict()
        elif dispute := _DISPUTE.fullmatch(row.strip()):
            out.disputes[dispute["tag"]] = dispute["about"]
    for number, part in enumerate(re.split(r"^(?=== )", body, flags=re.MULTILINE)[1:], 1):
        out.pieces.append(_piece(number, part, rights))
    return out


def _piece(number: int, part: str, rights: Rights) -> Piece:
    head, _, rows = part.partition("\n")
    facts = _HEAD.fullmatch(head.strip())
    if not facts:
        raise SystemExit(f"not an article's line: {head}")
    text, sentences = "", []
    for block, paragraph in enumerate(re.split(r"\n\s*\n", rows.strip())):
        text += "\n\n" if text else ""
        for i, row in enumerate(paragraph.splitlines()):
            facets, tags, speaker, words = row.strip().split(" | ", 3)
            text += " " if i else ""
            named = tuple(f for f in facets.split(",") if f != "none")
            marks = tuple(t for t in tags.split(",") if t != "-")
            sentences.append(Labelled(len(text), len(text) + len(words), block, named, marks, speaker))
            text += words
    name = f"a{number}"
    title, publisher = facts["title"].strip(), facts["publisher"].strip()
    article = Article(name, f"{name}.txt", text + "\n", title, publisher, rights, facts["day"])
    return Piece(article, sentences)


def masked(piece: Piece) -> list[MaskedSentence]:
    """An article's labelled sentences as marking classifies them."""
    text, spans = piece.article.text, [SentenceSpan(s.start, s.end, s.paragraph) for s in piece.sentences]
    lines = [Line(m.start(), m.end(), i, m[0]) for i, m in enumerate(re.finditer(r"[^\n]+", text))]
    names = entities_in(text, {})
    quotes = quotes_in(text, lines, names)
    finder = SpeakerFinder.of(text, [(q.start, q.end) for q in quotes], names)
    context = ArticleContext(piece.article, spans, finder, quotes, dates_in(text, piece.article.day))
    return masked_sentences(context, *speakers_and_voices(context))


def gold(story: LabelledStory) -> dict[str, Any]:
    """A story's labels in the shape of `gold.json`, with the same labels for both readers."""
    tagged: dict[str, list[tuple[str, Labelled]]] = {}
    labels, articles = {}, []
    for piece in story.pieces:
        rows = []
        for i, s in enumerate(piece.sentences, 1):
            sid = f"{piece.article.id}.s{i:02}"
            rows.append({"sid": sid, "start": s.start, "end": s.end})
            labels[sid] = {"kind": "body", "facets": list(s.facets) or ["none"], "speaker": s.speaker}
            for tag in s.tags:
                tagged.setdefault(tag, []).append((sid, s))
        a = piece.article
        head = {"file": a.file, "title": a.title, "publisher": a.publisher, "published": a.published}
        articles.append({**head, "text": a.text, "sentences": rows})
    record = {
        "key_points": [_point(tag, stated) for tag, stated in tagged.items() if tag[0] in "123"],
        "exchange": [{**row, "sids": [sid for sid, _ in tagged.get(tag, [])]} for tag, row in story.exchanges.items()],
        "disagreements": list(_sides(story, tagged)),
        "timeline": [],
        "people": [],
    }
    both = {"A": labels, "B": labels}
    return {"slug": story.slug, "articles": articles, "labels": both, "story_labels": {"A": record, "B": record}}


def _point(tag: str, stated: Sequence[tuple[str, Labelled]]) -> dict[str, Any]:
    """A key point: its commonest facet, its weight, the sentences that state it."""
    facets = [s.facets[0] for _, s in stated if s.facets] or ["event"]
    facet = max(sorted(set(facets)), key=facets.count)
    return {"fact": tag, "facet": facet, "weight": int(tag[0]), "sids": [sid for sid, _ in stated]}


def _sides(story: LabelledStory, tagged: dict[str, list[tuple[str, Labelled]]]) -> Iterator[dict[str, Any]]:
    for name, about in story.disputes.items():
        sides = [
            {"claim": side, "sids": [sid for sid, _ in tagged[f"{name}{side}"]]}
            for side in "ABCD"
            if f"{name}{side}" in tagged
        ]
        if len(sides) > 1:
            yield {"about": about, "sides": sides}


def export(dest: Path) -> int:
    """Writes every story for scoring; returns how many there are."""
    exported = stories()
    for story in exported:
        folder = dest / story.slug / "articles"
        folder.mkdir(parents=True, exist_ok=True)
        for piece in story.pieces:
            a = piece.article
            head = {"title": a.title, "publisher": a.publisher, "published": a.published}
            rows = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in head.items())
            (folder / a.file).write_text(f"---\n{rows}---\n{a.text}", "utf-8")
        (dest / story.slug / "gold.json").write_text(json.dumps(gold(story), ensure_ascii=False), "utf-8")
    return len(exported)


if __name__ == "__main__":
    print(f"{export(Path(sys.argv[1]))} stories written")
