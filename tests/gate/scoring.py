"""Figures on labelled stories: what the program reads, against what the labels say.

A figure pools the counts of all stories (a sum of hits over a sum of labels), so that each label weighs the same.
Sentences are aligned by character overlap: a labelled sentence and one of the program's are the same where they share
at least half of the shorter one.

furniture_f1            Sentences that are not the article; the program's are those that it left out of the body.
facet_macro_f1          F1 of each facet, by the best facet of a sentence that has one; the mean of the five.
facet_lenient           Share of those sentences whose best facet, ours or theirs, is among the facets that the other gives.
speakers                Share of labelled quotations whose speaker the program names: one name's words are among the other's.
quotations_f1           Sentences that hold a direct quotation of three words or more.
dates_f1                Calendar dates in body sentences: they overlap, and their ISO value is the same.
timeline_f1             Dated events: the same date, and a sentence in common.
same_claim_p, _r, _f1   Pairs of sentences of different articles in one claim, against pairs that state one key point;
                        only sentences that state a key point are judged.
exchanges_f1            Exchanges: giver and receiver by name, and a sentence in common.
statuses                Share of the exchanges so matched whose status is the labelled one.
disputes_f1, _r         Disagreements: each side has a sentence in common with one labelled side.
people                  Share of the labelled people whom the program names.
roles                   Share of the words of the labelled roles, up to the first "of", "who", "in" or the like ("chief executive"),
                        that are in the roles as the program has them.
key_points              Share of the key points, by weight, that a statement on some page rests on.
must_have               The same for the key points of weight 3.
on_their_page           The same as `key_points` where the statement is on the point's own page.
repeats                 Share of the statements on pages that state key points, all of them stated by one before.
length                  Words of the statements on pages, as a share of the body's words.
one_voice_f1            Pairs of articles that are one voice: one prints the other's text.
independence            Share of claims from two articles or more whose support is right: corroborated where, counted
                        once a voice and a text, two sentences remain. Disputed claims are not judged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from statistics import fmean
from typing import Any, TypeVar

from explainery.cli.story_json import story_json
from explainery.curation.page_plan import Explainer
from explainery.model import FACETS, Claim, Support
from explainery.text import folded, words
from labelled import LabelledArticle, LabelledSentence, LabelledStory

Json = Mapping[str, Any]
Pair = frozenset[str]
T = TypeVar("T")
U = TypeVar("U")
_TITLES = frozenset("the of a an and mr mrs ms dr president prime minister captain".split())
_ROLE_GOES_ON = re.compile(r",| (?:of|who|whose|whom|at|in|near|on|for|from|with|and|dismissed|convicted)\b")
_QUOTED = 3  # words from which a quotation counts


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits among what the program says and among what the labels say."""

    hits: float = 0
    said: float = 0
    due: float = 0

    def __add__(self, other: Tally) -> Tally:
        """The two counted together."""
        return Tally(self.hits + other.hits, self.said + other.said, self.due + other.due)

    @property
    def precision(self) -> float:
        """Share of what is said that is right; 1 where nothing is said."""
        return self.hits / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Share of what is due that is said; 1 where nothing is due."""
        return self.hits / self.due if self.due else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        total = self.said + self.due
        return 2 * self.hits / total if total else 1.0


@dataclass(frozen=True)
class ScoredStory:
    """A labelled story beside what the program made of its articles."""

    labels: LabelledStory
    explainer: Explainer

    @cached_property
    def reading(self) -> Json:
        """What was read, as `inspect --json` prints it."""
        return story_json(self.explainer)

    @cached_property
    def aligned(self) -> Mapping[str, Json]:
        """The program's sentence for each labelled id that the body holds."""
        return {label: sentence for label, sentence in self._matches if sentence is not None}

    @cached_property
    def labelled_ids(self) -> Mapping[str, Pair]:
        """The labelled ids of each of the program's sentences."""
        ids: dict[str, set[str]] = defaultdict(set)
        for label, sentence in self.aligned.items():
            ids[sentence["id"]].add(label)
        return {name: frozenset(labels) for name, labels in ids.items()}

    @cached_property
    def articles(self) -> Sequence[tuple[LabelledArticle, Json]]:
        """Each labelled article with what was read of it."""
        read = {a["file"].partition(".")[0]: a for a in self.reading["articles"]}
        return [(a, read[a.name]) for a in self.labels.articles]

    @property
    def _matches(self) -> Iterable[tuple[str, Json | None]]:
        for article, read in self.articles:
            if read["text"].rstrip() != article.text.rstrip():
                raise ValueError(f"{self.labels.slug}/{article.name}: read with another text")
            yield from ((s.id, _likest(s, read["sentences"])) for s in article.sentences)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The words of each labelled sentence, folded."""
        return {s.id: folded(a.text[s.start : s.end]) for a in self.labels.articles for s in a.sentences}

    def ids(self, sentences: Iterable[str]) -> frozenset[str]:
        """The labelled ids of some of the program's sentences."""
        return frozenset(label for s in sentences for label in self.labelled_ids.get(s, ()))

    @cached_property
    def shown(self) -> Sequence[tuple[str, frozenset[str]]]:
        """The facet of each claim on a page, and the labelled sentences that it rests on."""
        return [(c["facet"], self.ids(c["sentences"])) for c in self.reading["claims"] if c["selected"]]


