"""What a model is to the rest of the program: something that answers a prompt with JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from explainery.answers.questions import Json

Wait = Callable[[float], object]  # called with seconds, as time.sleep is


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and what it has cost.

    Attributes:
        answer: a JSON object.
        tokens_in: of everything that the model was sent for it.
        tokens_out: of everything that the model wrote for it.
        model: who answered, as a server says it; "" where nobody says. A name may stand for another one.
    """

    answer: Json
    tokens_in: int
    tokens_out: int
    model: str = ""


class Model(Protocol):
    """A language model."""

    @property
    def name(self) -> str:
        """Its name, as its answers state it."""

    def answer(self, prompt: str, schema: Json) -> Reply:
        """The answer to a prompt.

        Raises:
            UnansweredError: this prompt is not answered; others may be.
            ModelError: the model cannot be asked at all.
        """


class UnansweredError(Exception):
    """One question is not answered; others may be. Never leaves the program: it is counted and told.

    Attributes:
        what: why not.
        tokens_in: what it has cost nevertheless, in.
        tokens_out: and out.
    """

    def __init__(self, what: str, tokens_in: int = 0, tokens_out: int = 0) -> None:
        super().__init__(what)
        self.what, self.tokens_in, self.tokens_out = what, tokens_in, tokens_out
