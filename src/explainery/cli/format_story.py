"""The lines that `inspect` prints for a person: the story page by page with reasons, then what was left out."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from explainery.curation.page_plan import Explainer, Section, Statement
from explainery.languages import ENGLISH
from explainery.model import EVENT, Article, MarkedArticle, Person, Sentence, Support
from explainery.text import counted, fitted, plain, spoken_date
from explainery.writing.labels import FACET_LABELS
from explainery.writing.page_writer import Writer

_GATED = "words, names, figures, dates, sides and caution"
_WIDTH = 100  # characters of a line
_REASONS = 4
_EXAMPLES = 3  # claims of each reason


def article_lines(marked: MarkedArticle) -> Iterator[str]:
    """An article: its sentences with facet and reason, and every line that was dropped."""
    article = marked.article
    yield f"{plain(article.file)}  {plain(article.title)}"
    yield f"  {plain(article.label)} · rights {article.rights} · {len(marked.sentences)} sentences"
    yield from _stated(article)
    for sentence in marked.sentences:
        yield f"  {_facets(sentence):24} {_short(marked.words_of(sentence))}"
        yield f"  {'':24} {_why(sentence)}"
    yield from _dropped(marked)


def _stated(article: Article) -> Iterator[str]:
    """The article's metadata, and the fields that neither the file nor a person states."""
    fields = ("author", "published_at", "modified", "url", "language", "section")
    stated = [plain(str(value)) for name in fields if (value := getattr(article, name))]
    if stated:
        yield f"  {' · '.join(stated)}"
    missing = [*article.unknown, *(n for n in ("author", "published", "url") if not getattr(article, n))]
    if missing:
        yield f"  not stated: {', '.join(missing)}"


def story_lines(explainer: Explainer) -> Iterator[str]:
    """A story: its articles, each page with reasons, what its articles say together, and what was left out."""
    yield from _head(explainer)
    yield from _page(explainer, "Overview", (explainer.overview, *explainer.outlook))
    yield from _page(explainer, ENGLISH["section.timeline"], (Section("", explainer.timeline),))
    for page in explainer.pages:
        yield from _page(explainer, FACET_LABELS[page.facet].name, page.sections)
    yield from _linked(explainer)
    yield from _left_out(explainer)
    if any(m.dropped for m in explainer.story.articles):
        yield from ("", "Lines that are not the article (to keep one, quote it under `keep:` in story.yml)")
    for marked in explainer.story.articles:
        yield from (f"  {line}" for line in _dropped(marked, plain(marked.article.file)))


def _head(explainer: Explainer) -> Iterator[str]:
    """The story's title, and its articles by source: copies of one text share a line."""
    story = explainer.story
    yield plain(story.title)
    groups: dict[str, list[str]] = {}
    for marked in story.articles:
        groups.setdefault(story.independent_groups.get(marked.article.id, marked.article.id), []).append(
            plain(marked.article.label)
        )
    size = f"{counted(len(story.passages), 'sentence')}, {counted(len(story.claims), 'claim')}"
    yield f"{counted(len(story.articles), 'article')} by {counted(len(groups), 'independent voice')}, {size}"
    for labels in groups.values():
        yield f"  {labels[0]}" + (f"  (one voice with {'; '.join(labels[1:])})" if len(labels) > 1 else "")


def _page(explainer: Explainer, name: str, sections: Sequence[Section]) -> Iterator[str]:
    yield from ("", f"{name} ({sum(len(s.statements) for s in sections)})")
    for section in sections:
        if section.heading:
            yield f"  — {plain(section.heading)}"
        for statement in section.statements:
            yield from _statement(explainer, statement)


def _statement(explainer: Explainer, statement: Statement) -> Iterator[str]:
    """A statement as its page words it, why it is there, and each edit with the sentence that allows it."""
    passage = explainer.story.passage(statement.claim.shown)
    yield from _wrapped(plain(worded_text(explainer, statement)), "  ")
    yield f"      {passage.key} · {_support(explainer, statement)} · {_why(passage.sentence)}"
    if statement.wording and statement.wording.by:
        yield f"      worded by {plain(statement.wording.by)}; the gate found its {_GATED} in the passages"
    for edit in statement.wording.edits if statement.wording else ():
        place = f" ({explainer.story.passage(edit.licence).key})" if edit.licence else ""
        yield f"      edit: {plain(edit.kind)}: {_short(edit.reason, _WIDTH - 24)}{place}"


def worded_text(explainer: Explainer, statement: Statement) -> str:
    """A statement's text; of a quotation alone, with whose it is."""
    text, wording = Writer(explainer).words(statement), statement.wording
    return f"{wording.speaker}: “{text}”" if wording and wording.speaker else text


