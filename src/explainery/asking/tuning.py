"""The limits of asking that no setting changes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskingTuning:
    """How long, how often and how much.

    Attributes:
        connect_seconds: until a server takes a connection. By taste.
        answer_seconds: until an answer is complete; a small model on a slow processor needs minutes.
        list_seconds: until a server has listed its models. By taste.
        waits: seconds before each further try of a request that failed, so that there are one more tries than waits.
        longest_wait: seconds at most, whatever Retry-After asks for. By taste.
        reply_bytes: of a server's reply; the longest answers, labels of 40 sentences, have about 6,000.
        answer_tokens: of one answer; models that think first need most of them.
        failures: questions in a row without an answer, after which no more are asked.
        characters: of English to a token, about.
    """

    connect_seconds: float = 10.0
    answer_seconds: float = 900.0
    list_seconds: float = 20.0
    waits: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0)
    longest_wait: float = 60.0
    reply_bytes: int = 1_000_000
    answer_tokens: int = 8_000
    failures: int = 5
    characters: int = 4


TUNING = AskingTuning()


def tokens_in(text: str) -> int:
    """About how many tokens a text has."""
    return -(-len(text) // TUNING.characters)
