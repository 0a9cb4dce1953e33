"""From what a model says to an answer: its JSON is read, compared with the schema, and asked for once more if wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from explainery.answers.questions import Json
from explainery.answers.records import LONGEST_LINE
from explainery.asking.protocol import Reply, UnansweredError
from explainery.asking.schema import is_shaped, problem_in
from explainery.patterns import regex

_FENCED = regex(r"```(?:json)?\s*\n(.*?)```", re.DOTALL)
_THOUGHT = "</think>"  # models that think first may say so in the open
_REPEATED = 2_000  # characters of an answer that the model is shown again
_ROOM = 1_000  # characters of a line that are not the answer


@dataclass(frozen=True, slots=True)
class Said:
    """What a model said to one prompt.

    `is_cut`: whether it was stopped before its end. `model`: who the server says that it is.
    """

    text: str
    tokens_in: int
    tokens_out: int
    is_cut: bool = False
    model: str = ""


Say = Callable[[str, Json], Said]  # called with a prompt and the schema of its answer


def answered(say: Say, prompt: str, schema: Json) -> Reply:
    """The answer to a prompt; where it is not as the schema asks, it is asked for once more.

    What is wrong only inside the second answer is left to whoever keeps of it what is in their lists.

    Raises:
        UnansweredError: there is no JSON of the right form in either answer.
    """
    first = say(prompt, schema)
    value, problem = _read(first, schema)
    if not problem:
        return Reply(value, first.tokens_in, first.tokens_out, first.model)
    second = _said_again(say, first, _again(prompt, first.text, problem), schema)
    tokens_in, tokens_out = first.tokens_in + second.tokens_in, first.tokens_out + second.tokens_out
    value, problem = _read(second, schema)
    if problem and not is_shaped(value, schema):
        raise UnansweredError(problem, tokens_in, tokens_out)
    return Reply(value, tokens_in, tokens_out, second.model)


def schema_in_words(schema: Json) -> str:
    """What a prompt says in the place of a schema that its server does not take."""
    return (
        f"\nAnswer with one JSON object, as this JSON schema describes it:\n{json.dumps(schema, ensure_ascii=False)}\n"
    )


def _said_again(say: Say, first: Said, prompt: str, schema: Json) -> Said:
    try:
        return say(prompt, schema)
    except UnansweredError as error:  # the first answer has its cost, too
        tokens = error.tokens_in + first.tokens_in, error.tokens_out + first.tokens_out
        raise UnansweredError(error.what, *tokens) from None


def _again(prompt: str, text: str, problem: str) -> str:
    return (
        f"{prompt}\nYour answer before was:\n<answer>\n{text[:_REPEATED].replace('<', ' ')}\n</answer>\n"
        f"It cannot be used: {problem}. Answer the whole question again, with JSON only.\n"
    )


def _read(said: Said, schema: Json) -> tuple[dict[str, Any], str]:
    """The JSON object that was said, and what is wrong with it."""
    try:
        value = json.loads(_json_in(said.text), parse_constant=_refuse)
        size = len(json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8"))
    except (ValueError, RecursionError):  # neither halves of characters nor endless numbers can be written
        return {}, "it was cut off before its end" if said.is_cut else "it is not JSON"
    if not isinstance(value, dict):
        return {}, "it is not a JSON object"
    if size > LONGEST_LINE - _ROOM:
        return {}, "it is much too long"
    return value, problem_in(value, schema)


def _json_in(text: str) -> str:
    """The JSON in a text that may have thoughts before it, words around it, or a fence."""
    text = text.rpartition(_THOUGHT)[2].strip()
    if text.startswith("{"):
        return text
    fenced = _FENCED.search(text)
    inner = fenced[1] if fenced else text
    return inner[inner.find("{") : inner.rfind("}") + 1]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and its like are no JSON