def _overlap(a: Any, b: Any) -> int:
    return max(0, min(_end(a), _end(b)) - max(_start(a), _start(b)))


def _start(span: Any) -> int:
    return int(span["start"] if isinstance(span, Mapping) else span.start)


def _end(span: Any) -> int:
    return int(span["end"] if isinstance(span, Mapping) else span.end)


def _likest(label: LabelledSentence, sentences: Sequence[Json]) -> Json | None:
    """The program's sentence that shares most with a labelled one, where that is half of the shorter."""
    best = max(sentences, key=lambda s: _overlap(label, s), default=None)
    if best is None:
        return None
    shorter = min(label.end - label.start, _end(best) - _start(best))
    return best if 2 * _overlap(label, best) >= shorter else None


def same_name(a: str | None, b: str | None) -> bool:
    """Whether the words of one name are all among the other's, titles aside."""
    one, two = ({w for w in words(folded(n or "")) if w not in _TITLES} for n in (a, b))
    return bool(one and two) and (one <= two or two <= one)


def matched(said: Iterable[T], due: Iterable[U], fits: Callable[[T, U], bool]) -> list[tuple[T, U]]:
    """Each thing said with the first thing due that it fits, none used twice."""
    left = dict(enumerate(due))
    pairs = []
    for one in said:
        place = next((i for i, other in left.items() if fits(one, other)), -1)
        if place >= 0:
            pairs.append((one, left[place]))
            del left[place]
    return pairs


def _tally(said: Collection[T], due: Collection[U], fits: Callable[[T, U], bool]) -> Tally:
    return Tally(len(matched(said, due, fits)), len(said), len(due))


def _sets(said: Collection[object], due: Collection[object]) -> Tally:
    return Tally(len(set(said) & set(due)), len(said), len(due))


# What each figure counts, in one story.


def _furniture(story: ScoredStory) -> Tally:
    rows = list(story.labels.sentences)
    return _sets({s.id for s in rows if s.id not in story.aligned}, {s.id for s in rows if s.is_furniture})


def _speakers(story: ScoredStory) -> Tally:
    spoken = [s for s in story.labels.sentences if s.speaker not in {None, "?"}]
    right = [s for s in spoken if same_name(s.speaker, story.aligned.get(s.id, {}).get("speaker"))]
    return Tally(len(right), len(spoken), len(spoken))


