"""What was read and why, as JSON (the contract that the scoring scripts share) and as lines for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from explainery.model import MarkedArticle, Sentence
from explainery.plan import Explainer
from explainery.text import plain, spoken_date
from explainery.writing.layout import LABELS

Json = dict[str, Any]
_WIDTH = 100


def article_json(marked: MarkedArticle) -> Json:
    """One article of the contract."""
    article = marked.article
    return {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "author": article.author,
        "url": article.url,
        "rights": article.rights.value,
        "text": article.text,
        "sentences": [
            {"id": s.id, "start": s.start, "end": s.end, "facets": list(s.facets), "speaker": s.speaker}
            for s in marked.sentences
        ],
        "quotes": [{"start": q.start, "end": q.end, "speaker": q.speaker, "via": q.via} for q in marked.quotes],
        "dates": [{"start": d.start, "end": d.end, "value": d.value} for d in marked.dates],
        "dropped": [{"start": d.start, "end": d.end, "why": d.why} for d in marked.dropped],
    }


def story_json(explainer: Explainer) -> Json:
    """A whole story of the contract."""
    story = explainer.story
    shown = {frozenset(s.claim.sentences): s.claim.shown for s in explainer.statements if not s.pointer}  # a pointer shows nothing
    return {
        "story": story.slug,
        "title": story.title,
        "articles": [article_json(m) for m in story.articles],
        "claims": [
            {
                "id": c.id,
                "facet": c.facet,
                "sentences": [*c.sentences, *c.also],
                "selected": frozenset(c.sentences) in shown,
                "shown": shown.get(frozenset(c.sentences), c.shown),
                "support": c.support.value,
            }
            for c in story.claims
        ],
        "exchanges": [
            {
                "giver": e.giver,
                "item": e.item,
                "receiver": e.receiver,
                "status": e.status.value,
                "sentences": list(e.sentences),
            }
            for e in story.exchanges
        ],
        "timeline": [{"date": e.date, "what": e.what, "sentences": list(e.sentences)} for e in story.timeline],
        "disagreements": [
            {
                "about": d.about,
                "sides": [{"claim": story.passage(s[0]).words, "sentences": list(s)} for s in d.sides],
            }
            for d in story.disagreements
        ],
        "people": [{"name": p.name, "role": p.role, "sentences": list(p.sentences)} for p in story.people],
    }


def article_lines(marked: MarkedArticle) -> Iterator[str]:
    """An article for a person: its sentences with facet and reason, and every line that was dropped."""
    article = marked.article
    yield f"{plain(article.file)}  {plain(article.title)}"
    yield f"  {plain(article.label)} · rights {article.rights} · {len(marked.sentences)} sentences"
    for sentence in marked.sentences:
        yield f"  {_facets(sentence):24} {_short(marked.words_of(sentence))}"
        yield f"  {'':24} {_why(sentence)}"
    if marked.dropped:
        yield "  Left out:"
    for drop in marked.dropped:
        yield f"  {drop.why[:40]:40} {_short(article.text[drop.start : drop.end], 60)}"


def story_lines(explainer: Explainer) -> Iterator[str]:
    """A story for a person: page by page what stands there, then what was left out and why."""
    story = explainer.story
    yield f"{plain(story.title)}"
    yield f"{len(story.articles)} articles, {len(story.passages)} sentences, {len(story.claims)} claims"
    sections = [("Overview", explainer.overview.statements)]
    sections += [(LABELS[p.facet].name, p.statements) for p in explainer.pages]
    for name, statements in sections:
        yield ""
        yield f"{name} ({len(statements)})"
        for statement in statements:
            passage = story.passage(statement.claim.shown)
            yield f"  {passage.key:28} {_short(passage.words)}"
            yield f"  {'':28} {statement.claim.support}; {_why(passage.sentence)}"
    yield from _linked_lines(explainer)
    shown = {s.claim.id for s in explainer.statements}
    left = [c for c in story.claims if c.id not in shown]
    yield ""
    yield f"Left out ({len(left)})"
    for claim in left:
        why = "serves no page" if claim.facet is None else "beyond the length budget"
        yield f"  {claim.id:28} {_short(story.passage(claim.shown).words)}"
        yield f"  {'':28} {why}"


def _linked_lines(explainer: Explainer) -> Iterator[str]:
    story = explainer.story
    blocks: list[tuple[str, Sequence[str]]] = [
        ("Exchanges", [f"{e.giver} → {e.receiver}: {plain(e.item)} ({e.status})" for e in story.exchanges]),
        (
            "Disagreements",
            [" / ".join(_short(story.passage(s[0]).words, 60) for s in d.sides) for d in story.disagreements],
        ),
        ("Timeline", [f"{spoken_date(e.date):20} {_short(e.what, 76)}" for e in story.timeline]),
        ("People", [f"{plain(p.name)}{f', {plain(p.role)}' if p.role else ''}" for p in story.people]),
    ]
    for name, rows in blocks:
        yield ""
        yield f"{name} ({len(rows)})"
        yield from (f"  {row}" for row in rows)


def _facets(sentence: Sentence) -> str:
    return ", ".join(sentence.facets) or "none"


def _why(sentence: Sentence) -> str:
    """The words and signals that decided the facet."""
    speaker = f"said by {plain(sentence.speaker)}; " if sentence.speaker else ""
    return speaker + "because: " + ", ".join(sentence.reasons[:5])


def _short(text: str, width: int = _WIDTH) -> str:
    line = plain(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def articles_text(found: Iterable[MarkedArticle], *, as_json: bool) -> str:
    """Articles on their own, for a person or as JSON."""
    if as_json:
        return json.dumps({"articles": [article_json(m) for m in found]}, indent=1)
    return "\n\n".join("\n".join(article_lines(m)) for m in found)


def story_text(explainer: Explainer, *, as_json: bool) -> str:
    """A story, for a person or as JSON."""
    return json.dumps(story_json(explainer), indent=1) if as_json else "\n".join(story_lines(explainer))
