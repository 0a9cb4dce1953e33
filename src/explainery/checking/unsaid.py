"""What a text without a citation says beyond what its page cites: a title, a heading, a description, a lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explainery.checking.evidence import Evidence, unquoted
from explainery.checking.licences import put_in
from explainery.checking.numerals import FIGURE, SMALL_NUMBERS, SPELLED, digits, spelled, without_commas
from explainery.checking.page import CheckedPage
from explainery.checking.tuning import TUNING
from explainery.checking.vocabulary import WORD
from explainery.linking.similarity import stems
from explainery.marking.entities import entities_in
from explainery.model import Passage
from explainery.patterns import regex
from explainery.text import folded, spoken_date, visible

_SENTENCE = regex(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]*[A-Z\d])")
# A text that begins so says what a page is about, and asserts nothing.
_TOPIC = regex(
    r"(?:[\w’', -]{1,40}: )?(?:an? |the )?(?:what|why|how|who|whom|whose|where|when|which|whether|page|story|overview|"
    r"map|photo|picture|image|chart|graph|drawing|logo|portrait|view|list|more|all|see)\b",
    re.IGNORECASE,
)

_COUNT = regex(r"\b(?P<n>\w+) (?:sources?|articles?|publishers?)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What the passages, and the definitions that people wrote themselves, say that a page or a section cites.

    Attributes:
        words: every word of two letters or more, folded.
        figures: every number, as digits.
        actors: everyone named or speaking.
        stems: the stems of the content words, also of the lines that cite.
    """

    words: frozenset[str]
    figures: frozenset[str]
    actors: frozenset[str]
    stems: frozenset[str]


def said_by(keys: Iterable[str], page: CheckedPage, evidence: Evidence) -> Said:
    """What the citations `keys` of a page say."""
    keys = tuple(dict.fromkeys(keys))
    cited = evidence.cited(keys)
    own = [page.shown.definitions[k].text for k in keys if k in page.shown.definitions and k not in evidence.by_key]
    lines = [line.text for line in page.shown.lines if set(line.keys) & set(keys)]
    return said_in(cited, evidence, own, lines)


def said_in(cited: Sequence[Passage], evidence: Evidence, own: Iterable[str] = (), lines: Iterable[str] = ()) -> Said:
    """What some passages say; `own`: definitions that people wrote; `lines`: those that cite any of them."""
    titles = [evidence.settings.title or "", evidence.story.title, *evidence.settings.parties]
    about = [f"{p.article.label} {p.article.title} {p.article.author or ''} {put_in(p, evidence)}" for p in cited]
    dates = [spoken_date(d.value) for p in cited for d in p.marked.dates_in(p.sentence)]
    text = visible(" ".join([*titles, *about, *dates, *own, *(p.words for p in cited)]))  # as a page shows it
    named = {n.actor for p in cited for n in p.marked.names_in(p.sentence)}
    speakers = {who for p in cited for who in (p.sentence.speaker, p.sentence.voice) if who}
    return Said(
        words=frozenset(WORD.findall(folded(text))),
        figures=frozenset(digits(text) | spelled(text)),
        actors=frozenset(named | {evidence.acting_for(actor) for actor in named} | speakers),
        stems=frozenset(stems(" ".join([text, *lines]))),
    )


def unsaid(text: str, said: Said, evidence: Evidence) -> Iterator[str]:
    """The figures and names of a text that nothing cited has; else the statements that nothing cited makes."""
    bare = unquoted(_without_headlines(without_own_counts(text, evidence), evidence))
    missing = [*_figures(bare, said), *_names(bare, said, evidence)]
    yield from (f"{value!r}" for value in dict.fromkeys(missing))
    for sentence in _SENTENCE.split(bare) if not missing else ():
        if _is_statement(sentence, evidence) and _share(sentence, said) < TUNING.said_share:
            yield f"“{sentence.strip()}”"


def _without_headlines(text: str, evidence: Evidence) -> str:
    """A text without the articles' titles that stand in it as whole words: a page may be named after one."""
    titles = sorted({m.article.title for m in evidence.story.articles} - {""}, key=len, reverse=True)
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, titles))})(?!\w)", " ", text) if titles else text


def without_own_counts(text: str, evidence: Evidence) -> str:
    """A text without the right numbers of its story's articles and publishers: "from four sources"."""
    articles = [m.article for m in evidence.story.articles]
    counts = {len(articles), len({a.publisher for a in articles})}

    def kept(match: re.Match[str]) -> str:
        number = next(iter({without_commas(match["n"])} & digits(match["n"]) or spelled(match["n"])), "")
        return "" if number.isdigit() and int(number) in counts else match[0]

    return _COUNT.sub(kept, text)


def facts_in(text: str, evidence: Evidence) -> list[str]:
    """The names and figures of a text."""
    return [n.actor for n in entities_in(text, evidence.settings.parties)] + FIGURE.findall(text)


def _figures(text: str, said: Said) -> list[str]:
    figures = [f for f in FIGURE.findall(text) if without_commas(f) not in said.figures]
    return [*figures, *(SPELLED[int(n)] for n in sorted(spelled(text) - SMALL_NUMBERS - said.figures, key=int))]


def _names(text: str, said: Said, evidence: Evidence) -> list[str]:
    return [
        text[name.start : name.end]
        for name in entities_in(text, evidence.settings.parties)
        if name.actor not in said.actors and not set(WORD.findall(folded(text[name.start : name.end]))) <= said.words
    ]


def _is_statement(sentence: str, evidence: Evidence) -> bool:
    """Whether a sentence says something of somebody, and not only what a text is about."""
    return not _TOPIC.match(sentence.strip(" *_“‘(")) and bool(facts_in(sentence, evidence))


def _share(sentence: str, said: Said) -> float:
    """The share of a sentence's content words that something cited has; 1 where there are too few to tell."""
    own = set(stems(sentence))
    return len(own & said.stems) / len(own) if len(own) >= TUNING.least_statement_stems else 1.0


def page_keys(page: CheckedPage) -> Sequence[str]:
    """Every key that a page cites, in order."""
    return tuple(dict.fromkeys(key for line in page.shown.lines for key in line.keys))
