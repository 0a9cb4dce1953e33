"""Which facts an explainer of the story must have. Asked once a story, about the claims that its pages could show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from explainery.answers.questions import Json, Kept, Question, Task, choice, list_of, object_of, texts_in
from explainery.answers.records import Answers
from explainery.answers.tasks.compared import Compared

MOST = 120  # claims of one question; by taste: about 4,000 tokens
_SHARE = 3  # one claim in so many may be chosen
_INSTRUCTIONS = """\
You help an editor to choose. An explainer answers a friend who asks "what is going on?": what happened, what \
came before, what each side wants, what passes between them, what others say. Choose the sentences without \
which it would not be understood: the main facts, one sentence for each. Leave out detail, colour, repetition, \
and what needs the sentence before it to be understood."""


def questions(claims: Sequence[Compared]) -> Iterator[Question]:
    """The questions about the claims of a story, each by the sentence that it would be shown in."""
    for first in range(0, len(claims), MOST):
        part = claims[first : first + MOST]
        ids = {str(first + n): c.code for n, c in enumerate(part, 1)}
        most = max(1, len(part) // _SHARE)
        yield Question(
            task=Task.FACTS,
            about=f"claims {first + 1} to {first + len(part)}",
            articles=frozenset(c.article for c in part),
            instructions=_INSTRUCTIONS,
            data={"sentences": {i: c.words for i, c in zip(ids, part, strict=True)}, "most": most},
            schema=object_of({"facts": list_of(choice(*ids), most)}),
            keep=partial(kept, ids=ids, most=most),
        )


def kept(answer: Json, ids: Mapping[str, str], most: int) -> Kept:
    """The chosen sentences by code, at most so many."""
    value = answer.get("facts")
    chosen = [str(i) for i in value] if isinstance(value, list) else []
    known = list(dict.fromkeys(ids[i] for i in chosen if i in ids))
    return Kept({"facts": known[:most]}, len(chosen) - len(known[:most]))


def facts_in(answers: Answers, asked: Sequence[Question]) -> frozenset[str]:
    """The sentences with facts that the explainer must have, by code."""
    found = [a for q in asked if (a := answers.to(q.hash))] + list(answers.by_hand(Task.FACTS))
    return frozenset(code for a in found for code in texts_in(a.answer.get("facts")))