def _support(explainer: Explainer, statement: Statement) -> str:
    """Who supports a claim."""
    story, claim = explainer.story, statement.claim
    others = {story.passage(s).article.publisher for s in claim.sentences} - {
        story.passage(claim.shown).article.publisher
    }
    names = ", ".join(sorted(plain(o) for o in others))
    if claim.support is Support.CORROBORATED:
        return f"also told by {names}"
    return "disputed" if claim.support is Support.DISPUTED else f"one voice{f' (also in {names})' if names else ''}"


def _linked(explainer: Explainer) -> Iterator[str]:
    """Exchanges, disagreements, timeline and people, each with the publishers that say so."""
    story = explainer.story

    def said_by(sentences: Sequence[str]) -> str:
        return ", ".join(dict.fromkeys(plain(story.passage(s).article.publisher) for s in sentences))

    yield from ("", f"Exchanges ({len(story.exchanges)})")
    for e in story.exchanges:
        yield f"  {plain(e.giver)} → {plain(e.receiver)}: {plain(e.item)}  [{e.status}; {said_by(e.sentences)}]"
    yield from ("", f"Disagreements ({len(story.disagreements)})")
    for d in story.disagreements:
        for i, side in enumerate(d.sides):
            words = _short(f"{said_by(side)}: {story.passage(side[0]).words}", _WIDTH - 10)
            yield f"  {'against' if i else 'between':8}{words}"
    yield from ("", f"Timeline ({len(story.timeline)})")
    for event in story.timeline:
        dated = f"{spoken_date(event.date)} ({said_by(event.sentences)})"
        yield from _wrapped(f"{dated}: {plain(event.text)}", "  ")
    yield from ("", f"People ({len(story.people)})")
    yield from (f"  {_person(p)}" for p in story.people)


def _person(person: Person) -> str:
    role = f", {plain(person.role)}" if person.role else ""
    return f"{plain(person.name)}{role}  ({counted(len(person.sentences), 'sentence')})"


def _left_out(explainer: Explainer) -> Iterator[str]:
    """How many claims are on no page, by reason, the commonest first, with the weightiest of each."""
    story = explainer.story
    claims = {c.id: c for c in story.claims}
    reasons = Counter(_kind(why) for why in explainer.left.values())
    yield from ("", f"Left out ({len(explainer.left)}; `inspect --all` lists each sentence)")
    for reason, count in reasons.most_common():
        yield f"  — {reason} ({count})"
        left = [name for name, why in explainer.left.items() if _kind(why) == reason]
        for name in sorted(left, key=lambda n: -claims[n].weight)[:_EXAMPLES]:
            yield f"    {name:28} {_short(story.passage(claims[name].shown).words, _WIDTH - 34)}"


def sentence_lines(explainer: Explainer) -> Iterator[str]:
    """Every sentence of a story in a line: its key, its page or why it is on none, its claim, its words."""
    story = explainer.story
    claims = {s: c for c in story.claims for s in c.sentences}
    pages = {s: FACET_LABELS[f].name or ENGLISH["facet.overview"] for f, shown in _shown(explainer) for s in shown}
    for sentence, passage in story.passages.items():
        claim = claims[sentence]
        place = pages.get(sentence) or _kind(explainer.left.get(claim.id, "on its page in other words"))
        words = plain(passage.words)  # whole, because keys are picked by them
        yield f"{passage.key:24} {_short(place, 34):34} {claim.id:24} {words}"


def _shown(explainer: Explainer) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each page, the sentences that its statements cite."""
    overview = (*explainer.overview.statements, *(s for section in explainer.outlook for s in section.statements))
    for facet, statements in ((EVENT, overview), *((p.facet, p.statements) for p in explainer.pages)):
        yield facet, tuple(c for s in statements for c in s.cites)


def _kind(why: str) -> str:
    """A reason without the key of the other claim that it may name."""
    return "told again by another claim" if why.startswith("told again") else why


def _dropped(marked: MarkedArticle, name: str = "") -> Iterator[str]:
    if marked.dropped:
        yield f"{name or 'Left out'}:"
    for drop in marked.dropped:
        yield f"  {drop.why[:40]:40} {_short(marked.article.text[drop.start : drop.end], _WIDTH - 44)}"


def _facets(sentence: Sentence) -> str:
    return ", ".join(sentence.facets) or "none"


def _why(sentence: Sentence) -> str:
    """Who says a sentence, and the words and signals that decided its facet."""
    speaker = f"said by {plain(sentence.speaker)}; " if sentence.speaker else ""
    return speaker + "because: " + ", ".join(sentence.reasons[:_REASONS])


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def _short(text: str, width: int = _WIDTH) -> str:
    return fitted(plain(text), width)
