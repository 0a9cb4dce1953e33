"""What passes from whom to whom, and which dated events there are. Asked article by article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from explainery.answers.labels import LabelledExchange
from explainery.answers.questions import Json, Kept, Question, Task, choice, covered, list_of, object_of, rows, texts_in
from explainery.answers.records import Answers
from explainery.model import Article, Status

MOST = 40  # sentences of one question, as for labels
_EXCHANGES = """\
You help an editor to fill a table of who gives what to whom. For each exchange that a sentence tells, name \
the sentence, the giver and the receiver (two different actors of the list), the item (the few words of the \
sentence, word for word, that say what is given: goods, money, help, people, rights), and how far it has come: \
"happened", "agreed", "offered" (by the giver), "sought" (by the receiver), "alleged" (somebody says so and it \
is not sure), "denied", "refused". Talks, visits, threats and words are no exchange. Guess nothing: leave out \
what does not name both sides, in the sentence or by a pronoun whose meaning is plain."""
_EVENTS = """\
You help an editor to make a timeline. Name each sentence that tells an event of this story with a date of its \
own, and the date of the list that it happened on. Leave out forecasts without a fixed day, what is only \
compared with, and who said what on which day, unless the saying is the event."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article: its code, its words, and the dates that stand in it."""

    code: str
    words: str
    dates: tuple[str, ...] = ()


def exchange_questions(article: Article, lines: Sequence[Line], actors: Sequence[str]) -> Iterator[Question]:
    """What passes in an article. `actors`: those of the story; without two of them there is nothing to ask."""
    names = tuple(dict.fromkeys(actors))
    for part in _parts(lines) if len(names) > 1 else ():
        ids = {str(n): line for n, line in part}
        yield Question(
            task=Task.EXCHANGES,
            about=f"{article.file}, sentences {part[0][0]} to {part[-1][0]}",
            articles=frozenset((article.id,)),
            instructions=_EXCHANGES,
            data=_data(article, ids) | {"actors": list(names)},
            schema=_exchange_schema(tuple(ids), names),
            keep=partial(kept_exchanges, ids=ids, actors=names),
        )


def event_questions(article: Article, lines: Sequence[Line]) -> Iterator[Question]:
    """Which events an article dates."""
    for part in _parts(lines):
        ids = {str(n): line for n, line in part}
        dated = {i: list(line.dates) for i, line in ids.items() if line.dates}
        if not dated:
            continue
        dates = tuple(dict.fromkeys(d for row in dated.values() for d in row))
        row = object_of({"sentence": choice(*dated), "date": choice(*dates)})
        yield Question(
            task=Task.EVENTS,
            about=f"{article.file}, sentences {part[0][0]} to {part[-1][0]}",
            articles=frozenset((article.id,)),
            instructions=_EVENTS,
            data=_data(article, ids) | {"dates": dated},
            schema=object_of({"events": list_of(row, len(dated))}),
            keep=partial(kept_events, ids=ids),
        )


def _parts(lines: Sequence[Line]) -> Iterator[list[tuple[int, Line]]]:
    numbered = list(enumerate(lines, 1))
    yield from (numbered[at : at + MOST] for at in range(0, len(numbered), MOST))


def _data(article: Article, ids: Mapping[str, Line]) -> dict[str, object]:
    return {"headline": article.title, "published": article.published or "",
            "sentences": {i: line.words for i, line in ids.items()}}  # fmt: skip


def _exchange_schema(ids: Sequence[str], actors: Sequence[str]) -> Json:
    row = object_of({
        "sentence": choice(*ids),
        "giver": choice(*actors),
        "item": {"type": "string", "maxLength": 120},
        "receiver": choice(*actors),
        "status": choice(*Status),
    })  # fmt: skip
    return object_of({"exchanges": list_of(row, len(ids))})


def kept_exchanges(answer: Json, ids: Mapping[str, Line], actors: Sequence[str]) -> Kept:
    """The exchanges between two actors whose item is words of the sentence."""
    out, dropped = [], 0
    for row in rows(answer, "exchanges"):
        line, item = ids.get(str(row.get("sentence"))), row.get("item")
        giver, receiver, status = (str(row.get(name)) for name in ("giver", "receiver", "status"))
        sides = giver in actors and receiver in actors and giver != receiver and status in set(Status)
        if line and sides and isinstance(item, str) and item.strip() and item in line.words:
            out.append({"sentence": line.code, "giver": giver, "item": item, "receiver": receiver, "status": status})
        else:
            dropped += 1
    searched = covered((line.code for line in ids.values()), len(out), dropped)
    return Kept({"searched": searched, "exchanges": out}, dropped)


def kept_events(answer: Json, ids: Mapping[str, Line]) -> Kept:
    """The events whose date stands in the sentence."""
    out, dropped = {}, 0
    for row in rows(answer, "events"):
        line, date = ids.get(str(row.get("sentence"))), row.get("date")
        if line and date in line.dates:
            out[line.code] = date
        else:
            dropped += 1
    return Kept({"dated": covered((line.code for line in ids.values()), len(out), dropped), "events": out}, dropped)


def exchanges_in(answers: Answers, asked: Sequence[Question]) -> tuple[frozenset[str], tuple[LabelledExchange, ...]]:
    """The sentences that were searched, and the exchanges found in them."""
    found = [a for q in asked if (a := answers.to(q.hash))] + list(answers.by_hand(Task.EXCHANGES))
    searched = frozenset(c for a in found for c in texts_in(a.answer.get("searched")))
    listed = (row for a in found for row in rows(a.answer, "exchanges"))
    return searched, tuple(e for row in listed if (e := _exchange(row)))


def _exchange(row: Json) -> LabelledExchange | None:
    texts = [row.get(name) for name in ("sentence", "giver", "item", "receiver")]
    status = row.get("status")
    if not all(isinstance(t, str) and t for t in texts) or status not in set(Status):
        return None
    sentence, giver, item, receiver = map(str, texts)
    return LabelledExchange(sentence, giver, item, receiver, Status(str(status)))


def events_in(answers: Answers, asked: Sequence[Question]) -> tuple[frozenset[str], dict[str, str]]:
    """The sentences that were asked for events, and the date of each that tells one."""
    found = [a for q in asked if (a := answers.to(q.hash))] + list(answers.by_hand(Task.EVENTS))
    dated = frozenset(c for a in found for c in texts_in(a.answer.get("dated")))
    tables = [t for a in found if isinstance(t := a.answer.get("events"), Mapping)]
    return dated, {c: d for table in tables for c, d in table.items() if isinstance(c, str) and isinstance(d, str)}