def _quotations(story: ScoredStory) -> Tally:
    said = set()
    for article, read in story.articles:
        long = [q for q in read["quotes"] if len(read["text"][q["start"] : q["end"]].split()) >= _QUOTED]
        said |= {s.id for s in article.sentences if not s.is_furniture and any(_overlap(s, q) for q in long)}
    return _sets(said, {s.id for s in story.labels.sentences if s.speaker})


def _dates(story: ScoredStory) -> Tally:
    total = Tally()
    for article, read in story.articles:
        body = [s for s in article.sentences if not s.is_furniture]
        said = [d for d in read["dates"] if any(_overlap(s, d) for s in body)]
        due = [d for s in body for d in s.dates]
        total += _tally(said, due, lambda d, label: d["value"] == label.value and _overlap(d, label) > 0)
    return total


def _timeline(story: ScoredStory) -> Tally:
    return _tally(
        story.reading["timeline"],
        story.labels.events,
        lambda e, label: e["date"] == label.date and bool(story.ids(e["sentences"]) & label.sentences),
    )


def _pairs_across(group: Iterable[str]) -> set[Pair]:
    """Pairs of labelled sentences of different articles."""
    return {frozenset(p) for p in combinations(sorted(group), 2) if p[0][0] != p[1][0]}


def _same_claim(story: ScoredStory) -> Tally:
    due = {p for point in story.labels.points for p in _pairs_across(point.sentences)}
    judged = {s for point in story.labels.points for s in point.sentences}
    said = {p for c in story.reading["claims"] for p in _pairs_across(story.ids(c["sentences"]) & judged)}
    return _sets(said, due)


def _exchange_matches(story: ScoredStory) -> list[tuple[Json, Any]]:
    return matched(
        story.reading["exchanges"],
        story.labels.exchanges,
        lambda e, label: (
            same_name(e["giver"], label.giver)
            and same_name(e["receiver"], label.receiver)
            and bool(story.ids(e["sentences"]) & label.sentences)
        ),
    )


def _exchanges(story: ScoredStory) -> Tally:
    return Tally(len(_exchange_matches(story)), len(story.reading["exchanges"]), len(story.labels.exchanges))


def _statuses(story: ScoredStory) -> Tally:
    pairs = _exchange_matches(story)
    return Tally(sum(e["status"] == label.status for e, label in pairs), len(pairs), len(pairs))


def _disputes(story: ScoredStory) -> Tally:
    def fits(said: Json, due: tuple[Pair, Pair]) -> bool:
        one, two = (story.ids(side["sentences"]) for side in said["sides"])
        return any(one & x and two & y for x, y in (due, due[::-1]))

    return _tally(story.reading["disagreements"], story.labels.disputes, fits)


def _people(story: ScoredStory) -> Tally:
    named = [p["name"] for p in story.reading["people"]]
    hits = sum(any(same_name(name, n) for n in named) for name in story.labels.people)
    return Tally(hits, len(named), len(story.labels.people))


def _roles(story: ScoredStory) -> Tally:
    pairs = [
        (set(words(folded(_ROLE_GOES_ON.split(role, maxsplit=1)[0]))), _role_read(story, name))
        for name, role in story.labels.people.items()
    ]
    due = sum(len(words_due) for words_due, _ in pairs)
    return Tally(sum(len(words_due & words_read) for words_due, words_read in pairs), due, due)


def _role_read(story: ScoredStory, name: str) -> set[str]:
    """The words of the role that the program has for a person."""
    return {w for p in story.reading["people"] if same_name(name, p["name"]) for w in words(folded(p["role"]))}


def _points(least: int, *, on_page: bool = False) -> Callable[[ScoredStory], Tally]:
    """Key points of some weight at least, that statements rest on; `on_page`: on the point's own page."""

    def count(story: ScoredStory) -> Tally:
        points = [p for p in story.labels.points if p.weight >= least]
        told = (p for p in points if any(rests & p.sentences and fits(p.facet, page) for page, rests in story.shown))
        return Tally(sum(p.weight for p in told), 0, sum(p.weight for p in points))

    def fits(facet: str, page: str) -> bool:
        return facet == page or not on_page

    return count


