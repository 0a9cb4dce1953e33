"""What was read, as JSON: the contract with scripts that score it. `format_story.py` has the text for a person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from explainery.cli.pages_json import pages_json
from explainery.curation.page_plan import Explainer
from explainery.model import MarkedArticle
from explainery.writing.dateline import dateline

Json = dict[str, Any]


def article_json(marked: MarkedArticle) -> Json:
    """One article of the contract."""
    article = marked.article
    return {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "published_at": article.published_at,
        "modified": article.modified,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "section": article.section,
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
    shown = {frozenset(s.claim.sentences): s.claim.shown for s in explainer.statements}
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
        "timeline": [{"date": e.date, "what": e.text, "sentences": list(e.sentences)} for e in story.timeline],
        "disagreements": [
            {
                "about": d.about,
                "sides": [{"claim": story.passage(s[0]).words, "sentences": list(s)} for s in d.sides],
            }
            for d in story.disagreements
        ],
        "people": [{"name": p.name, "role": p.role, "sentences": list(p.sentences)} for p in story.people],
        "dateline": dateline(story),
        "pages": pages_json(explainer),
    }


def articles_text(articles: Iterable[MarkedArticle]) -> str:
    """Articles on their own as JSON."""
    return json.dumps({"articles": [article_json(m) for m in articles]}, indent=1)


def story_text(explainer: Explainer) -> str:
    """A story as JSON."""
    return json.dumps(story_json(explainer), indent=1)
