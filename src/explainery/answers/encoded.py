"""What the small encoder said of sentences: lines of the answers file that it writes, and builds read.

    {"task": "labels", ..., "answer": {"encoder": 1, "weights": "3f9a", "sentences": {CODE: {"chances": {...}}}}}
    {"task": "same", ..., "answer": {"encoder": 1, "weights": "3f9a", "alike": [[CODE, CODE], ...]}}

It reads a sentence's words and nothing else, so what it said holds wherever they are printed, and no more once a word
changes: the code is then another. It never decides alone. Its chances are weighed together with the signals of
the rules (`marking/facets/encoded.py`), and a pair that it finds alike must agree like any other (`linking/claims.py`).
Labels and comparisons of a language model or a person stand over it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType

from explainery.answers.questions import Json, Task
from explainery.answers.records import Answer, Answers
from explainery.model import FACETS

# Raised by one when what is recorded, or how it is weighed, changes: older lines are not used, and are encoded anew.
SCHEME = 1
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """Which weights answered: the encoder's name with its version, and the first digits of the hash of its weights."""

    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of a sentence: how likely each of FACETS is its page, 0 to 1; and its name."""

    chances: tuple[float, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of a story's sentences, by their codes.

    Attributes:
        sentences: of each sentence, which pages it may serve.
        alike: pairs of sentences that may say the same, the smaller code first, with the encoder's name.
    """

    sentences: Mapping[str, Reading] = field(default_factory=dict)
    alike: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sentences or self.alike)


NOT_ENCODED = Encoded()


def is_encoded(row: Answer) -> bool:
    """Whether an answer is the encoder's, of any version."""
    return "encoder" in row.answer and bool(row.question)


def encoded_in(answers: Answers) -> Encoded:
    """What the encoder said, as far as this program uses it. The order of the lines does not matter."""
    rows = sorted((r for r in answers.rows if is_encoded(r) and r.answer["encoder"] == SCHEME), key=_latest)
    if not rows:
        return NOT_ENCODED
    sentences: dict[str, Reading] = {}
    alike: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.task == Task.LABELS:
            sentences |= {code: Reading(chances, row.model) for code, chances in _chances(row)}
        elif row.task == Task.SAME:
            alike |= dict.fromkeys(_pairs(row), row.model)
    return Encoded(MappingProxyType(sentences), MappingProxyType(alike))


def _latest(row: Answer) -> tuple[str, str, str]:
    """After a merge, two weights may have answered: the later day holds, and on one day always the same of the two."""
    return row.day, row.model, str(row.answer.get("weights"))


def encoded_by(answers: Answers, weights: Weights) -> tuple[frozenset[str], frozenset[str]]:
    """What some weights answered already: the codes of sentences, and the hashes of the comparisons."""
    rows = [r for r in answers.rows if is_weighed_by(r, weights)]
    codes = frozenset(code for r in rows if r.task == Task.LABELS for code, _ in _chances(r))
    return codes, frozenset(r.question for r in rows if r.task == Task.SAME)


def is_weighed_by(row: Answer, weights: Weights) -> bool:
    """Whether an answer is that of these weights, in the form that this program uses."""
    said = (row.answer.get("encoder"), row.answer.get("weights"), row.model)
    return is_encoded(row) and said == (SCHEME, weights.hash, weights.name)


def labels_answer(weights: Weights, day: str, chances: Mapping[str, Sequence[float]]) -> Answer:
    """The line with the chances of some sentences, by code."""
    said = {code: {"chances": dict(zip(FACETS, row, strict=True))} for code, row in chances.items()}
    return _answer(Task.LABELS, weights, day, chances, {"sentences": said})


def alike_answer(weights: Weights, day: str, codes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Answer:
    """The line with the pairs that are alike, of all sentences that were compared, by code."""
    return _answer(Task.SAME, weights, day, codes, {"alike": [list(pair) for pair in sorted(pairs)]})


def _answer(task: Task, weights: Weights, day: str, codes: Iterable[str], said: Json) -> Answer:
    head = {"encoder": SCHEME, "weights": weights.hash}
    return Answer(task, encoded_hash(task, weights, codes), weights.name, day, head | dict(said))


def encoded_hash(task: Task, weights: Weights, codes: Iterable[str]) -> str:
    """24 hexadecimal digits for what was encoded, and by which weights."""
    read = [task, SCHEME, weights.name, weights.hash, sorted(codes)]
    return blake2b(json.dumps(read).encode("utf-8"), digest_size=12).hexdigest()


def _chances(row: Answer) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The chances of each sentence of a line; what is not understood is left out."""
    table = row.answer.get("sentences")
    for code, said in table.items() if isinstance(table, Mapping) else ():
        listed = chances_of(said.get("chances")) if isinstance(said, Mapping) else None
        if listed is not None:
            yield code, listed


def chances_of(value: object) -> tuple[float, ...] | None:
    """The chance of each facet, of a table by its name; None where one is missing or none."""
    table = value if isinstance(value, Mapping) else {}
    found = [
        c for f in FACETS if isinstance(c := table.get(f), int | float) and not isinstance(c, bool) and 0 <= c <= 1
    ]
    return tuple(map(float, found)) if len(found) == len(FACETS) else None


def _pairs(row: Answer) -> Iterator[tuple[str, str]]:
    listed = row.answer.get("alike")
    for pair in listed if isinstance(listed, list) else ():
        if isinstance(pair, list) and len(pair) == _PAIR and all(isinstance(code, str) for code in pair):
            yield min(pair), max(pair)
