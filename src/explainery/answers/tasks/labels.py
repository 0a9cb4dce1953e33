"""Labels of sentences: furniture or body, the pages that each serves, and who speaks. Asked article by article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from explainery.answers.encoded import chances_of
from explainery.answers.labels import SentenceLabel
from explainery.answers.questions import Json, Kept, Question, Task, choice, list_of, listed, object_of, rows
from explainery.answers.records import Answer, Answers
from explainery.model import FACETS, Article

MOST = 40  # sentences of one question; by taste: a small model loses track of more
_TWO = 2  # pages of one sentence, as the labelling guide has it
_NOBODY = ""
_INSTRUCTIONS = """\
You help an editor to sort the sentences of a news article onto the pages of an explainer. For each sentence \
say:
- "body": true if it is part of the article's own text; false for captions, credits, bylines, advertisements, \
links to other articles, newsletter forms, headings, contact lines.
- "pages": the pages that it serves, the best first, at most two, none if it serves none:
  "event": what happens now, the news itself: who, what, when, where, how many, what comes next;
  "background": what was before: history, earlier events, how things stand, who somebody is;
  "motives": why a side acts: what it wants, needs, fears, hopes to gain, or is pressed by;
  "trade": what one side gives, offers, sells, pays, owes, promises or refuses to another;
  "reactions": what others say of it: praise, warnings, condemnation, opinions of experts.
- "speaker": whose words it quotes or reports: one of the names, or "" for nobody's."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of an article that may be a sentence of its body: the code of its words, and the words."""

    code: str
    words: str


def questions(article: Article, candidates: Sequence[Candidate], names: Sequence[str]) -> Iterator[Question]:
    """The questions about one article.

    Args:
        article: the article.
        candidates: its pieces, in order.
        names: everybody whom it names or who speaks in it.
    """
    speakers = tuple(dict.fromkeys(n for n in names if n))
    for first in range(0, len(candidates), MOST):
        part = candidates[first : first + MOST]
        ids = {str(first + n): c.code for n, c in enumerate(part, 1)}
        yield Question(
            task=Task.LABELS,
            about=f"{article.file}, sentences {first + 1} to {first + len(part)}",
            articles=frozenset((article.id,)),
            instructions=_INSTRUCTIONS,
            data={
                "headline": article.title,
                "publisher": article.publisher,
                "published": article.published or "",
                "names": list(speakers),
                "sentences": {i: c.words for i, c in zip(ids, part, strict=True)},
            },
            schema=_schema(tuple(ids), speakers),
            keep=partial(kept, ids=ids, speakers=speakers),
        )


def _schema(ids: Sequence[str], speakers: Sequence[str]) -> Json:
    row = object_of({
        "id": choice(*ids),
        "body": {"type": "boolean"},
        "pages": list_of(choice(*FACETS), _TWO),
        "speaker": choice(_NOBODY, *speakers),
    })  # fmt: skip
    return object_of({"sentences": list_of(row, len(ids), len(ids))})


def kept(answer: Json, ids: Mapping[str, str], speakers: Sequence[str]) -> Kept:
    """What is kept of an answer: a label by the code of each sentence."""
    out: dict[str, Json] = {}
    dropped = 0
    for row in rows(answer, "sentences"):
        code = ids.get(str(row.get("id")))
        if code is None or not isinstance(row.get("body"), bool):
            dropped += 1
            continue
        speaker = row.get("speaker")
        is_known = speaker == _NOBODY or speaker in speakers
        pages = row.get("pages")
        label = {"body": row["body"], "pages": list(listed(pages, FACETS, _TWO))}
        dropped += (not is_known) + (len(pages) - len(label["pages"]) if isinstance(pages, list) else 1)
        out[code] = label | ({"speaker": speaker} if is_known else {})
    return Kept({"sentences": out}, dropped)


def model_labels(answers: Answers, asked: Sequence[Question]) -> dict[str, SentenceLabel]:
    """The labels that a model gave, by the code of a sentence.

    Args:
        answers: the story's answers.
        asked: the questions as they are now; what was asked otherwise does not count.
    """
    found = (answer for question in asked if (answer := answers.to(question.hash)))
    return {code: label for answer in found for code, label in _read(answer).items()}


def hand_labels(answers: Answers) -> dict[str, SentenceLabel]:
    """The labels that a person or a script wrote, by the code of a sentence. They stand over a model's."""
    rows = reversed(list(answers.by_hand(Task.LABELS)))
    return {code: label for answer in rows for code, label in _read(answer).items()}


def _read(answer: Answer) -> dict[str, SentenceLabel]:
    """The labels of a line; what is not understood is left out, for people write these lines, too."""
    found = answer.answer.get("sentences")
    table = found if isinstance(found, Mapping) else {}
    return {code: _label(row, answer.model) for code, row in table.items() if isinstance(row, Mapping)}


def _label(row: Json, by: str) -> SentenceLabel:
    body, pages, speaker, chances = (row.get(name) for name in ("body", "pages", "speaker", "chances"))
    return SentenceLabel(
        body=body if isinstance(body, bool) else None,
        facets=listed(pages, FACETS, _TWO) if isinstance(pages, list) else None,
        speaker=speaker if isinstance(speaker, str) else None,
        chances=chances_of(chances),
        by=by,
    )