def _repeats(story: ScoredStory) -> Tally:
    told: set[str] = set()
    repeats = 0
    for _, rests in story.shown:
        points = {p.tag for p in story.labels.points if rests & p.sentences}
        repeats += bool(points) and points <= told
        told |= points
    return Tally(repeats, 0, len(story.shown))


def _length(story: ScoredStory) -> Tally:
    size = {
        s["id"]: len(a["text"][s["start"] : s["end"]].split())
        for a in story.reading["articles"]
        for s in a["sentences"]
    }
    return Tally(sum(size[c["shown"]] for c in story.reading["claims"] if c["selected"]), 0, sum(size.values()))


def _one_voice(story: ScoredStory) -> Tally:
    voices = story.explainer.story.independent_groups
    pairs = combinations([a.name for a in story.labels.articles], 2)
    said = {p for p in pairs if voices[p[0]] == voices[p[1]]}
    return _sets(said, {(min(p), max(p)) for p in story.labels.one_voice})


def _independence(story: ScoredStory) -> Tally:
    claims = [c for c in story.explainer.story.claims if c.support is not Support.DISPUTED]
    judged = [c for c in claims if len({s[0] for s in story.ids(c.sentences)}) > 1]
    right = [c for c in judged if (c.support is Support.CORROBORATED) == _corroborated(story, c)]
    return Tally(len(right), len(judged), len(judged))


def _corroborated(story: ScoredStory, claim: Claim) -> bool:
    """Whether two sentences of a claim remain, counted once a voice and a text."""
    of_one_voice = {max(p): min(p) for p in story.labels.one_voice}
    names = story.ids(claim.sentences)
    voices = {of_one_voice.get(name[0], name[0]) for name in names}
    return len(voices) > 1 and len({story.texts[name] for name in names}) > 1


def _facets(story: ScoredStory) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The labelled and the program's facets of every body sentence with a labelled one."""
    rows = [s for s in story.labels.sentences if s.facets]
    return [(s.facets, tuple(story.aligned[s.id]["facets"]) if s.id in story.aligned else ()) for s in rows]


def _facet_figures(pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, float]:
    best = [(due[0], said[0] if said else "") for due, said in pairs]
    scores = [
        Tally(sum(d == s == f for d, s in best), sum(s == f for _, s in best), sum(d == f for d, _ in best)).f1
        for f in FACETS
    ]
    lenient = fmean(bool(said) and (due[0] in said or said[0] in due) for due, said in pairs)
    return {"facet_macro_f1": fmean(scores), "facet_lenient": lenient}


_F1 = {
    "furniture_f1": _furniture,
    "quotations_f1": _quotations,
    "dates_f1": _dates,
    "timeline_f1": _timeline,
    "same_claim_f1": _same_claim,
    "exchanges_f1": _exchanges,
    "disputes_f1": _disputes,
    "one_voice_f1": _one_voice,
}
_SHARES = {
    "speakers": _speakers,
    "same_claim_r": _same_claim,
    "statuses": _statuses,
    "disputes_r": _disputes,
    "people": _people,
    "roles": _roles,
    "key_points": _points(1),
    "must_have": _points(3),
    "on_their_page": _points(1, on_page=True),
    "repeats": _repeats,
    "length": _length,
    "independence": _independence,
}


def figures(stories: Sequence[ScoredStory]) -> dict[str, float]:
    """Every figure over some stories, 0 to 1, by name."""

    def pooled(count: Callable[[ScoredStory], Tally]) -> Tally:
        return sum((count(s) for s in stories), Tally())

    return {
        **{name: pooled(count).f1 for name, count in _F1.items()},
        **{name: pooled(count).recall for name, count in _SHARES.items()},
        "same_claim_p": pooled(_same_claim).precision,
        **_facet_figures([pair for s in stories for pair in _facets(s)]),
    }
