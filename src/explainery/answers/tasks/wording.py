"""Wordings: a statement for a claim in plain words of one's own, headings that answer, and the story's title.

What is recorded here is a proposal. Whether it may stand on a page is for the gate to say, at each build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from explainery.answers.questions import Json, Kept, Question, Task, object_of
from explainery.answers.records import Answers

_LONGEST = 400  # characters of a proposal; longer ones are no one sentence in plain words
_STATEMENT = """\
You help an editor to tell in plain words what several articles say. Write one sentence that says what the \
passages say, as you would tell a friend, in words of your own:
- Keep every name, figure, date and unit that you use, every "not", every "may", "reportedly", "said", \
"denied" or "plans to", and who does what to whom, just as the passages have them.
- Say who says it, where the passages say who.
- Add nothing that the passages do not say: no cause, no judgement, no description. Leave out side matters.
- Do not copy more than six words in a row, unless they are somebody's words in quotation marks, word for word.
- The sentence is read alone: name people and countries, write no "he", "it" or "this week" without saying who \
or when. "meant" is a passage with names and dates filled in: take them from there. "before" is the sentence \
before it, only to be understood: say nothing of it.
- Use plain words, best those of the passages in another order. At most 30 words. Plain text.
If nobody could understand the passages by themselves, answer ""."""
_AGAIN = """

An earlier sentence, "refused", may not be used, for the reasons under "because". Write another one without these \
faults. Where a word is the fault, take the word of the passages."""
_MOST_REASONS = 6  # by taste: a small model loses track of more
_HEADING = """\
You help an editor. Write a short heading, at most eight words, that says what the sentences below it say \
together. Use only names, words and figures of the sentences. No full stop, no question."""
_TITLE = """\
You help an editor. Write a title, at most ten words, that says what the story is about, and a summary of at most \
two sentences, 45 words together, of the most important facts. Use only what the sentences say, and their names \
and figures; keep every "may", "said" and "not"."""


@dataclass(frozen=True, slots=True)
class ToldPassage:
    """A passage to be told.

    Attributes:
        article: the id of its article.
        label: where it stands, such as "TIME, 11 September 2023".
        words: its words.
        meant: its words with names and dates filled in, as the built-in statement has them; "" where it has none.
        before: the sentence before it in its article; "" for none.
    """

    article: str
    label: str
    words: str
    meant: str = ""
    before: str = ""

    @property
    def data(self) -> Json:
        """The passage as a model sees it."""
        meant = self.meant if self.meant != self.words else ""
        rows = (("words", self.words), ("in", self.label), ("meant", meant), ("before", self.before))
        return {name: text for name, text in rows if text}


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim to be told: its key, and the passages that it rests on, the shown one first."""

    key: str
    passages: tuple[ToldPassage, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed text, and whose it is."""

    text: str
    by: str


def statement_question(claim: Telling) -> Question:
    """The question that asks for a claim's statement."""
    return Question(
        task=Task.WORDING,
        about=claim.key,
        articles=frozenset(p.article for p in claim.passages),
        instructions=_STATEMENT,
        data={"passages": [p.data for p in claim.passages]},
        schema=object_of({"sentence": {"type": "string", "maxLength": _LONGEST}}),
        keep=partial(_kept_texts, names=("sentence",)),
    )


def rewording_question(claim: Telling, refused: str, reasons: Sequence[str]) -> Question:
    """The question that asks for a claim's statement once more.

    Args:
        claim: the claim.
        refused: the sentence that was proposed for it.
        reasons: why the gate refuses that, in words.
    """
    first = statement_question(claim)
    return replace(
        first,
        task=Task.REWORDING,
        instructions=first.instructions + _AGAIN,
        data={**first.data, "refused": refused, "because": list(reasons[:_MOST_REASONS])},
    )


def heading_question(page: str, heading: str, sentences: Sequence[str], articles: frozenset[str]) -> Question:
    """The question that asks for the heading of some statements of a page, as it is worded today."""
    return Question(
        task=Task.HEADINGS,
        about=f"{page}, {heading!r}",
        articles=articles,
        instructions=_HEADING,
        data={"sentences": list(sentences), "today": heading},
        schema=object_of({"heading": {"type": "string", "maxLength": 80}}),
        keep=partial(_kept_texts, names=("heading",)),
    )


def title_question(title: str, sentences: Sequence[str], articles: frozenset[str]) -> Question:
    """The question that asks for the story's title and summary."""
    return Question(
        task=Task.TITLE,
        about="the story",
        articles=articles,
        instructions=_TITLE,
        data={"sentences": list(sentences), "today": title},
        schema=object_of(
            {"title": {"type": "string", "maxLength": 120}, "summary": {"type": "string", "maxLength": 400}}
        ),
        keep=partial(_kept_texts, names=("title", "summary")),
    )


def _kept_texts(answer: Json, names: Sequence[str]) -> Kept:
    """The texts of an answer that are not too long, without blanks around them. An empty one means "none"."""
    texts = {n: t.strip() for n in names if isinstance(t := answer.get(n), str) and len(t.strip()) <= _LONGEST}
    return Kept(texts, len(names) - len(texts))


def proposals_in(answers: Answers, asked: Mapping[str, Question], field: str) -> Iterator[tuple[str, Proposal]]:
    """The proposals that are recorded.

    Args:
        answers: the story's answers.
        asked: the questions as they are now, by what each is about for the caller.
        field: the part of the answer, such as "sentence".
    """
    for name, question in asked.items():
        answer = answers.to(question.hash)
        text = answer.answer.get(field) if answer else None
        if answer and isinstance(text, str) and text.strip():
            yield name, Proposal(text.strip(), answer.model)
