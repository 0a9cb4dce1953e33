"""What `explainery ask` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from explainery.answers.encoded import is_encoded
from explainery.asking.runner import Tally
from explainery.commands.ask import AskOutcome, AskPlan
from explainery.commands.ask_explain import AboutSentence, Explained
from explainery.model_settings import EXAMPLE, PLUGIN_HOST, ModelSettings
from explainery.text import counted

_MANY_DROPPED = 2  # parts of one answer; by taste: a model that can read drops none in most
_UNANSWERED = 5  # questions without an answer that are named


def planned_lines(planned: AskPlan, story: str) -> Iterator[str]:
    """What asking would send."""
    total = sum(planned.questions.values())
    for task, number in planned.questions.items():
        yield f"{task:10} {counted(number, 'question'):>14}, about {planned.tokens[task]:,} tokens"
    if not total:
        yield _nothing(planned.withheld, story)
    yield from _withheld(planned.withheld, planned.model, "stay")
    if planned.later:
        yield f"What is asked next depends on these answers: {', '.join(planned.later)}."
    if total:
        articles = counted(len(planned.files), "article")
        yield f"`explainery ask {story}` would send text of {articles} to {_place(planned.model)}:"
        yield f"  {', '.join(planned.files)}"
        yield from _no_model(planned.model)
    yield "Nothing was sent."


def _nothing(withheld: int, story: str) -> str:
    return "Nothing that is left to ask may be sent." if withheld else f"Nothing is left to ask about {story}."


def _no_model(model: ModelSettings) -> Iterator[str]:
    if not model.host:
        yield f"No model is set: write  {EXAMPLE}  into .explainery/settings.yml."


def _place(model: ModelSettings) -> str:
    name = model.name or "a model without a name"
    if not model.host:
        return "a model"
    return f"{name} by the library llm" if model.host == PLUGIN_HOST else f"{name} at {model.place}"


def asking_lines(model: ModelSettings, name: str = "") -> Iterator[str]:
    """Who is asked, before the first question. `name`: in the place of the settings'."""
    if model.host:
        yield f"asking {_place(replace(model, name=name or model.name))}; Ctrl-C keeps what is answered by then"


def asked_lines(asked: AskOutcome, story: str) -> Iterator[str]:
    """What came of asking."""
    tally = asked.tally
    if tally.is_interrupted:
        yield f"Interrupted. What was answered is kept; `explainery ask {story}` goes on with the rest."
    if not (tally.answered or tally.unanswered or tally.left):
        yield _nothing(asked.withheld, story)
        yield from _withheld(asked.withheld, asked.model, "stayed")
        return
    yield (
        f"{counted(tally.answered, 'question')} answered by {_place(asked.model)}; "
        f"{tally.tokens_in:,} tokens in, {tally.tokens_out:,} out."
    )
    others = sorted(tally.models - {asked.model.name})
    if others:
        yield f"The server calls the model {', '.join(others)}; so do the answers."
    if tally.dropped:
        yield from _dropped(tally)
    for question, why in tally.unanswered[:_UNANSWERED]:
        yield f"Not answered: {question.task}, {question.about} ({why})"
    if len(tally.unanswered) > _UNANSWERED:
        yield f"... and {len(tally.unanswered) - _UNANSWERED} more."
    yield from _withheld(asked.withheld, asked.model, "stayed")
    if tally.left:
        yield f"{counted(tally.left, 'question')} {_were(tally.left)} not asked{f': {tally.why}' if tally.why else ''}."
    if asked.later and tally.answered:
        yield f"Not reached: {', '.join(asked.later)}. `explainery ask {story}` goes on there."
    if tally.answered:
        yield f"`explainery plan {story}` shows what would change."


def _dropped(tally: Tally) -> Iterator[str]:
    parts, tasks = counted(tally.dropped, "part"), ", ".join(f"{t} {n}" for t, n in tally.dropped_of.most_common())
    yield f"{parts} of answers {_were(tally.dropped)} dropped: they are in no list, or too long ({tasks})."
    if tally.dropped > _MANY_DROPPED * tally.answered:
        yield "So many mean that the model does not follow the questions: try a larger one."


def _withheld(number: int, model: ModelSettings, verb: str) -> Iterator[str]:
    if number:
        verbs = ("holds", "stays") if number == 1 and verb == "stay" else ("hold" if number > 1 else "holds", verb)
        host = model.host or "HOST"
        yield (
            f"{counted(number, 'question')} {verbs[0]} text under rights: quote and {verbs[1]} here: "
            f"name {host} under may_see to send {'it' if number == 1 else 'them'}."
        )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def gate_lines(passed: int, total: int, story: str) -> Iterator[str]:
    """What the gate says of a story's recorded wordings."""
    if total:
        claims = counted(total, "claim")
        yield f"Of {claims} with a recorded wording {passed} may have it on a page."
        if passed < total:
            yield f"`explainery ask {story} --explain KEY` says why another may not."


def doubted_lines(doubted: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """The articles whose labels are not believed."""
    for file, (called, total) in doubted.items():
        yield f"{file}: the model calls {called} of {total} sentences furniture; these labels are not used."


def explained_lines(explained: Explained) -> Iterator[str]:
    """What was asked and answered about a sentence."""
    yield f"{explained.code}  {explained.words}".rstrip()
    for about in explained.answers:
        yield ""
        yield from _answer_lines(about)
    if not explained.answers:
        yield "No answer is recorded about it."


def _answer_lines(about: AboutSentence) -> Iterator[str]:
    row, question = about.row, about.question
    day = f" on {row.day}" if row.day else ""
    yield f"{row.task}: answered by {row.model or 'nobody who is named'}{day}"
    if question:
        yield f"  asked about {question.about}:"
        yield from _indented(question.instructions.splitlines())
    elif is_encoded(row):
        yield "  Weighed together with the program's own signals; a model's or a person's label stands over it."
    elif row.question:
        yield "  The question is no longer asked in this form, so that the answer is not used."
    yield f"  answer: {json.dumps(about.part, ensure_ascii=False)}"
    if about.verdict is not None:
        yield (
            "  the gate refuses it, so the built-in statement stands:" if about.verdict else "  the gate lets it stand."
        )
        yield from _indented(about.verdict)


def _indented(lines: Sequence[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)
